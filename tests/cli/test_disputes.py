"""`kg disputes`: both sides with their sources, safe on a terminal, exact for programs."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import store
from kg.model import Claim, Entity, Evidence, Reading, Story
from kg.store import Store

Kg = Callable[..., Any]
HERON = Entity("lander:heron", "Lander", "Heron\x1b[31m")
POST = Entity("outlet:post", "Outlet", "Harbour Post")
TITLE = "Heron \x1b]0;owned\x07rises"


def reading(story: str, value: str, outlet: str, by: tuple[Entity, ...] = ()) -> Reading:
    text = f"Lift-off: {value}.\x1b[2J\nAll is well."
    evidence = (Evidence(0, len(text), text),)
    claim = Claim(story, HERON, "LAUNCH_DATE", value=value, attribution=by, confidence=0.9, evidence=evidence)
    told = Story(story, text, title=TITLE, outlet=outlet, published="2031-06-06", url="https://example.org/heron")
    return Reading(told, (HERON, *by), (claim,))


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of a graph with one dispute."""
    folder = tmp_path_factory.mktemp("disputed") / "data"
    with Store.open(folder, environment={"KG_ENGINE_IDLE": "20"}) as opened:
        opened.load(reading("courier", "2031-01-13", "Orbital Courier"))
        opened.load(reading("ledger", "2031-01-14", "Launch \x9b5ALedger", (POST,)))
    yield folder
    store.stop(folder)


def test_both_sides_are_listed_with_their_sources(kg: Kg, disputed: Path) -> None:
    done = kg("disputes", "--data", disputed)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert [line for line in lines if "claim " not in line] == [
        "Heron LAUNCH_DATE: 2 sides",
        "  2031-01-13, actual, believed 0.90, 1 source",
        "    Orbital Courier, “Heron rises”, 2031-06-06",
        "  2031-01-14, actual, believed 0.90, 1 source",
        "    Launch Ledger, “Heron rises”, 2031-06-06, according to Harbour Post",
        "",
        "1 dispute",
    ]
    quotes = [line.partition(", claim ")[0] for line in lines if "claim " in line]
    assert quotes == [
        "      “Lift-off: 2031-01-13. All is well.” courier 0-38",
        "      “Lift-off: 2031-01-14. All is well.” ledger 0-38",
    ]


def test_nothing_in_a_dispute_reaches_the_terminal(kg: Kg, disputed: Path) -> None:
    for arguments in ([], ["--json"]):
        shown = kg("disputes", *arguments, "--data", disputed).out
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert "\x9b" not in shown


def test_json_is_one_dispute_a_line_with_exact_quotes(kg: Kg, disputed: Path) -> None:
    (line,) = kg("disputes", "--json", "--data", disputed).out.splitlines()
    dispute = json.loads(line)
    assert list(dispute) == ["subject", "predicate", "object", "about", "complete", "sides"]
    assert dispute["subject"]["name"] == HERON.name
    assert [side["value"] for side in dispute["sides"]] == ["2031-01-13", "2031-01-14"]
    (claim,) = dispute["sides"][1]["claims"]
    (one,) = claim["evidence"]
    assert (claim["attribution"], claim["url"]) == (["Harbour Post"], "https://example.org/heron")
    assert one == {"start": 0, "end": 38, "quote": "Lift-off: 2031-01-14.\x1b[2J\nAll is well."}


def test_no_dispute_is_status_0_too(kg: Kg, disputed: Path) -> None:
    assert kg("disputes", "Harbour Post", "--data", disputed) == (0, "0 disputes\n", "")
    assert kg("disputes", "Harbour Post", "--json", "--data", disputed) == (0, "", "")


def test_a_name_that_is_not_held_is_status_1(kg: Kg, disputed: Path) -> None:
    done = kg("disputes", "Atlantis", "--data", disputed)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("kg: Atlantis: the graph holds nothing of that name")
