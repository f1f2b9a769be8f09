"""Annotations laid over the text that a loader makes of their source, so that gold offsets lie in the loaded text."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from kg.errors import EvaluateError
from kg.evaluate.corpus import Annotated
from kg.model import Claim, Entity, Evidence, Mention, Reading, Story

# one character for one, so that offsets stay
SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
Move = Callable[[int], int]


def align(annotated: Annotated, story: Story) -> Annotated:
    """The annotation with all offsets in `story.text`.

    Sentences are looked for in order, blanks, quotation marks and dashes being taken alike; `EvaluateError` names the
    first that the text does not hold. The id is the annotation's, and so is what the source does not tell (publication
    date, outlet).
    """
    reading = annotated.reading
    move = mover(reading.story, annotated.sentences, story)
    known = replace(
        story,
        id=reading.story.id,
        published=story.published or reading.story.published,
        outlet=story.outlet or reading.story.outlet,
    )
    entities = {entity.id: moved_entity(entity, move) for entity in reading.entities}
    claims = tuple(moved_claim(claim, entities, move, story.text) for claim in reading.claims)
    sentences = tuple((move(start), move(end)) for start, end in annotated.sentences)
    return replace(annotated, reading=Reading(known, tuple(entities.values()), claims), sentences=sentences)


def mover(gold: Story, sentences: tuple[tuple[int, int], ...], story: Story) -> Move:
    """From an offset in the annotated text to the one in the loaded text, word by word."""
    text = story.text.translate(SAME)
    starts: list[int] = []
    targets: list[int] = []
    cursor = 0
    for start, end in sentences:
        words = list(re.finditer(r"\S+", gold.text[start:end].translate(SAME)))
        pattern = re.compile(r"\s+".join(re.escape(word[0]) for word in words))
        found = pattern.search(text, cursor)
        if found is None:
            raise EvaluateError(
                f"{gold.id}: the source does not hold the annotated sentence {gold.text[start:end][:100]!r}"
                " after the one before it; correct the annotation or the source"
            )
        for word, target in zip(words, re.finditer(r"\S+", found[0]), strict=True):
            starts.append(start + word.start())
            targets.append(found.start() + target.start())
        cursor = found.end()

    def move(offset: int) -> int:
        index = max(0, bisect_right(starts, offset) - 1)
        return targets[index] + offset - starts[index]

    return move


def moved_entity(entity: Entity, move: Move) -> Entity:
    mentions = tuple(Mention(move(one.start), move(one.end - 1) + 1, one.named) for one in entity.mentions)
    return replace(entity, mentions=mentions)


def moved_claim(claim: Claim, entities: dict[str, Entity], move: Move, text: str) -> Claim:
    ranges = [(move(one.start), move(one.end - 1) + 1) for one in claim.evidence]
    return replace(
        claim,
        subject=entities[claim.subject.id],
        object=entities[claim.object.id] if claim.object else None,
        attribution=tuple(entities.get(entity.id, entity) for entity in claim.attribution),
        evidence=tuple(Evidence(start, end, text[start:end]) for start, end in ranges),
        spans=tuple((move(start), move(end - 1) + 1) for start, end in claim.spans),
    )
