"""One story's reading against its gold: tallies by name, and every error with its sentence.

Tallies: `facts` and `text` (claims), `predicate/…`, `status`, `when`, `attribution` and `types` on claims that match,
`entity/…` (named mentions: exact span and type), `typed names`, mentions and co-reference, and of the evidence whether
it lies in the text, holds the arguments and is the annotated sentence. A date that a claim has and the annotation gives
to the claim's subject by a claim of its own ("launched on a Falcon 9 in May") counts neither way in `when`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluate.calibration import Judged
from kg.evaluate.coreference import co_reference
from kg.evaluate.gold import Gold, GoldClaim, GoldEntity
from kg.evaluate.matching import Matched, any_of, is_text, match
from kg.evaluate.names import normalise
from kg.evaluate.tally import Tally, hits, share
from kg.model import Claim, Entity, Evidence, Reading, Story
from ontology import vocabulary


@dataclass(frozen=True, slots=True)
class Error:
    """What was read wrongly: `missed`, `wrong`, `status`, `when` or `attribution`, with the sentence where known."""

    kind: str
    story: str
    predicate: str
    claim: str
    detail: str = ""
    sentence: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class StoryScore:
    """What one story adds to the scores."""

    story: str
    words: int
    gold: int
    predicted: int
    tallies: dict[str, Tally]
    errors: tuple[Error, ...]
    judged: tuple[Judged, ...] = ()


def score(gold: Gold, reading: Reading) -> StoryScore:
    matched = match(gold, reading.claims)
    details = detail_tallies(matched, exhaustive=gold.exhaustive)
    tallies = {**claim_tallies(matched), **details, **evidence_tallies(matched, reading)}
    if gold.exhaustive:
        tallies |= {**entity_tallies(gold, reading), **co_reference(gold, reading)}
    return StoryScore(
        gold.id,
        len(reading.story.text.split()),
        len(gold.claims),
        len(reading.claims),
        tallies,
        tuple(errors(matched, reading.story, exhaustive=gold.exhaustive)),
        tuple(judged(matched)),
    )


def judged(matched: Matched) -> Iterable[Judged]:
    told = [*((claim, True) for _, claim in matched.pairs), *((claim, False) for claim in matched.wrong)]
    return (Judged(claim.confidence, right, not is_text(claim.predicate)) for claim, right in told)


def claim_tallies(matched: Matched) -> dict[str, Tally]:
    right = Counter(gold.predicate for gold, _ in matched.pairs)
    missed = Counter(gold.predicate for gold in matched.missed)
    wrong = Counter(claim.predicate for claim in matched.wrong)
    result = {"facts": Tally(), "text": Tally()}
    for predicate in sorted({*right, *missed, *wrong}):
        tally = hits(right[predicate], right[predicate] + wrong[predicate], right[predicate] + missed[predicate])
        result[f"predicate/{predicate}"] = tally
        group = "text" if is_text(predicate) else "facts"
        result[group] += tally
    return result


def detail_tallies(matched: Matched, *, exhaustive: bool) -> dict[str, Tally]:
    """Status, date, attribution and types; labels without text do not say which claims have no date and no speaker."""
    pairs = matched.pairs
    told = dates_told([*(gold for gold, _ in pairs), *matched.missed])
    dated = [
        (gold, claim)
        for gold, claim in pairs
        if gold.whens or (exhaustive and claim.when and not is_told(told, gold, claim.when))
    ]
    voiced = [(gold, claim) for gold, claim in pairs if gold.by or (exhaustive and claim.attribution)]
    typed = [pair for gold, claim in pairs for pair in arguments(gold, claim)]
    return {
        "status": share(sum(claim.status.value in gold.statuses for gold, claim in pairs), len(pairs)),
        "when": hits(
            sum(claim.when in gold.whens for gold, claim in dated),
            sum(claim.when is not None for _, claim in dated),
            sum(bool(gold.whens) for gold, _ in dated),
        ),
        "attribution": hits(
            sum(says_so(gold, claim) for gold, claim in voiced),
            sum(bool(claim.attribution) for _, claim in voiced),
            sum(bool(gold.by) for gold, _ in voiced),
        ),
        "types": share(sum(entity.type == gold.type for gold, entity in typed), len(typed)),
    }


def dates_told(claims: Iterable[GoldClaim]) -> set[tuple[str, str]]:
    """The dates that claims of their own give (LAUNCH_DATE …), by the subject's label."""
    known = vocabulary().predicates
    return {
        (subject.label, value)
        for claim in claims
        if any(known[name].value == "date" for name in claim.predicates)
        for subject in claim.subjects
        for value in claim.values
    }


def is_told(told: set[tuple[str, str]], gold: GoldClaim, when: str) -> bool:
    """Whether the annotation gives a claim's date to its subject otherwise: "launched on a Falcon 9 in May"."""
    return any((subject.label, when) in told for subject in gold.subjects)


