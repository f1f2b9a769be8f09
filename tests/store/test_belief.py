"""What several claims of one thing come to."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.store.belief import Support, confidence, origins, relationship, values, worth


def support(claim: str, origin: str, certainty: float = 0.9, **fields: object) -> Support:
    return Support(
        claim, f"story of {claim}", origin, str(fields.pop("wording", f"words of {claim}")), certainty, **fields
    )


def test_two_independent_origins_are_believed_more_than_one() -> None:
    assert confidence([support("a", "bbc", 0.8), support("b", "nyt", 0.5)]) == 0.9


def test_one_origin_counts_once_with_its_best_claim() -> None:
    assert confidence([support("a", "bbc", 0.8), support("b", "bbc", 0.5)]) == 0.8


def test_copies_of_one_wire_text_are_one_origin() -> None:
    copies = [support("a", "bbc", wording="wire"), support("b", "nyt", wording="wire")]
    assert list(origins(copies)) == ["bbc"]
    assert list(origins([*copies, support("c", "nyt", wording="its own")])) == ["nyt"]
    own_words = [support("c", "nyt", wording="its own"), support("d", "bbc", wording="its own too")]
    assert sorted(origins([*copies, *own_words])) == ["bbc", "nyt"]


def test_near_copies_are_one_origin() -> None:
    """Each with a wording of its own, and one group."""
    near = [support("a", "bbc", 0.8, copies="s1"), support("b", "nyt", 0.5, copies="s1"), support("c", "afp", 0.5)]
    assert origins(near) == {"bbc": 0.8, "afp": 0.5}
    assert confidence(near) == 0.9
    assert list(origins([*near[:2], support("d", "nyt", wording="its own")])) == ["nyt"]


def test_an_equal_text_without_a_group_is_in_that_of_its_equals() -> None:
    """Stored before there were groups, and not loaded again since."""
    told = [support("a", "bbc", wording="w"), support("b", "nyt", wording="w", copies="s1")]
    assert list(origins([*told, support("c", "afp", copies="s1")])) == ["afp"]
    assert list(origins([*reversed(told), support("c", "afp", copies="s1")])) == ["afp"]


def test_relationship_spans_all_dates_and_shows_the_best_believed_one() -> None:
    told = [
        support("a", "bbc", 0.7, when="2025", since=date(2025, 1, 1), until=date(2025, 12, 31), role="pilot"),
        support("b", "nyt", 0.9, when="2026-01", since=date(2026, 1, 1), until=date(2026, 1, 31), role="chief"),
        support("c", "afp", 1.0),
    ]
    assert relationship(told, "key") == {
        "relation": "key",
        "confidence": 1.0,
        "sources": 3,
        "news": 3,
        "reference": 0,
        "claims": 3,
        "roles": ["chief", "pilot"],
        "when": "2026-01",
        "since": date(2025, 1, 1),
        "until": date(2026, 1, 31),
    }


def test_press_and_catalogues_are_counted_apart() -> None:
    told = [
        support("a", "bbc", wording="wire"),
        support("b", "nyt", wording="wire"),
        support("c", "gcat", kind="reference"),
    ]
    counted = relationship(told, "key")
    assert (counted["sources"], counted["news"], counted["reference"]) == (2, 1, 1)


def test_values_come_best_believed_first() -> None:
    told = [
        support("a", "bbc", 0.6, value="2025-02"),
        support("b", "nyt", 0.6, value="2025-01"),
        support("c", "afp", 0.6, value="2025-01"),
    ]
    assert values(told) == ["2025-01", "2025-02"]


@given(st.floats(0, 1))
def test_a_single_claim_is_worth_what_it_is_believed(certainty: float) -> None:
    alone = [Support("c", "s", "origin", "wording", certainty)]
    assert worth(alone) == confidence(alone)
