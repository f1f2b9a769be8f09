"""Who leads what, where the trained part would have it otherwise."""

import pytest

from kg.extract import Reader
from kg.extract.joining.misreadings import is_misread
from kg.extract.scene import Draft
from kg.model import Status, Story


@pytest.mark.parametrize(
    ("text", "organisation", "person", "misread"),
    [
        # a lesser post, unless somebody takes over
        ("Jo Tarn, COO of Astroscale, told reporters that the money would help.", "Astroscale", "Jo Tarn", True),
        ("Jo Tarn, COO of Astroscale, has become its head.", "Astroscale", "Jo Tarn", False),
        # one of two in a row
        ("It holds for Norway and Japan under President Lund and Prime Minister Sato.", "Norway", "Lund", False),
        ("It holds for Norway and Japan under President Lund and Prime Minister Sato.", "Norway", "Sato", True),
        ("It holds for Norway and Japan under President Lund and Prime Minister Sato.", "Japan", "Sato", False),
        # the head of another
        ("NASA plans fewer launches, said Jo Tarn, the chief executive of Rocket Lab.", "NASA", "Jo Tarn", True),
        ("NASA plans fewer launches, said Jo Tarn, the administrator.", "NASA", "Jo Tarn", False),
    ],
)
def test_who_leads_what(text: str, organisation: str, person: str, misread: bool, reader: Reader) -> None:
    scene, _ = reader.drafted(Story("s", text, published="2026-06-01"))
    named = {scene.clusters[span.entity].name: span for span in scene.mentions}
    one, other = named[organisation], named[person]
    draft = Draft("LED_BY", one, "trained", other.head, object=other, status=Status.ACTUAL, trained=0.5)
    assert is_misread(scene, draft) is misread
