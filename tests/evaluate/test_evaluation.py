"""Whole corpora: annotated stories over their sources, labels without text, and what is left out."""

import json
from pathlib import Path

import pytest

from kg.errors import EvaluateError
from kg.evaluate import Scores, evaluate, render, to_json
from kg.model import Reading, Story

ANNOTATION = """@story plover
@source plover.html
@title [Plover]{l1 Lander} falls silent

[Tromsø]{y1 City}-based [Kestrel Lunar]{c1 Company} lost [its lander]{l1~}.
  > c1 HEADQUARTERED_IN y1
  > l1 OPERATED_BY c1
@end
"""
PAGE = """<html><head><title>Plover falls silent</title></head><body><article><h1>Plover falls silent</h1>
<p>Tromsø-based Kestrel Lunar lost its lander. The company gave no reason for the loss, and said that it would look into
it with all of its partners before anything else was built or flown.</p></article></body></html>"""
LABEL = {
    "id": "plover",
    "claims": [
        {
            "subject": {"type": "Company", "names": ["Kestrel Lunar"]},
            "predicate": "HEADQUARTERED_IN",
            "object": {"type": "City", "names": ["Tromsø"]},
            "status": "actual",
        }
    ],
}


class Silent:
    """A reader that finds nothing, and keeps what it was given."""

    def __init__(self) -> None:
        self.stories: list[Story] = []

    def read(self, story: Story) -> Reading:
        self.stories.append(story)
        return Reading(story, (), ())


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations" / "plover.txt").write_text(ANNOTATION, encoding="utf-8")
    (tmp_path / "plover.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_annotations_lie_over_the_text_of_their_source(corpus: Path) -> None:
    reader = Silent()
    scores = evaluate(corpus, reader)
    assert "The company gave no reason" in reader.stories[0].text
    assert (scores.stories, scores.gold, scores.predicted) == (1, 2, 0)
    assert [(error.kind, error.claim) for error in scores.errors] == [
        ("missed", "Kestrel Lunar HEADQUARTERED_IN Tromsø"),
        ("missed", "Plover OPERATED_BY Kestrel Lunar"),
    ]


def test_a_source_that_is_absent_is_left_out_by_name(corpus: Path) -> None:
    (corpus / "plover.html").unlink()
    scores = evaluate(corpus, Silent())
    assert scores.left_out == ("plover (no plover.html beside plover.txt)",)
    assert "left out: plover" in render(scores)


def test_labels_take_their_text_from_where_they_are_told(tmp_path: Path) -> None:
    labels, text = tmp_path / "labels.jsonl", tmp_path / "elsewhere" / "plover.txt"
    labels.write_text(json.dumps(LABEL), encoding="utf-8")
    text.parent.mkdir()
    text.write_text("Tromsø-based Kestrel Lunar lost its lander.", encoding="utf-8")
    assert evaluate(labels, Silent()).left_out[0].startswith("plover (labels.jsonl keeps no text")
    scores = evaluate(labels, Silent(), stories=text)
    assert (scores.left_out, scores.tallies["facts"].gold) == ((), 1)
    text.rename(tmp_path / "plover.txt")
    assert evaluate(labels, Silent()).left_out == ()


@pytest.mark.parametrize("line", ["{", '{"claims": []}', '{"id": "x", "claims": [{"predicate": "ORBITS"}]}'])
def test_a_label_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text(f"{json.dumps(LABEL)}\n{line}\n", encoding="utf-8")
    with pytest.raises(EvaluateError, match=r"labels\.jsonl:2: no label"):
        evaluate(labels, Silent())


def test_what_holds_no_gold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Just a story.", encoding="utf-8")
    with pytest.raises(EvaluateError, match="holds no annotated stories"):
        evaluate(tmp_path, Silent())
    with pytest.raises(EvaluateError, match="no such file or folder"):
        evaluate(tmp_path / "nowhere", Silent())


def test_errors_are_listed_with_their_sentence_and_as_data(corpus: Path) -> None:
    scores = evaluate(corpus, Silent())
    assert "- plover: Kestrel Lunar HEADQUARTERED_IN Tromsø (actual)\n    Tromsø-based Kestrel" in render(
        scores, errors=True
    )
    assert "HEADQUARTERED_IN Tromsø" not in render(scores)
    data = json.loads(to_json(scores, errors=True))
    assert data["scores"]["facts"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "stated": 2.0, "read": 0.0}
    assert data["errors"][0]["kind"] == "missed"


def test_an_empty_result_can_be_shown() -> None:
    empty = Scores(0, 0, 0, 0, {}, {})
    assert render(empty).startswith("0 stories")
    assert json.loads(to_json(empty))["scores"] == {}
