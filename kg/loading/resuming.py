"""Stories that the graph holds are passed over, not read again: a load that was stopped goes on where it was.

The graph itself tells, batch by batch (`kg.store.held`): a journal beside it would be a second truth, which could be
lost, be ahead of the graph, or belong to another one. So the same holds for a load that was killed, for one that is
repeated, and for a folder to which stories were added.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from kg.loading.edition import story_edition
from kg.model import Story

if TYPE_CHECKING:
    from kg.store.held import Held
    from loaders import Archived, Rejected

Holding = Callable[[Iterable[tuple[str, str]]], Mapping[str, "Held"]]

# Most stories, and characters of their texts, that wait for one question to the graph.
MOST = 256
LETTERS = 2_000_000


def unread(
    items: Iterable["Story | Rejected | Archived"], holding: Holding, reader: str
) -> Iterator["Story | Rejected | Archived | Held"]:
    """Each item in its order, in place of a story what the graph holds of it in the edition of this `reader`.

    `holding` gives what is held of (story id, edition) pairs, by edition. It is asked for one story at a time for as
    long as there is something to read, and for twice as many whenever all are there: a new story never waits for
    others to be fetched. A second story of an id that was read in this run is read too, whatever the graph held before.
    """
    coming = iter(items)
    begun: set[str] = set()
    most = 1
    while batch := [(item, edition_of(item, reader)) for item in taken(coming, most)]:
        asked = {edition: item.id for item, edition in batch if isinstance(item, Story)}
        found = holding((story, edition) for edition, story in asked.items())
        most = min(2 * most, MOST) if len(found) == len(asked) else 1
        for item, edition in batch:
            if isinstance(item, Story) and (edition not in found or item.id in begun):
                begun.add(item.id)
                yield item
            else:
                yield found.get(edition, item)


def edition_of(item: "Story | Rejected | Archived", reader: str) -> str:
    return story_edition(item, reader) if isinstance(item, Story) else ""


def taken(coming: Iterator["Story | Rejected | Archived"], most: int) -> Iterator["Story | Rejected | Archived"]:
    letters = 0
    for item in islice(coming, most):
        yield item
        letters += len(item.text) if isinstance(item, Story) else 0
        if letters >= LETTERS:
            return
