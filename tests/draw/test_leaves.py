"""Leaves are turned off the links that they would lie on, and stay where they lie well."""

import networkx
import numpy

from kg.draw.leaves import CLEAR, clearance, turned_off

PART = [0, 1, 2, 3]


def test_a_leaf_on_a_link_moves_around_its_neighbour() -> None:
    graph = networkx.Graph([(0, 1), (1, 2), (0, 2), (0, 3)])
    positions = numpy.array([[0.0, 0.0], [400.0, 0.0], [200.0, 300.0], [150.0, 4.0]])
    placed = turned_off(graph, PART, positions)
    assert (placed[:3] == positions[:3]).all()
    assert numpy.isclose(numpy.linalg.norm(placed[3]), numpy.linalg.norm(positions[3]))
    links = [(0, 1), (1, 2), (0, 2)]
    starts, ends = placed[[one for one, _ in links]], placed[[other for _, other in links]]
    assert clearance(placed[3:], placed[:3], starts, ends)[0] >= CLEAR


def test_leaves_that_lie_well_stay() -> None:
    graph = networkx.Graph([(0, 1), (0, 2), (0, 3)])
    positions = numpy.array([[0.0, 0.0], [200.0, 0.0], [-200.0, 0.0], [0.0, 200.0]])
    assert (turned_off(graph, PART, positions) == positions).all()
