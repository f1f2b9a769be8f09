"""Who and what takes part in an event: the roles around a verb or an event noun."""

from kg.extract.circumstances.arguments import (
    is_passive,
    objects,
    prepositional,
    spans_of,
    surface_subjects,
)
from kg.extract.entities.mentions import Span
from kg.extract.scene import Scene
from kg.extract.text.cues import words
from kg.extract.text.document import Token

IMPLIED = words("implied_flights")
LIGHT = words("light_verbs")
# the spans that fill each role of an event
Roles = dict[str, list[Span]]


def verb_roles(scene: Scene, verb: Token) -> Roles:
    document = scene.document
    roles: Roles = {}
    passive = is_passive(document, verb)
    surface = surface_subjects(document, verb)
    if passive:
        roles["object"] = spans_of(scene, surface)
        agents = [
            inner.index
            for child in document.children(verb.index, "agent")
            for inner in document.children(child.index, "pobj")
        ]
        roles["subject"] = spans_of(scene, agents)
    else:
        roles["subject"] = spans_of(scene, surface)
        roles["object"] = spans_of(scene, objects(document, verb))
    add_prepositions(scene, roles, verb.index)
    for target in document.children(verb.index, "dobj"):
        for name, index in prepositional(document, target.index):
            if name != "of" or scene.span_at(target.index) is None:
                extend(roles, name if name != "of" else "object_of", spans_of(scene, [index]))
        held = [child.index for child in document.children(target.index, "compound", "poss", "amod", "nmod")]
        extend(roles, "object_of", spans_of(scene, held))
    for subject in document.children(verb.index, "nsubj"):
        held = [child.index for child in document.children(subject.index, "compound", "poss", "nmod")]
        held += [inner for name, inner in prepositional(document, subject.index) if name == "of"]
        extend(roles, "subject_of", spans_of(scene, held))
    extend(roles, "dative", spans_of(scene, [token.index for token in document.children(verb.index, "dative")]))
    return roles


def noun_roles(scene: Scene, noun: Token) -> Roles:
    document = scene.document
    roles: Roles = {}
    owners = spans_of(scene, [child.index for child in document.children(noun.index, "poss")])
    compounds = spans_of(scene, [child.index for child in document.children(noun.index, "compound", "amod", "nmod")])
    add_prepositions(scene, roles, noun.index, through_of=True)
    roles["poss"] = owners
    roles["compound"] = compounds
    self_span = scene.span_at(noun.index)
    roles["self"] = [self_span] if self_span else []
    things = list(roles.get("of", []))
    if noun.lemma in IMPLIED and not (things or owners or compounds):
        things = flight_spoken_of(scene, noun)
    roles["object"] = things or [*owners, *compounds]
    roles["subject"] = [*owners, *roles.get("by", [])] or ([] if things else compounds)
    governor = document.governor(noun.index)
    if noun.dep == "pobj" and governor is not None and governor.lower in {"in", "with"}:
        ending = document.governor(governor.index)
        if ending is not None and ending.lemma in {"end", "result", "culminate", "finish"}:
            extend(roles, "subject", spans_of(scene, surface_subjects(document, ending)))
    roles["around"] = things_around(scene, noun)
    if noun.lemma == "way" and not owners:
        roles["subject"] = []
    if governor is not None and governor.is_verb and noun.dep in {"dobj", "attr"} and governor.lemma in LIGHT:
        doer = spans_of(scene, surface_subjects(document, governor))
        extend(roles, "subject", doer)
        if not things and not owners and not compounds:
            extend(roles, "object", doer)
        for name, index in prepositional(document, governor.index):
            extend(roles, name, spans_of(scene, [index]))
    return roles


def flight_spoken_of(scene: Scene, noun: Token) -> list[Span]:
    """Whose "liftoff" it is where nobody's is said: the mission, craft or rocket last named, in this order of worth."""
    if any(child.lower in {"a", "an", "no", "another"} for child in scene.document.children(noun.index, "det")):
        return []
    near = [span for span in scene.spoken_before(noun, 2) if scene.type_of(span) not in {"Station", "Constellation"}]
    for kind in ("Mission", "Craft", "LaunchVehicle"):
        spans = [span for span in near if scene.is_a(span, kind)]
        if spans:
            return spans[-1:]
    return []


def things_around(scene: Scene, noun: Token) -> list[Span]:
    """The object, else the subject, of the clause in which a noun stands after a preposition: "with NASA's help"."""
    document = scene.document
    if noun.dep != "pobj":
        return []
    for step in document.ancestors(noun.index):
        if step.is_verb:
            found = spans_of(scene, objects(document, step)) or spans_of(scene, surface_subjects(document, step))
            return [span for span in found if not scene.is_a(span, "Place")]
        if scene.span_at(step.index) is not None:
            return scene.spans_at(step.index)
    return []


def add_prepositions(scene: Scene, roles: Roles, index: int, *, through_of: bool = False) -> None:
    for name, inner in prepositional(scene.document, index, through_of=through_of):
        extend(roles, name, spans_of(scene, [inner]))


def extend(roles: Roles, name: str, spans: list[Span]) -> None:
    known = roles.setdefault(name, [])
    known.extend(span for span in spans if span not in known)
