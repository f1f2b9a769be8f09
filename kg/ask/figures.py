"""How much and how many of what: figures that share the noun."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from kg.ask import narrow, plan, tallies
from kg.ask.compose import Composer
from kg.ask.dimensions import WEIGHED, counted_for, met, no_count, words_before
from kg.ask.intents import by_name
from kg.ask.lexicon import intents, nouns, word_class, words
from kg.ask.linking import function_words
from kg.ask.numbers import described, stem
from kg.ask.plan import FOCUS, KIN, Found
from kg.ask.points import Point
from kg.ask.question import ENTITY
from kg.ask.rank import ordered, points, sided
from kg.ask.request import Request, tell
from kg.ask.shapes import quote_of

LIMIT = 3
TIMES = frozenset(("times", "time"))
WORD = re.compile(r"\w+")
SHARE = re.compile(r"%|\bper ?cent\b|\b(?:half|third|quarter|two-thirds|three-quarters|all)\b")


def respond(request: Request) -> Composer | None:
    """Figures of the thing that a question counts or weighs; None where it asks for money or for things by name."""
    counted = asked(request)
    if counted is None or not request.focus.entities:
        return None
    word, phrase = counted
    if not phrase:
        return narrow.respond(replace(request, intent=by_name("measure")))
    found = plan.simple(request.inquiry, by_name("cargo"), request.focus, more=("MEASURE",))
    chosen = [one for ring in (FOCUS, KIN) for one in sharing(figures(found, ring), phrase)]
    if not chosen and is_of_capacity(request):
        chosen = [one for ring in (FOCUS, KIN) for one in figures(found, ring) if is_lifted(one)]
    if not chosen and word == "many" and (told := tallies.respond(request, noun_in(phrase))):
        return told
    if not chosen:
        unnamed = word == "many" and is_only_counted(request, phrase)
        return narrow.respond(replace(request, intent=by_name("measure"))) if word == "much" or unnamed else None
    composer = request.composer(found)
    kept = met(chosen, purpose := counted_for(request))
    composer.remark("" if kept else no_count(purpose))
    tell(composer, kept or chosen, LIMIT)
    return composer


def asked(request: Request) -> tuple[str, list[str]] | None:
    """ "much" or "many", and the words for what is counted; none where it is something that has a name."""
    spoken = request.focus.words.split()
    place = next((at for at, (how, word) in enumerate(pairwise(spoken)) if is_how(how, word)), -1)
    if place < 0 or set(spoken) & word_class("money_words"):
        return None
    behind = spoken[place + 2 :]
    verb = next((at for at, word in enumerate(behind) if word in intents()["groups"]["do"]), len(behind))
    phrase = [word for word in behind[:verb] if word not in function_words() and word != ENTITY]
    if phrase or spoken[place + 1] == "many":
        return (spoken[place + 1], phrase) if phrase else None
    if behind[:1] == [ENTITY]:
        return "much", []
    lifted = [word for word in behind[verb:] if word in word_class("capacity_words")]
    return ("much", ["payload"]) if lifted else None


def counted_noun(phrase: Sequence[str]) -> str:
    """What is counted, before the verb of what it did: "landers landed"."""
    verbs = {word for name in ("land", "launch", "fail", "succeed") for word in intents()["groups"][name]}
    nouns_first = takewhile(lambda word: word not in verbs or word in nouns(), phrase)
    return [phrase[0], *nouns_first][-1]


def noun_in(phrase: Sequence[str]) -> str:
    """The first noun for things of a kind ("countries joined"), else what is counted."""
    return next((word for word in phrase if word in nouns()), counted_noun(phrase))


def is_only_counted(request: Request, phrase: Sequence[str]) -> bool:
    """Whether things have no names to be listed by ("spacewalks"), so that a list of others is no answer."""
    counted = nouns().keys() | word_class("failure_words") | word_class("launch_words") | TIMES
    if phrase_of(request)[:1] and not set(phrase_of(request)) & counted and phrase_of(request)[-1:] != phrase[-1:]:
        return True  # "pieces of junk that orbit the Earth"
    noun = counted_noun(phrase)
    return noun not in counted and not request.intent.knows(noun) and noun.removesuffix("s") not in counted


def phrase_of(request: Request) -> list[str]:
    """The words right behind "how many", up to the first of grammar or a name."""
    spoken = request.focus.words.split()
    behind = spoken[spoken.index("many") + 1 :] if "many" in spoken else []
    return list(takewhile(lambda word: word not in function_words() and word != ENTITY, behind))


def is_of_capacity(request: Request) -> bool:
    return bool(word_class("capacity_words") & set(request.focus.words.split()))


def is_lifted(point: Point) -> bool:
    """Whether a figure is a mass, in a sentence that tells what can be lifted: "It carries 900 kg to orbit"."""
    said = set(WORD.findall(" ".join(one.quote for one in point.lead.evidence).casefold()))
    lifting = {form for word in word_class("capacity_words") for form in (word, f"{word}s", f"{word}ing")}
    mass = any(sign in described(point) for sign in words()["dimensions"]["mass"][2:])
    if WEIGHED & set(words_before(point)):
        return False
    return mass and bool(said & (lifting | {"payload", "payloads", "capacity", "capable", "capability"}))


def is_how(how: str, word: str) -> bool:
    return how == "how" and word in ("much", "many")


def figures(found: Found, ring: str) -> list[Point]:
    claims = sided(found, ("MEASURE",), (), (ring,))
    return ordered(points(found, claims), found, ("MEASURE",))


def sharing(chosen: Sequence[Point], phrase: Sequence[str]) -> list[Point]:
    """Figures of the last of the words, else of any; of a part of a whole also those whose sentence speaks of it."""
    if own := [point for point in chosen if stem(phrase[-1]) in stems(described(point))]:
        return own
    wanted = {stem(word) for word in phrase}
    if near := [point for point in chosen if wanted & stems(described(point))]:
        return near
    parts = [point for point in chosen if SHARE.search(described(point))]
    return [point for point in parts if wanted & stems(quote_of(point.lead))]


def stems(text: str) -> set[str]:
    return {stem(word) for word in WORD.findall(text.casefold())}
