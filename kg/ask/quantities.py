"""Figures with a unit, and the bounds that a question sets: "more than 500 kg", "at least 20 satellites".

Units, currencies and cues are data (`units.toml`). Masses, lengths and so on are compared in one unit of their family;
money is compared within one currency only.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.ask.lexicon import read
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
    r"(?P<sign>(?<![\w$])[a-z]{0,2}[$€£¥₹₩] ?)?(?<![\w.,])(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:(?P<letter>[mbk])\b|[ -]?(?P<scale>hundred|thousand|million|billion|trillion|bn)\b)?"
)
FOLLOWING = re.compile(r"[ -]?([a-z][\w/%-]*|%)((?: [a-z][\w/-]*){0,3})")
LONGEST_UNIT = 3  # words
LONGEST = 200  # characters of a claim's words that are looked at
NEAR = 1e-6
MONEY, COUNT = "money", "count"


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
        number = float(match["digits"].replace(",", "")) * SCALES.get(match["scale"] or "", 1.0)
        sign = (match["sign"] or "").strip()
        rest = line[match.end() : match.end() + 80]
        if sign:
            code = currencies().get(sign, sign)
            yield Figure(number * LETTERS.get(match["letter"] or "", 1.0), MONEY, code, "", match.start(), match.end())
            continue
        if match["letter"]:
            rest = match["letter"] + rest
        yield measured(number, rest, match, bool(match["scale"]) and not weighs)


def plainly(text: str) -> str:
    """In lower case, numbers in digits: "a tonne" is "1 tonne", "twenty-four" "24"."""
    lower = A_SCALE.sub(lambda match: "0.5 " if match[0].startswith("half") else "1 ", text.casefold())

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
    weights = {word for matter in table()["matters"] if matter["family"] == "mass" for word in matter["words"]}
    for figure in figures(text, weighs=bool(weights & set(re.findall(r"\w+", line)))):
        lead = f" {line[: figure.start].rstrip()}"
        rest = line[figure.end :].split()
        if set(rest[:2]) & set(cues["times"]) or set(figure.behind.split()[:1]) & set(cues["times"]):
            continue
        if relation := next((one for cue, one in known if lead.endswith(f" {cue}")), None):
            return Bound(relation, figure)
        tail = f" {' '.join(rest)} ".replace("?", " ")
        behind = [(cue, one) for cue, one in known if cue in cues["behind"]]
        if relation := next((one for cue, one in behind if f" {cue} " in tail[: len(cue) + 24]), None):
            return Bound(relation, figure)
    return None


def figures_of(claim: Claim) -> list[Figure]:
    """What a claim gives: its number and unit as it was read, else those of its words."""
    number, unit = claim.qualifiers.get("number"), str(claim.qualifiers.get("unit", ""))
    if number is not None and (known := units().get(unit) or units().get(unit.casefold())):
        return [Figure(float(number) * known[1], known[0])]
    if number is not None and unit in table()["currencies"]:
        return [Figure(float(number), MONEY, unit)]
    words = [claim.value, claim.qualifiers.get("amount"), claim.qualifiers.get("count")]
    weighs = claim.predicate == "MEASURE"
    return [figure for text in words if text for figure in figures(str(text)[:LONGEST], weighs=weighs)]
