"""The graph as files for Neo4j's import tool: what they hold, and a database that the real tool makes of them."""

import csv
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Entity, Reading
from kg.store import Store, importing
from ontology import cypher
from tests.store.neo4j.process import OwnNeo4j
from tests.store.neo4j.serve import LIBRARY, java

NASA = Entity("Q23548", "Agency", "NASA", ("National Aeronautics and Space Administration",), wikidata="Q23548")
MOON = Entity("Q405", "CelestialBody", "Moon", wikidata="Q405")
HOSTILE = Entity('lander:"; DROP', "Lander", '"Quoted", lander\nof two lines', ("a,b", "c;d|e", "back\\slash", "'"))
TEXT = 'He said: "It \\"works\\", \'really\'".\r\nThen a line, with ; and \t and \\n; 月面着陸 🌙\n\n"'


@pytest.fixture
def readings(writer: Callable[..., "object"]) -> list[Reading]:
    plain = writer("s1", "NASA's lander reached the Moon.", outlet="SpaceNews", published="2025-01-02", title="")
    hostile = writer('s2 "quoted", \n', TEXT, title='"', url=None)
    return [
        plain.reading(
            plain.claim(HOSTILE, "OPERATED_BY", NASA, "NASA's lander"),
            plain.claim(HOSTILE, "LANDED_ON", MOON, when="2025-01", status="planned"),
            plain.claim(HOSTILE, "MEASURE", "70 kg", "lander", number=70, unit="kg"),
            plain.claim(HOSTILE, "LAUNCH_DATE", "2025-01-02", "reached"),
        ),
        hostile.reading(
            hostile.claim(NASA, "SAID", 'It \\"works\\"', "works", by=(MOON, NASA)),
            hostile.claim(HOSTILE, "LAUNCH_DATE", "2024-12", "line"),
            hostile.claim(HOSTILE, "MEASURE", "70.5 kg", "He", number=70.5, unit="kg"),
            hostile.claim(HOSTILE, "LANDED_ON", MOON, "line, with ; and \t and \\n", confidence=0.123456),
        ),
    ]


def fill(store: Store, readings: list[Reading]) -> None:
    """Two stories, of which one came in another version before."""
    first = Reading(readings[0].story, readings[0].entities, readings[0].claims[:2])
    for reading in (first, *readings):
        store.load(reading, loaded="2025-02-01T00:00:00+00:00")


def files(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_string_keeps_every_character(store: Store, readings: list[Reading], tmp_path: Path) -> None:
    fill(store, readings)
    importing.export(store.connection, tmp_path / "files")
    stories = {row["id:string"]: row for row in table(tmp_path / "files/Story.csv")}
    assert stories['s2 "quoted", \n']["text:string"] == TEXT
    entities = {row["id:string"]: row for row in table(tmp_path / "files/Entity.csv")}
    assert entities[HOSTILE.id]["name:string"] == HOSTILE.name
    assert set(entities[HOSTILE.id]["aliases:string[]"].split("\x1f")) == set(HOSTILE.aliases)
    assert entities[HOSTILE.id][":LABEL"].split("\x1f") == ["Craft", "Entity", "Lander"]


def test_a_whole_number_and_another_go_into_files_of_their_own(
    store: Store, readings: list[Reading], tmp_path: Path
) -> None:
    fill(store, readings)
    importing.export(store.connection, tmp_path / "files")
    names = [name for name in files(tmp_path / "files") if name.startswith("Claim") and "Entity" not in name]
    numbers = {
        key: row[key]
        for name in names
        for row in table(tmp_path / "files" / name)
        for key in row
        if key.startswith("number:") and row[key]
    }
    assert numbers == {"number:long": "70", "number:double": "70.5"}


def test_an_empty_string_stands_in_quotes_and_what_is_missing_does_not() -> None:
    assert [importing.cell(value) for value in ("", None, [], 0, False, 1e-9, ["a", 'b"'])] == [
        '""', "", '""', "0", "false", "1e-09", '"a\x1fb"""',
    ]  # fmt: skip


def test_the_same_graph_gives_the_same_bytes_whatever_the_order_of_loads(
    store: Store, readings: list[Reading], tmp_path: Path
) -> None:
    for number, order in enumerate((readings, readings[::-1])):
        for reading in order:
            store.load(reading, loaded="2025-02-01T00:00:00+00:00")
        importing.export(store.connection, tmp_path / str(number))
        for reading in order:
            store.forget(reading.story.id)
    ours, theirs = files(tmp_path / "0"), files(tmp_path / "1")
    changing = {"KnowledgeGraph.csv"}  # counts all writes
    assert {name: ours[name] for name in {*ours} - changing} == {name: theirs[name] for name in {*theirs} - changing}


def test_what_is_in_the_folder_is_not_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("precious")
    with pytest.raises(StoreError, match="is not empty; name a new folder"):
        importing.export(store.connection, tmp_path)
    assert (tmp_path / "mine.csv").read_text() == "precious"


def test_a_value_that_holds_the_delimiter_of_arrays_is_refused() -> None:
    with pytest.raises(StoreError, match="aliases: holds the character U\\+001F"):
        importing.kind_of(["a\x1fb"], "aliases")


@pytest.fixture
def imported(
    embedded: Mapping[str, str], readings: list[Reading], tmp_path: Path
) -> Iterator[tuple[Store, OwnNeo4j, Path]]:
    """An embedded graph, and a Neo4j that holds what the import tool made of its files."""
    server = OwnNeo4j.made(tmp_path / "neo4j")
    with Store.open(Path(embedded["DATA"]), environment=embedded) as store:
        fill(store, readings)
        importing.export(store.connection, tmp_path / "files")
        import_files(tmp_path / "files", server)
        server.start()
        server.take()
        yield store, server, tmp_path
        server.kill()


def import_files(folder: Path, server: OwnNeo4j) -> None:
    tool = [java(), "-Xmx512m", "-cp", f"{LIBRARY}/*", "org.neo4j.cli.AdminTool"]
    done = subprocess.run(
        [
            *tool,
            "database",
            "import",
            "full",
            importing.DATABASE,
            "@arguments",
            f"--report-file={server.folder}/report",
        ],
        cwd=folder,
        env={"NEO4J_HOME": str(server.folder), "NEO4J_CONF": str(server.folder / "conf")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.mark.long
def test_the_import_tool_makes_the_same_graph(imported: tuple[Store, OwnNeo4j, Path], readings: list[Reading]) -> None:
    store, server, folder = imported
    with Store.open(folder, environment=server.environment()) as copy:
        assert list(copy.claims(superseded=True)) == list(store.claims(superseded=True))
        assert list(copy.stories(texts=True)) == list(store.stories(texts=True))
        assert copy.counts() == store.counts()
        importing.export(copy.connection, folder / "again")
        assert files(folder / "again") == files(folder / "files")
        # what the first who opens it made
        constraints = {(*row["labelsOrTypes"], *row["properties"]) for row in copy.connection.rows("SHOW CONSTRAINTS")}
        assert constraints == set(cypher.UNIQUE)
        # and it takes stories as any other
        assert [copy.load(reading).state for reading in readings] == ["unchanged", "unchanged"]
        assert copy.forget(readings[0].story.id)
        assert [copy.load(reading).state for reading in readings] == ["new", "unchanged"]
