"""Dates that are set, moved or called off: "is scheduled for 3 May", "slips from September 2025 to April 2026"."""

from dataclasses import replace
from functools import cache
from typing import Any

from kg.extract.circumstances.arguments import objects, spans_of, surface_subjects
from kg.extract.circumstances.slips import moves_on
from kg.extract.circumstances.status import own_status, status_cues
from kg.extract.circumstances.timing import on_the_side_of, token_at
from kg.extract.dates.finding import DateMention
from kg.extract.entities.mentions import Span
from kg.extract.scene import Scene
from kg.extract.text.cues import table
from kg.extract.text.document import Token
from kg.model import Status

FLIGHTS = ("Craft", "Mission", "LaunchVehicle", "Stage")
ARRIVALS = frozenset({"to", "until", "till", "for", "into"})
DEPARTURES = frozenset({"from"})


@cache
def schedule_words() -> dict[str, Any]:
    return table("schedule")


def read_schedule(scene: Scene) -> None:
    """Add launch and landing dates that a schedule verb gives."""
    words = schedule_words()
    for token in scene.document.tokens:
        if token.lemma not in {"delay", "due"} and not token.is_verb and token.lower != "due":
            continue
        particle = scene.document.children(token.index, "prt")
        key = f"{token.lemma} {particle[0].lower}" if particle else token.lemma
        if token.is_verb and key in words["set"]["words"] and not sets_date(scene, token):
            continue
        moved = key in words["moved"]["words"] or (bool(particle) and token.lemma in words["moved"]["words"])
        if moved or key in words["set"]["words"] or token.lower == "due":
            for predicate, span in flights(scene, token):
                if key in words["moved"]["bodily"] and scene.type_of(span) in {"Stage", "LaunchVehicle"}:
                    continue  # rolled somewhere, not put off
                give_dates(scene, token, predicate, span, moved)


def sets_date(scene: Scene, verb: Token) -> bool:
    """Whether "set", "expect" speak of a date: passive, or with the launch as object, and not "set for a flyby"."""
    document = scene.document
    events = schedule_words()["events"]
    known = {*events["launch"], *events["landing"]}
    things = document.children(verb.index, "dobj")
    if any(thing.lemma not in known and scene.span_at(thing.index) is None for thing in things):
        return False
    for prep in document.children(verb.index, "prep"):
        for inner in document.children(prep.index, "pobj"):
            if prep.lower == "for" and not inner.is_time and inner.lemma not in known:
                return False
    return verb.tag == "VBN" or bool(things)


def flights(scene: Scene, token: Token) -> list[tuple[str, Span]]:
    """Whose date it is: the flight itself, or "the launch of X", "X's landing"."""
    document = scene.document
    verb = token
    if token.lower == "due" and not token.is_verb:
        governor = document.governor(token.index)
        if governor is None:
            return []
        verb = governor
    heads = [*objects(document, verb), *surface_subjects(document, verb)]
    found: list[tuple[str, Span]] = []
    for index in heads:
        noun = document.tokens[index if index >= 0 else ~index]
        predicate = event_predicate(noun)
        spans = spans_of(scene, [index]) or named_in(scene, noun)
        for span in spans:
            if any(scene.is_a(span, kind) for kind in FLIGHTS):
                found.append((predicate or default_predicate(document.tokens, verb), span))
        if found:
            break
    return found


def event_predicate(noun: Token) -> str | None:
    events = schedule_words()["events"]
    if noun.lemma in events["landing"]:
        return "LANDING_DATE"
    return "LAUNCH_DATE" if noun.lemma in events["launch"] else None


def default_predicate(tokens: list[Token], verb: Token) -> str:
    """A launch is meant, unless the verb governs a landing: "is scheduled to land in March"."""
    return "LANDING_DATE" if any(tokens[child].lemma == "land" for child in verb.children) else "LAUNCH_DATE"


def named_in(scene: Scene, noun: Token) -> list[Span]:
    document = scene.document
    inner = [child.index for child in document.children(noun.index, "poss", "compound", "nmod", "amod")]
    inner += [
        target.index
        for prep in document.children(noun.index, "prep")
        if prep.lower in {"of", "for", "by"}
        for target in document.children(prep.index, "pobj")
    ]
    return spans_of(scene, inner)


def give_dates(scene: Scene, token: Token, predicate: str, span: Span, moved: bool) -> None:
    sentence = scene.document.sentence_of(token.index)
    clause = set(scene.document.subtree(token.index))
    denied = own_status(scene.document, token, status_cues()) is Status.DENIED if token.is_verb else False
    dates = [m for m in scene.dates_in(sentence) if (at := token_at(scene, m)) is not None and at.index in clause]
    if moved:
        dates = ahead(dates)
    if denied or not dates:
        return
    others = {child.index for child in scene.document.children(token.index, "xcomp", "ccomp", "conj", "advcl")}
    inside_other = {index for other in others for index in scene.document.subtree(other)}
    for position, mention in enumerate(dates):
        at = token_at(scene, mention)
        if at is None or (at.index in inside_other and not moved):
            continue
        if moved and mention.kind == "span":
            old_date, _, new_date = mention.edtf.partition("/")
            more = {"confidence": 0.85, "value_span": (mention.start, mention.end)}
            scene.attribute(span, predicate, old_date, "schedule", token, status=Status.CANCELLED, **more)
            scene.attribute(span, predicate, new_date, "schedule", token, status=Status.PLANNED, **more)
            continue
        before = word_before(scene, mention)
        again = position + 1 < len(dates) and moves_on(scene.document, at.index)
        first = position == 0 and len(dates) > 1 and before not in ARRIVALS
        old = moved and (before in DEPARTURES or first or again)
        if moved and not old and len(dates) == 1 and before in {"on", ""}:
            continue
        if moved and not hangs_on(scene, at, token):
            continue
        status = Status.CANCELLED if old else Status.PLANNED
        scene.attribute(
            span,
            predicate,
            mention.edtf,
            "schedule",
            token,
            status=status,
            confidence=0.85,
            value_span=(mention.start, mention.end),
        )


def ahead(dates: list[DateMention]) -> list[DateMention]:
    """Dates of a delay: the new ones lie ahead, whatever the tense of their clause, and the first before the second.

    "The March 3 launch was pushed back to August 9", told in July, speaks of one year.
    """
    turned = [on_the_side_of(mention, Status.PLANNED) for mention in dates]
    if len(turned) < 2 or turned[0].side <= 0:
        return turned
    first, second = turned[:2]
    late = first.edtf > second.edtf > first.other
    return [replace(first, edtf=first.other, other=first.edtf, side=-1) if late else first, *turned[1:]]


def hangs_on(scene: Scene, date: Token, verb: Token) -> bool:
    """Whether a date hangs on the verb by a preposition of its own: not "move the stage in a photo from April 27"."""
    prep = scene.document.governor(date.index)
    while prep is not None and prep.dep == "prep" and scene.document.tokens[prep.head].dep == "prep":
        prep = scene.document.governor(prep.index)
    return prep is None or prep.index == verb.index or prep.head == verb.index or prep.dep == "pobj"


def word_before(scene: Scene, mention: DateMention) -> str:
    words = scene.document.story.text[max(0, mention.start - 30) : mention.start].split()
    for word in reversed(words[-2:]):
        if word.lower() in ARRIVALS | DEPARTURES:
            return word.lower()
    return words[-1].lower() if words and words[-1].lower() == "on" else ""
