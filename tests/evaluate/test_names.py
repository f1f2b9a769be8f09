"""When names and wordings are the same."""

import pytest

from kg.evaluate.names import normalise, same_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Falcon 9 rocket", "Falcon 9"),
        ("NASA's", "NASA"),
        ("Rocket Lab USA, Inc.", "rocket lab usa"),
        ("Hubble Space Telescope", "HUBBLE SPACE TELESCOPE"),
        ("Chang’e-6", "Chang'e 6"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_a_generic_noun_by_itself_stays() -> None:
    assert normalise("the lander") == "lander"
    assert normalise("Artemis II") != normalise("Artemis III")


def test_words_in_common() -> None:
    assert same_words("collect the lunar soil samples", "collect samples of lunar soil") == 1.0
    assert same_words("collect lunar soil", "collect dust") == pytest.approx(0.4)
    assert same_words("", "anything") == 0.0
