"""The satellite database of the Union of Concerned Scientists (https://www.ucsusa.org/resources/satellite-database):
satellites in service, a spreadsheet published as tab-separated text, and as often passed on as CSV.

Columns are found by the beginnings of their names in the first row, which editions write differently ("Launch Mass
(kg.)", "COSPAR Number"). A row is a satellite. Of operators and makers in one cell ("ESA/ EUMETSAT") each is claimed;
the countries beside them stand in the record alone, for the database does not say that these run or own anything.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from kg.errors import LoadError
from kg.model import Named, Statement, Story
from loaders.cell_stream import key_of, stream_rows
from loaders.encoding import preview
from loaders.gcat_names import Seats
from loaders.record import NOTHING, Sheet, record_story, sheet
from loaders.source import Rejected, Source
from loaders.table import SUFFIXES

FORMAT = "ucs"
OUTLET = "UCS Satellite Database"
SATELLITE = ("Satellite", "Craft")
# Label, how the column's name begins, unit.
FIELDS = (
    ("Satellite", "name of satellite", ""), ("Official name", "current official name", ""),
    ("Registered by", "country org of un registry", ""), ("Operator's country", "country of operator owner", ""),
    ("Operator", "operator owner", ""), ("Users", "users", ""), ("Purpose", "purpose", ""),
    ("Detailed purpose", "detailed purpose", ""), ("Class of orbit", "class of orbit", ""),
    ("Type of orbit", "type of orbit", ""), ("Launch mass", "launch mass", "kg"), ("Dry mass", "dry mass", "kg"),
    ("Power", "power", "W"), ("Launch date", "date of launch", ""),
    ("Expected lifetime", "expected lifetime", "years"), ("Contractor", "contractor", ""),
    ("Contractor's country", "country of contractor", ""), ("Launch site", "launch site", ""),
    ("Launch vehicle", "launch vehicle", ""), ("COSPAR number", "cospar", ""), ("NORAD number", "norad", ""),
    ("Comments", "comments", ""),
)  # fmt: skip
NEEDED = ("name of satellite", "operator owner", "date of launch", "cospar", "norad")
# What is measured, and the sign of its unit.
MEASURES = {
    "Launch mass": ("launch mass", "kg"), "Dry mass": ("dry mass", "kg"), "Power": ("power", "W"),
    "Expected lifetime": ("expected lifetime", "a"),
}  # fmt: skip
NUMBER = re.compile(r"\d{1,9}(\.\d{1,6})?|\d{1,3}(,\d{3}){1,2}(\.\d{1,6})?", re.ASCII)
# As the orbits are called; the class "Elliptical" may be any.
ORBITS = {
    "LEO": "low Earth orbit", "MEO": "medium Earth orbit", "GEO": "geostationary orbit",
    "SUN-SYNCHRONOUS": "sun-synchronous orbit", "POLAR": "polar orbit", "MOLNIYA": "Molniya orbit",
    "CISLUNAR": "cislunar orbit",
}  # fmt: skip
# "12/11/2019" is month, day, year: the spreadsheet is an American one.
DATES = ("%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d", "%d-%b-%y", "%d-%b-%Y", "%B %d, %Y")
# A name before its abbreviation, its country, or the names that it had before.
NAME = re.compile(r"[^(\[,;]*[^(\[,;\s]")
ASIDE = re.compile(r"\([^()]*\)?")
NOBODY = re.compile(
    r"(unknown|unnamed|student-built|payloads from|and)\b.*|none|tbd|various|multinational", re.IGNORECASE
)
# A stroke stands between names but in "Space Systems/Loral", "NPO/PM" and "Thales/Alenia Space".
BETWEEN = re.compile(r"(?<!\bSpace Systems)(?<!\bNPO)(?<!\bThales)/")
# Of what was carried up to be set free, the site is the craft that did so; of air launches, the aircraft or its firm.
DEPLOYER = re.compile(r"International Space Station|ISS\b|Cygnus|Tiangong|Dragon( CRS-\d+)?", re.IGNORECASE)
NO_SITE = re.compile(r"L-?1011|aircraft|Cosmic Girl|Virgin Orbit|Antares|FANTM", re.IGNORECASE)
# What stands in the column of rockets and is none: what set the satellite free, an upper stage, an aircraft.
NO_ROCKET = re.compile(r".*(deploy|dispenser|airlock|\bmodule)|cygnus|dragon|breeze|briz|l-?1011", re.IGNORECASE)
# What was lost when the table was saved in a wrong encoding: nobody is called so.
DAMAGED = "\ufffd"
# What many states have each.
COMMON = re.compile(
    r"(ministry|department) of .*|(the )?(air force|navy|army|armed forces|government|military|"
    r"space (agency|forces?)|defen[cs]e (ministry|forces?))",
    re.IGNORECASE,
)

Row = Mapping[str, str]


class UcsLoader:
    """A record a satellite, streamed; a row that cannot be read is `Rejected` by line."""

    def matches(self, source: Source) -> bool:
        return source.suffix in {"", ".txt", *SUFFIXES} and delimiter_of(source) is not None

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        seats, columns = Seats(), dict[str, str]()
        for number, row in stream_rows(source, delimiter_of(source) or "\t", NEEDED):
            try:
                if isinstance(row, LoadError):
                    raise row
                columns = columns or columns_of([*row])
                cells = {begin: row[column] for begin, column in columns.items()}
                if any(cells.values()):  # below the last one are rows of sources alone
                    yield read_satellite(cells, seats, source)
            except LoadError as error:
                yield Rejected(source.name, f"line {number}: {error}")


def delimiter_of(source: Source) -> str | None:
    """What parts the cells of the first row, if that names the columns needed: a name itself may hold a comma."""
    line = re.split(r"[\r\n]", preview(source.head).lstrip(), maxsplit=1)[0]
    rows = ((mark, next(csv.reader([line], delimiter=mark), [])) for mark in "\t,;")
    return next((mark for mark, names in rows if {*NEEDED} <= {*columns_of(names)}), None)


def columns_of(names: list[str]) -> dict[str, str]:
    """The column's key by how its name begins: of "contractor" and "contractor s address", the first."""
    keys = [key_of(name) for name in names]
    found = ((begin, next((key for key in keys if key.startswith(begin)), None)) for _, begin, _ in FIELDS)
    return {begin: key for begin, key in found if key is not None}


