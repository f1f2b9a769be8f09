"""The curve of a link: a quadratic Bezier bent as vis-network bends its `curvedCW` and `curvedCCW` edges."""

from math import atan2, cos, hypot, pi, sin

Point = tuple[float, float]
STEPS = 16


def control(source: Point, target: Point, bend: float) -> Point:
    """The control point; `bend` is signed: vis-network's roundness, positive clockwise."""
    across, up = target[0] - source[0], source[1] - target[1]
    radius = (abs(bend) * 0.5 + 0.5) * hypot(across, up)
    angle = atan2(up, across) + (bend * 0.5 + 0.5) * pi
    return source[0] + radius * sin(angle), source[1] + radius * cos(angle)


def point(source: Point, target: Point, via: Point, at: float) -> Point:
    """The point at parameter `at`, from 0 to 1."""
    first, second, third = (1 - at) ** 2, 2 * at * (1 - at), at**2
    return (
        first * source[0] + second * via[0] + third * target[0],
        first * source[1] + second * via[1] + third * target[1],
    )


def middle(source: Point, target: Point, bend: float) -> Point:
    """Where the label of a link stands."""
    return point(source, target, control(source, target, bend), 0.5)


def points(source: Point, target: Point, via: Point) -> list[Point]:
    return [point(source, target, via, step / STEPS) for step in range(1, STEPS)]
