"""The numbers of flights that sentences name: "its seventh test flight", "flight 9", "its debut"."""

import re

NUMBERS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
FIRST = frozenset(("first", "maiden", "inaugural", "debut"))
FLIGHTS = frozenset(("flight", "launch", "mission", "test", "attempt", "landing"))
NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th)?")
AGAIN = re.compile(r"\bfirst\b[^.]{0,40}\b(?:since|of the year|this year)\b")
ORDINALS = "|".join((r"\d{1,3}(?:st|nd|rd|th)", *NUMBERS, *sorted(FIRST - {"first"})))
FLIGHT = "|".join(sorted(FLIGHTS))
FLIGHT_SAID = re.compile(
    rf"\b(?P<ordinal>{ORDINALS})(?:[ -]\w+){{0,2}}[ -](?:{FLIGHT})|\b(?:{FLIGHT}) (?P<number>\d{{1,3}})\b|\bdebut\b"
)


def numbers_said(sentence: str) -> set[int]:
    """The numbers of the flights named by a sentence in lower case: "its 7th test flight", "flight 9", "its debut"."""
    found = set()
    for match in FLIGHT_SAID.finditer(sentence):
        said = match["ordinal"] or match["number"] or "debut"
        digits = NUMBERED.fullmatch(said)
        found.add(int(digits[1]) if digits else 1 if said in FIRST else NUMBERS.index(said) + 1)
    return found - {1} if AGAIN.search(sentence) else found
