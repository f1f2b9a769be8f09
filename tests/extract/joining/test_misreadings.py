"""What the trained part takes from words that do not say it."""

import pytest

from kg.extract import Reader
from kg.extract.joining.misreadings import is_misread
from kg.extract.scene import Draft
from kg.model import Story


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("Firefly aims to launch a larger lander by 2029 with NASA's involvement.", True),
        ("Firefly is building a second lander with the NASA's support.", True),
        ("Firefly is building a second lander under NASA's contract.", False),
        ("NASA has contracted Firefly to build a lander.", False),
        ("Firefly is building a lander with NASA.", False),
    ],
)
def test_whoever_takes_part_gives_no_contract(text: str, misread: bool, reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", text))
    named = {scene.clusters[span.entity].name: span for span in scene.mentions}
    draft = Draft("CONTRACTED", named["NASA"], "trained", named["NASA"].head, object=named["Firefly"])
    assert is_misread(scene, draft) is misread
