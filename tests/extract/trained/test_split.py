"""The split of stories is fixed by their ids."""

from collections import Counter

import pytest

from kg.extract.training.split import Part, part_of


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("adverse-001", Part.TRAIN),
        ("adverse-008", Part.TRAIN),
        ("crew-003", Part.DEVELOP),
        ("adverse-034", Part.DEVELOP),
        ("articles-004", Part.TEST),
        ("adverse-014", Part.TEST),
    ],
)
def test_a_story_keeps_its_part_for_good(story: str, expected: Part) -> None:
    assert part_of(story) == expected


def test_eight_tenths_are_for_training_and_a_tenth_each_for_the_others() -> None:
    counts = Counter(part_of(f"story-{number}") for number in range(5000))
    assert 3900 < counts[Part.TRAIN] < 4100
    assert 430 < counts[Part.DEVELOP] < 570
    assert 430 < counts[Part.TEST] < 570
