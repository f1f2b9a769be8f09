"""Figures of the kind and of the matter that a question asks for: "how tall", "how far from its target"."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from kg.ask.lexicon import intents, nouns, word_class, words
from kg.ask.linking import function_words, is_place
from kg.ask.names import in_sentence, joined, says_any
from kg.ask.numbers import described, way_of
from kg.ask.points import Point
from kg.ask.question import ENTITY
from kg.ask.request import Request
from kg.ask.shapes import before, quote_of

WEIGHED = frozenset(("weigh", "weighs", "weighed", "weighing", "weight", "mass"))
NEAR = 4  # words before a figure that tell what it weighs
FIGURE = re.compile(r"\d[\d.,]*")
AFAR = frozenset(("distance", "above"))  # ways that "from" and "above" tell, which stand behind other figures too
MASSES = frozenset(("heavy", "weigh", "weighs", "weight", "mass"))
# "21 grams of dust" is how much it holds, not what it weighs
HOLDS = re.compile(r"\b(?:kilo\w*|kg|tons?|tonnes?|pounds?|lbs?|grams?)\)? of\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
STEM = 6
SHORTEST = 4
COUNT = re.compile(r"(?:[\w-]+ )?\d")
EACH = re.compile(r"\b(?:each|apiece|respectively)\b", re.IGNORECASE)
HERE = frozenset(("earth", "the earth"))  # from where everything is far that is "110 light-years away"


def of_dimension(request: Request, chosen: Sequence[Point]) -> list[Point]:
    """Only figures of the kind asked for: "how heavy" asks for a mass, "how many satellites" for satellites."""
    tokens = [token.text for token in request.question.tokens]
    signs = {sign for word in tokens for sign in words()["dimensions"].get(word, ())}
    if "many" in tokens:
        signs = {word.rstrip("s")[:8] for word in tokens[tokens.index("many") + 1 :][:2] if len(word) > 3}
    if "much" in tokens and not signs:
        signs = {word[:8] for word in tokens[tokens.index("much") + 1 :][:1]}
    if not signs:
        return list(chosen)
    if MASSES & set(tokens):
        chosen = [point for point in chosen if not HOLDS.search(point.value or "") and not is_load(point)]
    asked = {way for word in tokens for way in words()["ways_asked"].get(word, ())}
    if "high" in tokens and word_class("rising") & set(tokens):
        asked = {"above"}
    if asked & AFAR:  # "120 grams from the Moon" is no distance
        chosen = [point for point in chosen if not holds(described(point), words()["dimensions"]["weight"])]
    kept = [(way_of(point), point) for point in chosen]
    return [point for way, point in kept if way in asked or (holds(described(point), signs) and not (asked and way))]


def is_load(point: Point) -> bool:
    """Whether a figure is what something lifts, and not what it weighs itself: "can lift 20 tonnes"."""
    lifting = {form for word in word_class("capacity_words") for form in (word, f"{word}s", f"{word}ing")}
    return bool(lifting & set(near := words_before(point))) and WEIGHED.isdisjoint(near)


def words_before(point: Point) -> list[str]:
    """The few words right before a figure, up to the figure before it."""
    return WORD.findall(FIGURE.split(before(point.lead).casefold())[-1])[-NEAR:]


def holds(text: str, signs: Iterable[str]) -> bool:
    """Whether a word begins as one of the signs does: "flights" are no "light" years."""
    return any(
        re.search(rf"(?<![a-z]){re.escape(sign)}" if sign[0].isalpha() else re.escape(sign), text) for sign in signs
    )


def of_matter(request: Request, chosen: Sequence[Point]) -> list[Point]:
    """Only figures whose sentences speak of what a question measures from: "how far from its target" asks for no other.

    Of another place too, unless that is the Earth, from which everything in space is far.
    """
    asked = {stem(word) for word in matter(request)}
    places = [one for one in request.focus.entities[1:] if is_place(one)]
    names = [name for one in places for name in (one.name, *one.aliases)]
    if not (asked or names) or "far" not in request.focus.words.split():
        return list(chosen)
    worded = [point for point in chosen if says_any(point.value or "", names)]
    if worded := worded or [point for point in chosen if asked & stems(point.value or "")]:
        return worded
    names = [] if all(one.name.casefold() in HERE for one in places) else names
    kept = []
    for point in chosen:
        quote = quote_of(point.lead).casefold()
        meets = not asked or asked & stems(quote)
        if meets and (not names or says_any(quote, names)):
            kept.append(point)
    return kept


def matter(request: Request) -> list[str]:
    """The words behind "from" and its like up to the verb, with other words for the same."""
    spoken = request.focus.words.split()
    at = next((at for at, word in enumerate(spoken) if word in word_class("measured_from")), len(spoken))
    verbs = intents()["groups"]["do"]
    behind = takewhile(lambda word: word not in verbs, spoken[at + 1 :])
    told = [word for word in behind if is_telling(word)]
    return [one for word in told for one in (word, *alike(word))]


def is_telling(word: str) -> bool:
    return word != ENTITY and len(word) >= SHORTEST and word not in function_words()


def counted_for(request: Request) -> list[str]:
    """The words for what things are counted: "how many satellites will it build for the tracking layer"."""
    spoken = request.focus.words.split()
    if "how" not in spoken or spoken[spoken.index("how") + 1 :][:1] != ["many"]:
        return []
    first = next((at for at, word in enumerate(spoken) if word in intents()["groups"]["do"]), len(spoken))
    at = next((at for at, word in enumerate(spoken) if at > first and word in word_class("counted_for")), len(spoken))
    dull = function_words() | word_class("manner") | word_class("plain_words") | nouns().keys()
    return [word for word in spoken[at + 1 :] if is_telling(word) and word not in dull and not word.isdigit()]


def met(chosen: Sequence[Point], asked: Sequence[str]) -> list[Point]:
    """What is told in sentences that have a word of these, or is of things with such names; all where none is asked."""
    wanted = stems(" ".join(asked))
    return [point for point in chosen if not wanted or wanted & stems(told_with(point))]


def no_count(asked: Sequence[str]) -> str:
    return f"The graph holds no count of that for “{' '.join(asked)}”; what it holds:"


def by_number(request: Request, told: Sequence[Point]) -> str:
    """How many of what is counted are told by name, where no figure tells how many there are."""
    spoken = request.focus.words.split()
    if "many" not in spoken or not any(point.others for point in told):
        return ""
    if set(spoken) & word_class("counted_events"):
        return "The graph holds no count of that; what it tells of it:"
    names = {one.id for point in told for one in point.others if not one.described}
    return f"The graph holds {len(names)} of them by name." if names else ""


def of_several(request: Request, told: Sequence[Point]) -> str:
    """That what is counted is the number of several together: "contracts for 126 satellites to Tarn and Knot"."""
    for point in told:
        counted = next((one for one in (*point.first, *point.others) if one.described and COUNT.match(one.name)), None)
        if counted is None or "many" not in request.focus.words.split() or EACH.search(quote_of(point.lead)):
            continue
        inquiry = request.inquiry
        before = inquiry.cypher, inquiry.parameters
        beside = inquiry.about([counted.id], [], [point.predicate])
        inquiry.cypher, inquiry.parameters = before
        same = [one for one in beside if one.object and one.story == point.lead.story]
        ends = (end for one in same for end in (one.subject, one.object) if end and end.id != counted.id)
        parties = {end.name: in_sentence(end) for end in ends}
        if len(parties) > 1:
            return f"That is told of {joined([parties[name] for name in sorted(parties)])} together."
    return ""


def told_with(point: Point) -> str:
    names = [name for one in (*point.first, *point.others) for name in (one.name, *one.aliases)]
    return " ".join([*names, *(quote_of(claim) for claim in point.claims)]).casefold()


def alike(word: str) -> list[str]:
    """Words for the same thing: "target", "intended"."""
    return next((group for group in words()["measured_alike"] if word in group), [])


def stems(text: str) -> set[str]:
    return {stem(word) for word in WORD.findall(text)}


def stem(word: str) -> str:
    return word.casefold()[:STEM]
