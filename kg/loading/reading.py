"""From sources to readings: loaders, then the reader, in this process or in several, with the same result.

A source or a story that cannot be read becomes a `Rejected` in its place and stops nothing else. Records of reference
data bring their statements along, and no reader of language is asked (`kg.loading.facts`).
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

import loaders
from kg.errors import KgError, ReadingStopped, WrongArgument
from kg.loading.facts import read_record
from kg.model import REFERENCE, Reading, Story
from loaders import Archived, Rejected

if TYPE_CHECKING:
    from kg.extract import Reader
    from kg.store.held import Held
    from loaders.web import Web

# What stands in the place of a story that is not read.
Other = TypeVar("Other", bound="Rejected | Held | Archived")

# Stories that wait for each worker, so that memory stays small however many stories there are.
AHEAD = 4


class StoryReader(Protocol):
    """Whatever makes a reading of a story; raises `KgError` for one that it cannot read."""

    def read(self, story: Story) -> Reading: ...


@runtime_checkable
class Pending(Protocol):
    """A story that is being read elsewhere."""

    def result(self) -> Reading | Rejected: ...

    def cancel(self) -> bool: ...


def read(
    sources: Iterable[str],
    *,
    format: str | None = None,
    workers: int = 1,
    story_id: str | None = None,
    by: StoryReader | None = None,
    least: float | None = None,
    web: "Web | None" = None,
    cluster: str | None = None,
) -> Iterator[Reading | Rejected]:
    """Each story of the sources as a reading, in their order; `workers` processes share the work.

    `story_id` replaces the id of the story, and refuses a second story. `by` reads in place of the project's own
    reader, in this process alone; where it raises `ReadingStopped`, so does this. Claims less probable than `least` are
    left out, else those that the reader leaves out by itself. `web` fetches addresses (None: always in full).
    `cluster` is the address of a Ray cluster that reads in the place of processes here (`kg.loading.cluster`).
    """
    return readings(stories_of(sources, format, story_id, web), workers, by, least, cluster)


def readings(
    stories: Iterator[Story | Other],
    workers: int = 1,
    by: StoryReader | None = None,
    least: float | None = None,
    cluster: str | None = None,
) -> Iterator[Reading | Rejected | Other]:
    """Each story as a reading, as `read` does; whatever else there is among them stays in its place."""
    if cluster is not None and by is None:
        from kg.loading.cluster import in_cluster

        return in_cluster(stories, cluster, least)
    if workers > 1 and by is None:
        return in_processes(stories, workers, least)
    return (read_one(item, by, least) if isinstance(item, Story) else item for item in stories)


def stories_of(
    sources: Iterable[str], format: str | None, story_id: str | None, web: "Web | None" = None
) -> Iterator[Story | Rejected]:
    check_format(format)
    found = loaders.read(sources, format, web=web)
    return found if story_id is None else renamed(found, story_id)


def sources_of(
    sources: Iterable[str], format: str | None, story_id: str | None, web: "Web | None" = None
) -> Iterator[Story | Rejected | Archived]:
    """As `stories_of`, and what is to be restored from archives of a graph, which keep the ids of their stories."""
    if story_id is not None:
        return stories_of(sources, format, story_id, web)
    check_format(format)
    return loaders.read_all(sources, format, web=web)


def check_format(format: str | None) -> None:
    """Raises `WrongArgument` for a format that there is not, before anything is opened."""
    if format is not None and format not in loaders.formats():
        raise WrongArgument(f"{format}: no such format; use one of {', '.join(loaders.formats())}")


def renamed(found: Iterable[Story | Rejected], story_id: str) -> Iterator[Story | Rejected]:
    taken = False
    for item in found:
        if isinstance(item, Rejected):
            yield item
        elif taken:
            yield Rejected(item.source or item.id, f"a second story cannot have the id {story_id}; load it apart")
        else:
            taken = True
            yield replace(item, id=story_id)


def in_processes(
    stories: Iterator[Story | Other], workers: int, least: float | None
) -> Iterator[Reading | Rejected | Other]:
    """A sliding window over the stories: results come in the order of the stories, whoever is ready first.

    Raises `ReadingStopped` when a process is ended from outside.
    """
    # A fresh interpreter for each worker: forking would copy the threads and locks of an open connection.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            yield from in_order(stories, lambda story: pool.submit(read_one, story, None, least), workers * AHEAD)
        except BrokenProcessPool:
            raise ReadingStopped(
                "a process that reads was ended, as where memory is short; what is loaded stands: "
                "go on by the same command, with fewer --workers"
            ) from None


def in_order(
    stories: Iterator[Story | Other], begin: "Callable[[Story], Pending]", most: int
) -> Iterator[Reading | Rejected | Other]:
    """Begin to read each story, wait for the first of them once `most` are under way, and so on."""
    waiting: deque[Pending | Other] = deque()
    try:
        for item in stories:
            waiting.append(begin(item) if isinstance(item, Story) else item)
            if len(waiting) >= most:
                yield result_of(waiting.popleft())
        while waiting:
            yield result_of(waiting.popleft())
    finally:
        for left in waiting:
            if isinstance(left, Pending):
                left.cancel()


def result_of(item: Pending | Other) -> Reading | Rejected | Other:
    return item.result() if isinstance(item, Pending) else item


def read_one(story: Story, by: StoryReader | None = None, least: float | None = None) -> Reading | Rejected:
    try:
        read = read_record if story.kind == REFERENCE else (by or reader(least)).read
        return surer(read(story), least)
    except ReadingStopped:
        raise
    except KgError as error:
        return Rejected(story.source or story.id, str(error))
    except Exception as error:  # a story that no rule foresaw must not stop the others
        return Rejected(story.source or story.id, f"cannot be read ({type(error).__name__}: {error}); report it")


def surer(reading: Reading, least: float | None) -> Reading:
    """A reading without the claims less probable than `least`."""
    if least is None:
        return reading
    return replace(reading, claims=tuple(claim for claim in reading.claims if claim.confidence >= least))


@cache
def reader(least: float | None = None) -> "Reader":
    """The one reader of this process, which takes a second to load; of claims at least as probable as `least`."""
    from kg.extract import Reader

    return Reader.load() if least is None else reader().at_least(least)
