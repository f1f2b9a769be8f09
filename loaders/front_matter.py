"""Front matter: the YAML on top of a text that says of its story what a page says in its head.

It is read by python-frontmatter as plain words: no tag or type of YAML is looked at, and nothing is made by it.
"""

import re
from collections.abc import Mapping
from typing import Any

from kg.errors import LoadError
from loaders.addresses import canonical_url
from loaders.characters import one_line
from loaders.dates import edtf
from loaders.text import read_headers

FRONT = re.compile(r"\s*+---[ \t]*\r?\n(?:[ \t]*\r?\n|#[^\n]*\n)*+[\"']?[A-Za-z][\w .-]*[\"']?[ \t]*:(?=\s)")
FRONT_CHARACTERS = 20_000
DATES = ("published", "date")
ADDRESSES = ("url", "link", "canonical", "canonical_url")
OUTLETS = ("outlet", "site", "source", "publication")
NOTHING = frozenset({"", "~", "null"})


def is_front_matter(text: str) -> bool:
    """Whether a text begins with a line `---` and a key below it, and not with a rule above a paragraph."""
    return FRONT.match(text) is not None


def read_front(text: str) -> tuple[Mapping[str, str], str]:
    """Title, outlet, published and url, as far as they are given, and the body. Raises `LoadError` for wrong ones."""
    if not is_front_matter(text):
        fields, start = read_headers(text)
        return fields, text[start:]
    found, body = split_front(text.replace("\r\n", "\n").lstrip())
    fields = {
        "title": first(found, ("title",)),
        "outlet": first(found, OUTLETS),
        "published": published(found),
        "url": next((url for key in ADDRESSES if (url := canonical_url(words(found, key)))), ""),
    }
    return {name: value for name, value in fields.items() if value}, body


def split_front(text: str) -> tuple[Mapping[str, Any], str]:
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    handler = YAMLHandler()
    try:
        front, body = handler.split(text)
    except ValueError:
        raise LoadError("begins a front matter that does not end; put `---` in a line of its own below it") from None
    if len(front) > FRONT_CHARACTERS:
        raise LoadError(f"has a front matter of more than {FRONT_CHARACTERS:,} characters; shorten it")
    try:
        found = handler.load(front, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LoadError(f"has a front matter that is no YAML at line {line} ({one_line(str(error.problem))})") from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise LoadError("has a front matter that is no YAML, or nested too deeply; correct it") from None
    return ({str(key).lower(): value for key, value in found.items()} if isinstance(found, dict) else {}), body


def words(found: Mapping[str, Any], key: str) -> str:
    """The value as one line; lists and tables say nothing that a story has a place for."""
    value = found.get(key)
    value = one_line(value) if isinstance(value, str) else ""
    return "" if value.lower() in NOTHING else value


def first(found: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((value for key in keys if (value := words(found, key))), "")


def published(found: Mapping[str, Any]) -> str:
    value = first(found, DATES)
    date = edtf(value)
    if value and date is None:
        raise LoadError(f"its date {value[:40]!r} is none; write it as 2025-06-05 or leave it out")
    return date or ""
