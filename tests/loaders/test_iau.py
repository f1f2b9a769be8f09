"""The IAU gazetteer of planetary names: what a feature states, the columns of its downloads, rows that are broken."""

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
from loaders.iau import IauLoader

# As the page of a body gives them; each row ends in a comma, and numbers stand without quotation marks.
PLAIN = (
    "Feature_Name,Target,Diameter,Center_Latitude,Center_Longitude,Coordinate_System,Approval_Status,Approval_Date,"
    "Origin,\n"
    '"Quillon","Moon",63.5,-57.5,174.7,"Planetographic  +East  -180 - 180","Approved","1970",'
    '"Ada; Danish optician, ""the elder"" (1840-1905).",\n'
    '"Quillon","Mars",0,10.1,20.2,"Planetographic  +East  -180 - 180","Approved","2006","Town in Denmark.",\n'
    '"Old Quillon","Moon",12,1,2,"Planetographic  +East  -180 - 180","Dropped, disallowed","1935","",\n'
)
# As the advanced search gives them, with all columns.
FULL = (
    '"Feature ID","Feature Name","Clean Feature Name","Target","Diameter","Center Latitude","Center Longitude",'
    '"Coordinate System","Continent","Ethnicity","Feature Type","Feature Type Code","Quad","Approval Status",'
    '"Approval Date","Reference","Origin","Additional Info","Last Updated"\n'
    '90001,"Århus Rupes","Arhus Rupes","Mercury",310.25,-20.1,30.2,"Planetocentric, +East, 0 - 360","Europe",'
    '"Danish","Rupes, rupēs","RU","h-7","Adopted by IAU","Nov 24, 2031","Some map","Ship of some voyage.","",'
    '"Nov 25, 2031"\n'
)


def load(tmp_path: Path, text: str | bytes, name: str = "features.csv") -> list[Story | Rejected]:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(loaders.read([str(tmp_path / name)]))


def said(path: Path) -> list[list[str]]:
    readings = [reading for reading in read([str(path)]) if isinstance(reading, Reading)]
    return [list(map(one_said, reading.claims)) for reading in readings]


def one_said(claim: Claim) -> str:
    what = claim.object.name if claim.object else claim.value
    return f"{claim.subject.type} {claim.subject.name} {claim.predicate} {what}"


def test_features_lie_on_their_body_and_what_they_are_named_after_is_not_claimed(tmp_path: Path) -> None:
    first, second, dropped = load(tmp_path, PLAIN)
    assert isinstance(first, Story)
    assert first.text == (
        "Quillon\n\nBody: Moon\nDiameter: 63.5 km\nLatitude: -57.5\nLongitude: 174.7\n"
        "Coordinate system: Planetographic +East -180 - 180\nStatus: Approved\nApproved: 1970\n"
        'Origin: Ada; Danish optician, "the elder" (1840-1905).'
    )
    assert (first.kind, first.outlet) == ("reference", "Gazetteer of Planetary Nomenclature")
    assert [item.title for item in (first, second, dropped) if isinstance(item, Story)] == [
        "Quillon",
        "Quillon (Mars)",
        "Old Quillon",
    ]
    assert said(tmp_path / "features.csv") == [
        ["SurfaceFeature Quillon LOCATED_IN Moon", "SurfaceFeature Quillon MEASURE 63.5 km"],
        ["SurfaceFeature Quillon (Mars) LOCATED_IN Mars"],
        [],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_all_columns(tmp_path: Path, encoding: str) -> None:
    (story,) = load(tmp_path, FULL.encode(encoding))
    assert isinstance(story, Story)
    assert "\nFeature type: Rupes, rupēs\n" in story.text
    assert (story.title, story.published) == ("Århus Rupes", "2031-11-25")
    assert said(tmp_path / "features.csv") == [
        ["SurfaceFeature Århus Rupes LOCATED_IN Mercury", "SurfaceFeature Århus Rupes MEASURE 310.25 km"]
    ]
    (reading,) = read([str(tmp_path / "features.csv")])
    assert isinstance(reading, Reading)
    size = next(claim for claim in reading.claims if claim.predicate == "MEASURE")
    assert size.qualifiers == {"number": 310.25, "unit": "km", "what": "diameter"}
    assert [one.quote for one in size.evidence] == ["Diameter: 310.25 km"]


def test_broken_rows_are_named_by_line_and_lose_nothing_else(tmp_path: Path) -> None:
    lines = PLAIN.splitlines()
    lines[2:2] = ['"","Moon",1,1,1,"","Approved","",""', '"Skua","Moon",1,"cut', '"Fulmar","",1,1,1,"","","",""']
    found = load(tmp_path, "\n".join(lines))
    assert [item.reason for item in found if isinstance(item, Rejected)] == [
        "line 3: has no name or no target; leave it out",
        "line 4: a quotation mark inside of a cell; double it",
        "line 5: has no name or no target; leave it out",
    ]
    assert len([item for item in found if isinstance(item, Story)]) == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "holds no rows"),
        (PLAIN.splitlines()[0], "holds no rows"),
        ("Crater,Body\nX,Moon\n", "its first row names no column 'feature name'"),
    ],
)
def test_what_is_no_gazetteer(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "names.csv").write_text(text)
    (found,) = loaders.read([str(tmp_path / "names.csv")], "iau")
    assert isinstance(found, Rejected)
    assert reason in found.reason


def test_other_tables_of_names_and_targets_are_left_to_others(tmp_path: Path) -> None:
    (found,) = load(tmp_path, "title,feature_name,target,text\nA title,Quillon,Moon,Some words of news.\n")
    assert isinstance(found, Story)
    assert found.kind == "news"


CELLS = st.sampled_from(["Quillon", "Moon", "63.5", "0", "Approved", "Dropped", '"', "-"]) | st.text(max_size=9)


@given(st.lists(CELLS, min_size=9, max_size=9))
def test_whatever_the_cells_hold_the_statements_pass_their_gates(cells: list[str]) -> None:
    row = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    data = f"{PLAIN.splitlines()[0]}\n{row},\n".encode("utf-8", "replace")
    with Source("features.csv", lambda: io.BytesIO(data)) as source:
        for item in IauLoader().load(source):
            if isinstance(item, Story):
                assert read_record(item).story is item
