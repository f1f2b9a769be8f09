"""Figures with a unit, and the bounds that a question sets: "more than 500 kg", "at least 20 satellites".

Units, currencies and cues are data (`units.toml`). Masses, lengths and so on are compared in one unit of their family;
money is compared within one currency only.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.ask.lexicon import read
from kg.ask.shapes import quote_of
from kg.model import Claim

SPELT = {
    **{word: number for number, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven"))},
    **{word: number for number, word in enumerate(("eight", "nine", "ten", "eleven", "twelve", "thirteen"), 8)},
    **{word: number for number, word in enumerate(("fourteen", "fifteen", "sixteen", "seventeen", "eighteen"), 14)},
    "nineteen": 19,
}
TENS = {
    word: 10 * number
    for number, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
WRITTEN = re.compile(rf"\b(?:({'|'.join(TENS)})(?:[ -]({'|'.join(SPELT)}))?|({'|'.join(SPELT)}))\b")
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9}
# letters that scale money alone: "30 m" are metres
LETTERS = {"m": 1e6, "b": 1e9, "k": 1e3}
A_SCALE = re.compile(r"\b(?:half )?an? (?=(?:hundred|thousand|million|billion|trillion|tonne|ton|kilometre|mile)\b)")
FIGURE = re.compile(
    r"(?P<sign>(?<![\w$])[a-z]{0,2}[$€£¥₹₩] ?)?(?<![\w.,])"
    # "1,200.5", "1 200" and, with a comma for the point, "1,2"
    r"(?P<digits>\d{1,3}(?: \d{3})+(?![\w.,])|\d+,\d{1,2}(?![\d,])|\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:(?P<letter>[mbk])\b|[ -]?(?P<scale>hundred|thousand|million|billion|trillion|bn)\b)?"
)
FOLLOWING = re.compile(r"[ -]?([a-z][\w/%-]*|%)((?: [a-z][\w/-]*){0,3})")
DECIMAL = re.compile(r"\d+,\d{1,2}")
HARD_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
LONGEST_UNIT = 3  # words
LONGEST = 200  # characters of a claim's words that are looked at
NEAR = 1e-6
MONEY, COUNT, MASS, THRUST = "money", "count", "mass", "thrust"
GRAVITY = 9.80665  # newtons of thrust that one kilogram stands for
# "a thrust of 3 million pounds", "3 million pounds of sea-level thrust", with no other figure between
PUSHED = re.compile(r"\bthrust\b(?:(?!mass|weigh|lift|carr)[^\d.;]){0,30}$")
PUSHES = re.compile(r"[^\d.,;]{0,20}\bthrust\b")
BEFORE = 60  # characters of a sentence before a figure, and behind it, that may tell that it is one of thrust


@dataclass(frozen=True, slots=True)
class Figure:
    """`number` of the first unit of a family, or of a `currency` (ISO 4217), or of what the words `behind` it name."""

    number: float
    family: str
    currency: str = ""
    behind: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure must be: `relation` is `over`, `under`, `at_least` or `at_most`."""

    relation: str
    figure: Figure

    def holds(self, number: float) -> bool:
        wanted = self.figure.number
        equal = abs(number - wanted) <= NEAR * max(abs(number), abs(wanted))
        if self.relation in ("at_least", "at_most") and equal:
            return True
        return not equal and (number > wanted) == (self.relation in ("over", "at_least"))


@cache
def table() -> Mapping[str, Any]:
    return read("units.toml")


@cache
def units() -> Mapping[str, tuple[str, float]]:
    return {name: (family, factor) for family, names in table()["families"].items() for name, factor in names.items()}


@cache
def currencies() -> Mapping[str, str]:
    return {name: code for code, names in table()["currencies"].items() for name in names}


@cache
def plain() -> frozenset[str]:
    """The words of units, scales and cues: none of them names anything.

    Without comparatives: "larger" may tell a larger lander from others.
    """
    cues = (cue for cues in table()["cues"].values() for cue in cues if not cue.endswith(" than"))
    phrases = ["half", *units(), *currencies(), *SCALES, *cues]
    matters = [word for matter in table()["matters"] for word in matter["words"] if not word.endswith("er")]
    words = {word for phrase in (*phrases, *matters) for word in phrase.split() if word.isalpha() and len(word) > 1}
    words -= {cue.removesuffix(" than") for cues in table()["cues"].values() for cue in cues if cue.endswith("er than")}
    return frozenset(words | {f"{word}s" for word in words})


def figures(text: str, *, weighs: bool = False) -> Iterator[Figure]:
    """The figures of a text, in order; with no known unit they count what the words behind them name.

    Millions of pounds are money unless the text `weighs` something.
    """
    line = plainly(text)
    for match in FIGURE.finditer(line):
        number = number_of(match["digits"]) * SCALES.get(match["scale"] or "", 1.0)
        sign = (match["sign"] or "").strip()
        rest = line[match.end() : match.end() + 80]
        if sign and math.isfinite(number):
            code = currencies().get(sign, sign)
            yield Figure(number * LETTERS.get(match["letter"] or "", 1.0), MONEY, code, "", match.start(), match.end())
            continue
        if match["letter"] and not sign:
            rest = match["letter"] + rest
        if math.isfinite(number):
            yield measured(number, rest, match, bool(match["scale"]) and not weighs)


