"""Options and arguments that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Data folder; else KG_HOME, else the platform's own."),
]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE", help="Files, folders, globs, addresses, or - for stdin.")
]
Format = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="FORMAT", help="Format of the sources, else told by their looks; a wrong one lists all."
    ),
]
Workers = Annotated[int, typer.Option("--workers", min=1, metavar="N", help="Processes that read stories.")]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Read on a Ray cluster: HOST:PORT, auto, or local to start one."),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        min=0.0,
        max=1.0,
        metavar="P",
        help="Leave out claims less probable than this; lower finds more, higher is right more often.",
    ),
]
StoryId = Annotated[str | None, typer.Option("--id", metavar="ID", help="Id of the story, where there is only one.")]
Names = Annotated[list[str], typer.Argument(metavar="NAME", help="Names, aliases or ids of entities.")]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="DATE", help="As it stood at this date: 2025, 2025-06 or 2025-06-05."),
]
AsKnown = Annotated[
    str | None,
    typer.Option("--as-known", metavar="TIME", help="As the graph knew it by this day's end (UTC) or ISO time."),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write into this file.")]
Loaded = Annotated[
    str | None,
    typer.Option("--loaded", metavar="TIME", help="ISO time to note as that of loading; else SOURCE_DATE_EPOCH."),
]
