"""The trained part beside the rules: its names join theirs, its links settle who is meant, its pairs add claims.

Each part says how sure it is; where both say the same the surer one counts, where they differ the rules' names from the
reference list hold, and a trained claim needs the probability from which its predicate was right on stories held back.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.coreference import Link
from kg.extract.cues import Cues
from kg.extract.document import Document
from kg.extract.mentions import Kind, Span, span_of
from kg.extract.scene import Draft, Scene
from kg.extract.timing import agrees
from kg.extract.trained import Encoded, TrainedReader
from kg.extract.trained.scores import DateScore, MentionScore, OutcomeScore, RelationScore
from kg.model import Status

RULE, SCHEDULE = "trained", "schedule"
TYPE_WEIGHT, BOUNDARY, LEAST_SHARE = 3.0, 0.55, 0.1
KNOWN, FORMED = 4.0, 2.5
FLOOR = 0.7  # a trained claim less probable than this is left out, so that the whole stays as precise as the rules
CERTAIN = 0.9  # from here on a trained claim was right even where the rules were silent
CROWD = 60  # mentions in one sentence
AGREEING = 0.5  # how much of the doubt that a rule leaves a trained claim that says the same takes away


def encode(document: Document, trained: TrainedReader) -> Encoded:
    """One pass of the encoder over a story's sentences."""
    return trained.encode(document.story, [(sentence.start, sentence.end) for sentence in document.sentences])


def join_names(document: Document, spans: list[Span], encoded: Encoded, cues: Cues) -> list[Span]:
    """The names of the rules and of the trained part, not overlapping, with the votes of both."""
    starts = {token.start: token.index for token in document.tokens}
    ends = {token.end: token.index + 1 for token in document.tokens}
    kept = {(span.first, span.last): span for span in spans}
    for mention in encoded.mentions():
        first, last = starts.get(mention.start), ends.get(mention.end)
        if not mention.named or first is None or last is None or first >= last:
            continue
        same = kept.get((first, last))
        overlapping = [span for span in kept.values() if span.first < last and first < span.last]
        plain = document.text(mention.start, mention.end) in cues.ignored
        if plain:
            continue
        kept_by_rules = any(is_known(span) or is_formed(span, first, last) for span in overlapping)
        if same is None and mention.score >= BOUNDARY and not kept_by_rules:
            for span in overlapping:
                del kept[span.first, span.last]
            same = kept[first, last] = span_of(document, first, last, Kind.NAME)
        if same is not None and same.kind is Kind.NAME:
            vote(same, mention)
    return sorted(kept.values(), key=lambda span: span.first)


def is_known(span: Span) -> bool:
    """Whether a span is a reference name for sure, or a demonym."""
    return span.kind is not Kind.NAME or (bool(span.known) and max(span.votes.values(), default=0.0) >= KNOWN)


def is_formed(span: Span, first: int, last: int) -> bool:
    """Whether a span around tokens `[first, last)` is a name by its form, as "Republic of Botswana" around Botswana."""
    return span.first <= first and last <= span.last and max(span.votes.values(), default=0.0) >= FORMED


def vote(span: Span, mention: MentionScore) -> None:
    for kind, share in mention.type_scores.items():
        if share >= LEAST_SHARE:
            span.vote(kind, TYPE_WEIGHT * share)


def links(document: Document, spans: Sequence[Span], encoded: Encoded) -> dict[int, Link]:
    """For each span, by identity, whom the trained part takes it to continue."""
    crowd = Counter(document.tokens[span.head].sentence for span in spans)
    ordered = sorted(
        (span for span in spans if crowd[document.tokens[span.head].sentence] <= CROWD),
        key=lambda span: (span.first, span.last),
    )
    scores = encoded.links([code_points(document, span) for span in ordered])
    return {
        id(span): Link(score.new, {id(ordered[other]): share for other, share in score.antecedents.items()})
        for span, score in zip(ordered, scores, strict=True)
    }


def code_points(document: Document, span: Span) -> tuple[int, int]:
    return document.phrase(span.first, span.last - 1)


@dataclass(frozen=True, slots=True)
class Pair:
    """What a draft says of whom, for finding the same statement of two parts."""

    predicate: str
    subject: int
    target: int | str


