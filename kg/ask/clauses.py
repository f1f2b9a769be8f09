"""The clauses of a sentence that tell of an outcome itself, apart from those that look back or say who spoke."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from kg.ask.lexicon import word_class

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
COMMA = re.compile(r"[;:()—–]|,(?!\s*\d{4}\b)")  # no comma within "March 3, 2031"
BEHIND = 2  # words from "after" to "liftoff"


def clauses(sentence: str) -> list[list[str]]:
    """The clauses as words in lower case."""
    found: list[list[str]] = []
    for part in COMMA.split(sentence):
        words = [word.casefold() for word in WORD.findall(part)]
        found.append([])
        for place, word in enumerate(words):
            if found[-1] and word in word_class("clause_openers") and not is_at_once(words, place):
                found.append([])
            found[-1].append(word)
    return [clause for clause in found if clause]


def telling(sentence: str, outcome: str) -> tuple[list[list[str]], list[list[str]]]:
    """The clauses that name the outcome ("failed", "succeeded"), and others that may date it as well.

    None that looks back, nor any behind it but for a relative clause and one that opens the sentence.
    """
    every = clauses(sentence)
    named = naming(every, outcome)
    others: list[list[str]] = []
    for place, clause in enumerate(every):
        if names(clause, outcome):
            continue
        if looks_back(clause):
            if place and clause[0] not in word_class("relatives"):
                break  # "after it had flown in October, and in March"
        elif not word_class("telling_words") & set(clause):
            others.append(clause)
    return named, others


def is_past_perfect(sentence: str, outcome: str) -> bool:
    """Whether what came about had come about before what the sentence's story tells: "had failed"."""
    every = clauses(sentence)
    return any(had(clause) for clause in naming(every, outcome) or every)


def naming(every: Iterable[list[str]], outcome: str) -> list[list[str]]:
    """The clauses that name the outcome; those that look back only where no other does."""
    named = [clause for clause in every if names(clause, outcome)]
    return [clause for clause in named if not looks_back(clause)] or named


def names(clause: Iterable[str], outcome: str) -> bool:
    return not outcome_words(outcome).isdisjoint(clause)


@cache
def outcome_words(outcome: str) -> frozenset[str]:
    return word_class("success_words" if outcome == "succeeded" else "failure_words")


def looks_back(clause: Sequence[str]) -> bool:
    return clause[0] in word_class("looking_back") or had(clause)


def had(clause: Sequence[str]) -> bool:
    """Whether a clause is in the past perfect: "had flown", not "had a leak"."""
    return any(
        word == "had" and clause[place + 1 : place + 2] and clause[place + 1] not in word_class("had_things")
        for place, word in enumerate(clause)
    )


def is_at_once(words: Sequence[str], place: int) -> bool:
    """ "seconds after liftoff on 2 June" is of the same day."""
    soon = words[place] == "after" and place and words[place - 1] in word_class("soon")
    return bool(soon) and not word_class("lifting").isdisjoint(words[place + 1 : place + 1 + BEHIND])
