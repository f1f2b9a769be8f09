"""Which pairs of claims contradict each other, and which only look so."""

from collections.abc import Callable

import pytest

from kg.disputes.contradiction import Judge
from kg.disputes.stance import Stance
from ontology.disputes import dispute_rules

NESTED = frozenset({frozenset({"Ostara", "Ostara 3"}), frozenset({"Bergen", "Norway"})})
JUDGE = Judge(dispute_rules(), NESTED)
Make = Callable[..., Stance]

# what both say, then what one says and when it was told, then the other
DISPUTES = {
    "two days of one launch": ("LAUNCH_DATE", ("2031-01-13", "2031-06"), ("2031-01-14", "2031-06")),
    "a day outside of the month": ("LAUNCH_DATE", ("2031-01-13", "2031-06"), ("2031-02", "2032-06")),
    "two outcomes": ("OUTCOME", ("succeeded", "2031-06-05"), ("failed", "2033")),
    "partly and wholly failed": ("OUTCOME", ("partial", "2031-06-05"), ("failed", "2031-06-05")),
    "two rockets": ("LAUNCHED_ON", ("Ostara 3", "2031-06-05"), ("Vega", "2032")),
    "two pads": ("LAUNCHED_FROM", ("Skarv Pad 2", "2031-06-05"), ("LC-3", "2032")),
    "two counts": ("MEASURE", ("633 satellites", "2031-06-05"), ("634 small satellites", "2031-06-06")),
    "two spaceports": ("LAUNCHED_FROM", ("Skarv", "2031-06-05"), ("Andoya", "2032")),
}
AGREEMENTS = {
    "a year and a day in it": ("LAUNCH_DATE", ("2031", "2031-06"), ("2031-01-14", "2031-06")),
    "intervals that overlap": ("LAUNCH_DATE", ("2030/2031", "2031-06"), ("2031-06/2032", "2031-06")),
    "no later than, and a day before": ("LAUNCH_DATE", ("../2031", "2031-06"), ("2030-05-01", "2031-06")),
    "about a year and the next one": ("LAUNCH_DATE", ("2030~", "2031-06"), ("2031", "2031-06")),
    "an interval that runs backwards": ("LAUNCH_DATE", ("2032/2030", "2031-06"), ("2031", "2031-06")),
    "no date at all": ("LAUNCH_DATE", ("soon", "2031-06"), ("2031", "2031-06")),
    "the same outcome": ("OUTCOME", ("failed", "2031-06-05"), ("failed", "2031-06-06")),
    "stages of a flight": ("OUTCOME", ("scrubbed", "2031-06-05"), ("succeeded", "2031-06-06")),
    "a rocket and its variant": ("LAUNCHED_ON", ("Ostara 3", "2031-06-05"), ("Ostara", "2031-06-05")),
    "a name and its short form": ("LAUNCHED_ON", ("Vega", "2031-06-05"), ("Vega Polaris", "2031-06-05")),
    "a name and another's alias": ("LAUNCHED_ON", ("Vega Polaris", "2031-06-05"), ("Large Lifter", "2031-06-05")),
    "a rocket without a name": ("LAUNCHED_ON", ("Vega", "2031-06-05"), ("a rocket", "2031-06-05")),
    "two names of a pad": ("LAUNCHED_FROM", ("Pad 2", "2031-06-05"), ("Launch Complex 2", "2031-06-05")),
    "a spaceport and a pad": ("LAUNCHED_FROM", ("Skarv", "2031-06-05"), ("Skarv Pad 2", "2031-06-05")),
    "a spaceport and a country": ("LAUNCHED_FROM", ("Skarv", "2031-06-05"), ("Norway", "2031-06-05")),
    "a count and about as many": ("MEASURE", ("634 satellites", "2031-06-05"), ("about 600 satellites", "2031-06-05")),
    "a count and a round one": ("MEASURE", ("634 satellites", "2031-06-05"), ("630 satellites", "2031-06-05")),
    "a count of a part": ("MEASURE", ("634 satellites", "2031-06-05"), ("36 satellites", "2031-06-05")),
    "counts of two sorts": ("MEASURE", ("634 large satellites", "2031-06-05"), ("633 small satellites", "2031-06-05")),
    "a count of last year": ("MEASURE", ("634 satellites", "2031-06-05"), ("620 satellites", "2030-06-05")),
    "two measures that are no counts": ("MEASURE", ("403 metres", "2031-06-05"), ("397 metres", "2031-06-05")),
    "words are never exclusive": ("PURPOSE", ("collect dust", "2031"), ("test a drill", "2031")),
}


@pytest.mark.parametrize("name", DISPUTES)
def test_values_that_exclude_each_other(name: str, stance: Make) -> None:
    predicate, (one, told), (other, told_later) = DISPUTES[name]
    pair = stance("Heron", predicate, one, told=told), stance("Heron", predicate, other, told=told_later)
    assert JUDGE.contradict(*pair)
    assert JUDGE.contradict(*reversed(pair))


