"""Whether confidence means what it says: of the claims told with .8, do four of five hold?

The expected calibration error (Naeini et al., 2015) is the mean distance between confidence and share of right claims
over bins of equal width, each weighed by its claims.
"""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
SIZE, EDGE = 360, 48  # of the plot, in pixels


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was read: how sure the reader was, whether the gold states it, and whether it is a fact."""

    confidence: float
    right: bool
    fact: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: how many, their mean confidence, and the share of right ones."""

    count: int
    confidence: float
    right: float


def bins(claims: Sequence[Judged]) -> list[Bin]:
    """The bins that hold claims, in order."""
    filled: dict[int, list[Judged]] = {}
    for claim in claims:
        filled.setdefault(min(BINS - 1, int(claim.confidence * BINS)), []).append(claim)
    return [bin_of(filled[number]) for number in sorted(filled)]


def bin_of(claims: Sequence[Judged]) -> Bin:
    count = len(claims)
    return Bin(count, sum(claim.confidence for claim in claims) / count, sum(claim.right for claim in claims) / count)


def expected_error(claims: Sequence[Judged]) -> float:
    """The expected calibration error; 0 where there are no claims."""
    return sum(one.count * abs(one.confidence - one.right) for one in bins(claims)) / max(1, len(claims))


def render(claims: Sequence[Judged], stated: int) -> str:
    """The bins with the error, and what facts `--min-confidence` leaves at each level, of `stated` ones."""
    lines = [f"confidence of {len(claims)} claims: expected calibration error {expected_error(claims):.3f}"]
    lines += [f"  told with {one.confidence:.2f}  right {one.right:.2f}  of {one.count:5}" for one in bins(claims)]
    lines.append(f"{'--min-confidence':18} precision  recall      F1   (facts)")
    facts = [claim for claim in claims if claim.fact]
    for level in LEVELS:
        kept = [claim.right for claim in facts if claim.confidence >= level]
        precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / max(1, stated)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        lines.append(f"  {level:<16.2f}     {precision:.3f}   {recall:.3f}   {f1:.3f}")
    return "\n".join(lines)


def plot(claims: Sequence[Judged]) -> str:
    """A reliability diagram as SVG: confidence across, share of right claims up, area of a point by its claims."""
    span = SIZE - 2 * EDGE
    most = max((one.count for one in bins(claims)), default=1)

    def place(confidence: float, right: float) -> tuple[float, float]:
        return EDGE + span * confidence, SIZE - EDGE - span * right

    points = []
    for one in bins(claims):
        x, y = place(one.confidence, one.right)
        radius = 3 + 9 * (one.count / most) ** 0.5
        points.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1f77b4" fill-opacity="0.75">'
            f"<title>{one.count} claims told with {one.confidence:.2f}: {one.right:.2f} right</title></circle>"
        )
    marks = []
    for tenth in range(0, 11, 2):
        x, y = place(tenth / 10, tenth / 10)
        marks.append(f'<text x="{x:.1f}" y="{SIZE - EDGE + 18}" text-anchor="middle">{tenth / 10:.1f}</text>')
        marks.append(f'<text x="{EDGE - 8}" y="{y + 4:.1f}" text-anchor="end">{tenth / 10:.1f}</text>')
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" font-family="sans-serif"'
            ' font-size="12" role="img">',
            f"<title>Reliability: expected calibration error {expected_error(claims):.3f}"
            f" over {len(claims)} claims</title>",
            f'<rect width="{SIZE}" height="{SIZE}" fill="#ffffff"/>',
            f'<rect x="{EDGE}" y="{EDGE}" width="{span}" height="{span}" fill="none" stroke="#7f8c8d"/>',
            f'<line x1="{EDGE}" y1="{SIZE - EDGE}" x2="{SIZE - EDGE}" y2="{EDGE}" stroke="#7f8c8d"'
            ' stroke-dasharray="4 4"/>',
            *points,
            *marks,
            f'<text x="{SIZE / 2:.0f}" y="{SIZE - 8}" text-anchor="middle">confidence of a claim</text>',
            f'<text x="14" y="{SIZE / 2:.0f}" text-anchor="middle"'
            f' transform="rotate(-90 14 {SIZE / 2:.0f})">share of right claims</text>',
            f'<text x="{EDGE}" y="{EDGE - 14}">expected calibration error {expected_error(claims):.3f},'
            f" {len(claims)} claims</text>",
            "</svg>\n",
        ]
    )
