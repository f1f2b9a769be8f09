"""How long a graph takes to answer: `python -m tests.bench.views DATA NAME` asks, shows and lists disputes of NAME.

Each once, in a graph that is there already (`--data DATA`), and then a small load: seconds of the clock.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.graph import Graph

DAY = "2021-05-31"
BRIEF = "Loss of Heron\n\nHeron, a lander of Tarn Lunar, crashed on the Moon on 5 June 2031.\n"


def views(graph: Graph, name: str, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is timed: what it is, and how it is done."""
    question = f"What is {name}?"
    yield "counts", graph.counts
    yield f"ask {question}", lambda: graph.ask(question)
    yield f"ask --at {DAY}", lambda: graph.ask(question, at=DAY)
    yield "show, as a page", lambda: graph.show(name, path=folder / "picture.html")
    yield f"show --at {DAY}", lambda: graph.show(name, path=folder / "picture.html", at=DAY)
    yield "disputes", lambda: sum(1 for _ in graph.disputes(name))
    brief = folder / "brief.txt"
    brief.write_text(BRIEF, encoding="utf-8")
    yield "load a brief", lambda: graph.load(brief, again=True)


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"{time.perf_counter() - began:8.1f} s  {what}", flush=True)


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder, Graph.open(Path(sys.argv[1]), environment={}) as graph:
        print(f"{graph.counts()['stories']} stories")
        for what, do in views(graph, sys.argv[2], Path(folder)):
            with timed(what):
                do()


if __name__ == "__main__":
    main()
