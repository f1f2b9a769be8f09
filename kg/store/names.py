"""Names as people type them: folded keys, and what is near to a name that the graph does not hold."""

import re
import unicodedata
from collections.abc import Iterable

from kg.model import Entity

# Neo4j indexes keys of up to about 8,000 bytes
LONGEST = 200
ARTICLE = re.compile(r"(the|an|a) (?=\S)")


def fold(name: str) -> str:
    """The key of a name: case, article, typographic apostrophes and spacing do not count.

    >>> fold("The  Guardian")
    'guardian'
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().replace("’", "'").split())
    return ARTICLE.sub("", plain, count=1)[:LONGEST] if ARTICLE.match(plain) else plain[:LONGEST]


def keys(entity: Entity) -> set[str]:
    return {key for name in (entity.name, *entity.aliases) if (key := fold(name))}


def nearest(name: str, known: Iterable[str], limit: int) -> list[str]:
    """The known keys that look most like `name`, best first; a part of a longer name counts less than the whole."""
    from rapidfuzz import fuzz, process

    matches = process.extract(fold(name), sorted(known), scorer=fuzz.WRatio, limit=limit, score_cutoff=60)
    return [key for key, _, _ in matches]
