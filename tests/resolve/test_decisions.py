"""The record of decisions: lines of a plain file, read with clear errors."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.resolve.decisions import HEADER, Decision, Kind, dump, parse, read

WHEN = "2026-01-31T12:00:00+00:00"
RECORD = (
    HEADER
    + f"""{WHEN}\tsame\tlander:resilience\tlander:hakuto\tthe lander of Hakuto-R M2

\tdiffer\tperson:jo-berg\tperson:jo-berg@courier-17
{WHEN}\tretype\tlander:juno\tOrbiter\r
{WHEN}\trename\tlander:juno\tJuno
"""
)


def test_each_line_is_a_decision_and_says_where_it_stands() -> None:
    assert parse(RECORD) == (
        Decision(Kind.SAME, "lander:resilience", "lander:hakuto", WHEN, "the lander of Hakuto-R M2", 2),
        Decision(Kind.DIFFER, "person:jo-berg", "person:jo-berg@courier-17", line=4),
        Decision(Kind.RETYPE, "lander:juno", "Orbiter", WHEN, line=5),
        Decision(Kind.RENAME, "lander:juno", "Juno", WHEN, line=6),
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("same a b", "1 columns; write time, decision, entity, other and comment with tabs between"),
        (f"{WHEN}\tsame\ta\tb\tc\td", "6 columns"),
        (f"{WHEN}\tmerge\ta\tb", "'merge' is no decision; write one of same, differ, unsure, retype, rename"),
        ("yesterday\tsame\ta\tb", "'yesterday' is no ISO time"),
        (f"{WHEN}\tsame\ta\ta", "a is named twice; name two entities"),
        (f"{WHEN}\tsame\ta\t", "an id has 1 to 500 characters"),
        (f"{WHEN}\trename\ta\t{'x' * 201}", "a name 1 to 200"),
        (f"{WHEN}\tretype\ta\tBoat", "'Boat' is no type; types are Organization, Company"),
        (f"{WHEN}\tretype\ta\tEntity", "'Entity' is no type"),
        (f"{WHEN}\tsame\ta\tb\x1b[2J", "control character"),
    ],
)
def test_a_wrong_line_is_named(line: str, problem: str) -> None:
    with pytest.raises(KgError) as raised:
        parse(f"{HEADER}{line}\n", "decisions.tsv")
    assert str(raised.value).startswith("decisions.tsv:2: ")
    assert problem in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_may_be_missing_but_not_in_another_encoding(tmp_path: Path) -> None:
    assert read(tmp_path / "none.tsv") is None
    (tmp_path / "bytes.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KgError, match="is not UTF-8"):
        read(tmp_path / "bytes.tsv")
    (tmp_path / "marked.tsv").write_text(RECORD, encoding="utf-8-sig")
    assert read(tmp_path / "marked.tsv") == parse(RECORD)


WORDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)


@given(st.lists(st.builds(Decision, st.just(Kind.RENAME), WORDS, WORDS, st.just(WHEN), WORDS), max_size=4))
def test_what_is_written_reads_back(decisions: list[Decision]) -> None:
    # the time comes first, so that no line can begin like a comment
    assert [(one.entity, one.other, one.comment) for one in parse(dump(decisions))] == [
        (one.entity, one.other, one.comment) for one in decisions
    ]
