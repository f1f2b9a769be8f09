"""`kg disputes`: claims that contradict each other, side by side with their sources."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Data, Debug, Json
from kg.cli.terminal import counted, print_json, print_line

if TYPE_CHECKING:
    from kg.disputes import Dispute, Report, Side

SomeNames = Annotated[
    list[str] | None, typer.Argument(metavar="NAME", help="Only disputes about these names, aliases or ids.")
]


def disputes(names: SomeNames = None, json: Json = False, data: Data = None, debug: Debug = False) -> int:
    """Show claims that contradict each other: each side with belief, sources and quotes. With --json one a line."""
    from kg.graph import Graph

    number = 0
    with Graph.open(data) as graph:
        for dispute in graph.disputes(*names or ()):
            number += 1
            if json:
                print_json(dispute.to_json())
            else:
                print_dispute(dispute)
    if not json:
        print_line(counted(number, "dispute", "disputes"))
    return 0


def print_dispute(dispute: "Dispute") -> None:
    for line in lines(dispute):
        print_line(line)
    print_line()


def lines(dispute: "Dispute") -> Iterator[str]:
    """A dispute as lines to read: what is disputed, then each side with those who say so."""
    from kg.ask import shortened

    about = [dispute.subject.name, dispute.predicate, *([dispute.object.name] if dispute.object else [])]
    more = "" if dispute.complete else " (most believed claims only)"
    yield f"{' '.join(about)}: {len(dispute.sides)} sides{more}"
    for side in dispute.sides:
        yield f"  {heading(side)}"
        for report in side.reports:
            yield f"    {origin(report)}"
            for one in report.claim.evidence:
                yield f"      “{shortened(one.quote)}” {report.story.id} {one.start}-{one.end}, claim {report.claim.id}"


def heading(side: "Side") -> str:
    """ "2025-06-05, actual, believed 0.99, 2 sources"."""
    held = side.object.name if side.object else side.value
    sources = counted(side.sources, "source", "sources")
    return ", ".join(part for part in (held, side.status, f"believed {side.belief:.2f}", sources) if part)


def origin(report: "Report") -> str:
    """Who published it and when, and who says so in there: "Courier, “Heron rises”, 2031, according to NASA"."""
    story, claim = report.story, report.claim
    title = f"“{story.title}”" if story.title else None
    named = [story.outlet, title] if story.outlet or title else [story.source or story.id]
    named += [
        "reference" if report.kind == "reference" else None,
        story.published,
        f"dated {claim.when}" if claim.when else None,
    ]
    named += [f"according to {', '.join(report.voices)}" if report.voices else None]
    return ", ".join(part for part in named if part)
