"""The graph as one object: stories go in; answers, tables, pictures and RDF come out.

    with Graph.open() as graph:
        graph.load("stories/")
        print(graph.ask("Who operates Resilience?").text)

It wires the rooms and holds the connection; each room does its own work.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.errors import KgError, NotFound, StoreError, StoreUnreachable, WrongArgument

if TYPE_CHECKING:
    import networkx

    from kg.ask import Answer
    from kg.disputes import Dispute
    from kg.ledger import Ledger
    from kg.model import Claim, Entity, Reading, Story
    from kg.rdf.checking import Report as Check
    from kg.reading import StoryReader
    from kg.resolve.review import Candidate
    from kg.store import Loaded, Schema, State, Store, Table
    from loaders import Rejected

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
       CASE WHEN name IN $repeatable THEN coalesce(r.when, '') ELSE '' END, r.claims"""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a load: what was kept of each story, each rejected input with its reason, and the seconds it took.

    `stories` and `claims` count what was read, `entities` the different things that the claims speak of. `loaded` is
    empty after a dry run. `unchanged` are the addresses that hold nothing new since they were loaded.
    """

    loaded: tuple["Loaded", ...]
    rejected: tuple["Rejected", ...]
    stories: int
    claims: int
    entities: int
    seconds: float
    unchanged: tuple[str, ...] = ()


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
    ) -> Report:
        """Load files, folders, globs, addresses or `-` (stdin), each story in one transaction.

        One bad input never stops the others: the report names it. `workers` processes read; the result is the same for
        any number. `story_id` names a single story. `loaded` is the ISO time to note instead of now. `progress` is
        called after each input. `by` reads in place of the project's own reader; claims less probable
        than `least` are left out. Raises `StoreUnreachable` when the
        engine is gone. An address whose stories this data folder holds is asked for what is new only, but where
        `again` asks for all of it.
        """
        from kg.reading import read
        from loaders.conditional import FileMemory
        from loaders.web import Web, is_loopback_allowed

        begun = time.monotonic()
        folder = self.store.folder
        memory = FileMemory(folder.data / "addresses.json") if folder else None
        web = Web(loopback=is_loopback_allowed(), memory=memory, again=again)
        readings = read(
            map(str, sources), format=format, workers=workers, story_id=story_id, by=by, least=least, web=web
        )
        ledger = self.ledger
        ledger.settle()

        def keep(reading: "Reading") -> "Loaded":
            return self.store.load(reading, loaded=loaded, settling=ledger.decided)

        def known_as(entity: str, story: str) -> str:
            return ledger.decided().identity(entity, story)

        report = collect(readings, keep, begun, progress, known_as)
        if memory is not None:  # only now: what was fetched and then lost would never be fetched again
            memory.keep(but={rejected.source for rejected in report.rejected})
        return replace(report, unchanged=tuple(web.unchanged))

    def ask(self, question: str) -> "Answer":
        """Answer a question in English with numbered citations, or say honestly that the graph holds nothing on it."""
        from kg.ask import ask

        return ask(self.store, question)

    def query(self, cypher: str, parameters: Mapping[str, object] | None = None, *, timeout: float = 30.0) -> "Table":
        """Rows of read-only Cypher; values go in as `parameters`, never into the text. Raises `QueryError`."""
        return self.store.query(cypher, parameters, timeout=timeout)

    def find(self, name: str) -> "Entity":
        """The entity of this name, alias or id. Raises `NotFound`, naming near ones."""
        found = self.store.find(name)
        if not found:
            near = ", ".join(f"{entity.name} ({entity.type})" for entity in self.store.near(name))
            hint = f"near names: {near}" if near else "'kg schema' shows what it holds"
            raise NotFound(f"{name}: the graph holds nothing of that name; {hint}")
        return found[0]

    def subgraph(self, *names: str, depth: int = 1, at: str | None = None) -> "networkx.MultiDiGraph":
        """What is within `depth` relations of the named entities, as it stood at the date `at` (EDTF).

        Raises `NotFound`, and `WrongArgument` where `at` is no date.
        """
        if at is not None:
            check_date(at)
        return self.store.subgraph([self.find(name).id for name in names], depth=depth, at=at)

    def show(self, *names: str, path: Path | str, depth: int = 1, at: str | None = None) -> None:
        """Draw a subgraph into `.html`, `.png`, `.svg`, `.json` or `.graphml`. Raises `NotFound`, `DrawError`."""
        from kg import draw

        draw.write(self.subgraph(*names, depth=depth, at=at), Path(path), title=", ".join(names))

    def claims(self, *names: str) -> "list[Claim]":
        """All claims, or those that speak of any of the named entities, each with its quotes."""
        return list(self.store.claims([self.find(name).id for name in names] if names else None))

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
    ) -> bytes:
        """The graph, or what is about some names, as bytes of one format.

        Formats are `turtle`, `trig`, `ntriples`, `nquads`, `jsonld`, `graphml` and `csv`; where none is given, it is
        that of the suffix of `path`. The bytes are written there too. The same graph gives the same bytes.
        """
        from kg.exports import export

        chosen = format or format_of(path)
        data = export(self, chosen, about=about, base=base, with_texts=with_texts)
        if path is not None:
            write(Path(path), data)
        return data

    def check(self) -> "Check":
        """Whether the graph keeps the shapes of the ontology and its own promises."""
        from kg.rdf import check

        return check(self.store.claims(), self.stories(texts=True), relations=self.relationships())

    def relationships(self) -> dict[tuple[str, str, str, str, str], int]:
        """How many claims each derived relationship says that it stands for.

        Keys are subject, predicate, object, status and, of a repeatable predicate, its date (else an empty text).
        """
        from ontology import vocabulary

        repeatable = [predicate.name for predicate in vocabulary().relations if predicate.repeatable]
        held = self.query(RELATIONSHIPS, {"repeatable": repeatable}, timeout=300.0)
        return {
            (subject, name, target, status, when): claims for subject, name, target, status, when, claims in held.rows
        }

    def forget(self, story: str) -> bool:
        """Delete a story, its claims and what only they held; False where there is no such story."""
        return self.store.forget(story)

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
        """Pairs of named entities that may be one and on which nobody decided, the likeliest first, with reasons."""
        from kg.resolve.likeness import Profile
        from kg.resolve.review import review

        decided = self.ledger.settle()
        profiles = [
            Profile(one.id, one.type, (one.name, *one.aliases), wikidata=one.wikidata, stories=stories)
            for one, stories in self.store.named()
        ]
        return review(profiles, self.store.related, decided)

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


def dry_run(
    *sources: str | Path,
    format: str | None = None,
    workers: int = 1,
    story_id: str | None = None,
    progress: Callable[[], None] | None = None,
    by: "StoryReader | None" = None,
    least: float | None = None,
) -> Report:
    """What `Graph.load` would read, without a graph: nothing is opened and nothing is written."""
    from kg.reading import read

    begun = time.monotonic()
    readings = read(map(str, sources), format=format, workers=workers, story_id=story_id, by=by, least=least)
    return collect(readings, None, begun, progress)


def collect(
    readings: "Iterable[Reading | Rejected]",
    keep: "Callable[[Reading], Loaded] | None",
    begun: float,
    progress: Callable[[], None] | None,
    known_as: Callable[[str, str], str] | None = None,
) -> Report:
    from kg.resolve import resolve
    from loaders import Rejected

    loaded: list[Loaded] = []
    rejected: list[Rejected] = []
    entities: set[str] = set()
    stories = claims = 0
    for item in readings:
        outcome = item if isinstance(item, Rejected) else kept(resolve(item), keep)
        if isinstance(outcome, Rejected):
            rejected.append(outcome)
        else:
            reading, result = outcome
            loaded += [result] if result is not None else []
            stories += 1
            claims += len(reading.claims)
            ids = {entity.id for claim in reading.claims for entity in spoken_of(claim)}
            entities.update(known_as(identity, reading.story.id) if known_as else identity for identity in ids)
        if progress is not None:
            progress()
    return Report(tuple(loaded), tuple(rejected), stories, claims, len(entities), time.monotonic() - begun)


def spoken_of(claim: "Claim") -> "tuple[Entity, ...]":
    return (claim.subject, *((claim.object,) if claim.object else ()), *claim.attribution)


def kept(reading: "Reading", keep: "Callable[[Reading], Loaded] | None") -> "tuple[Reading, Loaded | None] | Rejected":
    """The reading and what the store says of it; rejected where the store refuses this one."""
    from loaders import Rejected

    try:
        return reading, keep(reading) if keep is not None else None
    except StoreUnreachable:
        raise
    except StoreError as error:
        return Rejected(reading.story.source or reading.story.id, str(error))


def check_date(at: str) -> None:
    from kg.store.edtf import UNKNOWN, interval

    if interval(at) == UNKNOWN:
        raise WrongArgument(f"{at}: no date; write a year, a month or a day, like 2025, 2025-06 or 2025-06-05")


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
