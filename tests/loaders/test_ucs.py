"""The UCS satellite database: what a row states, encodings and quoted cells of spreadsheets, rows that are broken."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from kg.loading.facts import read_record
from kg.loading.reading import read
from kg.model import Claim, Reading, Story
from loaders import Rejected, Source
from loaders.ucs import UcsLoader, day_of, number_of

COLUMNS = (
    "Name of Satellite, Alternate Names", "Current Official Name of Satellite", "Country/Org of UN Registry",
    "Country of Operator/Owner", "Operator/Owner", "Users", "Purpose", "Detailed Purpose", "Class of Orbit",
    "Type of Orbit", "Longitude of GEO (degrees)", "Perigee (km)", "Apogee (km)", "Eccentricity",
    "Inclination (degrees)", "Period (minutes)", "Launch Mass (kg.)", " Dry Mass (kg.) ", "Power (watts)",
    "Date of Launch", "Expected Lifetime (yrs.)", "Contractor", "Country of Contractor", "Launch Site",
    "Launch Vehicle", "COSPAR Number", "NORAD Number", "Comments", "", "Source Used for Orbital Data", "Source",
)  # fmt: skip
TERNSAT = {
    "Name of Satellite, Alternate Names": "Ternsat-4 (Larid Observer, TS 4)",
    "Country/Org of UN Registry": "Denmark",
    "Country of Operator/Owner": "Denmark",
    "Operator/Owner": "Sternula ApS (SpA/DK)/ European Space Agency (ESA)",
    "Users": "Commercial",
    "Purpose": "Earth Observation",
    "Class of Orbit": "LEO",
    "Type of Orbit": "Sun-Synchronous",
    "Perigee (km)": "510",
    "Launch Mass (kg.)": "1,250",
    " Dry Mass (kg.) ": "900-1000",
    "Date of Launch": "5/14/2021",
    "Expected Lifetime (yrs.)": "7.5",
    "Contractor": "Larus Works",
    "Country of Contractor": "Denmark",
    "Launch Site": "Cape Canaveral",
    "Launch Vehicle": "Falcon 9",
    "COSPAR Number": "2021-944A",
    "NORAD Number": "99001",
    "Comments": 'Carries an 8" dish, made in Århus.',
}
HEADER = "\t".join(f'"{name}"' if "," in name else name for name in COLUMNS)


def row(**changes: str) -> str:
    """A row as spreadsheets write it; changes are named by the first word of a column."""
    cells = {**TERNSAT, **{next(one for one in COLUMNS if one.startswith(key)): cell for key, cell in changes.items()}}
    return "\t".join(quoted(cells.get(name, "")) for name in COLUMNS)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\t\n') else cell


def table(*rows: str, end: str = "\r\n") -> str:
    return end.join([HEADER, *rows, ""])


def load(tmp_path: Path, data: str | bytes, name: str = "UCS-Satellite-Database.txt") -> list[Story | Rejected]:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode("windows-1252"))
    return list(loaders.read([str(tmp_path / name)]))


def claims(tmp_path: Path, data: str) -> list[Claim]:
    load(tmp_path, data)
    (reading,) = read([str(tmp_path / "UCS-Satellite-Database.txt")])
    assert isinstance(reading, Reading), reading
    return list(reading.claims)


def said(claim: Claim) -> str:
    return f"{claim.predicate} {claim.object.name if claim.object else claim.value}"


def test_a_satellite(tmp_path: Path) -> None:
    (story,) = load(tmp_path, table(row()))
    assert isinstance(story, Story)
    assert story.text == (
        "Ternsat-4\n\nSatellite: Ternsat-4 (Larid Observer, TS 4)\nRegistered by: Denmark\n"
        "Operator's country: Denmark\nOperator: Sternula ApS (SpA/DK)/ European Space Agency (ESA)\n"
        "Users: Commercial\nPurpose: Earth Observation\nClass of orbit: LEO\nType of orbit: Sun-Synchronous\n"
        "Launch mass: 1,250 kg\nDry mass: 900-1000\nLaunch date: 5/14/2021\nExpected lifetime: 7.5 years\n"
        "Contractor: Larus Works\nContractor's country: Denmark\nLaunch site: Cape Canaveral\n"
        "Launch vehicle: Falcon 9\nCOSPAR number: 2021-944A\nNORAD number: 99001\n"
        'Comments: Carries an 8" dish, made in Århus.'
    )
    assert (story.kind, story.outlet) == ("reference", "UCS Satellite Database")
    found = claims(tmp_path, table(row()))
    assert {claim.subject.name for claim in found} == {"Ternsat-4"}
    assert sorted(map(said, found)) == [
        "BUILT_BY Larus Works",
        "LAUNCHED_FROM Cape Canaveral",
        "LAUNCHED_ON Falcon 9",
        "LAUNCH_DATE 2021-05-14",
        "MEASURE 1,250 kg",
        "MEASURE 7.5 years",
        "OPERATED_BY European Space Agency",
        "OPERATED_BY Sternula ApS",
        "ORBITS low Earth orbit",
        "ORBITS sun-synchronous orbit",
        "PURPOSE Earth Observation",
    ]
    lifetime = next(claim for claim in found if claim.value == "7.5 years")
    assert lifetime.qualifiers == {"number": 7.5, "unit": "a", "what": "expected lifetime"}
    assert [one.quote for one in lifetime.evidence] == ["Expected lifetime: 7.5 years"]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_table_passed_on_as_csv_says_the_same(tmp_path: Path, delimiter: str) -> None:
    cells = list(csv.reader(io.StringIO(table(row(), row(NORAD="99002", Current="Ternsat-5"))), delimiter="\t"))
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([name.strip() for name in line] + [""] * 3 for line in cells)
    same = load(tmp_path, "\ufeff".encode() + text.getvalue().encode(), "UCS-Satellite-Database.csv")
    tabbed = load(tmp_path, table(row(), row(NORAD="99002", Current="Ternsat-5")))
    assert [story.text for story in same if isinstance(story, Story)] == [
        story.text for story in tabbed if isinstance(story, Story)
    ]
    assert len(same) == 2


def test_rows_of_sources_below_the_last_satellite_are_passed_over(tmp_path: Path) -> None:
    sources = "\t" * COLUMNS.index("Source") + "http://source.example/1"
    assert len(load(tmp_path, table(row(), sources, sources))) == 1


@pytest.mark.parametrize(
    ("contractor", "stated"),
    [
        ("Space Systems/Loral", ["Lanteris"]),  # its name today
        ("Space Systems/Loral/Larus Works", ["Lanteris", "Larus Works"]),
        ("Larus Works/ Skua", ["Larus Works", "Skua"]),
        ("D\ufffdl\ufffdgation/Larus Works", ["Larus Works"]),
        ("Student-built", []),
    ],
)
def test_makers(tmp_path: Path, contractor: str, stated: list[str]) -> None:
    load(tmp_path, table(row(Contractor=contractor)).encode())
    (reading,) = read([str(tmp_path / "UCS-Satellite-Database.txt")])
    assert isinstance(reading, Reading)
    assert [one.object.name for one in reading.claims if one.predicate == "BUILT_BY" and one.object] == stated


@pytest.mark.parametrize(
    ("vehicle", "stated"),
    [
        ("Falcon 9", ["LAUNCHED_ON Falcon 9"]),
        ("Nanorack Deployer", []),
        ("ION SCV Dispenser", []),
        ("Breeze M", []),
        ("JEM Airlock", []),
    ],
)
def test_what_sets_a_satellite_free_is_no_rocket(tmp_path: Path, vehicle: str, stated: list[str]) -> None:
    found = map(said, claims(tmp_path, table(row(**{"Launch Vehicle": vehicle}))))
    assert [one for one in found if one.startswith("LAUNCHED_ON")] == stated


def test_a_first_row_without_end_is_refused_in_one_line(tmp_path: Path) -> None:
    header = "\t".join((HEADER, *(f"Source {number}" for number in range(1_000))))
    (item,) = load(tmp_path, "\n".join([header, *["s\to"] * 50_000]))
    assert isinstance(item, Rejected)
    assert "more than 1,000 columns" in item.reason


@pytest.mark.parametrize(
    ("operator", "country", "stated"),
    [
        ("Ministry of Defense", "Denmark", ["Ministry of Defense (Denmark)"]),
        ("Ministry of Defense", "Denmark/Norway", []),
        ("Larid Institute/ Sternula", "Denmark", ["Larid Institute", "Sternula"]),
        ("Unknown (maybe Sternula)", "Denmark", []),
        ("Sternula, Inc.", "Denmark", ["Sternula"]),
        ("", "Denmark", []),
    ],
)
def test_operators(tmp_path: Path, operator: str, country: str, stated: list[str]) -> None:
    changes = {"Operator/Owner": operator, "Country of Operator/Owner": country}
    found = claims(tmp_path, table(row(**changes)))
    assert [one.object.name for one in found if one.predicate == "OPERATED_BY" and one.object] == stated


@pytest.mark.parametrize(
    ("site", "stated"),
    [
        ("Guiana Space Center", ["LAUNCHED_FROM Guiana Space Centre"]),
        ("International Space Station - Cygnus", ["CARRIED_BY International Space Station"]),
        ("Stargazer L-1011", []),
        ("Virgin Orbit", []),
        ("Dragon CRS-17", ["CARRIED_BY Dragon CRS-17"]),
        ("Unknown", []),
    ],
)
def test_launch_sites(tmp_path: Path, site: str, stated: list[str]) -> None:
    found = map(said, claims(tmp_path, table(row(**{"Launch Site": site}))))
    assert [one for one in found if one.startswith(("CARRIED", "LAUNCHED_FROM"))] == stated


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("12/11/2019", "2019-12-11"), ("1/2/98", "1998-01-02"), ("11-Dec-19", "2019-12-11"),
        ("2019-12-11", "2019-12-11"), ("2019", "2019"), ("13/12/2019", None), ("", None), ("soon", None),
    ],
)  # fmt: skip
def test_dates_are_american(cell: str, day: str | None) -> None:
    assert day_of(cell) == day


@pytest.mark.parametrize(
    ("cell", "number"), [("1,250", 1250.0), ("22", 22.0), ("0", None), ("5-7", None), ("1,25", None), ("~3", None)]
)
def test_figures(cell: str, number: float | None) -> None:
    assert number_of(cell) == number


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_the_encodings_and_line_ends_of_spreadsheets(tmp_path: Path, encoding: str, end: str) -> None:
    (story,) = load(tmp_path, table(row(), end=end).encode(encoding))
    assert isinstance(story, Story)
    assert story.text.endswith("made in Århus.")


def test_a_quoted_cell_of_two_lines_and_one_that_is_not_closed(tmp_path: Path) -> None:
    two = row(NORAD="99002", Comments="First line,\nsecond line.")
    broken = row(NORAD="99003", Comments="").replace("Larus Works", '"Larus Works')
    first, second, rejected, last = load(tmp_path, table(row(), two, broken, row(NORAD="99004"), end="\n"))
    assert isinstance(first, Story)
    assert isinstance(second, Story)
    assert second.text.endswith("Comments: First line, second line.")
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith("line 5: a quotation mark ")
    assert isinstance(last, Story)
    assert last.title == "Ternsat-4 (99004)"


def test_broken_rows_are_named_by_line_and_lose_nothing_else(tmp_path: Path) -> None:
    rows = [row(NORAD="", COSPAR=""), "", row(Name=""), row() + "\t\tmore", row() + "\t\t"]
    found = load(tmp_path, table(*rows))
    assert [type(item) for item in found] == [Rejected, Rejected, Rejected, Story]
    assert [item.reason for item in found if isinstance(item, Rejected)] == [
        "line 2: has no name, or neither a NORAD nor a COSPAR number; leave it out",
        "line 4: has no name, or neither a NORAD nor a COSPAR number; leave it out",
        "line 5: has 33 cells, where the first row names 31 columns; mend the row",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "holds no rows"),
        (HEADER, "holds no rows"),
        ("Name\tValue\nx\ty\n", "its first row names no column 'name of satellite'"),
    ],
)
def test_what_is_no_such_table(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "ucs.txt").write_text(text)
    (found,) = loaders.read([str(tmp_path / "ucs.txt")], "ucs")
    assert isinstance(found, Rejected)
    assert reason in found.reason


def test_the_official_name_goes_first_and_a_later_edition_corrects_the_record(tmp_path: Path) -> None:
    (old,) = load(tmp_path, table(row()))
    (new,) = load(tmp_path, table(row(Current="Larid Observer 4", Launch="1,300")), "later.tsv")
    assert isinstance(old, Story)
    assert isinstance(new, Story)
    assert (new.title, new.id) == ("Larid Observer 4", old.id)


CELLS = st.sampled_from([*TERNSAT.values(), '"', "(", "/", "-", "Ministry of Defense"]) | st.text(max_size=9)


@given(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), st.sampled_from(["utf-8", "utf-16"]))
def test_whatever_the_cells_hold_the_statements_pass_their_gates(cells: list[str], encoding: str) -> None:
    data = table("\t".join(map(quoted, cells))).encode(encoding, "replace")
    with Source("ucs.txt", lambda: io.BytesIO(data)) as source:
        for item in UcsLoader().load(source):
            if isinstance(item, Story):
                assert read_record(item).story is item


class Rows(io.RawIOBase):
    """A table made while it is read."""

    def __init__(self, rows: int) -> None:
        self.lines = (row(NORAD=str(number), Name=f"Ternsat-{number}") for number in range(rows))
        self.pending = f"{HEADER}\r\n".encode()

    def read(self, size: int = -1) -> bytes:
        while len(self.pending) < size and (line := next(self.lines, "")):
            self.pending += f"{line}\r\n".encode()
        piece, self.pending = self.pending[:size], self.pending[size:]
        return piece


@pytest.mark.parametrize("rows", [2_000, 10_000])
def test_memory_does_not_grow_with_the_rows(rows: int) -> None:
    import tracemalloc

    with Source("ucs.txt", lambda: Rows(rows)) as source:
        stories = UcsLoader().load(source)
        for _ in range(500):
            next(stories)
        tracemalloc.start()
        number = sum(1 for _ in stories)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert number == rows - 500
    assert peak < 2_000_000
