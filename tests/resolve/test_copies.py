"""Which texts are copies of one another, on the labelled pairs of `copies.toml`."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.copies import BANDS, LEAST, Wording, are_likely, keys

LABELLED = tomllib.loads(Path(__file__).with_name("copies.toml").read_text(encoding="utf-8"))
COUNTING = " ".join(map(str, range(100)))
# Keys stand in graphs: other ones for the same text mean that these must be loaded anew to find its copies.
KEYS = ("=bf7b992839378585dc63", "2.5.0:2da78caa4c58a60a")


@dataclass(frozen=True)
class Pair:
    name: str
    one: str
    other: str
    are_copies: bool

    def is_found(self) -> bool:
        """As the store finds it: by a common key, and then by comparing."""
        one, other = keys(self.one), keys(self.other)
        return (
            bool({*one} & {*other})
            and are_likely(one, other)
            and Wording.of(self.one).share(Wording.of(self.other)) > 0
        )


def pairs() -> Iterator[Pair]:
    for event in LABELLED["event"]:
        printed = [as_printed(event, copy) for copy in ({}, *event["copy"])]
        for (first, one), (second, other) in combinations(enumerate(printed), 2):
            yield Pair(f"{event['headline']}: copies {first} and {second}", one, other, True)
        for number, one in enumerate(printed):
            yield Pair(f"{event['headline']}: copy {number} and another report", one, event["report"], False)
    for series in LABELLED["series"]:
        issues = [series["template"].format(**issue) for issue in series["issue"]]
        for (first, one), (second, other) in combinations(enumerate(issues), 2):
            yield Pair(f"{series['name']}: issues {first} and {second}", one, other, False)
    for apart in LABELLED["apart"]:
        yield Pair(apart["why"], apart["one"], apart["two"], False)


def as_printed(event: dict[str, Any], copy: dict[str, Any]) -> str:
    """The wire's text as a paper printed it."""
    kept = event["wire"][: len(event["wire"]) - copy.get("cut", 0)]
    for old, new in copy.get("changes", ()):
        assert any(old in paragraph for paragraph in event["wire"])
        kept = [paragraph.replace(old, new) for paragraph in kept]
    kept[0] = f"{copy.get('dateline', event['dateline'])} {kept[0]}".strip()
    whole = [*kept[:2], *copy.get("middle", ()), *kept[2:], *copy.get("end", ())]
    return "\n\n".join([copy.get("headline", event["headline"]), *whole])


PAIRS = tuple(pairs())


def test_the_labelled_pairs_are_many_of_each_kind() -> None:
    assert sum(pair.are_copies for pair in PAIRS) >= 50
    assert sum(not pair.are_copies for pair in PAIRS) >= 50


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if not pair.are_copies], ids=lambda pair: pair.name)
def test_what_is_no_copy_is_never_taken_for_one(pair: Pair) -> None:
    """Whether or not they share a key: precision rests on the comparison."""
    assert Wording.of(pair.one).share(Wording.of(pair.other)) == 0


def test_copies_are_found() -> None:
    copies = [pair for pair in PAIRS if pair.are_copies]
    missed = [pair.name for pair in copies if not pair.is_found()]
    assert len(missed) <= 0.02 * len(copies), missed


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_keys_are_the_same_in_every_process(seed: str) -> None:
    program = "from kg.copies import keys; print(keys(' '.join(map(str, range(100))))[:2])"
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == str(KEYS)


def test_keys_of_a_text() -> None:
    assert keys(COUNTING)[:2] == KEYS
    assert len(keys(COUNTING)) == 1 + BANDS
    assert len(keys("Lost at sea.")) == 1  # too short to be told but by its equal
    assert keys("Lost  at\nSEA.") == keys("lost at sea.")
    assert keys("Lost at sea!") != keys("Lost at sea.")


def test_case_punctuation_and_form_do_not_count_in_comparing() -> None:
    plain = Wording.of(COUNTING)
    assert plain.share(Wording.of(", ".join(map(str, range(100))))) == 1.0
    assert plain.share(Wording.of(COUNTING.translate({ord("1"): "１"}))) == 1.0  # full-width


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (" ".join(map(str, range(60))), 1.0),  # a tail cut
        (" ".join(map(str, range(40))), 0.0),  # 36 shingles: too short to tell
        (" ".join(map(str, range(300))), 0.0),  # so much more is a story of its own
        (" ".join(map(str, (*range(70), *range(500, 530)))), 0.688),
        (" ".join(map(str, (*range(60), *range(500, 540)))), 0.0),
    ],
)
def test_bounds(text: str, share: float) -> None:
    assert Wording.of(COUNTING).share(Wording.of(text)) == share


TEXT = st.lists(st.sampled_from([f"w{number}" for number in range(30)]), max_size=90).map(" ".join)


@given(TEXT, TEXT)
def test_sharing_is_mutual(one: str, other: str) -> None:
    assert Wording.of(one).share(Wording.of(other)) == Wording.of(other).share(Wording.of(one))
    assert Wording.of(one).share(Wording.of(one)) == 1.0
    assert keys(one)[:1] == keys(one.upper())[:1]
    assert len(keys(one)) in (0, 1, 1 + BANDS)
    assert (len(keys(one)) > 1) == (len(Wording.of(one).shingles) >= LEAST)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_but_an_empty_one_has_keys(text: str) -> None:
    assert bool(keys(text)) == bool(text.strip())
