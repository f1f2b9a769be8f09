"""The files of the embedded engine: where they lie in the data folder, its command line, its users, its record.

DATA/engine/            the server's own root: config/, databases/, log/
DATA/engine.json        0600: ports, process and passwords of the running engine
DATA/engine.arguments   0600: its command line, so that no password shows in a list of processes
DATA/door.lock          held by whoever starts, joins or stops it, for a moment
DATA/engine.lock        held by its supervisor for as long as it runs
DATA/load.lock          held by a load, whose figures may lag (`kg.store.crowds`), for as long as it runs
"""

import json
import os
import secrets
import shutil
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.errors import StoreError

DATABASE = "kg"
HOST = "127.0.0.1"
READER = "reader"
# The reader may read records and nothing else: no write, no schema, no security, and so no LOAD CSV from files either.
GROUPS: Mapping[str, Any] = {
    "version": 1,
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
                },
                READER: {
                    "access": [],
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "types": {"*": {"access": ["readRecord"]}},
                },
            }
        }
    },
}


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths within a data folder."""

    data: Path

    @property
    def root(self) -> Path:
        return self.data / "engine"

    @property
    def record(self) -> Path:
        return self.data / "engine.json"

    @property
    def arguments(self) -> Path:
        return self.data / "engine.arguments"

    @property
    def door(self) -> Path:
        return self.data / "door.lock"

    @property
    def alive(self) -> Path:
        return self.data / "engine.lock"

    @property
    def writing(self) -> Path:
        return self.data / "write.lock"

    @property
    def loading(self) -> Path:
        return self.data / "load.lock"

    @property
    def complete(self) -> Path:
        """Present once the engine has opened its database with our schema; before that nothing in it is of worth."""
        return self.root / "complete"


@dataclass(frozen=True, slots=True)
class Record:
    """A started engine: ports on loopback, passwords, its Java process, and whether it takes connections yet.

    `folder` is the data folder for which it was written: the copy of a folder in use tells of another one's engine.
    """

    bolt: int
    http: int
    root_password: str
    reader_password: str
    process: int = 0
    created: float = 0.0
    ready: bool = False
    folder: str = ""

    @staticmethod
    def read(folder: Folder) -> "Record | None":
        try:
            record = Record(**json.loads(folder.record.read_text(encoding="utf-8")))
        except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
            return None
        return record if record.folder in ("", os.path.realpath(folder.data)) else None

    def write(self, folder: Folder) -> None:
        write_private(folder.record, json.dumps(asdict(self)))


def new_record(folder: Folder) -> Record:
    bolt, http = free_ports(2)
    passwords = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    return Record(bolt, http, *passwords, folder=os.path.realpath(folder.data))


def free_ports(number: int) -> list[int]:
    """Ports that nobody listens on now; whoever uses them must be ready to try again."""
    sockets = [socket.create_server((HOST, 0)) for _ in range(number)]
    ports = [int(open_socket.getsockname()[1]) for open_socket in sockets]
    for open_socket in sockets:
        open_socket.close()
    return ports


def prepare(folder: Folder, record: Record) -> list[str]:
    """Write what the engine reads at its start, and give the command that starts it.

    Users are made anew each time, with passwords of their own. A database that was never completed is thrown away.
    """
    config = folder.root / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "server-groups.json").write_text(json.dumps(GROUPS), encoding="utf-8")
    (config / "server-users.jsonl").unlink(missing_ok=True)
    # a file of events a start
    shutil.rmtree(folder.root / "log", ignore_errors=True)
    if not folder.complete.exists():
        shutil.rmtree(folder.root / "databases", ignore_errors=True)
    home = engine_home()
    write_private(folder.arguments, "\n".join(quoted(line) for line in arguments(folder, record, home / "jars")) + "\n")
    java = home / "jre" / "bin" / ("java.exe" if os.name == "nt" else "java")
    return [str(java), f"@{folder.arguments}"]


def arguments(folder: Folder, record: Record, jars: Path) -> list[str]:
    settings = {
        "server.rootPath": folder.root,
        "server.rootPassword": record.root_password,
        "server.databaseDirectory": folder.root / "databases",
        "server.backupDirectory": folder.root / "backups",
        "server.logsDirectory": folder.root / "log",
        "server.httpIncomingHost": HOST,
        "server.httpIncomingPort": record.http,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.defaultDatabases": f"{DATABASE}[{READER}:{record.reader_password}:{READER}]",
        "bolt.host": HOST,
        "bolt.port": record.bolt,
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        # no statement runs for longer; queries of users have a limit of their own
        "command.timeout": 120_000,
        # fsync at each commit: what is committed survives a power cut too
        "txWalFlush": 2,
        # A new record goes to the end of its file: looking for room left by others grows with the graph, and takes a
        # fifth of the engine's time at 10,000 stories. Archives are written without gaps.
        "bucketReuseSpaceMode": "low",
        # A transaction copies each page that it touches.
        "bucketDefaultPageSize": 16_384,
        # The newest pages of an index, those not yet sorted into the others, are looked through one by one.
        "indexCompactionMinPagesSchedule": 3,
        # So many runs of sorted pages are merged into one, for which the whole index is read and written; but each run
        # has a filter that is asked whenever a key is looked for. By estimate both cost the same at 100,000 stories.
        "indexCompactionFullSeriesThreshold": 16,
    }
    # The quick compiler alone: it starts in two thirds of the CPU time and loads the first stories twice as fast, which
    # counts more on a laptop than queries of minutes do.
    return [
        *("-Xms64m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        # out of memory it would go on with whatever threads are left; what is committed is safe in its log
        "-XX:+ExitOnOutOfMemoryError",
        *("--add-modules", "jdk.incubator.vector", "--add-opens=java.base/java.nio=ALL-UNNAMED"),
        "--enable-native-access=ALL-UNNAMED",
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        *("-cp", f"{jars}{os.sep}*", "com.arcadedb.server.ArcadeDBServer"),
    ]


def quoted(argument: str) -> str:
    """An argument as Java's @file format reads it."""
    return '"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"'


def engine_home() -> Path:
    spec = find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise StoreError("the embedded engine is not installed; run: pip install arcadedb-embedded, or set NEO4J_URI")
    return Path(spec.origin).parent


def write_private(path: Path, text: str) -> None:
    """Write whole or not at all, readable by the owner only from its first moment."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
