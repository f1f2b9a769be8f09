"""Outlines of the shapes that the ontology names, as vis-network draws them, for SVG."""

from dataclasses import dataclass
from math import cos, pi, sin

from kg.draw.curves import Point


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
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def extent(self) -> float:
        return min(self.width, self.height) / 2


def outline(shape: str, centre: Point, size: float, box: Box | None = None) -> str:
    """SVG path data of a shape about `centre`; an unknown shape is a dot.

    `box` is what a `box` or, with round ends, an `ellipse` fills.
    """
    x, y = centre
    if shape == "box" and box is not None:
        return rounded(box, 6.0)
    if shape == "ellipse" and box is not None:
        return rounded(box, box.height / 2)
    if shape in ("box", "square"):
        return closed([(x - size, y - size), (x + size, y - size), (x + size, y + size), (x - size, y + size)])
    if shape == "diamond":
        return closed([(x, y - size), (x + size, y), (x, y + size), (x - size, y)])
    if shape == "hexagon":
        return closed([(x + size * cos(step * pi / 3), y + size * sin(step * pi / 3)) for step in range(6)])
    if shape == "star":
        return closed([star_point(x, y, size, corner) for corner in range(10)])
    if shape in ("triangle", "triangleDown"):
        up = 1.0 if shape == "triangle" else -1.0
        return closed([(x, y - up * size), (x + size, y + up * size * 0.8), (x - size, y + up * size * 0.8)])
    return oval(x, y, size, size)


def star_point(x: float, y: float, size: float, corner: int) -> Point:
    radius = size * (1.05 if corner % 2 == 0 else 0.45)
    return x + radius * sin(corner * pi / 5), y - radius * cos(corner * pi / 5)


def closed(corners: list[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z"


def oval(x: float, y: float, across: float, down: float) -> str:
    arc = f"A{across:.1f} {down:.1f} 0 1 0"
    return f"M{x - across:.1f} {y:.1f}{arc} {x + across:.1f} {y:.1f}{arc} {x - across:.1f} {y:.1f}Z"


def rounded(box: Box, radius: float) -> str:
    across, down = box.right - box.left - 2 * radius, box.bottom - box.top - 2 * radius
    turn = f"a{radius:.1f} {radius:.1f} 0 0 1"
    return (
        f"M{box.left + radius:.1f} {box.top:.1f}h{across:.1f}{turn} {radius:.1f} {radius:.1f}v{down:.1f}"
        f"{turn} {-radius:.1f} {radius:.1f}h{-across:.1f}{turn} {-radius:.1f} {-radius:.1f}v{-down:.1f}"
        f"{turn} {radius:.1f} {-radius:.1f}Z"
    )
