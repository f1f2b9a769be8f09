"""`ask`: a question to an answer, through intent, plan and sentences."""

import re
from collections.abc import Callable, Sequence

from kg.ask import broad, course, listing, narrow, pairs, voices
from kg.ask.answer import Answer
from kg.ask.compose import Composer, answer
from kg.ask.fetch import Readable, Reading
from kg.ask.focus import find
from kg.ask.intents import by_name, intent_for
from kg.ask.linking import is_place
from kg.ask.names import in_sentence, joined
from kg.ask.question import read
from kg.ask.request import Request, nothing_on
from kg.ask.sentences import Background
from kg.model import Entity

STYLES: dict[str, Callable[[Request], Composer]] = {
    "claims": narrow.respond,
    "broad": broad.respond,
    "impact": broad.impact,
    "why": broad.why,
    "happened": broad.happened,
    "plans": broad.plans,
    "identity": broad.identity,
    "timeline": course.respond,
    "said": voices.said,
    "papers": voices.papers,
    "connection": pairs.connection,
    "compare": pairs.compare,
}
EVERY_NAME_COUNTS = frozenset(("said", "connection", "compare"))
COMMENT = re.compile(r"\s+")


def ask(store: Readable, question: str) -> Answer:
    """Answer a question from the graph's claims, or say honestly that it holds nothing on it.

    Never raises for what is asked; `StoreError` where the store cannot be read.
    """
    reading = Reading(store)
    understood = read(question)
    if isinstance(understood, str):
        return refusal(reading, question[:200], understood)
    focus = find(reading, understood)
    intent = intent_for(focus.words) or by_name("identity")
    request = Request(reading, understood, focus, intent)
    if focus.unknown and (not focus.entities or intent.style in EVERY_NAME_COUNTS):
        text = nothing_on([f"“{name}”" for name in focus.unknown])
        return refusal(reading, question, with_near(text, focus.candidates), focus.candidates, intent.name)
    if lists_things(request):
        return finish(request, listing.respond(request), question)
    if not focus.entities:
        return ask_back(request, question)
    if intent.style in ("connection", "compare") and len(focus.entities) < 2:
        request = Request(reading, understood, focus, by_name("identity"))
    return finish(request, STYLES[request.intent.style](request), question)


def lists_things(request: Request) -> bool:
    """Whether a kind of thing is asked for and nothing but places is named."""
    focus = request.focus
    asks_kind = bool(focus.types) and all(is_place(entity) for entity in focus.entities)
    return asks_kind and (not focus.entities or not request.intent.backward)


def finish(request: Request, composer: Composer, question: str) -> Answer:
    candidates = request.focus.candidates if request.focus.unknown else ()
    return answer(composer, question, request.intent.name, request.focus.entities, candidates)


def ask_back(request: Request, question: str) -> Answer:
    """Nothing is named, or what is pointed at may be several things."""
    candidates = request.focus.candidates
    if candidates:
        text = f"It is not clear what the question is about: {joined([in_sentence(one) for one in candidates], 'or')}? Ask by name."
    else:
        text = "The graph holds nothing on that: the question names nothing that a story speaks of. Ask about something by its name."
    return refusal(request.reading, question, text, candidates, request.intent.name)


def with_near(text: str, near: Sequence[Entity]) -> str:
    if not near:
        return text
    return f"{text} Names near to it: {joined([in_sentence(one) for one in near], 'or')}."


def refusal(reading: Reading, question: str, text: str, candidates: Sequence[Entity] = (), intent: str = "") -> Answer:
    composer = Composer(reading, Background())
    composer.remark(text)
    return answer(composer, question, intent, (), candidates)
