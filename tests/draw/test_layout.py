"""Where things stand."""

from collections.abc import Callable
from itertools import combinations
from time import process_time

import networkx
import pytest

from kg.draw.curves import control, middle, point
from kg.draw.picture import compose
from kg.draw.shapes import Box

Maker = Callable[..., networkx.MultiDiGraph]


def overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


@pytest.mark.parametrize("count", [2, 12, 40, 120])
def test_names_and_shapes_do_not_overlap(large_graph: Maker, count: int) -> None:
    nodes = compose(large_graph(count)).nodes
    assert len(nodes) == count
    assert [(a.key, b.key) for a, b in combinations(nodes, 2) if overlap(a.box, b.box)] == []


def test_the_same_graph_gives_the_same_picture(graph: networkx.MultiDiGraph) -> None:
    turned = networkx.MultiDiGraph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert compose(turned) == compose(graph)


def test_links_between_the_same_two_are_bent_apart(graph: networkx.MultiDiGraph) -> None:
    landed, targets = (link for link in compose(graph).links if link.predicate in ("LANDED_ON", "TARGETS"))
    assert {landed.source.key, landed.target.key} == {targets.source.key, targets.target.key}
    assert abs(landed.bend - targets.bend) > 0.09


def test_links_back_and_forth_are_bent_apart(large_graph: Maker) -> None:
    forth = large_graph(2)
    (source, target, key, data) = next(iter(forth.edges(keys=True, data=True)))
    forth.add_edge(target, source, key=key, **data)
    first, second = compose(forth).links
    # Of opposite ways, so bends of the same sign lie on different sides.
    assert abs(first.bend + second.bend) > 0.09


def test_parts_without_a_link_between_them_stand_side_by_side(graph: networkx.MultiDiGraph, large_graph: Maker) -> None:
    both = networkx.compose(graph, large_graph(5))
    nodes = compose(both).nodes
    assert not any(overlap(a.box, b.box) for a, b in combinations(nodes, 2))


def test_an_empty_graph_is_an_empty_picture() -> None:
    assert compose(networkx.MultiDiGraph()).nodes == ()


def test_five_hundred_nodes_take_seconds(large_graph: Maker) -> None:
    crowd = large_graph(500)
    start = process_time()
    picture = compose(crowd)
    assert process_time() - start < 20
    crossed = sum(overlap(a.box, b.box) for a, b in combinations(picture.nodes, 2))
    assert crossed < 25


def test_curves_are_those_of_the_page() -> None:
    """A straight link has its label half-way; a clockwise one is bent to its left, as seen with y downwards."""
    assert control((0, 0), (100, 0), 0) == pytest.approx((50, 0))
    assert middle((0, 0), (100, 0), 0) == pytest.approx((50, 0))
    assert middle((0, 0), (100, 0), 0.3)[1] == pytest.approx(-middle((0, 0), (100, 0), -0.3)[1])
    assert point((0, 0), (100, 0), (50, 40), 0.5) == pytest.approx((50, 20))
