"""Questions that ask when or where something is planned."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import Answer

STORIES = Path(__file__).with_name("plans.txt")
Asked = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When is the next flight of Osprey 9?", "Pipit-3 in May 2032"),
        ("When is the next flight of Heron-5?", "2032"),
        ("Where is Heron-5's next flight?", "the Moon"),
        ("Where does Tarn Space plan to build a station?", "build a station beyond the Moon"),
    ],
)
def test_plans_are_told_where_no_day_or_place_of_its_own_is(asked: Asked, question: str, said: str) -> None:
    answer = asked(question)
    assert said in answer.text
    assert answer.citations


def test_where_nothing_is_planned_the_question_is_answered_by_no_plan(asked: Asked) -> None:
    answer = asked("When is the next flight of Wader 2?")
    assert answer.text.startswith("The graph holds nothing on dates of Wader 2")
    assert not answer.citations
