"""When two names or two wordings count as the same."""

import re
from collections import Counter
from functools import lru_cache

POSSESSIVE = re.compile(r"['’]s$")
ARTICLE = re.compile(r"^(?:the|a|an) ")
GENERIC = re.compile(
    r" (?:rocket|rover|lander|spacecraft|mission|program|programme|constellation|satellites?|capsule|probe|telescope"
    r"|launch vehicle|station|space station|inc|llc|ltd|corp|corporation|company)$"
)
LITTLE_WORDS = frozenset(["the", "a", "an", "of", "to"])
# a pronoun is a mention and no name: two entities called "it" are not one
PRONOUNS = frozenset(
    ["it", "its", "itself", "they", "their", "them", "he", "his", "him", "she", "her", "hers", "who", "whose", "which"]
)


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """A name without case, article, possessive, punctuation and generic nouns at its end ("the Falcon 9 rocket")."""
    plain = POSSESSIVE.sub("", name.casefold().strip())
    plain = " ".join(re.sub(r"[^\w\s]", " ", plain).split())
    plain = ARTICLE.sub("", plain)
    while (short := GENERIC.sub("", plain)) != plain:
        plain = short
    return plain


def same_words(one: str, other: str) -> float:
    """The F1 of the words of two texts, little words left out: 1 for the same, 0 for none in common."""
    first, second = words(one), words(other)
    common = sum((first & second).values())
    return 2 * common / (first.total() + second.total()) if common else 0.0


@lru_cache(maxsize=65536)
def words(text: str) -> Counter[str]:
    return Counter(word for word in re.findall(r"\w+", text.casefold()) if word not in LITTLE_WORDS)
