"""`kg extract`: claims of stories as JSON Lines, without a graph."""

from pathlib import Path
from typing import IO, Annotated

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
from kg.cli.options import Debug, Format, MinConfidence, Sources, StoryId, Workers
from kg.cli.terminal import json_text, plain, progress, tell_foreign
from kg.errors import KgError


def extract(
    sources: Sources,
    format: Format = None,
    stories: Annotated[
        Path | None, typer.Option("--stories", metavar="FILE", help="Write the stories read, as JSON Lines.")
    ] = None,
    workers: Workers = 1,
    story_id: StoryId = None,
    min_confidence: MinConfidence = None,
    read_by: ReadBy = ReaderName.BUILT_IN,
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_price: LlmPrice = None,
    llm_timeout: LlmTimeout = None,
    llm_cache: LlmCache = None,
    budget: Budget = None,
    debug: Debug = False,
) -> int:
    """Print the claims of stories, one a line as JSON. Nothing is opened, and nothing written but --stories.

    A language model's answers are kept, too: asking again costs nothing.
    """
    from contextlib import ExitStack

    from kg.loading.collecting import foreign
    from kg.loading.counting import Foreign
    from kg.loading.reading import read
    from kg.records import claim_record, story_record
    from loaders import Rejected

    options = ModelOptions(llm_url, llm_model, llm_price, llm_timeout, llm_cache, budget)
    status = 1
    rejected = 0
    others = Foreign()
    with ExitStack() as stack:
        by = stack.enter_context(chosen_reader(read_by, options, workers))
        beside = stack.enter_context(writable(stories)) if stories is not None else None
        step = stack.enter_context(progress("reading", printing=True))
        for item in read(sources, format=format, workers=workers, story_id=story_id, by=by, least=min_confidence):
            step()
            if isinstance(item, Rejected):
                rejected += 1
                typer.echo(f"kg: rejected {plain(item.source)}: {plain(item.reason)}", err=True)
                continue
            status = 0
            if language := foreign(item):
                others.add(item.story.id, language)
            if beside is not None:
                beside.write(json_text(story_record(item.story)) + "\n")
            for claim in item.claims:
                print(json_text(claim_record(claim, item.story.text)))
    tell_foreign(others.named, others.number)
    return 1 if rejected else status


def writable(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror}; choose another place") from None
