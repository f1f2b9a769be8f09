"""From drafts to claims: evidence and attribution, and one claim where several drafts say the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.circumstances.attribution import Speech, attribution_at
from kg.extract.circumstances.questions import asks_whether
from kg.extract.circumstances.reports import is_unsaid, reported_status
from kg.extract.circumstances.status import is_in_doubt, is_unfulfilled, status_of
from kg.extract.circumstances.suspicions import status_of_cause
from kg.extract.claims.confidence import Confidence
from kg.extract.claims.support import TRAINED, Support
from kg.extract.claims.ties import status_between
from kg.extract.entities.mentions import Kind, Span
from kg.extract.scene import Draft, Scene
from kg.model import Claim, Entity, Evidence, Mention, Status
from ontology import Vocabulary

COREFERENCE = {Kind.NAME: 1.0, Kind.DEMONYM: 1.0, Kind.DESCRIPTION: 0.9, Kind.PRONOUN: 0.85}
LEAST = 0.05
STANDING = frozenset(
    {"HEADQUARTERED_IN", "LOCATED_IN", "NATIONALITY", "LED_BY", "WORKS_FOR", "OPERATED_BY", "PART_OF", "SUBSIDIARY_OF"}
    | {"FOUNDED_BY", "VARIANT_OF"}
)
SAID_TO_BE = frozenset({Status.ACTUAL, Status.PLANNED})
# what "whether" puts in doubt: no aim ("to see whether it is metal"), nor whose a thing is that is named on the way
DOUBTED = frozenset(
    {"DISTINCTION", "MILESTONE", "OUTCOME", "LANDED_ON", "LAUNCHED_ON", "LAUNCH_DATE", "LANDING_DATE"}
) | {*("DOCKED_WITH", "ACQUIRED", "INVESTED_IN", "CONTRACTED", "MEMBER_OF", "LICENSED_BY", "SUPPORTED_BY", "TARGETS")}
MADE = frozenset({"BUILT_BY", "OWNED_BY"})


def entities_of(scene: Scene) -> dict[int, Entity]:
    """The story's entities by cluster number, with ids in order of first mention."""
    entities: dict[int, Entity] = {}
    for cluster in scene.clusters:
        if not cluster.spans:
            continue
        spans = sorted(cluster.spans, key=lambda span: span.first)
        mentions = tuple(
            Mention(
                scene.document.tokens[span.first].start,
                scene.document.tokens[span.last - 1].end,
                span.kind in {Kind.NAME, Kind.DEMONYM},
            )
            for span in spans
        )
        aliases = {span.name for span in spans if span.kind is Kind.NAME} - {cluster.name}
        identity = cluster.wikidata or f"{scene.document.story.id}#e{len(entities) + 1}"
        entities[cluster.number] = Entity(
            identity,
            cluster.type,
            cluster.name,
            tuple(sorted(aliases)),
            cluster.described,
            cluster.wikidata or None,
            mentions,
        )
    return entities


def finish(
    scene: Scene, entities: dict[int, Entity], speeches: list[Speech], confidence: Confidence | None
) -> tuple[Claim, ...]:
    """The claims of all drafts that pass the gate, each once, sorted by position; the improbable ones are left out.

    Without `confidence` (rules alone) each rule is as sure as it says, and none is left out.
    """
    told = list(supported(scene))
    if confidence is None:
        return distinct((claim_of(scene, draft, entities, speeches) for draft, _ in told), scene.vocabulary)
    found: list[Claim] = []
    doubted: list[Claim] = []
    for (draft, support), sure in zip(told, confidence.of([support for _, support in told]), strict=True):
        probable = max(LEAST, sure)
        # an event is nothing to a reader without whose it is and where
        tied = confidence.tied and support.event and draft.object is not None
        enough = tied or confidence.enough(probable, draft.predicate)
        if enough or draft.rule != TRAINED:  # most of what the trained part finds possible is told by nobody
            claim = replace(claim_of(scene, draft, entities, speeches), confidence=probable)
            (found if enough else doubted).append(claim)
    return distinct([*found, *(ties(found, doubted) if confidence.tied else ())], scene.vocabulary)


def ties(found: Sequence[Claim], doubted: Sequence[Claim]) -> Iterator[Claim]:
    """What rules say of whose a thing without a name is, if nothing else does: "a larger lander by 2027" is somebody's.

    A reader can make nothing of it else. Such claims keep their low confidence; `doubted` holds those of rules.
    """
    told = {claim.subject.id for claim in found if claim.subject.described}
    tied = {claim.subject.id for claim in found if claim.object is not None and not claim.object.described}
    for claim in doubted:
        named = claim.object is not None and not claim.object.described
        if named and claim.subject.id in told - tied:
            yield claim


