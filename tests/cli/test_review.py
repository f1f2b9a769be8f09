"""`kg review`: who may be who, until somebody decides."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import store
from kg.model import Claim, Entity, Evidence, Reading, Story
from kg.store import Store

Kg = Callable[..., Any]
TEXT = "The lander is fine.\x1b[2J All is well."
NAMES = {
    "lander:heron-2": ("Lander", "Heron 2"),
    "craft:heron-ii": ("Craft", "Heron II"),
    "mission:heron-2-mission-1": ("Mission", "Heron 2 Mission 1"),
    "lander:heron-3": ("Lander", "Heron 3\x1b[31m"),
    "engine:kestrel": ("Engine", "Kestrel"),
}


@pytest.fixture
def doubtful(tmp_path: Path) -> Iterator[Path]:
    """The data folder of a graph in which one lander has two names."""
    folder = tmp_path / "data"
    with Store.open(folder, environment={"KG_ENGINE_IDLE": "20"}) as opened:
        for number, (identity, (type_name, name)) in enumerate(NAMES.items()):
            entity = Entity(identity, type_name, name)
            claim = Claim(f"s{number}", entity, "DISTINCTION", value="fine", evidence=(Evidence(0, 19),))
            opened.load(Reading(Story(f"s{number}", TEXT), (entity,), (claim,)))
    yield folder
    store.stop(folder)


def test_pairs_have_scores_reasons_and_the_commands_that_decide(kg: Kg, doubtful: Path) -> None:
    done = kg("review", "--data", doubtful)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[:4] == [
        "0.97 very likely one: Heron II (Craft, 1 story); Heron 2 (Lander, 1 story)",
        "     the same but for its spelling",
        "     kg same craft:heron-ii lander:heron-2   or   kg differ craft:heron-ii lander:heron-2",
        "",
    ]
    assert "     Heron 2 Mission 1 may be a mission of Heron 2; Lander and Mission: often named alike" in done.out
    assert done.out.splitlines()[-1] == "3 pairs to decide on"


def test_json_is_one_pair_a_line(kg: Kg, doubtful: Path) -> None:
    first, *_ = kg("review", "--json", "--limit", "1", "--data", doubtful).out.splitlines()
    assert json.loads(first) == {
        "score": 0.97,
        "band": "same",
        "a": {"id": "craft:heron-ii", "type": "Craft", "name": "Heron II", "stories": 1},
        "b": {"id": "lander:heron-2", "type": "Lander", "name": "Heron 2", "stories": 1},
        "reasons": ["the same but for its spelling"],
    }


@pytest.mark.parametrize("decision", [("same",), ("differ",), ("differ", "--unsure")])
def test_what_is_decided_is_asked_no_more(kg: Kg, doubtful: Path, decision: tuple[str, ...]) -> None:
    assert kg(*decision, "Heron 2", "Heron II", "--data", doubtful).status == 0
    assert "kg same craft:heron-ii lander:heron-2" not in kg("review", "--data", doubtful).out


def test_likely_pairs_are_accepted_at_once_and_can_be_taken_back(kg: Kg, doubtful: Path) -> None:
    done = kg("review", "--accept", "0.95", "--loaded", "2026-01-31T12:00:00+00:00", "--data", doubtful)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "0.97 same: Heron II (Craft, 1 story); Heron 2 (Lander, 1 story)",
        "1 pair decided on",
    ]
    recorded = (doubtful / "decisions.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert recorded == [
        "2026-01-31T12:00:00+00:00\tsame\tcraft:heron-ii\tlander:heron-2\t"
        "accepted at 0.97: the same but for its spelling"
    ]
    assert "kg same craft:heron-ii lander:heron-2" not in kg("review", "--data", doubtful).out
    assert kg("review", "--accept", "0.95", "--data", doubtful).out.splitlines() == ["0 pairs decided on"]
    assert kg("differ", "craft:heron-ii", "lander:heron-2", "--data", doubtful).status == 0
    assert kg("review", "--accept", "0.9", "--data", doubtful).out.splitlines() == ["0 pairs decided on"]


def test_pairs_that_want_a_look_are_not_accepted_unseen(kg: Kg, doubtful: Path) -> None:
    done = kg("review", "--accept", "0.5", "--data", doubtful)
    assert (done.status, done.out) == (2, "")
    assert "--accept" in done.err
    assert not (doubtful / "decisions.tsv").exists()


def test_what_cannot_be_one_is_named_and_the_rest_is_accepted(kg: Kg, tmp_path: Path) -> None:
    """A facility stands in a city, an institute has its headquarters there: as one they would break a signature."""
    folder = tmp_path / "data"
    city = Entity("city:sable", "City", "Sable")
    facility, institute = (
        Entity("facility:tarn", "Facility", "Tarn Centre"),
        Entity("institute:tarn", "Institute", "Tarn Centre"),
    )
    lander, craft = Entity("lander:heron-2", "Lander", "Heron 2"), Entity("craft:heron-ii", "Craft", "Heron II")
    told = [
        (facility, "LOCATED_IN", city),
        (institute, "HEADQUARTERED_IN", city),
        (lander, "DISTINCTION", None),
        (craft, "DISTINCTION", None),
    ]
    with Store.open(folder, environment={"KG_ENGINE_IDLE": "20"}) as opened:
        for number, (entity, predicate, place) in enumerate(told):
            value = None if place else "fine"
            claim = Claim(f"s{number}", entity, predicate, object=place, value=value, evidence=(Evidence(0, 19),))
            entities = (entity, place) if place else (entity,)
            opened.load(Reading(Story(f"s{number}", TEXT), entities, (claim,)))
    try:
        done = kg("review", "--accept", "0.9", "--data", folder)
        assert done.status == 1
        assert done.out.splitlines() == [
            "0.97 same: Heron II (Craft, 1 story); Heron 2 (Lander, 1 story)",
            "1 pair decided on",
        ]
        assert done.err.startswith("kg: not taken: Tarn Centre (")
        assert "LOCATED_IN in story s0 cannot be said of Institute to City" in done.err
    finally:
        store.stop(folder)


@pytest.fixture
def double(tmp_path: Path) -> Iterator[Path]:
    """The data folder of a graph in which two landers have one name."""
    folder = tmp_path / "data"
    lander = Entity("lander:heron", "Lander", "Heron")
    told = {
        "s1": ("2019-02", "Skarv"),
        "s2": ("2025-01", "Tarn"),
        "s3": ("2025-01", "Tarn"),
        "s4": ("2019", "Skarv"),
    }
    told["s5"] = "2025-01", "Tarn"
    with Store.open(folder, environment={"KG_ENGINE_IDLE": "20"}) as opened:
        for story, (date, name) in told.items():
            company = Entity(f"company:{name.lower()}", "Company", name)
            claims = (
                Claim(story, lander, "LAUNCH_DATE", value=date, evidence=(Evidence(0, 19),)),
                Claim(story, lander, "OPERATED_BY", company, evidence=(Evidence(0, 19),)),
            )
            opened.load(Reading(Story(story, TEXT), (lander, company), claims))
    yield folder
    store.stop(folder)


def test_one_that_may_be_two_comes_with_the_commands_that_part_it(kg: Kg, double: Path) -> None:
    done = kg("review", "--data", double)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "0.80 perhaps two: Heron (Lander, 3 stories); Heron (Lander, 2 stories)",
        "     LAUNCH_DATE is 2025-01 in s2, s3, s5, but 2019, 2019-02 in s1, s4; nothing else in common",
        "     kg differ lander:heron@s1 lander:heron",
        "     kg same lander:heron@s1 lander:heron@s4",
        "     or, if it is one:   kg same lander:heron@s1 lander:heron",
        "",
        "1 pair to decide on",
    ]
    shown = json.loads(kg("review", "--json", "--data", double).out)
    assert (shown["band"], shown["b"]["id"], shown["parts"]) == ("split", "lander:heron@s1", ["s1", "s4"])


def test_its_commands_part_it_and_it_is_asked_no_more(kg: Kg, double: Path) -> None:
    shown = kg("review", "--data", double).out.splitlines()
    for line in shown[2:4]:
        assert kg(*line.split()[1:], "--data", double).status == 0
    assert kg("review", "--data", double).out.splitlines() == ["0 pairs to decide on"]
    query = "MATCH (l:Lander)-[:OPERATED_BY]->(o) RETURN l.id, o.name ORDER BY o.name"
    held = kg("query", query, "--format", "csv", "--data", double).out.splitlines()
    assert held[1:] == ["lander:heron@s1,Skarv", "lander:heron,Tarn"]


def test_that_it_is_one_after_all_is_kept_too(kg: Kg, double: Path) -> None:
    assert kg("same", "lander:heron@s1", "lander:heron", "--data", double).status == 0
    assert kg("review", "--data", double).out.splitlines() == ["0 pairs to decide on"]
