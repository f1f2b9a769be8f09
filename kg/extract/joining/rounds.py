"""Whose round is meant: "Corvid raised $4 million. Fern Capital led the round" puts money into Corvid.

A story may tell of the rounds of several firms, one after the other; the trained part now and then takes all investors
for those of one of them.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.circumstances.arguments import spans_of, surface_subjects
from kg.extract.claims.support import TRAINED
from kg.extract.entities.mentions import Span
from kg.extract.scene import Draft, Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Token

INVESTED = "INVESTED_IN"
RAISING, ROUNDS = words("raising_verbs"), words("round_nouns")


def settle_rounds(scene: Scene) -> None:
    """Tie an investor whose sentence names no firm that is invested in to the firm that raised money last."""
    if not any(draft.predicate == INVESTED for draft in scene.drafts):
        return
    raised = sorted(raisers(scene), key=lambda span: span.head)
    if len({span.entity for span in raised}) < 2:
        return  # of one round alone there is nothing to settle
    heads = [span.head for span in raised]
    told: set[tuple[int, int, int]] = set()
    settled: list[Draft] = []
    for draft in scene.drafts:
        meant = meant_by(scene, draft, raised, heads)
        if meant is None:
            settled.append(draft)
            continue
        key = (draft.subject.entity, meant.entity, scene.document.tokens[draft.subject.head].sentence)
        if draft.subject.entity != meant.entity and key not in told:
            told.add(key)
            settled.append(replace(draft, object=meant, anchor=draft.subject.head))
    scene.drafts[:] = settled


def meant_by(scene: Scene, draft: Draft, raised: list[Span], heads: list[int]) -> Span | None:
    """The firm that a draft means, where that is another one than it says."""
    if draft.predicate != INVESTED or draft.rule != TRAINED or draft.object is None:
        return None
    sentence = scene.document.sentence_of(draft.subject.head)
    named = any(sentence.first <= span.head < sentence.last for span in scene.clusters[draft.object.entity].spans)
    at = bisect_right(heads, sentence.last - 1) - 1
    return raised[at] if not named and at >= 0 and raised[at].entity != draft.object.entity else None


def raisers(scene: Scene) -> Iterator[Span]:
    """Who raises money: "Corvid raised $4 million", "a round for Corvid"."""
    document = scene.document
    for token in document.tokens:
        if token.is_verb and token.lemma in RAISING and is_of_money(scene, token):
            yield from (span for span in spans_of(scene, surface_subjects(document, token)) if is_firm(scene, span))
        if token.lemma in ROUNDS:
            for child in document.children(token.index, "prep"):
                if child.lower in {"for", "of", "in"}:
                    nouns = [noun.index for noun in document.children(child.index, "pobj")]
                    yield from (span for span in spans_of(scene, nouns) if is_firm(scene, span))


def is_firm(scene: Scene, span: Span) -> bool:
    return scene.is_a(span, "Organization")


def is_of_money(scene: Scene, verb: Token) -> bool:
    """Whether money or a round is raised, and no satellite or flag."""
    document = scene.document
    for child in document.children(verb.index, "dobj"):
        inside = document.phrase(child.index, child.index)
        if child.lemma in ROUNDS or child.tag == "$" or child.lemma in {"million", "billion"}:
            return True
        if any(amount.start < inside[1] and inside[0] < amount.end for amount in scene.amounts):
            return True
    return False
