"""Runs one Neo4j for all test processes: `python serve.py FOLDER`.

Writes FOLDER/server.json once the server answers. Each test process holds a shared lock on FOLDER/users while it
needs the server; when nobody holds one any more, however they ended, the server is ended too.
"""

import ctypes
import fcntl
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

LIBRARY = Path(__file__).parents[3] / "build" / "neo4j" / "lib"
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
SETTINGS = """
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
dbms.security.auth_enabled=false
dbms.usage_report.enabled=false
server.memory.heap.initial_size=256m
server.memory.heap.max_size=512m
server.memory.pagecache.size=64m
db.tx_log.preallocate=false
"""


def main(folder: Path) -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    configuration = folder / "conf"
    configuration.mkdir(parents=True, exist_ok=True)
    (configuration / "neo4j.conf").write_text(SETTINGS.format(port=port))
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command(folder, configuration),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent if sys.platform.startswith("linux") else None,
        )
    with (folder / "users").open("ab") as users:
        while server.poll() is None:
            if not (folder / "server.json").exists() and answers(port):
                (folder / "server.json.tmp").write_text(json.dumps({"uri": f"bolt://127.0.0.1:{port}"}))
                (folder / "server.json.tmp").replace(folder / "server.json")
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.1)
        (folder / "server.json").unlink(missing_ok=True)
        server.kill()
        server.wait()
    return 0


def die_with_parent() -> None:
    """Ask Linux to end the server when this process is killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def command(folder: Path, configuration: Path) -> list[str]:
    return [
        java(),
        *("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        *(f"--add-opens={name}=ALL-UNNAMED" for name in OPENED),
        *("-cp", f"{LIBRARY}/*", "org.neo4j.server.CommunityEntryPoint"),
        *(f"--home-dir={folder}", f"--config-dir={configuration}"),
    ]


def java() -> str:
    """A Java that Neo4j 5.26 supports (21 or 17), or else whichever there is."""
    found = {version: str(path) for path in candidates() if (version := major(path))}
    for version in (21, 17, *sorted(found)):
        if version in found:
            return found[version]
    sys.exit("serve.py: no Java; install a Java runtime, 17 or 21")


def candidates() -> list[Path]:
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    on_path = [Path(folder) / "java" for folder in os.environ.get("PATH", "").split(os.pathsep)]
    return [*(home / "bin" / "java" for home in homes), *on_path, *sorted(Path("/usr/lib/jvm").glob("*/bin/java"))]


def major(path: Path) -> int | None:
    if not path.is_file():
        return None
    told = subprocess.run([path, "-version"], capture_output=True, text=True, timeout=30).stderr
    match = re.search(r'version "(\d+)', told)
    return int(match[1]) if match else None


def answers(port: int) -> bool:
    """Whether Bolt's handshake (version 5 wanted) is answered: the server listens some time before it does that."""
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as connection:
            connection.settimeout(2)
            connection.sendall(b"\x60\x60\xb0\x17" + b"\x00\x08\x08\x05" + b"\x00" * 12)
            return len(connection.recv(4)) == 4
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
