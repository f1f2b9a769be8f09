"""Which language a story is in, as far as the reader must know: whether it is another one than English.

By the share of its words that are among the commonest of a language; the lists are spaCy's.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path

from kg.errors import ExtractError

ENGLISH = "English"
LANGUAGES = {
    "en": ENGLISH,
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "Swedish",
    "pl": "Polish",
}
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
LETTER = re.compile(r"[^\W\d_]")
LOOKED_AT = 6000  # code points
FEWEST = 20  # words that tell a language
COMMON, AHEAD = 0.25, 1.5  # the share of common words in another language, and how far ahead of English it must be


def foreign_language(text: str) -> str | None:
    """The language of a text that is not English, or "another script"; None for English and where little tells."""
    text = text[:LOOKED_AT]
    letters = LETTER.findall(text)
    if len(letters) > FEWEST and 2 * len(LATIN.findall(text)) < len(letters):
        return "another script"
    words = [word.casefold() for word in WORD.findall(text)]
    if len(words) < FEWEST:
        return None
    shares = {name: sum(word in common for word in words) / len(words) for name, common in commonest().items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= max(COMMON, AHEAD * shares[ENGLISH]) else None


@cache
def commonest() -> Mapping[str, frozenset[str]]:
    """The commonest words of each language, by its name."""
    return {name: stop_words(code) for code, name in LANGUAGES.items()}


def stop_words(code: str) -> frozenset[str]:
    """A language's list alone: to import its package takes French two seconds, for the patterns of its tokenizer."""
    found = find_spec("spacy")
    if found is None or found.origin is None:
        raise ExtractError("spaCy, whose lists of words tell languages, is not installed; install it anew")
    return frozenset(run_path(str(Path(found.origin).parent / "lang" / code / "stop_words.py"))["STOP_WORDS"])
