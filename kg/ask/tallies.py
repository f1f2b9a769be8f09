"""How many there are by the number that the newest one has: "the 34th country to sign the Artemis Accords"."""

import re
from collections.abc import Sequence

from kg.ask import statements
from kg.ask.compose import Composer
from kg.ask.lexicon import nouns as kinds
from kg.ask.lexicon import plural
from kg.ask.lexicon import words as table
from kg.ask.names import says_any
from kg.ask.numbers import stem
from kg.ask.plan import FOCUS, Found
from kg.ask.points import Point
from kg.ask.quantities import SPELT, TENS
from kg.ask.rank import ordered, points
from kg.ask.request import Request
from kg.ask.shapes import quote_of
from kg.model import Status
from ontology import vocabulary

NUMBERED = ("DISTINCTION", "MILESTONE")
FEWEST = 2  # a first one may be the only one
NEAR = 10  # words
REACH = 3  # words between an ordinal and what it counts
ORDINAL = re.compile(r"(?<![\w.,])(\d{1,6})(?:st|nd|rd|th)\b")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
WORD = re.compile(r"[^\W_]+")
ENDS = {"first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight", "ninth": "nine"}
IRREGULAR = {**ENDS, "twelfth": "twelve", **{word.replace("y", "ieth"): word for word in TENS}}


def respond(request: Request, noun: str) -> Composer | None:
    """The highest number that a claim gives to one of what is counted; None where none does."""
    main = request.focus.main
    claims = request.inquiry.claims(statements.LOOSE, words=[main.name.casefold()], predicates=NUMBERED)
    own = request.inquiry.about([main.id], [], NUMBERED)
    names = (main.name, *main.aliases)
    near = [claim for claim in claims if is_near(claim.value or "", names)]
    if not any(vocabulary().is_a(main.type, kind) for kind in kinds().get(noun, ())):
        near += [claim for claim in own if claim.subject.id == main.id]  # else it is itself one of what is counted
    told = list({claim.id: claim for claim in near if claim.status is Status.ACTUAL}.values())
    numbers = {claim.id: number_of(claim.value or "", noun) for claim in told}
    highest = max(numbers.values(), default=0)
    if highest < FEWEST:
        return None
    kept = [claim for claim in told if numbers[claim.id] == highest]
    found = Found(tuple(kept), request.inquiry.stories, {claim.subject.id: FOCUS for claim in kept})
    composer = request.composer(found)
    composer.remark("The graph holds no count of that; the highest number that a story gives to one:")
    chosen: Sequence[Point] = ordered(points(found, kept), found, NUMBERED)
    composer.add(min(chosen, key=lambda point: len(quote_of(point.lead))))
    return composer


def is_near(text: str, names: Sequence[str]) -> bool:
    """Whether a name stands among the first words: not "the fourth flight of Tarn, with the help of Knot"."""
    return says_any(" ".join(text.split()[:NEAR]), names)


def number_of(text: str, noun: str) -> int:
    """The number of "the 34th country", "the twenty-fifth flight", if that is what is counted; 0 where none is."""
    words = WORD.findall(THOUSANDS.sub("", text.casefold()))
    nouns = alike(stem(noun))
    best = 0
    for at, word in enumerate(words):
        before = TENS.get(words[at - 1], 0) if at else 0
        number = ordinal(word, before)
        if number and any(stem(one) in nouns for one in words[at + 1 : at + 2 + REACH]):
            best = max(best, number)
    return best


def alike(noun: str) -> set[str]:
    """The stems of nouns that count the same."""
    groups = [{stem(one) for one in group} | {stem(plural(one)) for one in group} for group in table()["counted_alike"]]
    return next((group for group in groups if noun in group), {noun})


def ordinal(word: str, tens: int) -> int:
    """Of "34th", "fourth" or, behind "twenty", "fifth"."""
    if match := ORDINAL.fullmatch(word):
        return int(match[1])
    base = IRREGULAR.get(word, word.removesuffix("th"))
    known = {**SPELT, **TENS}.get(base, 0) if base != word else 0
    return known + tens if known and known < tens else known
