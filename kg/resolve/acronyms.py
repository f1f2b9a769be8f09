"""Acronyms that tell one thing: those that the reference names know, and those that no name there is built for."""

from functools import cache, lru_cache

from kg.resolve.forms import SMALL, plain_words
from kg.resolve.reference import is_in_line
from ontology.gazetteer import Entry, gazetteer

# Letters of an acronym: fewer tell nothing, more are a word.
SHORTEST, LONGEST = 3, 7
# Bodies that each country has one of: MOD is any of theirs.
EACH_COUNTRY = frozenset(("ministry", "department", "force", "army", "navy"))
NO_INITIALS = ("Person", "SurfaceFeature")


@lru_cache(maxsize=65536)
def is_of_one(acronym: str, type_name: str) -> bool:
    """Whether the reference names know one thing by it, of that type, and do not flag it as one of more meanings."""
    entries = [entry for entry in gazetteer().find(acronym) if is_in_line(entry.type, type_name)]
    if not SHORTEST <= len(acronym) <= LONGEST or len({(entry.name, entry.type) for entry in entries}) != 1:
        return False
    entry = entries[0]
    is_known = "word" not in entry.flags
    return is_known and not words_of(entry) & EACH_COUNTRY


def words_of(entry: Entry) -> set[str]:
    return {word for name in (entry.name, *entry.aliases) for word in plain_words(name)}


def rivals(acronym: str, type_name: str) -> set[str]:
    """Names of what an acronym may stand for, of a type in line with one."""
    return {name for name, kind in initials().get(acronym.casefold(), ()) if is_in_line(kind, type_name)}


@lru_cache(maxsize=65536)
def is_free(acronym: str, type_name: str) -> bool:
    """Whether the reference names know nothing by it, nor a name of that type for which it may be built."""
    return not gazetteer().find(acronym) and not rivals(acronym, type_name)


@cache
def initials() -> dict[str, frozenset[tuple[str, str]]]:
    """Initials of known names without the small words -> name and type of those that have no other acronym."""
    found: dict[str, set[tuple[str, str]]] = {}
    for surface, entry in gazetteer().surfaces():
        words = [word for word in plain_words(surface) if word not in SMALL and not word.isdigit()]
        letters = "".join(word[0] for word in words)
        if SHORTEST <= len(letters) <= LONGEST and entry.type not in NO_INITIALS and not has_other(entry, letters):
            found.setdefault(letters, set()).add((entry.name, entry.type))
    return {letters: frozenset(names) for letters, names in found.items()}


def has_other(entry: Entry, letters: str) -> bool:
    """Whether something goes by an acronym that these initials are not: EgSA of the Egyptian one, the UAE's."""
    said = (*entry.aliases, *entry.name.split())
    short = {name.casefold() for name in said if is_acronym(name)}
    return bool(short) and letters not in short


def is_acronym(name: str) -> bool:
    return name.isalnum() and SHORTEST <= len(name) <= LONGEST and sum(map(str.isupper, name)) >= len(name) - 1
