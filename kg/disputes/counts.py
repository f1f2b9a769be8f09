"""Numbers of things: "633 satellites" and "634 satellites" cannot both be right.

"About 600" is as good as either. A number far from another counts something else, most likely: all that are built, and
those launched last week.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

COUNT = re.compile(r"(\d{1,3}(?:,\d{3}){1,5}|\d{1,15}) (?:(.+) )?(\w+)")
LEAST = 10  # below, a number is that of a part as often as not: "two satellites"
APART = 0.1  # how far two counts of one thing may lie apart, as a share of the greater


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of what: the noun, and the words before it that say which."""

    number: int
    which: frozenset[str]
    noun: str


def count_of(value: str | None, nouns: Container[str]) -> Count | None:
    """A value that is an exact number of one of `nouns`; None for any other, and for "about 600 satellites"."""
    found = COUNT.fullmatch(" ".join((value or "").casefold().split()))
    if found is None or found[3] not in nouns:
        return None
    return Count(int(found[1].replace(",", "")), frozenset((found[2] or "").split()), found[3])


def differ_as_counts(one: Count | None, other: Count | None) -> bool:
    """Whether two counts are of the same and close, but not the same number, and neither is the other rounded."""
    if one is None or other is None or one.noun != other.noun or one.number == other.number:
        return False
    if not (one.which <= other.which or other.which <= one.which):
        return False
    less, more = sorted((one.number, other.number))
    close = less >= LEAST and more - less <= APART * more
    return close and not is_rounded(less, more) and not is_rounded(more, less)


def is_rounded(number: int, exact: int) -> bool:
    """Whether a number that ends in zeros is another to so many places, up or down."""
    unit: int = 10 ** (len(str(number)) - len(str(number).rstrip("0")))
    return unit > 1 and abs(number - exact) < unit
