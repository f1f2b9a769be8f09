"""What a figure measures, by the sign nearest to it; and counts that are cut short."""

import pytest

from kg.ask import ask
from kg.ask.comparing import MANY, nearest_sign, shares_word
from kg.ask.quantities import figures_of
from kg.model import Claim, Entity, Evidence, Reading, Story
from kg.store import Store, stop

CRAFT = Entity("c", "Satellite", "Tattler")
QUOTE = "It weighs 2 tonnes, carries 300 kg and has engines with a thrust of 4,000 pounds."


def figure(value: str, quote: str = QUOTE) -> Claim:
    return Claim("s", CRAFT, "MEASURE", value=value, evidence=(Evidence(0, len(quote), quote),))


@pytest.mark.parametrize(("value", "expected"), [("2 tonnes", True), ("300 kg", False), ("9 kg", None)])
def test_the_nearest_sign_tells_what_a_figure_measures(value: str, expected: bool | None) -> None:
    assert nearest_sign(figure(value), ("weigh",), ("carr", "thrust")) is expected


def test_signs_begin_words_or_are_whole_words() -> None:
    assert nearest_sign(figure("9 km", "a payload of 9 km"), ("pay$", "load"), ()) is None
    assert nearest_sign(figure("9 km", "the 9-km-high plume"), ("high",), ()) is True


def test_a_word_is_shared_whatever_its_ending() -> None:
    assert shares_word(("orbiting",), "figure for orbits")
    assert not shares_word(("land",), "an island")


@pytest.mark.parametrize(("value", "family"), [("4,000 pounds", "thrust"), ("2 tonnes", "mass"), ("300 kg", "mass")])
def test_only_what_a_sentence_calls_thrust_is_thrust(value: str, family: str) -> None:
    assert [one.family for one in figures_of(figure(value))] == [family]


def test_a_count_cut_short_is_called_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = tmp_path_factory.mktemp("many")
    text = "Each weighs 5 kg."
    crafts = [Entity(f"e{number}", "Satellite", f"Tattler {number}") for number in range(MANY + 10)]
    evidence = (Evidence(0, len(text), text),)
    told = [Claim("s", one, "MEASURE", value="5 kg", evidence=evidence) for one in crafts]
    try:
        with Store.open(data, environment={"KG_ENGINE_IDLE": "20"}) as opened:
            opened.load(Reading(Story("s", text, published="2029-12-30"), (), tuple(told)))
            said = ask(opened, "How many satellites weigh more than 3 kg?").text
    finally:
        stop(data)
    assert f"holds at least {MANY} of them by name" in said
