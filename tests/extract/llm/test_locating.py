"""Quotes stand where the text has them, to the code point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.llm.locating import place, places


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("The 🚀 Wren flew.", "Wren", "Wren"),
        ("“It’s over,” she said.", '"It\'s over," she said.', "“It’s over,” she said."),
        ("a first–ever\nlanding", "first-ever landing", "first–ever\nlanding"),
        ("$40 million", "$40 million", "$40 million"),
        ("a five\u00a0kg rover", "five kg rover", "five\u00a0kg rover"),
    ],
)
def test_a_quote_is_found_as_the_text_has_it(text: str, quote: str, found: str) -> None:
    spot = place(text, quote)
    assert spot is not None
    assert text[slice(*spot)] == found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The mission flew.", "ISS"),
        ("Permission", "mission"),
        ("NASA flew.", "nasa flew."),
        ("NASA flew.", "NASA never flew."),
        ("NASA flew.", ""),
        ("NASA flew.", "  "),
        ("NASA flew.", "NASA.*"),
        ("NASA flew.", "N" * 5000),
    ],
)
def test_what_does_not_stand_there_is_not_found(text: str, quote: str) -> None:
    assert place(text, quote) is None


def test_a_quote_is_looked_for_within_a_range_only() -> None:
    assert list(places("Wren and Wren", "Wren")) == [(0, 4), (9, 13)]
    assert place("Wren and Wren", "Wren", (1, 13)) == (9, 13)
    assert place("Wren and Wren", "Wren", (1, 12)) is None


@given(before=st.text(max_size=30), quote=st.text(max_size=30), after=st.text(max_size=30))
def test_any_text_gives_ranges_of_the_text_itself(before: str, quote: str, after: str) -> None:
    text = f"{before} {quote} {after}"
    for start, end in places(text, quote):
        assert 0 <= start < end <= len(text)
        assert len(text[start:end].split()) == len(quote.split())
