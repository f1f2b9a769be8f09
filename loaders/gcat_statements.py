"""What a row of GCAT shows, and what it states of its payload."""

import re
from collections.abc import Iterator, Mapping

from kg.model import Named, Statement, Status
from loaders.gcat_codes import Codes
from loaders.record import NOTHING, Sheet
from loaders.vague_dates import edtf_of

LOG, CATALOGUE = "launch log", "satellite catalogue"
# Status of a phase's end -> what its date is: reentered (attached to another too), deorbited, landed.
ENDS = {"R": "END_DATE", "AR": "END_DATE", "D": "END_DATE", "L": "LANDING_DATE"}
SIZES = (("Mass", "MassFlag", "kg", "mass"), ("Length", "LFlag", "m", "length"), ("Diameter", "DFlag", "m", "diameter"))

# Names of rockets as English has them.
ENGLISH = (("Chang Zheng ", "Long March "), ("Soyuz-2-1A", "Soyuz-2.1a"), ("Soyuz-2-1B", "Soyuz-2.1b"))

Row = Mapping[str, str]
LABELS = {
    LOG: (
        ("Launch", "Launch_Tag", ""), ("Piece", "Piece", ""), ("Payload", "PLName", ""),
        ("Launch date", "Launch_Date", ""), ("Owner", "SatOwner", "organisation"), ("State", "SatState", "state"),
        ("Rocket", "LV_Type", ""), ("Flight", "Flight_ID", ""), ("Platform", "Platform", ""),
        ("Launch site", "Launch_Site", "site"), ("Launch pad", "Launch_Pad", ""),
        ("Launch agency", "Agency", "organisation"), ("Rocket's state", "LVState", "state"),
        ("Launch code", "Launch_Code", ""), ("Cited", "LTCite", ""),
    ),
    CATALOGUE: (
        ("Catalogue number", "JCAT", ""), ("Launch", "Launch_Tag", ""), ("Piece", "Piece", ""),
        ("Payload", "PLName", ""), ("Launch date", "LDate", ""), ("Separated", "SDate", ""),
        ("Primary body", "Primary", ""), ("End date", "DDate", ""), ("Status", "Status", ""),
        ("Destination", "Dest", ""), ("Owner", "Owner", "organisation"), ("State", "State", "state"),
        ("Manufacturer", "Manufacturer", "organisation"), ("Bus", "Bus", ""),
        ("Mass", "Mass", "kg"), ("Length", "Length", "m"), ("Diameter", "Diameter", "m"),
        ("Orbit", "OpOrbit", "orbit"), ("Other names", "AltNames", ""),
    ),
}  # fmt: skip
FLAGS = {column: flag for column, flag, _, _ in SIZES}


def fields_of(row: Row, kind: str, codes: Codes) -> Iterator[tuple[str, str | None]]:
    """What the record shows: names for codes, units behind figures."""
    for label, column, coded in LABELS[kind]:
        cell = row.get(column, "-")
        if cell in NOTHING:
            continue
        if column in FLAGS:
            flag = row.get(FLAGS[column], "-")
            yield label, f"{cell} {coded}{'' if flag in ('', '-') else ' (estimated)'}" if number_of(cell) else None
        else:
            yield label, codes.decoded(coded, cell) if coded else cell


def logged(laid_out: Sheet, row: Row, satellite: Named, codes: Codes) -> Iterator[Statement | None]:
    """A row of the launch log. A launch's success is not the payload's; its failure is."""
    code = row.get("Launch_Code", "")
    launch = laid_out.span("Launch code")
    beside = (launch,) if launch else ()
    yield dated(laid_out, satellite, "LAUNCH_DATE", "Launch date", row["Launch_Date"])
    if code[1:2] in ("F", "E"):
        yield Statement(satellite, "OUTCOME", None, "failed", launch)
    yield coded(laid_out, satellite, "OPERATED_BY", "Owner", row.get("SatOwner"), codes)
    rocket = laid_out.named("Rocket", "LaunchVehicle", "Spaceplane", name=in_english(row.get("LV_Type", "")))
    if rocket is not None:
        yield Statement(satellite, "LAUNCHED_ON", rocket, beside=beside)
    yield coded(laid_out, satellite, "LAUNCHED_BY", "Launch agency", row.get("Agency"), codes)
    yield launched_from(laid_out, satellite, codes.name("site", row.get("Launch_Site", "-")))


def launched_from(laid_out: Sheet, satellite: Named, name: str | None) -> Statement | None:
    """The site, which is what the press names; the pad stands beside it."""
    place, pad = laid_out.named("Launch site", "LaunchSite", "Place", words=name), laid_out.span("Launch pad")
    if name is None or place is None:
        return None
    qualifiers = {"where": laid_out.text[slice(*pad)]} if pad else {}
    return Statement(satellite, "LAUNCHED_FROM", place, qualifiers=qualifiers, beside=(pad,) if pad else ())


def catalogued(laid_out: Sheet, row: Row, satellite: Named, codes: Codes) -> Iterator[Statement | None]:
    """A row of a satellite catalogue: its first phase, which for most objects is their only one."""
    yield dated(laid_out, satellite, "LAUNCH_DATE", "Launch date", row["LDate"])
    status = re.sub(r"[^A-Z].*", "", row.get("Status", ""))
    if status in ENDS:
        yield dated(laid_out, satellite, ENDS[status], "End date", row.get("DDate", "-"), "Status")
    yield coded(laid_out, satellite, "OPERATED_BY", "Owner", row.get("Owner"), codes)
    yield coded(laid_out, satellite, "BUILT_BY", "Manufacturer", row.get("Manufacturer"), codes)
    orbit = codes.name("orbit", row.get("OpOrbit", "-"))
    place = laid_out.named("Orbit", "Orbit", words=orbit) if orbit else None
    if place is not None:
        span = laid_out.span("Status")
        yield Statement(
            satellite,
            "ORBITS",
            place,
            status=Status.ENDED if status in ENDS else Status.ACTUAL,
            beside=(span,) if span else (),
        )
    for column, _, unit, what in SIZES:
        yield measured(laid_out, satellite, column, row.get(column, "-"), unit, what)


def in_english(rocket: str) -> str:
    return next((english + rocket[len(own) :] for own, english in ENGLISH if rocket.startswith(own)), "")


def dated(
    laid_out: Sheet, satellite: Named, predicate: str, label: str, vague: str, beside: str | None = None
) -> Statement | None:
    day, span = edtf_of(vague), laid_out.span(label)
    further = laid_out.span(beside) if beside else None
    if day is None or span is None:
        return None
    return Statement(satellite, predicate, None, day, span, beside=(further,) if further else ())


def coded(
    laid_out: Sheet, satellite: Named, predicate: str, label: str, code: str | None, codes: Codes
) -> Statement | None:
    """A relation to an organisation whose code is known; an unknown code stands in the text alone."""
    name = codes.name("organisation", code or "-")
    target = laid_out.named(label, "Organization", words=name) if name else None
    return Statement(satellite, predicate, target) if target else None


def measured(laid_out: Sheet, satellite: Named, label: str, cell: str, unit: str, what: str) -> Statement | None:
    words, number = f"{cell} {unit}", number_of(cell)
    span = laid_out.span(label, words)
    if number is None or span is None:
        return None
    return Statement(satellite, "MEASURE", None, words, span, qualifiers={"number": number, "unit": unit, "what": what})


def number_of(cell: str) -> float | None:
    """The figure of a cell; None for what is none, and for 0, by which the catalogue means that it does not know."""
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", cell):
        return None
    return float(cell) or None
