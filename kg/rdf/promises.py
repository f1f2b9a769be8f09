"""The graph's own promises, which no shape of RDF can tell: quotes that stand in the text, dates that are dates."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.edtf import is_edtf
from kg.model import Claim, Story
from ontology.vocabulary import Vocabulary

# (subject id, predicate, object id, status, when of a repeatable predicate or "")
Relation = tuple[str, str, str, str, str]


def broken(claims: Iterable[Claim], stories: Mapping[str, Story], known: Vocabulary) -> Iterator[str]:
    """One line a broken promise, naming claim and story."""
    seen: set[str] = set()
    for claim in claims:
        place = f"claim {claim.id or '(without id)'} of story {claim.story}"
        if not claim.id or claim.id in seen:
            yield f"{place}: its id is {'used twice' if claim.id else 'missing'}"
        seen.add(claim.id)
        for problem in problems_of(claim, known):
            yield f"{place}: {problem}"
        for problem in evidence_problems(claim, stories.get(claim.story)):
            yield f"{place}: {problem}"


def problems_of(claim: Claim, known: Vocabulary) -> Iterator[str]:
    predicate = known.predicates.get(claim.predicate)
    if claim.status.value not in known.statuses:
        yield f"unknown status {claim.status}"
    if predicate is None:
        yield f"unknown predicate {claim.predicate}"
        return
    if (claim.object is None) == (claim.value is None):
        yield f"{claim.predicate} needs either an object or a value"
    elif not known.accepts(claim.predicate, claim.subject.type, claim.object.type if claim.object else None):
        joined = f"{claim.subject.type} to {claim.object.type}" if claim.object else claim.subject.type
        yield f"{claim.predicate} cannot join {joined}"
    if claim.value is not None and predicate.value == "date" and not is_edtf(claim.value):
        yield f"{claim.predicate} {claim.value!r} is no EDTF date"
    if claim.value is not None and predicate.value == "choice" and claim.value not in predicate.choices:
        yield f"{claim.predicate} {claim.value!r} is none of {', '.join(predicate.choices)}"
    if claim.when is not None and not is_edtf(claim.when):
        yield f"when {claim.when!r} is no EDTF date"
    if not 0.0 <= claim.confidence <= 1.0:
        yield f"confidence {claim.confidence} is outside of 0 to 1"


def evidence_problems(claim: Claim, story: Story | None) -> Iterator[str]:
    if not claim.evidence:
        yield "no evidence"
    if story is None:
        yield "its story is not in the graph"
    for evidence in claim.evidence:
        if not 0 <= evidence.start < evidence.end:
            yield f"evidence {evidence.start}-{evidence.end} is no range"
        elif evidence.quote and len(evidence.quote) != evidence.end - evidence.start:
            # What was cut out of the text is shorter where the range runs past its end.
            yield f"evidence {evidence.start}-{evidence.end} quotes {len(evidence.quote)} characters"
        elif story is not None and story.text:
            if evidence.end > len(story.text):
                yield f"evidence {evidence.start}-{evidence.end} runs past the text's {len(story.text)} characters"
            elif evidence.quote and evidence.quote != story.text[evidence.start : evidence.end]:
                yield f"evidence {evidence.start}-{evidence.end} does not quote the text"


def miscounted(claims: Iterable[Claim], relations: Mapping[Relation, int], known: Vocabulary) -> Iterator[str]:
    """Relationships of the store whose number of claims is not what the claims say."""
    counted = Counter(relation_of(claim, known) for claim in claims if claim.object and claim.superseded is None)
    for relation in sorted(counted.keys() | relations.keys()):
        if counted[relation] != relations.get(relation, 0):
            subject, predicate, target, status, when = relation
            name = f"{subject} {predicate} {target} ({', '.join(filter(None, (status, when)))})"
            yield f"relationship {name}: holds {relations.get(relation, 0)} claims, should hold {counted[relation]}"


def relation_of(claim: Claim, known: Vocabulary) -> Relation:
    """The relationship that a claim belongs to; one that holds both ways runs from the smaller id."""
    predicate = known.predicates.get(claim.predicate)
    when = claim.when or "" if predicate is not None and predicate.repeatable else ""
    ends = (claim.subject.id, claim.object.id if claim.object else "")
    if predicate is not None and predicate.symmetric:
        ends = (min(ends), max(ends))
    return ends[0], claim.predicate, ends[1], claim.status.value, when
