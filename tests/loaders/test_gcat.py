"""GCAT's launch log and satellite catalogue: what a row states, names that many bear, codes, rows that are broken."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from kg.loading.facts import read_record
from kg.loading.reading import read
from kg.model import Claim, Reading, Story
from loaders import Rejected, Source
from loaders.gcat import GcatLoader

SAMPLES = Path(__file__).parent / "samples"
LOG, CATALOGUE = SAMPLES / "gcat_launchlog.tsv", SAMPLES / "gcat_satcat.tsv"


def said(claim: Claim) -> str:
    what = claim.object.name if claim.object else claim.value
    return f"{claim.predicate} {what} ({claim.status.value})"


def readings(path: Path) -> list[Reading]:
    found = list(read([str(path)]))
    assert all(isinstance(reading, Reading) for reading in found), found
    return [reading for reading in found if isinstance(reading, Reading)]


def test_a_row_of_the_launch_log() -> None:
    reading = readings(LOG)[0]
    assert reading.story.text == (
        "Sternula-1\n\nLaunch: 2031-044\nPiece: 2031-044A\nPayload: Ternsat FM1\n"
        "Launch date: 2031 May 4 2340:12\nOwner: STERN\nState: Denmark (DK)\nRocket: Falcon 9\nFlight: 901/B1999.1\n"
        "Launch site: Cape Canaveral (CC)\nLaunch pad: LC40\nLaunch agency: SpaceX (SPX)\n"
        "Rocket's state: United States (US)\nLaunch code: OS\nCited: Wire"
    )
    assert sorted(map(said, reading.claims)) == [
        "LAUNCHED_BY SpaceX (actual)",
        "LAUNCHED_FROM Cape Canaveral (actual)",
        "LAUNCHED_ON Falcon 9 (actual)",
        "LAUNCH_DATE 2031-05-04 (actual)",
    ]
    dated = next(claim for claim in reading.claims if claim.predicate == "LAUNCH_DATE")
    assert [one.quote for one in dated.evidence] == ["Launch date: 2031 May 4 2340:12"]
    assert [reading.story.text[start:end] for start, end in dated.spans] == ["Sternula-1", "2031 May 4 2340:12"]
    assert (reading.story.kind, reading.story.published) == ("reference", "2031-11-27")


def test_of_many_that_bear_one_name_all_but_the_first_get_their_number() -> None:
    assert [reading.story.title for reading in readings(LOG)] == ["Sternula-1", "Sternula-1 (S90002)", "Fulmar"]


def test_a_failed_launch_and_a_rocket_in_english() -> None:
    claims = readings(LOG)[2].claims
    assert sorted(map(said, claims)) == [
        "LAUNCHED_BY China Aerospace Science and Technology Corporation (actual)",
        "LAUNCHED_FROM Jiuquan Satellite Launch Center (actual)",
        "LAUNCHED_ON Long March 9 (actual)",
        "LAUNCH_DATE 2031-04-01 (actual)",
        "OUTCOME failed (actual)",
    ]


def test_a_satellite_in_orbit_and_one_that_fell() -> None:
    flying, fallen = readings(CATALOGUE)
    assert sorted(map(said, flying.claims)) == [
        "BUILT_BY European Space Agency (actual)",
        "LAUNCH_DATE 2031-05-04 (actual)",
        "MEASURE 1.5 m (actual)",
        "MEASURE 84 kg (actual)",
        "OPERATED_BY SpaceX (actual)",
        "ORBITS sun-synchronous orbit (actual)",
    ]
    mass = next(claim for claim in flying.claims if claim.value == "84 kg")
    assert mass.qualifiers == {"number": 84.0, "unit": "kg", "what": "mass"}
    assert mass.evidence[-1].quote == "Mass: 84 kg (estimated)"
    assert sorted(map(said, fallen.claims)) == [
        "END_DATE 2029-35? (actual)",
        "LAUNCH_DATE 2021-01 (actual)",
        "ORBITS low Earth orbit (ended)",
    ]


def test_the_catalogues_tables_beside_tell_its_codes(tmp_path: Path) -> None:
    (tmp_path / LOG.name).write_bytes(LOG.read_bytes())
    (tmp_path / "orgs.tsv").write_text("#Code\tUCode\tName\tEName\n# Updated\nSTERN\tSTERN\tSternula ApS\t-\n")
    first = next(story for story in loaders.load(str(tmp_path / LOG.name)))
    assert "Owner: Sternula ApS (STERN)\n" in first.text
    assert "OPERATED_BY" in {statement.predicate for statement in first.statements}


def test_broken_rows_are_named_by_line_and_lose_nothing_else(tmp_path: Path) -> None:
    lines = LOG.read_text(encoding="utf-8").split("\n")
    lines[3:3] = ["2031-045\tshort", "\t".join(["-", "-", "-", "P"] + ["-"] * 16)]
    (tmp_path / "launchlog.tsv").write_text("\n".join(lines), encoding="utf-8")
    found = list(loaders.read([str(tmp_path / "launchlog.tsv")]))
    assert [item.reason for item in found if isinstance(item, Rejected)] == [
        "line 4: has 2 columns and not 20; get the file again, or mend the row",
        "line 5: has neither a JCAT nor a piece; leave it out",
    ]
    assert len([item for item in found if isinstance(item, Story)]) == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("#Launch_Tag\tLaunch_Date\tPiece\tType\tName\n# Updated\n", "holds no rows"),
        ("#Code\tName\nX\tY\n", "is no table of GCAT"),
        ("", "holds no rows"),
    ],
)
def test_what_is_no_table(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "log.tsv").write_text(text)
    (found,) = loaders.read([str(tmp_path / "log.tsv")], "gcat")
    assert isinstance(found, Rejected)
    assert reason in found.reason


CELLS = st.sampled_from(
    ["-", "P", "S90001", "CC", "SPX", "LEO/S", "O", "R", "OF", "OS40", "2031 May  4", "84", "Sternula-1"]
)


@given(st.sampled_from([LOG, CATALOGUE]), st.lists(CELLS | st.text(max_size=12), min_size=41, max_size=41))
def test_whatever_the_cells_hold_the_statements_pass_their_gates(path: Path, cells: list[str]) -> None:
    header = path.read_text(encoding="utf-8").split("\n")[0]
    width = header.count("\t") + 1
    row = "\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in cells[:width])
    data = f"{header}\n{row}\n".encode("utf-8", "surrogatepass")
    with Source("table.tsv", lambda: io.BytesIO(data)) as source:
        for item in GcatLoader().load(source):
            if isinstance(item, Story):
                assert read_record(item).story is item


class Rows(io.RawIOBase):
    """An endless table, told a length: no more of it is held than is asked for."""

    def __init__(self, rows: int) -> None:
        self.rest = self.lines(rows)
        self.pending = b""

    def lines(self, rows: int) -> Iterator[bytes]:
        header, _, row, *_ = LOG.read_bytes().split(b"\n")
        yield header + b"\n"
        for number in range(rows):
            yield row.replace(b"Sternula-1", b"Sternula-%d" % number).replace(b"S90001", b"S%d" % number) + b"\n"

    def read(self, size: int = -1) -> bytes:
        while len(self.pending) < size and (line := next(self.rest, b"")):
            self.pending += line
        piece, self.pending = self.pending[:size], self.pending[size:]
        return piece


@pytest.mark.parametrize("rows", [2_000, 20_000])
def test_memory_does_not_grow_with_the_rows(rows: int) -> None:
    import tracemalloc

    with Source("launchlog.tsv", lambda: Rows(rows)) as source:
        stories = GcatLoader().load(source)
        for _ in range(500):
            next(stories)
        tracemalloc.start()
        number = sum(1 for _ in stories)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert number == rows - 500
    assert peak < 2_000_000
