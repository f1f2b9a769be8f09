"""Money and quantities in plain text: "$450 million" (USD), "about 13,800 kg" (mass), "2.3 metres tall" (height).

Currencies and units are data (`data/currencies.toml`, `data/units.toml`). Counts of things ("24 satellites") are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.dates.calendar import tables
from kg.extract.dates.patterns import cased, either
from kg.extract.quantities.numbers import FIGURE, HEDGE, NUMBER, PHRASES, SCALE, SUFFIXES, number_of

CURRENCIES = tables("currencies")
SIGNS: dict[str, str] = CURRENCIES["signs"]
CODES: list[str] = CURRENCIES["codes"]["list"]
UNIT_TABLES = tables("units")
DIMENSIONS: dict[str, str] = UNIT_TABLES["dimensions"]
MEASURES: dict[str, str] = UNIT_TABLES["measures"]
NOT_AFTER_ARTICLE: list[str] = UNIT_TABLES["not_after_article"]["names"]
NO_UNITS = ("dimensions", "measures", "not_after_article")
# name -> (what it measures, sign)
UNITS: dict[str, tuple[str, str]] = {
    name.casefold(): (what, sign.replace("_", "/"))
    for what, signs in UNIT_TABLES.items()
    if what not in NO_UNITS
    for sign, names in signs.items()
    for name in names
}
ALONE = {name for name, entry in CURRENCIES["names"].items() if entry.get("alone", True)}
CURRENCY_CODES: dict[str, str] = {
    **{name.casefold(): entry["code"] for name, entry in CURRENCIES["names"].items()},
    **{name.casefold(): code for name, code in CURRENCIES["countries"].items()},
    **{code.casefold(): CURRENCIES["codes"].get(code, code) for code in CODES},
}

SUFFIX = either([*SUFFIXES, "K", "M", "B"])
SCALED = rf"(?:(?:[ -]{SCALE}){{1,2}}|{SUFFIX}\b)"
NOT_INSIDE = r"(?<![\w.,$€£¥-])"
SIGNED = rf"(?:{either(SIGNS)} ?|{either(CODES)} ?)"
CURRENCY = rf"(?:{either([*CURRENCIES['countries'], *CURRENCIES['names'], *CODES])}s?\b)"
MONEY = re.compile(
    rf"{NOT_INSIDE}(?:{HEDGE})?(?:"
    rf"(?P<sign>{SIGNED})(?P<low>{FIGURE}(?:{SCALED})?)"
    rf"(?:(?P<to> to | or |-|–|-to-)(?:{SIGNED})?(?P<high>{FIGURE}(?:{SCALED})?))?"
    rf"|(?P<number>{NUMBER})[ -](?P<currency>{CURRENCY}))"
)
UNIT_NAMES = cased(
    name
    for what, signs in UNIT_TABLES.items()
    if what not in NO_UNITS
    for names in signs.values()
    for name in names
    if name[-1].isalpha()
)
# signs of two letters as they are written
UNIT_SIGNS = either(
    ["%", "°C", "°F", "° C", "°", "kN", "kW", "MW", "GW", "MB", "GB", "TB", "PB", "Hz", "kHz", "MHz", "GHz", "AU"]
)
UNIT = rf"(?:(?P<name>{UNIT_NAMES})s?(?![\w/])|(?P<mark>{UNIT_SIGNS})(?!\w))"
DIMENSION = rf"(?P<dimension>[ -](?:{either(DIMENSIONS)})\b)?"
RANGE = r"(?: to | or | and |-to-|–|-)"
QUANTITY = re.compile(
    rf"{NOT_INSIDE}(?:{HEDGE})?(?:(?P<low>{NUMBER}){RANGE})?(?P<minus>(?<!\d)[-−])?(?P<number>{NUMBER})"
    rf"(?:[ -]|(?=%|°)|(?<=\d)(?=[a-zA-Z])){UNIT}(?P<half> and a half\b)?{DIMENSION}"
)
NO_QUANTITY = re.compile(r" of age\b|[- ]old\b")
# "two years ago" is a date, "73 seconds after liftoff" a duration
DATE_AFTER = re.compile(r" (?:ago|later|earlier|before|after|from now|hence)\b")
DATE_UNITS = frozenset(["d", "wk", "mo", "a", "decade"])
MEASURE_BEFORE = re.compile(
    rf"\b(?P<measure>{either(MEASURES)}) (?:of|is|was|about|some|around|to|at)(?: [a-z]+){{0,2}} ?$"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in the text's words, hedge included ("about $200 million"): `number` of `unit` (ISO 4217)."""

    start: int
    end: int
    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured quantity in the text's words: `number` of `unit`, and `what` is measured (mass, height, duration, …).

    Of a range ("three or four metres") the number is the last.
    """

    start: int
    end: int
    number: float
    unit: str
    what: str


def find_amounts(text: str, *, offset: int = 0) -> list[Amount]:
    """The money of a text in order. A range gives two amounts, each with its own figure."""
    return [amount for match in MONEY.finditer(text) for amount in amounts_of(match, offset)]


def amounts_of(match: re.Match[str], offset: int) -> Iterator[Amount]:
    start, end = match.start() + offset, match.end() + offset
    if match["sign"] is None:
        name = match["currency"]
        code = currency_code(name)
        scaled = re.search(SCALE, match["number"]) is not None
        if not scaled and name.casefold().removesuffix("s") not in ALONE and " " not in name and name not in CODES:
            return
        if match["number"].casefold() in PHRASES and not scaled and not match["number"].casefold().startswith("half"):
            return
        yield Amount(start, end, number_of(match["number"]), code)
        return
    sign = match["sign"].strip()
    code = SIGNS.get(sign) or CURRENCY_CODES[sign.casefold()]
    low, high = match["low"], match["high"]
    if high is None:
        yield Amount(start, end, scaled_number(low), code)
        return
    scale = scaled_number(high) / scaled_number(re.match(FIGURE, high)[0])  # type: ignore[index]  # `high` is a figure
    first = scaled_number(low) * (scale if re.fullmatch(FIGURE, low) else 1)
    yield Amount(start, match.end("low") + offset, first, code)
    yield Amount(match.end("to") + offset, end, scaled_number(high), code)


def currency_code(name: str) -> str:
    folded = name.casefold()
    return CURRENCY_CODES.get(folded) or CURRENCY_CODES[folded.removesuffix("s")]


def scaled_number(words: str) -> float:
    """A figure with its scale: "1.2bn", "450 million"."""
    figure = re.match(FIGURE, words)
    rest = words[figure.end() :] if figure else ""
    if figure and rest.casefold() in SUFFIXES:
        return round(float(figure[0].replace(",", "")) * SUFFIXES[rest.casefold()], 6)
    return number_of(words)


def find_quantities(text: str, *, offset: int = 0) -> list[Quantity]:
    """The measured quantities of a text in order; ages and dates ("two years ago") are none."""
    found = []
    for match in QUANTITY.finditer(text):
        if NO_QUANTITY.match(text, match.end()):
            continue
        name = match["mark"] or match["name"]
        if match["number"].casefold() in ("a", "an") and name.casefold().removesuffix("s") in NOT_AFTER_ARTICLE:
            continue
        what, unit = unit_of(name)
        if unit in DATE_UNITS and DATE_AFTER.match(text, match.end()):
            continue
        number = (number_of(match["number"]) + (0.5 if match["half"] else 0)) * (-1 if match["minus"] else 1)
        far = what == "length" and unit in ("km", "mi", "ly", "au")
        what = dimension_of(text, match) or ("distance" if far else what)
        found.append(Quantity(match.start() + offset, match.end() + offset, number, unit, what))
    return found


def unit_of(name: str) -> tuple[str, str]:
    folded = name.casefold()
    return UNITS.get(folded) or UNITS[folded.removesuffix("s")]


def dimension_of(text: str, match: re.Match[str]) -> str | None:
    """What the words beside it say is measured: "2.3 metres tall", "an altitude of 520 kilometres"."""
    if match["dimension"]:
        return DIMENSIONS[match["dimension"][1:]]
    before = MEASURE_BEFORE.search(text[max(0, match.start() - 40) : match.start()])
    return MEASURES[before["measure"]] if before else None
