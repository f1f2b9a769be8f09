"""Events to claims: interprets `data/frames.toml` at each verb or event noun that a frame names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.arguments import (
    is_passive,
    objects,
    prepositional,
    spans_of,
    surface_subjects,
)
from kg.extract.cues import table
from kg.extract.document import Document, Token
from kg.extract.mentions import Kind, Span
from kg.extract.scene import Scene
from kg.extract.status import status_of
from kg.extract.timing import time_of
from kg.model import Status

IMPLIED = frozenset({"liftoff", "lift-off", "launch", "blastoff"})
LIGHT = frozenset(
    "make attempt complete perform achieve conduct carry execute plan schedule accomplish do stage try begin start undertake "
    "pull announce sign strike have enter form reach seal ink suffer survive manage mark lead end win undergo postpone delay "
    "cancel scrub target prepare seek stick attempt nail repeat announce extend expand agree await ace see face enjoy report".split()
)
Roles = dict[str, list[Span]]


@dataclass(frozen=True, slots=True)
class RoleCue:
    """A role of an event, and the types (all, when empty) that it takes here."""

    name: str
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emission:
    """One claim of a frame: role alternatives, predicate, role alternatives; the status that the event brings along;
    `open` claims hold only of events that have not come off."""

    subjects: tuple[RoleCue, ...]
    predicate: str
    objects: tuple[RoleCue, ...]
    status: Status | None
    open: bool


@dataclass(frozen=True, slots=True)
class Frame:
    name: str
    example: str
    claims: tuple[Emission, ...]
    intransitive: bool
    outcome: str | None
    needs: frozenset[str]
    amount: bool
    times: frozenset[str] | None
    described: bool


@dataclass(frozen=True, slots=True)
class Frames:
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]


@cache
def frames() -> Frames:
    """The frames that ship with the project, by verb and by noun."""
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    data = table("frames")
    for entry in data["frame"]:
        frame = Frame(
            name=entry["name"],
            example=entry["example"],
            claims=tuple(read_emission(line, data["groups"]) for line in entry["claims"]),
            intransitive=entry.get("intransitive") == "object",
            outcome=entry.get("outcome"),
            needs=frozenset(entry.get("needs", [])),
            amount=entry.get("amount", False),
            times=frozenset(entry["times"]) if "times" in entry else None,
            described=entry.get("described", False),
        )
        for word in dict.fromkeys(entry.get("verbs", [])):
            verbs.setdefault(word, []).append(frame)
        for word in dict.fromkeys(entry.get("nouns", [])):
            nouns.setdefault(word, []).append(frame)
    return Frames(
        {word: tuple(found) for word, found in verbs.items()}, {word: tuple(found) for word, found in nouns.items()}
    )


def read_emission(line: str, groups: Mapping[str, list[str]]) -> Emission:
    """Read `object LANDED_ON on|in:Heaven = failed` or `object TARGETS on ~`."""
    statement, _, status = line.partition(" = ")
    subject, predicate, target, *rest = statement.split()
    return Emission(
        read_roles(subject, groups),
        predicate,
        read_roles(target, groups),
        Status(status) if status else None,
        rest == ["~"],
    )


def read_roles(words: str, groups: Mapping[str, list[str]]) -> tuple[RoleCue, ...]:
    found = []
    for word in words.split("|"):
        name, _, kind = word.partition(":")
        found.append(RoleCue(name, tuple(groups.get(kind, [kind])) if kind else ()))
    return tuple(found)


def read_events(scene: Scene) -> None:
    """Add the claims of every event of a story."""
    known = frames()
    for token in scene.document.tokens:
        if token.is_verb and token.dep not in {"aux", "auxpass"}:
            key = verb_key(scene.document, token)
            found = known.verbs.get(key) or known.verbs.get(token.lemma, ())
            if found:
                roles = verb_roles(scene, token)
                for frame in found:
                    if fits(scene.document, token, frame):
                        emit(scene, token, key, frame, roles)
        elif token.is_noun and token.index not in taken_names(scene, token):
            for frame in known.nouns.get(token.lemma, ()):
                emit(scene, token, token.lemma, frame, noun_roles(scene, token))


def taken_names(scene: Scene, token: Token) -> tuple[int, ...]:
    """The token itself where it is a word of a name ("Launch" of "Launch Complex 39A")."""
    span = scene.span_at(token.index)
    inside = span is not None and span.kind is Kind.NAME and span.first <= token.index < span.last
    return (token.index,) if inside else ()


def verb_key(document: Document, verb: Token) -> str:
    """The verb with its particle: "touch down"."""
    for child in document.children(verb.index, "prt", "advmod"):
        if child.index == verb.index + 1 and child.lower in {"down", "off", "up", "out", "over", "apart"}:
            return f"{verb.lemma} {child.lower}"
    following = verb.index + 1
    if verb.lemma in {"fly", "take", "team", "join"} and following < len(document.tokens):
        return f"{verb.lemma} {document.tokens[following].lower}"
    return verb.lemma


def fits(document: Document, verb: Token, frame: Frame) -> bool:
    """Whether the verb has the object noun that the frame needs ("won a contract")."""
    if not frame.needs:
        return True
    return any(
        child.lemma in frame.needs or child.lower in frame.needs for child in document.children(verb.index, "dobj")
    )


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
    extend(roles, "dative", spans_of(scene, [token.index for token in document.children(verb.index, "dative")]))
    return roles


def noun_roles(scene: Scene, noun: Token) -> Roles:
    document = scene.document
    roles: Roles = {}
    owners = spans_of(scene, [child.index for child in document.children(noun.index, "poss")])
    compounds = spans_of(scene, [child.index for child in document.children(noun.index, "compound", "amod", "nmod")])
    add_prepositions(scene, roles, noun.index)
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
    for kind in ("Mission", "Craft", "LaunchVehicle"):
        spans = [
            span
            for cluster in scene.clusters
            if scene.vocabulary.is_a(cluster.type, kind) and cluster.type not in {"Station", "Constellation"}
            for span in cluster.spans
            if span.head < noun.index and noun.sentence - scene.document.tokens[span.head].sentence <= 2
        ]
        if spans:
            return [max(spans, key=lambda span: span.head)]
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


def add_prepositions(scene: Scene, roles: Roles, index: int) -> None:
    for name, inner in prepositional(scene.document, index):
        extend(roles, name, spans_of(scene, [inner]))


def extend(roles: Roles, name: str, spans: list[Span]) -> None:
    known = roles.setdefault(name, [])
    known.extend(span for span in spans if span not in known)


@dataclass(frozen=True, slots=True)
class Event:
    """An occurrence of a frame in a story."""

    anchor: Token
    frame: Frame
    roles: Roles
    status: Status
    when: str | None
    confidence: float
    amount: Mapping[str, str]


def emit(scene: Scene, anchor: Token, word: str, frame: Frame, roles: Roles) -> None:
    """Add the frame's claims for the roles that are filled."""
    status = status_of(scene.document, anchor)
    if frame.intransitive and not roles.get("object"):
        roles = {**roles, "object": roles.get("subject", [])}
    when = time_of(scene, anchor, status)
    amount = amount_of(scene, anchor) if frame.amount else {}
    event = Event(anchor, frame, roles, status, when, 0.9 if anchor.is_verb else 0.85, amount)
    dated = frame.times is None or word in frame.times
    for emission in frame.claims:
        if not (emission.open and status is Status.ACTUAL):
            emit_claim(scene, event, emission, dated)
    if frame.outcome:
        emit_outcome(scene, event, frame.outcome)


