"""What a question gets back: sentences with numbered citations, the plan that found them and the subgraph they used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.model import Entity

if TYPE_CHECKING:
    import networkx

Json = dict[str, Any]
LONGEST_SHOWN = 300
GAP = " […] "


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence comes from: `quote` is the story's text from `start` to `end` (code points), whole.

    `source` is what the user named when the story was loaded; it stands in where outlet and title are unknown, with
    `section`, the heading under which the quote stands.
    """

    n: int
    quote: str
    story: str
    claim: str
    start: int
    end: int
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a story that may hold what no claim answers: the story's text from `start` to `end`, whole."""

    quote: str
    story: str
    start: int
    end: int
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, without marks, and the numbers of the citations that carry it."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or an honest refusal (no sentence has citations). `candidates` may have been meant.

    `passages` are sentences of stories beside an answer that lacks what was asked; nothing in them was read as a claim
    that answers it.
    """

    question: str
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    cypher: str
    parameters: Mapping[str, object]
    subgraph: "networkx.MultiDiGraph"
    candidates: tuple[Entity, ...] = field(default=())
    intent: str = ""
    passages: tuple[Passage, ...] = ()

    def to_json(self) -> Json:
        """The answer as `kg ask --json` prints it; offsets are code points into the story's text.

        `passages` is there only where the answer lacks what was asked and stories may have it.
        """
        told: Json = {
            "text": self.text,
            "sentences": [{"text": one.text, "citations": list(one.citations)} for one in self.sentences],
            "citations": [citation_json(citation) for citation in self.citations],
            "cypher": self.cypher,
            "parameters": dict(self.parameters),
            "subgraph": subgraph_json(self.subgraph),
            "candidates": [entity_json(entity) for entity in self.candidates],
        }
        if self.passages:
            told["passages"] = [passage_json(passage) for passage in self.passages]
        return told


def shortened(quote: str, longest: int = LONGEST_SHOWN) -> str:
    """A quote for display on one line: where it is long, its middle is left out, at the borders of words."""
    line = " ".join(quote.split())
    if len(line) <= longest:
        return line
    half = (longest - len(GAP)) // 2
    begun, _, _ = line[: half + 1].rpartition(" ")
    _, _, ended = line[-half - 1 :].partition(" ")
    return f"{begun or line[:half]}{GAP}{ended or line[-half:]}"


def citation_json(citation: Citation) -> Json:
    return {"n": citation.n, **passage_json(citation), "claim": citation.claim}


def passage_json(passage: Citation | Passage) -> Json:
    return {
        "quote": passage.quote,
        "story": passage.story,
        "outlet": passage.outlet,
        "title": passage.title,
        "published": passage.published,
        "url": passage.url,
        "start": passage.start,
        "end": passage.end,
    }


def entity_json(entity: Entity) -> Json:
    return {"id": entity.id, "type": entity.type, "name": entity.name}


def subgraph_json(graph: "networkx.MultiDiGraph") -> Json:
    nodes = [entity_json(data["entity"]) for _, data in sorted(graph.nodes(data=True))]
    edges = [
        {
            "source": source,
            "target": target,
            "predicate": data["predicate"],
            "status": data["status"].value,
            "when": data["when"],
            "claims": [claim.id for claim in data["claims"]],
        }
        for source, target, _, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    ]
    return {"nodes": nodes, "edges": edges}
