"""Where things stand: stress majorization (Gansner, Koren, North 2004), then boxes pushed apart.

Ideal distances follow the words on each link, so that a label fits between its two nodes. All is deterministic.
"""

from collections.abc import Sequence

import networkx
import numpy
from numpy.typing import NDArray

from kg.draw.leaves import turned_off
from kg.draw.shapes import Box

SEED = 20250605
ITERATIONS = 150  # up to 100 nodes; fewer where there are more, as each takes longer
PUSHES = 200
ROOM = (1.0, 1.25, 1.6, 2.0)
MARGIN = 14.0
ARROW = 30.0  # of a link, beside its label
LABEL_HEIGHT = 24.0
CROWD = 4.0  # a link of a hub grows so much for each further link
ASPECT = 1.7  # width to height of the picture aimed at
WIDEN = 1.5  # at most so much, and once more at the end
WIDER_YET = 1.3
Floats = NDArray[numpy.float64]
Pair = tuple[int, int]


def places(boxes: Sequence[Box], pairs: Sequence[Pair], lengths: Sequence[float]) -> list[tuple[float, float]]:
    """A place for each box, whole pixels, such that no two boxes overlap; `lengths` are the widths of link labels."""
    if not boxes:
        return []
    graph = weighted(boxes, pairs, lengths)
    parts = sorted((sorted(part) for part in networkx.connected_components(graph)), key=lambda part: (-len(part), part))
    arrays = [arranged(graph, part, boxes) for part in parts]
    centres = numpy.zeros((len(boxes), 2))
    for part, offset, array in zip(parts, packed(parts, arrays, boxes), arrays, strict=True):
        centres[part] = array + offset
    centres -= numpy.round((centres.min(axis=0) + centres.max(axis=0)) / 2)
    return [(float(round(x)), float(round(y))) for x, y in centres]


def arranged(graph: networkx.Graph, part: list[int], boxes: Sequence[Box]) -> Floats:
    """Places of one connected part: first with links as long as labels want on average, then as their slopes want."""
    if len(part) == 1:
        return numpy.zeros((1, 2))
    distances = separations(graph, part)
    positions = turned(stress(distances, start(distances)))
    fit_lengths(graph, dict(zip(part, positions, strict=True)), boxes)
    positions = turned_off(graph, part, widened(stress(separations(graph, part), positions), WIDER_YET))
    return apart(positions, [boxes[node] for node in part])


def apart(centres: Floats, boxes: Sequence[Box]) -> Floats:
    """Push boxes apart; where they stay too crowded for that, give all more room first."""
    for scale in ROOM:
        pushed, clear = pushed_apart(centres * scale, boxes)
        if clear:
            break
    return pushed


def fit_lengths(graph: networkx.Graph, positions: dict[int, Floats], boxes: Sequence[Box]) -> None:
    """Set the ideal length of each link from its slope, such that the label at its middle clears both of its ends.

    A label needs its width along a level link and its height along an upright one, where the upper end's own name is
    in the way too.
    """
    for source, target in graph.subgraph(positions).edges:
        step = positions[target] - positions[source]
        across, down = numpy.abs(step) / max(float(numpy.hypot(*step)), 1e-9)
        upper, lower = (source, target) if step[1] > 0 else (target, source)
        data = graph.edges[source, target]
        upright = 2 * max(boxes[upper].bottom, -boxes[lower].top) + LABEL_HEIGHT
        level = 0.5 * max(boxes[source].width, boxes[target].width) + data["label"]
        data["length"] = float(across**2 * level + down**2 * upright + ARROW + data["crowd"])


def weighted(boxes: Sequence[Box], pairs: Sequence[Pair], lengths: Sequence[float]) -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    degrees = numpy.bincount([end for pair in pairs for end in set(pair)], minlength=len(boxes))
    for (source, target), length in zip(pairs, lengths, strict=True):
        if source == target:
            continue
        hub = max(degrees[source], degrees[target])
        crowd = CROWD * max(0, int(hub) - 6)
        ideal = boxes[source].extent + boxes[target].extent + ARROW + length * 0.75 + crowd
        if not graph.has_edge(source, target) or graph.edges[source, target]["length"] < ideal:
            graph.add_edge(source, target, length=float(ideal), label=float(length), crowd=crowd)
    return graph


def separations(graph: networkx.Graph, part: list[int]) -> Floats:
    """Ideal distances between all nodes of one connected part, along its links."""
    count = len(part)
    index = {node: position for position, node in enumerate(part)}
    distances = numpy.zeros((count, count))
    for node in part:
        for other, distance in networkx.single_source_dijkstra_path_length(graph, node, weight="length").items():
            distances[index[node], index[other]] = distance
    numpy.fill_diagonal(distances, 1.0)
    return distances


