"""`kg same`, `kg differ`, `kg retype` and `kg rename`: who is who, recorded and applied at once."""

from typing import Annotated

import typer

from kg.cli.options import Data, Debug
from kg.cli.terminal import print_line, time_to_note

One = Annotated[str, typer.Argument(metavar="A", help="Name, alias or id; NAME@STORY in one story alone.")]
Other = Annotated[str, typer.Argument(metavar="B", help="Another one.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Name, alias or id of an entity.")]
Comment = Annotated[str, typer.Option("--comment", metavar="TEXT", help="Why; kept with the decision.")]
Time = Annotated[
    str | None, typer.Option("--loaded", metavar="TIME", help="ISO time of the decision; else SOURCE_DATE_EPOCH.")
]


def same(
    one: One, other: Other, comment: Comment = "", loaded: Time = None, data: Data = None, debug: Debug = False
) -> int:
    """Decide that A and B are one. Recorded in decisions.tsv of the data folder, and applied at once."""
    from kg.graph import Graph

    time = time_to_note(loaded)
    with Graph.open(data) as graph:
        graph.same(one, other, comment=comment, time=time)
    print_line(f"same: {one}, {other}")
    return 0


def differ(
    one: One,
    other: Other,
    unsure: Annotated[bool, typer.Option("--unsure", help="Leave it open: only kg review asks no more.")] = False,
    comment: Comment = "",
    loaded: Time = None,
    data: Data = None,
    debug: Debug = False,
) -> int:
    """Decide that A and B are two. Recorded in decisions.tsv of the data folder, and applied at once."""
    from kg.graph import Graph

    time = time_to_note(loaded)
    with Graph.open(data) as graph:
        graph.differ(one, other, unsure=unsure, comment=comment, time=time)
    print_line(f"{'unsure' if unsure else 'differ'}: {one}, {other}")
    return 0


def retype(
    name: Name,
    type: Annotated[str, typer.Argument(metavar="TYPE", help="Its type; a wrong one lists all.")],
    comment: Comment = "",
    loaded: Time = None,
    data: Data = None,
    debug: Debug = False,
) -> int:
    """Decide on the type of an entity, whatever stories say. Recorded and applied like kg same."""
    from kg.graph import Graph

    time = time_to_note(loaded)
    with Graph.open(data) as graph:
        graph.retype(name, type, comment=comment, time=time)
    print_line(f"retype: {name}, {type}")
    return 0


def rename(
    name: Name,
    new: Annotated[str, typer.Argument(metavar="NEWNAME", help="Its main name; the old ones stay as aliases.")],
    comment: Comment = "",
    loaded: Time = None,
    data: Data = None,
    debug: Debug = False,
) -> int:
    """Decide on the main name of an entity. Recorded and applied like kg same."""
    from kg.graph import Graph

    time = time_to_note(loaded)
    with Graph.open(data) as graph:
        graph.rename(name, new, comment=comment, time=time)
    print_line(f"rename: {name}, {new}")
    return 0
