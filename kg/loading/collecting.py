"""A load as it goes: each reading into the graph, or only counted, and the report of what became of all of them."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError, StoreUnreachable
from kg.model import NEWS

if TYPE_CHECKING:
    from kg.loading.reading import StoryReader
    from kg.model import Claim, Entity, Reading
    from kg.store import Loaded
    from kg.store.held import Held
    from loaders import Rejected

Keep = Callable[["Reading"], "Loaded"]
KnownAs = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a load: what was kept of each story, each rejected input with its reason, and the seconds it took.

    `stories` and `claims` count what was read, or held already, `entities` the different things that the claims speak
    of. `states` counts stories by what became of them, and `loaded` names the first ten thousand of each state; both
    are empty after a dry run. `unchanged` are the addresses that hold nothing new since they were loaded.
    `in_other_languages` counts the stories of which nothing was read because of their language, and `foreign` names the
    first thousand, each with it.
    """

    loaded: tuple["Loaded", ...]
    rejected: tuple["Rejected", ...]
    stories: int
    claims: int
    entities: int
    seconds: float
    unchanged: tuple[str, ...] = ()
    states: Mapping[str, int] = field(default_factory=dict)
    foreign: tuple[tuple[str, str], ...] = ()
    in_other_languages: int = 0


def dry_run(
    *sources: str | Path,
    format: str | None = None,
    workers: int = 1,
    story_id: str | None = None,
    progress: Callable[[], None] | None = None,
    by: "StoryReader | None" = None,
    least: float | None = None,
    cluster: str | None = None,
) -> Report:
    """What `Graph.load` would read, without a graph: nothing is opened and nothing is written."""
    from kg.loading.reading import readings, sources_of
    from kg.loading.restoring import restored

    begun = time.monotonic()
    found = readings(sources_of(map(str, sources), format, story_id), workers, by, least, cluster)
    return collect(restored(found, None, None), None, begun, progress)


def collect(
    readings: "Iterable[Reading | Rejected | Held]",
    keep: Keep | None,
    begun: float,
    progress: Callable[[], None] | None,
    known_as: KnownAs | None = None,
    each: "Callable[[Loaded], None] | None" = None,
) -> Report:
    """Keep each reading; the report. `known_as` gives an entity of a story its id in the graph."""
    tally = Tally(keep, known_as, each)
    try:
        for item in readings:
            tally.take(item)
            if progress is not None:
                progress()
        return tally.report(begun)
    except StoreUnreachable as error:
        so_far = f" ({tally.stories} stories are loaded; the same command goes on after them)" if tally.stories else ""
        raise StoreUnreachable(f"{error}{so_far}") from None
    finally:
        tally.entities.close()


class Tally:
    """What is counted of a load while it goes on, in memory that does not grow with the number of stories."""

    def __init__(
        self, keep: Keep | None, known_as: KnownAs | None, each: "Callable[[Loaded], None] | None" = None
    ) -> None:
        from kg.loading.counting import Distinct, Foreign, Outcomes

        self.keep, self.known_as, self.each = keep, known_as, each
        self.loaded, self.entities = Outcomes(), Distinct()
        self.rejected: list[Rejected] = []
        self.foreign = Foreign()
        self.stories = self.claims = 0

    def take(self, item: "Reading | Rejected | Held") -> None:
        """Keep and count one reading; a story that the graph holds as it is, or an input rejected, is only counted."""
        from kg.resolve import resolve
        from kg.store.held import Held
        from loaders import Rejected

        if isinstance(item, Rejected):
            self.rejected.append(item)
        elif isinstance(item, Held):
            self.held(item)
        else:
            self.read(resolve(item))

    def held(self, item: "Held") -> None:
        from kg.store import Loaded

        if self.keep is not None:
            self.note(Loaded(item.story, item.state, item.claims, len(item.entities)))
        self.count(item.claims, item.entities)

    def read(self, reading: "Reading") -> None:
        from loaders import Rejected

        result = kept(reading, self.keep)
        if isinstance(result, Rejected):
            self.rejected.append(result)
            return
        if result is not None:
            self.note(result)
        if language := foreign(reading):
            self.foreign.add(reading.story.id, language)
        ids = {entity.id for claim in reading.claims for entity in spoken_of(claim)}
        named = self.known_as
        self.count(len(reading.claims), {named(one, reading.story.id) for one in ids} if named else ids)

    def count(self, claims: int, entities: Iterable[str]) -> None:
        self.stories += 1
        self.claims += claims
        self.entities.add(entities)

    def note(self, one: "Loaded") -> None:
        self.loaded.add(one)
        if self.each is not None:
            self.each(one)

    def report(self, begun: float) -> Report:
        """`begun` is the time of the monotonic clock at which the load began."""
        loaded, rejected = tuple(self.loaded.named), tuple(self.rejected)
        counts = self.stories, self.claims, len(self.entities)
        return Report(
            loaded,
            rejected,
            *counts,
            time.monotonic() - begun,
            states=dict(self.loaded.states),
            foreign=tuple(self.foreign.named),
            in_other_languages=self.foreign.number,
        )


def foreign(reading: "Reading") -> str | None:
    """The language of a story of which nothing was read, where it is not English."""
    if reading.claims or reading.story.kind != NEWS:
        return None
    from kg.extract.text.language import foreign_language

    return foreign_language(reading.story.text)


def spoken_of(claim: "Claim") -> "tuple[Entity, ...]":
    return (claim.subject, *((claim.object,) if claim.object else ()), *claim.attribution)


def kept(reading: "Reading", keep: Keep | None) -> "Loaded | Rejected | None":
    """What the store says of a reading; rejected where it refuses this one, None where there is no store."""
    from loaders import Rejected

    try:
        return keep(reading) if keep is not None else None
    except StoreUnreachable:
        raise
    except StoreError as error:
        return Rejected(reading.story.source or reading.story.id, str(error))
