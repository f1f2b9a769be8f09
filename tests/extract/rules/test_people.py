"""People and whose they are: who founds what."""

from collections.abc import Callable

import pytest

Told = Callable[[str], set[tuple[str, ...]]]


@pytest.mark.parametrize(
    "text",
    [
        "The startup Corvane Space was founded by former Blue Origin and NASA engineers in 2019.",
        "The startup Corvane Space, founded by former Blue Origin and NASA engineers in 2019, has raised $21 million.",
        "Two SpaceX veterans founded Corvane Space in 2019.",
    ],
)
def test_whose_the_founders_were_founds_nothing(text: str, drafted: Told) -> None:
    assert {fact[2] for fact in drafted(text) if fact[1] == "FOUNDED_BY"}.isdisjoint({"Blue Origin", "NASA", "SpaceX"})


def test_organisations_found(told: Told) -> None:
    text = "Corvane Space was founded by Blue Origin and NASA in 2019; engineers from Bremen joined later."
    assert {fact[2] for fact in told(text) if fact[1] == "FOUNDED_BY"} == {"Blue Origin", "NASA"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Eric Holm was chairman of the Pentagon's Defense Advisory Board from 2016 to 2020.",
            ("Defense Advisory Board", "LED_BY", "Eric Holm", "ended"),
        ),
        (
            "Eric Holm was chairman of the Pentagon's Defense Advisory Board when it met in 2016.",
            ("Defense Advisory Board", "LED_BY", "Eric Holm"),
        ),
        (
            "Ane Lund, director of NASA's Johnson Space Center, welcomed the crew.",
            ("Johnson Space Center", "LED_BY", "Ane Lund"),
        ),
    ],
)
def test_posts(text: str, fact: tuple[str, ...], told: Told) -> None:
    assert {one for one in told(text) if one[1] == "LED_BY"} == {fact}


@pytest.mark.parametrize("post", ["assistant director", "vice chairman", "deputy project manager", "associate chief"])
def test_who_stands_below_a_head_leads_nothing(post: str, drafted: Told) -> None:
    facts = drafted(f"Ane Lund, {post} of Corvane Space, welcomed the crew.")
    assert ("Ane Lund", "WORKS_FOR", "Corvane Space") in facts
    whole = drafted("Ane Lund, chief of Corvane Space, welcomed the crew.")
    assert ("Corvane Space", "LED_BY", "Ane Lund") in whole
