"""What is stated in words or figures: goals, causes, consequences, distinctions, measures, milestones."""

from collections.abc import Callable

import pytest

from kg.model import Reading

Fact = tuple[str, ...]
Told = Callable[[str], set[Fact]]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Plover mission is designed to map the lunar soil.", {("Plover", "PURPOSE", "map the lunar soil")}),
        ("The goal of the Plover mission is to map the lunar soil.", {("Plover", "PURPOSE", "map the lunar soil")}),
        ("The Wren rover, which will collect lunar soil, weighs 15 kg.", {("Wren", "PURPOSE", "collect lunar soil")}),
    ],
)
def test_purpose(text: str, facts: set[Fact], told: Told) -> None:
    assert facts <= told(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Plover lander crashed because its laser altimeter was slow.",
            {("Plover", "CAUSE", "its laser altimeter was slow")},
        ),
    ],
)
def test_cause(text: str, facts: set[Fact], told: Told) -> None:
    assert facts <= told(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The loss of the Plover lander could jeopardize future funding.",
            {("Plover", "CONSEQUENCE", "jeopardize future funding", "possible")},
        ),
        # of what is named, and of one thing rather than of several
        (
            "The Vega-C rocket of Arianespace broke up with two satellites aboard. The accident threatens launches.",
            {("Vega-C", "CONSEQUENCE", "threatens launches")},
        ),
        # of what was struck, rather than of what was spoken of last
        (
            "The Plover lander crashed beside the Wren rover. The loss threatens future funding.",
            {("Plover", "CONSEQUENCE", "threatens future funding")},
        ),
    ],
)
def test_consequence(text: str, facts: set[Fact], told: Told) -> None:
    assert facts <= told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Plover lander crashed on Monday. While the crash might sound dramatic, the firm has two more landers.",
        "The Plover lander arrives on Monday. If the landing goes even slightly awry, it will tip over.",
    ],
)
def test_how_a_mishap_sounds_is_no_consequence(text: str, drafted: Told) -> None:
    assert not [fact for fact in drafted(text) if fact[1] == "CONSEQUENCE" and fact[2].startswith(("sound", "goes"))]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The Wren rover was to become the first European rover on the Moon.",
            {("Wren", "DISTINCTION", "the first European rover on the Moon", "planned")},
        ),
        (
            "Wren, the smallest rover ever built, weighs 5 kg.",
            {("Wren", "DISTINCTION", "the smallest rover ever built")},
        ),
    ],
)
def test_distinction(text: str, facts: set[Fact], told: Told) -> None:
    assert facts <= told(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("The Wren rover weighs 15 kg.", {("Wren", "MEASURE", "15 kg")}),
    ],
)
def test_measure(text: str, facts: set[Fact], told: Told) -> None:
    assert facts <= told(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "The New Glenn rocket completed a static fire on Tuesday.",
            {("New Glenn", "MILESTONE", "completed a static fire on Tuesday")},
        ),
    ],
)
def test_milestone(text: str, facts: set[Fact], told: Told) -> None:
    assert facts <= told(text)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("The Plover lander did not reach the Moon because a valve had stuck.", "a valve had stuck"),
        ("The Plover lander flew in May. It does not have high legs because most of its cargo sits low.", ""),
        ("The Plover lander flew in May. People would not live without rain because rain gives them water.", ""),
    ],
)
def test_what_is_so_has_no_cause_of_a_failure(text: str, cause: str, read_all: Callable[[str], Reading]) -> None:
    claims = [claim for claim in read_all(text).claims if claim.predicate == "CAUSE" and claim.rule == "cause"]
    assert {claim.value for claim in claims} == ({cause} if cause else set())
