"""Annotations laid over the text that their source has."""

from pathlib import Path

import pytest

from kg.errors import EvaluateError
from kg.evaluate.alignment import align
from kg.evaluate.corpus import Annotated, read
from kg.model import Story

ANNOTATION = """@story plover
@published 2027-03-04
@title [Plover]{l1 Lander} falls silent

"[It]{l1~} is gone," said [Ingrid Solheim]{n1 Person} of [Kestrel Lunar]{c1 Company}.
  > n1 WORKS_FOR c1
@end
"""


@pytest.fixture
def annotated(tmp_path: Path) -> Annotated:
    path = tmp_path / "plover.txt"
    path.write_text(ANNOTATION, encoding="utf-8")
    return next(iter(read(path)))


def test_offsets_move_into_the_loaded_text(annotated: Annotated) -> None:
    text = (
        "Plover falls silent\n\nBy our staff.\n\n“It is gone,” said Ingrid\n  Solheim of Kestrel Lunar. More follows."
    )
    reading = align(annotated, Story("loaded", text)).reading
    assert [[text[one.start : one.end] for one in entity.mentions] for entity in reading.entities] == [
        ["Plover", "It"],
        ["Ingrid\n  Solheim"],
        ["Kestrel Lunar"],
    ]
    (claim,) = reading.claims
    assert claim.evidence[0].quote == "“It is gone,” said Ingrid\n  Solheim of Kestrel Lunar."
    assert [text[start:end] for start, end in claim.spans] == ["Ingrid\n  Solheim", "Kestrel Lunar"]
    assert claim.subject.mentions == reading.entities[1].mentions


def test_the_annotation_tells_what_the_source_does_not(annotated: Annotated) -> None:
    text = annotated.reading.story.text
    assert align(annotated, Story("x", text)).reading.story.published == "2027-03-04"
    assert align(annotated, Story("x", text, published="2027-03-05")).reading.story.published == "2027-03-05"


def test_a_sentence_that_the_source_does_not_hold_is_named(annotated: Annotated) -> None:
    with pytest.raises(EvaluateError, match=r"plover: the source does not hold .*is gone"):
        align(annotated, Story("x", "Plover falls silent\n\nNothing more."))


def test_sentences_must_stand_in_order(annotated: Annotated) -> None:
    text = '"It is gone," said Ingrid Solheim of Kestrel Lunar.\n\nPlover falls silent'
    with pytest.raises(EvaluateError, match="after the one before it"):
        align(annotated, Story("x", text))
