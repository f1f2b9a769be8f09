"""`kg demo`: load the example stories into a graph of its own, ask, draw, export, and write an index page.

It never looks at `NEO4J_*`: its data folder is thrown away and made anew each time.
"""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path

from kg import pages, store
from kg.errors import KgError
from kg.graph import Graph, write
from kg.loading.collecting import Report

OUTPUT = Path("build") / "demo"
QUESTIONS = (
    "What were the goals of the Resilience mission?",
    "What is the significance of the Tenacious rover?",
    "How are Blue Ghost and NASA connected?",
)
FOCUS = "Resilience"
PICTURE, RDF, INDEX = "resilience.html", "space.ttl", "index.html"
Print = Callable[[str], None]
Progress = Callable[[str], AbstractContextManager[Callable[[], None]]]


def run(say: Print, say_answer: Callable[..., None], progress: Progress) -> Report:
    """The whole tour, in `build/demo` of the current folder; returns what became of the stories."""
    data = fresh(OUTPUT / "data")
    try:
        with Graph.open(data, environment={}) as graph:
            with progress("reading") as step:
                report = graph.load(stories_folder(), progress=step)
            tour(graph, report, say, say_answer)
    finally:
        store.stop(data)
    return report


def tour(graph: Graph, report: Report, say: Print, say_answer: Callable[..., None]) -> None:
    counts = {name: number for name, number in graph.counts().items() if number}
    say(f"Loaded {report.stories} stories in {report.seconds:.1f} seconds.")
    say(", ".join(f"{number:,} {name}" for name, number in counts.items()))
    answers = [(question, graph.ask(question)) for question in QUESTIONS]
    for question, answer in answers:
        say("")
        say(f"? {question}")
        say_answer(answer)
    graph.show(FOCUS, path=OUTPUT / PICTURE, depth=2)
    graph.export(OUTPUT / RDF)
    index = pages.index_page(
        "space-kg: the tour",
        counts=counts,
        answers=answers,
        stories=list(graph.stories()),
        focus=FOCUS,
        picture=(OUTPUT / PICTURE).read_text(encoding="utf-8"),
        picture_file=PICTURE,
        rdf_file=RDF,
        commands=commands(),
    )
    write(OUTPUT / INDEX, index.encode())
    say("")
    say(f"Open {OUTPUT / INDEX} in a browser: the picture, the answers and {RDF} are there.")
    say("Try next:")
    for command in commands():
        say(f"  {command}")


def commands() -> tuple[str, ...]:
    """What to try on the graph of the tour."""
    data = f"--data {OUTPUT / 'data'}"
    return (
        f'kg ask {data} "Who operates Blue Ghost?"',
        f'kg query {data} "MATCH (l:Lander)-[:OPERATED_BY]->(o) RETURN l.name, o.name"',
        f"kg show {data} NASA -o nasa.html",
        f"kg schema {data}",
        "kg load my-stories/",
    )


def fresh(data: Path) -> Path:
    """An empty data folder; the engine of an earlier tour is stopped first."""
    try:
        if data.exists():
            store.stop(data)
            shutil.rmtree(data)
        data.mkdir(parents=True)
    except OSError as error:
        raise KgError(f"{data}: cannot be made anew: {error.strerror}; run 'kg demo' in a folder of your own") from None
    return data


def stories_folder() -> Path:
    """The example stories: within the package where it was installed, in `examples/stories` of a checkout."""
    package = Path(str(files("kg")))
    for folder in (package / "demo" / "stories", package.parent / "examples" / "stories"):
        if folder.is_dir():
            return folder
    raise KgError("the example stories are missing; install space-kg again")
