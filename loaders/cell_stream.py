"""Rows of cells one by one, whatever the length of the table: `loaders.cells` reads a table whole.

Tables as spreadsheets save them: the ends of lines of any system, quoted cells with tabs, commas and ends of lines in
them, UTF-16 or UTF-32 with its mark, else UTF-8 or windows-1252, told line by line.
"""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from kg.errors import LoadError
from loaders.cells import REASONS
from loaders.characters import ILLEGAL, one_line
from loaders.encoding import MARKS
from loaders.source import DOCUMENT_BYTES, MEGABYTE, Source

# A cell may hold ends of lines; a quotation mark that is not closed must not swallow the rest of the table.
LONGEST_ROW = 50  # lines
# Each row, however short, has a cell of each.
MOST_COLUMNS = 1_000

# A row by its columns' keys, or why it cannot be read; before it the number of its first line.
Row = tuple[int, Mapping[str, str] | LoadError]


def stream_rows(source: Source, delimiter: str, needed: Iterable[str]) -> Iterator[Row]:
    """The rows below the one that names the columns, each by `key_of` these; of two columns of one name, the first.

    Empty rows are passed over. A broken one is a `LoadError`, and reading goes on in the line behind its first. Raises
    `LoadError` where there is no row, where no column begins with one that is `needed`, and for an endless line.
    """
    header: list[str] = []
    empty = True
    for number, cells in stream_cells(source, delimiter):
        if not header:
            header = [] if isinstance(cells, LoadError) else [key_of(cell) for cell in cells]
            if len(header) > MOST_COLUMNS:
                raise LoadError(f"its first row names more than {MOST_COLUMNS:,} columns; get the table again")
            missing = [one for one in needed if not any(key.startswith(one) for key in header)]
            if missing:
                raise LoadError(f"its first row names no column {missing[0]!r}; get the table again, as published")
        else:
            empty = False
            yield number, cells if isinstance(cells, LoadError) else named(header, cells)
    if empty:
        raise LoadError("holds no rows; get the table again")


def named(header: list[str], cells: list[str]) -> Mapping[str, str] | LoadError:
    """Spreadsheets drop empty cells at the end of a row, or add some."""
    further = any(cell.strip() for cell in cells[len(header) :])
    if further:
        return LoadError(f"has {len(cells)} cells, where the first row names {len(header)} columns; mend the row")
    row = dict.fromkeys(header, "")
    return row | {key: one_line(cell) for key, cell in reversed(list(zip(header, cells, strict=False))) if key}


def key_of(column: str) -> str:
    """A column's name as it is compared: `Feature_Name` and "Feature Name " are one."""
    return " ".join(re.findall(r"[a-z0-9]+", column.casefold()))


class Lines:
    """Lines of which those taken for one row may be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 1  # of the row's first line

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LONGEST_ROW:
            raise StopIteration
        line = self.waiting.popleft() if self.waiting else next(self.lines)
        self.taken.append(line)
        return f"{line}\n"

    def end_row(self, lines: int) -> None:
        """The row had so many lines; those behind them are read again."""
        self.waiting.extendleft(reversed(self.taken[lines:]))
        self.number += lines
        self.taken = []


def stream_cells(source: Source, delimiter: str) -> Iterator[tuple[int, list[str] | LoadError]]:
    lines = Lines(text_lines(source))
    while True:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        number = lines.number
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.end_row(1)
            yield number, LoadError(next((words for part, words in REASONS if part in str(error)), f"no CSV ({error})"))
            continue
        lines.end_row(len(lines.taken))
        if any(cell.strip() for cell in cells):
            yield number, cells


def text_lines(source: Source) -> Iterator[str]:
    """The lines without their ends, a space for each control character that no story may hold."""
    mark, encoding = next(((mark, name) for mark, name in MARKS if source.head.startswith(mark)), (b"", "utf-8"))
    is_marked = encoding != "utf-8"
    # as Latin-1 each byte is a character, so that lines can be told before their encoding is
    decoder = codecs.getincrementaldecoder(encoding if is_marked else "latin-1")("replace")
    newlines = io.IncrementalNewlineDecoder(decoder, translate=True)
    pending, skipped = "", len(mark)
    for piece in source.pieces():
        # `pending` is searched once only, however long the line
        first, *others = newlines.decode(piece[skipped:]).split("\n")
        pending, skipped = pending + first, 0
        for other in others:
            yield readable(pending, is_marked)
            pending = other
        if len(pending) > DOCUMENT_BYTES:
            raise LoadError(f"holds a line longer than {DOCUMENT_BYTES // MEGABYTE} MB; get the table again")
    if pending:
        yield readable(pending, is_marked)


def readable(line: str, is_decoded: bool) -> str:
    if not is_decoded:
        data = line.encode("latin-1")
        try:
            line = data.decode("utf-8")
        except UnicodeDecodeError:
            line = data.decode("windows-1252", "replace")
    return ILLEGAL.sub(" ", line)
