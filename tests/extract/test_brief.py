"""The facts of the brief on Resilience, by name: a third party's text, read where it lies beside the project."""

from collections.abc import Iterable
from pathlib import Path

import pytest

import loaders
from kg.evaluate.gold import read_labels
from kg.evaluate.matching import match
from kg.extract import Reader
from kg.model import Claim, Reading, Status

ROOT = Path(__file__).parents[2]
BRIEF = ROOT.parent / "shared" / "briefs" / "resilience.txt"
LABELS = ROOT / "tests" / "evaluate" / "resilience.jsonl"
PLAN = (Status.PLANNED, Status.ATTEMPTED, Status.FAILED)
OPEN = (Status.ACTUAL, *PLAN)

pytestmark = pytest.mark.skipif(
    not BRIEF.exists(), reason=f"left out: the facts of {BRIEF.name}, which is not beside the project"
)


DOUBTED = pytest.mark.xfail(strict=True, reason="less probable than what is told")
# what is read and not so: a list that may only become shorter
WRONG: list[tuple[str, str, str]] = []


@pytest.fixture(scope="module")
def brief(reader: Reader) -> Reading:
    (story,) = loaders.load(str(BRIEF))
    return reader.read(story)


def only(claims: Iterable[Claim], statuses: tuple[Status, ...] = (Status.ACTUAL,)) -> list[Claim]:
    """The claims with one of the statuses; at least one."""
    found = [claim for claim in claims if claim.status in statuses]
    assert found
    return found


def of(reading: Reading, subject: str, predicate: str, target: str = "") -> list[Claim]:
    """Claims by words of the subject's name, predicate, and words of the object's name or the value."""
    return [
        claim
        for claim in reading.claims
        if subject in claim.subject.name
        and claim.predicate == predicate
        and target in (claim.object.name if claim.object else claim.value or "")
    ]


def fact_of(claim: Claim) -> tuple[str, str, str]:
    return claim.subject.name, claim.predicate, claim.object.name if claim.object else claim.value or ""


def sources(claims: Iterable[Claim]) -> set[str]:
    return {entity.name for claim in claims for entity in claim.attribution}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ispace", "Company"),
        ("Takeshi Hakamada", "Person"),
        ("Resilience", "Lander"),
        ("Tenacious", "Rover"),
        ("Hakuto-R Mission 2", "Mission"),
        ("Mare Frigoris", "SurfaceFeature"),
        ("Moon", "CelestialBody"),
        ("NASA", "Agency"),
        ("European Space Agency", "Agency"),
        ("Tokyo", "City"),
        ("Al Jazeera", "Outlet"),
        ("The Guardian", "Outlet"),
        ("TechCrunch", "Outlet"),
        ("The New York Times", "Outlet"),
    ],
)
def test_entities(name: str, kind: str, brief: Reading) -> None:
    assert [entity.type for entity in brief.entities if entity.name == name] == [kind]


def test_ispace_is_based_in_tokyo(brief: Reading) -> None:
    only(of(brief, "ispace", "HEADQUARTERED_IN", "Tokyo"))


def test_ispace_is_led_by_takeshi_hakamada_as_ceo(brief: Reading) -> None:
    claims = only(of(brief, "ispace", "LED_BY", "Takeshi Hakamada"))
    assert {claim.qualifiers["role"] for claim in claims} == {"CEO"}


def test_resilience_is_ispaces(brief: Reading) -> None:
    only(of(brief, "Resilience", "OPERATED_BY", "ispace"))


def test_resilience_is_part_of_hakuto_r_mission_2(brief: Reading) -> None:
    only(of(brief, "Resilience", "PART_OF", "Hakuto-R Mission 2"))


def test_resilience_was_launched_in_january_2025(brief: Reading) -> None:
    assert [claim.value for claim in only(of(brief, "Resilience", "LAUNCH_DATE"))] == ["2025-01"]


def test_resilience_targets_mare_frigoris(brief: Reading) -> None:
    aims = [
        *of(brief, "Resilience", "TARGETS", "Mare Frigoris"),
        *of(brief, "Resilience", "LANDED_ON", "Mare Frigoris"),
    ]
    only(aims, PLAN)


def test_mare_frigoris_lies_on_the_moon(brief: Reading) -> None:
    only(of(brief, "Mare Frigoris", "LOCATED_IN", "Moon"))


