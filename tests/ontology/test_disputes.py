"""Reading the rules of disputes: what holds together is read, and every fault is named with its file and entry."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import OntologyError
from ontology import vocabulary
from ontology.disputes import PredicateRule, dispute_rules, read

RULES = """
[time]
days = 7
[subjects]
several = ["Constellation"]
again = ["Capsule"]
[predicates.LED_BY]
per = ["role"]
lasting = true
[predicates.OUTCOME]
exclusive = ["succeeded", "failed"]
[statuses.actual]
single = true
excludes = ["denied"]
[statuses.denied]
becomes = ["actual"]
"""
Change = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Change:
    """Rules on disk, with one passage changed."""

    def write(before: str = "", after: str = "") -> Path:
        assert before in RULES
        (tmp_path / "disputes.toml").write_text(RULES.replace(before, after, 1) if before else RULES)
        return tmp_path

    return write


def test_rules_are_read_from_their_file(folder: Change) -> None:
    rules = read(folder(), vocabulary())
    assert (rules.days, rules.single, rules.against) == (7, ("actual",), ("denied",))
    assert rules.predicate("LED_BY") == PredicateRule(per=("role",), lasting=True)
    assert rules.predicate("LAUNCH_DATE") == PredicateRule()
    assert rules.exclude("denied", "actual")
    assert rules.exclude("actual", "denied")
    assert not rules.exclude("actual", "planned")
    assert rules.becomes("denied", "actual")
    assert not rules.becomes("actual", "denied")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ('told_of = ["Boat"]', "OUTCOME: told_of: Boat is not known"),
        ('numbers_of = "ships"', "OUTCOME: numbers_of must be a list of names"),
    ],
)
def test_a_fault_in_what_may_be_told_apart_is_named(folder: Change, key: str, message: str) -> None:
    changed = folder('exclusive = ["succeeded", "failed"]', f'exclusive = ["succeeded", "failed"]\n{key}')
    with pytest.raises(OntologyError) as caught:
        read(changed, vocabulary())
    assert message in str(caught.value)


def test_what_a_status_spares_it_does_not_exclude(folder: Change) -> None:
    changed = folder('becomes = ["actual"]', 'becomes = ["actual"]\nspares = ["OPERATED_BY"]')
    rules = read(changed, vocabulary())
    assert rules.exclude("actual", "denied", "LANDED_ON")
    assert not rules.exclude("actual", "denied", "OPERATED_BY")


def test_numbers_and_rockets_may_differ() -> None:
    rules = dispute_rules()
    assert rules.may_differ("MEASURE", "Constellation")
    assert rules.may_differ("OUTCOME", "LaunchVehicle")
    assert not rules.may_differ("LAUNCH_DATE", "LaunchVehicle")


@pytest.mark.parametrize(
    ("predicate", "subject", "functional", "repeats"),
    [
        ("LAUNCH_DATE", "Lander", True, False),
        ("LAUNCH_DATE", "Capsule", True, True),
        ("LAUNCH_DATE", "LaunchVehicle", False, True),
        ("LAUNCH_DATE", "Constellation", False, True),
        ("LANDED_ON", "Lander", False, True),
        ("ACQUIRED", "Company", False, False),
    ],
)
def test_what_is_so_once_and_what_may_be_so_again(
    predicate: str, subject: str, functional: bool, repeats: bool
) -> None:
    rules = dispute_rules()
    assert (rules.is_functional(predicate, subject), rules.repeats(predicate, subject)) == (functional, repeats)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("days = 7", "", "time: days must be a number of days, such as 30, not None"),
        ("days = 7", "days = -1", "time: days must be a number of days"),
        ("[time]", "[times]", "times is not known; write one of time, subjects"),
        ("days = 7", "weeks = 7", "time: weeks is not known; write one of days"),
        ('["Capsule"]', '["Boat"]', "subjects: bad signature: unknown type Boat"),
        ("predicates.LED_BY", "predicates.WORKS_FOR", "WORKS_FOR: no functional predicate; see relations.toml"),
        ("predicates.LED_BY", "predicates.NOTHING", "NOTHING: no functional predicate"),
        ('per = ["role"]', 'per = ["rank"]', "LED_BY: per: rank is not known; write some of role"),
        ('per = ["role"]', 'within = ["IN"]', "LED_BY: within: IN is not known; write some of LED_BY"),
        ('per = ["role"]', 'lasts = "yes"', "predicates: lasts is not known; write one of exclusive"),
        ("lasting = true", 'lasting = "yes"', "LED_BY: lasting must be true or false, not 'yes'"),
        ('"succeeded", "failed"', '"succeeded"', "OUTCOME: exclusive must name two choices or more"),
        ('"succeeded", "failed"', '"won", "lost"', "OUTCOME: exclusive: won is not known; write some of succeeded"),
        ("statuses.actual", "statuses.real", "real: no such status; see statuses.toml"),
        ('excludes = ["denied"]', 'excludes = ["actual"]', "actual: excludes itself"),
        ('excludes = ["denied"]', 'excludes = "denied"', "actual: excludes must be a list of names"),
        ("[statuses.actual]", "statuses.planned = 1\n[statuses.actual]", "disputes.toml"),
        ("[time]", "[time", "disputes.toml: not valid TOML"),
    ],
)
def test_a_fault_is_named(folder: Change, before: str, after: str, message: str) -> None:
    changed = folder(before, after)
    with pytest.raises(OntologyError) as caught:
        read(changed, vocabulary())
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_projects_rules_know_every_functional_choice() -> None:
    rules = dispute_rules()
    choices = [name for name in rules.of_one_value if vocabulary().predicates[name].value == "choice"]
    assert [name for name in choices if not rules.predicate(name).exclusive] == []


def test_a_plan_and_what_came_of_it_exclude_nothing() -> None:
    came = ("actual", "attempted", "failed", "cancelled", "possible", "ended")
    assert [status for status in came if dispute_rules().exclude("planned", status)] == []
