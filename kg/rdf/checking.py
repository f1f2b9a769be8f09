"""`kg check`: the export against the SHACL shapes of the ontology, and the graph's own promises.

pyshacl takes about the same time for each thing in each shape, so claims that are alike in all that shapes look at are
validated once: the time grows with the kinds of claims, not with their number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from kg.model import Claim, Entity, Story
from kg.rdf.literals import moment
from kg.rdf.promises import Relation, broken, miscounted
from kg.rdf.serialization import Settings, run
from kg.rdf.triples import Describer
from ontology.context import Names
from ontology.shapes import shapes
from ontology.vocabulary import Vocabulary, vocabulary

MOST = 200


@dataclass(frozen=True, slots=True)
class Report:
    """Whether all holds, and if not what does not: one line each, sorted, at most `MOST` and how many more."""

    ok: bool
    problems: tuple[str, ...]


def check(
    claims: Iterable[Claim], stories: Iterable[Story], *, relations: Mapping[Relation, int] | None = None
) -> Report:
    """Check claims against their stories (and, given `relations`, the store's own counts of claims)."""
    known = vocabulary()
    held = list(claims)
    by_id = {story.id: story for story in stories}
    problems = set(broken(held, by_id, known))
    if relations is not None:
        problems |= set(miscounted(held, relations, known))
    problems |= set(violations(list(examples(held, known)), by_id, known))
    ordered = sorted(problems)
    if len(ordered) > MOST:
        ordered = [*ordered[:MOST], f"and {len(ordered) - MOST} more"]
    return Report(not problems, tuple(ordered))


def examples(claims: Iterable[Claim], known: Vocabulary) -> Iterator[Claim]:
    """One claim of each kind that shapes can tell apart, as a story of its own so that kinds do not mix."""
    seen: set[tuple[object, ...]] = set()
    for claim in sorted(claims, key=lambda each: each.id):
        kind = kind_of(claim, known)
        if kind not in seen:
            seen.add(kind)
            yield claim


def kind_of(claim: Claim, known: Vocabulary) -> tuple[object, ...]:
    predicate = known.predicates.get(claim.predicate)
    value: object = claim.value is not None and bool(claim.value)
    if claim.value is not None and predicate is not None and predicate.value == "date":
        value = str(moment(claim.value).datatype)
    elif claim.value is not None and predicate is not None and predicate.value == "choice":
        value = claim.value
    return (
        claim.predicate,
        claim.subject.type,
        claim.object.type if claim.object else None,
        value,
        claim.status.value,
        str(moment(claim.when).datatype) if claim.when else None,
        0.0 <= claim.confidence <= 1.0,
        tuple(sorted({0 <= evidence.start < evidence.end for evidence in claim.evidence})),
        bool(claim.subject.name and (claim.object is None or claim.object.name)),
        bool(claim.attribution),
    )


def violations(claims: list[Claim], stories: Mapping[str, Story], known: Vocabulary) -> Iterator[str]:
    """What pyshacl finds in the export of `claims`, in words."""
    import rdflib
    from pyshacl import validate

    names = Names()
    apart = [separated(claim, number) for number, claim in enumerate(claims)]
    data = rdflib.Graph()
    data.parse(data=exported(apart, stories), format="nt")
    add_plain_forms(data, apart, names, known)
    shape_graph = rdflib.Graph().parse(data=shapes(names, known), format="turtle")
    conforms, results, _ = validate(data, shacl_graph=shape_graph, inference="none", advanced=False)
    if conforms:
        return
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    origin = {rdflib.URIRef(names.entity(claim.subject.id)): claim for claim in apart}
    origin |= {rdflib.URIRef(names.claim(claim.id)): claim for claim in apart}
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        focus = results.value(result, sh.focusNode)
        message = results.value(result, sh.resultMessage)
        path = results.value(result, sh.resultPath)
        claim = origin.get(focus)
        place = f"claim {claim.id} of story {claim.story}" if claim else f"{focus}"
        about = f" ({str(path).rpartition('#')[2]})" if path else ""
        yield f"{place}: {' '.join(str(message).split())[:200]}{about} [shape]"


def separated(claim: Claim, number: int) -> Claim:
    """The claim about entities of its own, so that what is wrong with one is not laid at another's door."""

    def own(entity: Entity) -> Entity:
        return replace(entity, id=f"{number}/{entity.id}")

    return replace(
        claim,
        subject=own(claim.subject),
        object=own(claim.object) if claim.object else None,
        attribution=tuple(map(own, claim.attribution)),
        superseded=None,
    )


def exported(claims: list[Claim], stories: Mapping[str, Story]) -> bytes:
    stream = BytesIO()
    quoted = {claim.story for claim in claims}
    chosen = [replace(story, text="") for identifier, story in stories.items() if identifier in quoted]
    run(stream, claims, chosen, (), Settings("ntriples", Names().base, False, False, True))
    return stream.getvalue()


def add_plain_forms(data: object, claims: list[Claim], names: Names, known: Vocabulary) -> None:
    """Add what each claim says as a plain triple, whatever its status: signatures hold for plans, too."""
    import rdflib

    assert isinstance(data, rdflib.Graph)
    describer = Describer(names, known)
    lines = [f"{fact} .\n" for claim in claims if (fact := describer.fact(claim))]
    data.parse(data="".join(lines), format="nt")
