"""The whole graph as CSV files that `neo4j-admin database import full` takes: the fast way into a Neo4j for millions.

Neo4j's import tool (Operations Manual, "Import") makes a database offline, some hundred times faster than Bolt can. A
folder holds `LABEL.csv` of nodes, `LABEL-LABEL.csv` of relationships, and `arguments` for the tool. The mark of the
graph says that it was imported, so that whoever opens it first makes constraints and indexes (`kg.store.schema`), and
sets the empty arrays, which the tool takes for missing ones.

Fields are quoted as RFC 4180 has it; a string is always in quotes, so that an empty one is no missing one. The same
graph gives the same bytes. Memory holds the ids of stories and entities, and a few hundred stories.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, TextIO

from kg.errors import StoreError
from kg.store.connection import Connection, Row
from kg.store.read import STORY_IDS, batches
from ontology import cypher

DATABASE = "neo4j"
BATCH = 200
COMPLETING = 3600.0
# between the values of an array: the tool knows no way to escape it, and loaders let no control character in
BETWEEN = "\x1f"
OPTIONS = (
    "--id-type=string",
    f"--array-delimiter=U+{ord(BETWEEN):04X}",
    "--multiline-fields=true",
    "--multiline-fields-format=v1",
)
# of the tool, which must hold the longest value: characters
BUFFER = 4 * 2**20
KINDS: Mapping[str, str] = {"bool": "boolean", "int": "long", "float": "double", "str": "string", "Date": "date"}
LABELS = "labels(n) AS labels, properties(n) AS properties"


@dataclass(frozen=True, slots=True)
class Nodes:
    """Nodes of one label: the properties that tell them apart, the keys to page by, and how a key leads to them."""

    label: str
    key: tuple[str, ...]
    keys: str
    pattern: str

    @staticmethod
    def by(label: str, key: str) -> "Nodes":
        keys = f"MATCH (n:{label}) RETURN n.{key} AS id ORDER BY id"
        return Nodes(label, (key,), keys, f"(n:{label} {{{key}: key}})")


# what has no key of its own is found from its story
OF_STORIES = (
    Nodes("Version", ("story", "number"), STORY_IDS, "(:Story {id: key})-[:REVISION_OF]->(n:Version)"),
    Nodes("Reading", ("story", "number"), STORY_IDS, "(:Story {id: key})-[:READ_BEFORE]->(n:Reading)"),
    Nodes("Claim", ("id",), STORY_IDS, "(n:Claim {story: key})"),
)
# the mark comes last, and tells of the others
KEYED = sorted(
    (Nodes.by(*one) for one in cypher.UNIQUE if one[0] != "Claim"), key=lambda one: one.label == "KnowledgeGraph"
)
GROUPS = (*OF_STORIES, *KEYED)
BY_LABEL = {group.label: group for group in GROUPS}


@dataclass(slots=True)
class Sheet:
    """Rows of one file, kept as JSON Lines until the last has told all columns: property -> its kind."""

    name: str
    leading: tuple[str, ...]
    rows: TextIO
    columns: dict[str, str] = field(default_factory=dict)
    longest: int = 0

    def takes(self, kinds: Mapping[str, str]) -> bool:
        """Whether each property is of the kind that its column has; an empty array is of any kind of array."""
        return all(agree(self.columns.get(name, kind), kind) for name, kind in kinds.items())

    def add(self, leading: Sequence[str], properties: Mapping[str, Any], kinds: Mapping[str, str]) -> None:
        for name in sorted(kinds):
            if self.columns.get(name, "[]") == "[]":
                self.columns[name] = kinds[name]
        cells = [cell(properties.get(name)) for name in self.columns]
        self.longest = max(self.longest, *map(len, cells), 0)
        self.rows.write(json.dumps([*(quoted(one) for one in leading), *cells]) + "\n")

    def finish(self, path: Path) -> None:
        named = [f"{name}:{'string[]' if kind == '[]' else kind}" for name, kind in self.columns.items()]
        header = [quoted(one) for one in (*self.leading, *named)]
        self.rows.seek(0)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(",".join(header) + "\n")
            for row in self.rows:
                cells = json.loads(row)
                file.write(",".join([*cells, *[""] * (len(header) - len(cells))]) + "\n")


class Folder:
    """The files of one export; a property that holds values of two kinds gets a second file for the second."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self.path, self.stack = path, stack
        self.sheets: dict[str, list[Sheet]] = {}
        # of a label or a type of relationship: how many there are, how many have an array, which arrays may be empty
        self.counted: Counter[str] = Counter()
        self.arrays: Counter[tuple[str, str]] = Counter()
        self.empty: set[tuple[str, str]] = set()

    def write(self, name: str, what: str, leading: Mapping[str, str], properties: Mapping[str, Any]) -> None:
        """Add a row to the file of that name; `what` is its label or type of relationship."""
        held = {key: value for key, value in properties.items() if value is not None}
        kinds = {key: kind_of(value, key) for key, value in held.items()}
        sheets = self.sheets.setdefault(name, [])
        sheet = next((one for one in sheets if one.takes(kinds)), None) or self.begin(name, tuple(leading))
        sheet.add(list(leading.values()), held, kinds)
        self.counted[what] += 1
        self.arrays.update((what, key) for key, kind in kinds.items() if kind.endswith("[]"))
        self.empty.update((what, key) for key, kind in kinds.items() if kind == "[]")

    def lost(self) -> list[str]:
        """`WHAT PROPERTY` of the arrays that all of these have and the tool loses where they are empty."""
        return sorted(f"{what} {name}" for what, name in self.empty if self.arrays[what, name] == self.counted[what])

    def begin(self, name: str, leading: tuple[str, ...]) -> Sheet:
        sheets = self.sheets[name]
        own = f"{name}-{len(sheets) + 1}" if sheets else name
        rows = self.stack.enter_context(TemporaryFile("w+", encoding="ascii", dir=self.path))  # noqa: SIM115
        sheets.append(Sheet(own, leading, rows))
        return sheets[-1]

    def finish(self) -> None:
        """Write the files, and the arguments for the tool."""
        sheets = [sheet for some in self.sheets.values() for sheet in some]
        lines = [*OPTIONS, f"--read-buffer-size={max(BUFFER, *(2 * sheet.longest for sheet in sheets))}"]
        for sheet in sheets:
            sheet.finish(self.path / f"{sheet.name}.csv")
            what = "nodes" if ":LABEL" in sheet.leading else "relationships"
            lines.append(f"--{what}={sheet.name}.csv")
        (self.path / "arguments").write_text("\n".join(lines) + "\n", encoding="utf-8")


