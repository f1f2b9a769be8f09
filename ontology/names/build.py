"""Puts the name files `names/*.tsv` into their one form: `python -m ontology.names.build [FOLDER]`.

The files are edited by hand, in any order of rows; this sorts them, joins the rows of one entity and checks them.
With FOLDER, rows of open data prepared there (files of the same names and columns, each row with its source) are added:
what stands in the files already wins, and of a new row that would only repeat a known name no more is taken than its
Wikidata id, where the known one has none.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import OntologyError
from ontology.gazetteer import COLUMNS, DEMONYM_COLUMNS, DEMONYMS, FLAGS, MARKS, normalise, rows
from ontology.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Row:
    """One entity of a names file; aliases keep their marks (`Planet*`)."""

    name: str
    type: str
    aliases: tuple[str, ...]
    wikidata: str
    flags: tuple[str, ...]
    source: str

    @property
    def surfaces(self) -> tuple[str, ...]:
        return (self.name, *(unmarked(alias) for alias in self.aliases))

    def cells(self) -> tuple[str, ...]:
        return (self.name, self.type, "|".join(self.aliases), self.wikidata, ",".join(self.flags), self.source)


def build(folder: Path, additions: Path | None = None) -> dict[str, str]:
    """The text of each names file of `folder` in its one form, by file name, with the rows of `additions` added."""
    held = {path: list(read_rows(path)) for path in sorted(folder.glob("*.tsv")) if path.name != DEMONYMS}
    known = {(surface, row.type) for found in held.values() for row in found for surface in row.surfaces}
    added = {path.name: list(read_rows(path)) for path in sorted(additions.glob("*.tsv"))} if additions else {}
    identities = ids_of(row for found in added.values() for row in found)
    built = {}
    for name in sorted({*added, *(path.name for path in held)}):
        new = [row for row in added.get(name, ()) if (row.name, row.type) not in known]
        found = merge([*(identified(row, identities) for row in held.get(folder / name, ())), *new])
        built[name] = table(COLUMNS, (row.cells() for row in found))
    if (folder / DEMONYMS).exists():
        built[DEMONYMS] = table(DEMONYM_COLUMNS, sorted(set(map(tuple, rows(folder / DEMONYMS, DEMONYM_COLUMNS)))))
    return built


def ids_of(found: Iterable[Row]) -> dict[tuple[str, str], str]:
    """The Wikidata id of each name and type that has one only."""
    ids: dict[tuple[str, str], set[str]] = {}
    for row in found:
        if row.wikidata:
            ids.setdefault((row.name, row.type), set()).add(row.wikidata)
    return {key: values.pop() for key, values in ids.items() if len(values) == 1}


def identified(row: Row, ids: Mapping[tuple[str, str], str]) -> Row:
    """The row with the id that open data has for its name, else for one of its aliases, where it has none itself."""
    if row.wikidata:
        return row
    found = [ids[surface, row.type] for surface in row.surfaces if (surface, row.type) in ids]
    return replace(row, wikidata=found[0]) if found else row


def read_rows(path: Path) -> Iterator[Row]:
    for name, type_name, aliases, wikidata, flags, source in rows(path, COLUMNS):
        row = Row(name, type_name, split(aliases, "|"), wikidata, split(flags, ","), source)
        check(row, f"{path.name}: {name}")
        yield row


def check(row: Row, place: str) -> None:
    if row.type not in vocabulary().types:
        raise OntologyError(f"{place}: unknown type {row.type}; use one of types.toml")
    if unknown := set(row.flags) - FLAGS:
        raise OntologyError(f"{place}: unknown flag {', '.join(sorted(unknown))}; use {', '.join(sorted(FLAGS))}")
    if any(surface != normalise(surface) or not surface for surface in row.surfaces):
        raise OntologyError(f"{place}: a name or alias is empty, has stray spaces or curly quotes; write it plainly")
    if not row.source:
        raise OntologyError(f"{place}: no source; name one of SOURCES.md")


def merge(found: Iterable[Row]) -> list[Row]:
    """Each entity once, its aliases joined; the first row of an entity decides its id, flags and source."""
    merged: dict[tuple[str, str], Row] = {}
    for row in found:
        first = merged.get((row.name, row.type), row)
        aliases = {unmarked(alias): alias for alias in (*row.aliases, *first.aliases) if unmarked(alias) != row.name}
        merged[row.name, row.type] = replace(
            first,
            aliases=tuple(aliases[alias] for alias in sorted(aliases)),
            wikidata=first.wikidata or row.wikidata,
            flags=tuple(sorted(first.flags or row.flags)),
        )
    return sorted(merged.values(), key=lambda row: (row.name, row.type))


def table(columns: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    return "".join("\t".join(cells) + "\n" for cells in (columns, *lines))


def unmarked(alias: str) -> str:
    return alias[:-1] if alias[-1:] in MARKS else alias


def split(cell: str, separator: str) -> tuple[str, ...]:
    return tuple(cell.split(separator)) if cell else ()


def write(folder: Path, built: Mapping[str, str]) -> None:
    for name, text in built.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    here = Path(__file__).parent
    write(here, build(here, Path(sys.argv[1]) if len(sys.argv) > 1 else None))
