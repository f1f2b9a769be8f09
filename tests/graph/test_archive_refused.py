"""Archives that are damaged, made up or of another kind: one clear line, and nothing half there."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.archive import package
from kg.model import Reading
from loaders import graph_archive
from tests.graph.archives import (
    DAYS,
    Opening,
    archive,
    changed,
    empty,
    everything,
    load,
    restore,
    rezipped,
)


def in_claims(**fields: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda line: line | {"claims": [claim | fields for claim in line["claims"]]}


def in_story(**fields: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda line: line | {"story": line["story"] | fields}


WRONG_LINES = {
    "offsets beyond the text": (in_claims(evidence=[[0, 5000]]), "needs evidence within the story's 59 characters"),
    "offsets that run backwards": (in_claims(evidence=[[9, 3]]), "needs evidence within"),
    "no evidence": (in_claims(evidence=[]), "needs evidence within"),
    "spans beyond the text": (in_claims(spans=[[0, 5000]]), "its spans are not within the story's 59 characters"),
    "an unknown predicate": (in_claims(predicate="OWNS"), "no such predicate"),
    "ends that it cannot join": (in_claims(predicate="LED_BY"), "cannot be said of 'Lander' and"),
    "a confidence of two": (in_claims(confidence=2.0), "confidence is 2.0"),
    "a confidence of text": (in_claims(confidence="1"), "claims.0.confidence is wrong"),
    "an unknown status": (in_claims(status="certain"), "claims.0.status is wrong"),
    "a date that is none": (in_claims(when="yesterday"), "its date is not in EDTF ('yesterday')"),
    "somebody else": (in_claims(subject="Q999"), "which is none of its entities"),
    "a number that is too large": (in_claims(qualifiers={"number": 2**70}), "larger than any graph holds"),
    "an unknown qualifier": (in_claims(qualifiers={"mood": "glad"}), "no such qualifier as 'mood'"),
    "an id with a quote": (in_claims(id="x'}) DETACH DELETE n //"), "its id must be 1 to 100 letters and digits"),
    "an unknown key": (lambda line: line | {"extra": 1}, "extra is wrong"),
    "an unknown type": (
        lambda line: line | {"entities": [one | {"type": "Spell"} for one in line["entities"]]},
        "cannot be said of 'Spell'",
    ),
    "a control character": (in_story(text="\x00" * 59), "holds the character U+0000"),
    "half a character": (in_story(title="\ud800"), "is wrong"),
    "an address that runs": (in_story(url="javascript:alert(1)"), "its url is no http(s) address"),
    "no id": (in_story(id=""), "its id must have 1 to 500 letters"),
    "a kind that there is not": (in_story(kind="rumour"), "its kind is 'rumour'"),
    "a day that there is not": (in_story(published="2025-02-31"), "published is no date in EDTF"),
    "sections beyond the text": (in_story(sections=[["body", 0, 5000, ""]]), "has a section that is not within"),
    "a reading that is missing": (lambda line: line | {"number": 2}, "does not follow the line before"),
    "a reading that never comes": (lambda line: line | {"superseded": "2026"}, "ends within a story"),
}


@pytest.mark.parametrize("name", WRONG_LINES)
def test_a_story_that_is_not_as_it_must_be_is_refused_in_one_line_and_the_others_are_restored(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path, name: str
) -> None:
    graph = open_graph("embedded")
    for one in ("B", "C"):
        load(graph, readings[one], DAYS[0])
    held = everything(graph)
    story = replace(readings["A"].story, id="z")
    load(graph, replace(readings["A"], story=story, claims=tuple(of_story("z", readings["A"]))), DAYS[0])
    change, reason = WRONG_LINES[name]
    data = changed(archive(graph), lambda line: change(line) if line["story"]["id"] == "z" else line)
    empty(graph)
    report = restore(graph, data, tmp_path)
    (refused,) = report.rejected
    assert reason in refused.reason
    assert "\n" not in str(refused)
    assert everything(graph) == held


def of_story(story: str, reading: Reading) -> Iterator[Any]:
    for claim in reading.claims:
        renamed = replace(claim, story=story)
        yield replace(renamed, id=renamed.key())


def flipped(data: bytes) -> bytes:
    """Another letter in the stories, packed anew so that the .zip itself is whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return rezipped(data, dict, stories=archive.read(package.STORIES).replace(b"Moon", b"Mars"))


DEEP = b"[" * 200_000
WRONG_ARCHIVES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a changed story": (flipped, "stories.jsonl has another length or hash than its manifest says"),
    "a changed byte": (lambda data: data[:200] + bytes([data[200] ^ 255]) + data[201:], "damaged"),
    "half of it": (lambda data: data[: len(data) // 2], "is no ZIP archive, or cut off"),
    "all but its end": (lambda data: data[:-10], "is no ZIP archive, or cut off"),
    "a later form": (lambda data: rezipped(data, lambda told: told | {"format": 2}), "is an archive of version 2"),
    "an unknown form": (lambda data: rezipped(data, lambda told: told | {"format": "x"}), "its manifest does not"),
    "no manifest": (lambda data: rezipped(data, lambda told: {}), "its manifest cannot be read"),
    "a deep manifest": (lambda data: rezipped(data, lambda told: told | {"resources": 5}), "cannot be read"),
    "a path that leads out": (
        lambda data: rezipped(data, dict, **{"../../evil": b"x"}),
        "holds '../../evil'",
    ),
    "a bomb": (lambda data: rezipped(data, dict, stories=b"0" * 2_000_000), "as a bomb is; it is not read"),
    "deep lines": (lambda data: packed([DEEP + b"\n"]), "the line is wrong"),
    "lines that are none": (lambda data: packed([b"\xff\xfe\n"]), "the line is wrong"),
    "decisions that are none": (lambda data: changed(data, dict, "be good\n"), "decisions:1: "),
    "decisions that contradict each other": (
        lambda data: changed(data, dict, "\tsame\ta\tb\n\tsame\tb\tc\n\tdiffer\ta\tc\n"),
        "differ a c (line 3) contradicts",
    ),
}


def packed(stories: list[bytes]) -> bytes:
    made = io.BytesIO()
    package.write(made, stories, b"", package.Counts())
    return made.getvalue()


@pytest.mark.parametrize("name", WRONG_ARCHIVES)
def test_an_archive_that_is_not_what_it_says_is_refused_whole_in_one_line(
    open_graph: Opening, readings: Mapping[str, Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(graph_archive, "BOMB_BYTES", 1_000_000)
    graph = open_graph("embedded")
    for one in ("A", "C"):
        load(graph, readings[one], DAYS[0])
    change, reason = WRONG_ARCHIVES[name]
    data = change(archive(graph))
    empty(graph)
    report = restore(graph, data, tmp_path)
    (refused,) = report.rejected
    assert reason in refused.reason
    assert refused.source == str(tmp_path / "space.backup")
    assert "\n" not in str(refused)
    assert (everything(graph), graph.store.decided()) == ([], "")
