"""The graph as RDF: `export` writes it in any of `formats()`, `check` validates claims and their export.

Heavy libraries are loaded on first use.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.model import Claim, Entity, Story
from ontology.context import BASE

if TYPE_CHECKING:
    from kg.rdf.checking import Report
    from kg.rdf.promises import Relation

TRIPLES = ("turtle", "ntriples")
QUADS = ("trig", "nquads", "jsonld")
TABLES = ("csv",)


def formats() -> tuple[str, ...]:
    """Names that `export` and `write` accept as `format`."""
    return (*TRIPLES, *QUADS, *TABLES)


def export(claims: Iterable[Claim], stories: Iterable[Story], *, format: str, **options: Any) -> bytes:
    """The same as `write`, as bytes."""
    from io import BytesIO

    stream = BytesIO()
    write(stream, claims, stories, format=format, **options)
    return stream.getvalue()


def write(
    stream: BinaryIO,
    claims: Iterable[Claim],
    stories: Iterable[Story],
    *,
    format: str,
    entities: Iterable[Entity] = (),
    base: str = BASE,
    with_texts: bool = False,
    with_ontology: bool = False,
    with_superseded: bool = False,
    copies: Collection[tuple[str, str]] = (),
) -> None:
    """Write claims, their entities (and further `entities`) and stories to `stream`; raises `RdfError`.

    Formats with quads hold what a claim says in a named graph of the claim's IRI, formats with triples in an
    rdf:Statement of that IRI. Only actual claims stand as plain triples too. Superseded claims are left out unless
    asked for; then they are marked (prov:invalidatedAtTime) and never plain. `copies` are pairs of ids of stories.
    """
    from kg.rdf.serialization import Settings, run

    run(stream, claims, stories, entities, Settings(format, base, with_texts, with_ontology, with_superseded, copies))


def check(
    claims: Iterable[Claim], stories: Iterable[Story], *, relations: "Mapping[Relation, int] | None" = None
) -> "Report":
    """SHACL shapes derived from the ontology, and the graph's own promises; see `kg.rdf.checking`."""
    from kg.rdf.checking import check as run_check

    return run_check(claims, stories, relations=relations)


def ontology(*, format: str = "turtle", base: str = BASE) -> bytes:
    """The vocabulary alone, as OWL."""
    return export((), (), format=format, base=base, with_ontology=True)


__all__ = ["BASE", "check", "export", "formats", "ontology", "write"]
