"""Several things of one name and kind: the question is put to each, and the answer says which it is of."""

from collections.abc import Iterator

import pytest

from kg.ask import ask
from kg.model import Claim, Entity, Evidence, Reading, Story
from kg.store import Store, stop

FIRST, SECOND = (Entity(name, "Constellation", "Twite") for name in ("twite-1", "twite-2"))
OFFICE, MAKER = Entity("office", "Agency", "Lunar Survey Office"), Entity("maker", "Company", "Fell Instruments")
ROCKET = Entity("rocket", "LaunchVehicle", "Twite")


def claim(story: str, subject: Entity, predicate: str, target: Entity) -> Claim:
    return Claim(story, subject, predicate, target, evidence=(Evidence(0, len("Twite"), "Twite"),))


TOLD = {
    "grows": [claim("grows", FIRST, "FOR_CUSTOMER", OFFICE), claim("grows", FIRST, "SUPPORTED_BY", OFFICE)],
    "made": [claim("made", SECOND, "BUILT_BY", MAKER)],
    "flown": [claim("flown", ROCKET, "OPERATED_BY", OFFICE)],
}


@pytest.fixture(scope="module")
def twites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    data = tmp_path_factory.mktemp("twites")
    try:
        with Store.open(data, environment={"KG_ENGINE_IDLE": "20"}) as opened:
            for name, claims in TOLD.items():
                story = Story(name, "Twite", title=f"Twite {name}", outlet="Market Wire", published="2030-01-10")
                opened.load(Reading(story, (), tuple(claims)))
            yield opened
    finally:
        stop(data)


@pytest.mark.parametrize("question", ["Who built Twite?", "Which company made Twite?"])
def test_another_of_the_name_is_asked_where_the_best_known_has_nothing(twites: Store, question: str) -> None:
    told = ask(twites, question)
    assert told.text == (
        "The graph holds several things called Twite; of the one in “Twite made” (Market Wire): "
        "Twite was built by Fell Instruments [1]."
    )
    assert [citation.story for citation in told.citations] == ["made"]
    assert set(told.subgraph.graph["stories"]) == {"made"}


def test_the_best_known_answers_alone_where_it_can(twites: Store) -> None:
    assert ask(twites, "Who supports Twite?").text == "Twite is supported by the Lunar Survey Office [1]."


@pytest.mark.parametrize("question", ["Who operates Twite?", "Who founded Twite?"])
def test_a_thing_of_another_kind_is_none_of_the_name(twites: Store, question: str) -> None:
    assert "several things" not in ask(twites, question).text