def export(connection: Connection, path: Path) -> int:
    """Write the graph into a new or empty folder; gives the number of bytes. Raises `StoreError`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise StoreError(f"{path}: is not empty; name a new folder")
        with ExitStack() as stack:
            folder = Folder(path, stack)
            for group in GROUPS:
                for rows, links in pages(connection, group):
                    for row in rows:
                        write_node(folder, group, row)
                    for link in links:
                        write_link(folder, group, link)
            folder.finish()
        return sum(file.stat().st_size for file in path.iterdir())
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}; choose another place") from None


def complete(connection: Connection) -> None:
    """Give an imported database the empty arrays that the tool leaves out; a second time changes nothing."""
    lost = connection.read("MATCH (mark:KnowledgeGraph) RETURN mark.empty AS empty")[0]["empty"] or []
    connection.define([fill(*one.split(" ")) for one in lost], timeout=COMPLETING)


def fill(what: str, name: str) -> str:
    what, name = cypher.checked(what), cypher.checked(name)
    pattern = f"(n:{what})" if what in BY_LABEL else f"()-[n:{what}]->()"
    return f"MATCH {pattern} WHERE n.{name} IS NULL CALL (n) {{ SET n.{name} = [] }} IN TRANSACTIONS OF 10000 ROWS"


def pages(connection: Connection, group: Nodes) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Nodes, and the relationships that begin at them, in one order."""
    ours = "|".join(BY_LABEL)
    nodes = f"UNWIND $keys AS key MATCH {group.pattern} RETURN {LABELS}"
    links = (
        f"UNWIND $keys AS key MATCH {group.pattern} MATCH (n)-[r]->(m:{ours}) RETURN properties(n) AS source, "
        "type(r) AS kind, properties(r) AS properties, labels(m) AS labels, "
        "{id: m.id, key: m.key, story: m.story, number: m.number} AS target"
    )
    for keys in batches([row["id"] for row in connection.read(group.keys)], BATCH):
        found = connection.read(nodes, keys=keys)
        found.sort(key=lambda row: identity(group, row["properties"]))
        from_here = connection.read(links, keys=keys)
        from_here.sort(key=lambda row: link_order(group, row))
        yield found, from_here


def write_node(folder: Folder, group: Nodes, row: Row) -> None:
    properties = dict(row["properties"])
    if group.label == "KnowledgeGraph":
        properties |= {"imported": True, "empty": folder.lost() or None}
    leading = {f":ID({group.label})": identity(group, properties), ":LABEL": BETWEEN.join(sorted(row["labels"]))}
    folder.write(group.label, group.label, leading, properties)


def write_link(folder: Folder, group: Nodes, row: Row) -> None:
    end = end_of(row)
    leading = {
        f":START_ID({group.label})": identity(group, row["source"]),
        f":END_ID({end.label})": identity(end, row["target"]),
        ":TYPE": row["kind"],
    }
    folder.write(f"{group.label}-{end.label}", row["kind"], leading, row["properties"])


def end_of(row: Row) -> Nodes:
    return next(BY_LABEL[label] for label in row["labels"] if label in BY_LABEL)


def identity(group: Nodes, properties: Row) -> str:
    return " ".join(str(properties[name]) for name in group.key)


def link_order(group: Nodes, row: Row) -> tuple[str, ...]:
    properties = sorted((name, str(value)) for name, value in row["properties"].items())
    return identity(group, row["source"]), row["kind"], identity(end_of(row), row["target"]), str(properties)


def kind_of(value: object, name: str) -> str:
    """The tool's name of a value's type; `[]` of an empty array, which may be of any."""
    if isinstance(value, list):
        kinds = {kind_of(one, name) for one in value}
        if any(isinstance(one, str) and BETWEEN in one for one in value):
            raise StoreError(f"{name}: holds the character U+{ord(BETWEEN):04X}, which the import tool cannot take")
        return f"{kinds.pop()}[]" if len(kinds) == 1 else "[]" if not kinds else "string[]"
    kind = KINDS.get(type(value).__name__) or KINDS.get(type(value).__name__.capitalize())
    if kind is None:
        raise StoreError(f"{name}: holds a {type(value).__name__}, which the import tool cannot take")
    return kind


def agree(column: str, kind: str) -> bool:
    return column == kind or ("[]" in (column, kind) and column.endswith("[]") and kind.endswith("[]"))


def cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return quoted(BETWEEN.join(plain(one) for one in value))
    return quoted(value) if isinstance(value, str) else plain(value)


def plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value) if isinstance(value, float) else str(value)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
