"""A row as a text with places for its fields."""

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Statement
from loaders.record import record_story, sheet


def test_a_line_a_field_below_the_title() -> None:
    laid_out = sheet("Sternula-1", [("Operator", "Sternula"), ("Owner", "-"), ("Note", "two\n  lines\x00")])
    assert laid_out.text == "Sternula-1\n\nOperator: Sternula\nNote: two lines"
    assert laid_out.span("Operator") == (22, 30)
    assert laid_out.span("Owner") is None


def test_words_within_a_field() -> None:
    laid_out = sheet("X", [("Site", "Cape Canaveral SFS, FL, USA")])
    named = laid_out.named("Site", "LaunchSite", "Place", words="Cape Canaveral SFS", name="Cape Canaveral")
    assert named is not None
    assert laid_out.text[named.start : named.end] == "Cape Canaveral SFS"
    assert (named.types, named.name) == (("LaunchSite", "Place"), "Cape Canaveral")
    assert laid_out.named("Site", "Place", words="Kourou") is None


def test_words_of_the_title() -> None:
    laid_out = sheet("Skua 1 | Fulmar-3", [])
    mission, whole = laid_out.titled("Mission", words="Fulmar-3"), laid_out.titled("Mission")
    assert mission is not None
    assert whole is not None
    assert [(one.start, one.end) for one in (mission, whole)] == [(9, 17), (0, 17)]
    assert laid_out.titled("Mission", words="Fulmar-4") is None


def test_an_id_is_the_catalogues_own_whatever_the_file() -> None:
    laid_out = sheet("Sternula-1", [("Operator", "Sternula")])
    one, other = (
        record_story(laid_out, [None], format="gcat", key="S9", outlet="GCAT", source=name) for name in ("a", "b/c")
    )
    assert one.id == other.id
    assert one.id.startswith("gcat-s9-")
    assert (one.kind, one.statements) == ("reference", ())


def test_statements_bear_the_format() -> None:
    laid_out = sheet("Sternula-1", [("Launched", "2031")])
    subject = laid_out.named("Launched", "Craft")
    assert subject is not None
    stated = Statement(subject, "LAUNCH_DATE", None, "2031", laid_out.span("Launched"))
    story = record_story(laid_out, [stated, None], format="gcat", key="S9", outlet="GCAT", source="a")
    assert [one.rule for one in story.statements] == ["record:gcat"]


@given(st.text(min_size=1), st.lists(st.tuples(st.sampled_from("ABC"), st.text() | st.none()), max_size=5))
def test_every_field_stands_where_it_is_said_to(title: str, fields: list[tuple[str, str | None]]) -> None:
    laid_out = sheet(title, fields)
    for label, (start, end) in laid_out.fields.items():
        line = laid_out.text[laid_out.text.rfind("\n", 0, start) + 1 : end]
        assert line == f"{label}: {laid_out.text[start:end]}"
        assert end == len(laid_out.text) or laid_out.text[end] == "\n"
