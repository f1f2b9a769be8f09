"""The picture of a subgraph before any format: what is shown, with words, sizes, colours and places."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import networkx

from kg.draw.bends import spread
from kg.draw.layout import places
from kg.draw.shapes import Box
from kg.draw.text import LINE_HEIGHT, one_line, width, wrap
from kg.model import Claim, Entity, Status, Story
from ontology.vocabulary import EntityType, Vocabulary, vocabulary

INSIDE = ("box", "ellipse")  # shapes that hold their label; all others stand above it
LABEL_GAP = 4.0
PADDING = (12.0, 6.0)


@dataclass(frozen=True, slots=True)
class Node:
    """An entity at its place: `(x, y)` is the centre of its shape, `box` covers shape and label."""

    key: str
    entity: Entity
    lines: tuple[str, ...]
    colour: str
    shape: str
    size: float
    font: float
    focus: bool
    x: float
    y: float
    box: Box
    attributes: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A relation; `bend` is its curvature, positive to the left of its way, 0 straight.

    `claimed` is how many claims there are, of which `claims` are all or the surest.
    """

    key: str
    source: Node
    target: Node
    lines: tuple[str, ...]
    predicate: str
    status: Status
    when: str | None
    confidence: float
    sources: int
    claims: tuple[Claim, ...]
    claimed: int
    bend: float


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a picture shows, sorted; `legend` holds the types present and `statuses` the statuses of its links."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    legend: tuple[EntityType, ...]
    statuses: tuple[str, ...]
    stories: Mapping[str, Story]


@cache
def style() -> Mapping[str, Any]:
    """Fonts, paper and line styles (`data/style.toml`)."""
    return tomllib.loads((files("kg.draw") / "data" / "style.toml").read_text(encoding="utf-8"))


def compose(graph: networkx.MultiDiGraph) -> Picture:
    """Lay a subgraph out; the same graph gives the same picture."""
    known = vocabulary()
    names = sorted(graph.nodes)
    edges = sorted(graph.edges(keys=True))
    degrees = Counter(end for source, target, _ in edges for end in (source, target))
    focus = set(graph.graph.get("focus", ()))
    shapes = [shaped(graph.nodes[name]["entity"], known, name in focus, degrees[name]) for name in names]
    index = {name: position for position, name in enumerate(names)}
    pairs = [(index[source], index[target]) for source, target, _ in edges]
    labels = [link_lines(graph.edges[edge]) for edge in edges]
    label_sizes = [block(lines, style()["font"]["edge"]) for lines in labels]
    boxes = [box for _, box in shapes]
    centres, curves = spread(boxes, places(boxes, pairs, [size[0] for size in label_sizes]), pairs, label_sizes)
    nodes = [
        placed(position, graph.nodes[name], shapes[position], centres[position], name in focus)
        for position, name in enumerate(names)
    ]
    links = [
        linked(position, graph.edges[edge], nodes[pair[0]], nodes[pair[1]], labels[position], curves[position])
        for position, (edge, pair) in enumerate(zip(edges, pairs, strict=True))
    ]
    types = {node.entity.type for node in nodes}
    statuses = {link.status.value for link in links}
    return Picture(
        tuple(nodes),
        tuple(links),
        tuple(known.types[name] for name in known.types if name in types),
        tuple(name for name in known.statuses if name in statuses),
        dict(sorted(graph.graph.get("stories", {}).items())),
    )


def type_of(entity: Entity, known: Vocabulary) -> EntityType:
    """The entity's type, or the root of all types for one that the vocabulary does not know."""
    return known.types.get(entity.type) or next(iter(known.types.values()))


def shaped(entity: Entity, known: Vocabulary, focus: bool, degree: int) -> tuple[float, Box]:
    """Size of an entity's shape, and the box about its place that shape and label cover."""
    font = style()["font"]["focus" if focus else "node"]
    across, down = block(node_lines(entity), font)
    size = min(12.0 + 1.2 * degree, 26.0) if not focus else 24.0
    shape = type_of(entity, known).shape
    if shape in INSIDE:
        half, rise = across / 2 + PADDING[0], down / 2 + PADDING[1]
        return size, Box(-half, -rise, half, rise)
    half = max(across / 2, size)
    return size, Box(-half, -size, half, size + LABEL_GAP + down)


def node_lines(entity: Entity) -> tuple[str, ...]:
    return wrap(entity.name or entity.id, 18, 2)


def link_lines(data: Mapping[str, Any]) -> tuple[str, ...]:
    """What stands on a link: the predicate; below it status (unless actual) and date."""
    status = Status(data["status"])
    second = [] if status is Status.ACTUAL else [status.value]
    if data.get("when"):
        second.append(one_line(str(data["when"])))
    words = one_line(str(data["predicate"]).replace("_", " ").lower())
    return (words, " · ".join(second)) if second else (words,)


def block(lines: tuple[str, ...], font: float) -> tuple[float, float]:
    """Width and height of a block of lines."""
    return max(width(line, font) for line in lines), len(lines) * font * LINE_HEIGHT


def placed(
    position: int, data: Mapping[str, Any], shape: tuple[float, Box], centre: tuple[float, float], focus: bool
) -> Node:
    entity: Entity = data["entity"]
    entity_type = type_of(entity, vocabulary())
    size, box = shape
    return Node(
        key=f"n{position}",
        entity=entity,
        lines=node_lines(entity),
        colour=entity_type.colour,
        shape=entity_type.shape,
        size=size,
        font=style()["font"]["focus" if focus else "node"],
        focus=focus,
        x=centre[0],
        y=centre[1],
        box=box.at(*centre),
        attributes=tuple(data.get("attributes", ())),
    )


def linked(
    position: int, data: Mapping[str, Any], source: Node, target: Node, lines: tuple[str, ...], bend: float
) -> Link:
    return Link(
        key=f"e{position}",
        source=source,
        target=target,
        lines=lines,
        predicate=data["predicate"],
        status=Status(data["status"]),
        when=data.get("when"),
        confidence=float(data.get("confidence", 1.0)),
        sources=int(data.get("sources", 1)),
        claims=tuple(data.get("claims", ())),
        claimed=int(data.get("claimed", len(data.get("claims", ())))),
        bend=bend,
    )


def title_of(picture: Picture) -> str:
    """The names of what was asked for, as a title."""
    return ", ".join(node.entity.name for node in picture.nodes if node.focus) or "Knowledge graph"


def claims_of(picture: Picture) -> Iterator[Claim]:
    """All claims of a picture: of its nodes, then of its links."""
    for node in picture.nodes:
        yield from node.attributes
    for link in picture.links:
        yield from link.claims
