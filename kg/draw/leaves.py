"""Leaves off the links: what hangs on one neighbour only is turned around it, away from links that it would lie on."""

import networkx
import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float64]
TURNS = 24  # places tried around the neighbour
CLEAR = 60.0  # pixels from a leaf's middle to the next link or node from which a leaf lies well


def turned_off(graph: networkx.Graph, part: list[int], positions: Floats) -> Floats:
    """Positions of a connected part in which leaves that lie on links have moved to the freest place around."""
    row = {node: number for number, node in enumerate(part)}
    links = numpy.array([(row[one], row[other]) for one, other in graph.subgraph(part).edges], dtype=numpy.int64)
    placed = positions.copy()
    for leaf, node in enumerate(part):
        neighbours = [row[other] for other in graph[node]]
        if len(neighbours) != 1 or len(links) < 2:
            continue
        others = numpy.delete(numpy.arange(len(part)), leaf)
        crossed = links[(links != leaf).all(axis=1)]
        spots = around(placed[neighbours[0]], placed[leaf])
        free = clearance(spots, placed[others], placed[crossed[:, 0]], placed[crossed[:, 1]])
        if free[0] < CLEAR:
            placed[leaf] = spots[int(numpy.argmax(numpy.minimum(free, CLEAR) - 0.01 * numpy.arange(len(free))))]
    return placed


def around(centre: Floats, spot: Floats) -> Floats:
    """The spot and its turns about a centre, by growing angle to both sides; shape `(TURNS, 2)`."""
    steps = numpy.arange(TURNS)
    angles = (steps + 1) // 2 * numpy.where(steps % 2, 1.0, -1.0) * (2 * numpy.pi / TURNS)
    across, down = spot - centre
    return numpy.stack(
        [
            centre[0] + across * numpy.cos(angles) - down * numpy.sin(angles),
            centre[1] + across * numpy.sin(angles) + down * numpy.cos(angles),
        ],
        axis=1,
    )


def clearance(spots: Floats, nodes: Floats, starts: Floats, ends: Floats) -> Floats:
    """How far each spot is from the nearest node or link, whose ends are given."""
    to_nodes = numpy.linalg.norm(spots[:, None] - nodes[None], axis=2).min(axis=1)
    if not len(starts):
        return numpy.asarray(to_nodes)
    along = ends - starts
    length = numpy.maximum((along * along).sum(axis=1), 1e-9)
    share = ((spots[:, None] - starts[None]) * along[None]).sum(axis=2) / length
    nearest = starts[None] + numpy.clip(share, 0.0, 1.0)[:, :, None] * along[None]
    to_links = numpy.linalg.norm(spots[:, None] - nearest, axis=2).min(axis=1)
    return numpy.asarray(numpy.minimum(to_nodes, to_links))
