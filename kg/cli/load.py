"""`kg load` and `kg forget`: stories into the graph, and out of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.llm import (
    Budget,
    LlmCache,
    LlmModel,
    LlmPrice,
    LlmTimeout,
    LlmUrl,
    ModelOptions,
    ReadBy,
    ReaderName,
    chosen_reader,
)
from kg.cli.options import Cluster, Data, Debug, Format, Json, Loaded, MinConfidence, Sources, StoryId, Workers
from kg.cli.terminal import counted, plain, print_json, print_line, progress, tell_foreign, time_to_note

if TYPE_CHECKING:
    from kg.loading.collecting import Report
    from kg.store import Loaded as Outcome

STATES = ("new", "unchanged", "superseded")
REPLACED_NAMED = 5


def load(
    sources: Sources,
    format: Format = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and count, write nothing.")] = False,
    workers: Workers = 1,
    cluster: Cluster = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE", help="Write what became of each.")] = None,
    story_id: StoryId = None,
    min_confidence: MinConfidence = None,
    adopt: Annotated[bool, typer.Option("--adopt", help="Use a Neo4j database that holds other data.")] = False,
    loaded: Loaded = None,
    again: Annotated[bool, typer.Option("--again", help="Fetch and read all in full, new or not.")] = False,
    read_by: ReadBy = ReaderName.BUILT_IN,
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_price: LlmPrice = None,
    llm_timeout: LlmTimeout = None,
    llm_cache: LlmCache = None,
    budget: Budget = None,
    json: Json = False,
    data: Data = None,
    debug: Debug = False,
) -> int:
    """Load stories into the graph. One bad input never stops the others: it is named, and the exit status is 1."""
    from kg.graph import Graph
    from kg.loading import collecting
    from kg.loading.reading import check_format

    check_format(format)
    if cluster is not None and workers > 1:
        raise typer.BadParameter("--workers are processes here and --cluster reads elsewhere; give one of the two")
    noted = time_to_note(loaded)
    named: list[Outcome] = []
    options = ModelOptions(llm_url, llm_model, llm_price, llm_timeout, llm_cache, budget)
    with chosen_reader(read_by, options, workers, cluster) as by, progress("reading") as step:
        if dry_run:
            done = collecting.dry_run(
                *sources,
                format=format,
                workers=workers,
                story_id=story_id,
                progress=step,
                by=by,
                least=min_confidence,
                cluster=cluster,
            )
        else:
            with Graph.open(data, adopt=adopt) as opened:
                done = opened.load(
                    *sources,
                    format=format,
                    workers=workers,
                    story_id=story_id,
                    loaded=noted,
                    again=again,
                    progress=step,
                    by=by,
                    least=min_confidence,
                    cluster=cluster,
                    each=named.append if json or report is not None else None,
                )
    for rejected in done.rejected:
        typer.echo(f"kg: rejected {plain(rejected.source)}: {plain(rejected.reason)}", err=True)
    if not dry_run:
        replaced = [story.story for story in done.loaded if story.state == "superseded"]
        tell_replaced(replaced, done.states.get("superseded", 0))
    tell_foreign(done.foreign, done.in_other_languages)
    if report is not None:
        write_report(report, done, named)
    if json:
        print_json(report_record(done, named) | {"seconds": round(done.seconds, 3)})
    else:
        print_line(summary(done, dry_run))
    return 1 if done.rejected or not (done.stories or done.unchanged) else 0


def tell_replaced(stories: list[str], number: int) -> None:
    """Name the stories that were there with other claims: two files of one name in two folders are one story here."""
    for story in stories[:REPLACED_NAMED]:
        what = "replaces what this story said before (if it is another story, load it with --id)"
        typer.echo(f"kg: note: {plain(story)} {what}", err=True)
    more = number - REPLACED_NAMED
    if more > 0:
        typer.echo(f"kg: note: {more} more replaced what they said before (--report names them)", err=True)


def summary(report: "Report", dry_run: bool) -> str:
    unchanged = f"{counted(len(report.unchanged), 'address', 'addresses')} without news, " if report.unchanged else ""
    states = [(state, report.states.get(state, 0)) for state in STATES]
    named = ", ".join(f"{number} {state}" for state, number in states if number)
    what = "dry run, nothing written" if dry_run else named
    return (
        f"{counted(report.stories, 'story', 'stories')}{f' ({what})' if what else ''}, "
        f"{counted(report.claims, 'claim', 'claims')}, {counted(report.entities, 'entity', 'entities')}, "
        f"{unchanged}{len(report.rejected)} rejected, {report.seconds:.1f} seconds"
    )


def report_record(report: "Report", loaded: "list[Outcome]") -> dict[str, object]:
    return {
        "stories": report.stories,
        "claims": report.claims,
        "entities": report.entities,
        "loaded": [
            {"story": one.story, "state": one.state, "claims": one.claims, "entities": one.entities} for one in loaded
        ],
        "unchanged": list(report.unchanged),
        "foreign": [{"story": story, "language": language} for story, language in report.foreign],
        "in_other_languages": report.in_other_languages,
        "rejected": [{"source": one.source, "reason": one.reason} for one in report.rejected],
    }


def write_report(path: Path, report: "Report", loaded: "list[Outcome]") -> None:
    from json import dumps

    from kg.graph import write

    write(path, (dumps(report_record(report, loaded), ensure_ascii=False, indent=2) + "\n").encode())


def forget(
    stories: Annotated[list[str], typer.Argument(metavar="STORY", help="Ids of stories.")],
    data: Data = None,
    debug: Debug = False,
) -> int:
    """Delete stories and what only they held. That takes their claims, and entities that no other claim needs."""
    from kg.graph import Graph

    with Graph.open(data) as graph:
        forgotten = {story: graph.forget(story) for story in stories}
    for story, done in forgotten.items():
        if done:
            print_line(f"forgot {story}")
        else:
            typer.echo(
                f"kg: {plain(story)}: no story has this id; \"kg query 'MATCH (s:Story) RETURN s.id'\" lists them",
                err=True,
            )
    return 0 if all(forgotten.values()) else 1
