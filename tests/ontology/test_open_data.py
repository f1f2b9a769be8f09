"""Names of open data, from small files in their publishers' true form."""

import json
from pathlib import Path

import pytest

from kg.errors import OntologyError
from ontology.names import open_data
from ontology.names.build import Row, build

MOON = (
    "Feature_Name,Target,Diameter,Center_Latitude,Center_Longitude,Coordinate_System,Approval_Status,Approval_Date,Origin,\n"
    '"Abel","Moon",137.27,-34.6,86.52,"Planetographic","Approved","1964","Norwegian mathematician.",\n'
    '"Abel A","Moon",20.0,-36.62,85.13,"Planetographic","Approved","2006","",\n'
    '"Mare Anguis","Moon",146.0,22.43,67.58,"Planetographic","Approved","1961","Serpent sea.",\n'
    '"Dropland","Moon",1.0,0.0,0.0,"Planetographic","Dropped","1961","",\n'
    '"Aeolis Mons","Mars",89.9,-5.08,137.85,"Planetographic","Approved","2012","",\n'
)
LAUNCHES = "#Launch_Tag\tLaunch_Date\tPiece\tType\tName\tPLName\tLaunch_Code\n" + "".join(
    f"2023-001\t{year} Jan  3 1456\t2023-001A\tP\t{name}\t{name}\t{code}\n"
    for name, year, code in [
        ("Sternula-1", 2023, "OS"),
        ("Menut", 2023, "OS"),
        ("Old Timer", 1961, "OS"),
        ("Deep Voyager X", 2023, "DS"),
        ("Oko 73D6 No. 6066", 2008, "OS"),
        ("Soyuz MS-99", 2023, "OS"),
        *((f"Flock 4y-{number}", 2023, "OS") for number in range(1, 21)),
    ]
)
ORGANISATIONS = {
    "organisations": [
        {"name": "Sternula Space, Inc.", "wikidataId": "Q1", "roles": ["operator"], "provenance": {"name": "wikidata"}},
        {"name": "Ministry of Examples", "wikidataId": "Q2", "roles": [], "provenance": {"name": "wikidata"}},
        {"name": "Example University", "wikidataId": "Q3", "roles": [], "provenance": {"name": "wikidata"}},
        {"name": "Borrowed Text Company", "wikidataId": "Q4", "roles": [], "provenance": {"name": "wikipedia"}},
    ]
}


def written(folder: Path, text: str) -> Path:
    path = folder / "given"
    path.write_text(text, encoding="utf-8")
    return path


def test_features_of_the_moon_need_context_where_they_bear_surnames(tmp_path: Path) -> None:
    rows = [row for _, row in open_data.moon(written(tmp_path, MOON))]
    assert [(row.name, row.type, row.flags) for row in rows] == [
        ("Abel", "SurfaceFeature", ("cased", "word")),
        ("Mare Anguis", "SurfaceFeature", ()),
    ]


def test_of_satellites_large_families_serials_and_other_things_are_left_out(tmp_path: Path) -> None:
    rows = [row for _, row in open_data.satellites(written(tmp_path, LAUNCHES))]
    assert [(row.name, row.flags) for row in rows] == [("Menut", ("cased", "word")), ("Sternula-1", ())]


def test_organisations_have_their_types_and_ids(tmp_path: Path) -> None:
    found = dict(open_data.organisations(written(tmp_path, json.dumps(ORGANISATIONS))))
    assert {file: (row.name, row.type, row.wikidata) for file, row in found.items()} == {
        "companies.tsv": ("Sternula Space", "Company", "Q1"),
        "agencies.tsv": ("Ministry of Examples", "Agency", "Q2"),
        "institutes.tsv": ("Example University", "Institute", "Q3"),
    }


def test_people_bring_their_ids_to_rows_that_are_there(tmp_path: Path) -> None:
    given = written(tmp_path, "name,wikidata_id\nAnna Esempio,Q5\nBo Prøve,Q6\n")
    held, prepared = tmp_path / "held", tmp_path / "prepared"
    held.mkdir()
    header = "name\ttype\taliases\twikidata\tflags\tsource\n"
    (held / "persons.tsv").write_text(f"{header}A. Esempio\tPerson\tAnna Esempio\t\t\town\n", encoding="utf-8")
    assert open_data.prepare(prepared, open_data.people(given)) == {"persons.tsv": 2}
    assert build(held, prepared) == {
        "persons.tsv": f"{header}A. Esempio\tPerson\tAnna Esempio\tQ5\t\town\nBo Prøve\tPerson\t\tQ6\t\twikidata\n"
    }


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (open_data.moon, "name;target\nAbel;Moon\n"),
        (open_data.people, ""),
        (open_data.satellites, "PLName\nMenut\n"),
        (open_data.organisations, "[]"),
        (open_data.organisations, "{"),
    ],
)
def test_another_file_is_refused_in_one_line(tmp_path: Path, reader: object, text: str) -> None:
    assert callable(reader)
    with pytest.raises(OntologyError, match="give the file as published"):
        list[Row](reader(written(tmp_path, text)))
