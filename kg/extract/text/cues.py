"""The cue words of `data/cues.toml`, turned into look-ups: what a noun, a part of a name or a title says of a type."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Cues:
    """`nouns`, `ends`, `starts` give types by word; `roles` kinds (`head`, `other`, `founder`) by lower-case words.

    `role_starts` are the words that roles begin with, of one word in the plural too.
    """

    nouns: Mapping[str, str]
    ends: Mapping[str, str]
    starts: Mapping[str, str]
    titles: frozenset[str]
    roles: Mapping[str, str]
    role_starts: frozenset[str]
    ended: frozenset[str]
    further: frozenset[str]
    generic: frozenset[str]
    definite: frozenset[str]
    plain: frozenset[str]
    contexts: Mapping[str, tuple[str, ...]]
    ignored: frozenset[str]
    unnamed_ends: frozenset[str]
    epithets: Mapping[str, str]

    def noun_type(self, lemma: str, before: str = "") -> str | None:
        """The type that a common noun speaks of, read with the word before it where that makes one term."""
        return self.nouns.get(f"{before} {lemma}") or self.nouns.get(lemma)


@cache
def table(name: str) -> dict[str, Any]:
    """One data file of the reader, as TOML gives it; read once, so that nobody may change it."""
    return tomllib.loads((files("kg.extract") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def word_lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in table("words").items()}


def words(name: str) -> frozenset[str]:
    """One of the word lists of `data/words.toml`."""
    return word_lists()[name]


@cache
def cues() -> Cues:
    """The cue words that ship with the project."""
    data = table("cues")
    roles = {role.lower(): kind for kind in ("other", "head", "founder") for role in data["roles"][kind]}
    described = data["descriptions"]
    return Cues(
        nouns=by_word(data["nouns"]),
        ends=by_word(data["ends"]),
        starts=by_word(data["starts"]),
        titles=frozenset(data["titles"]["words"]),
        roles=roles,
        role_starts=frozenset(first for role in roles for first in (role.split()[0].split("-")[0], f"{role}s"))
        | frozenset(roles),
        ended=frozenset(data["roles"]["ended"]),
        further=frozenset(described["further"]),
        generic=frozenset(described["generic"]),
        definite=frozenset(described["definite"]),
        plain=frozenset(described["plain"]),
        contexts=by_context(data["contexts"]),
        ignored=frozenset(data["ignored"]["words"]),
        unnamed_ends=frozenset(data["ignored"]["ends"]),
        epithets=data["epithets"],
    )


def by_word(lists: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: kind for kind, words in lists.items() for word in words}


def by_context(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, places in lists.items():
        for place in places:
            found[place] = (*found.get(place, ()), kind)
    return found
