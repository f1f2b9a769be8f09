"""Scores on labelled mentions, and floors for them."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import EvaluateError
from kg.resolve.clusters import by_likeness
from kg.resolve.evaluation import Score, b_cubed, by_identity, pairwise, read

MENTIONS = Path(__file__).parent / "mentions.tsv"


def test_scores_by_hand() -> None:
    truth = {"1": "a", "2": "a", "3": "b", "4": "b"}
    assert pairwise(truth, truth) == b_cubed(truth, truth) == Score(1.0, 1.0)
    found = {"1": "x", "2": "x", "3": "x", "4": "y"}
    assert pairwise(found, truth) == Score(1 / 3, 1 / 2)
    assert b_cubed(found, truth) == Score((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, (1 + 1 + 1 / 2 + 1 / 2) / 4)


@pytest.mark.parametrize(
    ("file", "number", "precise", "least", "cubed"),
    [
        ("mentions.tsv", 400, 0.99, 0.975, 0.96),
        ("held_back.tsv", 600, 0.99, 0.98, 0.96),
        ("untouched.tsv", 130, 0.99, 0.99, 0.97),
        ("archive.tsv", 500, 0.99, 0.965, 0.96),
        ("newsroom.tsv", 400, 0.99, 0.975, 0.96),
        ("unseen.tsv", 400, 0.99, 0.99, 0.97),
        ("feed.tsv", 400, 0.99, 0.985, 0.97),
        ("blind.tsv", 400, 0.98, 0.95, 0.95),
    ],
)
def test_the_likely_pairs_are_right_and_find_more_than_ids_do(
    file: str, number: int, precise: float, least: float, cubed: float
) -> None:
    profiles, truth = read(MENTIONS.with_name(file))
    assert len(truth) >= number
    likely, ids = by_likeness(profiles), by_identity(profiles)
    assert pairwise(likely, truth).precision >= precise
    assert pairwise(likely, truth).f1 >= least
    assert b_cubed(likely, truth).f1 >= cubed
    assert pairwise(likely, truth).f1 > pairwise(ids, truth).f1


def test_the_order_of_mentions_does_not_matter() -> None:
    profiles, _ = read(MENTIONS)
    assert by_likeness(profiles) == by_likeness(profiles[::-1])


def test_the_scorer_prints_and_names_a_wrong_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg.resolve.evaluation"]
    done = subprocess.run([*command, str(MENTIONS)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "by likeness  pairwise" in done.stdout
    wrong = tmp_path / "wrong.tsv"
    wrong.write_text("mention\tentity\n1\ta\n")
    with pytest.raises(EvaluateError, match=r"wrong.tsv:2: must have the columns"):
        read(wrong)
    done = subprocess.run([*command, str(wrong)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