@pytest.mark.parametrize("name", AGREEMENTS)
def test_values_that_agree(name: str, stance: Make) -> None:
    predicate, (one, told), (other, told_later) = AGREEMENTS[name]
    assert not JUDGE.contradict(
        stance("Heron", predicate, one, told=told), stance("Heron", predicate, other, told=told_later)
    )


@pytest.mark.parametrize(
    ("subject", "predicate", "one", "other"),
    [
        ("Ostara 3", "LAUNCH_DATE", "2031-01-13", "2031-01-14"),
        ("Flock", "LAUNCH_DATE", "2031-01-13", "2031-01-14"),
        ("Kestrel", "LAUNCH_DATE", "2030-01-13", "2031-01-14"),
    ],
)
def test_what_flies_many_times_has_many_dates(subject: str, predicate: str, one: str, other: str, stance: Make) -> None:
    assert not JUDGE.contradict(stance(subject, predicate, one), stance(subject, predicate, other))


def test_near_dates_of_a_capsule_are_of_one_flight(stance: Make) -> None:
    assert JUDGE.contradict(
        stance("Kestrel", "LAUNCH_DATE", "2031-01-13"), stance("Kestrel", "LAUNCH_DATE", "2031-01-14")
    )


@pytest.mark.parametrize(
    ("old", "told", "new", "told_later", "disputed"),
    [
        ("2031-09", "2031-01", "2032-02", "2031-08", False),  # a delay
        ("2031-09", "2031-08", "2032-02", "2031-01", True),  # the later story has the old date
        ("2031-09", "2031-08-01", "2032-02", "2031-08-01", True),  # both on one day
        ("2031-09", None, "2032-02", "2031-08", True),  # nobody knows which is the later story
        ("2031-09", "2031-01", "2031", "2031-08", False),
    ],
)
def test_a_new_date_of_a_plan_is_a_delay_where_the_later_story_gives_it(
    old: str, told: str | None, new: str, told_later: str, disputed: bool, stance: Make
) -> None:
    plans = (
        stance("Heron", "LAUNCH_DATE", old, "planned", told=told),
        stance("Heron", "LAUNCH_DATE", new, "planned", told=told_later),
    )
    assert JUDGE.contradict(*plans) is JUDGE.contradict(*reversed(plans)) is disputed


def test_a_story_that_tells_of_a_delay_itself_is_in_no_dispute_but_two_planners_are(stance: Make) -> None:
    def plan(date: str, *by: str) -> Stance:
        return stance("Heron", "LAUNCH_DATE", date, "planned", story="s", by=by)

    assert not JUDGE.contradict(plan("2031-09"), plan("2032-02"))
    assert not JUDGE.contradict(plan("2031-09"), plan("2032-02", "Tarn"))
    assert JUDGE.contradict(plan("2031-09", "Sable"), plan("2032-02", "Tarn"))


def test_what_came_of_a_plan_is_no_dispute_but_a_plan_for_what_is_done_is(stance: Make) -> None:
    plan = stance("Heron", "LAUNCH_DATE", "2031-01-10", "planned", told="2030-12")
    done = stance("Heron", "LAUNCH_DATE", "2031-01-14", told="2031-01-15")
    looking_back = stance("Heron", "LAUNCH_DATE", "2031-01-10", "planned", told="2031-02-01")
    still_to_come = stance("Heron", "LAUNCH_DATE", "2032-01", "planned", told="2031-02-01")
    assert [JUDGE.contradict(done, one) for one in (plan, looking_back, still_to_come)] == [False, False, True]


def test_a_plan_for_another_rocket_is_a_change_unless_it_is_told_at_the_same_time(stance: Make) -> None:
    first = stance("Heron", "LAUNCHED_ON", "Vega", "planned", told="2029-01-01")
    changed = stance("Heron", "LAUNCHED_ON", "Ostara 3", "planned", told="2030-01-01")
    at_once = stance("Heron", "LAUNCHED_ON", "Ostara 3", "planned", told="2029-01-09")
    assert [JUDGE.contradict(first, one) for one in (changed, at_once)] == [False, True]


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        (("Bergen", "2031-06-01"), ("Oslo", "2031-06-15"), True),
        (("Bergen", "2031-06-01"), ("Oslo", "2035"), False),  # moved
        (("Bergen", "2031-06-01"), ("Norway", "2031-06-01"), False),
    ],
)
def test_headquarters_are_disputed_at_one_time_and_one_level(
    one: tuple[str, str], other: tuple[str, str], disputed: bool, stance: Make
) -> None:
    pair = [stance("Tarn", "HEADQUARTERED_IN", place, told=told) for place, told in (one, other)]
    assert JUDGE.contradict(*pair) is disputed


