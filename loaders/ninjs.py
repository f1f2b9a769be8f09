"""IPTC ninjs, news items in JSON: versions 2.x and 3.x (https://iptc.org/standards/ninjs/), 1.x where it says the same.

Version 3 writes in camel case what version 2 writes in lower case (`versionCreated`, `versioncreated`), so keys are
read without regard to case. Version 1 has `body_text` and `headline` in the place of `bodies` and `headlines`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import LoadError
from kg.model import Story
from loaders.addresses import canonical_url
from loaders.characters import one_line
from loaders.entries import MARKUP, Entry, blocks, stories_of
from loaders.html import Block
from loaders.json_records import checked, day, read_records, record_keys
from loaders.source import Rejected, Source
from loaders.stories import words

# Two of these tell an item by its beginning: `uri`, which alone the standard requires, may stand behind a long body.
KEYS = frozenset(
    {
        "uri", "headlines", "bodies", "descriptions", "versioncreated", "firstcreated", "contentcreated", "pubstatus",
        "representationtype", "infosources", "altids", "copyrightholder", "headline", "body_text", "body_xhtml",
        "body_html",
    }
)  # fmt: skip
DATES = ("firstcreated", "versioncreated", "contentcreated")
TEXTS = frozenset({"text", "composite", "component"})
HTML = frozenset({"text/html", "application/xhtml+xml"})
WEB = re.compile(r"(web|canonical)?[ _-]?(url|uri|link|page|permalink)", re.IGNORECASE)

Item = Mapping[str, Any]


class NinjsLoader:
    """One item a file, or a list of them: headline and body, or its description where there is no body.

    Items that are withheld or cancelled are rejected, as are pictures and other items without text.
    """

    def matches(self, source: Source) -> bool:
        keys = {key.lower() for key in record_keys(source)}
        return len(keys & KEYS) > 1

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        yield from stories_of(read_records(source, "items"), read_item, source, "item")


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several headlines, bodies or descriptions: its role, its media type and its words."""

    role: str
    kind: str
    words: str

    @property
    def is_markup(self) -> bool:
        return self.kind in HTML or (not self.kind and MARKUP.search(self.words) is not None)

    @property
    def is_readable(self) -> bool:
        return bool(self.words.strip()) and (self.is_markup or self.kind in ("", "text/plain"))


def read_item(record: Any) -> Entry:
    item = {key.lower(): value for key, value in checked(record).items()}
    check_status(item)
    uri = words(item, "uri")
    if not uri or not uri.strip():
        raise LoadError("no uri, which ninjs requires; give the item its own")
    return Entry(
        title=title(item),
        blocks=body(item),
        guid=uri,
        url=address(item, uri),
        outlet=outlet(item),
        published=next((date for key in DATES if (date := day(item, key))), None),
    )


def check_status(item: Item) -> None:
    """Raise `LoadError` for an item that its publisher holds or takes back (`pubStatus`; usable where not said)."""
    status = item.get("pubstatus")
    if status is not None and str(status).lower() != "usable":
        raise LoadError(f"is {one_line(str(status))[:40]} by its pubStatus, not usable; leave it out")


def title(item: Item) -> str | None:
    """The main headline, else the first, else the item's name."""
    from loaders.metadata import first

    found = variants(item, "headlines", "headline")
    main = [variant.words for variant in found if variant.role == "main"]
    return first(*main, *(variant.words for variant in found), item.get("title"))


def body(item: Item) -> tuple[Block, ...]:
    """The first body in HTML, else in plain text; a description stands in for it where the item is one of text."""
    found = [variant for variant in variants(item, "bodies", "body") if variant.is_readable]
    kind = str(item.get("type") or "text").lower()
    if not found and kind not in TEXTS:
        raise LoadError(f"is no text ({one_line(kind)[:40]}); leave it out")
    found = found or [variant for variant in variants(item, "descriptions", "description") if variant.is_readable]
    chosen = next((variant for variant in found if variant.is_markup), found[0] if found else None)
    return blocks(chosen.words, markup=chosen.is_markup) if chosen else ()


def variants(item: Item, plural: str, singular: str) -> list[Variant]:
    """The objects of a list (`bodies`), and what version 1 spreads over keys (`body_text`); others are passed over."""
    entries = objects(item.get(plural))
    found = [Variant(str(entry.get("role") or "").lower(), media_type(entry), text_of(entry)) for entry in entries]
    spread = {key: value for key, value in item.items() if key == singular or key.startswith(f"{singular}_")}
    older = [Variant(key.partition("_")[2], "", value) for key, value in spread.items() if isinstance(value, str)]
    return found + older


def objects(value: Any) -> list[Item]:
    """The objects of a list; none where it is none."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def media_type(entry: Item) -> str:
    """Without its parameters: `text/html; charset=utf-8` is `text/html`."""
    found = next((value for key, value in entry.items() if key.lower() == "contenttype"), None)
    return found.partition(";")[0].strip().lower() if isinstance(found, str) else ""


def text_of(entry: Item) -> str:
    value = entry.get("value")
    return value if isinstance(value, str) else ""


def address(item: Item, uri: str) -> str | None:
    """A web address among the alternative ids, by its role, else the uri where it is one (it names the item)."""
    listed = item.get("altids", item.get("altid"))
    if isinstance(listed, dict):  # version 1
        listed = [{"role": role, "value": value} for role, value in listed.items()]
    for entry in objects(listed):
        role = entry.get("role")
        if isinstance(role, str) and WEB.fullmatch(role) and (url := canonical_url(text_of(entry))):
            return url
    return canonical_url(uri)


def outlet(item: Item) -> str | None:
    """The first source with a name, else the holder of the rights, else a byline of one word (`Reuters`, no person)."""
    from loaders.metadata import first

    names = [entry.get("name") for entry in objects(item.get("infosources", item.get("infosource")))]
    by = first(item.get("by"), item.get("byline"))
    return first(*names, item.get("copyrightholder"), by if by and " " not in by else None)
