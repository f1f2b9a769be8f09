"""Who is meant by "the company", "the lander", "it", "its chief executive", and by a name's short form."""

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.parts import Parts
from kg.model import Reading, Story

Fact = tuple[str, ...]
Told = Callable[[str], set[Fact]]
BEFORE = "The company Corvane Space, based in Bremen, built the Plover lander."


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            f"{BEFORE} The company will launch a second lander in 2027.",
            {("second lander", "LAUNCHED_BY", "Corvane Space", "planned")},
        ),
        (
            f"{BEFORE} The firm acquired Redwire last year.",
            {("Corvane Space", "ACQUIRED", "Redwire")},
        ),
        (
            f"{BEFORE} The lander touched down on the Moon on Tuesday.",
            {("Plover", "LANDED_ON", "Moon")},
        ),
        (
            f"{BEFORE} The spacecraft touched down on the Moon on Tuesday.",
            {("Plover", "LANDED_ON", "Moon")},
        ),
        (
            "Plover, a lander, left Earth in January. It touched down on the Moon on Tuesday.",
            {("Plover", "LANDED_ON", "Moon")},
        ),
        (
            "Corvane Space was founded in 2015. It acquired Redwire last year.",
            {("Corvane Space", "ACQUIRED", "Redwire")},
        ),
        (
            "Corvane Space was founded in 2015. Its CEO, Ane Lund, welcomed the news.",
            {("Corvane Space", "LED_BY", "Ane Lund")},
        ),
        ("Corvane Space lost contact with its Plover lander on Friday.", {("Plover", "OPERATED_BY", "Corvane Space")}),
        (
            "Anne McClain is a NASA astronaut. She commands the Crew-10 mission.",
            {("Crew-10", "CREWED_BY", "Anne McClain")},
        ),
        ("Takeshi Hakamada founded ispace. Hakamada leads the company.", {("ispace", "LED_BY", "Takeshi Hakamada")}),
    ],
)
def test_coreference(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Plover lander had two goals: to land softly, and to release the rover that it carried, the small Wagtail,"
        " which was to gather soil. Built by Corvane Space in Bremen, the rover was the first from Europe.",
        "The Plover lander freed the rover that it had carried, the small Wagtail. Corvane Space built the rover.",
    ],
)
def test_a_name_that_takes_up_a_description_names_it(text: str, reader: Reader) -> None:
    entities = reader.at_least(0.0).read(Story("story", text)).entities
    said = {
        text[mention.start : mention.end]
        for entity in entities
        if entity.name == "Wagtail"
        for mention in entity.mentions
    }
    assert "the rover" in said
    assert "rover" not in {entity.name for entity in entities}


@pytest.mark.parametrize(
    ("text", "name", "described"),
    [
        (
            "Firm prepares first cargo flight\n\nCorvane Space plans to launch its second private crewed mission to the"
            " International Space Station on Friday.\n\nThe Cv-2 mission includes Ane Lund, a pilot from Norway.",
            "Cv-2",
            {"its second private crewed mission"},
        ),
        (
            "Small satellite reaches orbit\n\nA research satellite built by students was launched on Friday.\n\n"
            "Wagtail-1 will measure the ice of the Arctic.",
            "Wagtail-1",
            {"Small satellite", "A research satellite"},
        ),
        (
            "Probe reaches asteroid\n\nAfter six years a probe of the Dutch space agency has arrived at the asteroid"
            " Vesta. Heron, built by Corvane Space, carries two cameras.",
            "Heron",
            {"Probe", "a probe"},
        ),
        (
            "The Cirrus Noon mission, commanded by Ane Lund, completed a five-day mission on Sunday. The mission marked"
            " the first private spacewalk. The mission also reached the highest altitude.",
            "Cirrus Noon",
            {"a five-day mission", "The mission"},
        ),
    ],
)
def test_what_is_described_and_named_is_one(text: str, name: str, described: set[str], reader: Reader) -> None:
    assert described <= mentions(reader, text, name)


@pytest.mark.parametrize(
    ("text", "name", "described"),
    [
        (
            "The Cv-2 mission failed on Friday. Corvane Space said that its next mission would be delayed.",
            "Cv-2",
            "its next mission",
        ),
        (
            "The Plover lander touched down on Friday. It carries a rover that will look for water.",
            "Plover",
            "a rover",
        ),
    ],
)
def test_another_thing_keeps_its_own(text: str, name: str, described: str, reader: Reader) -> None:
    assert described not in mentions(reader, text, name)


FAR_BELOW = (
    "Two firms build the frame. A third makes the legs. The tanks come from Turku. The antenna comes from Delft."
)


@pytest.mark.parametrize(
    ("between", "meant"),
    [("", True), (FAR_BELOW, False)],
)
def test_what_is_first_named_far_below_is_not_meant(between: str, meant: bool) -> None:
    text = (
        f"The lander will carry two cameras to the Moon. {between} The Soviet Union landed the Luna 9 lander in 1966."
    )
    rules_alone = Reader.load(Parts(trained=False))
    assert ("The lander" in mentions(rules_alone, text, "Luna 9")) is meant


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (
            "The flight will deploy Tarn Mobile's Heron 7 satellite, part of the company's Wader constellation.",
            "Tarn Mobile",
        ),
        (
            "The demonstration was called off when Tarn Mobile lost its backers and the company ran out of money.",
            "Tarn Mobile",
        ),
    ],
)
def test_the_company_named_beside_is_meant(text: str, owner: str, reader: Reader) -> None:
    before = "Corvane Space flies the Kestrel rocket. The company has flown it twice.\n\n"
    after = mentions(reader, before + text, "Corvane Space")
    assert "the company" not in after
    assert mentions(reader, before + text, owner) >= {"the company"}


def mentions(reader: Reader, text: str, name: str) -> set[str]:
    """The words by which a story means the thing of this name."""
    entities = reader.at_least(0.0).read(Story("story", text)).entities
    found = (mention for entity in entities if entity.name == name for mention in entity.mentions)
    return {text[mention.start : mention.end] for mention in found}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Although the launch failed early, Josef Lund, the director general of the European Space Agency (ESA), "
            "called it a “start of sorts”, adding that “launching is hard,” he wrote on X.\n\n"
            "Corvid founder and CEO Daniel Tarn said in a statement that the “first flight met all our hopes.”\n\n"
            "He tells reporters that the engines are made in Turku. Once the hall is done, he says the firm will build "
            "one rocket each week.",
            "Daniel Tarn",
        ),
        (
            "Josef Lund, the director of Corvid, said on Monday that the engines had passed.\n\n"
            "Ane Tarn of NASA said that the flight went well. The firm will build one rocket each week, she added.",
            "Ane Tarn",
        ),
    ],
)
def test_who_goes_on_speaking(text: str, speaker: str, read: Callable[[str], Reading]) -> None:
    said = {
        claim.subject.name
        for claim in read(text).claims
        if claim.predicate == "SAID" and "one rocket each week" in (claim.value or "")
    }
    assert said == {speaker}
