"""The still picture: an SVG of shapes, links, words and a legend."""

from collections.abc import Iterator
from math import atan2, cos, pi, sin
from typing import Any

import networkx

from kg.draw.curves import Point, control, middle, point
from kg.draw.picture import INSIDE, LABEL_GAP, Link, Node, Picture, compose, style, title_of
from kg.draw.shapes import Box, outline
from kg.draw.templating import environment
from kg.draw.text import LINE_HEIGHT, width

MARGIN = 28.0
ROW = 24.0
ASCENT = 0.92  # of the first line's height, from its top to its base line
NARROWEST = 420.0
Mark = dict[str, Any]


def vector(graph: networkx.MultiDiGraph, title: str | None) -> str:
    """SVG of a subgraph; `title` is its accessible name."""
    picture = compose(graph)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + drawing(picture, title or title_of(picture))


def swatch(shape: str) -> str:
    """A shape in an 18 by 18 square, for legends."""
    return outline(shape, (9.0, 9.0), 7.0)


def drawing(picture: Picture, title: str) -> str:
    """The `<svg>` element alone."""
    bounds = bounds_of(picture)
    across = max(bounds.right - bounds.left, NARROWEST)
    legend, line_legend, bottom = legends(picture, bounds.left, bounds.bottom + MARGIN, across)
    return (
        environment()
        .get_template("picture.svg.jinja")
        .render(
            title=title,
            style=style(),
            left=round(bounds.left - MARGIN),
            top=round(bounds.top - MARGIN),
            width=round(across + 2 * MARGIN),
            height=round(bottom - bounds.top + 2 * MARGIN),
            lines=[line(link) for link in picture.links],
            shapes=[
                {"path": outline(node.shape, (node.x, node.y), node.size, node.box), "colour": node.colour}
                for node in picture.nodes
            ],
            words=[*link_words(picture), *node_words(picture)],
            legend=legend,
            line_legend=line_legend,
        )
    )


def bounds_of(picture: Picture) -> Box:
    """What nodes, curves and labels cover."""
    boxes = [node.box for node in picture.nodes] or [Box(0, 0, 0, 0)]
    for link in picture.links:
        x, y = label_spot(link)
        half = max(width(words, style()["font"]["edge"]) for words in link.lines) / 2
        boxes.append(Box(x - half, y - 16, x + half, y + 16))
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def label_spot(link: Link) -> Point:
    if link.source is link.target:
        return link.source.x, link.source.y - link.source.size - 44.0
    return middle((link.source.x, link.source.y), (link.target.x, link.target.y), link.bend)


