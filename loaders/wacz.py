"""WACZ, version 1.1 (https://specs.webrecorder.net/wacz/1.1.1/): a web archive packed with the list of its pages."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import LoadError
from kg.model import Story
from loaders.addresses import canonical_url
from loaders.source import Rejected, Source
from loaders.stories import parse
from loaders.warc import ENDINGS, read_warc

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

SUFFIX = ".wacz"
MEDIA_TYPES = frozenset({"application/wacz", "application/wacz+zip", "application/x-wacz"})
LIST = "pages/pages.jsonl"
PAGES = 100_000

Found = tuple[str, "ZipInfo"]


class WaczLoader:
    """Many stories a file: the pages that its list (`pages/pages.jsonl`) names, all pages where it has no list.

    The WARC files in it are read as others are (`loaders.warc`), straight from where they are packed. A WARC file, a
    line of the list or a page that cannot be read is `Rejected`, and so is whatever looks like a bomb or has a path
    that leads out of the archive; the rest loads.
    """

    def matches(self, source: Source) -> bool:
        return source.suffix == SUFFIX or source.media_type in MEDIA_TYPES

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        from loaders.zipped import members, open_zip

        with open_zip(source) as archive:
            found: list[Found] = []
            for member in members(archive, source.name):
                if isinstance(member, Rejected):
                    yield member
                else:
                    found.append(member)
            yield from read_wacz(archive, found, source)


def read_wacz(archive: "ZipFile", found: list[Found], source: Source) -> Iterator[Story | Rejected]:
    warcs = [member for member in found if member[0].startswith("archive/") and member[0].lower().endswith(ENDINGS)]
    if not warcs:
        raise LoadError("holds no archive/*.warc.gz, so it is no WACZ file; make it anew")
    lists = [member for member in found if member[0] == LIST]
    pages: set[str] = set()
    for member in lists:
        yield from read_list(archive, member, source, pages)
    if lists and not pages:
        raise LoadError(f"lists no page in {LIST}; nothing to read")
    empty = True
    for member in warcs:
        for item in read_member(archive, member, source, pages if lists else None):
            empty = False
            yield item
    if empty and source.named:
        raise LoadError("holds none of the HTML pages that it lists; nothing to read")


def read_member(
    archive: "ZipFile", member: Found, source: Source, pages: set[str] | None
) -> Iterator[Story | Rejected]:
    """The stories of one WARC file, of the pages given (None: of all)."""
    with opened(archive, member, source) as warc:
        try:
            yield from read_warc(warc, lambda address: pages is None or canonical_url(address) in pages)
        except LoadError as error:
            yield Rejected(warc.name, str(error))


def read_list(archive: "ZipFile", member: Found, source: Source, pages: set[str]) -> Iterator[Rejected]:
    """Add the addresses that the list names to `pages`; the first line says what it is a list of."""
    with opened(archive, member, source) as listed:
        try:
            for number, line in enumerate(listed.lines(), 1):
                try:
                    pages.update(page_of(line))
                except LoadError as error:
                    yield Rejected(listed.name, f"line {number}: {error}")
                if len(pages) > PAGES:
                    raise LoadError(f"lists more than {PAGES:,} pages; split the archive")
        except LoadError as error:
            yield Rejected(listed.name, str(error))


def page_of(line: bytes) -> set[str]:
    """The address of a line of the list, in its canonical form; none for the first line, or an empty one."""
    if not line.strip():
        return set()
    record = parse(line)
    address = record.get("url")
    if address is None and "format" in record:
        return set()
    url = canonical_url(address) if isinstance(address, str) else None
    if url is None:
        raise LoadError(f"no http(s) address ({json.dumps(address)[:60]}); correct it or leave it out")
    return {url}


def opened(archive: "ZipFile", member: Found, source: Source) -> Source:
    from loaders.zipped import opener

    path, info = member
    return Source(f"{source.name}/{path}", opener(archive, info), key=path, named=False, size=info.file_size)