def read_satellite(row: Row, seats: Seats, source: Source) -> Story:
    key = next((row[column] for column in ("norad", "cospar") if row[column] not in NOTHING), None)
    name = name_of(row)
    if key is None or not name:
        raise LoadError("has no name, or neither a NORAD nor a COSPAR number; leave it out")
    laid_out = sheet(name if seats.take(name.casefold()) else f"{name} ({key})", fields_of(row))
    satellite = laid_out.titled(*SATELLITE)
    return record_story(
        laid_out,
        stated(laid_out, row, satellite) if satellite else (),
        format=FORMAT,
        key=key,
        outlet=OUTLET,
        source=source.name,
    )


def name_of(row: Row) -> str:
    """The official name where the edition has one, else the first of the names: "AAUSat-4 (Aalborg University)"."""
    names = (row.get("current official name", ""), row["name of satellite"])
    found = next((NAME.match(name) for name in names if name not in NOTHING), None)
    return found[0].strip() if found else ""


def fields_of(row: Row) -> Iterator[tuple[str, str | None]]:
    for label, begin, unit in FIELDS:
        cell = row.get(begin, "")
        yield label, f"{cell} {unit}" if unit and number_of(cell) is not None else cell


def stated(laid_out: Sheet, row: Row, satellite: Named) -> Iterator[Statement | None]:
    day, span = day_of(row["date of launch"]), laid_out.span("Launch date")
    if day is not None and span is not None:
        yield Statement(satellite, "LAUNCH_DATE", None, day, span)
    yield from joined(laid_out, satellite, "OPERATED_BY", "Operator", row.get("country of operator owner", ""))
    yield from joined(laid_out, satellite, "BUILT_BY", "Contractor", row.get("country of contractor", ""))
    yield origin(laid_out, satellite)
    if not NO_ROCKET.match(value(laid_out, "Launch vehicle") or ""):
        yield relation(laid_out, satellite, "LAUNCHED_ON", "Launch vehicle", "LaunchVehicle", "Spaceplane")
    for label in ("Class of orbit", "Type of orbit"):
        words = value(laid_out, label)
        if words and words.upper() in ORBITS:
            orbit = laid_out.named(label, "Orbit", name=ORBITS[words.upper()])
            yield Statement(satellite, "ORBITS", orbit) if orbit else None
    purpose = laid_out.span("Purpose")
    if purpose is not None:
        yield Statement(satellite, "PURPOSE", None, laid_out.text[slice(*purpose)], purpose)
    yield from measured(laid_out, row, satellite)


