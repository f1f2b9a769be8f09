"""GCAT, Jonathan McDowell's General Catalog of Artificial Space Objects (https://planet4589.org/space/gcat): the launch
log and the satellite catalogues (satcat, auxcat, ftocat, …), tab-separated as published. Licence: CC BY 4.0.

A row with a payload is a record; stages, components and debris are passed over. Columns are found by the names in the
header line, so that editions with more or fewer of them load alike.
"""

import re
from collections.abc import Iterator

from kg.errors import LoadError
from kg.model import Story
from loaders.characters import ILLEGAL, one_line
from loaders.encoding import preview
from loaders.gcat_codes import Codes, codes_beside
from loaders.gcat_names import Seats, name_of
from loaders.gcat_statements import CATALOGUE, LOG, Row, catalogued, fields_of, logged
from loaders.record import NOTHING, record_story, sheet
from loaders.source import DOCUMENT_BYTES, Rejected, Source
from loaders.vague_dates import edtf_of

FORMAT = "gcat"
OUTLET = "General Catalog of Artificial Space Objects"
# What tells the two kinds of table, and what a row of them cannot do without.
COLUMNS = {
    LOG: frozenset({"Launch_Tag", "Launch_Date", "Piece", "Type", "Name"}),
    CATALOGUE: frozenset({"JCAT", "Piece", "Type", "Name", "LDate"}),
}
UPDATED = re.compile(r"#\s*Updated\s+(.+)")
PAYLOAD = ("Satellite", "Craft", "Mission")


class GcatLoader:
    """A record a payload, streamed; a row that cannot be read is `Rejected` by line."""

    def matches(self, source: Source) -> bool:
        first = preview(source.head).partition("\n")[0]
        return first.startswith("#") and "\t" in first and table_of(columns_of(first)) is not None

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        header: list[str] = []
        kind, published, empty = None, None, True
        codes, seats = codes_beside(source.path), Seats()
        for number, line in enumerate(source.lines(), 1):
            text = cleaned(line)
            if not header:
                header = columns_of(text)
                kind = table_of(header)
            elif text.startswith("#"):
                published = published or updated(text)
            elif kind and text.strip():
                empty = False
                try:
                    row = row_of(text, header)
                    if row["Type"].startswith("P"):
                        yield read_row(row, kind, codes, seats, source, published)
                except LoadError as error:
                    yield Rejected(source.name, f"line {number}: {error}")
            if kind is None:
                raise LoadError("is no table of GCAT: its first line must name columns, as published; get it again")
        if empty:
            raise LoadError("holds no rows; get it again")


def cleaned(line: bytes) -> str:
    return ILLEGAL.sub(" ", line.decode("utf-8", "replace")).removeprefix("\ufeff").rstrip("\r")


def columns_of(line: str) -> list[str]:
    return [name.strip() for name in line.lstrip("\ufeff#").split("\t")]


def table_of(columns: list[str]) -> str | None:
    return next((kind for kind, needed in COLUMNS.items() if needed <= {*columns}), None)


def updated(line: str) -> str | None:
    """The day of the edition: "# Updated 2024 Nov 27 05:01:59"."""
    found = UPDATED.match(line)
    return edtf_of(" ".join(found[1].split()[:3])) if found else None


def row_of(text: str, header: list[str]) -> Row:
    if len(text) > DOCUMENT_BYTES:
        raise LoadError("is longer than any row of GCAT; get the file again")
    cells = text.split("\t")
    if len(cells) != len(header):
        raise LoadError(f"has {len(cells)} columns and not {len(header)}; get the file again, or mend the row")
    return {name: one_line(cell) for name, cell in zip(header, cells, strict=True)}


def read_row(row: Row, kind: str, codes: Codes, seats: Seats, source: Source, published: str | None) -> Story:
    key = next((row[name] for name in ("JCAT", "Piece") if row.get(name, "-") not in NOTHING), None)
    if key is None:
        raise LoadError("has neither a JCAT nor a piece; leave it out")
    laid_out = sheet(name_of(row, key, seats), fields_of(row, kind, codes))
    satellite = laid_out.titled(*PAYLOAD)
    stated = logged if kind == LOG else catalogued
    return record_story(
        laid_out,
        stated(laid_out, row, satellite, codes) if satellite else (),
        format=FORMAT,
        key=f"{kind} {key}",
        outlet=OUTLET,
        source=source.name,
        published=published,
    )
