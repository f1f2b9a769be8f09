"""`kg demo`: the tour."""

from kg.cli.options import Debug
from kg.cli.terminal import print_line, progress


def demo(debug: Debug = False) -> int:
    """Load the example stories, ask, draw and export. All of it goes into build/demo of the current folder."""
    from kg.cli.ask import print_answer
    from kg.demo import run

    report = run(print_line, print_answer, progress)
    return 1 if report.rejected else 0
