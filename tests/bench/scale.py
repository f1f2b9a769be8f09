"""How the time per story grows with the graph, and whose time a load takes.

`python -m tests.bench.scale store 1000 10000` loads prepared readings (`tests.bench.archive`), so that the store is
measured alone: over the last stories before each mark (a twentieth of them, so that what the engine does now and then,
as merging an index, is in it with its share), milliseconds a story of clock, of this process and of the engine, the
memory of both, and the seconds of both to catch up as the end of a load does.
`python -m tests.bench.scale read FILE` loads a file of stories as `kg load --workers 2` does.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kg.graph import Graph
from kg.model import Reading
from tests.bench.archive import readings
from tests.bench.measures import data_folder

LEAST, SHARE = 500, 20
ROW = "{:>9} {:>10} {:>12} {:>12} {:>10} {:>10} {:>10}"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds of the clock, of this process and of the engine."""

    clock: float
    here: float
    engine: float

    @staticmethod
    def now(engine: int) -> "Used":
        fields = Path(f"/proc/{engine}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
        return Used(time.perf_counter(), time.process_time(), (int(fields[11]) + int(fields[12])) / TICKS)

    def since(self, before: "Used") -> tuple[float, float, float]:
        return self.clock - before.clock, self.here - before.here, self.engine - before.engine


def memory(process: int) -> int:
    """Megabytes that a process holds."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024


def measure_store(marks: Sequence[int]) -> None:
    print(ROW.format("stories", "ms clock", "ms here", "ms engine", "MB here", "MB engine", "s to end"))
    with data_folder() as data, Graph.open(data, environment={}) as graph:
        engine = int(json.loads((data / "engine.json").read_text(encoding="utf-8"))["process"])
        stream = iter(readings(max(marks)))
        done = 0
        for mark in sorted(marks):
            last = min(max(LEAST, mark // SHARE), mark - done)
            write(graph, islice(stream, mark - done - last))
            prepared = list(islice(stream, last))
            before = Used.now(engine)
            write(graph, prepared)
            spent = [1000 * seconds / last for seconds in Used.now(engine).since(before)]
            sizes = memory(os.getpid()), memory(engine)
            ended = Used.now(engine)
            graph.store.catch_up()
            _, here, there = Used.now(engine).since(ended)
            print(ROW.format(mark, *(f"{one:.1f}" for one in spent), *sizes, f"{here + there:.1f}"), flush=True)
            done = mark


def write(graph: Graph, prepared: Iterable[Reading]) -> None:
    for reading in prepared:
        graph.store.load(reading)


def measure_reading(file: str, workers: int) -> None:
    with data_folder() as data, Graph.open(data, environment={}) as graph:
        engine = int(json.loads((data / "engine.json").read_text(encoding="utf-8"))["process"])
        before = Used.now(engine)
        report = graph.load(file, workers=workers)
        clock, here, database = Used.now(engine).since(before)
        sizes = memory(os.getpid()), memory(engine)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    reading = children.ru_utime + children.ru_stime
    print(f"{report.stories} stories, {report.claims} claims, {report.stories / clock:.1f} stories a second")
    print(f"CPU seconds: reading {reading:.1f}, writing {here:.1f}, engine {database:.1f}; {clock:.1f} s of clock")
    print(f"memory: {sizes[0]} MB here, {children.ru_maxrss // 1024} MB the largest worker, {sizes[1]} MB the engine")


def main(what: str, *arguments: str) -> None:
    named = [one for one in arguments if not one.startswith("--")]
    options = dict(one[2:].split("=", 1) for one in arguments if one.startswith("--"))
    if what == "store":
        measure_store([int(one) for one in named])
    else:
        measure_reading(named[0], int(options.get("workers", "2")))


if __name__ == "__main__":
    main(*sys.argv[1:])
