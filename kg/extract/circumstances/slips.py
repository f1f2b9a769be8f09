"""Dates that a delay moves: the old ones and the new ones of "slipped from 3 May, first to June and then to July"."""

from itertools import pairwise

from kg.extract.text.cues import table
from kg.extract.text.document import Document, Token

TOWARDS = frozenset({"to", "until", "till", "then"})
CARRIED = frozenset({"move", "push", "shift", "slide"})  # a thing too, but not "from May to June"
PARTS = frozenset({"the", "end", "early", "late", "mid", "middle", "of", "beginning", "start"})  # "to the end of 2028"


def word_before(document: Document, first: int) -> str:
    """The preposition before a date that begins with the token `first`: "to" of "to the end of 2028"."""
    place = first - 1
    while place > 0 and document.tokens[place].lower in PARTS:
        place -= 1
    return document.tokens[place].lower if place >= 0 else ""


def is_old(document: Document, first: int) -> bool:
    """Whether a date is one from which something was moved on, and so never came about.

    Of 85 such launch and landing dates in annotated stories 83 are called off, two planned still, and none came about.
    """
    before = word_before(document, first)
    if not told_before(document, first) or before not in TOWARDS | {"from"}:
        return False
    return before == "from" or moves_on(document, first)


def is_step(document: Document, first: int) -> bool:
    """Whether a date is an old or a new one of a delay: on such a day nothing is said to have happened.

    Of 205 such launch and landing dates in annotated stories four came about, all of them new ones.
    """
    return told_before(document, first) and word_before(document, first) in TOWARDS | {"from"}


def moves_on(document: Document, first: int) -> bool:
    """Whether a later date takes the place of one: "to June 8, then to June 10"."""
    rest = document.tokens[first : document.sentence_of(first).last]
    return any(one.lower in {"then", "later"} and other.lower in TOWARDS for one, other in pairwise(rest))


def told_before(document: Document, first: int) -> bool:
    """Whether the sentence tells of a delay before the token `first`, and no other verb comes between."""
    begin = document.sentence_of(first).first
    for index in range(first - 1, begin - 1, -1):
        token = document.tokens[index]
        if is_delay(document, token) or (token.is_verb and token.lemma in CARRIED):
            return True
        if token.is_verb and token.dep not in {"aux", "auxpass"}:
            return False
    return False


def is_delay(document: Document, token: Token) -> bool:
    """Whether a word puts something off: "delay", "pushed back"."""
    known = table("schedule")["moved"]
    if token.lemma == "delay":
        return True
    if not token.is_verb:
        return False
    particles = {child.lower for child in document.children(token.index, "prt", "advmod")}
    with_particle = any(f"{token.lemma} {particle}" in known["words"] for particle in particles)
    return with_particle or (token.lemma in known["words"] and token.lemma not in known["bodily"])