def test_one_role_has_one_head_at_a_time(stance: Make) -> None:
    def head(name: str, role: str, **dates: str) -> Stance:
        return stance("Tarn", "LED_BY", name, role=role, **dates)

    solheim = head("Solheim", "chief executive")
    assert JUDGE.contradict(solheim, head("Bright", "Chief  Executive"))
    assert not JUDGE.contradict(solheim, head("Bright", "chair"))
    assert not JUDGE.contradict(solheim, head("Bright", "chief executive", told="2035"))
    assert not JUDGE.contradict(
        head("Solheim", "chief executive", when="2029"), head("Bright", "chief executive", when="2030")
    )


@pytest.mark.parametrize(
    ("predicate", "earlier", "later", "disputed"),
    [
        ("ACQUIRED", ("actual", "2031-06-05"), ("denied", "2031-06-06"), True),
        ("ACQUIRED", ("actual", "2031-06-05"), ("denied", "2033"), True),
        ("ACQUIRED", ("denied", "2031-06-05"), ("actual", "2033"), False),  # it came to be so
        ("ACQUIRED", ("denied", "2031-06-05"), ("actual", "2031-06-06"), True),
        ("ACQUIRED", ("actual", "2031-06-05"), ("cancelled", "2031-06-06"), True),
        ("ACQUIRED", ("planned", "2031-06-05"), ("denied", "2031-06-06"), True),
        ("ACQUIRED", ("planned", "2031-06-05"), ("denied", "2033"), False),  # dropped since
        ("ACQUIRED", ("planned", "2031-06-05"), ("actual", "2031-06-05"), False),
        ("ACQUIRED", ("planned", "2031-06-05"), ("cancelled", "2031-06-05"), False),
        ("ACQUIRED", ("possible", "2031-06-05"), ("denied", "2031-06-05"), False),
        ("ACQUIRED", ("actual", "2031-06-05"), ("ended", "2031-06-05"), False),
        ("ACQUIRED", ("actual", None), ("denied", "2031-06-05"), True),
        ("PARTNERS_WITH", ("actual", "2031-06-05"), ("denied", "2031-06-05"), True),
        ("CONTRACTED", ("actual", "2031-06-05"), ("cancelled", "2033"), False),  # another contract
    ],
)
def test_statuses_of_one_triple(
    predicate: str, earlier: tuple[str, str], later: tuple[str, str], disputed: bool, stance: Make
) -> None:
    one, other = (stance("Tarn", predicate, "Sable", status, told=told) for status, told in (earlier, later))
    assert JUDGE.contradict(one, other) is JUDGE.contradict(other, one) is disputed


def test_ends_of_a_symmetric_relation_may_stand_in_either_order(stance: Make) -> None:
    pair = stance("Tarn", "PARTNERS_WITH", "Sable"), stance("Sable", "PARTNERS_WITH", "Tarn", "denied")
    assert JUDGE.contradict(*pair)
    assert not JUDGE.contradict(stance("Tarn", "ACQUIRED", "Sable"), stance("Sable", "ACQUIRED", "Tarn", "denied"))


def test_landings_are_told_apart_by_their_dates(stance: Make) -> None:
    landed = stance("Heron", "LANDED_ON", "Moon", when="2031-06-05")
    crashed = stance("Heron", "LANDED_ON", "Moon", "failed", when="2031-06")
    before = stance("Heron", "LANDED_ON", "Moon", "failed", when="2029")
    assert [JUDGE.contradict(landed, one) for one in (crashed, before)] == [True, False]


def test_who_denies_one_day_does_not_deny_the_year(stance: Make) -> None:
    denied = stance("Heron", "LAUNCH_DATE", "2031-01-14", "denied")
    dates = ("2031-01-14", "2031", "2031-01-15")
    assert [JUDGE.contradict(denied, stance("Heron", "LAUNCH_DATE", date)) for date in dates] == [True, False, False]


def test_in_one_voice_a_story_contradicts_nobody(stance: Make) -> None:
    said = stance("Heron", "OUTCOME", "succeeded", story="s")
    assert not JUDGE.contradict(said, stance("Heron", "OUTCOME", "failed", story="s"))
    assert JUDGE.contradict(said, stance("Heron", "OUTCOME", "failed", story="s", by=("Sable",)))


def test_two_voices_of_one_story_may_differ_on_a_rockets_flight(stance: Make) -> None:
    said = stance("Vega", "OUTCOME", "partial", story="s")
    assert JUDGE.contradict(said, stance("Vega", "OUTCOME", "succeeded", story="s", by=("Tarn",)))
    assert not JUDGE.contradict(said, stance("Vega", "OUTCOME", "succeeded", story="s"))
    assert not JUDGE.contradict(said, stance("Vega", "OUTCOME", "succeeded"))  # of another flight, most likely


def test_a_plan_called_off_does_not_gainsay_whose_it_was(stance: Make) -> None:
    called_off = stance("Heron", "OPERATED_BY", "Tarn", "cancelled")
    assert not JUDGE.contradict(called_off, stance("Heron", "OPERATED_BY", "Tarn"))
    assert JUDGE.contradict(stance("Heron", "LANDED_ON", "Moon", "cancelled"), stance("Heron", "LANDED_ON", "Moon"))
