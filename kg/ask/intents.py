"""Which intent a question has: the first one in `intents.toml` whose pattern its words hold.

A pattern is a row of segments with gaps between them; each segment is looked for after the one before, so that matching
takes time in proportion to question and pattern, whatever is asked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.ask.lexicon import intents as table
from kg.ask.lexicon import nouns

START, END = "^", "$"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The `segments` as regular expressions, and for each of their words the `choices`, one of which a question needs.

    Most patterns ask for words that a question has not; to see that takes less than to compile them.
    """

    segments: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]

    def holds(self, words: str) -> bool:
        if not all(any(f" {word} " in words for word in some) for some in self.choices):
            return False
        position = 0
        for segment in self.segments:
            match = expression(segment).search(words, position)
            if match is None:
                return False
            position = match.end() - 1
        return True


@dataclass(frozen=True, slots=True)
class Intent:
    """What is asked and which predicates answer it (see the head of `intents.toml`)."""

    name: str
    style: str
    patterns: tuple[Pattern, ...]
    forward: tuple[str, ...]
    backward: tuple[str, ...]
    else_forward: tuple[str, ...]
    else_backward: tuple[str, ...]
    also: tuple[str, ...]
    dated: tuple[str, ...]
    kin: bool
    kin_counts: bool
    loose: bool
    aspect: str
    examples: tuple[str, ...]

    def matches(self, words: str) -> bool:
        return any(pattern.holds(words) for pattern in self.patterns)

    def knows(self, word: str) -> bool:
        """Whether the word is one of those by which questions of its kind are known."""
        return word in spoken(self.name)


@cache
def expression(segment: str) -> re.Pattern[str]:
    return re.compile(segment)


@cache
def known() -> tuple[Intent, ...]:
    groups = {name: tuple(words) for name, words in table()["groups"].items()}
    full = {str(entry["name"]): entry for entry in table()["intents"] if "like" not in entry}
    entries = ({**full[str(entry["like"])], **entry} if "like" in entry else entry for entry in table()["intents"])
    return tuple(intent_of(entry, groups) for entry in entries)


def intent_of(entry: Mapping[str, object], groups: Mapping[str, tuple[str, ...]]) -> Intent:
    def strings(key: str) -> tuple[str, ...]:
        value = entry.get(key, ())
        return tuple(str(one) for one in value) if isinstance(value, list) else ()

    return Intent(
        name=str(entry["name"]),
        style=str(entry.get("style", "claims")),
        patterns=tuple(pattern_of(pattern, groups) for pattern in strings("patterns")),
        forward=strings("forward"),
        backward=strings("backward"),
        else_forward=strings("else_forward"),
        else_backward=strings("else_backward"),
        also=strings("also"),
        dated=strings("dated"),
        kin=bool(entry.get("kin", False)),
        loose=bool(entry.get("loose", False)),
        kin_counts=entry.get("kin") is True,
        aspect=str(entry["aspect"]),
        examples=strings("examples"),
    )


def pattern_of(pattern: str, groups: Mapping[str, tuple[str, ...]]) -> Pattern:
    segments: list[list[str]] = [[]]
    choices: list[tuple[str, ...]] = []
    for item in pattern.split():
        if item == "*":
            segments.append([])
        elif item in (START, END):
            segments[-1].append(item)
        else:
            words = alternatives(item, groups)
            choices.append(words)
            segments[-1].append(f"(?:{'|'.join(re.escape(word) for word in words)})")
    return Pattern(tuple(segment_of(items) for items in segments if items), tuple(choices))


def segment_of(items: list[str]) -> str:
    start, items = ("^", items[1:]) if items[0] == START else ("", items)
    end, items = ("$", items[:-1]) if items[-1] == END else ("", items)
    return f"{start} {' '.join(items)} {end}"


def alternatives(item: str, groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words that an item of a pattern stands for, the longest first."""
    if item == "{type}":
        words = tuple(nouns())
    elif item.startswith("<") and item.endswith(">"):
        words = groups[item[1:-1]]
    else:
        words = tuple(word.replace("_", " ") for word in item.split("|"))
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def spoken(name: str) -> frozenset[str]:
    """The words of all patterns of an intent."""
    patterns = [
        segment for intent in known() if intent.name == name for one in intent.patterns for segment in one.segments
    ]
    return frozenset(re.findall(r"[a-z]+", " ".join(patterns)))


def intent_for(words: str, *, but: str = "") -> Intent | None:
    """The intent of a question's words (entities as `@`, one space around each word), or None; never the one `but`."""
    return next((intent for intent in known() if intent.name != but and intent.matches(words)), None)


def by_name(name: str) -> Intent:
    return next(intent for intent in known() if intent.name == name)
