"""Rows of cells: CSV as RFC 4180 has it, with the delimiters and encodings that spreadsheets write."""

import csv
import io
from collections.abc import Iterator, Mapping

from kg.errors import LoadError

DELIMITERS = ",;\t|"
LONGEST_HEADER = 20_000
# After as many broken rows the table is given up: each is read to the end of a cell before it is known to be broken.
BREAKS = 1_000
REASONS = (
    ("end of data", "a quotation mark is not closed; put one behind the cell"),
    ("field larger", f"a cell of more than {csv.field_size_limit():,} characters, or a quotation mark not closed"),
    ("expected after", "a quotation mark inside of a cell; double it"),
)

# A row by its columns, or why it cannot be read.
Row = Mapping[str, str] | LoadError


def delimiter_of(header: str) -> str:
    """The delimiter of a table's first row; a comma where it has only one column."""
    header = header[:LONGEST_HEADER]
    most = max(map(header.count, DELIMITERS))  # a name may hold another one: `date, time`
    try:
        return csv.Sniffer().sniff(header, "".join(mark for mark in DELIMITERS if header.count(mark) == most)).delimiter
    except csv.Error:
        return ","


def read_cells(text: str, delimiter: str) -> Iterator[list[str] | LoadError]:
    """The rows with anything in them. One that is broken is a `LoadError`, and reading goes on in the next line."""
    lines = list(io.StringIO(text, newline=""))
    start = 0
    for _ in range(BREAKS):
        reader = csv.reader((lines[number] for number in range(start, len(lines))), delimiter=delimiter, strict=True)
        begin = start
        try:
            for cells in reader:
                begin = start + reader.line_num
                if any(cell.strip() for cell in cells):
                    yield cells
            return
        except csv.Error as error:
            yield LoadError(next((words for part, words in REASONS if part in str(error)), f"no CSV ({error})"))
        start = begin + 1
    raise LoadError(f"has {BREAKS:,} rows that are no CSV; write the table out again")


def named(header: list[str], cells: list[str] | LoadError) -> Row:
    """The cells of a row by the names of their columns; of two columns of one name, the first."""
    if isinstance(cells, LoadError):
        return cells
    if len(cells) != len(header):
        return LoadError(f"{len(cells)} cells, where the first row names {len(header)} columns; correct the row")
    return dict(zip(reversed(header), reversed(cells), strict=True))
