"""Whose a thing is and what it is called: possessives, compounds, demonyms, appositions, roles, described things."""

from collections.abc import Callable

import pytest

from kg.model import Reading

Fact = tuple[str, ...]
Told = Callable[[str], set[Fact]]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("NASA's Lucy spacecraft flew past an asteroid.", {("Lucy", "OPERATED_BY", "NASA")}),
        ("The spacecraft is part of NASA's Artemis II mission.", {("Artemis II", "OPERATED_BY", "NASA")}),
        ("China's Chang'e-6 brought back samples.", {("Chang'e-6", "OPERATED_BY", "China")}),
        ("SpaceX's Falcon 9 flew again on Sunday.", {("Falcon 9", "BUILT_BY", "SpaceX")}),
        ("Blue Origin's BE-4 engine burns methane.", {("BE-4", "BUILT_BY", "Blue Origin")}),
        ("The Moon's Mare Crisium is a plain.", {("Mare Crisium", "LOCATED_IN", "Moon")}),
    ],
)
def test_possessive(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


def test_what_has_an_article_of_its_own_is_not_the_possessors(drafted: Told) -> None:
    facts = drafted("The cut would hurt NASA's Lucy spacecraft and the Hubble space telescope.")
    assert ("Lucy", "OPERATED_BY", "NASA") in facts
    assert ("Hubble Space Telescope", "OPERATED_BY", "NASA") not in facts
    assert {("Lucy", "OPERATED_BY", "NASA"), ("OSIRIS-REx", "OPERATED_BY", "NASA")} <= drafted(
        "The cut would hurt NASA's Lucy and OSIRIS-REx spacecraft."
    )


def test_who_owns_one_firm_owns_not_the_next_one_too(told: Told) -> None:
    facts = told("Boeing and Elon Musk's SpaceX and Dynetics were chosen on Monday.")
    assert ("SpaceX", "OWNED_BY", "Elon Musk") in facts
    assert ("Dynetics", "OWNED_BY", "Elon Musk") not in facts


@pytest.mark.parametrize(
    ("text", "craft"),
    [
        ("The FAA has opened a probe into the Starship failure of May.", False),
        ("FAA launches probe into Starship explosion over the Caribbean", False),
        ("Norway's regulator launched a probe into the leak that struck the Wren satellite.", False),
        ("India launched a probe into lunar orbit on Monday.", True),
        ("NASA launches probe to Jupiter on a Falcon Heavy", True),
        ("NASA slammed a probe into the asteroid Dimorphos.", True),
    ],
)
def test_a_probe_may_be_an_inquiry(text: str, craft: bool, drafted: Told) -> None:
    assert bool({fact for fact in drafted(text) if fact[0] == "probe"}) is craft


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Tokyo-based company ispace lost a lander.", {("ispace", "HEADQUARTERED_IN", "Tokyo")}),
        ("Tokyo-based ispace lost a lander.", {("ispace", "HEADQUARTERED_IN", "Tokyo")}),
        ("The ESA-funded Wren rover weighs 15 kg.", {("Wren", "SUPPORTED_BY", "ESA")}),
        ("The ESA-built Wren rover weighs 15 kg.", {("Wren", "BUILT_BY", "ESA")}),
    ],
)
def test_compound(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Finnish manufacturer ICEYE raised $93 million.", {("ICEYE", "HEADQUARTERED_IN", "Finland")}),
        ("ICEYE, a Finnish company, raised $93 million.", {("ICEYE", "HEADQUARTERED_IN", "Finland")}),
        ("The Indian lander Vikram touched down near the south pole.", {("Vikram", "OPERATED_BY", "India")}),
    ],
)
def test_demonym(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Takeshi Hakamada, the chief executive of ispace, apologised.", {("ispace", "LED_BY", "Takeshi Hakamada")}),
        ("ispace's CEO, Takeshi Hakamada, apologised.", {("ispace", "LED_BY", "Takeshi Hakamada")}),
        ("ispace chief executive Takeshi Hakamada apologised.", {("ispace", "LED_BY", "Takeshi Hakamada")}),
        ("Takeshi Hakamada is the CEO of ispace and its founder.", {("ispace", "LED_BY", "Takeshi Hakamada")}),
        ("NASA astronaut Anne McClain spoke to reporters.", {("Anne McClain", "WORKS_FOR", "NASA")}),
        ("Anne McClain, an astronaut at NASA, spoke to reporters.", {("Anne McClain", "WORKS_FOR", "NASA")}),
        ("The Japanese astronaut Koichi Wakata retired.", {("Koichi Wakata", "NATIONALITY", "Japan")}),
        ("Koichi Wakata, a Japanese astronaut, retired.", {("Koichi Wakata", "NATIONALITY", "Japan")}),
        ("Jeff Bezos, the founder of Blue Origin, watched the launch.", {("Blue Origin", "FOUNDED_BY", "Jeff Bezos")}),
        ("Blue Origin's founder, Jeff Bezos, watched the launch.", {("Blue Origin", "FOUNDED_BY", "Jeff Bezos")}),
        (
            "Josef Aschbacher, director general of the European Space Agency, welcomed the news.",
            {("European Space Agency", "LED_BY", "Josef Aschbacher")},
        ),
        ("NASA's former administrator, Bill Nelson, praised the team.", {("NASA", "LED_BY", "Bill Nelson", "ended")}),
    ],
)
def test_role(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Resilience lander flew as part of Hakuto-R Mission 2.",
            {("Resilience", "PART_OF", "Hakuto-R Mission 2")},
        ),
    ],
)
def test_apposition(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Corvane Space plans to launch a larger lander by 2031.",
            {
                ("larger lander", "LAUNCH_DATE", "../2031", "planned"),
                ("larger lander", "OPERATED_BY", "Corvane Space", "planned"),
            },
        ),
        (
            "Corvane Space will fly a bigger lander to the Moon in 2028.",
            {
                ("bigger lander", "OPERATED_BY", "Corvane Space", "planned"),
                ("bigger lander", "TARGETS", "Moon", "planned"),
            },
        ),
        (
            "ispace's 2023 attempt ended in a crash.",
            {("2023 attempt", "OPERATED_BY", "ispace"), ("2023 attempt", "OUTCOME", "failed")},
        ),
        (
            "An earlier attempt by ispace in 2023 ended in a crash.",
            {("earlier attempt", "OPERATED_BY", "ispace"), ("earlier attempt", "OUTCOME", "failed")},
        ),
        (
            "ispace attempted a moon landing in 2023, which failed.",
            {
                ("moon landing in 2023", "OPERATED_BY", "ispace"),
                ("moon landing in 2023", "OUTCOME", "failed"),
                ("moon landing in 2023", "TARGETS", "Moon", "attempted"),
            },
        ),
        (
            "Corvane Space attempted a lunar landing in 2023.",
            {("lunar landing in 2023", "OPERATED_BY", "Corvane Space")},
        ),
        ("SpaceX launched 24 satellites on a Falcon 9 on Monday.", {("24 satellites", "LAUNCHED_ON", "Falcon 9")}),
        (
            "A Falcon 9 rocket placed 24 satellites into low Earth orbit.",
            {("24 satellites", "LAUNCHED_ON", "Falcon 9")},
        ),
    ],
)
def test_described(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


def test_a_mission_is_one_however_its_number_is_written(read: Callable[[str], Reading]) -> None:
    (digits,) = (entity for entity in read("Artemis 2 will carry Christina Koch.").entities if entity.type == "Mission")
    assert (digits.name, digits.aliases) == ("Artemis II", ("Artemis 2",))


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Former Italian minister Paolo Conti was on board.", "Paolo Conti", "Italy"),
        ("The crew includes former Indian navy officer Ravi Menon.", "Ravi Menon", "India"),
        ("Veteran astronaut and former Chinese fighter pilot Liu Wei commands Shenzhou-40.", "Liu Wei", "China"),
    ],
)
def test_a_former_post_ends_no_nationality(text: str, name: str, country: str, told: Told) -> None:
    found = {fact for fact in told(text) if fact[1] == "NATIONALITY"}
    assert found == {(name, "NATIONALITY", country)}


def test_what_is_said_to_be_a_rocket_is_that_rocket(told: Told) -> None:
    text = (
        "LandSpace is preparing its Zhuque-3 rocket. China's most powerful rocket is the Long March 5 rocket, which "
        "can carry 25 tonnes."
    )
    assert ("Long March 5", "BUILT_BY", "China") in told(text)
    assert ("Zhuque-3", "BUILT_BY", "China") not in told(text)
