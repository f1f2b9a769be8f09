"""Whose outcome a sentence tells: that of what failed or succeeded in its words, and not of what stands nearby."""

from kg.extract.circumstances.arguments import objects, spans_of, surface_subjects
from kg.extract.entities.mentions import Kind, Span
from kg.extract.scene import Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Sentence, Token

SUFFERING = words("suffering_verbs")
TROUBLES = words("troubles")
OF_PARTS = words("part_verbs")
LOSING = frozenset({"lose", "destroy", "doom"})
CONTACT = frozenset({"contact", "control", "communication", "signal"})


def tells_of_another(scene: Scene, span: Span) -> bool:
    """Read "The GSLV put NVS-02 in orbit, but the satellite failed to climb" in a story on NISAR.

    What is only described is what was named last of its kind, in its sentence or the one before; if it is taken for
    something else, nobody knows which of them failed.
    """
    if span.kind is not Kind.DESCRIPTION or scene.clusters[span.entity].described:
        return False
    head = scene.document.tokens[span.head]
    kind = scene.cues.noun_type(head.lower) or scene.type_of(span)
    if kind == "Mission":
        return False
    called = is_called(scene, span.entity, head.lower)
    for number in (head.sentence,) if called else (head.sentence, head.sentence - 1):
        near = [
            other.entity
            for other in scene.spoken_before(head, head.sentence - number)
            if other.kind is Kind.NAME
            and scene.document.tokens[other.head].sentence == number
            and scene.is_a(other, kind)
        ]
        if near:
            return span.entity not in near
    return False


def is_called(scene: Scene, entity: int, noun: str) -> bool:
    """Whether something is named with a noun: Ingenuity, the "Mars Helicopter", is "the helicopter"."""
    tokens = scene.document.tokens
    return any(
        tokens[index].lower == noun
        for span in scene.clusters[entity].spans
        if span.kind is Kind.NAME
        for index in (*range(span.first, span.last), *span.reaches)
    )


def loses_something(scene: Scene, verb: Token) -> bool:
    """Read "Corvus loses nozzle, keeps going": what it loses is no flight; "lost contact moments before": it may be."""
    lost = scene.document.children(verb.index, "dobj")
    return verb.lemma in LOSING and any(
        scene.span_at(thing.index) is None
        and CONTACT.isdisjoint(scene.document.tokens[index].lemma for index in scene.document.subtree(thing.index))
        for thing in lost
    )


def is_of_part(scene: Scene, sentence: Sentence) -> bool:
    """Read "its second stage successfully separated": all success of the sentence is that of a step on the way.

    No annotated success is told so.
    """
    told = [token for token in scene.document.words(sentence) if token.lower in {"successfully", "success", "succeed"}]
    return bool(told) and all(
        token.lower == "successfully"
        and (verb := scene.document.tokens[token.head]).lemma in OF_PARTS
        and not any(span.kind is Kind.NAME for span in spans_of(scene, surface_subjects(scene.document, verb)))
        for token in told
    )


def is_marred(scene: Scene, sentence: Sentence, span: Span) -> bool:
    """Read "After a successful launch Heron suffered a propulsion failure": the launch succeeded, not the flight.

    No annotated success is of one that meets with trouble in the same sentence.
    """
    for verb in scene.document.words(sentence):
        if verb.is_verb and verb.lemma in SUFFERING:
            troubled = any(
                child.lemma.lower() in TROUBLES for child in scene.document.children(verb.index, "dobj")
            ) or any(scene.document.tokens[index].lemma in TROUBLES for index in objects(scene.document, verb))
            sufferers = spans_of(scene, surface_subjects(scene.document, verb))
            if troubled and any(is_one_flight(scene, one, span) for one in sufferers):
                return True
    return False


def is_one_flight(scene: Scene, one: Span, other: Span) -> bool:
    """Whether two are the same, or by their types a craft and its mission."""
    kinds = {"Mission" if scene.type_of(span) == "Mission" else "Craft" for span in (one, other)}
    flown = all(scene.is_a(span, "Craft") or scene.type_of(span) == "Mission" for span in (one, other))
    return one.entity == other.entity or (flown and len(kinds) == 2)
