"""An entry of a feed, a page of results or a list: one of many records of a source, each a story of its own."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kg.errors import LoadError
from kg.model import Story
from loaders.characters import one_line
from loaders.html import Block, compose, extract, length, tidy
from loaders.identity import digest, path_id, story_id
from loaders.layout import sections
from loaders.markup import lighten, parse
from loaders.source import Rejected, Source
from loaders.text import check_length

MARKUP = re.compile(r"</?[a-z][a-z0-9]*(\s[^<>]*)?/?>|&(#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
ENTRIES = 10_000

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says of its story; `url` is canonical, `published` EDTF, `guid` its own name within the source."""

    title: str | None
    blocks: tuple[Block, ...]
    guid: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None


def stories_of(
    records: Iterable[Record], read: Callable[[Record], Entry], source: Source, noun: str
) -> Iterator[Story | Rejected]:
    """The story of each record, or why there is none, by its number (`entry 3: …`).

    A record that says the same again is passed over. One of the same id with other words is rejected: the graph would
    take it for a corrected version of the first.
    """
    taken: dict[str, tuple[int, str]] = {}
    for number, record in enumerate(records, 1):
        try:
            story = make_story(read(record), source)
        except LoadError as error:
            yield Rejected(source.name, f"{noun} {number}: {error}")
            continue
        first, words = taken.setdefault(story.id, (number, digest(story.text)))
        if first == number:
            yield story
        elif words != digest(story.text):
            reason = f"has the address or id of {noun} {first} and other words; load the right one of them alone"
            yield Rejected(source.name, f"{noun} {number}: {reason}")


def make_story(entry: Entry, source: Source) -> Story:
    """Title, empty line, then the blocks. Raises `LoadError` where the entry holds no text."""
    blocks = tidy(list(entry.blocks), entry.title)
    if not blocks:
        raise LoadError("no text; load the page that it leads to, or leave it out")
    text, parts = compose(entry.title, blocks)
    check_length(text)
    return Story(
        id=entry_id(entry, source, text),
        text=text,
        title=entry.title,
        url=entry.url,
        outlet=entry.outlet,
        published=entry.published,
        source=source.name,
        sections=parts,
    )


def entry_id(entry: Entry, source: Source, text: str) -> str:
    """By canonical address as a page's, else by `path#guid` (without a guid, its words in the place of it)."""
    place = source.key if source.key is not None else source.canonical
    if entry.url or place is None:
        return story_id(source, entry.url, text)
    return path_id(f"{place}#{entry.guid or digest(text)}")


def blocks(words: str, *, markup: bool | None = None) -> tuple[Block, ...]:
    """The paragraphs, headings and bullets of an entry's text; `markup` tells HTML from plain text (None: by looks).

    Raises `LoadError` for HTML that is built to cost too much.
    """
    if MARKUP.search(words) if markup is None else markup:
        return fragment(words)
    return tuple((part.kind, line) for part in sections(words) if (line := one_line(words[part.start : part.end])))


def fragment(markup: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML that is an article already, by the stricter or the freer reading: the longer."""
    page = f"<html><body><article>{lighten(markup)}</article></body></html>"
    readings = [extract(parse(page), strict=strict, fast=True) for strict in (True, False)]
    longest = max(readings, key=length)
    return tuple(longest)


def check_number(count: int, noun: str) -> None:
    """Raise `LoadError` where a source holds no records, or more than `ENTRIES`."""
    if not count:
        raise LoadError(f"holds no {noun}; nothing to read")
    if count > ENTRIES:
        raise LoadError(f"holds more than {ENTRIES:,} {noun}; split it")
