"""Writes the shipped name files `names/*.tsv` from the curated ones: `python -m ontology.names.build`.

A curated file has the columns name, type, aliases, wikidata and flags, in any order of rows; a shipped file is sorted,
has each entity once, and says where each row comes from. Rows written by hand win over rows from open data.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from ontology.gazetteer import COLUMNS, DEMONYMS, FLAGS, MARKS
from ontology.vocabulary import vocabulary

CURATED = COLUMNS[:-1]


@dataclass(frozen=True, slots=True)
class Row:
    """One entity of a names file; aliases keep their marks (`Planet*`)."""

    name: str
    type: str
    aliases: tuple[str, ...]
    wikidata: str
    flags: tuple[str, ...]
    source: str

    def line(self) -> str:
        cells = (self.name, self.type, "|".join(self.aliases), self.wikidata, ",".join(self.flags), self.source)
        return "\t".join(cells) + "\n"


def build(folder: Path) -> dict[str, str]:
    """The shipped files as text, by file name, from `folder/curated`."""
    curated = folder / "curated"
    shipped = {}
    for path in sorted(curated.glob("*.tsv")):
        if path.name == DEMONYMS:
            lines = sorted(set(path.read_text(encoding="utf-8").splitlines()[1:]))
            shipped[path.name] = "adjective\tcountry\n" + "".join(f"{line}\n" for line in lines)
        else:
            merged = merge(read_curated(path))
            shipped[path.name] = "\t".join(COLUMNS) + "\n" + "".join(row.line() for row in merged)
    return shipped


def read_curated(path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(CURATED):
            raise OntologyError(f"{path.name}:{number}: expected {len(CURATED)} columns: {', '.join(CURATED)}")
        name, type_name, aliases, wikidata, flags = cells
        row = Row(name, type_name, split(aliases, "|"), wikidata, split(flags, ","), "own")
        check(row, f"{path.name}:{number}")
        yield row


def check(row: Row, place: str) -> None:
    if row.type not in vocabulary().types:
        raise OntologyError(f"{place}: unknown type {row.type}; use one of types.toml")
    if unknown := set(row.flags) - FLAGS:
        raise OntologyError(f"{place}: unknown flag {', '.join(sorted(unknown))}; use {', '.join(sorted(FLAGS))}")
    surfaces = (row.name, *(alias.rstrip("".join(MARKS)) for alias in row.aliases))
    if any(surface != " ".join(surface.split()) or not surface for surface in surfaces):
        raise OntologyError(f"{place}: a name or alias is empty or has stray spaces")


def merge(rows: Iterable[Row]) -> list[Row]:
    """Each entity once, its aliases joined; the first row of an entity decides its id and flags."""
    merged: dict[tuple[str, str], Row] = {}
    for row in rows:
        known = merged.get((row.name, row.type))
        merged[row.name, row.type] = join(known, row) if known else row
    return sorted(merged.values(), key=lambda row: (row.name, row.type))


def join(first: Row, second: Row) -> Row:
    aliases = tuple(dict.fromkeys((*first.aliases, *second.aliases)))
    flags = first.flags or second.flags
    return Row(first.name, first.type, aliases, first.wikidata or second.wikidata, flags, first.source)


def split(cell: str, separator: str) -> tuple[str, ...]:
    return tuple(cell.split(separator)) if cell else ()


def write(folder: Path, shipped: Mapping[str, str]) -> None:
    for name, text in shipped.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    write(target, build(target))
