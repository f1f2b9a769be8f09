"""Claims on which annotation and reader differ, as judges saw them."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import EvaluateError
from kg.evaluate.judged import as_annotated, as_judged, read_judged, report
from kg.evaluate.tally import hits

JUDGED = Path(__file__).with_name("judged.jsonl")


def claim(verdict: str, *, annotated: bool, told: bool, predicate: str = "BUILT_BY") -> dict[str, Any]:
    return {"story": "s", "predicate": predicate, "annotated": annotated, "told": told, "verdict": verdict}


CLAIMS = [
    claim("agreed", annotated=True, told=True),
    claim("right", annotated=False, told=True),
    claim("wrong", annotated=False, told=True),
    claim("arguable", annotated=False, told=True),
    claim("status", annotated=True, told=False),
    claim("wrong", annotated=True, told=False),
    claim("right", annotated=False, told=False),
]


def test_by_the_annotation_what_it_lacks_is_wrong_and_by_the_judges_what_they_say() -> None:
    assert as_annotated(CLAIMS) == hits(1, 4, 3)
    assert as_judged(CLAIMS) == hits(2, 3, 4)


def test_facts_and_words_are_told_apart() -> None:
    lines = list(report([*CLAIMS, claim("arguable", annotated=True, told=False, predicate="PURPOSE")]))
    assert lines[0] == "8 claims of 1 stories"
    assert "facts told, not annotated:    3  right 0.33, status 0.00, arguable 0.33, wrong 0.33" in lines[2]
    assert "text  annotated, not told:    1  right 0.00, status 0.00, arguable 1.00, wrong 0.00" in lines[5]


def test_what_was_judged_of_the_develop_part() -> None:
    """The figures that the README gives."""
    claims = read_judged(JUDGED)
    assert sum(claim["verdict"] != "agreed" for claim in claims) == 801
    facts = list(report(claims))[3:5]
    assert [line.split()[-3:] for line in facts] == [["0.809", "0.650", "0.721"], ["0.904", "0.690", "0.783"]]


@pytest.mark.parametrize("text", ["# no claims", json.dumps({"story": "s"}), json.dumps({"verdict": "maybe"}), "[1]"])
def test_what_is_no_file_of_judged_claims_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "file.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(EvaluateError, match="no file of judged claims"):
        read_judged(tmp_path / "file.jsonl")