def test_resilience_failed(brief: Reading) -> None:
    assert {claim.value for claim in only(of(brief, "Resilience", "OUTCOME"))} == {"failed"}


def test_tenacious_is_carried_by_resilience(brief: Reading) -> None:
    only(of(brief, "Tenacious", "CARRIED_BY", "Resilience"), PLAN)


def test_tenacious_is_supported_by_esa(brief: Reading) -> None:
    only(of(brief, "Tenacious", "SUPPORTED_BY", "European Space Agency"))


def test_tenacious_is_for_nasa(brief: Reading) -> None:
    only(of(brief, "Tenacious", "FOR_CUSTOMER", "NASA"), OPEN)


def test_tenacious_is_to_collect_lunar_soil_samples(brief: Reading) -> None:
    only(of(brief, "Tenacious", "PURPOSE", "collect lunar soil samples"), OPEN)


def test_tenacious_was_set_to_be_the_first_european_made_rover_as_techcrunch_says(brief: Reading) -> None:
    claims = only(of(brief, "Tenacious", "DISTINCTION", "first European-made rover on the moon"), PLAN)
    assert sources(claims) == {"TechCrunch"}


def test_resilience_was_to_be_the_first_non_us_private_lander_to_touch_down(brief: Reading) -> None:
    only(of(brief, "Resilience", "DISTINCTION", "first non-US private lander to successfully touch down"), PLAN)


def test_the_attempt_of_2023_was_ispaces_and_failed(brief: Reading) -> None:
    (owned,) = only(of(brief, "2023", "OPERATED_BY", "ispace"))
    attempt = owned.subject
    assert attempt.described
    assert attempt.type == "Mission"
    assert [claim.value for claim in only(of(brief, attempt.name, "OUTCOME"))] == ["failed"]


def test_the_attempt_of_2023_went_to_the_moon(brief: Reading) -> None:
    (owned,) = only(of(brief, "2023", "OPERATED_BY", "ispace"))
    only(of(brief, owned.subject.name, "TARGETS", "Moon"), PLAN)


def test_a_larger_lander_of_ispace_is_planned_by_2027(brief: Reading) -> None:
    (owned,) = only(of(brief, "larger lander", "OPERATED_BY", "ispace"), (Status.PLANNED,))
    assert owned.subject.described
    assert [claim.value for claim in only(of(brief, "larger lander", "LAUNCH_DATE"), (Status.PLANNED,))] == ["../2027"]


def test_nasa_takes_part_in_the_larger_lander(brief: Reading) -> None:
    only(of(brief, "larger lander", "SUPPORTED_BY", "NASA"), (Status.PLANNED, Status.ACTUAL))


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("sustainable human presence on the moon", "The Guardian"),
        pytest.param("a lunar city by 2040", "The Guardian", marks=DOUBTED),
        ("establish a profitable business model", "The New York Times"),
    ],
)
def test_goals_that_the_papers_report(words: str, outlet: str, brief: Reading) -> None:
    assert sources(only(of(brief, "", "PURPOSE", words), OPEN)) == {outlet}


def test_hakamadas_words_by_way_of_al_jazeera(brief: Reading) -> None:
    (claim,) = of(brief, "Takeshi Hakamada", "SAID", "We have to take seriously what happened")
    assert [entity.name for entity in claim.attribution] == ["Al Jazeera"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("raises questions about the viability of private lunar exploration", Status.ACTUAL),
        ("jeopardize future funding and partnerships", Status.POSSIBLE),
        ("impact international collaborations", Status.POSSIBLE),
    ],
)
def test_consequences(words: str, status: Status, brief: Reading) -> None:
    assert {claim.status for claim in of(brief, "", "CONSEQUENCE", words)} == {status}


def test_nothing_false(brief: Reading) -> None:
    (labels,) = read_labels(LABELS, {})
    wrong = [fact_of(claim) for claim in match(labels, brief.claims).wrong]
    assert wrong == WRONG


def test_statuses_of_the_labels(brief: Reading) -> None:
    (labels,) = read_labels(LABELS, {})
    pairs = match(labels, brief.claims).pairs
    assert [str(gold) for gold, claim in pairs if claim.status.value not in gold.statuses] == []


def test_the_milestones_are_the_briefs_own_words(brief: Reading) -> None:
    said = [claim.value or "" for claim in brief.claims if claim.predicate == "MILESTONE"]
    assert {words.split()[0] for words in said} <= {"lost", "loss", "ended"}
