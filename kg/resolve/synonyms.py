"""Designations of one thing that differ in their numbers: `Skarv-1A` is called `ZS-7` too, and is no other model."""

from collections.abc import Iterable
from functools import lru_cache

from kg.resolve.forms import numbered, plain_words
from kg.resolve.reference import BODY, is_in_line
from ontology.gazetteer import Entry, gazetteer

# The words of a name without its numbers, and the numbers.
Split = tuple[tuple[str, ...], tuple[str, ...]]
# of a name that the entry has in another case only
SEVERAL = frozenset({("2",), ("3",)})


@lru_cache(maxsize=65536)
def are_synonyms(one: str, other: str, type_name: str) -> bool:
    """Whether the reference names have both of one thing alone, and list no series of models by either."""
    one, other = (
        BODY.sub("", name) if type_name == "CelestialBody" and not gazetteer().find(name) else name
        for name in (one, other)
    )
    found = [[entry for entry in spelled(name) if is_in_line(entry.type, type_name)] for name in (one, other)]
    if [len(entries) for entries in found] != [1, 1] or key_of(found[0][0]) != key_of(found[1][0]):
        return False
    series = series_of(found[0][0])
    (words, numbers), (others, counted) = (split(name) for name in (one, other))
    if words == others:
        return series.get(words, SEVERAL) <= {(), ("1",)}
    if found[0][0].type == "CelestialBody":
        return all(len(series.get(said, SEVERAL) - {()}) < 2 for said in (words, others))
    return len(numbers) == len(counted) and all(len(series.get(said, SEVERAL)) == 1 for said in (words, others))


def spelled(name: str) -> tuple[Entry, ...]:
    """What the reference names know by a name, with hyphens for spaces or spaces for hyphens where they have it so."""
    known = gazetteer()
    return known.find(name) or known.find(name.replace(" ", "-")) or known.find(name.replace("-", " "))


def key_of(entry: Entry) -> tuple[str, str]:
    return entry.name, entry.type


@lru_cache(maxsize=4096)
def series_of(entry: Entry) -> dict[tuple[str, ...], frozenset[tuple[str, ...]]]:
    """The names of an entry by their words -> the numbers that go with them: `Tern` -> none, 1 and 2."""
    return grouped(split(name) for name in (entry.name, *entry.aliases))


def grouped(splits: Iterable[Split]) -> dict[tuple[str, ...], frozenset[tuple[str, ...]]]:
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for words, numbers in splits:
        found.setdefault(words, set()).add(numbers)
    return {words: frozenset(numbers) for words, numbers in found.items()}


def parts(name: str) -> list[str]:
    return numbered(plain_words(name))


def split(name: str) -> Split:
    words = parts(name)
    return tuple(word for word in words if not word[0].isdigit()), tuple(word for word in words if word[0].isdigit())