def supported(scene: Scene) -> Iterator[tuple[Draft, Support]]:
    """Each draft that passes the gate, with what speaks for it."""
    ended_badly = any(draft.predicate == "OUTCOME" and draft.value == "failed" for draft in scene.drafts)
    for draft in scene.drafts:
        unfulfilled = draft.status is Status.CANCELLED and ended_badly
        if unfulfilled and is_unfulfilled(scene.document, scene.document.tokens[draft.anchor]):
            draft = replace(draft, status=Status.FAILED)
        if draft.predicate == "CAUSE" and draft.status is Status.ACTUAL and draft.value_span is not None:
            inside = scene.tokens_between(*draft.value_span)
            status = status_of_cause(scene.document, inside[0].index, inside[-1].index + 1) if inside else draft.status
            draft = replace(draft, status=status)
        if draft.predicate == "SAID" and draft.status is not Status.DENIED:
            draft = replace(draft, status=Status.ACTUAL)  # said is said: "It would not have been possible," she said.
        if not is_asked(scene, draft) and not is_withheld(scene, draft):
            yield draft, support_of(scene, draft)


def is_withheld(scene: Scene, draft: Draft) -> bool:
    """Whether these are words that somebody did not say."""
    if draft.predicate != "SAID" or draft.value_span is None:
        return False
    return is_unsaid(scene.document, scene.tokens_between(*draft.value_span))


def is_asked(scene: Scene, draft: Draft) -> bool:
    """Whether a question asks for it; whose a thing is ("Did Tokyo's ispace …?") is said all the same."""
    if draft.status is Status.POSSIBLE or draft.predicate == "SAID":
        return False
    if not asks_whether(scene.document, scene.document.sentence_of(draft.anchor)):
        return False
    beside = draft.object is not None and words_apart(scene, draft.subject, draft.object) <= 1
    return not (beside and draft.predicate in STANDING | MADE)


def support_of(scene: Scene, draft: Draft) -> Support:
    return Support(
        draft.predicate,
        "" if draft.rule == TRAINED else draft.rule,
        draft.trained,
        scene.certainty_of(draft.subject),
        scene.certainty_of(draft.object) if draft.object is not None else None,
        draft.rivals,
        draft.others,
        draft.again,
        draft.phrase,
        draft.contested,
        draft.subject.event,
    )


