"""Which entities of the graph seem to be two, and how the stories part."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from kg.resolve import Decided, Decision, Kind
from kg.resolve.candidate import Candidate
from kg.resolve.profile import Profile
from kg.resolve.review import review
from kg.resolve.said import said_by

Row = Mapping[str, Any]
HERON = Profile("lander:heron", "Lander", ("Heron",), stories=3)
BERG = Profile("person:jonna-berg", "Person", ("Jonna Berg",), stories=2)


def story(identity: str, type_name: str, *claims: Row) -> list[Row]:
    return [{"story": identity, "type": type_name}, *({**claim, "story": identity} for claim in claims)]


def dated(predicate: str, value: str, status: str = "actual", subject: str = HERON.id) -> Row:
    at_end = {"other": subject, "name": "itself", "type": "Lander", "hub": False}
    return {"predicate": predicate, "status": status, "value": value, **at_end}


def near(predicate: str, name: str, type_name: str = "Company", *, hub: bool = False) -> Row:
    at_end = {"other": f"x:{name}", "name": name, "type": type_name, "hub": hub}
    return {"predicate": predicate, "status": "actual", "value": None, **at_end}


NOTHING = Decided()


def found(profile: Profile, *stories: list[Row], decided: Decided = NOTHING) -> list[Candidate]:
    def told(ids: Sequence[str]) -> dict[str, list[Row]]:
        return {profile.id: [row for rows in stories for row in rows]} if profile.id in ids else {}

    return review([profile], lambda ids: {}, decided, told)


LAUNCHED_2019 = story("s1", "Lander", dated("LAUNCH_DATE", "2019-02-22"), near("OPERATED_BY", "Skarv"))
LAUNCHED_2025 = story("s2", "Lander", dated("LAUNCH_DATE", "2025-01"), near("OPERATED_BY", "Tarn"))
ALSO_2025 = story("s3", "Lander", near("OPERATED_BY", "Tarn"))


def test_a_lander_launched_in_two_years_may_be_two() -> None:
    (one,) = found(HERON, LAUNCHED_2019, LAUNCHED_2025, ALSO_2025)
    assert one.to_json() == {
        "score": 0.8,
        "band": "split",
        "a": {"id": "lander:heron", "type": "Lander", "name": "Heron", "stories": 2},
        "b": {"id": "lander:heron@s1", "type": "Lander", "name": "Heron", "stories": 1},
        "reasons": ["LAUNCH_DATE is 2025-01 in s2, but 2019-02-22 in s1", "nothing else in common"],
        "parts": ["s1"],
    }


@pytest.mark.parametrize(
    "other",
    [
        dated("LAUNCH_DATE", "2020-01"),  # put off by a year
        dated("LAUNCH_DATE", "2025-01", "planned"),  # a plan is no flight
        dated("LAUNCH_DATE", "2019-02"),  # the same, less exactly
        dated("LAUNCH_DATE", "../2027"),  # by then
    ],
)
def test_dates_of_one_thing(other: Row) -> None:
    assert found(HERON, LAUNCHED_2019, story("s2", "Lander", other, near("OPERATED_BY", "Skarv"))) == []


def test_a_story_that_gives_both_dates_speaks_of_one_thing_or_of_none() -> None:
    both = story("s2", "Lander", dated("LAUNCH_DATE", "2019-02"), dated("LAUNCH_DATE", "2025-01"))
    assert found(HERON, LAUNCHED_2019, both) == []


def test_something_in_common_makes_it_less_likely_and_one_story_against_many_a_slip() -> None:
    (one,) = found(HERON, LAUNCHED_2019, story("s2", "Lander", dated("LAUNCH_DATE", "2025"), near("BUILT_BY", "Skarv")))
    assert one.likeness.score == 0.4
    assert one.likeness.reasons[1] == "yet both have to do with Skarv"
    many = [story(f"t{n}", "Lander", dated("LAUNCH_DATE", "2025"), near("BUILT_BY", "Skarv")) for n in range(3)]
    assert found(HERON, LAUNCHED_2019, *many) == []


def test_a_thing_of_two_kinds_may_be_two() -> None:
    company = story("s2", "Company", near("HEADQUARTERED_IN", "Oslo", "City"))
    (one,) = found(HERON, story("s1", "Lander", near("OPERATED_BY", "Skarv")), company)
    assert one.likeness.reasons[0] == "type is Lander in s1, but Company in s2"
    vague = story("s2", "Craft", near("OPERATED_BY", "Tarn"))
    assert found(HERON, story("s1", "Lander", near("OPERATED_BY", "Skarv")), vague) == []


def test_a_person_of_two_employers_and_nothing_in_common_may_be_two() -> None:
    engineer = story("s1", "Person", near("WORKS_FOR", "Skarv"), near("CREWED_BY", "Heron", "Lander"))
    banker = story("s2", "Person", near("WORKS_FOR", "Harbour Bank"))
    (one,) = found(BERG, engineer, banker)
    assert (one.band, one.likeness.score, one.parts) == ("split", 0.5, ("s2",))
    assert one.likeness.reasons == ("works for Skarv in s1, but Harbour Bank in s2", "nothing else in common")
    bridge = story("s3", "Person", near("WORKS_FOR", "Skarv"), near("WORKS_FOR", "Harbour Bank"))
    assert found(BERG, engineer, banker, bridge) == []
    assert found(BERG, engineer, story("s2", "Person", near("CREWED_BY", "Tern", "Lander"))) == []
    assert found(BERG, engineer, story("s2", "Person", near("WORKS_FOR", "a bank", hub=True))) == []


def test_two_names_of_one_employer_are_no_contradiction() -> None:
    one = story("s1", "Person", near("WORKS_FOR", "ULA"))
    assert found(BERG, one, story("s2", "Person", near("WORKS_FOR", "United Launch Alliance"))) == []
    one = story("s1", "Person", near("WORKS_FOR", "Skarv"))
    assert found(BERG, one, story("s2", "Person", near("WORKS_FOR", "Skarv Dynamics"))) == []


@pytest.mark.parametrize(
    "decision",
    [Decision(Kind.SAME, "lander:heron@s1", "lander:heron"), Decision(Kind.UNSURE, "lander:heron@s1", "lander:heron")],
)
def test_what_was_decided_is_not_asked_again(decision: Decision) -> None:
    assert found(HERON, LAUNCHED_2019, LAUNCHED_2025, decided=Decided((decision,))) == []


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [*LAUNCHED_2019, *LAUNCHED_2025, *ALSO_2025]
    assert said_by(rows, HERON.id) == said_by(rows[::-1], HERON.id)
    assert found(HERON, LAUNCHED_2019, LAUNCHED_2025, ALSO_2025) == found(
        HERON, ALSO_2025, LAUNCHED_2025, LAUNCHED_2019
    )
