"""`python -m tests.bench.plot FILE PLOT`: the figures that `python -m tests.bench.scale store` printed, as SVG.

Across, the stories in the graph (logarithmic); up, milliseconds of processor time that one more story takes, in this
process and in the engine, and the memory of the engine.
"""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT, EDGE = 560, 340, 56


@dataclass(frozen=True, slots=True)
class Mark:
    """What one more story takes at so many `stories`: milliseconds here and in the engine; megabytes of both."""

    stories: int
    here: float
    engine: float
    megabytes_here: int
    megabytes_engine: int


@dataclass(frozen=True, slots=True)
class Curve:
    name: str
    colour: str
    values: Sequence[float]


def marks(table: str) -> list[Mark]:
    """The rows of the table; what is no row is passed over.

    >>> marks("stories ms\\n 1000 59.1 19.0 18.9 102 1104 0.0")
    [Mark(stories=1000, here=19.0, engine=18.9, megabytes_here=102, megabytes_engine=1104)]
    """
    rows = [line.split() for line in table.splitlines()]
    return [
        Mark(int(row[0]), float(row[2]), float(row[3]), int(row[4]), int(row[5]))
        for row in rows
        if len(row) == 7 and row[0].isdigit()
    ]


def plot(found: Sequence[Mark]) -> str:
    times = Curve("ms of processor time a story", "#1f77b4", [mark.here + mark.engine for mark in found])
    engine = Curve("ms of it in the engine", "#7fb3d9", [mark.engine for mark in found])
    memory = Curve("tens of MB that the engine holds", "#e67e22", [mark.megabytes_engine / 10 for mark in found])
    curves = [times, engine, memory]
    first, last = math.log10(found[0].stories), math.log10(found[-1].stories)
    top = 1.15 * max(value for curve in curves for value in curve.values)

    def across(stories: int) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * (math.log10(stories) - first) / max(1e-9, last - first)

    def up(value: float) -> float:
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / top

    parts = []
    for number, curve in enumerate(curves):
        places = [(across(mark.stories), up(value)) for mark, value in zip(found, curve.values, strict=True)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{curve.colour}" stroke-width="2"/>')
        for (x, y), mark, value in zip(places, found, curve.values, strict=True):
            title = f"<title>{curve.name} at {mark.stories:,} stories: {value:.1f}</title>"
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{curve.colour}">{title}</circle>')
        parts.append(f'<text x="{EDGE}" y="{14 + 14 * number}" fill="{curve.colour}">{curve.name}</text>')
    for mark in found:
        x = across(mark.stories)
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - EDGE + 18}" text-anchor="middle">{mark.stories:,}</text>')
    step = 10 ** math.floor(math.log10(top / 2))
    for number in range(int(top / step) + 1):
        y = up(number * step)
        parts.append(f'<text x="{EDGE - 8}" y="{y + 4:.1f}" text-anchor="end">{number * step:g}</text>')
        parts.append(f'<line x1="{EDGE}" y1="{y:.1f}" x2="{WIDTH - EDGE}" y2="{y:.1f}" stroke="#dddddd"/>')
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
            ' font-size="12" role="img">',
            f"<title>What one more story takes, in graphs of up to {found[-1].stories:,} stories</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            *parts,
            f'<text x="{WIDTH / 2:.0f}" y="{HEIGHT - 12}" text-anchor="middle">stories in the graph</text>',
            "</svg>\n",
        ]
    )


def main(table: str, file: str) -> None:
    Path(file).write_text(plot(marks(Path(table).read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