def emit_claim(scene: Scene, event: Event, emission: Emission, dated: bool) -> None:
    status = combine(event.status, emission.status)
    for subject in fillers(scene, event.roles, emission.subjects):
        if event.frame.described and not scene.clusters[subject.entity].described:
            continue
        if emission.objects[0].name == "time":
            if event.when and dated:
                give_date(scene, event, subject, emission.predicate, status)
            continue
        for target in fillers(scene, event.roles, emission.objects):
            added = scene.relate(
                subject,
                emission.predicate,
                target,
                event.frame.name,
                event.anchor,
                status=status,
                when=event.when,
                confidence=event.confidence,
                qualifiers=dict(event.amount) if emission.predicate in PAID else {},
            )
            if added and emission.predicate == "LANDED_ON":
                landed_well(scene, event, subject, target, status)
            if added and event.when and emission.predicate in DATED:
                # a dated launch or landing dates the flight, whatever the verb: "left Florida on a Falcon 9 in January"
                give_date(scene, event, subject, DATED[emission.predicate], status)


def landed_well(scene: Scene, event: Event, lander: Span, place: Span, status: Status) -> None:
    """A lander that has touched down on another body has done what it was sent for."""
    if (
        status is Status.ACTUAL
        and scene.type_of(lander) == "Lander"
        and scene.type_of(place) in {"CelestialBody", "SurfaceFeature"}
    ):
        scene.attribute(
            lander, "OUTCOME", "succeeded", event.frame.name, event.anchor, status=Status.ACTUAL, confidence=0.75
        )


def give_date(scene: Scene, event: Event, subject: Span, predicate: str, status: Status) -> None:
    scene.attribute(
        subject,
        predicate,
        event.when or "",
        event.frame.name,
        event.anchor,
        status=status,
        confidence=event.confidence,
    )


def emit_outcome(scene: Scene, event: Event, outcome: str) -> None:
    """What the event says of the flight as a whole; a plan or a hedge says nothing."""
    if event.status is not Status.ACTUAL and not (event.status is Status.FAILED and outcome == "failed"):
        return
    for span in event.roles.get("object") or event.roles.get("subject") or []:
        scene.attribute(
            span,
            "OUTCOME",
            outcome,
            event.frame.name,
            event.anchor,
            status=Status.ACTUAL,
            confidence=event.confidence,
        )


def fillers(scene: Scene, roles: Roles, cues: tuple[RoleCue, ...]) -> list[Span]:
    found: list[Span] = []
    for cue in cues:
        for span in roles.get(cue.name, []):
            if span not in found and (not cue.types or any(scene.is_a(span, kind) for kind in cue.types)):
                found.append(span)
    return found


DATED = {
    "LAUNCHED_ON": "LAUNCH_DATE",
    "LAUNCHED_FROM": "LAUNCH_DATE",
    "LAUNCHED_BY": "LAUNCH_DATE",
    "LANDED_ON": "LANDING_DATE",
}


PAID = frozenset({"CONTRACTED", "INVESTED_IN"})


def amount_of(scene: Scene, anchor: Token) -> dict[str, str]:
    """The money that the event's clause names: "a $77 million contract"."""
    sentence = scene.document.sentence_of(anchor.index)
    inside = [money for money in scene.amounts if sentence.start <= money.start < sentence.end]
    after = [money for money in inside if money.start > anchor.start] or inside
    return {"amount": scene.document.text(after[0].start, after[0].end)} if after else {}


def combine(status: Status, brought: Status | None) -> Status:
    """A crash brings `failed` along, but a denied or possible crash stays denied or possible."""
    return brought if brought is not None and status in {Status.ACTUAL, Status.ATTEMPTED, Status.FAILED} else status
