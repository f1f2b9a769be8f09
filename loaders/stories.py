"""JSON Lines of stories: `{"id", "url", "outlet", "title", "published", "text"}` (as by `kg extract --stories`), and
`"kind": "reference"` for records of structured data."""

import json
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import LoadError
from kg.model import NEWS, REFERENCE, Section, Story
from loaders.addresses import canonical_url
from loaders.characters import ILLEGAL, UNPRINTABLE, one_line
from loaders.dates import edtf
from loaders.encoding import SIGNATURES
from loaders.layout import sections
from loaders.source import DOCUMENT_BYTES, MEGABYTE, Rejected, Source
from loaders.text import check_length

SUFFIXES = frozenset({".jsonl", ".ndjson"})
MEDIA_TYPES = frozenset({"application/jsonl", "application/x-jsonlines", "application/x-ndjson"})
FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"[^\n]*\"text\"\s*:")
LONGEST_ID = 200


class StoriesLoader:
    """Many stories a file, streamed; a line that cannot be read is `Rejected` by number, and the others load.

    `text` is taken verbatim and `id` as it is, so a line is refused whose text or id holds a character that no export
    could carry (NUL and other control characters, lone surrogates). `title` and `outlet` are cleaned of control
    characters; a `url` that is no http(s) address is left out; other keys are passed over. A record of reference data
    stays one, so that nobody takes its rows for sentences; what it states is not in it: load its catalogue for that.
    """

    def matches(self, source: Source) -> bool:
        if source.suffix in SUFFIXES or source.media_type in MEDIA_TYPES:
            return True
        return source.named and source.suffix in ("", ".json") and FIRST_LINE.match(source.head) is not None

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        check_head(source.head)
        empty = True
        for number, line in enumerate(source.lines(), 1):
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if not line.strip():
                continue
            empty = False
            try:
                yield read_story(line, source.name)
            except LoadError as error:
                yield Rejected(source.name, f"line {number}: {error}")
        if empty:
            raise LoadError("is empty; nothing to read")


def check_head(head: bytes) -> None:
    """Refuse at once what is no JSON Lines at all, rather than line by line."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if any(head.startswith(signature) for signature, _ in SIGNATURES) or b"\x00" in head:
        raise LoadError("is binary or UTF-16, not JSON Lines in UTF-8")
    if first.startswith(b"[") or re.match(rb"\{\s*\n", first):
        raise LoadError("is one JSON document, not JSON Lines; write one story object a line")


def read_story(line: bytes, source: str) -> Story:
    record = parse(line)
    text = words(record, "text")
    if not text or not text.strip():
        raise LoadError("no text; give the story's text as a string")
    check_length(text)
    check_characters(text, "text")
    url = canonical_url(words(record, "url") or "")
    raw_title = words(record, "title") or ""
    return Story(
        id=identifier(record),
        text=text,
        title=one_line(raw_title) or None,
        url=url,
        outlet=one_line(words(record, "outlet") or "") or None,
        published=published(record),
        source=source,
        sections=story_sections(text, raw_title),
        kind=REFERENCE if record.get("kind") == REFERENCE else NEWS,
    )


def parse(line: bytes) -> dict[str, Any]:
    if len(line) > DOCUMENT_BYTES:
        raise LoadError(f"longer than {DOCUMENT_BYTES // MEGABYTE} MB; split the story")
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise LoadError(f"not valid UTF-8 at byte {error.start}; write the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise LoadError(f"not JSON, or cut off, at column {error.colno} ({error.msg})") from None
    except (ValueError, RecursionError):
        raise LoadError("JSON that is nested too deeply or holds an endless number") from None
    if not isinstance(record, dict):
        raise LoadError("not a JSON object; write one story object a line")
    return record


def words(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise LoadError(f"{key} is not a string; correct it or leave it out")
    return value


def identifier(record: dict[str, Any]) -> str:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise LoadError("no id; give the story one of its own as a string")
    if len(value) > LONGEST_ID or UNPRINTABLE.search(value):
        raise LoadError(f"an id of more than {LONGEST_ID} characters or with control characters; give a plain one")
    return value


def published(record: dict[str, Any]) -> str | None:
    value = words(record, "published")
    if not value:
        return None
    date = edtf(value)
    if date is None:
        raise LoadError(f"published is no date ({one_line(value)[:40]!r}); write it as 2025-06-05 or leave it out")
    return date


def check_characters(text: str, key: str) -> None:
    if match := ILLEGAL.search(text):
        raise LoadError(f"{key} holds the character U+{ord(match[0]):04X} at {match.start()}; take it out")


def story_sections(text: str, title: str) -> tuple[Section, ...]:
    """The title where the text begins with it and an empty line, then paragraphs."""
    if title and re.match(r"[ \t]*(\r\n|\n|\r)[ \t]*(\r\n|\n|\r)", text[len(title) :]) and text.startswith(title):
        return (Section("title", 0, len(title)), *sections(text, len(title)))
    return sections(text)
