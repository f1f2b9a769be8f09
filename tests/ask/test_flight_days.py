"""On which day a flight came out as a claim says."""

from dataclasses import replace

import pytest

from kg.ask.flight_days import launches_of, told_days
from kg.model import Claim, Entity, Evidence, Status, Story

ROCKET = Entity("r", "LaunchVehicle", "Gannet")
STORIES = {"s": Story("s", "", published="2031-06-20")}


def said(quote: str, value: str = "failed") -> Claim:
    return Claim("s", ROCKET, "OUTCOME", None, value, Status.ACTUAL, evidence=(Evidence(0, len(quote), quote),))


def launched(quote: str, day: str = "2031-06-18") -> Claim:
    return replace(said(quote, day), predicate="LAUNCH_DATE")


@pytest.mark.parametrize(
    ("quote", "value", "days"),
    [
        ("Gannet failed on 18 June.", "failed", ["2031-06-18"]),
        ("Gannet failed, after it had flown well in October 2030.", "failed", []),
        ("Gannet failed, its first loss since October 2030.", "failed", []),
        ("Gannet, which had flown in October 2030, failed on 18 June.", "failed", ["2031-06-18"]),
        ("After flights in October 2030, Gannet failed on 18 June.", "failed", ["2031-06-18"]),
        ("Gannet failed after flights in October 2030, and in March 2031.", "failed", []),
        ("Gannet failed on June 18, 2030.", "failed", ["2030-06-18"]),
        ("Gannet failed seconds after liftoff on 18 June.", "failed", ["2031-06-18"]),
        ("Gannet had failed in October 2030.", "failed", ["2030-10"]),
        ("Gannet succeeded on 18 June, after it had failed in October 2030.", "failed", ["2030-10"]),
        ("Gannet succeeded on 18 June, after it had failed in October 2030.", "succeeded", ["2031-06-18"]),
        ("Gannet failed, after a failure in October 2030.", "failed", []),
        ("Gannet failed in October 2030 and in March 2031.", "failed", []),
        ("Gannet failed on Wednesday, 18 June 2031.", "failed", ["2031-06-18"]),
        ("Gannet lifted off on 18 June, but failed.", "failed", ["2031-06-18"]),
        ("Tarn Space said on 19 June that Gannet failed.", "failed", []),
        ("Gannet failed, Tarn Space said on 19 June.", "failed", []),
    ],
)
def test_a_sentence_dates_an_outcome_in_its_own_clause(quote: str, value: str, days: list[str]) -> None:
    assert told_days(said(quote, value), {}, STORIES) == days


@pytest.mark.parametrize(
    ("quote", "launch", "days"),
    [
        ("Gannet failed.", "It flew with Orlo-2.", ["2031-06-18"]),
        ("Gannet failed because a valve had stuck.", "It flew with Orlo-2.", ["2031-06-18"]),
        ("Gannet had failed.", "It flew with Orlo-2.", []),
        ("Gannet had a leak and failed.", "It flew with Orlo-2.", ["2031-06-18"]),
        ("Gannet failed on its maiden flight.", "It flew with Orlo-2.", []),
        ("Gannet failed on its maiden flight.", "It flew on its second flight.", []),
        ("Gannet failed on its maiden flight.", "The first launch was a sight.", ["2031-06-18"]),
        ("Gannet, which flew a while ago, had failed.", "Gannet, which flew a while ago, had failed.", ["2031-06-18"]),
    ],
)
def test_a_launch_in_the_story_dates_no_flight_that_its_sentence_looks_back_to(
    quote: str, launch: str, days: list[str]
) -> None:
    assert told_days(said(quote), launches_of([launched(launch)], "r"), STORIES) == days


@pytest.mark.parametrize(
    ("quote", "value", "days"),
    [
        ("Gannet flew without a fault.", "succeeded", []),  # not when it failed
        ("Gannet was lost.", "failed", ["2029-10"]),
        ("A gust had held Gannet up.", "", []),  # on either flight
    ],
)
def test_a_failure_in_the_story_dates_no_success(quote: str, value: str, days: list[str]) -> None:
    lost = replace(said("Gannet failed in October 2029."), when="2029-10")
    flown = said("Gannet flew without a fault.", "succeeded")
    claim = said(quote, value) if value else replace(said(quote, "a gust"), predicate="CAUSE")
    assert told_days(claim, launches_of([lost, flown], "r"), STORIES) == days
