"""JSON-LD with a context, written as quads come: one node object a line, claims' graphs beside them."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from ontology.context import STANDARD, Names, context
from ontology.vocabulary import Vocabulary

# Only such local names are compacted: anything else stays a full IRI, which no reader can take for something else.
LOCAL = re.compile(r"[A-Za-z0-9_.~%:-]+")
STRING = STANDARD["xsd"] + "string"
TYPE = STANDARD["rdf"] + "type"
Node = dict[str, Any]


def write_jsonld(stream: BinaryIO, quads: Iterable[Quad], names: Names, known: Vocabulary) -> None:
    compactor = Compactor(names, known)
    stream.write(b'{"@context": ' + encode(context(names, known)) + b',\n"@graph": [')
    for position, node in enumerate(nodes(quads, compactor)):
        stream.write((b",\n" if position else b"\n") + encode(node))
    stream.write(b"\n]}\n")


def encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def nodes(quads: Iterable[Quad], compactor: "Compactor") -> Iterator[Node]:
    """A node object for each run of quads with one subject; a graph object for each run in one named graph."""
    for graph, in_graph in groupby(quads, key=lambda quad: quad.graph_name):
        grouped = (compactor.node(list(run)) for _, run in groupby(in_graph, key=lambda quad: quad.subject))
        if isinstance(graph, DefaultGraph):
            yield from grouped
        else:
            yield {"@id": compactor.compact(graph.value), "@graph": list(grouped)}


def iri_of(term: object) -> str:
    if not isinstance(term, NamedNode):
        raise TypeError(f"not an IRI: {term}")
    return term.value


class Compactor:
    """Shortens IRIs by the context's prefixes, and values by its types."""

    def __init__(self, names: Names, known: Vocabulary) -> None:
        self.prefixes = sorted(
            ((iri, prefix) for prefix, iri in names.prefixes().items()), key=lambda pair: -len(pair[0])
        )
        self.links = {names.term(relation.name) for relation in known.relations}
        self._compacted: dict[str, str] = {}

    def node(self, quads: list[Quad]) -> Node:
        node: Node = {"@id": self.compact(iri_of(quads[0].subject))}
        for quad in quads:
            if quad.predicate.value == TYPE:
                node.setdefault("@type", []).append(self.compact(iri_of(quad.object)))
            else:
                node.setdefault(self.compact(quad.predicate.value), []).append(self.value(quad))
        return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()}

    def value(self, quad: Quad) -> str | Node:
        value = quad.object
        if isinstance(value, NamedNode):
            iri = self.compact(value.value)
            return iri if quad.predicate.value in self.links else {"@id": iri}
        if not isinstance(value, Literal):
            raise TypeError(f"no JSON-LD for {value}")
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype.value == STRING:
            return {"@value": value.value} if quad.predicate.value in self.links else value.value
        return {"@value": value.value, "@type": self.compact(value.datatype.value)}

    def compact(self, iri: str) -> str:
        known = self._compacted.get(iri)
        if known is None:
            known = self._compacted[iri] = self.shorten(iri)
        return known

    def shorten(self, iri: str) -> str:
        for namespace, prefix in self.prefixes:
            if iri.startswith(namespace) and LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri
