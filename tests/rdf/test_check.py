"""`check`: SHACL shapes and the graph's own promises."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from kg import rdf
from kg.edtf import is_edtf
from kg.model import Claim, Entity, Evidence, Status, Story
from kg.rdf.checking import violations
from kg.rdf.promises import relation_of
from ontology import vocabulary

EXAMPLES = Path(__file__).parents[2] / "examples/stories/annotations"
Break = Callable[[Claim], Claim]


@pytest.fixture
def landing(claims: list[Claim]) -> Claim:
    return claims[1]


def test_a_sound_graph_is_sound(claims: list[Claim], story: Story) -> None:
    assert rdf.check(claims, [story]).problems == ()
    assert rdf.check(claims, [story]).ok


def test_the_annotated_examples_are_sound() -> None:
    from kg.evaluate import corpus

    readings = [each.reading for path in sorted(EXAMPLES.glob("*.txt")) for each in corpus.read(path)]
    claims = [claim for each in readings for claim in each.claims]
    assert len(claims) > 300
    assert rdf.check(claims, [each.story for each in readings]).problems == ()


BROKEN: dict[str, tuple[Break, str]] = {
    "no evidence": (lambda claim: replace(claim, evidence=()), "no evidence"),
    "not in the text": (lambda c: replace(c, evidence=(Evidence(9, 999),)), "runs past the text's"),
    "no range": (lambda c: replace(c, evidence=(Evidence(9, 9),)), "9-9 is no range"),
    "cut short": (lambda c: replace(c, evidence=(Evidence(0, 9, "Res"),)), "evidence 0-9 quotes 3 characters"),
    "misquoted": (lambda c: replace(c, evidence=(Evidence(0, 4, "Rose"),)), "0-4 does not quote the text"),
    "direction": (
        lambda c: replace(c, subject=c.object, object=c.subject),
        "LANDED_ON cannot join CelestialBody to La",
    ),
    "predicate": (lambda claim: replace(claim, predicate="EATS"), "unknown predicate EATS"),
    "date": (lambda claim: replace(claim, when="next week"), "when 'next week' is no EDTF date"),
    "confidence": (lambda claim: replace(claim, confidence=1.5), "confidence 1.5 is outside of 0 to 1"),
    "both": (lambda claim: replace(claim, value="failed"), "needs either an object or a value"),
    "neither": (lambda claim: replace(claim, object=None), "needs either an object or a value"),
    "story": (lambda claim: replace(claim, story="lost"), "its story is not in the graph"),
    "no id": (lambda claim: replace(claim, id=""), "its id is missing"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_promise_is_named(landing: Claim, story: Story, name: str) -> None:
    break_it, message = BROKEN[name]
    report = rdf.check([break_it(landing)], [story])
    assert not report.ok
    assert any(message in problem for problem in report.problems), report.problems


def test_values_are_checked(claims: list[Claim], story: Story) -> None:
    date, outcome = claims[2], claims[4]
    report = rdf.check([replace(date, value="soon"), replace(outcome, value="exploded")], [story])
    assert any("LAUNCH_DATE 'soon' is no EDTF date" in problem for problem in report.problems)
    assert any("OUTCOME 'exploded' is none of succeeded" in problem for problem in report.problems)


def test_an_id_used_twice_is_named(landing: Claim, story: Story) -> None:
    assert "its id is used twice" in rdf.check([landing, landing], [story]).problems[0]


def test_relationships_of_the_store_are_counted(claims: list[Claim], story: Story) -> None:
    known = vocabulary()
    held = [claim for claim in claims if claim.object and not claim.superseded]
    relations = {relation_of(claim, known): 1 for claim in held}
    assert rdf.check(claims, [story], relations=relations).ok
    report = rdf.check(claims, [story], relations={**relations, relation_of(held[0], known): 3})
    assert report.problems == (
        "relationship lander-resilience OPERATED_BY company-ispace (actual): holds 3 claims, should hold 1",
    )


SHAPES: dict[str, Break] = {
    "no evidence": lambda claim: replace(claim, evidence=()),
    "quote": lambda claim: replace(claim, evidence=(Evidence(9, 3),)),
    "direction": lambda claim: replace(claim, subject=claim.object, object=claim.subject),
    "predicate": lambda claim: replace(claim, predicate="EATS"),
    "confidence": lambda claim: replace(claim, confidence=1.5),
    "object": lambda claim: replace(claim, object=None),
    "name": lambda claim: replace(claim, subject=replace(claim.subject, name="")),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_refuse_it_by_themselves(landing: Claim, story: Story, name: str) -> None:
    stories = {story.id: story}
    assert list(violations([landing], stories, vocabulary())) == []
    assert list(violations([SHAPES[name](landing)], stories, vocabulary())) != []


@pytest.mark.parametrize("predicate", ["PART_OF", "COMPETES_WITH", "LAUNCHED_ON", "LAUNCH_DATE"])
def test_shapes_and_vocabulary_agree_on_every_signature(story: Story, predicate: str) -> None:
    """Each pair of types that is allowed passes, and each other is found: derived twice, from the same data."""
    known = vocabulary()
    is_relation = known.predicates[predicate].is_relation
    chosen = ("Entity", "Company", "Lander", "Module", "Station", "Stage", "LaunchVehicle", "Mission", "Program")
    types = (*chosen, "Spaceplane", "Constellation", "Instrument")
    pairs = [*product(types, types)] if is_relation else [(name, None) for name in types]
    claims = [
        Claim(
            story.id,
            Entity(f"s{number}", subject, "subject"),
            predicate,
            Entity(f"o{number}", target, "object") if target else None,
            value=None if target else "2025",
            id=f"c{number}",
            evidence=(Evidence(0, 5),),
        )
        for number, (subject, target) in enumerate(pairs)
    ]
    refused = {problem.split()[1] for problem in violations(claims, {story.id: story}, known)}
    expected = {f"c{number}" for number, pair in enumerate(pairs) if not known.accepts(predicate, *pair)}
    assert refused == expected
    assert expected


def test_ten_thousand_claims_take_seconds(claims: list[Claim], story: Story) -> None:
    from time import process_time

    many = [replace(claim, id=f"{claim.id}-{copy}") for claim in claims for copy in range(1300)]
    broken = replace(many[5000], status=Status.DENIED, confidence=7.0)
    start = process_time()
    report = rdf.check([*many[:5000], broken, *many[5001:]], [story])
    assert process_time() - start < 15
    assert {problem.split()[1] for problem in report.problems} == {broken.id}


DATES = "2025 2025-06 2025-06-05 2027-21 2027-33 ../2027 2026-08-10/.. 2025~ 202X 2025-06-05T19:17:00Z 2024-02-29"
NO_DATES = "soon 2025-13 2025-6-5 2025-02-30 2025-02-29/.. ../.. / 2027/2025 2025-33-01 25 2025-06-05T25:00:00Z"


@pytest.mark.parametrize("words", [*DATES.split(), "1969-07-20/1969-07-24", "-0044", "Y17000"])
def test_edtf_is_known(words: str) -> None:
    assert is_edtf(words)


@pytest.mark.parametrize("words", [*NO_DATES.split(), "", "June 2025", "2025-06-05 ", "2025\n"])
def test_what_is_no_edtf_is_known(words: str) -> None:
    assert not is_edtf(words)
