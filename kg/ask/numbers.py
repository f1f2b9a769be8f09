"""Numbers that a yes-no question states: no claim that gives another one says so."""

import math
import re
from collections.abc import Sequence

from kg.ask.lexicon import words
from kg.ask.points import Point
from kg.ask.question import Question
from kg.ask.shapes import quote_of

MAGNITUDES = {"thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
NUMBER = re.compile(
    r"(?P<sign>[$€£¥₹]\s?)?(?<![\w.,])(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:[ -]?(?P<magnitude>thousand|million|billion|trillion|bn|m)\b)?(?:[ -]?(?P<unit>[a-z%]+))?",
    re.IGNORECASE,
)
WRITTEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SPELT = re.compile(rf"\b(?:{'|'.join(WRITTEN)})\b", re.IGNORECASE)
# the word that tells which way a figure is measured, also behind the same in another unit: "4.5 metres (15 feet) tall"
BEHIND = re.compile(r"[\w.,]{0,12}\)?(?: ?\([^()]{0,40}\)| or [\d.,]+ \w+)?[ -](?:in )?(?P<way>[a-z]+)")
WORD = re.compile(r"[^\W\d_]+")
STEM = 6
NEAR = 0.01  # of each other, so that two numbers are one
# what a unit is of the kilogram or the metre, by how it begins
FACTORS = {
    **dict.fromkeys(("tonne", "ton", "metric"), 1e3),
    **dict.fromkeys(("gram", "g"), 1e-3),
    **dict.fromkeys(("pound", "lb"), 0.4536),
    **dict.fromkeys(("kilomet", "km"), 1e3),
    **dict.fromkeys(("centimet", "cm"), 1e-2),
    **dict.fromkeys(("mile", "mi"), 1609.344),
    **dict.fromkeys(("foot", "feet", "ft"), 0.3048),
}
MONEY = ("euro", "dollar", "yen", "rupee", "yuan", "pound")


def borne_out(question: Question, chosen: Sequence[Point]) -> list[Point]:
    """The points that give a number of the question; all where it gives none."""
    stated = numbers(question.text, signed=True)
    if not stated:
        return list(chosen)
    return [point for point in chosen if any(alike(one, other) for one in stated for other in numbers_of(point))]


def numbers_of(point: Point) -> list[float]:
    texts = [f"{one.value or ''} {one.qualifiers.get('amount', '')} {quote_of(one)}" for one in point.claims]
    return [number for text in texts for number in numbers(text)]


def numbers(text: str, *, signed: bool = False) -> list[float]:
    """The numbers of a text; `signed`: only sums and measures, no days and no parts of names."""
    units = {sign for signs in words()["dimensions"].values() for sign in signs} | {"euro", "dollar", "yen", "rupee"}
    found = []
    for match in NUMBER.finditer(SPELT.sub(lambda word: str(WRITTEN.index(word[0].casefold()) + 1), text)):
        magnitude = (match["magnitude"] or "").casefold()
        unit = (match["unit"] or "").casefold()
        measured = match["sign"] or magnitude or any(len(one) > 1 and unit.startswith(one) for one in units)
        if measured or not signed:
            number = float(match["digits"].replace(",", "")) * MAGNITUDES.get(magnitude, 1.0)
            found.append(number * factor(unit))
    return found


def factor(unit: str) -> float:
    known = (FACTORS[one] for one in FACTORS if unit == one or (len(one) > 2 and unit.startswith(one)))
    return next(known, 1.0)


def is_of_money(text: str) -> bool:
    """Whether a text states a sum of money."""
    return any(match["sign"] or (match["unit"] or "").casefold().startswith(MONEY) for match in NUMBER.finditer(text))


def alike(one: float, other: float) -> bool:
    return math.isfinite(one) and math.isfinite(other) and abs(one - other) <= NEAR * max(one, other)


def stem(word: str) -> str:
    """What the forms of a noun have in common: "countries", "country"."""
    return word.rstrip("s")[:STEM]


def described(point: Point) -> str:
    qualifiers = point.lead.qualifiers
    return f"{point.value} {qualifiers.get('what', '')} {qualifiers.get('for', '')}".casefold()


def way_of(point: Point) -> str:
    """Which way a figure is measured by the word behind it in its value or sentence; empty where none tells."""
    known = words()["ways"]
    own = [known[word] for word in WORD.findall((point.value or "").casefold()) if word in known]
    return own[-1] if own else way_beside(point)


def way_beside(point: Point) -> str:
    """The same by its sentence alone, behind the value."""
    value, quote = point.value or "", quote_of(point.lead)
    start = quote.find(value)
    behind = BEHIND.match(quote, start + len(value)) if value and start >= 0 else None
    return words()["ways"].get(behind["way"], "") if behind else ""
