"""Numbers in figures and words: "13,800", "1.5 million", "two and a half", "half a billion", "two dozen"."""

import re

from kg.extract.dates.calendar import tables
from kg.extract.dates.patterns import cased, either

NAMES = tables("numbers")
WORDS: dict[str, int] = NAMES["words"]
PHRASES: dict[str, float] = NAMES["phrases"]
SCALES: dict[str, int] = NAMES["scales"]
SUFFIXES: dict[str, int] = NAMES["suffixes"]

FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
WORD = cased(name for name in WORDS if name not in ("a", "an"))
SMALL = rf"{WORD}(?:-{either(WORDS)})?\b"
HUNDREDS = rf"{SMALL}(?:[ -]hundred\b(?: (?:and )?{SMALL})?)?"
SCALE = rf"(?:{cased(SCALES)}s?\b)"
PHRASE = rf"{cased(PHRASES)}"
# a number by itself; "a" and "half" need a scale or a unit after them, which the patterns that use this one ask for
NUMBER = rf"(?:(?:{FIGURE}|{HUNDREDS}|{PHRASE})(?:[ -]{SCALE}){{0,2}}(?:[ -]and[ -]a[ -]half\b)?)"
HEDGE = rf"(?:{cased(NAMES['hedges']['words'])} )"

TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
LEADING_PHRASE = re.compile(rf"{either(PHRASES)}(?=[ -]|$)")


def number_of(words: str) -> float:
    """The value of what `NUMBER` matches."""
    rest = words.casefold().replace("-and-a-half", " and a half")
    half = 0.0
    if rest.endswith(" and a half"):
        rest, half = rest.removesuffix(" and a half"), 0.5
    phrase = LEADING_PHRASE.match(rest)
    current = 0.0
    if phrase:
        current, rest = PHRASES[phrase[0]], rest[phrase.end() :]
    scale = 1
    for word in TOKEN.findall(rest):
        if word[0].isdigit():
            current = float(word.replace(",", ""))
        elif word in WORDS:
            current += WORDS[word]
        elif word == "hundred":
            current *= 100
        elif word.removesuffix("s") in SCALES:
            scale *= SCALES[word.removesuffix("s")]
    return round((current + half) * scale, 6)
