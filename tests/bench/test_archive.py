"""The synthetic archive: what a measurement rests on must be the same each time, and like news."""

from collections import Counter
from itertools import islice
from pathlib import Path

from kg.model import Story
from loaders import read
from tests.bench.archive import main, readings


def test_a_longer_archive_begins_with_the_shorter_one() -> None:
    assert list(readings(3)) == list(islice(readings(20), 3))
    assert list(readings(3)) != list(readings(3, seed=2))


def test_stories_have_the_length_and_the_claims_of_news() -> None:
    found = list(readings(100))
    words = sum(len(one.story.text.split()) for one in found) / len(found)
    claims = sum(len(one.claims) for one in found) / len(found)
    assert 290 <= words <= 320
    assert 10 <= claims <= 25
    assert {claim.status.value for one in found for claim in one.claims} >= {"actual", "planned", "failed", "cancelled"}


def test_a_few_are_everywhere_and_most_in_one_story() -> None:
    named = Counter(entity.name for one in readings(200) for entity in one.entities)
    assert {"NASA", "SpaceX", "Moon"} <= {name for name, _ in named.most_common(10)}
    assert sum(number == 1 for number in named.values()) > len(named) / 2


def test_the_file_is_one_of_stories(tmp_path: Path) -> None:
    main("5", str(tmp_path / "archive.jsonl"))
    written = list(read([str(tmp_path / "archive.jsonl")]))
    assert [(one.id, one.text) for one in written if isinstance(one, Story)] == [
        (one.story.id, one.story.text) for one in readings(5)
    ]
