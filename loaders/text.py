"""Plain text: a title where the first line looks like one, and header lines (`Title:`, `Outlet:`, …) where given."""

import re
from collections.abc import Iterator

from kg.errors import LoadError
from kg.model import Section, Story
from loaders.addresses import canonical_url
from loaders.characters import one_line
from loaders.dates import edtf
from loaders.encoding import decode, preview
from loaders.identity import story_id
from loaders.layout import HEADING, sections, stripped
from loaders.source import STORY_CHARACTERS, Source

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
MEDIA_TYPES = frozenset({"text/plain", "text/markdown"})
HEADER = re.compile(r"(title|outlet|published|url):[ \t]*(.*)", re.IGNORECASE)
TITLE = re.compile(r"[ \t\r\n]*+([^\r\n]{3,200})(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\s*(?=\S)")
ANNOTATED = re.compile(r"\s*+(?:#[^\r\n]*+\s++)*+@(story|file)\b")


class TextLoader:
    """One story a file; the last to be asked, for it takes any text.

    Header lines at the top, each `Title:`, `Outlet:`, `Published:` or `URL:`, carry metadata when nothing but such
    lines stands before the first empty line; they are no part of the text. Control characters become spaces.
    """

    def matches(self, source: Source) -> bool:
        if source.suffix in SUFFIXES or source.media_type in MEDIA_TYPES:
            # annotations beside the stories of a folder are passed over; whoever names them is told what they are
            return source.named or not ANNOTATED.match(preview(source.head))
        return source.named and not source.suffix and not source.media_type

    def load(self, source: Source) -> Iterator[Story]:
        text = decode(source.read(), source.charset)
        check_length(text)
        if ANNOTATED.match(text):
            raise LoadError("holds annotated stories, which are no news; score them with `kg evaluate`")
        headers, start = read_headers(text)
        yield make_story(source, text[start:], headers)


def make_story(source: Source, text: str, headers: dict[str, str]) -> Story:
    title = headers.get("title")
    if title is None and (match := TITLE.match(text)) and looks_like_title(match[1]):
        title, text = one_line(HEADING.sub("", match[1].strip(), count=1)) or None, text[match.end() :]
    if title is not None:
        start, end = stripped(text, 0, len(text))
        text = f"{title}\n\n{text[start:end]}"
    url = headers.get("url") or source.canonical
    front = (Section("title", 0, len(title)),) if title else ()
    return Story(
        id=story_id(source, url, text),
        text=text,
        title=title,
        url=url,
        outlet=headers.get("outlet"),
        published=headers.get("published"),
        source=source.name,
        sections=(*front, *sections(text, len(title) if title else 0)),
    )


def looks_like_title(line: str) -> bool:
    """A short line that begins as a title does and does not end as a sentence or a list does."""
    line = HEADING.sub("", line.strip(), count=1)
    return len(line.split()) > 1 and line[-1] not in ".,;:…" and not line[0].islower() and line[0] not in "-*•|<{["


def read_headers(text: str) -> tuple[dict[str, str], int]:
    """The header lines by lower-case name, checked, and where the text begins. Raises `LoadError` for a wrong value."""
    found: dict[str, str] = {}
    position = len(text) - len(text.lstrip())
    while match := re.compile(r"[^\r\n]*").match(text, position):
        line = match[0].strip()
        header = HEADER.fullmatch(line)
        end = match.end() + (2 if text.startswith("\r\n", match.end()) else 1)
        if not line:
            break
        if header is None or header[1].lower() in found:
            return {}, 0
        found[header[1].lower()] = one_line(header[2])
        position = end
    if found and not text[position:].strip():
        raise LoadError("holds header lines and no text; add the story after an empty line")
    if not found:
        return {}, 0
    start = len(text) - len(text[position:].lstrip())
    return checked({name: value for name, value in found.items() if value}), start


def checked(headers: dict[str, str]) -> dict[str, str]:
    if "published" in headers:
        published = edtf(headers["published"])
        if published is None:
            raise LoadError(f"Published: {headers['published'][:40]!r} is no date; write it as 2025-06-05")
        headers["published"] = published
    if "url" in headers:
        url = canonical_url(headers["url"])
        if url is None:
            raise LoadError("URL: is no http(s) address; correct it or leave the line out")
        headers["url"] = url
    return headers


def check_length(text: str) -> None:
    if len(text) > STORY_CHARACTERS:
        raise LoadError(f"is longer than {STORY_CHARACTERS:,} characters, the most that one story may hold; split it")
