"""Claims as CSV."""

import csv
import io
from dataclasses import replace

import pytest

from kg import rdf
from kg.model import Claim, Evidence, Story


def rows(document: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(document.decode(), newline="")))


def test_a_claim_a_row(claims: list[Claim], story: Story) -> None:
    read = {row["claim"]: row for row in rows(rdf.export(claims, [story], format="csv"))}
    assert sorted(read) == ["c1", "c2", "c3", "c4", "c5", "c6", "c7"]
    assert read["c2"]["object_name"] == "Moon"
    assert read["c2"]["attribution"] == "Al Jazeera; NASA"
    assert read["c2"]["quote"] == story.text[int(read["c2"]["start"]) : int(read["c2"]["end"])]
    assert read["c3"]["value"] == "2025-01"
    assert read["c6"]["qualifiers"] == '{"number": 450000000.0, "unit": "USD", "what": "round"}'
    assert read["c1"]["outlet"] == "The Example"


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", '=HYPERLINK("http://x.example")']
)
def test_no_cell_is_a_formula(claims: list[Claim], formula: str) -> None:
    said = replace(claims[6], value=formula, evidence=(Evidence(0, 4, formula),))
    (row,) = rows(rdf.export([said], [], format="csv"))
    assert row["value"] == row["quote"] == f"'{formula}"


def test_hostile_words_stay_in_their_cells(hostile: tuple[list[Claim], list[Story]]) -> None:
    read = rows(rdf.export(*hostile, format="csv"))
    assert len(read) == 3
    assert all(set(row) == set(read[0]) and None not in row for row in read)
