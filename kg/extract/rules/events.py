"""Events to claims: interprets the frames at each verb or noun that names one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.circumstances.status import status_of
from kg.extract.circumstances.timing import is_to_come, time_of
from kg.extract.entities.mentions import Kind, Span
from kg.extract.rules.frames import Emission, Frame, RoleCue, frames
from kg.extract.rules.outcomes import loses_something, tells_of_another
from kg.extract.rules.people import qualifies_people
from kg.extract.rules.roles import Roles, noun_roles, verb_roles
from kg.extract.scene import Scene
from kg.extract.text.cues import table, words
from kg.extract.text.document import Document, Token
from kg.model import Status


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
    if status is Status.ACTUAL and is_to_come(scene, anchor):
        status = Status.PLANNED
    if frame.intransitive and not roles.get("object"):
        roles = {**roles, "object": roles.get("subject", [])}
    standing = not anchor.is_verb and anchor.lemma in RELATIONAL
    when = None if standing else time_of(scene, anchor, status)
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
    if emission.open and status is Status.FAILED:
        status = Status.ATTEMPTED
    for subject in fillers(scene, event.roles, emission.subjects):
        if event.frame.described and not scene.clusters[subject.entity].described:
            continue
        if emission.objects[0].name == "time":
            if event.when and dated:
                give_date(scene, event, subject, emission.predicate, status)
            continue
        for target in fillers(scene, event.roles, emission.objects):
            if emission.predicate == "FOUNDED_BY" and qualifies_people(scene, target):
                continue
            added = scene.relate(
                subject,
                emission.predicate,
                target,
                event.frame.name,
                event.anchor,
                status=status,
                when=date_of(scene, event, emission.predicate, status),
                confidence=event.confidence,
                qualifiers=dict(event.amount) if emission.predicate in PAID else {},
            )
            if added and emission.predicate == "LANDED_ON":
                landed_well(scene, event, subject, target, status)
            if added and event.when and emission.predicate in DATED:
                # a dated launch or landing dates the flight, whatever the verb: "left Florida on a Falcon 9 in January"
                give_date(scene, event, subject, DATED[emission.predicate], status)


@cache
def lasting() -> frozenset[str]:
    return frozenset(table("lasting")["relations"]["predicates"])


def date_of(scene: Scene, event: Event, predicate: str, status: Status) -> str | None:
    if predicate == "TARGETS" and status is Status.ACTUAL and not event.anchor.is_verb and event.anchor.dep != "dobj":
        return None  # "The mission to Titan is closer to approval today" does not date it, "began a journey today" does
    return own_date(scene, event) if predicate in lasting() else event.when


def own_date(scene: Scene, event: Event) -> str | None:
    return time_of(scene, event.anchor, event.status, lasts=True) if event.when else None


def landed_well(scene: Scene, event: Event, lander: Span, place: Span, status: Status) -> None:
    """A lander that has touched down on another body has done what it was sent for; one that failed to has not."""
    outcome = {Status.ACTUAL: "succeeded", Status.FAILED: "failed"}.get(status)
    elsewhere = scene.type_of(place) in {"CelestialBody", "SurfaceFeature"}
    if outcome and elsewhere and scene.type_of(lander) == "Lander":
        scene.attribute(
            lander,
            "OUTCOME",
            outcome,
            event.frame.name,
            event.anchor,
            status=Status.ACTUAL,
            confidence=0.75,
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


def loses_a_part(scene: Scene, noun: Token) -> bool:
    """Read "a loss of propellant": something of the flight is lost, not the flight."""
    return any(
        scene.span_at(inner.index) is None and inner.lemma != "contact"
        for prep in scene.document.children(noun.index, "prep")
        if prep.lower == "of"
        for inner in scene.document.children(prep.index, "pobj")
    )


def emit_outcome(scene: Scene, event: Event, outcome: str) -> None:
    """What the event says of the flight as a whole; a plan or a hedge says nothing."""
    if not event.anchor.is_verb and loses_a_part(scene, event.anchor):
        return
    whole = event.roles.get("object") or event.roles.get("object_of")
    if event.anchor.is_verb and not whole and loses_something(scene, event.anchor):
        return
    if event.status is not Status.ACTUAL and not (event.status is Status.FAILED and outcome == "failed"):
        return
    for span in whole or event.roles.get("subject") or []:
        if tells_of_another(scene, span):
            continue
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
# "its operator said on Tuesday": what such nouns say is not dated by their clause
RELATIONAL = words("relational_nouns")
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
