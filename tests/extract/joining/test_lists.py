"""What is said of one name in a list holds of the others, for predicates of which lists seldom part."""

import pytest

from kg.extract import Reader
from kg.extract.joining.lists import SHARED, listed
from kg.model import Story
from ontology import vocabulary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jo Tarn flew on Soyuz 41, Soyuz 43 and the Soyuz 47.", [["Soyuz 41", "Soyuz 43", "Soyuz 47"]]),
        ("NASA, ESA and JAXA met in Oslo and Bergen.", [["NASA", "ESA", "JAXA"], ["Oslo", "Bergen"]]),
        ("NASA met ESA; JAXA and Jo Tarn left.", []),
        ("NASA of the USA and ESA met.", []),
        ("Wren Station is operated by NASA and ESA built its modules.", []),
        ("Soyuz 90 carried Leonid Park and Dumitru Lund flew on Soyuz 91.", []),
        ("Jo Tarn said NASA and ESA met.", [["NASA", "ESA"]]),
        ("The station built by NASA and ESA was launched in May.", [["NASA", "ESA"]]),
        ("NASA or ESA will operate it.", []),
        ("Dropped off by a tug of NASA, ESA's probe left.", []),
    ],
)
def test_lists_of_names(text: str, expected: list[list[str]], reader: Reader) -> None:
    assert [[span.name for span in group] for group in listed(reader.scene(Story("s", text))[0])] == expected


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        (
            "Jo Tarn has flown on STS-141 and STS-146.",
            "CREWED_BY",
            {("STS-141", "Jo Tarn"), ("STS-146", "Jo Tarn")},
        ),
        (
            "Wren Station is operated by NASA, ESA and JAXA.",
            "OPERATED_BY",
            {("Wren Station", "NASA"), ("Wren Station", "ESA"), ("Wren Station", "JAXA")},
        ),
        # where somebody comes from is told one by one
        ("Jo Tarn and Ane Lund of Norway met.", "NATIONALITY", {("Ane Lund", "Norway")}),
    ],
)
def test_all_of_a_list_are_meant(text: str, predicate: str, expected: set[tuple[str, str]], reader: Reader) -> None:
    claims = reader.read(Story("s", text)).claims
    found = {(one.subject.name, one.object.name) for one in claims if one.predicate == predicate and one.object}
    assert found == expected


def test_only_relations_are_shared() -> None:
    assert all(vocabulary().predicates[name].value is None for name in SHARED)
