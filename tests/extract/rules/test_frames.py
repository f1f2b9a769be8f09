"""The reader's rules are data: each carries a sentence that it reads, and says nothing outside of the vocabulary."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from kg.extract import Reader
from kg.extract.rules.frames import frames
from kg.extract.text.cues import table
from kg.extract.text.parsing import parse
from kg.model import Reading, Status, Story
from ontology import vocabulary

DATA = table("frames")
FRAMES: list[dict[str, Any]] = DATA["frame"]
GROUPS: dict[str, list[str]] = DATA["groups"]
STATUSES, VALUES, SCHEDULE, SPEECH = table("status"), table("values"), table("schedule"), table("speech")
KEYS = {
    "name",
    "example",
    "verbs",
    "nouns",
    "claims",
    "intransitive",
    "outcome",
    "needs",
    "amount",
    "times",
    "described",
}
# roles that `event_roles.py` fills, beside the prepositions of the sentence
ROLES = {"subject", "object", "self", "poss", "compound", "dative", "object_of", "subject_of", "around", "time"}
FILES = {"status": STATUSES, "values": VALUES, "schedule": SCHEDULE, "words": {"": table("words")}}
LISTS = [
    pytest.param(words, id=f"{file}: {name} {key}")
    for file, data in (
        ("status", STATUSES),
        ("values", VALUES),
        ("schedule", SCHEDULE),
        ("words", {"": table("words")}),
    )
    for name, entry in data.items()
    for key, words in entry.items()
    if isinstance(words, list)
]


def named(entry: dict[str, Any]) -> str:
    return str(entry["name"])


@pytest.mark.parametrize("frame", FRAMES, ids=named)
def test_frame_reads_its_example(frame: dict[str, Any], reader: Reader) -> None:
    _, candidates = reader.candidates(Story("story", frame["example"], published="2026-06-01"))
    rules = {(support.rule, support.predicate) for _, support in candidates}
    wanted = {line.split()[1] for line in frame["claims"]} | ({"OUTCOME"} if frame.get("outcome") else set())
    assert {predicate for rule, predicate in rules if rule == frame["name"]} & wanted


@pytest.mark.parametrize("frame", FRAMES, ids=named)
def test_frame_is_well_formed(frame: dict[str, Any]) -> None:
    known = vocabulary()
    assert set(frame) <= KEYS
    assert frame.get("verbs") or frame.get("nouns")
    assert frame["claims"] or frame.get("outcome")
    assert frame.get("outcome") in (None, *known.predicates["OUTCOME"].choices)
    assert frame.get("intransitive") in (None, "object")
    for line in frame["claims"]:
        subjects, predicate, targets, *rest = line.split()
        assert predicate in known.predicates
        assert (targets == "time") == (known.predicates[predicate].value is not None)
        assert not rest or rest == ["~"] or (rest[0] == "=" and Status(rest[1]))
        for cue in f"{subjects}|{targets}".split("|"):
            role, _, kind = cue.partition(":")
            assert role in ROLES or re.fullmatch(r"[a-z]+", role)
            assert not kind or kind in known.types or kind in GROUPS


def test_frame_claims_may_fit_the_vocabulary() -> None:
    """A claim whose types never fit is one that no sentence can bring about."""
    known = vocabulary()

    def kinds(words: str) -> list[str]:
        asked = [cue.partition(":")[2] for cue in words.split("|")]
        return [name for kind in asked for name in GROUPS.get(kind, [kind] if kind else list(known.types))]

    for frame in FRAMES:
        for line in frame["claims"]:
            subjects, predicate, targets, *_ = line.split()
            objects: list[str | None] = [None] if targets == "time" else list(kinds(targets))
            assert any(known.accepts(predicate, kind, other) for kind in kinds(subjects) for other in objects), line


@pytest.mark.parametrize("key", ["verbs", "nouns", "needs", "times", "claims"])
def test_frame_lists_hold_nothing_twice(key: str) -> None:
    twice = {
        frame["name"]: [word for word, times in Counter(frame.get(key, [])).items() if times > 1] for frame in FRAMES
    }
    assert {name: words for name, words in twice.items() if words} == {}


def test_frame_names_are_their_own() -> None:
    assert [name for name, times in Counter(named(frame) for frame in FRAMES).items() if times > 1] == []
    loaded = frames()
    assert {frame.name for known in (loaded.verbs, loaded.nouns) for found in known.values() for frame in found} == {
        named(frame) for frame in FRAMES
    }


@pytest.mark.parametrize("group", GROUPS)
def test_groups_name_types(group: str) -> None:
    assert group not in vocabulary().types
    assert set(GROUPS[group]) <= set(vocabulary().types)


@pytest.mark.parametrize("status", STATUSES)
def test_status_words_read_their_example(status: str, read_all: Callable[..., Reading]) -> None:
    assert Status(status) in {claim.status for claim in read_all(STATUSES[status]["example"]).claims}


def test_every_status_but_actual_has_its_words() -> None:
    assert set(STATUSES) == set(Status) - {Status.ACTUAL}
    for entry in STATUSES.values():
        assert set(entry) <= {"example", "verbs", "adjectives", "nouns", "modals", "accompanied", "firm"}


@pytest.mark.parametrize("kind", VALUES)
def test_value_words_read_their_example(kind: str, read_all: Callable[..., Reading]) -> None:
    assert kind.upper() in vocabulary().predicates
    assert kind.upper() in {claim.predicate for claim in read_all(VALUES[kind]["example"]).claims}


@pytest.mark.parametrize(("kind", "expected"), [("set", {"planned"}), ("moved", {"planned", "cancelled"})])
def test_schedule_words_read_their_example(kind: str, expected: set[str], read_all: Callable[..., Reading]) -> None:
    claims = read_all(SCHEDULE[kind]["example"]).claims
    assert {claim.status.value for claim in claims if claim.predicate == "LAUNCH_DATE"} == expected


def test_speech_words_read_their_example(read_all: Callable[..., Reading]) -> None:
    (claim,) = [claim for claim in read_all(SPEECH["example"]).claims if claim.rule == "speech"]
    assert (claim.predicate, claim.subject.name) == ("SAID", "The Guardian")


@pytest.mark.parametrize("words", LISTS)
def test_word_lists_hold_nothing_twice(words: list[str]) -> None:
    assert [word for word, times in Counter(words).items() if times > 1] == []


def infinitive(reader: Any, verb: str) -> str:
    document = parse(Story("s", f"They will {verb} it."), reader.parser)
    return document.tokens[2].lemma


def test_verbs_stand_as_the_parser_gives_them(reader: Any) -> None:
    """A verb that is written in another form than its lemma would never be found."""
    lemma = {word: infinitive(reader, word) for word in frames().verbs if word.isalpha()}
    assert {word: found for word, found in lemma.items() if found != word} == {}
