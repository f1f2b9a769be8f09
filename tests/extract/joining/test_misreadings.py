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


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("Kestrel Lunar showed its Falcon 9-class rocket, the Corsair, on Friday.", True),
        ("Kestrel Lunar showed a rocket of the Falcon 9 class on Friday.", False),
        ("Kestrel Lunar showed its Falcon 9 on Friday.", False),
    ],
)
def test_what_a_thing_is_only_likened_to_is_nobodys(text: str, misread: bool, reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", text))
    named = {scene.clusters[span.entity].name: span for span in scene.mentions}
    rocket, maker = named["Falcon 9"], named["Kestrel Lunar"]
    assert is_misread(scene, Draft("BUILT_BY", rocket, "trained", rocket.head, object=maker)) is misread
    assert not is_misread(scene, Draft("COMPETES_WITH", rocket, "trained", rocket.head, object=rocket))


@pytest.mark.parametrize(
    ("text", "value", "misread"),
    [
        (
            "Corvid's team analysed the light that filters through the air.",
            "filters through the air",
            True,
        ),
        ("Corvid's team studied rocks which hold water.", "hold water", True),
        ("Corvid's team found rocks which hold water.", "hold water", False),
        ("Corvid's team found that the rocks hold water.", "the rocks hold water", False),
    ],
)
def test_what_is_looked_at_is_no_finding(text: str, value: str, misread: bool, reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", text))
    start = text.index(value)
    span = next(span for span in scene.mentions if span.name == "Corvid")
    draft = Draft("FINDING", span, "trained", span.head, value=value, value_span=(start, start + len(value)))
    assert is_misread(scene, draft) is misread


@pytest.mark.parametrize(
    ("text", "predicate", "value", "misread"),
    [
        ("Corvid flies again after unspecified actions.", "CAUSE", "unspecified", True),
        ("Corvid flies again after unspecified actions.", "CAUSE", "unspecified actions", False),
        ("Corvid stays grounded by fog.", "CAUSE", "fog", False),
        ("Corvid has served for many years.", "MEASURE", "many years", True),
        ("Corvid has served for ten years.", "MEASURE", "ten years", False),
    ],
)
def test_words_that_tell_nothing(text: str, predicate: str, value: str, misread: bool, reader: Reader) -> None:
    scene, _ = reader.scene(Story("s", text))
    start = text.index(value)
    span = next(span for span in scene.mentions if span.name == "Corvid")
    draft = Draft(predicate, span, "trained", span.head, value=value, value_span=(start, start + len(value)))
    assert is_misread(scene, draft) is misread
