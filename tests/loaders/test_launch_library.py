"""Launches of Launch Library 2: what each states, by its status; and launches that cannot be read."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from kg.loading.facts import read_record
from kg.loading.reading import read
from kg.model import Claim, Reading, Story
from loaders import Rejected, Source
from loaders.launch_library import LaunchLibraryLoader

PAGE = Path(__file__).parent / "samples" / "launches_page.json"
LAUNCHES: list[dict[str, Any]] = json.loads(PAGE.read_text(encoding="utf-8"))["results"]


def said(claim: Claim) -> str:
    what = claim.object.name if claim.object else claim.value
    return f"{claim.subject.name} {claim.predicate} {what} ({claim.status.value})"


def claims(path: Path) -> list[list[str]]:
    readings = list(read([str(path)]))
    assert all(isinstance(reading, Reading) for reading in readings), readings
    return [[said(claim) for claim in reading.claims] for reading in readings if isinstance(reading, Reading)]


def load(tmp_path: Path, document: Any, name: str = "launches.json") -> list[Story | Rejected]:
    text = document if isinstance(document, str) else json.dumps(document)
    (tmp_path / name).write_text(text, encoding="utf-8")
    return list(loaders.read([str(tmp_path / name)]))


def launch(**changes: Any) -> dict[str, Any]:
    return {**LAUNCHES[2], **changes}


def test_a_successful_launch() -> None:
    success, _, _ = claims(PAGE)
    assert sorted(success) == [
        "Crew Dragon Petrel PART_OF Sternula Crew 1 (actual)",
        "Falcon 9 OUTCOME succeeded (actual)",
        "Kennedy Space Center LOCATED_IN United States (actual)",
        "Sternula Crew 1 CREWED_BY Ada Quill (actual)",
        "Sternula Crew 1 CREWED_BY Ben Okoro (actual)",
        "Sternula Crew 1 LAUNCHED_BY SpaceX (actual)",
        "Sternula Crew 1 LAUNCHED_FROM Kennedy Space Center (actual)",
        "Sternula Crew 1 LAUNCHED_ON Falcon 9 (actual)",
        "Sternula Crew 1 LAUNCH_DATE 2031-05-04 (actual)",
        "Sternula Crew 1 PART_OF Larid Programme (actual)",
        "Sternula Crew 1 TARGETS International Space Station (actual)",
        "Sternula Crew 1 TARGETS low Earth orbit (actual)",
        "Ternsat-4 BUILT_BY Larus Works (actual)",
        "Ternsat-4 OPERATED_BY Sternula (actual)",
        "Ternsat-4 PART_OF Sternula Crew 1 (actual)",
    ]


def test_a_failed_launch_fails_its_mission_and_does_not_reach_its_orbit() -> None:
    _, _, failure = claims(PAGE)
    assert sorted(failure) == [
        "Fulmar-3 CAUSE The second stage did not ignite. (actual)",
        "Fulmar-3 LAUNCHED_BY Skua Launch (actual)",
        "Fulmar-3 LAUNCHED_FROM Vandenberg Space Force Base (actual)",
        "Fulmar-3 LAUNCHED_ON Skua 1 (actual)",
        "Fulmar-3 LAUNCH_DATE 2031-04-01 (actual)",
        "Fulmar-3 OUTCOME failed (actual)",
        "Fulmar-3 TARGETS sun-synchronous orbit (failed)",
        "Skua 1 OUTCOME failed (actual)",
    ]


def test_a_planned_launch_without_a_mission_is_its_rockets() -> None:
    _, planned, _ = claims(PAGE)
    assert sorted(planned) == [
        "Skua 2 LAUNCHED_BY Skua Launch (planned)",
        "Skua 2 LAUNCHED_FROM Vandenberg Space Force Base (planned)",
        "Skua 2 LAUNCH_DATE 2032-34 (possible)",
    ]


def test_version_2_0_names_rockets_by_their_block_and_gives_midnight_for_a_date_to_be_determined() -> None:
    shared, unnamed = claims(PAGE.with_name("launches_2_0.json"))
    assert sorted(shared) == [
        "Larid Rideshare 8 LAUNCHED_BY SpaceX (planned)",
        "Larid Rideshare 8 LAUNCHED_FROM Vandenberg Space Force Base (planned)",
        "Larid Rideshare 8 LAUNCHED_ON Falcon 9 (planned)",
        "Larid Rideshare 8 LAUNCH_DATE 2031-06 (possible)",
        "Larid Rideshare 8 TARGETS sun-synchronous orbit (planned)",
    ]
    assert sorted(unnamed) == [
        "Skua 1 LAUNCHED_BY Skua Launch (planned)",
        "Skua 1 LAUNCH_DATE 2031-06-07 (planned)",
    ]


def test_a_list_has_words_for_objects() -> None:
    (listed,) = claims(PAGE.with_name("launches_2_2_list.json"))
    assert sorted(listed) == [
        "Ternsat-4 LAUNCHED_BY SpaceX (planned)",
        "Ternsat-4 LAUNCHED_FROM Cape Canaveral (planned)",
        "Ternsat-4 LAUNCHED_ON Falcon 9 (planned)",
        "Ternsat-4 LAUNCH_DATE 2031-06-08 (planned)",
        "Ternsat-4 TARGETS low Earth orbit (planned)",
    ]


def test_a_list_of_version_2_3_has_the_name_alone(tmp_path: Path) -> None:
    keys = ("id", "name", "status", "last_updated", "net", "net_precision", "window_start", "window_end")
    load(tmp_path, {"results": [{key: LAUNCHES[0].get(key) for key in keys}]})
    assert sorted(claims(tmp_path / "launches.json")[0]) == [
        "Falcon 9 OUTCOME succeeded (actual)",
        "Sternula Crew 1 LAUNCHED_ON Falcon 9 (actual)",
        "Sternula Crew 1 LAUNCH_DATE 2031-05-04 (actual)",
    ]


@pytest.mark.parametrize("mission", ["Flight 2", "Integrated Flight Test 4", "Certification Flight 2", "Mission 3"])
def test_a_mission_numbered_only_is_its_rockets(tmp_path: Path, mission: str) -> None:
    load(tmp_path, launch(name=f"Skua 1 | {mission}", mission={"name": mission}))
    assert all(line.startswith("Skua 1 ") for line in claims(tmp_path / "launches.json")[0])


def test_claims_cite_the_lines_of_the_record() -> None:
    reading = next(iter(read([str(PAGE)])))
    assert isinstance(reading, Reading)
    story = reading.story
    assert (story.kind, story.outlet, story.published) == ("reference", "Launch Library 2", "2031-05-05")
    assert story.text.startswith("Falcon 9 Block 5 | Sternula Crew 1\n\nLaunch: Falcon 9 Block 5 | Sternula Crew 1\n")
    crewed = next(claim for claim in reading.claims if claim.predicate == "CREWED_BY")
    assert [one.quote for one in crewed.evidence] == [
        "Crew 1.1: Ada Quill",
        "Role 1.1: Commander",
        "Status: Launch Successful",
    ]
    assert (crewed.qualifiers, crewed.rule, crewed.confidence) == ({"role": "Commander"}, "record:launch_library", 0.99)
    site = next(claim for claim in reading.claims if claim.predicate == "LAUNCHED_FROM")
    assert site.qualifiers == {"where": "Launch Complex 39A"}


@pytest.mark.parametrize(
    ("number", "stated"),
    [
        (1, ["LAUNCH_DATE 2031-04-01 (planned)"]),
        (2, ["LAUNCH_DATE 2031-04-01 (possible)"]),
        (3, ["LAUNCH_DATE 2031-04-01 (actual)", "OUTCOME succeeded (actual)"]),
        (4, ["LAUNCH_DATE 2031-04-01 (actual)", "OUTCOME failed (actual)", "OUTCOME failed (actual)"]),
        (5, ["LAUNCH_DATE 2031-04-01 (planned)"]),
        (6, ["LAUNCH_DATE 2031-04-01 (actual)", "OUTCOME ongoing (actual)"]),
        (7, ["LAUNCH_DATE 2031-04-01 (actual)", "OUTCOME partial (actual)"]),
        (8, ["LAUNCH_DATE 2031-04-01 (planned)"]),
        (9, ["LAUNCH_DATE 2031-04-01 (actual)", "OUTCOME ongoing (actual)"]),
    ],
)
def test_statuses(tmp_path: Path, number: int, stated: list[str]) -> None:
    load(tmp_path, launch(status={"id": number, "name": "Some"}))
    (found,) = claims(tmp_path / "launches.json")
    assert (
        sorted(line.partition(" ")[2].removeprefix("1 ") for line in found if "DATE" in line or "OUTCOME" in line)
        == stated
    )


@pytest.mark.parametrize(
    ("precision", "date"),
    [
        ("Second", "2031-04-01"), ("Day", "2031-04-01"), ("Week", "2031-04-01~"), ("Month", "2031-04"),
        ("Quarter 2", "2031-34"), ("Q2", "2031-34"), ("Year Half 1", "2031-40"), ("Year", "2031"), ("Decade", "203X"),
        ("Fiscal Year", "2031~"), (None, "2031-04-01"),
    ],
)  # fmt: skip
def test_dates_are_as_exact_as_the_source(tmp_path: Path, precision: str | None, date: str) -> None:
    load(tmp_path, launch(net_precision={"name": precision}))
    (found,) = claims(tmp_path / "launches.json")
    assert f"Fulmar-3 LAUNCH_DATE {date} (actual)" in found


def test_what_the_reference_names_know_as_one_is_no_variant_of_itself() -> None:
    success, _, _ = claims(PAGE)
    assert not [line for line in success if "VARIANT_OF" in line]


def test_a_variant(tmp_path: Path) -> None:
    rocket = {"configuration": {"name": "Skua 1", "full_name": "Skua 1 Extended"}}
    load(tmp_path, launch(rocket=rocket))
    (found,) = claims(tmp_path / "launches.json")
    assert "Skua 1 Extended VARIANT_OF Skua 1 (actual)" in found
    assert "Fulmar-3 LAUNCHED_ON Skua 1 (actual)" in found


@pytest.mark.parametrize("name", ["launches.json", "launches.jsonl"])
def test_bad_launches_are_named_and_lose_nothing_else(tmp_path: Path, name: str) -> None:
    records = [launch(), launch(status={"id": 99, "name": "Lost"}), launch(name=None), 3, launch(id="other")]
    text = json.dumps(records) if name == "launches.json" else "\n".join(map(json.dumps, records))
    found = load(tmp_path, text, name)
    reasons = [item.reason for item in found if isinstance(item, Rejected)]
    assert [type(item) for item in found] == [Story, Rejected, Rejected, Rejected, Story]
    assert (
        reasons[0] == "launch 2: has the status 'Lost', which Launch Library does not have; leave it out or report it"
    )
    assert reasons[1].startswith("launch 3: has no name or no id")


def test_a_page_that_is_cut_off_gives_what_stands_before(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    *whole, cut = load(tmp_path, text[: text.index("Skua 1 | Fulmar-3")])
    assert len(whole) == 2
    assert isinstance(cut, Rejected)
    assert cut.reason == "is not JSON, or cut off, after record 2; get the whole of it again"


def test_fields_of_the_wrong_kind_are_as_good_as_missing(tmp_path: Path) -> None:
    load(tmp_path, launch(rocket=["none"], mission="a word", pad=7, program={"name": 3}, net=5))
    assert claims(tmp_path / "launches.json")[0][0].startswith("Fulmar-3 ")


def test_other_json_is_left_to_others(tmp_path: Path) -> None:
    (found,) = load(tmp_path, {"net": 3, "status": "gross"})
    assert isinstance(found, Rejected)
    assert "no known format" in found.reason


VALUES = st.recursive(
    st.none()
    | st.integers()
    | st.text(max_size=9)
    | st.sampled_from(["Skua 1 | Fulmar-3", "2031-04-01T04:10:00Z", ", x"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "id", "location"]), inner),
    max_leaves=6,
)


@given(st.integers(0, 2), st.dictionaries(st.sampled_from(sorted(LAUNCHES[0])), VALUES, max_size=5))
def test_whatever_the_fields_hold_the_statements_pass_their_gates(number: int, changes: dict[str, Any]) -> None:
    data = json.dumps({**LAUNCHES[number], **changes}).encode()
    with Source("launches.json", lambda: io.BytesIO(data)) as source:
        for item in LaunchLibraryLoader().load(source):
            if isinstance(item, Story):
                assert read_record(item).story is item
