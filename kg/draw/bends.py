"""How links are bent: labels clear of nodes and of each other, links clear of nodes, parallel links apart."""

from collections import Counter
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

from kg.draw.curves import STEPS, Point, control, points
from kg.draw.shapes import Box

BENDS = (0.0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42, 0.55, -0.55)
APART = 0.09  # two links between the same two nodes never share a bend closer than this
SWEEPS = 2
SCALES = (1.0, 1.1, 1.2, 1.35)
CLEAR = 0.01  # a picture is clear when no more than this part of its labels is covered
MANY = 200
TOO_NEAR = 1000.0
# For each bend, the points of a link from 0 to 1 in the complex plane; any other link is this one turned and stretched.
COURSES = numpy.array([[complex(*spot) for spot in points((0, 0), (1, 0), control((0, 0), (1, 0), b))] for b in BENDS])
Floats = NDArray[numpy.float64]
Pair = tuple[int, int]


def spread(
    boxes: Sequence[Box], centres: Sequence[Point], pairs: Sequence[Pair], labels: Sequence[Point]
) -> tuple[list[Point], list[float]]:
    """Centres and bends at the least scale at which the labels are clear, or clearest.

    `boxes` are relative to their centres, `labels` are widths and heights.
    """
    best: tuple[float, list[Point], list[float]] | None = None
    for scale in SCALES if len(pairs) <= MANY else SCALES[:1]:
        scaled = [(float(round(x * scale)), float(round(y * scale))) for x, y in centres]
        bender = Bender([box.at(*centre) for box, centre in zip(boxes, scaled, strict=True)], scaled, pairs, labels)
        covered = bender.bend()
        if best is None or covered < best[0]:
            best = covered, scaled, bender.chosen
        if covered <= CLEAR:
            break
    return (best[1], best[2]) if best else ([], [])


class Bender:
    """Chooses bends one after the other, each with the least cost among what stands already; then over again."""

    def __init__(
        self, boxes: Sequence[Box], centres: Sequence[Point], pairs: Sequence[Pair], labels: Sequence[Point]
    ) -> None:
        self.centres = centres
        self.pairs = pairs
        self.labels = labels
        self.obstacles = numpy.array([(box.left, box.top, box.right, box.bottom) for box in boxes]).reshape(-1, 4)
        self.chosen = [0.0] * len(pairs)
        # The labels' rectangles; those not placed yet cover nothing.
        self.placed = numpy.full((len(pairs), 4), numpy.inf)
        self.taken: dict[Pair, dict[int, float]] = {}

    def bend(self) -> float:
        """Choose all bends; gives the mean part of a label that something covers."""
        together = Counter((min(pair), max(pair)) for pair in self.pairs)
        links = [link for link, (source, target) in enumerate(self.pairs) if source != target]
        links.sort(key=lambda link: (-together[min(self.pairs[link]), max(self.pairs[link])], link))
        for _ in range(SWEEPS):
            for link in links:
                self.choose(link)
        return sum(float(self.covered(link, self.placed[link : link + 1])[0]) for link in links) / max(len(links), 1)

    def choose(self, link: int) -> None:
        source, target = self.pairs[link]
        near = self.taken.setdefault((min(source, target), max(source, target)), {})
        side = 1.0 if source < target else -1.0
        others = [bend for other, bend in near.items() if other != link]
        self.placed[link] = numpy.inf
        boxes = self.label_boxes(link)
        costs = self.costs(link, boxes)
        costs += [TOO_NEAR * any(abs(bend * side - other) <= APART for other in others) for bend in BENDS]
        best = int(numpy.argmin(costs))
        self.chosen[link] = BENDS[best]
        near[link] = BENDS[best] * side
        self.placed[link] = boxes[best]

    def costs(self, link: int, boxes: Floats) -> Floats:
        """How bad each bend is: covered label, nodes that the link runs through, and the bend itself."""
        source, target = self.pairs[link]
        start, end = complex(*self.centres[source]), complex(*self.centres[target])
        curves = (start + (end - start) * COURSES)[:, :, None]
        left, top, right, bottom = numpy.delete(self.obstacles, [source, target], axis=0).T
        inside = (curves.real > left) & (curves.real < right) & (curves.imag > top) & (curves.imag < bottom)
        crossed = inside.any(axis=1).sum(axis=1)
        return numpy.asarray(4.0 * self.covered(link, boxes) + 1.5 * crossed + numpy.abs(BENDS))

    def covered(self, link: int, boxes: Floats) -> Floats:
        """The part of a label in each of `boxes` that nodes and other labels cover."""
        others = numpy.vstack([self.obstacles, numpy.delete(self.placed, link, axis=0)])
        across = numpy.minimum(boxes[:, None, 2], others[:, 2]) - numpy.maximum(boxes[:, None, 0], others[:, 0])
        down = numpy.minimum(boxes[:, None, 3], others[:, 3]) - numpy.maximum(boxes[:, None, 1], others[:, 1])
        areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        return numpy.asarray((numpy.maximum(across, 0.0) * numpy.maximum(down, 0.0)).sum(axis=1) / areas)

    def label_boxes(self, link: int) -> Floats:
        """Where the label would be, for each bend."""
        source, target = self.pairs[link]
        start, end = complex(*self.centres[source]), complex(*self.centres[target])
        middles = start + (end - start) * COURSES[:, STEPS // 2 - 1]
        across, down = self.labels[link][0] / 2 + 3, self.labels[link][1] / 2 + 1
        x, y = middles.real, middles.imag
        return numpy.stack([x - across, y - down, x + across, y + down], axis=1)
