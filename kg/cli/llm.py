"""`--reader llm`: the options of a language model, its reader, and what it cost."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.terminal import counted, plain

if TYPE_CHECKING:
    from kg.extract.llm import ModelReader


class ReaderName(StrEnum):
    """Who reads: the project's own reader, or a language model behind the gates."""

    BUILT_IN = "built-in"
    LLM = "llm"


ReadBy = Annotated[ReaderName, typer.Option("--reader", help="Who reads: the built-in reader, or a language model.")]
LlmUrl = Annotated[
    str | None,
    typer.Option("--llm-url", metavar="URL", help="OpenAI-compatible endpoint; else KG_LLM_URL. Its key: KG_LLM_KEY."),
]
LlmModel = Annotated[
    str | None, typer.Option("--llm-model", metavar="MODEL", help="Model, or a *.gguf file; else KG_LLM_MODEL.")
]
LlmPrice = Annotated[
    str | None, typer.Option("--llm-price", metavar="IN/OUT", help="Prices of a million tokens; else KG_LLM_PRICE.")
]
LlmTimeout = Annotated[
    float | None, typer.Option("--llm-timeout", min=0.1, metavar="SECONDS", help="Most seconds for an answer (120).")
]
LlmCache = Annotated[
    Path | None, typer.Option("--llm-cache", metavar="DIR", help="Folder of answers; else KG_LLM_CACHE.")
]
Budget = Annotated[
    int | None, typer.Option("--budget", min=1, metavar="TOKENS", help="Ask no more once so many tokens are spent.")
]


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """The options of a language model as they were given."""

    url: str | None
    model: str | None
    price: str | None
    timeout: float | None
    cache: Path | None
    budget: int | None

    @property
    def any_given(self) -> bool:
        given = (self.url, self.model, self.price, self.timeout, self.cache, self.budget)
        return any(option is not None for option in given)


@contextmanager
def chosen_reader(
    name: ReaderName, options: ModelOptions, workers: int, cluster: str | None = None
) -> Iterator["ModelReader | None"]:
    """The reader of a language model, None for the built-in one; at the end, what it cost and refused, on stderr."""
    if name is ReaderName.BUILT_IN:
        if options.any_given:
            raise typer.BadParameter("--llm-… and --budget are for a language model; add --reader llm or leave them")
        yield None
        return
    if workers > 1:
        raise typer.BadParameter("--workers: a language model reads one story after the other; leave it out")
    if cluster is not None:
        raise typer.BadParameter("--cluster: a language model is asked from here alone; leave it out")
    reader = opened(options)
    try:
        yield reader
    finally:
        reader.close()
        tell_cost(reader)


def opened(options: ModelOptions) -> "ModelReader":
    from kg.extract.llm import ModelReader, Settings
    from kg.extract.llm.settings import SECONDS

    settings = Settings.of(
        os.environ,
        url=options.url,
        model=options.model,
        price=options.price,
        cache=options.cache,
        budget=options.budget,
        seconds=options.timeout or SECONDS,
    )
    return ModelReader.open(settings)


def tell_cost(reader: "ModelReader") -> None:
    """What was rejected by the gates and what was spent, a line each; nothing where nothing was read."""
    if not (reader.account.asked or reader.account.cached):
        return
    refused = sorted(reader.refused.items(), key=lambda item: (-item[1], item[0]))
    if refused:
        reasons = ", ".join(f"{number} {reason}" for reason, number in refused)
        total = counted(sum(number for _, number in refused), "claim", "claims")
        typer.echo(f"kg: {plain(reader.model.name)}: {total} rejected: {reasons}", err=True)
    typer.echo(f"kg: {plain(reader.model.name)}: {reader.account}", err=True)