def line(link: Link) -> Mark:
    look = style()["status"][link.status.value]
    mark: Mark = {"colour": look["colour"], "dash": " ".join(map(str, look.get("dash", [])))}
    if link.source is link.target:
        x, y = link.source.x, link.source.y - link.source.size
        path = f"M{x - 6:.1f} {y:.1f}C{x - 40:.1f} {y - 50:.1f} {x + 40:.1f} {y - 50:.1f} {x + 6:.1f} {y:.1f}"
        return mark | {"path": path, "arrow": arrow((x + 6, y), pi * 0.62)}
    ends = (link.source.x, link.source.y), (link.target.x, link.target.y)
    via = control(*ends, link.bend)
    start, leave = border(link.source, ends, via, range(65))
    tip, arrive = border(link.target, ends, via, range(64, -1, -1))
    inner = subcurve(ends, via, leave, arrive)
    before = point(*ends, via, max(arrive - 0.04, 0.0))
    angle = atan2(tip[1] - before[1], tip[0] - before[0])
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{inner[0]:.1f} {inner[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}"
    return mark | {"path": path, "arrow": arrow(tip, angle)}


def border(node: Node, ends: tuple[Point, Point], via: Point, steps: range) -> tuple[Point, float]:
    """The first point on the curve that is outside of the node's shape, and its parameter."""
    for step in steps:
        spot = point(*ends, via, step / 64)
        if not covers(node, spot):
            return spot, step / 64
    return spot, steps[-1] / 64


def covers(node: Node, spot: Point) -> bool:
    if node.shape in INSIDE:
        return node.box.left - 3 < spot[0] < node.box.right + 3 and node.box.top - 3 < spot[1] < node.box.bottom + 3
    half = max(width(words, node.font) for words in node.lines) / 2 + 3
    under = node.y + node.size < spot[1] < node.box.bottom + 2 and abs(spot[0] - node.x) < half
    return under or (spot[0] - node.x) ** 2 + (spot[1] - node.y) ** 2 < (node.size + 3) ** 2


def subcurve(ends: tuple[Point, Point], via: Point, start: float, end: float) -> Point:
    """Control point of the part of a quadratic curve between two parameters (blossoming)."""
    (x0, y0), (x2, y2) = ends
    first, second, third = (1 - start) * (1 - end), start * (1 - end) + end * (1 - start), start * end
    return first * x0 + second * via[0] + third * x2, first * y0 + second * via[1] + third * y2


def arrow(tip: Point, angle: float) -> str:
    left, right = angle + pi * 0.87, angle - pi * 0.87
    return (
        f"M{tip[0]:.1f} {tip[1]:.1f}L{tip[0] + 9 * cos(left):.1f} {tip[1] + 9 * sin(left):.1f}"
        f"L{tip[0] + 9 * cos(right):.1f} {tip[1] + 9 * sin(right):.1f}Z"
    )


def link_words(picture: Picture) -> Iterator[Mark]:
    size = style()["font"]["edge"]
    for link in picture.links:
        x, y = label_spot(link)
        top = y - len(link.lines) * size * LINE_HEIGHT / 2
        colour = style()["status"][link.status.value]["colour"]
        yield from words(link.lines, x, top, size, style()["paper"]["muted"] if link.status == "actual" else colour, 4)


def node_words(picture: Picture) -> Iterator[Mark]:
    for node in picture.nodes:
        inside = node.shape in INSIDE
        height = len(node.lines) * node.font * LINE_HEIGHT
        top = node.y - height / 2 if inside else node.y + node.size + LABEL_GAP
        colour = "#ffffff" if inside else style()["paper"]["ink"]
        yield from words(node.lines, node.x, top, node.font, colour, 0 if inside else 4, node.focus)


def words(
    lines: tuple[str, ...], x: float, top: float, size: float, colour: str, halo: int, bold: bool = False
) -> Iterator[Mark]:
    for number, text in enumerate(lines):
        y = top + (number + ASCENT * 0.88) * size * LINE_HEIGHT
        mark: Mark = {"x": f"{x:.1f}", "y": f"{y:.1f}", "size": size, "colour": colour, "halo": halo}
        yield mark | {"text": text, "bold": bold}


def legends(picture: Picture, left: float, top: float, across: float) -> tuple[list[Mark], list[Mark], float]:
    """Entries for types, then for lines, flowing in rows from `left` and `top`; and where they end."""
    types: list[Mark] = []
    lines: list[Mark] = []
    x, y = left, top + ROW
    for entity_type in picture.legend:
        x, y = flow(x, y, left, across, 20 + width(entity_type.name, 12))
        swatch = outline(entity_type.shape, (x + 7, y - 4), 6)
        types.append({"path": swatch, "colour": entity_type.colour, "x": x + 20, "y": y, "name": entity_type.name})
        x += 38 + width(entity_type.name, 12)
    x, y = left, y + (ROW if picture.statuses else 0)
    for status in picture.statuses:
        look = style()["status"][status]
        x, y = flow(x, y, left, across, 42 + width(status, 12))
        lines.append(
            {
                "path": f"M{x:.1f} {y - 4:.1f}h34",
                "colour": look["colour"],
                "dash": " ".join(map(str, look.get("dash", []))),
                "x": x + 42,
                "y": y,
                "name": status,
            }
        )
        x += 60 + width(status, 12)
    return types, lines, y


def flow(x: float, y: float, left: float, across: float, needed: float) -> tuple[float, float]:
    return (left, y + ROW) if x > left and x + needed > left + across else (x, y)
