"""Whose sum is whose, in the sentence that tells of a contract and in others."""

from collections.abc import Callable

import pytest

from kg.model import Reading

Read = Callable[..., Reading]

AWARD = "NASA awarded Firefly and Astrobotic contracts worth $90 million in May."


def sums(reading: Reading) -> set[tuple[str, str]]:
    """Who got or gave which sum."""
    return {
        ((claim.object if claim.predicate == "CONTRACTED" else claim.subject).name, str(claim.qualifiers["amount"]))
        for claim in reading.claims
        if claim.predicate in ("CONTRACTED", "INVESTED_IN") and claim.object and "amount" in claim.qualifiers
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"{AWARD} The agency gave $50 million to Firefly and $40 million (€36 million) to Astrobotic.",
            {("Firefly", "$50 million"), ("Astrobotic", "$40 million")},
        ),
        (
            f"{AWARD} The value of Firefly's contract is about $50 million, while Astrobotic's is about $40 million.",
            {("Firefly", "about $50 million"), ("Astrobotic", "about $40 million")},
        ),
        (
            f"{AWARD} Firefly was awarded $50 million, and Astrobotic will receive $40 million.",
            {("Firefly", "$50 million"), ("Astrobotic", "$40 million")},
        ),
        (
            "NASA selected Firefly to build a lander. In 2025, NASA awarded Texas-based Firefly $93 million to fly it.",
            {("Firefly", "$93 million")},
        ),
        (
            "NASA picked Firefly and Maxar to build landers. Maxar (NYSE: MAXR) got a $375 million contract in May.",
            {("Maxar", "$375 million")},
        ),
        (
            "NASA awarded a $73 million contract to Texas aerospace firm Firefly.",
            {("Firefly", "$73 million")},
        ),
        (
            "NASA has selected Firefly to build a lander. This fixed-price contract is valued at $70 million.",
            {("Firefly", "$70 million")},
        ),
        (
            "ESA and Mitsubishi Electric have invested in Astroscale. Mitsubishi Electric put in $25 million.",
            {("Mitsubishi Electric", "$25 million")},
        ),
        (
            "France has invested in Eutelsat. In the latest round France will commit 750 million euros, while Britain "
            "will contribute 163 million euros.",
            {("France", "750 million euros"), ("Britain", "163 million euros")},
        ),
    ],
)
def test_each_has_the_sum_that_words_give_to_it(text: str, told: set[tuple[str, str]], read: Read) -> None:
    assert told <= sums(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "NASA has selected Firefly to build a lander. The budget of the agency is $25 billion.",
        "NASA has selected Firefly to build a lander. Firefly was valued at $3 billion.",
        "NASA has selected Firefly to build a lander. Firefly's value is about $2 billion.",
        "NASA has selected Firefly to build a lander. Firefly has received $20 million from investors.",
        "NASA has selected Firefly to build a lander. Firefly secured $30 million in Series B funding.",
        "NASA has selected Firefly to build a lander. Firefly will get $5 million from Texas for a pad.",
        "NASA has selected Firefly to build a lander. The deal between Boeing and Airbus is worth $3 billion.",
        "NASA has selected Firefly to build a lander. Later a court sent $3 million to Firefly.",
        "NASA has selected Firefly to build a lander. The agency refused to give $3 million to Firefly.",
        "NASA picks Firefly. NASA told of the award of two deals worth $9 million to Firefly Labs and Astrobotic.",
        "NASA has selected Firefly to build a lander. Boeing's contract is worth $4 billion.",
        "NASA has selected Firefly to build a lander. The agency gave $1 billion to Firefly, Boeing and Astrobotic.",
    ],
)
def test_no_other_sum_is_that_of_a_contract(text: str, read: Read) -> None:
    assert not {name for name, _ in sums(read(text))} & {"Firefly"}


def test_what_is_put_into_something_else_is_no_stake(read: Read) -> None:
    text = "ESA invested in Astroscale in March. ESA will invest $200 million in a new factory."
    assert not sums(read(text))


def test_the_sentence_that_tells_the_sum_is_cited(read: Read) -> None:
    text = "NASA has selected Firefly to build a lander. This contract is valued at $70 million."
    (claim,) = [claim for claim in read(text).claims if "amount" in claim.qualifiers]
    assert [one.quote for one in claim.evidence] == text.replace(". ", ".|").split("|")


def test_many_sums_take_no_longer_than_their_number(read: Read) -> None:
    text = f"{AWARD} " + "The agency gave $50 million to Firefly. " * 200
    assert ("Firefly", "$50 million") in sums(read(text))