def arguments(gold: GoldClaim, claim: Claim) -> Iterable[tuple[GoldEntity, Entity]]:
    yield from ((one, claim.subject) for one in gold.subjects[:1] if one.type and any_of((one,), claim.subject))
    if claim.object:
        yield from ((one, claim.object) for one in gold.objects[:1] if one.type and any_of((one,), claim.object))


def says_so(gold: GoldClaim, claim: Claim) -> bool:
    return any(any_of(gold.by, entity) for entity in claim.attribution)


def evidence_tallies(matched: Matched, reading: Reading) -> dict[str, Tally]:
    text = reading.story.text
    claims = reading.claims
    placed = [(gold, claim) for gold, claim in matched.pairs if gold.sentences]
    return {
        "evidence in the text": share(sum(lies_in(claim.evidence, text) for claim in claims), len(claims)),
        "evidence holds its arguments": share(sum(holds(claim) for claim in claims), len(claims)),
        "evidence is the annotated sentence": share(
            sum(overlaps(claim.evidence, gold.sentences) for gold, claim in placed), len(placed)
        ),
    }


def lies_in(evidence: tuple[Evidence, ...], text: str) -> bool:
    return bool(evidence) and all(
        0 <= one.start < one.end <= len(text) and one.quote in ("", text[one.start : one.end]) for one in evidence
    )


def holds(claim: Claim) -> bool:
    """Whether each argument is named, or spoken of by another mention of it, within the evidence."""
    parties = [claim.subject, *([claim.object] if claim.object else [])]
    return all(any(inside(claim, start, end) for start, end in places(claim, party)) for party in parties)


def places(claim: Claim, entity: Entity) -> list[tuple[int, int]]:
    """Where an argument is spoken of; of one whose mentions are not known, the claim's own spans."""
    return [(mention.start, mention.end) for mention in entity.mentions] or list(claim.spans)


def inside(claim: Claim, start: int, end: int) -> bool:
    return any(one.start <= start and end <= one.end for one in claim.evidence)


def overlaps(evidence: tuple[Evidence, ...], sentences: tuple[tuple[int, int], ...]) -> bool:
    return any(one.start < end and start < one.end for one in evidence for start, end in sentences)


def entity_tallies(gold: Gold, reading: Reading) -> dict[str, Tally]:
    stated = {(one.start, one.end, entity.type) for entity in gold.entities for one in entity.mentions if one.named}
    read = {(one.start, one.end, entity.type) for entity in reading.entities for one in entity.mentions if one.named}
    result = {}
    for kind in sorted({item[2] for item in stated | read}):
        mine, theirs = ({item for item in side if item[2] == kind} for side in (stated, read))
        result[f"entity/{kind}"] = hits(len(mine & theirs), len(theirs), len(mine))
    result["entities"] = hits(len(stated & read), len(read), len(stated))
    result["typed names"] = typed_names(gold, reading)
    return result


def typed_names(gold: Gold, reading: Reading) -> Tally:
    """Entities by type and any of their names, each once a story however often it is mentioned."""
    named = [one for one in gold.entities if any(mention.named for mention in one.mentions)]
    read = [entity for entity in reading.entities if not entity.described]
    called = [(entity.type, {normalise(name) for name in (entity.name, *entity.aliases)}) for entity in read]
    right = sum(any(one.type == kind and names & one.names for one in named) for kind, names in called)
    found = sum(any(one.type == kind and names & one.names for kind, names in called) for one in named)
    return Tally(right, len(read), found, len(named))


def errors(matched: Matched, story: Story, *, exhaustive: bool) -> Iterable[Error]:
    for gold in matched.missed:
        sentence = " … ".join(story.text[start:end] for start, end in gold.sentences[:1])
        yield Error("missed", story.id, gold.predicate, str(gold), ",".join(sorted(gold.statuses)), sentence)
    for claim in matched.wrong:
        yield error("wrong", claim, claim.status.value, story)
    told = dates_told([*(gold for gold, _ in matched.pairs), *matched.missed])
    for gold, claim in matched.pairs:
        if claim.status.value not in gold.statuses:
            yield error("status", claim, f"{claim.status.value}, not {' or '.join(sorted(gold.statuses))}", story)
        known = not gold.whens and claim.when is not None and is_told(told, gold, claim.when)
        if (exhaustive or gold.whens) and not known and claim.when not in (gold.whens or {None}):
            yield error("when", claim, f"{claim.when}, not {' or '.join(sorted(gold.whens)) or 'any'}", story)
        if (gold.by and not says_so(gold, claim)) or (exhaustive and claim.attribution and not gold.by):
            said = ", ".join(entity.name for entity in claim.attribution) or "nobody"
            yield error("attribution", claim, f"{said}, not {', '.join(one.label for one in gold.by) or 'any'}", story)


def error(kind: str, claim: Claim, detail: str, story: Story) -> Error:
    target = claim.object.name if claim.object else f'"{claim.value}"'
    sentence = " … ".join(story.text[one.start : one.end] for one in claim.evidence)
    said = f"{claim.subject.name} {claim.predicate} {target}"
    return Error(kind, story.id, claim.predicate, said, detail, sentence, claim.rule)
