"""The graph as one object: stories go in; answers, tables, pictures and RDF come out.

    with Graph.open() as graph:
        graph.load("stories/")
        print(graph.ask("Who operates Resilience?").text)

It wires the rooms and holds the connection; each room does its own work.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from kg.errors import KgError, NotFound, WrongArgument
from kg.loading.collecting import Report, collect

if TYPE_CHECKING:
    import networkx

    from kg.ask import Answer
    from kg.disputes import Dispute
    from kg.ledger import Ledger
    from kg.loading.reading import StoryReader
    from kg.model import Claim, Entity, Reading, Story
    from kg.rdf.checking import Report as Check
    from kg.resolve.candidate import Candidate
    from kg.store import Loaded, Schema, State, Store, Table

# Suffix -> format of an export.
EXPORTS: Mapping[str, str] = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".graphml": "graphml",
    ".csv": "csv",
}
RELATIONSHIPS = """
MATCH (s:Entity)-[r]->(o:Entity)
WITH s, r, o, coalesce(r.predicate, type(r)) AS name
RETURN s.id, name, o.id, coalesce(r.status, 'actual'),
       CASE WHEN name IN $repeatable THEN coalesce(r.when, '') ELSE '' END, r.claims, r.relation"""


class Graph:
    """A knowledge graph, embedded in a data folder or in the Neo4j that `NEO4J_URI` names. A context manager."""

    def __init__(self, store: "Store", folder: Path | None = None) -> None:
        self.store = store
        self.folder = folder or data_folder()

    @classmethod
    def open(
        cls, data: Path | str | None = None, *, environment: Mapping[str, str] | None = None, adopt: bool = False
    ) -> Self:
        """Open the graph of a data folder (see `data_folder`), or Neo4j where the environment names one.

        `adopt` takes a Neo4j database that holds somebody else's data. Raises `StoreUnreachable`, `ForeignDatabase`.
        """
        from kg.store import Store

        folder = data_folder(data, environment)
        return cls(Store.open(folder, environment=environment, adopt=adopt), folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back; the embedded engine stops by itself when nobody uses it."""
        self.store.close()

    def load(
        self,
        *sources: str | Path,
        format: str | None = None,
        workers: int = 1,
        story_id: str | None = None,
        loaded: str | None = None,
        progress: Callable[[], None] | None = None,
        by: "StoryReader | None" = None,
        least: float | None = None,
        again: bool = False,
        cluster: str | None = None,
        each: "Callable[[Loaded], None] | None" = None,
    ) -> Report:
        """Load files, folders, globs, addresses or `-` (stdin), each story in one transaction; restore archives.

        One bad input never stops the others: the report names it. `workers` processes read; the result is the same for
        any number. `story_id` names a single story. `loaded` is the ISO time to note instead of now. `progress` is
        called after each input. `by` reads in place of the project's own reader; claims less probable
        than `least` are left out. Raises `StoreUnreachable` when the
        engine is gone. An address whose stories this data folder holds is asked for what is new only, and a story that
        the graph holds as this reader reads it is passed over, but where `again` asks for all of it. `cluster` is the
        address of a Ray cluster that reads in the place of processes here, `local` one for this load alone.
        `each` is told what became of each story, for the report names but the first ten thousand of a state.
        """
        from kg.loading.addresses import remembered
        from kg.loading.edition import reader_edition, story_edition
        from kg.loading.reading import readings, sources_of
        from kg.loading.restoring import restored
        from kg.loading.resuming import unread
        from loaders.web import Web, is_loopback_allowed

        begun = time.monotonic()
        reader = reader_edition(by, least)
        memory = remembered(self.store.folder, reader)
        web = Web(loopback=is_loopback_allowed(), memory=memory, again=again)
        stories = sources_of(map(str, sources), format, story_id, web)
        to_read = stories if again or reader is None else unread(stories, self.store.held, reader)
        ledger = self.ledger
        ledger.settle()

        def keep(reading: "Reading") -> "Loaded":
            edition = story_edition(reading.story, reader) if reader else None
            return self.store.load(reading, loaded=loaded, settling=ledger.decided, edition=edition)

        def known_as(entity: str, story: str) -> str:
            return ledger.decided().identity(entity, story)

        found = restored(readings(to_read, workers, by, least, cluster), self.store, ledger)
        report = collect(found, keep, begun, progress, known_as, each)
        self.store.catch_up()
        if memory is not None:  # only now: what was fetched and then lost would never be fetched again
            memory.keep(but={rejected.source for rejected in report.rejected})
        return replace(report, unchanged=tuple(web.unchanged))

    def ask(self, question: str, *, at: str | None = None, as_known: str | None = None) -> "Answer":
        """Answer a question in English with numbered citations, or say honestly that the graph holds nothing on it.

        `at` is valid time: as it stood at the end of that date (EDTF), without what is dated later, ended before, or
        merely planned in stories published later. `as_known` is knowledge time: as the graph was after the loads and
        decisions up to that day's end (UTC) or ISO time with a zone. Raises `WrongArgument` for what is no date. `at`
        alone needs no view: entities have the names of today.
        """
        from kg.ask import ask
        from kg.views import Clocks

        day = Clocks.of(at, as_known).day
        with seen(self, None, as_known) as then:
            return ask(then.store, question, day=day)

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, object] | None = None,
        *,
        timeout: float = 30.0,
        at: str | None = None,
        as_known: str | None = None,
    ) -> "Table":
        """Rows of read-only Cypher; values go in as `parameters`, never into the text. Raises `QueryError`.

        `at` and `as_known`: see `ask`.
        """
        with seen(self, at, as_known) as then:
            return then.store.query(cypher, parameters, timeout=timeout)

    def find(self, name: str) -> "Entity":
        """The entity of this name, alias or id. Raises `NotFound`, naming near ones."""
        found = self.store.find(name)
        if not found:
            near = ", ".join(f"{entity.name} ({entity.type})" for entity in self.store.near(name))
            hint = f"near names: {near}" if near else "'kg schema' shows what it holds"
            raise NotFound(f"{name}: the graph holds nothing of that name; {hint}")
        return found[0]

    def subgraph(
        self, *names: str, depth: int = 1, at: str | None = None, as_known: str | None = None, limit: int | None = 100
    ) -> "networkx.MultiDiGraph":
        """What is within `depth` relations of the named entities; `at` and `as_known`: see `ask`.

        Of more than `limit` neighbours a step those with most claims are taken, of hubs the best (`kg.store.excerpt`);
        the graph's `left_out` and `relations_left_out` say how many are missing. None takes all. Raises `NotFound`, and
        `WrongArgument` for what is no date.
        """
        from kg.views import Clocks

        Clocks.of(at, as_known)  # before anything is made: both are dates
        with seen(self, None, as_known) as then:
            return then.store.subgraph([then.find(name).id for name in names], depth=depth, at=at, limit=limit)

    def show(
        self, *names: str, path: Path | str, depth: int = 1, at: str | None = None, as_known: str | None = None
    ) -> None:
        """Draw a subgraph as `.html`, `.png`, `.svg`, `.json` or `.graphml`. Raises `NotFound`, `DrawError`."""
        from kg import draw

        found = self.subgraph(*names, depth=depth, at=at, as_known=as_known)
        draw.write(found, Path(path), title=", ".join(names))

    def claims(self, *names: str, at: str | None = None, as_known: str | None = None) -> "list[Claim]":
        """All claims, or those that speak of any named entity, with quotes; `at` and `as_known`: see `ask`."""
        with seen(self, at, as_known) as then:
            return list(then.store.claims([then.find(name).id for name in names] if names else None))

    def disputes(self, *names: str) -> "Iterator[Dispute]":
        """Claims that contradict each other, all or those about the named entities: shown, never settled.

        Each dispute has its sides with belief, sources and quotes; what contradicts what is in
        `ontology/data/disputes.toml`. Raises `NotFound`.
        """
        from kg.disputes import disputes

        return disputes(self.store, [self.find(name).id for name in names] if names else None)

    def export(
        self,
        path: Path | str | None = None,
        *,
        format: str | None = None,
        about: Sequence[str] = (),
        base: str | None = None,
        with_texts: bool = False,
        at: str | None = None,
        as_known: str | None = None,
    ) -> bytes:
        """The graph, or what is about some names, as bytes of one format.

        Formats are `turtle`, `trig`, `ntriples`, `nquads`, `jsonld`, `graphml`, `csv` and `archive`
        (`export_archive`); where none is given, it is that of the suffix of `path`. The bytes are written there too.
        The same graph gives the same bytes, and what it was as known then gives the bytes that it gave then. `at` and
        `as_known`: see `ask`.
        """
        from kg.exports import export

        chosen = format or format_of(path)
        with seen(self, at, as_known) as then:
            data = export(then, chosen, about=about, base=base, with_texts=with_texts)
        if path is not None:
            write(Path(path), data)
        return data

    def export_archive(self, file: "Path | str | BinaryIO") -> int:
        """Write all that the graph was told into a file, which `load` makes the graph of; gives the number of bytes."""
        from kg.loading.backup import back_up, back_up_to

        return back_up_to(self.store, Path(file)) if isinstance(file, str | Path) else back_up(self.store, file)

    def export_for_neo4j(self, folder: Path | str) -> int:
        """Write the whole graph as files that `neo4j-admin database import full` takes; gives the number of bytes.

        The folder must be new or empty. In it, `neo4j-admin database import full NAME @arguments` makes the database.
        """
        from kg.store import importing

        return importing.export(self.store.connection, Path(folder))

    def check(self) -> "Check":
        """Whether the graph keeps the shapes of the ontology and its own promises."""
        from kg.rdf import check

        return check(self.store.claims(), self.stories(texts=True), relations=self.relationships())

    def relationships(self) -> dict[tuple[str, str, str, str, str], int]:
        """How many claims each derived relationship says that it stands for, with those that it is noted to lack.

        Keys are subject, predicate, object, status and, of a repeatable predicate, its date (else an empty text).
        """
        from ontology import vocabulary

        repeatable = [predicate.name for predicate in vocabulary().relations if predicate.repeatable]
        held = self.query(RELATIONSHIPS, {"repeatable": repeatable}, timeout=300.0)
        gained = self.store.gained()
        return {(*relation,): claims + gained.get(key, 0) for *relation, claims, key in held.rows}

    def forget(self, story: str) -> bool:
        """Delete a story, its versions, its claims and what only they held; False where there is no such story.

        It is gone from what was known before (`as_known`), too.
        """
        from kg.loading import addresses
        from kg.views import clear

        forgotten = self.store.forget(story)
        addresses.delete(self.store.folder)
        clear(self.folder)  # at once: they hold what was forgotten, even if a former attempt ended before this
        return forgotten

    @property
    def ledger(self) -> "Ledger":
        """The decisions on who is who, recorded in `decisions.tsv` of the data folder."""
        from kg.ledger import Ledger

        return Ledger(self.store, self.folder)

    def same(self, one: str, other: str, *, comment: str = "", time: str | None = None) -> None:
        """Decide that two names mean one entity, from now on and in what is loaded later.

        Claims keep ids and evidence. Raises `NotFound`, `WrongArgument`, and `KgError` for an ambiguous name, a
        contradiction to what was decided before, or claims that the one entity could not have.
        """
        self.ledger.note("same", *self.ledger.pair(one, other), comment=comment, time=time)

    def differ(self, one: str, other: str, *, unsure: bool = False, comment: str = "", time: str | None = None) -> None:
        """Decide that two names mean two entities: what was decided to be the same parts again.

        `NAME@STORY` means the entity in that story alone, and parts it from its namesakes elsewhere. `unsure` only
        takes the pair from the list of `review`. Raises as `same` does.
        """
        self.ledger.note("unsure" if unsure else "differ", *self.ledger.pair(one, other), comment=comment, time=time)

    def retype(self, name: str, type: str, *, comment: str = "", time: str | None = None) -> None:
        """Decide on the type of an entity, whatever stories say. Raises as `same` does."""
        self.ledger.note("retype", self.ledger.find(name), type, comment=comment, time=time)

    def rename(self, name: str, new: str, *, comment: str = "", time: str | None = None) -> None:
        """Decide on the main name of an entity; the names that it had stay as aliases. Raises as `same` does."""
        self.ledger.note("rename", self.ledger.find(name), new, comment=comment, time=time)

    def review(self) -> "list[Candidate]":
        """Pairs of named entities that may be one, and entities that may be two, on which nobody decided.

        The likeliest first, with reasons; one that may be two has `parts`, the stories that seem to mean another.
        """
        return self.ledger.review()

    def accept(
        self, least: float = 0.95, *, time: str | None = None
    ) -> "tuple[list[Candidate], list[tuple[Candidate, str]]]":
        """Decide as `same` does on the pairs of `review` that are at least so likely one, with the reasons as comment.

        The pairs taken, and those that could not be, with what was in the way. Whatever was decided before stands.
        Raises `WrongArgument` for a `least` below .9: such pairs want a look.
        """
        return self.ledger.accept(self.review(), least, time)

    def stories(self, *, texts: bool = False) -> "Iterator[Story]":
        """The stories held, sorted by id, without their texts unless asked for."""
        return iter(self.store.stories(texts=texts))

    def counts(self) -> dict[str, int]:
        """How many stories, entities, claims (current and superseded) and relationships there are."""
        return self.store.counts()

    def schema(self) -> "Schema":
        """Types, relations, attributes and statuses in use, with their numbers."""
        return self.store.schema()

    def status(self) -> "State":
        """Engine, address over Bolt and the reader's login."""
        return self.store.status()


