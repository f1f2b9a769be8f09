"""`kg review`: who may be who, and who may be two, for people to decide on."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.decisions import Time
from kg.cli.options import Data, Debug, Json
from kg.cli.terminal import counted, plain, print_json, print_line, time_to_note
from kg.resolve.profile import SAME

if TYPE_CHECKING:
    from kg.resolve.candidate import Candidate
    from kg.resolve.profile import Profile

Limit = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many, the likeliest first.")]
Accept = Annotated[
    float | None,
    typer.Option(
        "--accept", min=SAME, max=1.0, metavar="SCORE", help="Decide that pairs this likely are one, from .9."
    ),
]
BANDS = {"same": "very likely one", "undecided": "perhaps one", "split": "perhaps two"}
# Further stories of a part that get a command of their own.
FURTHER = 5


def review(
    limit: Limit = 50,
    accept: Accept = None,
    loaded: Time = None,
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> int:
    """List pairs of entities that may be one, and entities that may be two, with reasons.

    Nothing is merged until kg same says so, nor parted until kg differ does. An entity that may be two stands against
    ID@STORY, which is what that story alone means by it: kg differ ID@STORY ID makes it one of its own, kg same
    ID@STORY ID@OTHER takes a further story along, and kg same ID@STORY ID says that it is one after all.

    With --accept the pairs that are very likely one are decided on at once, each a line of decisions.tsv as kg same
    writes it; kg differ takes one back.
    """
    from kg.graph import Graph

    if accept is not None:
        return accepted(accept, time_to_note(loaded), json=json, data=data)
    with Graph.open(data) as graph:
        found = graph.review()
    for candidate in found[:limit]:
        if json:
            print_json(candidate.to_json())
        else:
            print_candidate(candidate)
    if not json:
        shown = f", the first {limit} shown" if len(found) > limit else ""
        print_line(f"{counted(len(found), 'pair', 'pairs')} to decide on{shown}")
    return 0


def accepted(least: float, time: str | None, *, json: bool, data: Path | None) -> int:
    """Decide on the likely pairs; 1 where some could not be."""
    from kg.graph import Graph

    with Graph.open(data) as graph:
        taken, refused = graph.accept(least, time=time)
    for candidate in taken:
        if json:
            print_json(candidate.to_json())
        else:
            print_line(f"{candidate.likeness.score:.2f} same: {named(candidate.one)}; {named(candidate.other)}")
    for candidate, reason in refused:
        told = f"not taken: {named(candidate.one)}; {named(candidate.other)}: {reason}"
        print(f"kg: {plain(told)}", file=sys.stderr)
    if not json:
        print_line(f"{counted(len(taken), 'pair', 'pairs')} decided on")
    return 1 if refused else 0


def print_candidate(candidate: "Candidate") -> None:
    scored = candidate.likeness
    print_line(f"{scored.score:.2f} {BANDS[candidate.band]}: {named(candidate.one)}; {named(candidate.other)}")
    print_line(f"     {'; '.join(scored.reasons)}")
    for line in split_commands(candidate) if candidate.parts else [pair_commands(candidate)]:
        print_line(f"     {line}")
    print_line()


def pair_commands(candidate: "Candidate") -> str:
    ids = f"{quoted(candidate.one.id)} {quoted(candidate.other.id)}"
    return f"kg same {ids}   or   kg differ {ids}"


def split_commands(candidate: "Candidate") -> list[str]:
    """What parts the stories of the other one, and keeps them together; or says that it is one."""
    whole, part = candidate.one.id, candidate.other.id
    further = [f"kg same {quoted(part)} {quoted(f'{whole}@{story}')}" for story in candidate.parts[1 : 1 + FURTHER]]
    more = len(candidate.parts) - 1 - len(further)
    left = [f"and so on for {counted(more, 'more story', 'more stories')}; --json names them"] if more else []
    one = f"or, if it is one:   kg same {quoted(part)} {quoted(whole)}"
    return [f"kg differ {quoted(part)} {quoted(whole)}", *further, *left, one]


def quoted(identity: str) -> str:
    return shlex.quote(plain(identity))


def named(profile: "Profile") -> str:
    return f"{profile.names[0]} ({profile.type}, {counted(profile.stories, 'story', 'stories')})"
