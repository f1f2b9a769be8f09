"""What the words between two names make of that which is said of both, and what they leave as it is."""

from collections.abc import Callable

import pytest

from kg.extract.claims.ties import ties
from kg.extract.text.cues import table

Fact = tuple[str, ...]
Told = Callable[[str], set[Fact]]


@pytest.mark.parametrize("entry", table("ties")["tie"], ids=lambda entry: entry["example"])
def test_words_read_their_example(entry: dict[str, str], drafted: Told) -> None:
    told = drafted(entry["example"])
    assert {one[-1] for one in told if one[1] in entry["predicates"] and len(one) == 4} >= {entry["status"]}


def test_every_entry_has_words() -> None:
    assert all(tie.verbs or tie.nouns for tie in ties())


@pytest.mark.parametrize(
    ("text", "fact", "status"),
    [
        ("Redwire has been shortlisted by ESA to build a tug.", ("ESA", "CONTRACTED", "Redwire"), "possible"),
        ("Redwire's application to the FAA is pending.", ("Redwire", "LICENSED_BY", "FAA"), "attempted"),
        ("Redwire sought approval from the FAA for a launch.", ("Redwire", "LICENSED_BY", "FAA"), "attempted"),
        ("Redwire has asked the FAA for a launch licence.", ("Redwire", "LICENSED_BY", "FAA"), "attempted"),
        ("NASA will sign a contract with Redwire in May.", ("NASA", "CONTRACTED", "Redwire"), "planned"),
        ("The FAA may grant Redwire a licence in May.", ("Redwire", "LICENSED_BY", "FAA"), "possible"),
        ("New Glenn flew without being certified by the FAA.", ("New Glenn", "LICENSED_BY", "FAA"), "denied"),
        ("Redwire will become a subsidiary of Boeing.", ("Redwire", "SUBSIDIARY_OF", "Boeing"), "planned"),
        ("Redwire is not a subsidiary of Boeing.", ("Redwire", "SUBSIDIARY_OF", "Boeing"), "denied"),
        ("Redwire was a unit of Boeing until it was sold.", ("Redwire", "SUBSIDIARY_OF", "Boeing"), "ended"),
        ("The Plover satellite was operated by ESA until 2019.", ("Plover", "OPERATED_BY", "ESA"), "ended"),
        ("Ada Finch, who led Redwire until 2023, teaches.", ("Redwire", "LED_BY", "Ada Finch"), "ended"),
        ("Redwire does not compete with Astroscale.", ("Redwire", "COMPETES_WITH", "Astroscale"), "denied"),
        ("The Plover mission gets no money from Norway.", ("Plover", "SUPPORTED_BY", "Norway"), "denied"),
        ("The Petrel lander carries no Wren rover.", ("Wren", "CARRIED_BY", "Petrel"), "denied"),
        ("Redwire will work with Boeing on a tug.", ("Redwire", "PARTNERS_WITH", "Boeing"), "planned"),
        ("Redwire once worked with Boeing on a tug.", ("Redwire", "PARTNERS_WITH", "Boeing"), "ended"),
        ("Ada Finch, an engineer who worked for Boeing, teaches.", ("Ada Finch", "WORKS_FOR", "Boeing"), "ended"),
        ("Redwire was based in Oslo before it moved to Toulouse.", ("Redwire", "HEADQUARTERED_IN", "Oslo"), "ended"),
        ("The Plover satellite was built by Boeing rather than Redwire.", ("Plover", "BUILT_BY", "Redwire"), "denied"),
    ],
)
def test_what_is_no_deed(text: str, fact: Fact, status: str, drafted: Told) -> None:
    assert {one for one in drafted(text) if one[:3] == fact} == {(*fact, status)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("NASA selected Redwire's proposal for a tug.", ("NASA", "CONTRACTED", "Redwire")),
        ("NASA rejected Boeing's protest and awarded the contract to Redwire.", ("NASA", "CONTRACTED", "Redwire")),
        ("The FAA, which is reviewing other applications, has licensed Redwire.", ("Redwire", "LICENSED_BY", "FAA")),
        ("Redwire, a subsidiary of Boeing, will build a tug.", ("Redwire", "SUBSIDIARY_OF", "Boeing")),
        ("The Plover satellite was not operated by ESA until 2019.", ("Plover", "OPERATED_BY", "ESA", "denied")),
        ("Redwire moved its headquarters from Oslo to Toulouse.", ("Redwire", "HEADQUARTERED_IN", "Toulouse")),
        ("Ada Finch, an engineer who works for Boeing, teaches.", ("Ada Finch", "WORKS_FOR", "Boeing")),
        ("Redwire works with Boeing on a tug.", ("Redwire", "PARTNERS_WITH", "Boeing")),
        ("Plover flew on Vulcan rather than NASA's Heron rocket.", ("Heron", "BUILT_BY", "NASA")),
    ],
)
def test_what_stays_a_deed(text: str, fact: Fact, drafted: Told) -> None:
    assert fact in drafted(text)
