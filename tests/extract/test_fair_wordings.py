"""Ordinary wordings that once were misread, each with what it says (and must not say)."""

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.model import Story

SAYS = {
    "Beresheet's landing on the Moon failed.": [("Beresheet", "LANDED_ON", "Moon", "failed")],
    "SpaceX scrubbed the launch of the Wren satellite on Monday.": [
        ("Wren", "LAUNCH_DATE", "2026-06-01", "attempted"),
        ("Wren", "OUTCOME", "scrubbed", "actual"),
    ],
    "Former NASA astronaut Mike Massimino said so.": [("Mike Massimino", "WORKS_FOR", "NASA", "ended")],
    "Bill Nelson, a former NASA administrator, spoke.": [("NASA", "LED_BY", "Bill Nelson", "ended")],
    "Blue Origin competes with SpaceX.": [("Blue Origin", "COMPETES_WITH", "SpaceX", "actual")],
    "Edge Autonomy was bought by Redwire.": [("Redwire", "ACQUIRED", "Edge Autonomy", "actual")],
    "The lander that carries the Wren rover is called Plover.": [("Wren", "CARRIED_BY", "Plover", "actual")],
    "ispace plans to launch a larger lander by 2031.": [("larger lander", "LAUNCHED_BY", "ispace", "planned")],
    "A Falcon 9 rocket carrying the Tern-2 satellite lifted off from Vandenberg on Friday.": [
        ("Tern-2", "LAUNCHED_ON", "Falcon 9", "actual"),
        ("Tern-2", "LAUNCHED_FROM", "Vandenberg", "actual"),
        ("Tern-2", "LAUNCH_DATE", "2026-05-29", "actual"),
    ],
    "The landing of Blue Ghost in Mare Crisium was watched by many.": [
        ("Blue Ghost", "LANDED_ON", "Mare Crisium", "actual")
    ],
    "The docking of the Soyuz capsule with the International Space Station went smoothly.": [
        ("Soyuz", "DOCKED_WITH", "International Space Station", "actual")
    ],
    "The New Glenn rocket is powered by BE-4 engines.": [("New Glenn", "POWERED_BY", "BE-4", "actual")],
    "The European Space Agency (ESA) built the Wren rover. ESA will launch it in 2028.": [
        ("Wren", "LAUNCHED_BY", "European Space Agency", "planned")
    ],
    "Firefly Aerospace built a lander. Firefly is based in Texas.": [
        ("Firefly Aerospace", "HEADQUARTERED_IN", "Texas", "actual")
    ],
    "Europa Clipper is headed for Jupiter.": [("Europa Clipper", "TARGETS", "Jupiter", "actual")],
    "The Ariane 6 rocket is the successor to Ariane 5.": [("Ariane 6", "FOLLOWS", "Ariane 5", "actual")],
    "The Juice probe is due at Jupiter in July 2031.": [("JUICE", "TARGETS", "Jupiter", "planned")],
    "The crew of Artemis II includes Christina Koch and Victor Glover.": [
        ("Artemis II", "CREWED_BY", "Christina Koch", "actual"),
        ("Artemis II", "CREWED_BY", "Victor Glover", "actual"),
    ],
    "NASA is the main customer of the Plover mission.": [("Plover", "FOR_CUSTOMER", "NASA", "actual")],
    "Ane Lund and Jo Park launched aboard SpaceX's Dragon from Kennedy Space Center.": [
        ("Dragon", "CREWED_BY", "Ane Lund", "actual"),
        ("Dragon", "CREWED_BY", "Jo Park", "actual"),
    ],
    "NASA astronauts Raja Chari, Tom Marshburn and Kayla Barron and ESA astronaut Matthias Maurer fly next.": [
        ("Kayla Barron", "WORKS_FOR", "NASA", "actual"),
        ("Matthias Maurer", "WORKS_FOR", "European Space Agency", "actual"),
    ],
}
SAYS_NOT = {
    "Beresheet's landing on the Moon failed.": ("Beresheet", "OUTCOME", "succeeded"),
    "NASA astronauts Raja Chari and Tom Marshburn and ESA astronaut Matthias Maurer fly next.": (
        "Matthias Maurer",
        "WORKS_FOR",
        "NASA",
    ),
    "The probe will pass a near-Earth asteroid.": ("probe", "TARGETS", "Earth"),
}


@pytest.fixture(scope="module")
def claims(reader: Reader) -> Callable[[str], set[tuple[str, str, str, str]]]:
    def read(text: str) -> set[tuple[str, str, str, str]]:
        reading = reader.read(Story("fair", text, published="2026-06-01"))
        return {
            (
                claim.subject.name,
                claim.predicate,
                claim.object.name if claim.object else claim.value or "",
                claim.status.value,
            )
            for claim in reading.claims
        }

    return read


# what a rule reads in each, but with less confidence than it takes to be told
DOUBTED = frozenset(
    [
        "NASA is the main customer of the Plover mission.",
    ]
)
KNOWN_MISS = pytest.mark.xfail(strict=True, reason="less probable than what is told")


@pytest.mark.parametrize("text", [pytest.param(text, marks=KNOWN_MISS if text in DOUBTED else ()) for text in SAYS])
def test_fair_wording_is_read(text: str, claims: Callable[[str], set[tuple[str, str, str, str]]]) -> None:
    found = claims(text)
    names = {(subject, predicate, status) for subject, predicate, _, status in found}
    for subject, predicate, target, status in SAYS[text]:
        known = any(
            (s, p, st) == (subject, predicate, status) and target in {o, o.removeprefix("the ")}
            for s, p, o, st in found
        )
        alias = target == "European Space Agency" and (subject, predicate, status) in names
        assert known or alias, sorted(found)


@pytest.mark.parametrize("text", SAYS_NOT)
def test_fair_wording_is_not_overread(text: str, claims: Callable[[str], set[tuple[str, str, str, str]]]) -> None:
    assert SAYS_NOT[text] not in {claim[:3] for claim in claims(text)}
