"""What a record is: a row of structured data as a text, a line a field, with what the row states of the words in it.

A loader lays a row out (`sheet`), names the entities and dates in it (`Sheet.named`, `Sheet.span`), and gives them as
statements to `record_story`. The text holds what the source has, so that a citation shows the source's own words; codes
stand behind the names that they are decoded to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.model import REFERENCE, Named, Section, Statement, Story
from loaders.characters import one_line
from loaders.identity import digest, slug

LONGEST_FIELD = 1_000
# What stands for nothing in tables.
NOTHING = frozenset({"", "-", "--", "?", "N/A", "n/a", "null", "None"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of a record (title, empty line, then "Label: words" lines) and where the words of each field stand."""

    title: str
    text: str
    fields: Mapping[str, Span]

    def span(self, label: str, words: str | None = None) -> Span | None:
        """Where the field's words stand, or `words` within them; None where the record does not have them."""
        found = self.fields.get(label)
        if found is None or words is None:
            return found
        start = self.text.find(words, *found) if words else -1
        return (start, start + len(words)) if start >= 0 else None

    def titled(self, *types: str, words: str | None = None) -> Named | None:
        """The entity that the title names, or `words` within it."""
        start = self.title.find(words) if words else 0
        return Named(start, start + len(words or self.title), types) if self.title and start >= 0 else None

    def named(self, label: str, *types: str, words: str | None = None, name: str = "") -> Named | None:
        """The entity that the field names, or `words` within it; `name` where these only abbreviate it."""
        found = self.span(label, words)
        return Named(*found, types, name) if found else None


def sheet(title: str, fields: Iterable[tuple[str, str | None]]) -> Sheet:
    """A record laid out. Fields without words are left out; of two with one label the first is kept."""
    title = one_line(title)[:LONGEST_FIELD].strip()
    lines = [title, ""]
    spans: dict[str, Span] = {}
    position = len(title) + 2
    for label, value in fields:
        words = one_line(value or "")[:LONGEST_FIELD].strip()
        if words in NOTHING or label in spans:
            continue
        start = position + len(label) + 2
        spans[label] = (start, start + len(words))
        lines.append(f"{label}: {words}")
        position = start + len(words) + 1
    return Sheet(title, "\n".join(lines), spans)


def record_story(
    laid_out: Sheet,
    statements: Iterable[Statement | None],
    *,
    format: str,
    key: str,
    outlet: str,
    source: str,
    published: str | None = None,
    url: str | None = None,
) -> Story:
    """The story of a record. Its id comes of the catalogue's own `key`, so that a later edition of the catalogue,
    wherever it lies, corrects the record; statements that are None (a field was missing) are left out."""
    title, text = laid_out.title, laid_out.text
    body = (Section("body", len(title) + 2, len(text)),) if len(text) > len(title) + 2 else ()
    return Story(
        id=f"{slug(f'{format} {key}')}-{digest(f'{format}#{key}')}",
        text=text,
        title=title,
        url=url,
        outlet=outlet,
        published=published,
        source=source,
        sections=(Section("title", 0, len(title)), *body),
        kind=REFERENCE,
        statements=tuple(replace(one, rule=f"record:{format}") for one in statements if one is not None),
    )
