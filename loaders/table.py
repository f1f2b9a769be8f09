"""Tables of stories: CSV (RFC 4180), TSV and JSON Lines, a row a story.

Which column holds what is told by the first of these that there is:

1. A file beside the table with `.columns.toml` behind its name (`news.csv.columns.toml`):
       title = "Headline"
       text = ["Standfirst", "Story"]     # several columns become paragraphs of one text
       published = "Went live"
2. The table's first line:
       # columns: title = Headline, text = Standfirst + Story, published = Went live
3. Common names, in any case, with spaces, hyphens or underscores: title or headline; text, body, content or summary;
   url or link; published, published_at or date; outlet, source, publisher or news_site; id.

All but the text may be left out. The first row (behind such a line) names the columns, and is not counted among the
rows; nor are empty ones.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from kg.errors import LoadError
from kg.model import Story
from loaders.addresses import canonical_url
from loaders.cells import delimiter_of, named, read_cells
from loaders.characters import one_line
from loaders.columns import LINE, Columns, columns_beside, columns_of_line, has_columns_beside
from loaders.encoding import decode, preview
from loaders.entries import Entry, blocks, stories_of
from loaders.json_records import day, keys_in
from loaders.source import Rejected, Source
from loaders.stories import LONGEST_ID, check_head, parse
from loaders.stories import MEDIA_TYPES as JSON_MEDIA_TYPES
from loaders.stories import SUFFIXES as JSON_SUFFIXES

TABS = frozenset({".tsv", ".tab"})
SUFFIXES = frozenset({".csv", *TABS})
TAB_MEDIA_TYPE = "text/tab-separated-values"
MEDIA_TYPES = frozenset({"text/csv", "application/csv", TAB_MEDIA_TYPE})
FIRST_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
# No story has 50 characters, nor 500 with HTML in them: a document of more rows is built to cost time.
ROWS = 200_000
ROWS_OF_HTML = 20_000
MARK = b"\xef\xbb\xbf"

Row = Mapping[str, Any] | LoadError


class TableLoader:
    """Many stories a file; a row without text, or that cannot be read, is `Rejected` by its number.

    Delimiters are told from the first row (comma, semicolon, tab or bar), encodings as those of plain text; a cell's
    text may be HTML. JSON Lines are streamed; those whose first story has `id` and `text`, and no column map, are the
    `stories` format, which keeps its texts verbatim.
    """

    def matches(self, source: Source) -> bool:
        if source.suffix in SUFFIXES or source.media_type in MEDIA_TYPES:
            return True
        return is_json(source) and is_table_of_json(source)

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        rows = json_rows(source) if is_json(source) or source.head.lstrip()[:1] == b"{" else csv_rows(source)
        yield from stories_of(rows, read_row, source, "row")


def is_json(source: Source) -> bool:
    return source.suffix in JSON_SUFFIXES or source.media_type in JSON_MEDIA_TYPES


def is_table_of_json(source: Source) -> bool:
    """Whether a column map is given, or the first line is an object whose text has a common name, without our id."""
    line = preview(source.first_line())
    if LINE.match(line) or has_columns_beside(source):
        return True
    keys = keys_in(line, ("{",))
    return not keys >= {"id", "text"} and bool(Columns.by_name(keys).text)


def csv_rows(source: Source) -> Iterator[tuple[Row, Columns]]:
    """The rows below the header. Raises `LoadError` where the table or its columns cannot be read."""
    text = decode(source.read(), source.charset).lstrip("\r\n")
    line = FIRST_LINE.match(text)
    said = columns_of_line(line[0]) if line else None
    if line and said:
        text = text[line.end() :].lstrip("\r\n")
    tabs = source.suffix in TABS or source.media_type == TAB_MEDIA_TYPE
    header_line = FIRST_LINE.match(text)
    rows = read_cells(text, "\t" if tabs else delimiter_of(header_line[0] if header_line else ""))
    header = next(rows, LoadError("holds no row that names the columns; add one"))
    if isinstance(header, LoadError):
        raise LoadError(f"its first row cannot be read: {header}")
    header = [name.strip() for name in header]
    columns = columns_beside(source) or said or Columns.by_name(header)
    columns.check(header)
    return ((named(header, cells), columns) for cells in bounded(some(rows)))


def bounded(rows: Iterator[list[str] | LoadError]) -> Iterator[list[str] | LoadError]:
    """The rows; raises `LoadError` behind more of them than a table of stories has."""
    marked = 0
    for number, cells in enumerate(rows, 1):
        marked += not isinstance(cells, LoadError) and any("<" in cell for cell in cells)
        if number > ROWS or marked > ROWS_OF_HTML:
            raise LoadError(f"has more than {ROWS:,} rows, or {ROWS_OF_HTML:,} with HTML; split it")
        yield cells


def json_rows(source: Source) -> Iterator[tuple[Row, Columns]]:
    """The objects, one a line. Raises `LoadError` for what is no JSON Lines, or a column map that is none."""
    check_head(source.head)
    lines = (line.removeprefix(MARK) for line in source.lines() if line.strip())
    first = next(lines, b"")
    if not first.strip():
        raise LoadError("is empty; nothing to read")
    said = columns_of_line(first.decode("utf-8", "replace"))
    columns = columns_beside(source) or said
    return (json_row(line, columns) for line in some(lines if said else chain([first], lines)))


def some(rows: Iterator[Any]) -> Iterator[Any]:
    """The rows; raises `LoadError` where there is none."""
    first = next(rows, None)
    if first is None:
        raise LoadError("holds no row below its columns; nothing to read")
    return chain([first], rows)


def json_row(line: bytes, columns: Columns | None) -> tuple[Row, Columns]:
    try:
        row = parse(line)
    except LoadError as error:
        return error, Columns()
    return row, columns or Columns.by_name(row)


def read_row(found: tuple[Row, Columns]) -> Entry:
    row, columns = found
    if isinstance(row, LoadError):
        raise row
    return Entry(
        title=one_line(cell(row, columns.title)) or None,
        blocks=tuple(block for name in columns.text for block in blocks(cell(row, name))),
        guid=one_line(cell(row, columns.id))[:LONGEST_ID] or None,
        url=canonical_url(cell(row, columns.url)),
        outlet=one_line(cell(row, columns.outlet)) or None,
        published=day({columns.published: cell(row, columns.published).strip()}, columns.published)
        if columns.published
        else None,
    )


def cell(row: Mapping[str, Any], column: str | None) -> str:
    """The words of a cell, empty where there is none. Raises `LoadError` for a list or an object."""
    value = row.get(column) if column is not None else None
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise LoadError(f"{one_line(str(column))[:40]} is no text; correct it or leave it out")
    return str(value)
