"""From sources to readings: loaders, then the reader, in this process or in several, with the same result.

A source or a story that cannot be read becomes a `Rejected` in its place and stops nothing else. Records of reference
data bring their statements along, and no reader of language is asked (`kg.facts`).
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol

import loaders
from kg.errors import KgError, ReadingStopped, WrongArgument
from kg.facts import read_record
from kg.model import REFERENCE, Reading, Story
from loaders import Rejected

if TYPE_CHECKING:
    from kg.extract import Reader
    from loaders.web import Web

# Stories that wait for each worker, so that memory stays small however many stories there are.
AHEAD = 4


class StoryReader(Protocol):
    """Whatever makes a reading of a story; raises `KgError` for one that it cannot read."""

    def read(self, story: Story) -> Reading: ...


def read(
    sources: Iterable[str],
    *,
    format: str | None = None,
    workers: int = 1,
    story_id: str | None = None,
    by: StoryReader | None = None,
    least: float | None = None,
    web: "Web | None" = None,
) -> Iterator[Reading | Rejected]:
    """Each story of the sources as a reading, in their order; `workers` processes share the work.

    `story_id` replaces the id of the story, and refuses a second story. `by` reads in place of the project's own
    reader, in this process alone; where it raises `ReadingStopped`, so does this. Claims less probable than `least` are
    left out, else those that the reader leaves out by itself. `web` fetches addresses (None: always in full).
    """
    stories = stories_of(sources, format, story_id, web)
    if by is not None:
        return map(partial(read_one, by=by, least=least), stories)
    reading = partial(read_one, least=least)
    return in_processes(stories, workers, reading) if workers > 1 else map(reading, stories)


def stories_of(
    sources: Iterable[str], format: str | None, story_id: str | None, web: "Web | None" = None
) -> Iterator[Story | Rejected]:
    check_format(format)
    found = loaders.read(sources, format, web=web)
    return found if story_id is None else renamed(found, story_id)


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
    stories: Iterator[Story | Rejected], workers: int, reading: Callable[[Story | Rejected], Reading | Rejected]
) -> Iterator[Reading | Rejected]:
    """A sliding window over the stories: results come in the order of the stories, whoever is ready first."""
    # A fresh interpreter for each worker: forking would copy the threads and locks of an open connection.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Reading | Rejected]] = deque()
        try:
            for story in stories:
                waiting.append(pool.submit(reading, story))
                if len(waiting) >= workers * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def read_one(story: Story | Rejected, by: StoryReader | None = None, least: float | None = None) -> Reading | Rejected:
    if isinstance(story, Rejected):
        return story
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
