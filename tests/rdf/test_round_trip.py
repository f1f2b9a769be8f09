"""Every format reads back to the same statements, by two libraries that share no code."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import rdf
from kg.model import Claim, Story

# rdflib's own readers use names that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
Stock = tuple[list[Claim], list[Story]]
Reader = Callable[[bytes, str], set[str]]
FORMATS = ("turtle", "ntriples", "trig", "nquads", "jsonld")
EXAMPLES = Path(__file__).parents[2] / "examples/stories/annotations"


@pytest.mark.parametrize("format", FORMATS)
def test_both_libraries_read_the_same(
    claims: list[Claim], story: Story, by_oxigraph: Reader, by_rdflib: Reader, format: str
) -> None:
    document = rdf.export(claims, [story], format=format, with_ontology=True, with_texts=True)
    statements = by_oxigraph(document, format)
    assert len(statements) > 500
    assert by_rdflib(document, format) == statements


def test_formats_of_one_kind_say_the_same(claims: list[Claim], story: Story, by_oxigraph: Reader) -> None:
    read = {each: by_oxigraph(rdf.export(claims, [story], format=each), each) for each in FORMATS}
    assert read["turtle"] == read["ntriples"]
    assert read["trig"] == read["nquads"] == read["jsonld"]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("base", ["urn:space-kg:", "https://kg.example/space/"])
def test_hostile_ids_and_words_stay_inside(
    hostile: Stock, tame: Stock, by_oxigraph: Reader, by_rdflib: Reader, format: str, base: str
) -> None:
    document = rdf.export(*hostile, format=format, base=base, with_texts=True)
    statements = by_oxigraph(document, format)
    assert by_rdflib(document, format) == statements
    # As many as the same claims make with other words: none was broken, none smuggled in.
    harmless = rdf.export(*tame, format=format, base=base, with_texts=True)
    assert len(statements) == len(by_oxigraph(harmless, format)) > 50
    assert not any("<urn:x>" in statement.split(' "')[0] for statement in statements)


def test_examples_read_back(by_oxigraph: Reader, by_rdflib: Reader) -> None:
    from kg.evaluate import corpus

    for path in sorted(EXAMPLES.glob("*.txt"))[:4]:
        readings = [annotated.reading for annotated in corpus.read(path)]
        document = rdf.export(
            [each for reading in readings for each in reading.claims], [each.story for each in readings], format="trig"
        )
        assert by_rdflib(document, "trig") == by_oxigraph(document, "trig")


PROGRAM = """
import hashlib, sys
from pathlib import Path
from kg import rdf
from kg.evaluate import corpus
readings = [each.reading for path in sorted(Path(sys.argv[1]).glob("*.txt"))[:3] for each in corpus.read(path)]
claims = [claim for each in readings for claim in each.claims]
if sys.argv[2] == "turned":
    claims.reverse()
for format in rdf.formats():
    document = rdf.export(claims, [each.story for each in readings], format=format, with_ontology=True)
    print(format, hashlib.sha256(document).hexdigest())
print(rdf.check(sorted(claims, key=lambda claim: claim.id)[:40], []).problems)
"""


def test_the_same_bytes_under_any_hash_seed_and_in_any_order() -> None:
    runs = {run(seed, order) for seed, order in (("1", "straight"), ("2", "turned"))}
    assert len(runs) == 1
    assert runs.pop().count("\n") == len(rdf.formats()) + 1


def run(seed: str, order: str) -> str:
    command = [sys.executable, "-c", PROGRAM, str(EXAMPLES), order]
    return subprocess.run(command, env={"PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True).stdout
