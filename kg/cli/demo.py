"""`kg demo`: the tour."""

from kg.cli.options import Debug


def demo(debug: Debug = False) -> int:
    """Load the example stories, ask, draw and export into build/demo of the current folder."""
    from kg.demo import run

    run()
    return 0
