"""A cause explains; a time, a thing or the trouble itself does not."""

import pytest

from kg.ask.causes import is_mere
from kg.model import Claim, Entity, Evidence

ROCKET = Entity("r", "LaunchVehicle", "Gannet")


@pytest.mark.parametrize(
    ("value", "quote", "mere"),
    [
        ("stage separation around two minutes after launch", "", True),
        ("the upper stage", "", True),
        ("stage separation", "", True),
        ("the first stage's burn", "", True),
        ("a burn that was too short", "", False),
        ("a test flight", "", True),
        ("the Artemis I", "", True),
        ("an anomaly", "", True),
        ("the second stage lit its engine", "The picture froze shortly after the second stage lit its engine.", True),
        ("a valve stuck", "It exploded seconds after a valve stuck.", False),
        ("upper stage failure", "", False),
        ("an engine that shut down two minutes after launch", "", False),
        ("spinning out of control", "It flew on before spinning out of control.", False),
        ("a slow laser altimeter", "", False),
        ("high winds", "", False),
        ("the upper stage did not ignite", "", False),
        ("a frozen valve", "", False),
    ],
)
def test_a_cause_explains(value: str, quote: str, mere: bool) -> None:
    quote = quote or f"It failed because of {value}."
    claim = Claim("s", ROCKET, "CAUSE", value=value, evidence=(Evidence(0, len(quote), quote),))
    assert is_mere(claim) is mere
