"""`ask`: a question to an answer, through intent, plan and sentences."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from kg.ask import (
    anchors,
    awards,
    broad,
    choosing,
    comparing,
    course,
    decisions,
    explaining,
    figures,
    listing,
    loose,
    losses,
    narrow,
    origins,
    pairs,
    passages,
    returns,
    sums,
    superlative,
    unclear,
    voices,
)
from kg.ask.answer import Answer, Sentence
from kg.ask.compose import Composer, answer
from kg.ask.fetch import Inquiry, Readable
from kg.ask.focus import Focus, about, failed_flight, find, of_news, with_crew
from kg.ask.intents import Intent, by_name, intent_for
from kg.ask.lexicon import intents, nouns, word_class
from kg.ask.linking import function_words, is_place
from kg.ask.names import in_sentence, joined
from kg.ask.namesakes import from_namesakes, lacks
from kg.ask.numbers import is_of_money
from kg.ask.plan import is_kin_kind
from kg.ask.pointers import asks_who_said
from kg.ask.question import ENTITY, Question, quotation, read
from kg.ask.request import YES_NO, Request, nothing_on
from kg.ask.sentences import Background
from kg.ask.twins import note
from kg.ask.verdict import of_origin, outcomes_asked
from kg.model import Entity
from ontology import vocabulary

STYLES: dict[str, Callable[[Request], Composer]] = {
    "claims": narrow.respond,
    "broad": broad.respond,
    "impact": broad.impact,
    "why": explaining.why,
    "happened": broad.happened,
    "plans": broad.plans,
    "identity": broad.identity,
    "timeline": course.respond,
    "lost": losses.respond,
    "said": voices.said,
    "papers": voices.papers,
    "connection": pairs.connection,
    "compare": pairs.compare,
    "unclear": unclear.respond,
}
ABOUT_THE_NEWS = frozenset(("impact", "why", "happened", "lost", "plans", "timeline", "papers", "said"))
ABOUT_FLIGHTS = frozenset(("broad", "impact", "why", "happened", "lost", "timeline"))
OF_FLIGHTS = frozenset(("launch_date", "landing_date", "return", "rocket", "launch_site", "landing_place", "crew"))
ON_BOARD = frozenset(("on", "aboard", "onboard", "board"))
DATES = frozenset(("launch_date", "landing_date", "failure_date", "arrival", "end_date", "founding", "when"))
ORDINAL = re.compile(
    r"^ (?:is|are|was|were) @ (?:the )?(?:\d+(?:st|nd|rd|th)|fourth|fifth|sixth|seventh|eighth|ninth|tenth) "
)
CRASHED = re.compile(r" crash(?:ed)? ")
WHEREABOUTS = re.compile(r"^ where (?:is|are|was|were) (?:the )?@ (?:now |today |currently )?$")
HOME = frozenset(("earth", "the earth"))
OWNED = re.compile(r" (?:what|who) (?:is|are|was|were) @ 's ")
EVERY_NAME_COUNTS = frozenset(("said", "connection", "compare"))


def ask(store: Readable, question: str, *, day: date | None = None) -> Answer:
    """Answer a question from the graph's claims, or say honestly that it holds nothing on it.

    As of a `day`, claims count that hold by its end (`kg.ask.asof`); entities have the names of today.
    Never raises for what is asked; `StoreError` where the store cannot be read.
    """
    inquiry = Inquiry(store, day)
    understood = read(question)
    if isinstance(understood, str):
        return refusal(inquiry, question[:200], understood)
    inquiry.first = outcomes_asked({token.text for token in understood.tokens})
    focus = find(inquiry, understood)
    told = of_focus(inquiry, understood, focus, question)
    if focus.entities and not focus.unknown and lacks(told):
        again = from_namesakes(inquiry, focus, told, lambda fresh, other: of_focus(fresh, understood, other, question))
        told = again or told
    return passages.with_passages(inquiry, focus, told) if not told.citations or lacks(told) else told


def of_focus(inquiry: Inquiry, understood: Question, focus: Focus, question: str) -> Answer:
    """The answer to a question on what it was found to be about."""
    spoken = intent_for(focus.words) or by_name("unclear")
    if spoken.name == "cargo" and focus.entities and is_place(focus.main):
        spoken, focus = of_place(focus)
    intent = fitted(spoken, focus)
    if intent.name == "impact" and is_of_money(understood.text):
        intent = by_name("money")  # "Did it cost $3 million?"
    if intent.name == "launches" and focus.noun.startswith("payload"):
        focus = replace(focus, types=(), noun="")  # whatever flies, not instruments alone
    if intent.name == "money":
        focus = replace(focus, unknown=tuple(name for name in focus.unknown if not sums.ROUND.fullmatch(name)))
    request = Request(inquiry, understood, focus, intent)
    if compared := comparing.respond(request):
        return finish(request, compared, question)
    if quotation(understood) and asks_who_said(understood):
        return of_quotation(request, question)
    if (word := superlative.asked(request)) and (composer := superlative.respond(request, word)):
        return finish(request, composer, question)
    if focus.unknown and not focus.entities and intent.loose:
        matter = loose.respond(request)
        if matter is not None and not matter[1]:
            return finish(replace(request, focus=replace(focus, unknown=())), matter[0], question)
    if asks_who_said(understood) and not focus.entities:
        plain = replace(request, focus=replace(focus, unknown=()))
        words = voices.who_said(plain)
        return ask_back(plain, question) if words is None else finish(plain, words, question)
    if focus.unknown and (not focus.entities or intent.style in EVERY_NAME_COUNTS):
        text = nothing_on([f"“{name}”" for name in focus.unknown])
        return refusal(inquiry, question, with_near(text, focus.candidates), focus.candidates, intent.name)
    if decided := decisions.respond(request):
        return finish(request, decided, question)
    if awarded := awards.respond(request):
        return finish(request, awarded, question)
    if chosen := choosing.respond(request):
        return finish(request, chosen, question)
    if figures_told := figures.respond(request):
        return finish(request, figures_told, question)
    if request.is_yes_no and (origin := of_origin(request)):
        return finish(request, origin, question)
    if request.is_yes_no and (returned := returns.respond(request)):
        return finish(request, returned, question)
    if of_country := origins.respond(request):
        return finish(request, of_country, question)
    if lists_things(request):
        return finish(request, listing.respond(request), question)
    if not focus.entities:
        return without_names(request, question)
    if intent.style in ("connection", "compare") and len(focus.entities) < 2:
        request = Request(inquiry, understood, focus, by_name("identity"))
    if request.intent.name == "why":
        request = replace(request, focus=failed_flight(inquiry, request.focus))
    of_first = request.is_yes_no and request.intent.name == "significance"  # "Was Latvia the 37th to sign @?"
    if not of_first and (request.intent.style in ABOUT_FLIGHTS or request.intent.name in OF_FLIGHTS):
        request = replace(request, focus=flights_first(request.focus))
    told = STYLES[request.intent.style](request)
    by_days = request.intent.style != "plans" and request.intent.name != "measure"
    if spoken.style == "plans" and by_days and not told.citations:
        # "When is the next flight of Osprey 9?": what is to fly on it has the day, where it has none of its own
        planned = replace(request, intent=spoken)
        ahead = STYLES[spoken.style](planned)
        fits = bool(ahead.citations) and (not focus.words.startswith(" where ") or tells_place(ahead))
        return finish(planned, ahead, question) if fits else finish(request, told, question)
    return finish(request, told, question)


def tells_place(composer: Composer) -> bool:
    """Whether a plan says where something is to be: no "where" is answered by a rocket, or by how far it is to look."""
    told = {claim.predicate for claim in composer.used}
    return bool(told & {"TARGETS", "LANDED_ON", "ORBITS", "DOCKED_WITH", "PURPOSE"}) and "LAUNCHED_ON" not in told


def of_place(focus: Focus) -> tuple[Intent, Focus]:
    """ "Are there landers on the Moon?": a place carries nothing; which craft came down there is asked."""
    _, _, behind = focus.words.partition(" there ")
    noun = behind.partition(f" {ENTITY} ")[0].rpartition(" ")[0].removeprefix("any ")
    types = nouns().get(noun, ())
    if not types or not all(is_any(kind, ("Craft",)) for kind in types):
        return intent_for(focus.words, but="cargo") or by_name("unclear"), focus
    return replace(by_name("visitors"), backward=("LANDED_ON",)), replace(focus, types=types, noun=noun)


def of_quotation(request: Request, question: str) -> Answer:
    """Who said what stands in quotation marks, whatever else it names."""
    plain = replace(request, focus=replace(request.focus, unknown=(), entities=(), note=""))
    if (words := voices.who_said(plain)) is not None:
        return finish(plain, words, question)
    text = nothing_on([f"who said “{quotation(request.question)}”"])
    return refusal(request.inquiry, question, text, (), request.intent.name)


def fitted(intent: Intent, focus: Focus) -> Intent:
    """The intent that the words have of a thing of this kind."""
    kind = focus.main.type if focus.entities else ""
    if told := by_question_word(intent, focus):
        return told
    if anchors.is_of_part(intent, focus):
        return by_name("unclear")  # "Who made the nozzle of Vega C?" does not ask who made the rocket
    if intent.name == "return" and not comes_back(focus):
        return intent_for(focus.words, but=intent.name) or by_name("unclear")
    if intent.name in ("outcome", "unclear") and kind == "Person" and is_flight_of(focus):
        return by_name("crew_of")  # "Did Suni Williams fly on Crew Dragon?"
    if intent.name == "founding" and kind == "Person":
        return by_name("unclear")  # nobody is founded
    if intent.name == "founding" and " when " in focus.words and is_any(kind, ("Craft", "Mission")):
        return by_name("launch_date")  # "When did Hubble start?"
    if intent.name == "fleet" and is_any(kind, ("Craft", "Mission")):
        return by_name("cargo")  # "What instruments does Blue Ghost have?"
    if intent.name == "founding" and is_any(kind, ("CelestialBody", "Craft")):
        return by_name("measure")  # "How old is Bennu?"
    if intent.name == "members" and kind == "Person":
        return by_name("employer")  # "Did Vera Moss join Tarn Lunar?"
    if intent.name == "failure_date" and kind == "Person":
        return by_name("when")  # who dies does not fail
    if intent.name == "landing_date" and kind == "LaunchVehicle" and CRASHED.search(focus.words):
        return by_name("failure_date")
    if intent.name in ("base", "landing_place") and WHEREABOUTS.match(focus.words) and comes_to(focus):
        return by_name("whereabouts")  # nothing that flies is based anywhere
    if intent.name == "rocket" and kind == "LaunchVehicle":
        return by_name("launches")  # of a rocket what flies on it is asked, not what launches it
    if intent.name in ("cargo", "visitors") and kind == "LaunchVehicle":
        # "What did Ariane 6 carry?": what a rocket carries is launched on it
        return replace(by_name("launches"), else_forward=())
    if intent.name == "launches" and vocabulary().is_a(kind, "Craft"):
        return by_name("cargo")  # "What flew on Blue Ghost?"
    return intent


def is_flight_of(focus: Focus) -> bool:
    """Whether a yes or no is asked of a person and a flight: "did @ fly on @", "is @ aboard @"."""
    first, *rest = focus.words.split() or [""]
    others = [one.type for one in focus.entities[1:]]
    spoken = {*ON_BOARD, *(word for phrase in intents()["groups"]["launch"] for word in phrase.split())}
    return first in YES_NO and bool(spoken & set(rest)) and any(is_any(kind, ("Craft", "Mission")) for kind in others)


def is_any(kind: str, kinds: Sequence[str]) -> bool:
    return bool(kind) and any(vocabulary().is_a(kind, one) for one in kinds)


def by_question_word(intent: Intent, focus: Focus) -> Intent | None:
    """The intent where the word that asks tells that the words behind it mislead; else None."""
    first, second, *rest = [*focus.words.split(), "", ""]
    if intent.name in DATES and first in ("who", "whom", "whose"):
        return by_name("unclear")  # "Who was hurt when Petrel crashed?" asks for no day
    if ORDINAL.match(focus.words):
        return by_name("significance")  # "Was Latvia the 37th country to sign?"
    if intent.name == "employer" and focus.entities and is_any(focus.main.type, ("Organization",)) and first == "who":
        return by_name("customer")  # who hires a company is its customer
    if intent.name == "crew" and first == "how" and second != "many":
        return by_name("unclear")  # "How did the crew of Petrel get home?" asks for no names
    if intent.name == "outcome" and first == "what" and second == "will":
        return by_name("plans")  # "What will happen to Lucy?"
    if first == "how" and second == "much" and intent.name in ("supports", "supporters") and is_of_payment(rest):
        return by_name("money")  # "How much did the Perch Board pay for Heron?"
    if intent.style == "plans" and first == "how" and second == "many":
        return by_name("measure")  # "How many launches will Tarn Lunar fly?" asks for no plans
    if intent.name == "builds" and first == "how" and second == "many" and set(rest) & word_class("counted_events"):
        # "How many launches has Petrel made?"
        return by_name("launches" if set(rest) & word_class("counted_launches") else "measure")
    if intent.style == "plans" and first == "when":
        return by_name("when")
    if intent.style == "plans" and first == "where" and focus.entities and is_kin_kind(focus.main):
        return by_name("landing_place")  # "Where does Tarn Lunar plan to build a base?" asks for no landing
    if intent.name == "identity" and OWNED.match(focus.words) and is_more_than_kind(focus):
        return by_name("unclear")  # "What is the FCC's five-year rule?" does not ask what the FCC is
    if intent.name == "background" and first == "how" and second in ("much", "many"):
        return intent_for(focus.words, but=intent.name)  # "How much has Sable Works raised so far?"
    if intent.name == "career" and focus.entities and focus.main.type != "Person":
        return by_name("background")
    return None


def is_of_payment(words: Sequence[str]) -> bool:
    return bool(word_class("money_words") & set(words))


def is_more_than_kind(focus: Focus) -> bool:
    behind = focus.words.partition(" 's ")[2].split()
    return any(word not in nouns() and word not in function_words() and word != ENTITY for word in behind)


def comes_back(focus: Focus) -> bool:
    """Whether something that flies is asked about, and no other place than the Earth: the Moon is no home."""
    flies = bool(focus.entities) and is_kin_kind(focus.main)
    return flies and all(one.name.casefold() in HOME for one in focus.entities[1:] if is_place(one))


def comes_to(focus: Focus) -> bool:
    return bool(focus.entities) and is_kin_kind(focus.main)


def flights_first(focus: Focus) -> Focus:
    """Of an organisation and its flight or rocket it is the latter that has goals, causes and consequences."""

    def rank(entity: Entity) -> int:
        return 0 if is_kin_kind(entity) else 1 if is_any(entity.type, ("LaunchVehicle", "Stage")) else 2

    return replace(focus, entities=tuple(sorted(focus.entities, key=rank)))


def lists_things(request: Request) -> bool:
    """Whether a kind of thing is asked for and nothing but places is named."""
    focus = request.focus
    asks_kind = (
        bool(focus.types) and request.intent.style != "unclear" and all(is_place(entity) for entity in focus.entities)
    )
    return asks_kind and (not focus.entities or not request.intent.backward or request.intent.name == "visitors")


def finish(request: Request, composer: Composer, question: str) -> Answer:
    inquiry = request.inquiry
    used = {one.id: one for claim in composer.used if (one := inquiry.taken.get(claim.id))}
    for main in {inquiry.mains[one].id: inquiry.mains[one] for one in used}.values():
        others = [one for one in used.values() if inquiry.mains[one.id].id == main.id]
        composer.sentences.insert(0, Sentence(note(main, others)))
    candidates = request.focus.candidates if request.focus.unknown else ()
    return answer(composer, question, request.intent.name, request.focus.entities, candidates)


def without_names(request: Request, question: str) -> Answer:
    """A matter that stories speak of, or what the newest story is about; else the question goes back."""
    if not request.focus.candidates and request.intent.loose:
        matter = loose.respond(request)
        if matter is not None and matter[1]:
            return ask_back(replace(request, focus=replace(request.focus, candidates=matter[1])), question)
        if matter is not None:
            return finish(request, matter[0], question)
    if not request.focus.candidates and speaks_of_crew(request):
        crewed = with_crew(request.inquiry)
        if len(crewed) == 1:
            return answer_on(
                replace(request, focus=replace(request.focus, entities=crewed, note=about(crewed[0]))), question
            )
        return ask_back(replace(request, focus=replace(request.focus, candidates=crewed)), question)
    if request.intent.style in ("happened", "timeline", "plans") and listing.periods_of(request):
        kinds = ("Mission", "Craft", "LaunchVehicle", "Organization")
        dated = replace(request, focus=replace(request.focus, types=kinds, noun="events"))
        return finish(dated, listing.respond(dated), question)
    if not request.focus.candidates and request.intent.style in ABOUT_THE_NEWS:
        recent = of_news(request.inquiry, request.question, request.focus)
        if recent.entities:
            return answer_on(replace(request, focus=recent), question)
        return ask_back(replace(request, focus=recent), question)
    return ask_back(request, question)


def answer_on(request: Request, question: str) -> Answer:
    return finish(request, STYLES[request.intent.style](request), question)


def speaks_of_crew(request: Request) -> bool:
    """ "When did the astronauts come home?": of some flight, but who tells which?"""
    tokens = [token.text for token in request.question.tokens]
    crew = {word for word in intents()["groups"]["aboard"] if word.endswith("s") or word == "crew"}
    behind = {word for the, word in pairwise(tokens) if the in ("the", "these", "those")}
    return not request.focus.types and tokens[0] not in ("who", "which", "list") and bool(behind & crew)


def ask_back(request: Request, question: str) -> Answer:
    """Nothing is named, or what is pointed at may be several things."""
    candidates = request.focus.candidates
    if candidates:
        names = joined([in_sentence(one) for one in candidates], "or")
        text = f"It is not clear what the question is about: {names}? Ask by name."
    else:
        text = (
            "The graph holds nothing on that: the question names nothing that a story speaks of. "
            "Ask about something by its name."
        )
    return refusal(request.inquiry, question, text, candidates, request.intent.name)


def with_near(text: str, near: Sequence[Entity]) -> str:
    if not near:
        return text
    return f"{text} Names near to it: {joined([in_sentence(one) for one in near], 'or')}."


def refusal(inquiry: Inquiry, question: str, text: str, candidates: Sequence[Entity] = (), intent: str = "") -> Answer:
    composer = Composer(inquiry, Background())
    composer.remark(text)
    return answer(composer, question, intent, (), candidates)
