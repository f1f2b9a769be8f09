"""A story cut into windows of whole sentences that overlap; later ones begin with the story's title.

There are as few as can be, and they are of about the same length: a short last one would see little, and attention
costs the square of the length.

Every piece is *owned* by one window, the one in which it stands away from the edges where that can be.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

LIMIT = 304  # word pieces of a window, its title included
TITLE = 40  # word pieces of the title that later windows begin with
OVERLAP = 32


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `[first, last)` with those of the title before them; those of `[own_first, own_last)` are its own."""

    first: int
    last: int
    own_first: int
    own_last: int
    title: int


def windows(bounds: Sequence[tuple[int, int]], title: int) -> list[Window]:
    """The windows of a story whose sentences have the piece ranges `bounds`; its first `title` pieces are the title."""
    title = min(title, TITLE)
    units = [unit for bound in bounds for unit in cut(bound, LIMIT - TITLE - OVERLAP)]
    found = windows_within(units, title, LIMIT)
    if len(found) < 2:
        return found
    # each goes on beyond the last one's end, whatever sentence follows
    limits = range(title + OVERLAP + max(last - first for first, last in units), LIMIT)
    shortest = bisect_left(limits, -len(found), key=lambda limit: -len(windows_within(units, title, limit)))
    return windows_within(units, title, limits[shortest]) if shortest < len(limits) else found


def windows_within(units: Sequence[tuple[int, int]], title: int, limit: int) -> list[Window]:
    """Windows of up to `limit` pieces, or of one unit where that has more."""
    found: list[Window] = []
    start, own = 0, 0
    while own < len(units):
        heading = title if start else 0
        end = start + 1
        while end < len(units) and units[end][1] - units[start][0] <= limit - heading:
            end += 1
        following = start_of_next(units, start, end)
        own_end = end if end == len(units) else max(own + 1, (following + end + 1) // 2)
        found.append(Window(units[start][0], units[end - 1][1], units[own][0], units[own_end - 1][1], heading))
        start, own = following, own_end
    return found


def cut(bound: tuple[int, int], limit: int) -> list[tuple[int, int]]:
    """A sentence as one unit, or, where it alone overfills a window, as several."""
    first, last = bound
    return [(start, min(start + limit, last)) for start in range(first, last, limit)]


def start_of_next(units: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """The first unit of the next window: as many as fit into the overlap, and at least one further on."""
    following = end
    while following - 1 > start and units[end - 1][1] - units[following - 1][0] <= OVERLAP:
        following -= 1
    return following
