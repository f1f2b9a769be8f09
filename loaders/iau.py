"""The IAU's Gazetteer of Planetary Nomenclature (https://planetarynames.wr.usgs.gov), CSV as the USGS publishes it.

A row is a feature of the surface of a body. Columns are found by the names in the first row, with spaces or
underscores, so that downloads with more or fewer of them load alike. What a name comes from (`Origin`) stands in the
record and is not claimed: it speaks of whoever the feature is named after. A name that was dropped claims nothing.
"""

import re
from collections.abc import Iterator, Mapping

from kg.errors import LoadError
from kg.model import Statement, Story
from loaders.cell_stream import key_of, stream_rows
from loaders.dates import edtf
from loaders.encoding import preview
from loaders.gcat_names import Seats
from loaders.record import NOTHING, Sheet, record_story, sheet
from loaders.source import Rejected, Source
from loaders.table import SUFFIXES

FORMAT = "iau"
OUTLET = "Gazetteer of Planetary Nomenclature"
NEEDED = ("feature name", "target")
# What no other table of names and targets has.
TELLING = frozenset({"coordinate system", "approval status", "center latitude", "feature type"})
FIELDS = (
    ("Body", "target"), ("Feature type", "feature type"), ("Diameter", "diameter"), ("Latitude", "center latitude"),
    ("Longitude", "center longitude"), ("Coordinate system", "coordinate system"), ("Quadrangle", "quad"),
    ("Continent", "continent"), ("Ethnicity", "ethnicity"), ("Status", "approval status"),
    ("Approved", "approval date"), ("Reference", "reference"), ("Origin", "origin"),
    ("Further", "additional info"), ("Feature number", "feature id"),
)  # fmt: skip
DROPPED = re.compile(r"dropped|disallowed|not approved|rejected", re.IGNORECASE)
KILOMETRES = re.compile(r"\d{1,6}(\.\d{1,9})?", re.ASCII)

Row = Mapping[str, str]


class IauLoader:
    """A record a feature, streamed; a row that cannot be read is `Rejected` by line."""

    def matches(self, source: Source) -> bool:
        if source.suffix and source.suffix not in SUFFIXES:
            return False
        columns = {key_of(name) for name in re.split(r"[,\t]", first_line(source))}
        return columns >= {*NEEDED} and bool(columns & TELLING)

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        seats = Seats()
        delimiter = "\t" if "\t" in first_line(source) else ","
        for number, row in stream_rows(source, delimiter, NEEDED):
            try:
                if isinstance(row, LoadError):
                    raise row
                yield read_feature(row, seats, source)
            except LoadError as error:
                yield Rejected(source.name, f"line {number}: {error}")


def first_line(source: Source) -> str:
    return re.split(r"[\r\n]", preview(source.head).lstrip(), maxsplit=1)[0]


def read_feature(row: Row, seats: Seats, source: Source) -> Story:
    name, body = row["feature name"], row["target"]
    if name in NOTHING or body in NOTHING:
        raise LoadError("has no name or no target; leave it out")
    # Mars has a Copernicus too: of many features of one name, all but the first get their body behind it
    title = name if seats.take(name.casefold()) else f"{name} ({body})"
    laid_out = sheet(title, fields_of(row))
    return record_story(
        laid_out,
        () if DROPPED.search(row.get("approval status", "")) else stated(laid_out, row),
        format=FORMAT,
        key=row.get("feature id") or f"{body} {name}",
        outlet=OUTLET,
        source=source.name,
        published=edtf(row.get("last updated", "")),
    )


def fields_of(row: Row) -> Iterator[tuple[str, str | None]]:
    for label, column in FIELDS:
        cell = row.get(column, "")
        yield label, f"{cell} km" if column == "diameter" and kilometres(row) is not None else cell


def stated(laid_out: Sheet, row: Row) -> Iterator[Statement | None]:
    feature, body = laid_out.titled("SurfaceFeature"), laid_out.named("Body", "CelestialBody")
    if feature is None or body is None:
        return
    yield Statement(feature, "LOCATED_IN", body)
    across, span = kilometres(row), laid_out.span("Diameter")
    if across is not None and span is not None:
        words = laid_out.text[slice(*span)]
        qualifiers: dict[str, str | float] = {"number": across, "unit": "km", "what": "diameter"}
        yield Statement(feature, "MEASURE", None, words, span, qualifiers=qualifiers)


def kilometres(row: Row) -> float | None:
    """The diameter; None where there is none, and for 0, by which the gazetteer means that it does not know."""
    cell = row.get("diameter", "")
    return (float(cell) or None) if KILOMETRES.fullmatch(cell) else None
