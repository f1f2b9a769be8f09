"""What two parts of the reader say of the same: which drafts that is, what rivals they have, and whose status holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice

from kg.extract.circumstances.status import is_firmly_planned, is_headline_plan, opens_plan, status_cues, status_of
from kg.extract.claims.support import UNSEEN, either
from kg.extract.scene import Draft, Scene
from kg.model import Status

SAID = "SAID"
HALF = 0.5  # of two values that are to be the same
CERTAIN = 0.8  # of a status
NEAR = 3  # governors above what says it
UNMARKED = frozenset({Status.ACTUAL, Status.PLANNED})  # what a rule takes where no word says another thing


@dataclass(frozen=True, slots=True)
class Pair:
    """What a draft says of whom, for finding the same statement of two parts."""

    predicate: str
    subject: int
    target: int | str


def pair_of(draft: Draft) -> Pair:
    target = draft.object.entity if draft.object is not None else draft.value or ""
    return Pair(draft.predicate, draft.subject.entity, target)


def surest(scene: Scene, drafts: Sequence[Draft]) -> Draft:
    """The most probable of those that say the same, which knows how probable the same is in another sentence."""
    best = max(drafts, key=lambda draft: draft.confidence)
    tokens = scene.document.tokens
    here = tokens[best.anchor].sentence
    again = [draft.confidence for draft in drafts if tokens[draft.anchor].sentence != here]
    return replace(best, again=max(again)) if again else best


def borne_out(draft: Draft, same: Draft | None, rivals: "Rivals") -> Draft:
    """A rule's draft with what the trained part thinks of the same."""
    highest, others = rivals.beside(draft)
    if same is None:
        return replace(draft, trained=UNSEEN, rivals=highest, others=others)
    trained, again, phrase = same.confidence, same.again, same.phrase
    return replace(draft, trained=trained, again=again, phrase=phrase, rivals=highest, others=others)


class States:
    """What the trained part takes the statement of a rule for, in the same sentence: a deed, a plan, a past state.

    Rules take for a deed what no word marks, and for a plan what the verb puts so; where the trained part says another
    thing of these, at least CERTAIN, it is right of 56 in 65 annotated claims and the rule of eight. What a word marks
    as denied, tried, possible or coming remains; of dates, whose rules read the tense too, it is right no more often.
    """

    def __init__(self, scene: Scene, found: Mapping[Pair, Sequence[Draft]]) -> None:
        self.document, self.tokens = scene.document, scene.document.tokens
        self.known: dict[tuple[Pair, int], Draft] = {}
        for pair, drafts in found.items():
            if pair.predicate != SAID and scene.vocabulary.predicates[pair.predicate].value != "date":
                for draft in sorted(drafts, key=lambda one: one.confidence):
                    self.known[pair, self.tokens[draft.anchor].sentence] = draft

    def of(self, draft: Draft) -> Draft:
        """The draft of a rule with the status that it is to have."""
        same = self.known.get((pair_of(draft), self.tokens[draft.anchor].sentence))
        if same is None or same.certain < CERTAIN or same.status is self.status_of(draft):
            return draft
        marked = self.is_coming(draft) or (same.status is Status.ACTUAL and self.is_planned(draft))
        return replace(draft, status=same.status) if self.status_of(draft) in UNMARKED and not marked else draft

    def is_coming(self, draft: Draft) -> bool:
        """Read "is the next country to sign": an adjective puts it ahead."""
        coming = status_cues().adjectives
        words = (self.tokens[draft.anchor], *islice(self.document.ancestors(draft.anchor), NEAR))
        nouns = [one for word in words for one in (word, *self.document.children(word.index, "attr"))]
        return any(
            coming.get(child.lower) is Status.PLANNED
            for noun in nouns
            for child in self.document.children(noun.index, "amod")
        )

    def is_planned(self, draft: Draft) -> bool:
        verb = self.tokens[draft.anchor]
        return any(plans(self.document, verb) for plans in (is_firmly_planned, is_headline_plan, opens_plan))

    def status_of(self, draft: Draft) -> Status:
        return draft.status or status_of(self.document, self.document.tokens[draft.anchor])


class Rivals:
    """What else the trained part takes to be probable: the same of another subject, or of another object or value."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.by_target: dict[tuple[str, object], list[tuple[float, object]]] = {}
        self.by_subject: dict[tuple[str, object], list[tuple[float, object]]] = {}
        for draft in drafts:
            pair = pair_of(draft)
            self.by_target.setdefault((pair.predicate, pair.target), []).append((draft.confidence, pair.subject))
            self.by_subject.setdefault((pair.predicate, pair.subject), []).append((draft.confidence, pair.target))

    def beside(self, draft: Draft) -> tuple[tuple[float, float], tuple[float, float]]:
        """The highest of other subjects and of other objects or values, and what any of either is."""
        pair = pair_of(draft)
        subjects = self.by_target.get((pair.predicate, pair.target), [])
        targets = self.by_subject.get((pair.predicate, pair.subject), [])
        other_subjects = [sure for sure, subject in subjects if subject != pair.subject]
        other_targets = [sure for sure, target in targets if target != pair.target]
        return (
            (max(other_subjects, default=0.0), max(other_targets, default=0.0)),
            (reduce(either, other_subjects, 0.0), reduce(either, other_targets, 0.0)),
        )


class Ruled:
    """Of whom rules say what the trained part says of another: the same object, or in one sentence the same words."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.related: dict[tuple[str, int], set[int]] = {}
        self.worded: dict[tuple[str, int], list[Draft]] = {}
        for draft in scene.drafts:
            if draft.object is not None:
                self.related.setdefault((draft.predicate, draft.object.entity), set()).add(draft.subject.entity)
            elif draft.value_span is not None:
                self.worded.setdefault((draft.predicate, self.sentence(draft)), []).append(draft)

    def sentence(self, draft: Draft) -> int:
        return self.scene.document.tokens[draft.anchor].sentence

    def elsewhere(self, draft: Draft) -> bool:
        if draft.object is not None:
            return bool(self.related.get((draft.predicate, draft.object.entity), set()) - {draft.subject.entity})
        span = draft.value_span
        return span is not None and any(
            other.subject.entity != draft.subject.entity
            and other.value_span is not None
            and shared(other.value_span, span) >= HALF
            for other in self.worded.get((draft.predicate, self.sentence(draft)), ())
        )


class Same:
    """Finds what the trained part says that a rule's draft says too; of words as values, if they share half."""

    def __init__(self, drafts: Mapping[Pair, Draft]) -> None:
        self.exact = drafts
        self.worded: dict[tuple[str, int], list[Draft]] = {}
        for draft in drafts.values():
            if draft.object is None and draft.value_span is not None:
                self.worded.setdefault((draft.predicate, draft.subject.entity), []).append(draft)

    def of(self, draft: Draft) -> Draft | None:
        """The surest of those that say the same."""
        exact = self.exact.get(pair_of(draft))
        if exact is not None or draft.value_span is None:
            return exact
        near = [
            other
            for other in self.worded.get((draft.predicate, draft.subject.entity), [])
            if other.value_span is not None and shared(draft.value_span, other.value_span) >= HALF
        ]
        return max(near, key=lambda other: other.confidence, default=None)


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """What two ranges share, of their mean length."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, 2 * common / (one[1] - one[0] + other[1] - other[0]))
