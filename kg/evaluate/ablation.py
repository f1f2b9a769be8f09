"""What each part of the reader is worth: the same stories read without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.evaluation import Scores, evaluate
from kg.evaluate.tally import Tally
from kg.extract import Parts, Reader

LEFT_OUT = {
    "all parts": Parts(),
    "no reference names": Parts(gazetteer=False),
    "no rules": Parts(rules=False),
    "no trained part": Parts(trained=False),
    "no co-reference": Parts(coreference=False),
    "no document context": Parts(context=False),
}
COLUMNS = ("facts", "text", "typed names", "co-reference")


@dataclass(frozen=True, slots=True)
class Row:
    """What was left out, and the scores without it."""

    name: str
    scores: Scores


def ablation(corpus: Path, *, stories: Path | str | None = None) -> Iterator[Row]:
    """Read a corpus with all parts and without each; raises as `evaluate` does."""
    for name, parts in LEFT_OUT.items():
        yield Row(name, evaluate(corpus, Reader.load(parts), stories=stories))


def render_row(row: Row) -> str:
    """One line of the table: precision, recall and F1 of the facts, F1 of the rest, share of right statuses."""
    facts, *others = (row.scores.tallies.get(name, Tally()) for name in COLUMNS)
    status = row.scores.tallies.get("status", Tally())
    figures = [facts.precision, facts.recall, facts.f1, *(tally.f1 for tally in others), status.precision]
    return f"  {row.name:22}" + "".join(f"{figure:10.3f}" for figure in figures)


HEADING = f"{'':24}" + "".join(
    f"{name:>10}" for name in ("facts P", "R", "F1", "text F1", "names F1", "co-ref", "status")
)
