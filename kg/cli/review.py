"""`kg review`: who may be who, for people to decide on."""

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Data, Debug, Json
from kg.cli.terminal import counted, plain, print_json, print_line

if TYPE_CHECKING:
    from kg.resolve.likeness import Profile
    from kg.resolve.review import Candidate

Limit = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many pairs, the likeliest first.")]
BANDS = {"same": "very likely one", "undecided": "perhaps one"}


def review(limit: Limit = 50, json: Json = False, data: Data = None, debug: Debug = False) -> int:
    """List pairs of entities that may be one, with reasons. Nothing is merged until kg same says so."""
    from kg.graph import Graph

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


def print_candidate(candidate: "Candidate") -> None:
    scored = candidate.likeness
    ids = " ".join(shlex.quote(plain(end.id)) for end in (candidate.one, candidate.other))
    print_line(f"{scored.score:.2f} {BANDS[scored.band]}: {named(candidate.one)}; {named(candidate.other)}")
    print_line(f"     {'; '.join(scored.reasons)}")
    print_line(f"     kg same {ids}   or   kg differ {ids}")
    print_line()


def named(profile: "Profile") -> str:
    return f"{profile.names[0]} ({profile.type}, {counted(profile.stories, 'story', 'stories')})"
