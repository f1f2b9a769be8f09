"""Who puts money into whom, where a story tells of the rounds of several firms."""

from collections.abc import Callable

from kg.model import Reading

BRIEF = (
    "Google led a $36 million funding round for the startup Pixxel. Radical Ventures took part in the round.\n\n"
    "Astroscale raised $15 million in a Series A2 round, bringing the total to $60 million. Fern Ventures led the "
    "round with participation from Gale Capital and Lockheed Martin.\n"
)


def backers(reading: Reading, firm: str) -> set[str]:
    return {
        claim.subject.name
        for claim in reading.claims
        if claim.predicate == "INVESTED_IN" and claim.object and claim.object.name == firm
    }


def test_the_round_is_that_of_the_firm_that_raised_money_last(read: Callable[..., Reading]) -> None:
    reading = read(BRIEF)
    assert {"Fern Ventures", "Gale Capital"} <= backers(reading, "Astroscale")
    assert not backers(reading, "Pixxel") & {"Fern Ventures", "Gale Capital", "Lockheed Martin", "Astroscale"}
    assert "Google" in backers(reading, "Pixxel")
