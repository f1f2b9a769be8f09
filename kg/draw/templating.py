"""The one Jinja environment of the pictures: autoescaped, strict, and cleaning whatever it prints."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.draw.text import clean


@cache
def environment() -> Environment:
    return Environment(
        loader=PackageLoader("kg.draw", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=cleaned,
    )


def cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
