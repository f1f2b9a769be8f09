"""A centre is an Institute where it acts, and a Facility where things only happen there."""

from collections.abc import Callable

import pytest

Types = Callable[[str], dict[str, str]]
CENTRE = "Marshall Space Flight Center"


@pytest.mark.parametrize(
    "text",
    [
        f"The engine was fired at NASA's {CENTRE} in Huntsville, Alabama.",
        f"The telescope passed a vibration test at NASA's {CENTRE}.",
        f"Reporters are invited to NASA's {CENTRE} on Tuesday. The stage arrives at the {CENTRE} in May.",
    ],
)
def test_a_mere_place(text: str, types: Types) -> None:
    assert types(text)[CENTRE] == "Facility"


@pytest.mark.parametrize(
    "text",
    [
        f"The engine was developed at NASA's {CENTRE} in Huntsville, Alabama.",
        f"Engineers at NASA's {CENTRE} fired the engine.",
        f"Lisa Park, a program manager at NASA's {CENTRE}, praised the engine.",
        f"The engine was fired at NASA's {CENTRE}. {CENTRE} leads the programme.",
        "The telescope was shown at Kyoto University on Tuesday.",
    ],
)
def test_one_that_acts_employs_or_teaches(text: str, types: Types) -> None:
    assert types(text).get(CENTRE, "Institute") == "Institute"
    assert "Facility" not in types(text).values()


def test_claims_follow_the_type(told: Callable[[str], set[tuple[str, ...]]]) -> None:
    facts = told(f"The engine was fired at NASA's {CENTRE} in Huntsville, Alabama.")
    assert {(CENTRE, "OPERATED_BY", "NASA"), (CENTRE, "LOCATED_IN", "Huntsville")} <= facts
