"""Paragraphs, bullets and headings of running text, and what is no part of a story."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.boilerplate import is_boilerplate
from loaders.layout import sections

LINES = st.sampled_from(
    ["Words here.", "and more", "- a bullet", "-", "* x", "# Head", "**Bold**", "---", "", "  ", "3. c"]
)


def words(text: str) -> list[tuple[str, str]]:
    return [(section.kind, text[section.start : section.end]) for section in sections(text)]


def test_lines_of_one_paragraph_belong_together() -> None:
    assert words("The tug moved a\ndead satellite of the U.S.\nSpace Force.\n\nIt went well.") == [
        ("body", "The tug moved a\ndead satellite of the U.S.\nSpace Force."),
        ("body", "It went well."),
    ]


def test_bullets_and_headings() -> None:
    assert words("## Aims\r\n- Land softly\r\n  on the Moon\r\n- Drive.\r\n1) Sleep.\r\n---\r\n**Costs**\r\nNone.") == [
        ("heading", "Aims"),
        ("bullets", "Land softly\r\n  on the Moon"),
        ("bullets", "Drive."),
        ("bullets", "Sleep."),
        ("heading", "Costs"),
        ("body", "None."),
    ]


def test_sections_name_their_heading() -> None:
    assert [section.heading for section in sections("Before.\n\n# One\nA.\n\n- B.\n# Two\nC.")] == [
        "",
        "",
        "One",
        "One",
        "",
        "Two",
    ]


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_sections_are_ordered_disjoint_and_lose_no_word(lines: list[str], end: str) -> None:
    text = end.join(lines)
    position, inside = 0, ""
    for section in sections(text):
        assert position <= section.start < section.end <= len(text)
        position = section.end
        inside += text[section.start : section.end]
    assert [c for c in inside if c.isalpha()] == [c for c in text if c.isalpha()]


def test_boilerplate() -> None:
    for paragraph in (
        "The post Tug moves satellite appeared first on Orbit Post.",
        "Sign up for our newsletter to get space news every week.",
        "We use cookies to improve your experience on our website.",
        "Image credit: Somebody / The Agency",
        "Related: An older probe falls silent",
        "By Liv B. Aasen",
        "Updated May 4, 2031",
        "5 min read",
        "© 2031 Orbit Post. All rights reserved.",
    ):
        assert is_boilerplate(paragraph), paragraph


def test_news_is_no_boilerplate() -> None:
    for paragraph in (
        "By 2034 the company plans to fly a larger lander.",
        "More stories about the lander were told by its crew.",
        "The image shows the crater, said the agency.",
        "Published research by NASA in 2031 shows ice.",
        "The company uses cookies as a payload of the station's oven.",
        "Email from the crew reached the ground on Friday.",
        "Credit for the landing goes to the crew.",
        "Follow-up flights are planned.",
        "The Post reported that the tug appeared first on radar.",
    ):
        assert not is_boilerplate(paragraph), paragraph
