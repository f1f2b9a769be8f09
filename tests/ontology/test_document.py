"""The page of the vocabulary is made from the data."""

from pathlib import Path

from ontology import vocabulary
from ontology.document import document, line

PAGE = Path(__file__).parents[2] / "ontology" / "README.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(vocabulary()), "run 'python -m ontology'"


def test_the_page_names_every_term() -> None:
    page = document(vocabulary())
    terms = (*vocabulary().types, *vocabulary().predicates, *vocabulary().statuses, *vocabulary().prefixes)
    assert [term for term in terms if f"`{term}`" not in page] == []


def test_a_relation_shows_signature_kind_and_alignment() -> None:
    row = next(row for row in document(vocabulary()).splitlines() if row.startswith("| `HEADQUARTERED_IN`"))
    assert "Organization → Place" in row
    assert "functional for Organization" in row
    assert "= `wdt:P159`" in row


def test_an_alignment_that_runs_the_other_way_says_so() -> None:
    row = next(row for row in document(vocabulary()).splitlines() if row.startswith("| `ACQUIRED`"))
    assert "~ `wdt:P127`⁻¹" in row


def test_a_cell_cannot_break_the_table() -> None:
    assert line(["a|b"]) == "| a\\|b |"
