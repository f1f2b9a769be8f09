"""What happened: verbs, nouns of events, light verbs, relative clauses; each drafted in two wordings."""

from collections.abc import Callable

import pytest

from kg.model import Reading, Status

Fact = tuple[str, ...]
Told = Callable[[str], set[Fact]]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "NASA launched the Lucy spacecraft on an Atlas V from Cape Canaveral in October 2021.",
            {
                ("Lucy", "LAUNCHED_BY", "NASA"),
                ("Lucy", "LAUNCHED_FROM", "Cape Canaveral"),
                ("Lucy", "LAUNCHED_ON", "Atlas V"),
                ("Lucy", "LAUNCH_DATE", "2021-10"),
            },
        ),
        (
            "The Lucy probe was launched by NASA atop an Atlas V rocket from Cape Canaveral on 16 October 2021.",
            {
                ("Lucy", "LAUNCHED_BY", "NASA"),
                ("Lucy", "LAUNCHED_FROM", "Cape Canaveral"),
                ("Lucy", "LAUNCHED_ON", "Atlas V"),
                ("Lucy", "LAUNCH_DATE", "2021-10-16"),
            },
        ),
    ],
)
def test_launch(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Tern-2 satellite lifted off on a Falcon 9 rocket from Vandenberg on Friday.",
            {
                ("Tern-2", "LAUNCHED_FROM", "Vandenberg"),
                ("Tern-2", "LAUNCHED_ON", "Falcon 9"),
                ("Tern-2", "LAUNCH_DATE", "2026-05-29"),
            },
        ),
    ],
)
def test_carried_launch(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Blue Ghost touched down in Mare Crisium on 2 March 2025.",
            {
                ("Blue Ghost", "LANDED_ON", "Mare Crisium"),
                ("Blue Ghost", "LANDING_DATE", "2025-03-02"),
                ("Blue Ghost", "OUTCOME", "succeeded"),
            },
        ),
        (
            "The Blue Ghost lander settled onto the Moon on 2 March 2025.",
            {("Blue Ghost", "LANDED_ON", "Moon"), ("Blue Ghost", "LANDING_DATE", "2025-03-02")},
        ),
    ],
)
def test_landing(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Beresheet lander crashed into the Moon in April 2019.",
            {
                ("Beresheet", "LANDED_ON", "Moon", "failed"),
                ("Beresheet", "LANDING_DATE", "2019-04", "failed"),
                ("Beresheet", "OUTCOME", "failed"),
            },
        ),
        ("In April 2019 the Beresheet lander slammed into the lunar surface.", {("Beresheet", "OUTCOME", "failed")}),
        ("The Odysseus lander tipped over near the Moon's south pole.", {("Odysseus", "OUTCOME", "failed")}),
    ],
)
def test_crash(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Soyuz capsule docked with the International Space Station on Tuesday.",
            {("Soyuz", "DOCKED_WITH", "International Space Station")},
        ),
        (
            "The Cygnus cargo ship was berthed to the International Space Station on Tuesday.",
            {("Cygnus", "DOCKED_WITH", "International Space Station")},
        ),
        (
            "SpaceX's Dragon undocked from the International Space Station on Monday.",
            {("Dragon", "DOCKED_WITH", "International Space Station", "ended")},
        ),
    ],
)
def test_docking(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Hera probe will study the asteroid Dimorphos.", {("Hera", "TARGETS", "Dimorphos", "planned")}),
        ("The Hera probe is on its way to the asteroid Dimorphos.", {("Hera", "TARGETS", "Dimorphos")}),
    ],
)
def test_study(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Redwire acquired Edge Autonomy for $925 million.", {("Redwire", "ACQUIRED", "Edge Autonomy")}),
        (
            "Edge Autonomy, an American drone maker, was bought by Redwire last year.",
            {("Redwire", "ACQUIRED", "Edge Autonomy")},
        ),
    ],
)
def test_buying(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Peter Beck founded Rocket Lab in 2006.",
            {("Rocket Lab", "FOUNDED_BY", "Peter Beck"), ("Rocket Lab", "FOUNDED_DATE", "2006")},
        ),
        (
            "Rocket Lab, which was founded by Peter Beck in 2006, builds rockets.",
            {("Rocket Lab", "FOUNDED_BY", "Peter Beck"), ("Rocket Lab", "FOUNDED_DATE", "2006")},
        ),
    ],
)
def test_founding(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "NASA awarded Astrobotic a $79 million contract to deliver the rover.",
            {("NASA", "CONTRACTED", "Astrobotic")},
        ),
        ("Astrobotic won a $79 million contract from NASA.", {("NASA", "CONTRACTED", "Astrobotic")}),
    ],
)
def test_contract(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Finland signed the Artemis Accords in January 2025.", {("Finland", "MEMBER_OF", "Artemis Accords")}),
        ("In January 2025, Finland joined the Artemis Accords.", {("Finland", "MEMBER_OF", "Artemis Accords")}),
    ],
)
def test_signing(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("NASA astronaut Anne McClain commands the Crew-10 mission.", {("Crew-10", "CREWED_BY", "Anne McClain")}),
        (
            "The Crew-10 mission carries Anne McClain and Takuya Onishi.",
            {("Crew-10", "CREWED_BY", "Anne McClain"), ("Crew-10", "CREWED_BY", "Takuya Onishi")},
        ),
    ],
)
def test_crew(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


def test_who_is_introduced_before_a_colon_is_none_of_those_behind_it(read_all: Callable[..., Reading]) -> None:
    text = (
        "Listen to this excerpt from Ane Lund, Orion project manager: as the four Artemis II astronauts flew around the"
        " Moon, the Orion spacecraft kept them alive."
    )
    crews = [claim for claim in read_all(text).claims if claim.rule == "crew of mission"]
    assert crews == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Rocket Lab is based in Long Beach, California.",
            {("Long Beach", "LOCATED_IN", "California"), ("Rocket Lab", "HEADQUARTERED_IN", "Long Beach")},
        ),
        ("Rocket Lab is headquartered in Long Beach.", {("Rocket Lab", "HEADQUARTERED_IN", "Long Beach")}),
    ],
)
def test_base(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Plover lander carries the Wren rover.", {("Wren", "CARRIED_BY", "Plover")}),
        ("The Wren rover was stowed aboard the Plover lander.", {("Wren", "CARRIED_BY", "Plover")}),
    ],
)
def test_carrying(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Plover lander deployed the Wren rover on Tuesday.", {("Wren", "CARRIED_BY", "Plover")}),
    ],
)
def test_deploy(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Vulcan rocket uses the BE-4 engine.", {("Vulcan", "POWERED_BY", "BE-4")}),
    ],
)
def test_powering(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("ispace is working with Draper on the lander.", {("ispace", "PARTNERS_WITH", "Draper")}),
        ("Airbus teamed up with Thales Alenia Space last year.", {("Airbus", "PARTNERS_WITH", "Thales Alenia Space")}),
    ],
)
def test_partner(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Wren rover was supported by the European Space Agency.",
            {("Wren", "SUPPORTED_BY", "European Space Agency")},
        ),
        ("The European Space Agency funded the Wren rover.", {("Wren", "SUPPORTED_BY", "European Space Agency")}),
    ],
)
def test_support(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The FAA licensed the Starship rocket in March.", {("Starship", "LICENSED_BY", "FAA")}),
    ],
)
def test_license(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Tiangong station orbits the Earth.", {("Tiangong", "ORBITS", "Earth")}),
        (
            "The Lunar Reconnaissance Orbiter has circled the Moon since 2009.",
            {("Lunar Reconnaissance Orbiter", "ORBITS", "Moon")},
        ),
    ],
)
def test_orbiting(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The launch of the Lucy spacecraft from Cape Canaveral took place in October 2021.",
            {("Lucy", "LAUNCHED_FROM", "Cape Canaveral"), ("Lucy", "LAUNCH_DATE", "2021-10")},
        ),
        ("Lucy's launch on an Atlas V came in October 2021.", {("Lucy", "LAUNCHED_ON", "Atlas V")}),
        ("The crash of the Beresheet lander on the Moon surprised engineers.", {("Beresheet", "OUTCOME", "failed")}),
        ("Redwire completed its acquisition of Edge Autonomy last year.", {("Redwire", "ACQUIRED", "Edge Autonomy")}),
        ("Redwire announced the purchase of Edge Autonomy.", {("Redwire", "ACQUIRED", "Edge Autonomy", "planned")}),
    ],
)
def test_nominal(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Blue Ghost lander made a landing on the Moon in March 2025.", {("Blue Ghost", "LANDED_ON", "Moon")}),
        (
            "The Blue Ghost lander made its landing in Mare Crisium on 2 March 2025.",
            {("Blue Ghost", "LANDED_ON", "Mare Crisium"), ("Blue Ghost", "LANDING_DATE", "2025-03-02")},
        ),
        (
            "The Lucy probe will make a flyby of the asteroid Eurybates in 2027.",
            {("Lucy", "TARGETS", "Eurybates", "planned")},
        ),
        ("ESA entered a partnership with JAXA.", {("ESA", "PARTNERS_WITH", "JAXA")}),
        ("ESA signed an agreement with JAXA in November.", {("ESA", "PARTNERS_WITH", "JAXA")}),
    ],
)
def test_light_verb(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Blue Ghost, which Firefly Aerospace built for NASA, is a lander.",
            {("Blue Ghost", "BUILT_BY", "Firefly Aerospace"), ("Blue Ghost", "FOR_CUSTOMER", "NASA")},
        ),
        ("The Wren rover, which was built by Airbus, weighs 15 kg.", {("Wren", "BUILT_BY", "Airbus")}),
        ("The Hera probe, which was launched by SpaceX, is healthy.", {("Hera", "LAUNCHED_BY", "SpaceX")}),
        ("NASA praised the Plover lander, which carries the Wren rover.", {("Wren", "CARRIED_BY", "Plover")}),
        (
            "Airbus bought the startup Corvane Space, which is based in Bremen.",
            {("Airbus", "ACQUIRED", "Corvane Space"), ("Corvane Space", "HEADQUARTERED_IN", "Bremen")},
        ),
    ],
)
def test_relative(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Odysseus, a lunar lander built by Intuitive Machines, landed in 2024.",
            {("Odysseus", "BUILT_BY", "Intuitive Machines")},
        ),
        ("The lander, developed by Astrobotic, is named Peregrine.", {("Peregrine", "BUILT_BY", "Astrobotic")}),
        ("The lander that carries the Wren rover was named Tern.", {("Wren", "CARRIED_BY", "Tern")}),
    ],
)
def test_participle(text: str, facts: set[Fact], drafted: Told) -> None:
    assert facts <= drafted(text)


def test_what_is_said_is_said_whatever_it_is_about(read_all: Callable[[str], Reading]) -> None:
    """A saying that something was not possible, or is hoped for, is no failed or planned saying."""
    text = (
        "“The flight was a joy,” said Ada Brenner, head of Tarn Space. “Gannet is a sign of what is to come, alongside "
        "Smew and new rockets.\n\n“This feat would not have been possible without the hard work of our teams. "
        "Together, we are elevating the future – and remember, it all starts with a launch.”"
    )
    said = [claim for claim in read_all(text).claims if claim.predicate == "SAID"]
    assert said
    assert {claim.status for claim in said} == {Status.ACTUAL}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("NASA's Kestrel mission to Saturn's moon Titan is one step closer to final approval today.", None),
        ("The Kestrel orbiter began its journey to Jupiter on Friday.", "2026-05-29"),
    ],
)
def test_what_befalls_a_mission_today_is_no_date_of_its_journey(
    text: str, when: str | None, read_all: Callable[[str], Reading]
) -> None:
    journeys = [claim for claim in read_all(text).claims if claim.predicate == "TARGETS" and claim.rule == "travel"]
    assert {claim.when for claim in journeys} == {when}
