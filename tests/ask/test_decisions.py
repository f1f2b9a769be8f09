"""What an agency decided is told of its own deeds, and of no others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import Answer
from kg.ask.decisions import does, is_done_by

STORIES = Path(__file__).with_name("decisions.txt")
Asked = Callable[[str], Answer]
APPROVED = frozenset(("approve", "approved", "approval"))


@pytest.mark.parametrize(
    "question",
    [
        "What did the Perch Board approve?",
        "What did the Dunlin Agency reject?",
        "What did the Dunlin Agency approve?",
        "What does the Dunlin Agency require?",
        "Why did the Dunlin Agency approve Pipit-3?",
    ],
)
def test_what_an_agency_did_not_decide_is_not_told_as_decided(asked: Asked, question: str) -> None:
    assert "holds nothing" in asked(question).text


@pytest.mark.parametrize(
    "question",
    ["What contract did the Siskin Board grant Tarn Space?", "Why did the Siskin Board grant Tarn Space a contract?"],
)
def test_a_contract_is_granted(asked: Asked, question: str) -> None:
    assert "contract" in asked(question).text
    assert asked(question).citations


@pytest.mark.parametrize(
    ("question", "name", "others"),
    [
        ("What did the Siskin Board approve?", "Plover Labs", ("Knot", "Wader", "Tarn")),
        ("What did the Siskin Board reject?", "Wader Works", ("Knot", "Orlo", "Tarn")),
    ],
)
def test_what_it_decided_is_told(asked: Asked, question: str, name: str, others: tuple[str, ...]) -> None:
    text = asked(question).text
    assert name in text
    assert not any(other in text for other in others)


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (" on Thursday voted 3-2 to approve the rule", True),
        ("’s approval of Curlew", True),
        (" has unanimously approved it", True),
        (" has not approved it", False),
        (" never approved it", False),
        (" said critics approved it", False),
        (" to approve it", False),
        (" was asked to approve it", False),
        (", and Tarn approved it", False),
        ("’s rivals approved it", False),
    ],
)
def test_the_deed_stands_behind_the_name(behind: str, expected: bool) -> None:
    assert does(behind, APPROVED) is expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("It was approved last week by the ", True),
        ("It won approval from the ", True),
        ("It was not approved by the ", False),
        ("It awaits approval from ", False),
        ("Critics approved the plan by the ", False),
        ("It approved money from the ", False),
    ],
)
def test_the_deed_stands_before_by_and_the_name(before: str, expected: bool) -> None:
    assert is_done_by(before, APPROVED) is expected
