"""Several entities of one name and kind: where the best known answers nothing, the others are asked, and it is said."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.ask import statements
from kg.ask.answer import Answer, Citation, Sentence
from kg.ask.compose import marked
from kg.ask.fetch import Inquiry, entity_of
from kg.ask.focus import Focus
from kg.ask.names import in_sentence
from kg.model import Entity
from kg.store.names import fold

if TYPE_CHECKING:
    import networkx

MOST_TRIED = 3
LACKING = "The graph holds no"


def lacks(answer: Answer) -> bool:
    """Whether it says that the graph holds nothing on what was asked."""
    return any(not one.citations and one.text.startswith(LACKING) for one in answer.sentences)


def from_namesakes(
    inquiry: Inquiry, focus: Focus, first: Answer, asked: Callable[[Inquiry, Focus], Answer]
) -> Answer | None:
    """What is held on others of the same name and kind, each with a story that speaks of it; None where nothing is."""
    told = []
    for other in namesakes(inquiry, focus.main):
        fresh = Inquiry(inquiry.store, inquiry.day, inquiry.first, mains=inquiry.mains)
        answer = asked(fresh, replace(focus, entities=(other, *focus.entities[1:])))
        if answer.citations and not lacks(answer):
            told.append(answer)
    return together(first, focus.main, told) if told else None


def namesakes(inquiry: Inquiry, entity: Entity) -> list[Entity]:
    rows = inquiry.rows(statements.NAMED, names=[fold(entity.name)])
    alike = {row["entity"]["id"]: entity_of(row["entity"]) for row in rows if row["entity"]["type"] == entity.type}
    same = [
        one
        for one in alike.values()
        if one.id not in (entity.id, *inquiry.mains) and fold(one.name) == fold(entity.name)
    ]
    return same[:MOST_TRIED]


def together(first: Answer, entity: Entity, told: Sequence[Answer]) -> Answer:
    """One answer of several, with the numbers of citations going on from one to the next."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for answer in told:
        shift = len(citations)
        citations += [replace(citation, n=citation.n + shift) for citation in answer.citations]
        sentences.append(Sentence(f"The graph holds several things called {in_sentence(entity)}; {of_story(answer)}:"))
        sentences += [Sentence(one.text, tuple(number + shift for number in one.citations)) for one in answer.sentences]
    return replace(
        first,
        text=" ".join(marked(sentence) for sentence in sentences),
        sentences=tuple(sentences),
        citations=tuple(citations),
        cypher=told[0].cypher,
        parameters=told[0].parameters,
        subgraph=one_graph([answer.subgraph for answer in told]),
        candidates=(),
    )


def one_graph(graphs: Sequence["networkx.MultiDiGraph"]) -> "networkx.MultiDiGraph":
    import networkx

    whole = networkx.compose_all(graphs)
    whole.graph["focus"] = tuple(dict.fromkeys(one for graph in graphs for one in graph.graph["focus"]))
    stories = {name: story for graph in graphs for name, story in graph.graph["stories"].items()}
    whole.graph["stories"] = dict(sorted(stories.items()))
    return whole


def of_story(answer: Answer) -> str:
    """ "of the one in “Lost at sea” (Orbital Courier)"."""
    citation = answer.citations[0]
    title = citation.title or citation.source or citation.story
    return f"of the one in “{title}”{f' ({citation.outlet})' if citation.outlet else ''}"
