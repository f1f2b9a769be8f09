"""A load of hand-made readings in a process of its own, which says where it is and may be killed anywhere."""

import pickle
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.model import Reading

LOADED = "2026-01-31T12:00:00+00:00"
LOADER = """
import pickle, sys
from dataclasses import replace
from pathlib import Path
from kg.loading import edition
from kg.graph import Graph
from kg.store import stop
from kg.store.connection import Connection

edition.installed = lambda: "as tested"
readings = pickle.load(sys.stdin.buffer)
source, data, loaded, *pairs = sys.argv[1:]

def tell(*words):
    print(*words, flush=True)

class Reader:
    edition = "by hand"

    def read(self, story):
        tell("reading", story.id)
        return replace(readings[story.id], story=story)

def told(writing):
    def told_writing(self, work, *limits):
        tell("writing")
        def told_work(transaction):
            result = work(transaction)
            tell("commit")
            return result
        return writing(self, told_work, *limits)
    return told_writing

tell("opening")
with Graph.open(data, environment=dict(pair.split("=", 1) for pair in pairs)) as graph:
    Connection.writing = told(Connection.writing)
    graph.load(source, format="stories", by=Reader(), loaded=loaded, progress=lambda: tell("done"))
    tell("closing")
stop(Path(data))
"""


@dataclass
class Attempt:
    """A load in a process of its own, that can be followed and ended."""

    source: Path
    readings: Mapping[str, Reading]
    data: Path
    environment: Mapping[str, str]
    done: int = 0

    def __enter__(self) -> "Attempt":
        pairs = [f"{name}={value}" for name, value in self.environment.items()]
        command = [sys.executable, "-c", LOADER, str(self.source), str(self.data), LOADED, *pairs]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=False
        )
        assert self.process.stdin is not None
        self.process.stdin.write(pickle.dumps(dict(self.readings)))
        self.process.stdin.close()
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def follow(self, place: str, times: int) -> None:
        """Wait until it has been `times` at a place, or at its end."""
        while times and (line := self.next_line()):
            times -= line.startswith(place)

    def next_line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().decode()
        self.done += line.startswith("done")
        return line

    def finish(self) -> None:
        while self.next_line():
            pass
        self.process.wait(120)

    def wait(self, moment: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(moment)
