"""How far two people who labelled the same stories agree: `python -m kg.evaluate.agreement ONE OTHER --stories S`.

Cohen's kappa (1960), which leaves out what chance alone would give, of three choices: the type of each mention that
both have; the relation, or none, of each ordered pair of entities that both have and that one sentence holds; the
status of each claim that both have. Beside it the scores of the one measured against the other, as a reader's would be.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import loaders
from kg.errors import EvaluateError, KgError
from kg.evaluate.corpus import Annotated
from kg.evaluate.gold import from_annotated
from kg.evaluate.labels import over
from kg.evaluate.scoring import score
from kg.evaluate.tally import total
from kg.model import Entity, Mention, Reading, Story

NONE = "none"
SCORED = ("facts", "text", "entities", "typed names", "co-reference")


def kappa(choices: Sequence[tuple[str, str]]) -> float:
    """Agreement of two labellers beyond chance; 1 where both always choose the same."""
    if not choices:
        return 1.0
    same = sum(one == other for one, other in choices) / len(choices)
    first, second = Counter(one for one, _ in choices), Counter(other for _, other in choices)
    chance = sum(first[name] * second[name] for name in first) / len(choices) ** 2
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def readings(path: Path, texts: dict[str, Story]) -> dict[str, Reading]:
    """The labels of a file as readings, by the id of the story."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {item["id"]: over(item, texts[item["id"]]).reading for item in items if item["id"] in texts}


def types(one: Reading, other: Reading) -> Iterator[tuple[str, str]]:
    known = {span(mention): entity.type for entity in one.entities for mention in entity.mentions}
    for entity in other.entities:
        for mention in entity.mentions:
            if span(mention) in known:
                yield known[span(mention)], entity.type


def span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def pairs_of(one: Reading, other: Reading) -> list[tuple[Entity, Entity]]:
    """The entities of both, by the mentions that they share."""
    found = []
    for entity in one.entities:
        spans = {span(mention) for mention in entity.mentions}
        same = [there for there in other.entities if spans & {span(mention) for mention in there.mentions}]
        if same:
            found.append((entity, same[0]))
    return found


def relations(one: Reading, other: Reading) -> Iterator[tuple[str, str]]:
    both = pairs_of(one, other)
    first, second = stated(one), stated(other)
    for subject, its in both:
        for target, theirs in both:
            if subject is target or not near(subject, target, one.story.text):
                continue
            here, there = first.get((subject.id, target.id), set()), second.get((its.id, theirs.id), set())
            same = here & there
            yield from ((name, name) for name in sorted(same))
            left, right = sorted(here - same) or [NONE], sorted(there - same) or [NONE]
            if not same or left != [NONE] or right != [NONE]:
                yield left[0], right[0]


def stated(reading: Reading) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for claim in reading.claims:
        if claim.object is not None:
            found.setdefault((claim.subject.id, claim.object.id), set()).add(claim.predicate)
    return found


def near(one: Entity, other: Entity, text: str) -> bool:
    """Whether two mentions stand within a line or a sentence of one another."""
    return any(
        not any(mark in text[min(mine.end, its.end) : max(mine.start, its.start)] for mark in (". ", "\n"))
        for mine in one.mentions
        for its in other.mentions
    )


def statuses(one: Reading, other: Reading) -> Iterator[tuple[str, str]]:
    same = {entity.id: there.id for entity, there in pairs_of(one, other)}
    known = {
        (claim.subject.id, claim.predicate, claim.object.id if claim.object else ""): claim for claim in other.claims
    }
    for claim in one.claims:
        target = same.get(claim.object.id, "?") if claim.object else ""
        there = known.get((same.get(claim.subject.id, "?"), claim.predicate, target))
        if there is not None:
            yield claim.status.value, there.status.value


def agreement(one: dict[str, Reading], other: dict[str, Reading]) -> Iterator[str]:
    """Lines of figures."""
    common = sorted(one.keys() & other.keys())
    if not common:
        raise EvaluateError("the two files have no labelled story in common")
    yield f"{len(common)} stories labelled by both"
    for name, choose in (
        ("types of mentions", types),
        ("relations of pairs", relations),
        ("status of claims", statuses),
    ):
        choices = [choice for story in common for choice in choose(one[story], other[story])]
        same = sum(mine == its for mine, its in choices) / max(1, len(choices))
        yield f"{name:24} kappa {kappa(choices):.3f}  same {same:.3f}  of {len(choices)}"
    results = [score(from_annotated(Annotated(one[story])), other[story]).tallies for story in common]
    tallies = total(results)
    for name in SCORED:
        tally = tallies[name]
        yield f"{name:24} F1 {tally.f1:.3f} of the second measured by the first"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m kg.evaluate.agreement", description=__doc__)
    parser.add_argument("one", type=Path, help="labels with offsets (kg.evaluate.labels)")
    parser.add_argument("other", type=Path, help="the labels of somebody else")
    parser.add_argument("--stories", required=True, help="their texts: any source that can be loaded")
    options = parser.parse_args()
    try:
        texts = {story.id: story for story in loaders.load(options.stories)}
        for line in agreement(readings(options.one, texts), readings(options.other, texts)):
            print(line)
    except KgError as error:
        sys.stderr.write(f"kg.evaluate.agreement: {error}\n")
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
