"""The frames of `data/frames.toml`: which verbs and nouns name an event, and what claims it makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.text.cues import table
from kg.model import Status


@dataclass(frozen=True, slots=True)
class RoleCue:
    """A role of an event, and the types (all, when empty) that it takes here."""

    name: str
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Emission:
    """One claim of a frame: role alternatives, predicate, role alternatives; the status that the event brings along;
    `open` claims hold only of events that have not come off."""

    subjects: tuple[RoleCue, ...]
    predicate: str
    objects: tuple[RoleCue, ...]
    status: Status | None
    open: bool


@dataclass(frozen=True, slots=True)
class Frame:
    name: str
    example: str
    claims: tuple[Emission, ...]
    intransitive: bool
    outcome: str | None
    needs: frozenset[str]
    amount: bool
    times: frozenset[str] | None
    described: bool


@dataclass(frozen=True, slots=True)
class Frames:
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]


@cache
def frames() -> Frames:
    """The frames that ship with the project, by verb and by noun."""
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    data = table("frames")
    for entry in data["frame"]:
        frame = Frame(
            name=entry["name"],
            example=entry["example"],
            claims=tuple(read_emission(line, data["groups"]) for line in entry["claims"]),
            intransitive=entry.get("intransitive") == "object",
            outcome=entry.get("outcome"),
            needs=frozenset(entry.get("needs", [])),
            amount=entry.get("amount", False),
            times=frozenset(entry["times"]) if "times" in entry else None,
            described=entry.get("described", False),
        )
        for word in dict.fromkeys(entry.get("verbs", [])):
            verbs.setdefault(word, []).append(frame)
        for word in dict.fromkeys(entry.get("nouns", [])):
            nouns.setdefault(word, []).append(frame)
    return Frames(
        {word: tuple(found) for word, found in verbs.items()}, {word: tuple(found) for word, found in nouns.items()}
    )


def read_emission(line: str, groups: Mapping[str, list[str]]) -> Emission:
    """Read `object LANDED_ON on|in:Heaven = failed` or `object TARGETS on ~`."""
    statement, _, status = line.partition(" = ")
    subject, predicate, target, *rest = statement.split()
    return Emission(
        read_roles(subject, groups),
        predicate,
        read_roles(target, groups),
        Status(status) if status else None,
        rest == ["~"],
    )


def read_roles(words: str, groups: Mapping[str, list[str]]) -> tuple[RoleCue, ...]:
    found = []
    for word in words.split("|"):
        name, _, kind = word.partition(":")
        found.append(RoleCue(name, tuple(groups.get(kind, [kind])) if kind else ()))
    return tuple(found)
