"""Names and their types: by reference names, by the trained part, by cue words in and around a name."""

from collections.abc import Callable

import pytest

from kg.model import Reading

Types = Callable[[str], dict[str, str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # reference names
        ("NASA and Roscosmos met in Tokyo.", {"NASA": "Agency", "Roscosmos": "Agency", "Tokyo": "City"}),
        ("The Falcon 9 and the Ariane 6 flew.", {"Falcon 9": "LaunchVehicle", "Ariane 6": "LaunchVehicle"}),
        ("Blue Ghost landed in Mare Crisium.", {"Blue Ghost": "Lander", "Mare Crisium": "SurfaceFeature"}),
        # people that no list knows
        ("Maria Delgado visited NASA.", {"Maria Delgado": "Person"}),
        # a word of the name
        (
            "Tern Aerospace and Corvane Industries merged.",
            {"Tern Aerospace": "Company", "Corvane Industries": "Company"},
        ),
        ("The University of Bergen bought a dish.", {"University of Bergen": "Institute"}),
        ("The Ministry of Science hired her.", {"Ministry of Science": "Agency"}),
        ("The Marwick Observatory closed.", {"Marwick Observatory": "Facility"}),
        ("Mare Tenebrae lies on the Moon.", {"Mare Tenebrae": "SurfaceFeature"}),
        ("They met at Shetland Spaceport.", {"Shetland Spaceport": "LaunchSite"}),
        # who publishes the story
        ("It flew.\nThe post It flew appeared first on Orbit Gazette.", {"Orbit Gazette": "Outlet"}),
        ("It flew.\nThe post It flew appeared first on NASA.", {"NASA": "Agency"}),
        ("Bergen, Norway (QRX) Feb 08, 2031\n\nIt flew.", {"Bergen": "City", "Norway": "Country", "QRX": "Outlet"}),
        # a noun beside it
        ("The Wren rover and the Plover lander were built.", {"Wren": "Rover", "Plover": "Lander"}),
        ("The Wren space telescope studies stars.", {"Wren": "SpaceTelescope"}),
        ("The satellite Tern-2 was lost.", {"Tern-2": "Satellite"}),
        ("The Kestrel rocket exploded.", {"Kestrel": "LaunchVehicle"}),
        ("The Kestrel-2 mission began on Monday.", {"Kestrel-2": "Mission"}),
        ("The startup Corvane raised money.", {"Corvane": "Company"}),
        # an apposition, an equation, a title
        ("Plover, a lunar lander, was lost.", {"Plover": "Lander"}),
        ("Tern-2 is a weather satellite.", {"Tern-2": "Satellite"}),
        ("Dr. Park spoke.", {"Park": "Person"}),
        ("Astronaut Jo Park flew.", {"Jo Park": "Person"}),
    ],
)
def test_types(text: str, expected: dict[str, str], types: Types) -> None:
    assert expected.items() <= types(text).items()


@pytest.mark.parametrize(
    "text",
    [
        "The engineers went home on Christmas Day.",
        "It was on the Internet.",
        "On Monday, in June, they met.",
        "Q3 was good.",
    ],
)
def test_capitals_that_name_nothing(text: str, types: Types) -> None:
    assert types(text) == {}


