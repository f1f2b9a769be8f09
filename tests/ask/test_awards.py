"""Who won the contracts of a programme."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import Answer

STORIES = Path(__file__).with_name("awards.txt")
Asked = Callable[[str], Answer]


@pytest.mark.parametrize(
    "question",
    [
        "Who won Orrery Phase 2?",
        "Which companies won Orrery Phase 2?",
        "Who was selected for Orrery Phase 2?",
        "Who won contracts under Orrery Phase 2?",
    ],
)
def test_who_won_a_phase_is_told_by_sentences_on_that_phase(asked: Asked, question: str) -> None:
    assert asked(question).text == "The Nordic Space Agency gave a contract to Knot Motors and Tarn Rockets [1]."


@pytest.mark.parametrize(
    "question", ["Who won Orrery Phase 3?", "Who won Orrery Phase 2 Lane 2?", "Who lost Orrery Phase 2?"]
)
def test_of_another_phase_no_winner_is_told(asked: Asked, question: str) -> None:
    told = asked(question)
    assert told.text.startswith("The graph holds nothing on")
    assert not told.citations


def test_the_first_phase_went_to_another(asked: Asked) -> None:
    assert asked("Who won Orrery Phase 1?").text == "The Nordic Space Agency gave a contract to Sora Space [1]."
