"""Characters that no story may hold, and names that a terminal may print."""

import re

# What XML 1.0 cannot hold (control characters, lone surrogates, non-characters): no picture or export could carry it.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What changes a terminal or the order of what it shows: controls, line separators and bidirectional overrides.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")
SPACES = re.compile(r"\s+")


def printable(name: str) -> str:
    """A name as a terminal may show it: each run of control characters becomes one replacement character."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", name)


def without_controls(text: str) -> str:
    """Text of the same length in which a space stands for each character that no story may hold."""
    return ILLEGAL.sub(" ", text)


def one_line(text: str) -> str:
    """A field such as a title: without control characters, every run of white space one space."""
    return SPACES.sub(" ", UNPRINTABLE.sub(" ", text)).strip()
