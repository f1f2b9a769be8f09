"""Where things stand: stress majorization (Gansner, Koren, North 2004), then labels pushed apart, then links bent.

Ideal distances follow the words on each link, so that a label fits between its two nodes. All is deterministic.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import networkx
import numpy
from numpy.typing import NDArray

from kg.draw.curves import control, middle, points

SEED = 20250605
ITERATIONS = 150
PUSHES = 160
MARGIN = 14.0
GAP = 34.0
ASPECT = 1.7  # width to height of the picture aimed at
WIDEN = 1.5  # at most so much
BENDS = (0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42, 0.55, -0.55)
APART = 0.09  # two links between the same two nodes never share a bend closer than this
Floats = NDArray[numpy.float64]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def at(self, x: float, y: float) -> "Box":
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    @property
    def extent(self) -> float:
        return min(self.right - self.left, self.bottom - self.top) / 2


def places(boxes: Sequence[Box], pairs: Sequence[Pair], lengths: Sequence[float]) -> list[tuple[float, float]]:
    """A place for each box, whole pixels, such that no two boxes overlap; `lengths` are the widths of link labels."""
    if not boxes:
        return []
    graph = weighted(boxes, pairs, lengths)
    parts = sorted((sorted(part) for part in networkx.connected_components(graph)), key=lambda part: (-len(part), part))
    arrays = [pushed_apart(stress(graph, part), [boxes[node] for node in part]) for part in parts]
    centres = numpy.zeros((len(boxes), 2))
    for part, offset, array in zip(parts, packed(parts, arrays, boxes), arrays, strict=True):
        centres[part] = array + offset
    centres -= numpy.round((centres.min(axis=0) + centres.max(axis=0)) / 2)
    return [(float(round(x)), float(round(y))) for x, y in centres]


def weighted(boxes: Sequence[Box], pairs: Sequence[Pair], lengths: Sequence[float]) -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    degrees = numpy.bincount([end for pair in pairs for end in set(pair)], minlength=len(boxes))
    for (source, target), length in zip(pairs, lengths, strict=True):
        if source == target:
            continue
        hub = max(degrees[source], degrees[target])
        ideal = boxes[source].extent + boxes[target].extent + GAP + length * 0.75 + 5.0 * max(0, hub - 6)
        if not graph.has_edge(source, target) or graph.edges[source, target]["length"] < ideal:
            graph.add_edge(source, target, length=float(ideal))
    return graph


def stress(graph: networkx.Graph, part: list[int]) -> Floats:
    """Places of one connected part whose distances come near those along its links."""
    count = len(part)
    if count == 1:
        return numpy.zeros((1, 2))
    index = {node: position for position, node in enumerate(part)}
    distances = numpy.zeros((count, count))
    for node in part:
        for other, distance in networkx.single_source_dijkstra_path_length(graph, node, weight="length").items():
            distances[index[node], index[other]] = distance
    numpy.fill_diagonal(distances, 1.0)
    weights = distances**-2.0
    numpy.fill_diagonal(weights, 0.0)
    laplacian = numpy.diag(weights.sum(axis=1)) - weights
    inverse = numpy.linalg.pinv(laplacian, hermitian=True)
    positions = start(distances)
    for _ in range(ITERATIONS):
        positions = inverse @ majorized(positions, distances, weights)
    return turned(positions)


def turned(positions: Floats) -> Floats:
    """The long way across, and wider still where that is less than paper is: labels are wide, too."""
    centred = positions - positions.mean(axis=0)
    _, _, axes = numpy.linalg.svd(centred, full_matrices=False)
    signs = numpy.sign(axes[range(2), numpy.abs(axes).argmax(axis=1)])
    across = centred @ (axes * signs[:, None]).T
    width, height = numpy.ptp(across, axis=0)
    return numpy.asarray(across * numpy.array([numpy.clip(ASPECT * height / max(width, 1.0), 1.0, WIDEN), 1.0]))


def start(distances: Floats) -> Floats:
    """Classical scaling with a seeded jitter, which takes apart what the scaling puts on one place."""
    count = len(distances)
    squares = distances**2
    numpy.fill_diagonal(squares, 0.0)
    centring = numpy.eye(count) - 1.0 / count
    values, vectors = numpy.linalg.eigh(-0.5 * centring @ squares @ centring)
    scaled = vectors[:, -2:][:, ::-1] * numpy.sqrt(numpy.maximum(values[-2:][::-1], 1.0))
    signs = numpy.sign(scaled[numpy.abs(scaled).argmax(axis=0), range(scaled.shape[1])])
    jitter = numpy.random.default_rng(SEED).normal(scale=distances.mean() * 0.15, size=(count, 2))
    return numpy.asarray(scaled * signs + jitter)


def majorized(positions: Floats, distances: Floats, weights: Floats) -> Floats:
    differences = positions[:, None, :] - positions[None, :, :]
    lengths = numpy.sqrt((differences**2).sum(axis=2))
    numpy.fill_diagonal(lengths, 1.0)
    pulls = weights * distances / numpy.maximum(lengths, 1e-9)
    return numpy.asarray((pulls[:, :, None] * differences).sum(axis=1))


def pushed_apart(centres: Floats, boxes: Sequence[Box]) -> Floats:
    """Move overlapping boxes apart, each pair along the way of least overlap, until none is left."""
    bounds = numpy.array([(box.left, box.top, box.right, box.bottom) for box in boxes])
    middles = (bounds[:, :2] + bounds[:, 2:]) / 2
    halves = (bounds[:, 2:] - bounds[:, :2]) / 2 + MARGIN / 2
    spots = centres + middles
    reach = halves[:, None, :] + halves[None, :, :]
    for _ in range(PUSHES):
        differences = spots[:, None, :] - spots[None, :, :]
        overlap = reach - numpy.abs(differences)
        overlapping = (overlap > 0).all(axis=2)
        numpy.fill_diagonal(overlapping, False)
        if not overlapping.any():
            break
        along_x = overlap[:, :, 0] < overlap[:, :, 1]
        shift = numpy.zeros_like(differences)
        for axis, chosen in ((0, along_x), (1, ~along_x)):
            direction = numpy.sign(differences[:, :, axis])
            shift[:, :, axis] = numpy.where(overlapping & chosen, direction * overlap[:, :, axis] * 0.55, 0.0)
        crowd = numpy.maximum(overlapping.sum(axis=1, keepdims=True), 1)
        spots = spots + shift.sum(axis=1) / crowd**0.5
    return numpy.asarray(spots - middles)


def packed(parts: Sequence[list[int]], arrays: Sequence[Floats], boxes: Sequence[Box]) -> list[Floats]:
    """Offsets that set unconnected parts in rows, the largest first."""
    frames = []
    for part, array in zip(parts, arrays, strict=True):
        placed = [boxes[node].at(*centre) for node, centre in zip(part, array, strict=True)]
        low = (min(box.left for box in placed), min(box.top for box in placed))
        high = (max(box.right for box in placed), max(box.bottom for box in placed))
        frames.append((numpy.array(low), numpy.array(high) - numpy.array(low) + 2 * MARGIN))
    area = sum(float(size[0] * size[1]) for _, size in frames)
    limit = max(float(frames[0][1][0]), (area * ASPECT * 1.15) ** 0.5)
    offsets, x, y, row = [], 0.0, 0.0, 0.0
    for low, size in frames:
        if x and x + size[0] > limit:
            x, y, row = 0.0, y + row, 0.0
        offsets.append(numpy.array([x, y]) - low)
        x, row = x + float(size[0]), max(row, float(size[1]))
    return offsets


def bends(
    boxes: Sequence[Box],
    centres: Sequence[tuple[float, float]],
    pairs: Sequence[Pair],
    labels: Sequence[tuple[float, float]],
) -> list[float]:
    """A bend for each link, chosen one after the other: labels clear of nodes and labels, links clear of nodes."""
    together = Counter((min(pair), max(pair)) for pair in pairs)
    order = sorted(range(len(pairs)), key=lambda link: (-together[min(pairs[link]), max(pairs[link])], link))
    chosen = [0.0] * len(pairs)
    taken: dict[Pair, list[float]] = {}
    obstacles = numpy.array([(box.left, box.top, box.right, box.bottom) for box in boxes]).reshape(-1, 4)
    placed = numpy.zeros((0, 4))
    for link in order:
        source, target = pairs[link]
        if source == target:
            continue
        near = taken.setdefault((min(pairs[link]), max(pairs[link])), [])
        side = 1.0 if source < target else -1.0
        others = numpy.delete(obstacles, [source, target], axis=0)
        free = [bend for bend in BENDS if all(abs(bend * side - other) > APART for other in near)] or [BENDS[-1]]
        costs = [cost(bend, centres[source], centres[target], labels[link], obstacles, others, placed) for bend in free]
        chosen[link] = free[int(numpy.argmin(costs))]
        near.append(chosen[link] * side)
        spot = middle(centres[source], centres[target], chosen[link])
        placed = numpy.vstack([placed, label_box(spot, labels[link])])
    return chosen


def label_box(spot: tuple[float, float], size: tuple[float, float]) -> Floats:
    across, down = size[0] / 2 + 3, size[1] / 2 + 1
    return numpy.array([spot[0] - across, spot[1] - down, spot[0] + across, spot[1] + down])


def cost(
    bend: float,
    source: tuple[float, float],
    target: tuple[float, float],
    label: tuple[float, float],
    obstacles: Floats,
    others: Floats,
    placed: Floats,
) -> float:
    """How bad a bend is: covered label area, nodes that the link runs through, and the bend itself."""
    box = label_box(middle(source, target, bend), label)
    area = float((box[2] - box[0]) * (box[3] - box[1]))
    covered = (overlap_area(box, obstacles) + overlap_area(box, placed)) / area
    line = numpy.array(points(source, target, control(source, target, bend)))
    inside = (line[:, None, :] > others[None, :, :2]).all(axis=2) & (line[:, None, :] < others[None, :, 2:]).all(axis=2)
    return 4.0 * covered + 1.5 * float(inside.any(axis=0).sum()) + abs(bend)


def overlap_area(box: Floats, others: Floats) -> float:
    if not len(others):
        return 0.0
    across = numpy.minimum(box[2], others[:, 2]) - numpy.maximum(box[0], others[:, 0])
    down = numpy.minimum(box[3], others[:, 3]) - numpy.maximum(box[1], others[:, 1])
    return float((numpy.maximum(across, 0.0) * numpy.maximum(down, 0.0)).sum())
