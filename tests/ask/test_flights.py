"""What came of one flight of a vehicle is not said of another."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kg.ask.flight_days import Launches, told_days
from kg.ask.flights import by_flight, flights
from kg.ask.points import points_of
from kg.model import Claim, Entity, Evidence, Status, Story

ROCKET = Entity("r", "LaunchVehicle", "Gannet")
STORIES = {name: Story(name, "", None, None, None, f"20{name[1:]}") for name in ("s30-01-20", "s30-01-24", "s30-06-01")}


def outcome(story: str, value: str, quote: str = "It did.", when: str | None = None) -> Claim:
    claim = Claim(story, ROCKET, "OUTCOME", value=value, when=when, evidence=(Evidence(0, len(quote), quote),))
    return replace(claim, id=f"{story}-{value}")


def told(*claims: Claim) -> list[tuple[str, list[str]]]:
    return [
        (flight.words, list(flight.outcomes))
        for point in points_of(one for one in claims if one.predicate == "OUTCOME")
        for flight in flights(point, claims, STORIES)
    ]


def test_flights_that_came_out_alike_are_not_told_apart() -> None:
    assert told(outcome("s30-01-20", "failed"), outcome("s30-06-01", "failed")) == []


@pytest.mark.parametrize(
    ("quote", "when", "words"),
    [
        ("The rocket's forty-second flight failed.", None, "on its forty-second flight"),
        ("It failed on its 7th test flight.", "2030-01-19", "on its 7th flight"),
        ("It failed.", "2030-01-19", "on the flight of 19 January 2030"),
        ("The first flight since a failure is near.", None, "by a story of 20 January 2030"),
        ("It failed in the third minute of flight.", None, "by a story of 20 January 2030"),
        ("It failed before its second stage landing.", None, "by a story of 20 January 2030"),
    ],
)
def test_a_flight_is_told_by_number_else_by_day_else_by_its_story(quote: str, when: str | None, words: str) -> None:
    claims = outcome("s30-01-20", "failed", quote, when), outcome("s30-06-01", "succeeded")
    assert told(*claims) == [(words, ["failed"]), ("by a story of 1 June 2030", ["succeeded"])]


@pytest.mark.parametrize(("published", "words"), [("2030-05", "May 2030"), ("2030", "2030")])
def test_stories_may_be_dated_by_a_month_or_a_year(published: str, words: str) -> None:
    claims = outcome("loose", "failed"), outcome("s31-06-01", "succeeded")
    stories = {
        "loose": Story("loose", "", published=published),
        "s31-06-01": Story("s31-06-01", "", published="2031-06-01"),
    }
    (point, _) = points_of(claims)
    assert [flight.words for flight in flights(point, claims, stories)] == [f"by a story of {words}"]


def test_stories_of_the_same_days_tell_of_one_flight() -> None:
    claims = outcome("s30-01-20", "succeeded"), outcome("s30-01-24", "failed")
    both = ("by stories of 24 January 2030", ["failed", "succeeded"])
    assert told(*claims) == [both, both]


def test_the_launch_in_the_same_story_dates_a_flight() -> None:
    launch = replace(outcome("s30-01-20", "2030-01-18"), predicate="LAUNCH_DATE", id="launch")
    claims = outcome("s30-01-20", "failed"), outcome("s30-06-01", "succeeded"), launch
    assert told(*claims)[0] == ("on the flight of 18 January 2030", ["failed"])


def test_a_lander_flies_once() -> None:
    lander = Entity("l", "Lander", "Heron")
    claims = [
        replace(outcome(story, value), subject=lander)
        for story, value in (("s30-01-20", "failed"), ("s30-06-01", "succeeded"))
    ]
    assert told(*claims) == []


def test_plans_came_out_in_no_way() -> None:
    plan = replace(outcome("s30-06-01", "succeeded"), status=Status.PLANNED)
    assert told(outcome("s30-01-20", "failed"), plan) == []


def test_the_days_of_a_claim_are_worked_out_a_few_times_however_many_claims_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def counted(claim: Claim, launches: Launches, stories: Mapping[str, Story]) -> list[str]:
        asked.append(claim.id)
        return told_days(claim, launches, stories)

    monkeypatch.setattr("kg.ask.flights.told_days", counted)
    days = [date(2030, 1, 1) + timedelta(days=number * 5) for number in range(300)]
    stories = {str(number): Story(str(number), "", published=day.isoformat()) for number, day in enumerate(days)}
    claims = [
        outcome(str(number), ("failed", "succeeded")[number % 2], "It did on Monday." if number % 3 == 0 else "It did.")
        for number in range(300)
    ]
    groups = by_flight(claims, {}, stories)
    assert sorted(claim.id for group in groups for claim in group) == sorted(claim.id for claim in claims)
    assert len(asked) == len(claims)


def test_a_story_goes_with_no_flight_for_the_sake_of_other_stories_without_a_day() -> None:
    days = ("2030-01-01", "2030-01-09", "2030-01-17")
    stories = {day: Story(day, "", published=day) for day in days}
    quotes = ("Gannet failed on 1 January 2030.", "Gannet failed.", "Gannet failed.")
    claims = [outcome(day, "failed", quote) for day, quote in zip(days, quotes, strict=True)]
    groups = [[claim.story for claim in group] for group in by_flight(claims, {}, stories)]
    assert groups == [["2030-01-01", "2030-01-09"], ["2030-01-17"]]
