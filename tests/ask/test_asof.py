"""Questions as of a day are answered like those of a graph that holds no more than what holds by then."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kg.ask import ask
from kg.model import Reading
from kg.resolve.decided import Decided
from kg.store import Store
from kg.views import Clocks, view

HERE = Path(__file__).parent
QUESTIONS = [entry["asks"][0] for entry in tomllib.loads((HERE / "questions.toml").read_text())["questions"]]


@pytest.mark.parametrize("day", [date(2025, 3, 1), date(2031, 5, 31)])
def test_the_answer_is_that_of_a_view(store: Store, day: date, tmp_path: Path) -> None:
    named = [question for question in QUESTIONS[::3] if any(word[0].isupper() for word in question.split()[1:])]
    with view(store, tmp_path, Decided(()), Clocks(day)) as then:
        differ = [question for question in named if ask(then, question).text != ask(store, question, day=day).text]
    assert differ == []


def test_what_is_dated_or_told_later_is_not_told(store: Store) -> None:
    question = "When was Heron launched?"
    assert "14 January 2031" in ask(store, question).text
    assert ask(store, question, day=date(2030, 12, 31)).citations == ()
    found = ask(store, question, day=date(2031, 12, 31))
    assert found.text == ask(store, question).text
    assert found.parameters["day"] == "2031-12-31"


def test_an_answer_shows_what_can_be_asked_again(store: Store) -> None:
    found = ask(store, "When was Heron launched?", day=date(2031, 12, 31))
    assert len(store.query(found.cypher, found.parameters).rows) > 0


def test_both_engines_answer_alike(
    store: Store, neo4j: Mapping[str, str], readings: list[Reading], tmp_path: Path
) -> None:
    settings = {name: value for name, value in neo4j.items() if name.startswith("NEO4J_")}
    day = date(2031, 6, 10)
    with Store.open(tmp_path, environment=settings) as other:
        for reading in readings:
            other.load(reading)
        for question in QUESTIONS[::6]:
            one, two = (json.dumps(ask(each, question, day=day).to_json()) for each in (store, other))
            assert one == two, question
