"""The number of the flight that a question names."""

import pytest

from kg.ask.occasions import Occasion, number_of
from kg.ask.plan import Found
from kg.ask.points import points_of
from kg.model import Claim, Entity, Evidence, Status, Story


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("what happened on starship 's seventh test flight", 7),
        ("why did flight 9 fail", 9),
        ("what came of the 12th launch", 12),
        ("why did the launch in 2023 fail", 0),
        ("what was the first flight", 1),
        ("what was the first flight since the loss", 0),
        ("who flew on apollo 11", 0),
    ],
)
def test_the_number_of_a_flight(question: str, number: int) -> None:
    assert number_of(question.split()) == number


def test_what_somebody_said_is_of_the_day_on_which_it_was_said() -> None:
    speaker = Entity("p", "Person", "Nora Quill")
    dated, other = (
        Claim("s", speaker, "SAID", None, value, Status.ACTUAL, when=when, id=value)
        for value, when in (("we fly", "2030-08-24"), ("we land", None))
    )
    found = Found((dated, other), {"s": Story("s", "", published="2031-08-10")})
    asked = Occasion(("2030-08-24", "2030-09"), 0)
    assert [point.value for point in asked.of(points_of(found.claims), found)] == ["we fly"]


def test_a_flight_is_known_by_its_number_beside_a_word_for_flights() -> None:
    rocket = Entity("r", "LaunchVehicle", "Starship")
    quotes = ("Starship broke apart on its seventh test flight.", "Starship fell a second later, after flight 9.")
    claims = tuple(
        Claim("s", rocket, "CAUSE", None, f"cause {number}", evidence=(Evidence(0, len(quote), quote),), id=quote)
        for number, quote in enumerate(quotes)
    )
    found = Found(claims, {"s": Story("s", "")})
    told = points_of(claims)
    assert [point.value for point in Occasion((), 7).of(told, found)] == ["cause 0"]
    assert [point.value for point in Occasion((), 9).of(told, found)] == ["cause 1"]
    assert len(Occasion((), 2).of(told, found)) == len(told)  # no sentence tells of a second flight
