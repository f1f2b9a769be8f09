"""Jinja environments for what a browser shows: autoescaped, strict, and cleaning whatever they print."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.draw.text import clean


@cache
def environment() -> Environment:
    """That of the pictures."""
    return environment_of("kg.draw")


def environment_of(package: str) -> Environment:
    """One for the folder `templates` of a package."""
    return Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=cleaned,
    )


def cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
