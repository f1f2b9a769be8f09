"""What `make bench` measures. Each function returns seconds: the best of several runs, so that noise counts little."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kg import store
from kg.demo import stories_folder
from kg.graph import Graph
from kg.loading.reading import read, reader
from kg.model import Reading
from kg.resolve import resolve

QUESTION = "What were the goals of the Resilience mission?"


def reference() -> float:
    """CPU seconds of a fixed amount of work of the kinds that matter here: hashing, sorting and dictionaries."""

    def work() -> None:
        words = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(120_000)]
        counted: dict[str, int] = {}
        for word in sorted(words):
            counted[word[:3]] = counted.get(word[:3], 0) + 1

    return best(work, clock=time.process_time)


def best(work: Callable[[], object], runs: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    figures = []
    for _ in range(runs):
        begun = clock()
        work()
        figures.append(clock() - begun)
    return min(figures)


def kg_command(*arguments: str) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J")}
    command = [sys.executable, "-m", "kg", *arguments]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True, timeout=120)


def importing() -> None:
    subprocess.run([sys.executable, "-c", "import kg"], check=True, timeout=30)


@cache
def readings() -> tuple[Reading, ...]:
    return tuple(item for item in read([str(stories_folder())]) if isinstance(item, Reading))


def extraction() -> float:
    """CPU seconds for 1,000 words, the model being loaded."""
    stories = [reading.story for reading in readings()]
    words = sum(len(story.text.split()) for story in stories)
    seconds = best(lambda: [reader().read(story) for story in stories], runs=3, clock=time.process_time)
    return seconds * 1000 / words


@contextmanager
def data_folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        try:
            yield Path(name)
        finally:
            store.stop(Path(name))


def loading() -> float:
    """Seconds to write one story that has been read, into an engine that runs."""
    resolved = [resolve(reading) for reading in readings()]
    with data_folder() as data, Graph.open(data, environment={}) as graph:
        begun = time.perf_counter()
        for reading in resolved:
            graph.store.load(reading)
        return (time.perf_counter() - begun) / len(resolved)


def asking(*, cold: bool) -> float:
    """Seconds of one `kg ask`; cold: with the engine to start."""
    with data_folder() as data:
        with Graph.open(data, environment={}) as graph:
            for reading in readings():
                graph.store.load(resolve(reading))

        def ask() -> float:
            if cold:
                store.stop(data)
            return best(lambda: kg_command("ask", QUESTION, "--data", str(data)), runs=1)

        return min(ask() for _ in range(3))


MEASURES: Mapping[str, Callable[[], float]] = {
    "kg --help": lambda: best(lambda: kg_command("--help")),
    "import kg": lambda: best(importing),
    "extraction, 1,000 words (CPU)": extraction,
    "load, one story": loading,
    "kg ask, engine to start": lambda: asking(cold=True),
    "kg ask, engine running": lambda: asking(cold=False),
}
