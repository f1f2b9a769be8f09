"""Whose outcome a sentence tells."""

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.joining.misreadings import is_misread
from kg.extract.rules.outcomes import tells_of_another
from kg.extract.scene import Draft
from kg.model import Status, Story

Told = Callable[[str], set[tuple[str, ...]]]


@pytest.mark.parametrize(
    ("text", "value", "misread"),
    [
        ("The Corvus rocket coasted and its second stage successfully separated.", "succeeded", True),
        ("The Corvus rocket coasted and successfully placed a satellite in orbit.", "succeeded", False),
        ("Following a successful launch on 8 January, Corvus suffered a propulsion failure.", "succeeded", True),
        ("Following a successful launch on 8 January, Corvus suffered a propulsion failure.", "failed", False),
        ("Following a successful launch on 8 January, Corvus reached the Moon.", "succeeded", False),
    ],
)
def test_success_of_a_step_is_none_of_the_flight(text: str, value: str, misread: bool, reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", text, published="2026-06-01"))
    span = next(span for span in scene.mentions if span.name == "Corvus")
    draft = Draft("OUTCOME", span, "trained", span.head, value=value, status=Status.ACTUAL)
    assert is_misread(scene, draft) is misread


@pytest.mark.parametrize(
    ("text", "another"),
    [
        # of its kind another is named last
        ("The Vesna satellite waits. Corvid put Tarn-2 in orbit, but the satellite failed to climb.", True),
        ("The Vesna satellite waits. Corvid put Tarn-2 in orbit. The satellite failed to climb.", True),
        ("Tarn-2 is in orbit. The Vesna satellite left Bremen, but the satellite failed to climb.", False),
        # a rocket is none of its kind
        ("The Vesna satellite waits. Corvid built an Electron, but the satellite failed to climb.", False),
    ],
)
def test_what_is_described_is_what_was_named_last(text: str, another: bool, reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", text, published="2026-06-01"))
    vesna = next(span for span in scene.mentions if span.name == "Vesna")
    described = next(span for span in scene.mentions if span.name.lower() == "the satellite")
    described.entity = vesna.entity
    assert tells_of_another(scene, described) is another
    assert not tells_of_another(scene, vesna)


@pytest.mark.parametrize(
    "text",
    [
        "The Corvus rocket loses a nozzle, and keeps going.",
        "The mission ended at noon, with Corvus expected to reenter the atmosphere and disintegrate.",
    ],
)
def test_no_failure_is_told(text: str, told: Told) -> None:
    assert ("Corvus", "OUTCOME", "failed") not in told(text)