def number_of(digits: str) -> float:
    """ "1,200" and "1 200" are thousands, "1,2" is a decimal; infinite where the digits are too many."""
    if DECIMAL.fullmatch(digits):
        return float(digits.replace(",", "."))
    return float(digits.replace(",", "").replace(" ", ""))


def plainly(text: str) -> str:
    """In lower case, numbers in digits: "a tonne" is "1 tonne", "twenty-four" "24"."""
    spaced = text.casefold().translate(HARD_SPACES)
    lower = A_SCALE.sub(lambda match: "0.5 " if match[0].startswith("half") else "1 ", spaced)

    def digits(match: re.Match[str]) -> str:
        return str(TENS[match[1]] + SPELT.get(match[2] or "zero", 0) if match[1] else SPELT[match[3]])

    return WRITTEN.sub(digits, lower)


def measured(number: float, rest: str, match: re.Match[str], scaled: bool) -> Figure:
    following = FOLLOWING.match(rest)
    words = (following[1] + following[2]).split() if following else []
    first = words[0].partition("-")[0] if words and words[0] not in units() else "".join(words[:1])
    for length in range(min(LONGEST_UNIT, len(words)), 0, -1):
        for name in spellings(first, words[:length]):
            code = currencies().get(name)
            # "a 3-million-pound rocket" has a weight
            if code or (scaled and name == "pound" and not rest.startswith("-")):
                return Figure(number, MONEY, code or "GBP", "", match.start(), match.end())
            if name in units():
                family, factor = units()[name]
                behind = " ".join(words[length:])
                return Figure(number * factor, family, "", behind, match.start(), match.end() + len(name))
    return Figure(number, COUNT, "", " ".join(words), match.start(), match.end())


def spellings(first: str, words: list[str]) -> list[str]:
    """As units may be called: "kilometres per hour" by its first word in the singular, "US dollars" by its last one."""
    names = ([first, *words[1:]], [first.removesuffix("s"), *words[1:]], [*words[:-1], words[-1].removesuffix("s")])
    return [" ".join(name) for name in names]


def bound_of(text: str) -> Bound | None:
    """The bound that a question sets; None where it compares nothing with a figure."""
    line = plainly(text)
    cues = table()["cues"]
    known = [(cue, relation) for relation in ("over", "under", "at_least", "at_most") for cue in cues[relation]]
    known.sort(key=lambda one: -len(one[0]))
    weights = {word for matter in table()["matters"] if matter["family"] == MASS for word in matter["words"]}
    asked = set(re.findall(r"\w+", line))
    for one in figures(text, weighs=bool({*weights, THRUST} & asked)):
        figure = as_thrust(one) if THRUST in asked else one
        lead = f" {line[: figure.start].rstrip()}"
        rest = line[figure.end :].split()
        timed = figure.family in ("duration", COUNT)
        if (timed and set(rest[:2]) & set(cues["times"])) or set(figure.behind.split()[:1]) & set(cues["times"]):
            continue
        if relation := next((one for cue, one in known if lead.endswith(f" {cue}")), None):
            return Bound(relation, figure)
        tail = f" {' '.join(rest)} ".replace("?", " ")
        behind = [(cue, one) for cue, one in known if cue in cues["behind"]]
        if relation := next((one for cue, one in behind if f" {cue} " in tail[: len(cue) + 24]), None):
            return Bound(relation, figure)
    return None


def figures_of(claim: Claim) -> list[Figure]:
    """What a claim gives: its number and unit as it was read, else those of its words; pounds may be of thrust."""
    given = [figure for figure in stated(claim) if math.isfinite(figure.number)]
    pushes = any(figure.family == MASS for figure in given) and is_of_thrust(claim)
    return [as_thrust(figure) for figure in given] if pushes else given


def as_thrust(figure: Figure) -> Figure:
    return replace(figure, number=figure.number * GRAVITY, family=THRUST) if figure.family == MASS else figure


def is_of_thrust(claim: Claim) -> bool:
    """Whether a claim's own words, else its sentence beside its figure, say that what it gives is a thrust."""
    own = " ".join(str(claim.qualifiers.get(name, "")) for name in ("what", "for")).strip()
    value = (claim.value or "").casefold()
    if own or THRUST in value:
        return THRUST in f"{value} {own}".casefold()
    before, found, behind = quote_of(claim).casefold().partition(value)
    return bool(found and (PUSHED.search(before[-BEFORE:]) or PUSHES.match(behind[:BEFORE])))


def stated(claim: Claim) -> list[Figure]:
    number, unit = claim.qualifiers.get("number"), str(claim.qualifiers.get("unit", ""))
    if number is not None and (known := units().get(unit) or units().get(unit.casefold())):
        return [Figure(float(number) * known[1], known[0])]
    if number is not None and unit in table()["currencies"]:
        return [Figure(float(number), MONEY, unit)]
    words = [claim.value, claim.qualifiers.get("amount"), claim.qualifiers.get("count")]
    weighs = claim.predicate == "MEASURE"
    return [figure for text in words if text for figure in figures(str(text)[:LONGEST], weighs=weighs)]
