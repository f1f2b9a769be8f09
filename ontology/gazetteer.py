"""The reference names: known agencies, rockets, craft, places and people, with their types, read from `names/*.tsv`.

`gazetteer()` gives the names that ship with the project; `read(folder)` any other folder of the same form, with clear
errors. Where the names come from, and under which licences, stands in `names/SOURCES.md`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import OntologyError

COLUMNS = ("name", "type", "aliases", "wikidata", "flags", "source")
FLAGS = frozenset({"word", "cased"})
MARKS = {"*": frozenset({"word", "cased"}), "^": frozenset({"cased"})}
DEMONYMS = "demonyms.tsv"
ARTICLES = frozenset({"the", "The"})
QUOTES = str.maketrans("\u2018\u2019\u02bc", "'''")


@dataclass(frozen=True, slots=True)
class Entry:
    """A known entity as one of its surfaces names it.

    `flags` are those of the surface that was asked for, not of the entity: `word` says that the surface is also an
    everyday word, surname or place and needs context ("Resilience"), `cased` that its lower-case form is a word, so
    that case must agree ("Juice"). `wikidata` is empty where no id is known for sure.
    """

    name: str
    type: str
    aliases: tuple[str, ...]
    wikidata: str
    flags: frozenset[str]


class Gazetteer:
    """Reference names by surface. A surface may name several entities: the reader chooses by context."""

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]], demonyms: Mapping[str, str]) -> None:
        self._entries = entries
        self._demonyms = demonyms
        self._folded: dict[str, list[str]] = {}

    def find(self, name: str) -> tuple[Entry, ...]:
        """Entries whose name or alias is `name`, best first; in another case only those that are not `cased`.

        A leading article may be there or not: `The Guardian`, `the Moon`.
        """
        surface = normalise(name)
        found = self._find_surface(surface)
        article, _, rest = surface.partition(" ")
        return found or (self._find_surface(rest) if article in ARTICLES else ())

    def surfaces(self) -> Iterator[tuple[str, Entry]]:
        """Every name and alias with each entity that it names, sorted by surface: the words of an automaton."""
        for surface, entries in self._entries.items():
            for entry in entries:
                yield surface, entry

    def demonym(self, word: str) -> str | None:
        """The country (or region) that a demonym or adjective speaks of: `Japanese` gives `Japan`."""
        return self._demonyms.get(word)

    def demonyms(self) -> Mapping[str, str]:
        """All demonyms and adjectives with the name of their country or region."""
        return self._demonyms

    def __len__(self) -> int:
        """Number of known entities, not of surfaces."""
        return len({(entry.name, entry.type) for entries in self._entries.values() for entry in entries})

    def _find_surface(self, surface: str) -> tuple[Entry, ...]:
        return self._entries.get(surface, ()) or tuple(
            entry
            for other in self._surfaces_folded().get(surface.casefold(), ())
            for entry in self._entries[other]
            if "cased" not in entry.flags
        )

    def _surfaces_folded(self) -> Mapping[str, list[str]]:
        if not self._folded:
            for surface in self._entries:
                self._folded.setdefault(surface.casefold(), []).append(surface)
        return self._folded


@cache
def gazetteer() -> Gazetteer:
    """The reference names that ship with the project."""
    return read(files("ontology") / "names")


def read(folder: Traversable) -> Gazetteer:
    """Read every `*.tsv` of `folder`; OntologyError names the file and line that is wrong."""
    entries: dict[str, list[tuple[bool, Entry]]] = {}
    demonyms: dict[str, str] = {}
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name == DEMONYMS:
            demonyms = dict(rows(path, 2))
        elif path.name.endswith(".tsv"):
            for row in rows(path, len(COLUMNS)):
                for is_alias, surface, entry in read_row(row):
                    entries.setdefault(surface, []).append((is_alias, entry))
    return Gazetteer({surface: best_first(entries[surface]) for surface in sorted(entries)}, demonyms)


def rows(path: Traversable, width: int) -> Iterator[list[str]]:
    """The rows below the header line of a TSV file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
        if number and line:
            row = line.split("\t")
            if len(row) != width or not row[0]:
                raise OntologyError(f"{path.name}:{number + 1}: expected {width} columns and a name; correct the row")
            yield row


def read_row(row: list[str]) -> Iterator[tuple[bool, str, Entry]]:
    """Whether it is an alias, surface and entry, for the name and each alias of a row."""
    name, type_name, listed, wikidata, flags, _ = row
    marked = [split_mark(alias) for alias in listed.split("|")] if listed else []
    aliases = tuple(alias for alias, _ in marked)
    plain = Entry(name, type_name, aliases, wikidata, frozenset())
    own = frozenset(flags.split(",")) if flags else plain.flags
    yield False, name, Entry(name, type_name, aliases, wikidata, own) if own else plain
    for alias, marks in marked:
        yield True, alias, Entry(name, type_name, aliases, wikidata, marks) if marks else plain


def split_mark(alias: str) -> tuple[str, frozenset[str]]:
    """An alias ends in `*` where it needs context and its case, in `^` where it needs its case: `Planet*`."""
    marks = MARKS.get(alias[-1:])
    return (alias[:-1], marks) if marks else (alias, frozenset())


def best_first(found: Iterable[tuple[bool, Entry]]) -> tuple[Entry, ...]:
    """Names before aliases, then by type and name, each entity once."""
    ordered = sorted(found, key=lambda pair: (pair[0], pair[1].type, pair[1].name))
    unique = {(entry.name, entry.type): entry for _, entry in reversed(ordered)}
    return tuple(reversed(unique.values()))


def normalise(name: str) -> str:
    """Straight apostrophes and single spaces, as surfaces are written in the files."""
    return " ".join(name.translate(QUOTES).split())
