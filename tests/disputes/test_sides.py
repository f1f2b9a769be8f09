"""Claims as sides of disputes, in whichever order they come."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.disputes.contradiction import Judge
from kg.disputes.sides import disputed
from kg.disputes.stance import Stance
from ontology.disputes import dispute_rules

JUDGE = Judge(dispute_rules(), frozenset({frozenset({"Ostara", "Ostara 3"})}))
Make = Callable[..., Stance]

dates = st.sampled_from(["2031", "2031-06", "2031-06-05", "2031-06-06", "../2030", "2032/..", "2030~", "soon"])
triples = st.one_of(
    st.tuples(st.sampled_from(["Heron", "Kestrel"]), st.just("LAUNCH_DATE"), dates),
    st.tuples(st.just("Heron"), st.just("OUTCOME"), st.sampled_from(["succeeded", "failed", "partial", "ongoing"])),
    st.tuples(st.just("Heron"), st.just("LAUNCHED_ON"), st.sampled_from(["Ostara", "Ostara 3", "Vega"])),
    st.tuples(st.just("Tarn"), st.just("LED_BY"), st.sampled_from(["Solheim", "Bright"])),
    st.sampled_from([("Tarn", "PARTNERS_WITH", "Sable"), ("Sable", "PARTNERS_WITH", "Tarn")]),
    st.just(("Heron", "LANDED_ON", "Moon")),
)
sayings = st.fixed_dictionaries(
    {
        "triple": triples,
        "status": st.sampled_from(["actual", "planned", "denied", "failed", "cancelled", "possible", "ended"]),
        "told": st.none() | dates,
        "when": st.none() | dates,
        "story": st.sampled_from(["", "s"]),
        "by": st.sampled_from([(), ("Tarn",), ("Sable",)]),
    }
)


def made(stance: Make, sayings: Sequence[dict]) -> list[Stance]:
    return [
        stance(*one["triple"], **{name: value for name, value in one.items() if name != "triple"}) for one in sayings
    ]


@given(one=sayings, other=sayings)
def test_who_speaks_first_does_not_matter(stance: Make, one: dict, other: dict) -> None:
    first, second = made(stance, [one, other])
    assert JUDGE.contradict(first, second) == JUDGE.contradict(second, first)


@given(one=sayings)
def test_nothing_contradicts_itself(stance: Make, one: dict) -> None:
    (claim,) = made(stance, [one])
    assert not JUDGE.contradict(claim, claim)
    assert disputed(JUDGE, [claim, claim]) == []


@given(said=st.lists(sayings, max_size=7, unique_by=repr), data=st.data())
def test_the_order_of_claims_does_not_matter(stance: Make, said: list[dict], data: st.DataObject) -> None:
    claims = made(stance, said)
    shuffled = data.draw(st.permutations(claims))
    assert disputed(JUDGE, claims) == disputed(JUDGE, shuffled)


@given(said=st.lists(sayings, max_size=7, unique_by=repr))
def test_every_side_is_contradicted_by_another_and_holds_one_position(stance: Make, said: list[dict]) -> None:
    for sides in disputed(JUDGE, made(stance, said)):
        assert len(sides) > 1
        for side in sides:
            others = [one for another in sides if another is not side for one in another]
            assert all(any(JUDGE.contradict(one, other) for other in others) for one in side)
            assert len({one.status for one in side}) == 1


@pytest.mark.parametrize(
    ("values", "sides"),
    [
        (["2031-06-05", "2031-06-06"], [["2031-06-05"], ["2031-06-06"]]),
        (["2031-06-05", "2031-06", "2031-07-01"], [["2031-06-05", "2031-06"], ["2031-07-01"]]),
        # the month may mean either day, and is a side of its own against July
        (
            ["2031-06", "2031-06-05", "2031-06-06", "2031-07"],
            [["2031-06-05"], ["2031-06-06"], ["2031-06"], ["2031-07"]],
        ),
        # the year contradicts nobody
        (["2031", "2031-06-05", "2031-06-06"], [["2031-06-05"], ["2031-06-06"]]),
        (["2031", "2031-06", "2031-06-05"], []),
    ],
)
def test_dates_that_agree_are_one_side(values: list[str], sides: list[list[str]], stance: Make) -> None:
    found = disputed(JUDGE, [stance("Heron", "LAUNCH_DATE", value) for value in values])
    assert [[one.value for one in side] for dispute in found for side in dispute] == sides


def test_contradictions_that_share_no_claim_are_disputes_of_their_own(stance: Make) -> None:
    heads = [("Solheim", "chief"), ("Bright", "chief"), ("Solheim", "chair"), ("Bright", "chair")]
    found = disputed(JUDGE, [stance("Tarn", "LED_BY", name, role=role) for name, role in heads])
    assert [{one.qualifiers["role"] for side in sides for one in side} for sides in found] == [{"chair"}, {"chief"}]


def test_a_past_flight_in_a_story_of_one_to_come_is_another(stance: Make) -> None:
    def launch(date: str, status: str = "actual", **more: object) -> Stance:
        return stance("Heron", "LAUNCH_DATE", date, status, **more)

    flown = launch("2031-06-10", told="2031-06-11")
    pilots_first = launch("2029-06", told="2031-06-01", story="s")
    assert len(disputed(JUDGE, [flown, pilots_first])) == 1
    assert disputed(JUDGE, [flown, pilots_first, launch("2031-06-10", "planned", told="2031-06-01", story="s")]) == []
    by_other = launch("2031-06-10", "planned", told="2031-06-01", story="s", by=("Tarn",))
    assert len(disputed(JUDGE, [flown, pilots_first, by_other])) == 1
