"""The reference names: known agencies, rockets, craft, places and people, with their types, read from `names/*.tsv`.

`gazetteer()` gives the names that ship with the project; `read(folder)` any other folder of the same form, with clear
errors. Where the names come from, and how the files are written, stands in `names/SOURCES.md`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import OntologyError

COLUMNS = ("name", "type", "aliases", "wikidata", "flags", "source")
DEMONYM_COLUMNS = ("adjective", "country")
DEMONYMS = "demonyms.tsv"
FLAGS = frozenset({"word", "cased"})
NO_FLAGS: frozenset[str] = frozenset()
MARKS = {"*": FLAGS, "^": frozenset({"cased"})}
ARTICLES = frozenset({"the", "The"})
MAKERS = frozenset({"Company", "Agency", "Organization", "Institute"})
# what is named apart from who made or runs it, unlike satellites ("Eutelsat 36D")
MADE = frozenset(
    {"LaunchVehicle", "Stage", "Engine", "Capsule", "Spaceplane", "Lander", "Rover", "Orbiter", "Mission"}
    | {"LaunchSite", "Facility"}
)
FLIGHT = re.compile(r"Flight \d+")
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
        """Entries whose name or alias is `name`, names before aliases, then by type; empty if there is none.

        A leading article may be there or not (`The Guardian`, `the Moon`). What is written in another case is found
        too, unless it is `cased`: then only in capitals throughout, as a headline has it.
        """
        surface = normalise(name)
        found = self._find_surface(surface)
        article, _, rest = surface.partition(" ")
        return found or (self._find_surface(rest) if article in ARTICLES else ())

    def surfaces(self) -> Iterator[tuple[str, Entry]]:
        """Every name and alias with each entity that it names, sorted by surface: the words of an automaton."""
        for surface in sorted(self._entries):
            for entry in self._entries[surface]:
                yield surface, entry

    def mentions(self) -> Iterator[tuple[str, Entry]]:
        """The surfaces that a text would mark as one name, without those that are a name and something beside it."""
        return ((surface, entry) for surface, entry in self.surfaces() if not self._holds_two(surface, entry))

    def demonym(self, word: str) -> str | None:
        """The country (or region) that a demonym or adjective speaks of: `Japanese` gives `Japan`."""
        return self._demonyms.get(word)

    def demonyms(self) -> Mapping[str, str]:
        """All demonyms and adjectives with the name of their country or region."""
        return self._demonyms

    def __len__(self) -> int:
        """Number of known entities, not of surfaces."""
        return len({(entry.name, entry.type) for entries in self._entries.values() for entry in entries})

    def _holds_two(self, surface: str, entry: Entry) -> bool:
        """Whether a surface is a name and something beside it.

        So are the organisation before its craft ("SpaceX Dragon"), the kind before a craft's own name ("Dragon
        Resilience"), the rocket before its flight ("Starship Flight 12"), a name before a noun ("Andromeda galaxy").
        """

        def means_it(part: str) -> bool:
            return any((other.name, other.type) == (entry.name, entry.type) for other in self._entries.get(part, ()))

        def stands_apart(other: Entry, behind: str) -> bool:
            if other.type in MAKERS:
                return "word" not in other.flags
            return other.type == entry.type and other.name != entry.name and behind.isalpha() and behind.istitle()

        words = surface.split()
        if len(words) > 1 and words[-1].islower():
            return words[-1] == "government" or (entry.type not in MAKERS and means_it(" ".join(words[:-1])))
        for cut in range(1, len(words)):
            before, behind = self._entries.get(" ".join(words[:cut]), ()), " ".join(words[cut:])
            if FLIGHT.fullmatch(behind) and any(other.type == "LaunchVehicle" for other in before):
                return True
            if entry.type in MADE and means_it(behind) and any(stands_apart(other, behind) for other in before):
                return True
        return False

    def _find_surface(self, surface: str) -> tuple[Entry, ...]:
        return self._entries.get(surface, ()) or self._find_in_other_case(surface)

    def _find_in_other_case(self, surface: str) -> tuple[Entry, ...]:
        found: dict[tuple[str, str], Entry] = {}
        for other in self._surfaces_folded().get(surface.casefold(), ()):
            for entry in self._entries[other]:
                if "cased" not in entry.flags or surface == other.upper():
                    best = found.setdefault((entry.name, entry.type), entry)
                    found[entry.name, entry.type] = min(best, entry, key=lambda entry: len(entry.flags))
        return by_type(tuple(found.values()))

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
    names: dict[str, tuple[Entry, ...]] = {}
    aliases: dict[str, tuple[Entry, ...]] = {}
    demonyms: dict[str, str] = {}
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name == DEMONYMS:
            demonyms = dict(rows(path, DEMONYM_COLUMNS))
        elif path.name.endswith(".tsv"):
            for row in rows(path, COLUMNS):
                add_row(row, names, aliases)
    found = {surface: by_type(names.get(surface, ())) for surface in (*names, *aliases)}
    return Gazetteer({surface: found[surface] + by_type(aliases.get(surface, ())) for surface in found}, demonyms)


def rows(path: Traversable, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """The rows below the header line of a TSV file."""
    width = len(columns)
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[1:], start=2):
        row = line.split("\t")
        if len(row) == width and row[0]:
            yield row
        elif line:
            raise OntologyError(
                f"{path.name}:{number}: expected {width} columns ({', '.join(columns)}); correct the row"
            )


def add_row(row: list[str], names: dict[str, tuple[Entry, ...]], aliases: dict[str, tuple[Entry, ...]]) -> None:
    """Add the entity of a row under its name and under each of its aliases."""
    name, type_name, listed, wikidata, flags, _ = row
    marked = [split_mark(alias) for alias in listed.split("|")] if listed else []
    others = tuple([alias for alias, _ in marked])
    plain = Entry(name, type_name, others, wikidata, NO_FLAGS)
    own = Entry(name, type_name, others, wikidata, frozenset(flags.split(","))) if flags else plain
    names[name] = (*names.get(name, ()), own)
    for alias, marks in marked:
        entry = Entry(name, type_name, others, wikidata, marks) if marks else plain
        aliases[alias] = (*aliases.get(alias, ()), entry)


def split_mark(alias: str) -> tuple[str, frozenset[str]]:
    """An alias ends in `*` where it needs context and its case, in `^` where it needs its case: `Planet*`."""
    marks = MARKS.get(alias[-1:])
    return (alias[:-1], marks) if marks else (alias, NO_FLAGS)


def by_type(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return entries if len(entries) < 2 else tuple(sorted(entries, key=lambda entry: (entry.type, entry.name)))


def normalise(name: str) -> str:
    """Straight apostrophes and single spaces, as surfaces are written in the files."""
    return " ".join(name.translate(QUOTES).split())