def stress(distances: Floats, positions: Floats) -> Floats:
    """From `positions`, places whose distances come near the ideal ones."""
    weights = distances**-2.0
    numpy.fill_diagonal(weights, 0.0)
    laplacian = numpy.diag(weights.sum(axis=1)) - weights
    # The Laplacian is singular along the constant vector only, which moves all nodes alike.
    inverse = numpy.linalg.inv(laplacian + 1.0 / len(distances)) - 1.0 / len(distances)
    for _ in range(repeats(ITERATIONS, len(distances))):
        positions = inverse @ majorized(positions, distances, weights)
    return positions


def turned(positions: Floats) -> Floats:
    """The long way across, and wider still where that is less than paper is: labels are wide, too."""
    centred = positions - positions.mean(axis=0)
    _, _, axes = numpy.linalg.svd(centred, full_matrices=False)
    signs = numpy.sign(axes[range(2), numpy.abs(axes).argmax(axis=1)])
    return widened(centred @ (axes * signs[:, None]).T, WIDEN)


def widened(positions: Floats, most: float) -> Floats:
    width, height = numpy.ptp(positions, axis=0)
    return numpy.asarray(positions * numpy.array([numpy.clip(ASPECT * height / max(width, 1.0), 1.0, most), 1.0]))


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


def repeats(most: int, count: int) -> int:
    return most if count <= 100 else max(most * 100 // count, most // 4)


def majorized(positions: Floats, distances: Floats, weights: Floats) -> Floats:
    across = positions[:, None, 0] - positions[None, :, 0]
    down = positions[:, None, 1] - positions[None, :, 1]
    lengths = numpy.sqrt(across * across + down * down)
    pulls = weights * distances / numpy.maximum(lengths, 1e-9)
    return numpy.asarray(pulls.sum(axis=1)[:, None] * positions - pulls @ positions)


def pushed_apart(centres: Floats, boxes: Sequence[Box]) -> tuple[Floats, bool]:
    """Move overlapping boxes apart, each pair along the way of least overlap; and whether none is left."""
    bounds = numpy.array([(box.left, box.top, box.right, box.bottom) for box in boxes])
    middles = (bounds[:, :2] + bounds[:, 2:]) / 2
    halves = (bounds[:, 2:] - bounds[:, :2]) / 2 + MARGIN / 2
    spots = centres + middles
    reach = halves[:, None, :] + halves[None, :, :]
    for _ in range(repeats(PUSHES, len(boxes))):
        steps = spots[:, None, :] - spots[None, :, :]
        over_x = reach[:, :, 0] - numpy.abs(steps[:, :, 0])
        over_y = reach[:, :, 1] - numpy.abs(steps[:, :, 1])
        overlapping = (over_x > 0) & (over_y > 0)
        numpy.fill_diagonal(overlapping, False)
        first, second = numpy.nonzero(overlapping)
        if not len(first):
            return spots - middles, True
        pushes = numpy.stack([over_x[first, second], over_y[first, second]], axis=1) * 0.55
        pushes[pushes > pushes.min(axis=1, keepdims=True)] = 0.0
        crowd = numpy.maximum(numpy.bincount(first, minlength=len(boxes)), 1) ** 0.5
        numpy.add.at(spots, first, numpy.sign(steps[first, second]) * pushes / crowd[first][:, None])
    return spots - middles, False


def packed(parts: Sequence[list[int]], arrays: Sequence[Floats], boxes: Sequence[Box]) -> list[Floats]:
    """Offsets that set unconnected parts in rows, the largest first, in about the shape of a page."""
    lows, sizes = [], []
    for part, array in zip(parts, arrays, strict=True):
        placed = [boxes[node].at(*centre) for node, centre in zip(part, array, strict=True)]
        low = numpy.array([min(box.left for box in placed), min(box.top for box in placed)])
        high = numpy.array([max(box.right for box in placed), max(box.bottom for box in placed)])
        lows.append(low)
        sizes.append(high - low + 3 * MARGIN)
    widths = numpy.cumsum([float(size[0]) for size in sizes])
    trials = [rows(sizes, float(limit)) for limit in widths if limit >= max(float(size[0]) for size in sizes)]
    best = min(trials or [rows(sizes, float(widths[-1]))], key=lambda trial: trial[1])
    return [corner - low for corner, low in zip(best[0], lows, strict=True)]


def rows(sizes: Sequence[Floats], limit: float) -> tuple[list[Floats], float]:
    """Corners of parts set in rows of at most `limit`, and the height of a page that holds them."""
    corners, x, y, row, widest = [], 0.0, 0.0, 0.0, 0.0
    for size in sizes:
        if x and x + size[0] > limit:
            x, y, row = 0.0, y + row, 0.0
        corners.append(numpy.array([x, y]))
        x, row = x + float(size[0]), max(row, float(size[1]))
        widest = max(widest, x)
    return corners, max(widest / ASPECT, y + row)
