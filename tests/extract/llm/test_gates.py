"""What a model makes up does not get through, whatever it makes up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.llm.gates import PRIOR, Gates
from kg.extract.llm.prompt import example
from kg.extract.llm.refusal import Reason
from kg.extract.text.parsing import load_parser, parse
from kg.model import Reading, Story
from ontology import vocabulary
from ontology.gazetteer import gazetteer

TEXT = (
    "ispace launched the Resilience lander on a SpaceX Falcon 9 on 15 January 2025. "
    "It was to carry the five-kilogram rover Tenacious to the Moon by 2027. "
    "NASA denied that Resilience had landed on the Moon, according to Al Jazeera. "
    "The Japanese company, led by founder Takeshi Hakamada, raised about $40 million."
)
LAUNCH, CARRY, DENIED, MONEY = (
    "ispace launched the Resilience lander on a SpaceX Falcon 9 on 15 January 2025.",
    "It was to carry the five-kilogram rover Tenacious to the Moon by 2027.",
    "NASA denied that Resilience had landed on the Moon, according to Al Jazeera.",
    "The Japanese company, led by founder Takeshi Hakamada, raised about $40 million.",
)
ENTITIES = [
    {"id": "ispace", "type": "Company", "names": ["ispace"], "descriptions": ["The Japanese company"]},
    {"id": "lander", "type": "Lander", "names": ["Resilience"], "descriptions": ["It"]},
    {"id": "rocket", "type": "LaunchVehicle", "names": ["Falcon 9"]},
    {"id": "rover", "type": "Rover", "names": ["Tenacious"]},
    {"id": "moon", "type": "CelestialBody", "names": ["Moon"]},
    {"id": "nasa", "type": "Agency", "names": ["NASA"]},
    {"id": "paper", "type": "Outlet", "names": ["Al Jazeera"]},
    {"id": "japan", "type": "Country", "names": ["Japanese"]},
    {"id": "person", "type": "Person", "names": ["Takeshi Hakamada"]},
    {"id": "officials", "type": "Organization", "descriptions": ["officials"]},
    {"id": "flight", "type": "Mission", "names": ["Resilience"]},
    {"id": "planet", "type": "Planet", "names": ["Moon"]},
    {"id": "ghost", "type": "Company", "names": ["Larkfield"]},
    {"id": "root", "type": "Entity", "names": ["Falcon 9"]},
]
Item = dict[str, Any]
Sound = Callable[[Reading], None]


@pytest.fixture(scope="module")
def parser() -> Any:
    return load_parser()


@pytest.fixture(scope="module")
def passed(parser: Any) -> Callable[..., tuple[Reading, dict[str, int]]]:
    """What comes of these claims: the reading, and the reasons of those that were refused."""

    def gate(*claims: Any, text: str = TEXT, published: str | None = "2025-06-06") -> tuple[Reading, dict[str, int]]:
        gates = Gates(parse(Story("s", text, published=published), parser), vocabulary(), gazetteer(), "llm:test")
        reading = gates.pass_answer({"entities": ENTITIES, "claims": list(claims)})
        return reading, {reason.name: number for reason, number in gates.refused.items()}

    return gate


Passed = Callable[..., tuple[Reading, dict[str, int]]]


def claim(sentence: str, subject: str, predicate: str, object: str = "", **more: Any) -> Item:
    return {"sentence": sentence, "subject": subject, "predicate": predicate, "object": object, **more}


GOOD = claim(LAUNCH, "lander", "LAUNCHED_ON", "rocket", subject_words="Resilience", object_words="Falcon 9")


def test_a_good_claim_passes_with_its_offsets(passed: Passed, sound: Sound) -> None:
    reading, refused = passed(GOOD)
    sound(reading)
    assert refused == {}
    (found,) = reading.claims
    assert [TEXT[slice(*span)] for span in found.spans] == ["Resilience", "Falcon 9"]
    assert found.evidence[0].quote == LAUNCH
    assert (found.rule, found.confidence) == ("llm:test", PRIOR)
    assert found.object is not None
    assert found.object.name == "Falcon 9"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sentence": "Resilience rode on a Falcon 9."}, "QUOTE"),
        ({"sentence": TEXT}, "LONG"),
        ({"subject": "e99"}, "ENTITY"),
        ({"subject": "ghost", "subject_words": "Larkfield"}, "ENTITY"),
        ({"object": "root"}, "TYPE"),
        ({"object": "planet", "object_words": "Moon"}, "TYPE"),
        ({"object": "moon", "object_words": "Moon"}, "SIGNATURE"),
        ({"subject": "rocket", "object": "lander"}, "SIGNATURE"),
        ({"object": "", "value": "Falcon 9"}, "ENTITY"),
        ({"subject_words": "The probe"}, "ARGUMENT"),
        ({"subject_words": "SpaceX"}, "NAME"),
        ({"object_words": "ispace"}, "NAME"),
        ({"object": "lander"}, "SELF"),
        ({"predicate": "EXPLODED_ON"}, "PREDICATE"),
        ({"predicate": ["LAUNCHED_ON"]}, "FORM"),
        ({"status": "certain"}, "STATUS"),
        ({"when": "January 2025", "when_words": "15 January 2025"}, "DATE"),
        ({"when": "2025-02-30", "when_words": "15 January 2025"}, "DATE"),
        ({"when": "2025-01-16", "when_words": "15 January 2025"}, "DATE_WORDS"),
        ({"when": "2025-01-15", "when_words": "yesterday"}, "DATE_WORDS"),
        ({"when": "2024"}, "DATE_WORDS"),
        ({"qualifiers": {"role": "SpaceX"}}, "QUALIFIER"),
        ({"qualifiers": {"count": "24 landers"}}, "QUALIFIER"),
        ({"attribution": ["ghost"]}, "ATTRIBUTION"),
        ({"attribution": ["rocket"]}, "ATTRIBUTION"),
        ({"attribution": ["nasa"]}, "ATTRIBUTION"),
    ],
)
def test_each_gate_refuses_what_it_is_there_for(change: Item, reason: str, passed: Passed) -> None:
    reading, refused = passed({**GOOD, **change}, GOOD)
    assert refused == {reason: 1}
    assert len(reading.claims) == 1


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (claim(LAUNCH, "lander", "OUTCOME", value="crashed"), "CHOICE"),
        (claim(LAUNCH, "lander", "LAUNCH_DATE", value="2025-03-15", value_words="15 January 2025"), "DATE_WORDS"),
        (claim(LAUNCH, "lander", "LAUNCH_DATE", value="15 January 2025"), "DATE"),
        (claim(CARRY, "lander", "PURPOSE", value="carry a rover", subject_words="It"), "VALUE"),
        (claim(CARRY, "lander", "PURPOSE", value="landed on the Moon", subject_words="It"), "VALUE"),
        (claim(MONEY, "ispace", "AMOUNT", value="led by founder", subject_words="The Japanese company"), "FIGURE"),
        (claim(MONEY, "ispace", "AMOUNT", value="$50 million", subject_words="The Japanese company"), "VALUE"),
        (claim(CARRY, "rover", "MEASURE", value="rover Tenacious"), "FIGURE"),
    ],
)
def test_values_are_those_of_the_text(item: Item, reason: str, passed: Passed) -> None:
    reading, refused = passed(item)
    assert (reading.claims, refused) == ((), {reason: 1})


def test_values_are_read_by_the_readers_own_patterns(passed: Passed, sound: Sound) -> None:
    reading, refused = passed(
        claim(MONEY, "ispace", "AMOUNT", value="$40 million", subject_words="The Japanese company"),
        claim(CARRY, "rover", "MEASURE", value="five-kilogram"),
        claim(CARRY, "rover", "TARGETS", "moon", status="planned", when="../2027", when_words="2027"),
        claim(LAUNCH, "lander", "LAUNCH_DATE", value="2025-01"),
    )
    sound(reading)
    assert refused == {}
    found = {one.predicate: one for one in reading.claims}
    assert found["AMOUNT"].value == "about $40 million"
    assert found["AMOUNT"].qualifiers == {"number": 40_000_000, "unit": "USD"}
    assert found["MEASURE"].qualifiers == {"number": 5, "unit": "kg", "what": "mass"}
    assert found["TARGETS"].when == "../2027"


def test_a_quote_cannot_lose_its_denial(passed: Passed, sound: Sound) -> None:
    """The evidence is the whole sentence, so whoever looks the claim up sees what was left out."""
    reading, refused = passed(
        claim("Resilience had landed on the Moon", "lander", "LANDED_ON", "moon", attribution=["paper", "nasa"])
    )
    sound(reading)
    assert refused == {}
    assert reading.claims[0].evidence[0].quote == DENIED
    assert [entity.name for entity in reading.claims[0].attribution] == ["Al Jazeera", "NASA"]


def test_who_says_so_may_be_somebody_without_a_name(passed: Passed, sound: Sound) -> None:
    text = "Resilience, officials said, was lost on the Moon."
    item = claim(text, "lander", "LANDED_ON", "moon", status="failed", attribution=["officials"])
    reading, refused = passed(item, text=text)
    sound(reading)
    assert refused == {}
    assert [(one.name, one.described) for one in reading.claims[0].attribution] == [("officials", True)]


def test_names_are_linked_and_a_country_is_known_by_its_adjective(passed: Passed, sound: Sound) -> None:
    reading, refused = passed(
        claim(MONEY, "ispace", "HEADQUARTERED_IN", "japan", subject_words="The Japanese company"),
        claim(MONEY, "ispace", "LED_BY", "person", subject_words="The Japanese company", object_words="Hakamada"),
    )
    sound(reading)
    assert refused == {}
    objects = {one.object.name: one.object.id for one in reading.claims if one.object}
    assert objects["Japan"] == "Q17"
    assert objects["Takeshi Hakamada"].startswith("s#e")


def test_a_relative_date_needs_the_storys_date(passed: Passed) -> None:
    text = "SpaceX launched the Resilience lander on Thursday."
    item = claim(text, "lander", "LAUNCH_DATE", value="2025-06-05", value_words="Thursday")
    assert [one.value for one in passed(item, text=text)[0].claims] == ["2025-06-05"]
    assert passed(item, text=text, published=None)[1] == {"DATE_WORDS": 1}


def test_the_same_claim_twice_is_one(passed: Passed, sound: Sound) -> None:
    reading, _ = passed(GOOD, GOOD, {**GOOD, "when": "2025-01-15"})
    sound(reading)
    assert [one.when for one in reading.claims] == ["2025-01-15"]


def test_two_things_of_one_name_at_one_place_make_one_claim(passed: Passed, sound: Sound) -> None:
    reading, refused = passed(GOOD, {**GOOD, "subject": "flight"})
    sound(reading)
    assert refused == {}
    assert len(reading.claims) == 1


def test_claims_without_end_are_cut_off(passed: Passed) -> None:
    reading, refused = passed(*[GOOD] * 600)
    assert (len(reading.claims), refused) == (1, {"MANY": 100})


def test_every_reason_is_tested_here() -> None:
    tested = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in Reason.__members__ if f'"{name}"' not in tested] == []


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from([LAUNCH, "lander", "Moon"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = [
    "sentence",
    "subject",
    "predicate",
    "object",
    "value",
    "status",
    "when",
    "attribution",
    "qualifiers",
    "subject_words",
]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(changes=st.lists(st.dictionaries(st.sampled_from(KEYS), JUNK, max_size=4), max_size=6), entities=st.lists(JUNK))
def test_whatever_an_answer_holds_the_reading_is_sound(
    changes: list[Item], entities: list[Any], parser: Any, sound: Sound
) -> None:
    gates = Gates(parse(Story("s", TEXT, published="2025-06-06"), parser), vocabulary(), gazetteer(), "llm:test")
    claims = [*[GOOD | change for change in changes], *changes, *example()["answer"]["claims"]]
    reading = gates.pass_answer({"entities": [*ENTITIES, *entities], "claims": claims})
    sound(reading)
    assert len(reading.claims) + sum(gates.refused.values()) <= len(claims)
