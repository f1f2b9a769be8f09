"""What belongs to what: "part of Hakuto-R", "a subsidiary of Airbus", "under the CLPS programme"."""

from kg.extract.circumstances.arguments import is_passive, objects, spans_of, surface_subjects
from kg.extract.circumstances.status import standing_status
from kg.extract.entities.mentions import Kind, Span
from kg.extract.scene import Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Token

UNITS = words("units")


def read_membership(scene: Scene, prep: Token) -> None:
    """Read "as part of Hakuto-R", "a subsidiary of Airbus", "a unit of Boeing", "a member of ESA"."""
    noun = scene.document.tokens[prep.head]
    if prep.lower != "of" or noun.lemma not in UNITS:
        return
    targets = [span for child in scene.document.children(prep.index, "pobj") for span in scene.spans_at(child.index)]
    status = standing_status(scene.document, noun)
    for part in parts_of(scene, noun):
        for whole in targets:
            added = scene.relate(part, "PART_OF", whole, "part of", prep, status=status)
            if not added and scene.is_a(part, "Organization"):
                scene.relate(part, "SUBSIDIARY_OF", whole, "unit of", prep, status=status)


def read_programme(scene: Scene, prep: Token) -> None:
    """Read "delivered under NASA's CLPS programme": what flies under a programme is part of it."""
    if prep.lower not in {"under", "through", "within", "in"}:
        return
    programmes = [
        span
        for child in scene.document.children(prep.index, "pobj")
        for span in scene.spans_at(child.index)
        if scene.type_of(span) == "Program"
    ]
    verb = next((step for step in scene.document.ancestors(prep.index) if step.is_verb), None)
    if not programmes or verb is None or (prep.lower == "in" and verb.lemma not in {"fly", "launch"}):
        return
    for span in spans_of(scene, [*objects(scene.document, verb), *surface_subjects(scene.document, verb)]):
        for programme in programmes:
            if scene.is_a(span, "Craft") or scene.is_a(span, "Mission"):
                scene.relate(span, "PART_OF", programme, "under programme", prep, confidence=0.8)


def read_flight_names(scene: Scene) -> None:
    """Read "The flight, officially Hakuto-R Mission 2, had two goals": the craft spoken of is what flies it."""
    document = scene.document
    for span in scene.mentions:
        if scene.type_of(span) != "Mission" or span.kind is not Kind.NAME:
            continue
        for index in span.reaches:
            noun = document.tokens[index]
            definite = any(child.lower == "the" for child in document.children(index, "det"))
            if noun.lower not in {"flight", "mission"} or not definite or document.tokens[span.head].dep != "appos":
                continue
            craft = [other for other in scene.spoken_before(noun, 3) if scene.is_a(other, "Craft")]
            named = [other for other in craft if not scene.clusters[other.entity].described]
            for flown in named[-1:]:
                scene.relate(flown, "PART_OF", span, "flight by name", noun, confidence=0.7)


def parts_of(scene: Scene, noun: Token) -> list[Span]:
    """What is said to be a part: the apposed or equated entity, or the subject of the clause."""
    span = scene.span_at(noun.index)
    if span is not None:
        return [span]
    document = scene.document
    if noun.dep == "appos":
        return scene.spans_at(noun.head)
    for step in document.ancestors(noun.index):
        if step.is_verb:
            found = [] if is_passive(document, step) else spans_of(scene, objects(document, step))
            return found or spans_of(scene, surface_subjects(document, step))
        if step.is_noun and step.dep != "pobj":
            return scene.spans_at(step.index)
    return []