def distinct(found: Iterable[Claim], vocabulary: Vocabulary) -> tuple[Claim, ...]:
    """One claim where several say the same of the same words, each with its id, sorted by position."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in found:
        sides: tuple[str | None, ...] = (claim.subject.id, claim.object.id if claim.object else claim.value)
        if vocabulary.predicates[claim.predicate].symmetric:
            sides = tuple(sorted(sides, key=str))
        key = (*sides, claim.predicate, claim.status, claim.evidence)
        known = best.get(key)
        best[key] = claim if known is None else joined(known, claim)
    claims = [replace(claim, id=claim.key()) for claim in best.values()]
    return tuple(
        sorted(
            claims,
            key=lambda claim: (claim.evidence[0].start, claim.spans, claim.predicate, claim.value or "", claim.id),
        )
    )


def joined(first: Claim, second: Claim) -> Claim:
    """One claim of two: the surer one, with the date and qualifiers of either."""
    strong, weak = (first, second) if first.confidence >= second.confidence else (second, first)
    return replace(strong, when=strong.when or weak.when, qualifiers={**weak.qualifiers, **strong.qualifiers})


def claim_of(scene: Scene, draft: Draft, entities: dict[int, Entity], speeches: list[Speech]) -> Claim:
    anchor = scene.document.tokens[draft.anchor]
    status = draft.status if draft.status is not None else status_of(scene.document, anchor)
    if status in SAID_TO_BE and draft.predicate in DOUBTED and is_in_doubt(scene.document, anchor):
        status = Status.POSSIBLE
    if status in SAID_TO_BE and draft.predicate in DOUBTED:
        status = reported_status(scene.document, anchor, status)
    if status is Status.ACTUAL and draft.object is not None:
        heads = draft.subject.head, draft.object.head
        status = status_between(scene.document, *heads, draft.predicate) or status
        if is_excluded(scene, draft.subject, draft.object) or is_excluded(scene, draft.object, draft.subject):
            status = Status.DENIED
    position = draft.value_span[0] if draft.value_span and draft.predicate != "SAID" else anchor.start
    numbers = draft.attribution
    if numbers is None and not is_background(scene, draft, status):
        numbers = attribution_at(speeches, position, draft.subject.entity, draft.predicate)
    spans = [span_range(scene, draft.subject)]
    certainty = draft.confidence * COREFERENCE[draft.subject.kind]
    if draft.object is not None:
        spans.append(span_range(scene, draft.object))
        certainty *= COREFERENCE[draft.object.kind]
    elif draft.value_span is not None:
        spans.append(draft.value_span)
    qualifiers = dict(draft.qualifiers)
    add_counts(scene, draft, qualifiers)
    return Claim(
        story=scene.document.story.id,
        subject=entities[draft.subject.entity],
        predicate=draft.predicate,
        object=entities[draft.object.entity] if draft.object else None,
        value=draft.value,
        status=status,
        when=draft.when,
        attribution=tuple(entities[number] for number in numbers or () if number in entities),
        qualifiers=qualifiers,
        confidence=round(max(LEAST, certainty), 3),
        rule=draft.rule,
        evidence=evidence_of(scene, draft),
        spans=tuple(spans),
    )


def is_excluded(scene: Scene, span: Span, other: Span) -> bool:
    """Read "built by Corvid, not Orrin", "by Corvid rather than Orrin": of what stands behind the "not".

    Of what is said within it nothing is excluded: "rather than NASA's Orion" leaves Orion to NASA.
    """
    tokens = scene.document.tokens
    if 0 <= other.first - span.last <= 1 or 0 <= span.first - other.last <= 1:
        return False
    before = span.first - 1
    if before >= 0 and tokens[before].lower in {"the", "a", "an"}:
        before -= 1
    if before < 1:
        return False
    if span.last < len(tokens) and tokens[span.last].tag == "VBG":
        return False  # "instead of SpaceX confirming that"
    pair = tokens[before - 1].lower, tokens[before].lower
    return pair in {("rather", "than"), ("instead", "of")} or (pair[1] == "not" and pair[0] in {",", "but", "and"})


def is_background(scene: Scene, draft: Draft, status: Status) -> bool:
    """Whether a claim is what the writer adds to the words of others: whose a thing is, who leads it, where it stands.

    "Hakamada said that Tokyo-based ispace would fly again": nobody is quoted for where ispace is. In reported speech of
    the annotated stories such facts have a source in one case of seven, other ones in two of three.
    """
    if status is not Status.ACTUAL or draft.object is None:
        return False
    return draft.predicate in STANDING or words_apart(scene, draft.subject, draft.object) <= 1


def words_apart(scene: Scene, one: Span, other: Span) -> int:
    first, second = sorted((one, other), key=lambda span: span.first)
    return sum(token.text[:1].isalnum() for token in scene.document.tokens[first.last : second.first])


def evidence_of(scene: Scene, draft: Draft) -> tuple[Evidence, ...]:
    """The sentence that says it; behind it, for each that it speaks of and does not mention, the one that does.

    And the one `beside` that adds to it.
    """
    own = scene.document.sentence_of(draft.anchor)
    sentences = {own.start: own}
    if draft.beside is not None:
        added = scene.document.sentence_of(draft.beside)
        sentences[added.start] = added
    for span in (draft.subject, draft.object):
        if span is not None and not any(
            own.first <= other.first and other.last <= own.last for other in scene.clusters[span.entity].spans
        ):
            beside = scene.document.sentence_of(span.head)
            sentences[beside.start] = beside
    return tuple(Evidence(one.start, one.end, scene.document.text(one.start, one.end)) for one in sentences.values())


def add_counts(scene: Scene, draft: Draft, qualifiers: dict[str, str | int | float]) -> None:
    for span in (draft.subject, draft.object):
        if span is not None and (count := scene.clusters[span.entity].count):
            qualifiers.setdefault("count", count)


def span_range(scene: Scene, span: Span) -> tuple[int, int]:
    return scene.document.tokens[span.first].start, scene.document.tokens[span.last - 1].end


def used(claims: Iterable[Claim]) -> frozenset[str]:
    """Ids of the entities that some claim speaks of."""
    found: set[str] = set()
    for claim in claims:
        found.add(claim.subject.id)
        if claim.object is not None:
            found.add(claim.object.id)
        found.update(entity.id for entity in claim.attribution)
    return frozenset(found)