def join_claims(scene: Scene, encoded: Encoded, trained: TrainedReader) -> None:
    """Add the relations, dates and outcomes of the trained part; drafts that it bears out become surer."""
    spans = within_reason(scene, [span for span in scene.mentions if span.entity >= 0])
    sides = Sides(spans, [code_points(scene.document, span) for span in spans], [scene.type_of(span) for span in spans])
    best: dict[Pair, Draft] = {}
    mentions = [(mention.start, mention.end) for mention in scene.dates]
    related, dated, ended = encoded.claims(sides.ranges, sides.types, mentions)
    for draft in (*relations(sides, related), *dates(scene, sides, dated), *outcomes(scene, sides, ended)):
        pair = pair_of(draft)
        if pair not in best or draft.confidence > best[pair].confidence:
            best[pair] = draft
    told = {pair_of(draft) for draft in scene.drafts}
    scheduled = {
        (draft.predicate, draft.subject.entity, scene.document.tokens[draft.anchor].sentence)
        for draft in scene.drafts
        if draft.rule == SCHEDULE
    }
    scene.drafts = [surer(draft, best.get(pair_of(draft))) for draft in scene.drafts]
    for pair, draft in best.items():
        here = (draft.predicate, draft.subject.entity, scene.document.tokens[draft.anchor].sentence)
        # dates that a schedule moves are read with it, which of them is the old one too
        if pair not in told and here not in scheduled and draft.confidence >= threshold(trained, draft):
            scene.add(replace(draft, confidence=unsupported(draft.confidence)))


def within_reason(scene: Scene, spans: list[Span]) -> list[Span]:
    """The spans of sentences that are sentences: a list of hundreds of names would make ten thousands of pairs."""
    crowd = Counter(scene.document.tokens[span.head].sentence for span in spans)
    return [span for span in spans if crowd[scene.document.tokens[span.head].sentence] <= CROWD]


def unsupported(probability: float) -> float:
    """The confidence of a trained claim that no rule makes: on held-back stories some half of them held."""
    return probability if probability >= CERTAIN else round(0.3 + 0.35 * probability, 3)


def surer(draft: Draft, same: Draft | None) -> Draft:
    """A rule's draft with the confidence that it has once the trained part says the same."""
    if same is None:
        return draft
    joined = draft.confidence + AGREEING * (1 - draft.confidence) * same.confidence
    return replace(draft, confidence=max(joined, same.confidence))


def pair_of(draft: Draft) -> Pair:
    target = draft.object.entity if draft.object is not None else draft.value or ""
    return Pair(draft.predicate, draft.subject.entity, target)


def threshold(trained: TrainedReader, draft: Draft) -> float:
    name = f"OUTCOME={draft.value}" if draft.predicate == "OUTCOME" else draft.predicate
    return max(FLOOR, trained.threshold(name))


@dataclass(frozen=True, slots=True)
class Sides:
    """The spans that pairs are made of, with their code points and types."""

    spans: list[Span]
    ranges: list[tuple[int, int]]
    types: list[str]


def relations(sides: Sides, scores: Iterable[RelationScore]) -> Iterator[Draft]:
    for score in scores:
        subject, target = sides.spans[score.subject], sides.spans[score.object]
        if subject.entity != target.entity:
            anchor = max(subject.head, target.head)
            yield Draft(
                score.predicate,
                subject,
                RULE,
                anchor,
                object=target,
                status=score.status,
                confidence=score.probability,
            )


def dates(scene: Scene, sides: Sides, scores: Iterable[DateScore]) -> Iterator[Draft]:
    for score in scores:
        mention = scene.dates[score.date]
        inside = scene.tokens_between(mention.start, mention.end)
        if inside:
            yield Draft(
                score.predicate,
                sides.spans[score.subject],
                RULE,
                inside[0].index,
                value=mention.edtf,
                value_span=(mention.start, mention.end),
                status=score.status if agrees(scene, mention, score.status) else Status.PLANNED,
                confidence=score.probability,
            )


def outcomes(scene: Scene, sides: Sides, scores: Iterable[OutcomeScore]) -> Iterator[Draft]:
    for score in scores:
        subject = sides.spans[score.subject]
        sentence = scene.document.sentences[score.sentence]
        inside = sentence.first <= subject.head < sentence.last
        yield Draft(
            "OUTCOME",
            subject,
            RULE,
            subject.head if inside else sentence.first,
            value=score.value,
            status=Status.ACTUAL if score.status is Status.FAILED else score.status,
            confidence=score.probability,
        )