def test_an_article_names_nobody(types: Types) -> None:
    text = "The flight will take Ada Brenner, Jo Park, The Daily Explorer, and six others around the Moon."
    assert "The" not in types(text)
    assert {"Ada Brenner", "Jo Park"} <= set(types(text))


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Takeshi Hakamada founded ispace. Hakamada leads it.", "Takeshi Hakamada", 2),
        ("Corvane Aerospace grew last year. In May, Corvane Aerospace shrank.", "Corvane Aerospace", 2),
        ("The European Space Agency (ESA) met. ESA agreed.", "European Space Agency", 3),
        ("Ispace lost a lander. The loss hurt ispace.", "ispace", 2),
    ],
)
def test_forms_of_one_name(text: str, name: str, count: int, read: Callable[[str], Reading]) -> None:
    (entity,) = [entity for entity in read(text).entities if entity.name == name]
    assert sum(mention.named for mention in entity.mentions) == count


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        (
            "The agency launched the Arctic Sea Watch System (ASWS) III satellite. The ASWS III satellites are built by"
            " Corvane Space. ASWS III will watch ships.",
            "ASWS III",
            {"Arctic Sea Watch System (ASWS) III"},
        ),
        (
            "HERMIT-Ex is a spacecraft launched in 2029. Its name stands for “Helium Exploration, Regolith Mapping,"
            " Imaging and Tomography – Explorer.” HERMIT-Ex reached Vesta in May.",
            "HERMIT-Ex",
            {"Helium Exploration, Regolith Mapping, Imaging and Tomography – Explorer"},
        ),
        (
            "During the Plover-R Mission 1 lander's descent the craft misjudged its height. Contact with Plover-R was"
            " lost on April 25. Plover-R Mission 1 was launched in December.",
            "Plover-R Mission 1",
            {"Plover-R"},
        ),
        (
            "A rocket lifted off with two small satellites: TRX01 (Hunter) and TRX02 (Quarry). Hunter weighs 220 kg."
            " TRX02 is to dock with TRX01.",
            "TRX01",
            {"Hunter"},
        ),
        (
            "The Space Tether Experiment (SpaTeX) mission was launched in May. SpaTeX carries 24 payloads.",
            "Space Tether Experiment",
            {"SpaTeX"},
        ),
    ],
)
def test_one_thing_under_two_names(text: str, name: str, aliases: set[str], read: Callable[[str], Reading]) -> None:
    (entity,) = [entity for entity in read(text).entities if {entity.name, *entity.aliases} & {name, *aliases}]
    assert entity.name == name
    assert aliases <= set(entity.aliases)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Plover-R Mission 1 was lost and Plover-R Mission 2 is to follow. The Plover-R lander is small.",
            {"Plover-R Mission 1", "Plover-R Mission 2"},
        ),
        ("The Skarv 2 rocket (Bremen) is taller than the Skarv rocket.", {"Skarv 2", "Skarv"}),
    ],
)
def test_two_things_of_like_names(text: str, names: set[str], read: Callable[[str], Reading]) -> None:
    assert names <= {entity.name for entity in read(text).entities}


@pytest.mark.parametrize(
    "text",
    [
        "The announcement was made at NASA Headquarters. NASA said that the Heron mission is to fly in May.",
        "NASA will fly the Heron mission in May, said a speaker at NASA Headquarters in Washington.",
    ],
)
def test_an_agency_is_not_its_headquarters(text: str, read: Callable[[str], Reading]) -> None:
    assert "NASA" in {entity.name for entity in read(text).entities}


def test_no_half_of_a_pair_of_brackets_is_part_of_a_name(read: Callable[[str], Reading]) -> None:
    reading = read("The service launched ASWS III space vehicle (SV)-08 in May. Corvane Space built SV-08 in Bremen.")
    names = {name for entity in reading.entities for name in (entity.name, *entity.aliases)}
    assert "SV-08" in names
    assert not [name for name in names if name.count("(") != name.count(")")]


def test_one_name_has_one_type_through_a_story(types: Types) -> None:
    found = types("Plover was lost. Engineers mourned Plover. The Plover lander had been built in Bremen.")
    assert {name: kind for name, kind in found.items() if "Plover" in name} == {"Plover": "Lander"}


def test_reference_names_give_the_wikidata_id(read: Callable[[str], Reading]) -> None:
    (entity,) = read("NASA met.").entities
    assert (entity.id, entity.wikidata) == ("Q23548", "Q23548")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A SpaceX Falcon Heavy lofted the GOES-U satellite on Tuesday.", {"SpaceX", "Falcon Heavy", "GOES-U"}),
        ("Astronauts rode a SpaceX Dragon to the station.", {"SpaceX", "Dragon"}),
        ("The shares of The Exploration Company rose, said The Weather Exchange.", {"The Exploration Company"}),
        ("The bid by The Weather Exchange failed, a court in Paris said.", {"The Weather Exchange", "Paris"}),
    ],
)
def test_where_a_name_ends(text: str, names: set[str], read: Callable[[str], Reading]) -> None:
    assert names <= {entity.name for entity in read(text).entities}


def test_a_capital_that_speaks_for_its_government_is_no_city(read: Callable[[str], Reading]) -> None:
    reading = read("Beijing said on Monday that it would not join, and Seoul signed the pact with NASA.")
    assert not [entity.name for entity in reading.entities if entity.type == "City"]


@pytest.mark.parametrize(
    "text",
    [
        "NASA TV coverage begins on Monday. NASA astronaut Mary Stone will monitor the docking.",
        "Coverage on NASA Television starts at noon. The mission was led by NASA astronaut Mary Stone.",
    ],
)
def test_a_broadcaster_does_not_take_the_name_of_its_agency(
    text: str, told: Callable[[str], set[tuple[str, ...]]]
) -> None:
    assert ("Mary Stone", "WORKS_FOR", "NASA") in told(text)


def test_a_name_of_three_words_with_hyphens_is_itself(read: Callable[[str], Reading]) -> None:
    names = {entity.name for entity in read("Saint-Jean-Baptiste is a lander of NASA. ESA built the lander.").entities}
    assert "Saint-Jean-Baptiste" in names