def joined(laid_out: Sheet, satellite: Named, predicate: str, label: str, country: str) -> Iterator[Statement]:
    """Each of the organisations of a cell; of what many states have ("Ministry of Defense"), that of its country."""
    for part in BETWEEN.split(ASIDE.sub("", value(laid_out, label) or "")):
        found = NAME.match(part.strip())
        words = found[0].strip() if found else ""
        if words in NOTHING or DAMAGED in words or NOBODY.fullmatch(words):
            continue
        full = ""
        if COMMON.fullmatch(words):
            if country in NOTHING or "/" in country or NOBODY.fullmatch(country):
                continue
            full = f"{words} ({country})"
        organisation = laid_out.named(label, "Organization", words=words, name=full)
        if organisation is not None:
            yield Statement(satellite, predicate, organisation)


def origin(laid_out: Sheet, satellite: Named) -> Statement | None:
    """The launch site, or the craft that carried it up and set it free."""
    site = value(laid_out, "Launch site") or ""
    deployer = DEPLOYER.match(site)
    if deployer:
        craft = laid_out.named("Launch site", "Station", "Craft", words=deployer[0])
        return Statement(satellite, "CARRIED_BY", craft) if craft else None
    if NO_SITE.search(site):
        return None
    return relation(laid_out, satellite, "LAUNCHED_FROM", "Launch site", "LaunchSite", "Place")


def relation(laid_out: Sheet, satellite: Named, predicate: str, label: str, *types: str) -> Statement | None:
    found = NAME.match(value(laid_out, label) or "")
    if found is None or DAMAGED in found[0] or NOBODY.fullmatch(found[0]):
        return None
    target = laid_out.named(label, *types, words=found[0].strip())
    return Statement(satellite, predicate, target) if target else None


def measured(laid_out: Sheet, row: Row, satellite: Named) -> Iterator[Statement]:
    begins = {label: begin for label, begin, _ in FIELDS}
    for label, (what, unit) in MEASURES.items():
        number, span = number_of(row.get(begins[label], "")), laid_out.span(label)
        if number is not None and span is not None:
            qualifiers: dict[str, str | float] = {"number": number, "unit": unit, "what": what}
            yield Statement(satellite, "MEASURE", None, laid_out.text[slice(*span)], span, qualifiers=qualifiers)


def value(laid_out: Sheet, label: str) -> str | None:
    span = laid_out.span(label)
    return laid_out.text[slice(*span)] if span else None


def number_of(cell: str) -> float | None:
    """The figure of a cell ("1,250"); None for a range, and for 0, which no satellite weighs."""
    return (float(cell.replace(",", "")) or None) if NUMBER.fullmatch(cell) else None


def day_of(cell: str) -> str | None:
    """The day as EDTF; a year alone stays one."""
    if re.fullmatch(r"(19|20)\d\d", cell, re.ASCII):
        return cell
    for pattern in DATES:
        try:
            return datetime.strptime(cell, pattern).date().isoformat()
        except ValueError:
            continue
    return None
