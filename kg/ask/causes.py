"""Which causes explain nothing: a mere time, the failed thing or its kind, or the trouble itself over again."""

import re
from collections.abc import Collection, Sequence
from functools import cache

from kg.ask.lexicon import nouns, word_class
from kg.ask.points import Point
from kg.ask.shapes import before, clean
from kg.model import Claim
from ontology import vocabulary
from ontology.gazetteer import gazetteer

WORD = re.compile(r"[^\W_]+")
# "about two minutes after launch", to its end
TIME = re.compile(
    r"(?:\b(?:about|around|some|roughly|nearly|almost|just|only)\s+)?(?<![\w.-])[\w.-]{1,30}\s+"
    r"(?:second|minute|hour|day|week|month)s?\s+(?:after|before|into|later|earlier)\b.*$"
)
# what a thing follows closely need not come of it
SOON = re.compile(
    r"\b(?:shortly|soon|just|right|immediately|moments|seconds|minutes)\s+(?:after|before)\s+$", re.IGNORECASE
)
# "its planned orbit" is no plan: what was planned stands behind a verb
EARLIER = re.compile(r"\b(?:its|their|his|her|the|an?) (?:planned|expected|scheduled) ")
FLY = ("Craft", "Mission", "LaunchVehicle", "Stage")


def telling(causes: Sequence[Point]) -> list[Point]:
    """Without what explains nothing where others do explain."""
    return [point for point in causes if not is_mere(point.lead)] or list(causes)


def with_telling(chosen: Sequence[Point]) -> list[Point]:
    """All points, but for causes that explain nothing where others explain."""
    kept = telling([point for point in chosen if point.predicate == "CAUSE"])
    return [point for point in chosen if point.predicate != "CAUSE" or point in kept]


def is_mere(claim: Claim) -> bool:
    """Whether the words may stand beside a failure, but explain nothing."""
    if claim.predicate != "CAUSE":
        return False
    value = clean(claim.value or "")
    timeless = TIME.sub("", value.casefold())
    words = {word for word in WORD.findall(timeless) if word not in word_class("articles")} - word_class("of_a_kind")
    if words <= things() | word_class("steps") or words <= word_class("troubles") or is_name(value):
        return True
    return bool(SOON.search(before(claim))) and words.isdisjoint(word_class("faults") | word_class("trouble"))


def is_name(value: str) -> bool:
    """Whether it is nothing but the name of something that flies: "the Artemis I"."""
    many = len(WORD.findall(value)) > 1
    return many and any(is_flight(entry.type) for entry in gazetteer().find(value))


def is_flight(type_name: str) -> bool:
    return any(vocabulary().is_a(type_name, kind) for kind in FLY)


@cache
def things() -> frozenset[str]:
    """Words that only say what kind of thing flies: "flight", "rocket", "stage"."""
    spoken = (noun for noun, types in nouns().items() if any(is_flight(kind) for kind in types))
    return frozenset(word for noun in spoken for word in noun.split()) - word_class("trouble")


def asks_of_failure(spoken: Collection[str]) -> bool:
    """Whether a question asks for a failure, and not for a delay too."""
    return not word_class("failure_words").isdisjoint(spoken) and word_class("delaying").isdisjoint(spoken)


def is_of_delay(point: Point) -> bool:
    """Whether a cause only put something off, or is only expected, by its sentences."""
    said = " ".join(one.quote for claim in point.claims for one in claim.evidence).casefold()
    words = set(re.findall(r"[a-z]+", EARLIER.sub("", said)))
    return bool(words & word_class("delaying")) and not words & (word_class("failure_words") | word_class("trouble"))
