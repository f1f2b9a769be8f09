"""Words of a question that point at something without a name: "the lander", "this failure", "it"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.ask.lexicon import intents, nouns, plural, word_class
from kg.ask.lexicon import words as lists
from kg.ask.linking import Linked, Named, function_words, is_demonym, is_place, plain_words
from kg.ask.question import ENTITY, Question, quotation
from kg.model import Entity
from ontology import vocabulary

POINTERS = frozenset(("the", "this", "that", "these", "those", "its", "their", "our"))
PRONOUNS = frozenset(("it", "its", "he", "she", "his", "her", "they", "them", "their", "him"))
POSSESSIVES = frozenset(("its", "his", "her", "their"))
FLIGHTS = ("Lander", "Mission", "Orbiter", "Capsule", "Rover", "Craft", "Satellite", "Spaceplane", "LaunchVehicle")
FLOWN = ("Craft", "Mission", "LaunchVehicle", "Stage")
MOST_ADJECTIVES = 3
BEHIND = 6  # words behind "it" that show whether it means anything
ADJECTIVES = frozenset(
    ("first", "second", "third", "last", "new", "big", "latest", "recent", "own", "latter", "previous")
)
AGES = frozenset(("newest", "youngest", "oldest", "earliest", "first", "latest"))
# "its next mission" is no flight that the graph could have an outcome of: the plans of its owner answer
AHEAD = frozenset(
    ("next", "future", "later", "subsequent", "further", "upcoming", "planned", "coming", "plan", "plans")
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point at something without a name: "the lander", "this failure", "it"."""

    first: int
    last: int
    types: tuple[str, ...]


def pointer_of(question: Question, linked: Linked, asked: Sequence[str]) -> Pointer | None:
    tokens = [token.text for token in question.tokens]
    taken = {index: one.last for one in linked.named for index in (one.first,)}
    for index, word in enumerate(tokens):
        if word in POINTERS and word not in PRONOUNS:
            found = noun_after_any(tokens, index + 1, taken)
            if found and points_at_one(tokens[index : found.last]):
                return replace(found, first=index)
    for index, word in enumerate(tokens):
        owned = word in POSSESSIVES and any(start < index for start in taken)  # "Why does Germany want its own port?"
        if word in PRONOUNS and not asked and not owned and not is_empty(tokens, index):
            return Pointer(index, index + 1, person_or_thing(word))
    return None


def is_empty(tokens: Sequence[str], index: int) -> bool:
    """Whether "it" stands there for grammar alone: "is it legal to …", "is it true that …", "does it take … to"."""
    behind = tokens[index + 1 : index + 1 + BEHIND]
    spoken = f" {' '.join(behind)} "
    if tokens[index] != "it":
        return False
    if behind[:1] in (["take"], ["takes"]):
        return "to" in behind
    return any(
        f" {word} {joiner} " in spoken for joiner in ("to", "that") for word in word_class(f"empty_before_{joiner}")
    )


def owned_pointer(question: Question, chosen: Sequence[tuple[Named, Entity]]) -> tuple[Entity, Pointer] | None:
    """ "ispace's lunar lander", "the landing of ispace": something of the entity that is of another kind than it."""
    tokens = [token.text for token in question.tokens]
    # "Arianespace's Vega failure" names what failed
    passed = {one.first: one.last for one, thing in chosen if not any(vocabulary().is_a(thing.type, k) for k in FLOWN)}
    for named, entity in chosen:
        if is_place(entity) or not vocabulary().is_a(entity.type, "Organization"):
            continue
        after = named.last + (tokens[named.last : named.last + 1] == ["'s"])
        found = noun_after(tokens, after, passed)
        pointed = named.first > 0 and tokens[named.first - 1] in POINTERS
        if found and (after > named.last or (pointed and found.first <= named.last + 2)):
            return entity, replace(found, first=named.first)
        if of_it := noun_before_of(tokens, named):
            return entity, of_it
    return None


def noun_before_of(tokens: Sequence[str], named: Named) -> Pointer | None:
    """ "the newest telescope of the agency": which of its things is told by their age."""
    last = named.first - (tokens[max(0, named.first - 1)] in ("the", "a", "an"))
    first = max(0, last - 2 - MOST_ADJECTIVES)
    opening = next((at for at in range(last - 2, first, -1) if tokens[at - 1] == "the"), 0)
    between = tokens[opening : last - 2]
    kinds = flights_of(tokens[last - 2]) if last >= 2 and tokens[last - 1] == "of" else ()
    if opening and kinds and between and set(between) & AGES and set(between) <= plain_words() | AGES:
        return Pointer(opening - 1, named.last, kinds)
    return None


def asks_who_said(question: Question) -> bool:
    """ "Who said that the flight was called off?": what is pointed at is in words that somebody said of something."""
    first, verb, joiner, *_ = [*(token.text for token in question.tokens), "", "", ""]
    return first in ("who", "whose") and (
        (verb in saying() and joiner in ("that", "whether"))
        or (bool(quotation(question)) and any(token.text in saying() for token in question.tokens))
    )


@cache
def saying() -> frozenset[str]:
    return frozenset(word for phrase in intents()["groups"]["say"] for word in phrase.split())


def noun_after(tokens: Sequence[str], start: int, names: dict[int, int]) -> Pointer | None:
    index = start
    for _ in range(MOST_ADJECTIVES + 1):
        if index in names:
            index = names[index]
            continue
        word = tokens[index] if index < len(tokens) else ""
        kinds = flights_of(word)
        if kinds:
            return Pointer(index, index + 1, kinds)
        if word not in (plain_words() - function_words()) | ADJECTIVES | AGES or word in AHEAD:
            return None
        index += 1
    return None


def noun_after_any(tokens: Sequence[str], start: int, names: dict[int, int]) -> Pointer | None:
    index = start
    for _ in range(MOST_ADJECTIVES):
        if index in names:
            index = names[index]
            continue
        word = tokens[index] if index < len(tokens) else ""
        kinds = flights_of(word) or nouns().get(word, ())
        if kinds:
            return Pointer(index, index + 1, tuple(kinds))
        if word not in plain_words() - word_class("function_words") and not is_demonym(word):
            return None
        index += 1
    return None


def flights_of(word: str) -> tuple[str, ...]:
    """Types of things that fly, for a noun; all of them for words that mean a flight by what became of it."""
    if word in word_class("events"):
        return FLIGHTS
    kinds = nouns().get(word, ())
    known = vocabulary()
    if word in ("mission", "flight"):
        return FLIGHTS
    return tuple(kind for kind in kinds if known.is_a(kind, "Craft") or kind in ("Mission", "LaunchVehicle"))


@cache
def plurals() -> frozenset[str]:
    singular = {noun for types in lists()["types"].values() for noun in types}
    return frozenset(plural(noun) for noun in singular) - singular


def points_at_one(words: Sequence[str]) -> bool:
    """ "the lander" points at one thing; "the landers" and "the first private lander to …" ask for some."""
    return not set(words) & word_class("superlatives") and words[-1] not in plurals()


def person_or_thing(word: str) -> tuple[str, ...]:
    return ("Person",) if word in {"he", "she", "his", "her", "him"} else FLIGHTS


def mask_pointer(question: Question, pointer: Pointer) -> str:
    tokens = [token.text for token in question.tokens]
    return f" {' '.join([*tokens[: pointer.first], ENTITY, *tokens[pointer.last :]])} "


def surface_of(question: Question, pointer: Pointer) -> str:
    return question.text[question.tokens[pointer.first].start : question.tokens[max(pointer.last - 1, 0)].end]
