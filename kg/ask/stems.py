"""Words without their endings (Porter, 2001: "launched" and "launches" are one), and what stands for one another."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from kg.ask.lexicon import intents, words
from kg.ask.quantities import SPELT

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
GROUPS = ("launch", "land", "succeed", "build", "support", "aboard", "rocket")
MOST_KEPT = 1 << 16
DIGITS = {word: str(number) for word, number in SPELT.items() if number > 1}  # "phase two" is "Phase 2"


def stems(text: str) -> list[str]:
    """The stems of a text's words in order, those with hyphens in parts: "Oslo-based", "40-day"."""
    found = WORD.findall(text.replace("’", "'").casefold())
    return [stem(part) for word in found for part in word.split("-")]


@lru_cache(maxsize=MOST_KEPT)
def stem(word: str) -> str:
    word = word.removesuffix("'s")
    return DIGITS.get(word) or str(stemmer().stemWord(word))


@cache
def stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def alike() -> Mapping[str, Sequence[frozenset[str]]]:
    """A word to the stems of the words that stand for it: `alike` of `words.toml`, groups of `intents.toml`."""
    known: dict[str, list[frozenset[str]]] = {}
    for group in [*(intents()["groups"][name] for name in GROUPS), *words()["alike"]]:
        forms = [frozenset(stems(phrase)) for phrase in group]
        for phrase in group:
            known.setdefault(phrase, []).extend(forms)
    return known