def data_folder(data: Path | str | None = None, environment: Mapping[str, str] | None = None) -> Path:
    """The folder named, else that of `KG_HOME`, else the platform's own for data of this program."""
    named = data or (os.environ if environment is None else environment).get("KG_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("space-kg", appauthor=False)


@contextmanager
def seen(graph: Graph, at: str | None, as_known: str | None) -> "Iterator[Graph]":
    """The graph by the two clocks (`kg.views`), or itself where neither is set."""
    if at is None and as_known is None:
        yield graph
        return
    from kg.views import Clocks, view

    clocks = Clocks.of(at, as_known)
    with view(graph.store, graph.folder, graph.ledger.decided(), clocks) as store:
        try:
            yield Graph(store, graph.folder)
        except NotFound as error:
            asked = " and ".join([*([f"at {at}"] if at else []), *([f"as known {as_known}"] if as_known else [])])
            raise NotFound(f"{error} ({asked})") from None


def format_of(path: Path | str | None) -> str:
    if path is None:
        return "turtle"
    suffix = Path(path).suffix.lower()
    if suffix not in EXPORTS:
        raise WrongArgument(
            f"{path}: no format has the suffix {suffix!r}; use one of {', '.join(EXPORTS)} or name the format"
        )
    return EXPORTS[suffix]


def write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror}; choose another place") from None
