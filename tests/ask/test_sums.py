"""A sum is told where its kind is the one asked for, and not denied where no word tells its kind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import Answer
from kg.ask.sums import kinds_beside

STORIES = Path(__file__).with_name("sums.txt")
Asked = Callable[[str], Answer]


@pytest.mark.parametrize(
    ("question", "sums", "others"),
    [
        ("How much did Pipit-3 cost?", ["$33 million"], []),  # the insurance has a figure of its own
        ("How much did Orlo raise?", ["$12 million"], []),
        ("How much did Dunlin Works lose?", ["$9 million"], []),
        ("How much is a ticket on Heron-5?", ["$2 million"], []),
        ("How much has Tarn Space raised?", ["$25 million"], ["$90 million", "$4 million"]),
        ("How much did Knot Motors raise?", ["$4 million"], []),
        ("How much did Plover Labs raise?", ["$10 million"], ["$7 million", "$9 million"]),
    ],
)
def test_a_sum_of_the_kind_or_of_none_is_told(asked: Asked, question: str, sums: list[str], others: list[str]) -> None:
    text = asked(question).text
    assert "no such sum" not in text
    assert all(one in text for one in sums), text
    assert not any(one in text for one in others), text


@pytest.mark.parametrize("question", ["How much did Dunlin Works raise?", "How much was Plover Labs' loss?"])
def test_a_sum_of_another_kind_is_said_to_be_that(asked: Asked, question: str) -> None:
    assert "no such sum" in asked(question).text


@pytest.mark.parametrize(
    ("figure", "kinds"), [("$10 million", ["raised"]), ("$20 million", ["raised"]), ("$7 million", ["revenue"])]
)
def test_a_word_tells_the_kind_of_its_own_figure_and_of_those_that_go_on_from_it(figure: str, kinds: list[str]) -> None:
    said = "Plover Labs raised $10 million in 2030 and another $20 million in 2031, and had $7 million in sales."
    assert [kind for _, kind in kinds_beside(said, figure)] == kinds


@pytest.mark.parametrize(
    ("question", "sums", "others"),
    [
        ("How much did Fell Labs get?", ["$40 million"], ["$60 million", "together"]),  # its own part of what is shared
        ("How much did Rill Works get?", ["$60 million", "together"], ["$40 million"]),
        ("Which contracts did Fell Labs win?", ["$40 million"], ["$60 million"]),
        ("How much did Brim Fund invest in Lark Motors?", ["$5 million"], ["$9 million", "$4 million"]),
        ("How much did Crag Fund put into Lark Motors?", ["$4 million"], ["$9 million", "$5 million"]),
        ("How much is the Dipper Rover contract worth?", ["$60 million", "together"], ["$40 million"]),
    ],
)
def test_each_has_its_own_part(asked: Asked, question: str, sums: list[str], others: list[str]) -> None:
    text = asked(question).text
    assert all(one in text for one in sums), text
    assert not any(one in text for one in others), text


def test_one_contract_is_told_once_with_its_sum(asked: Asked) -> None:
    text = asked("Who invested in Lark Motors?").text
    assert text.count("Brim Fund") == 1
    assert "$5 million" in text
