"""`evaluate`: read every story of a corpus that has gold and score the readings.

A corpus is a file or a folder. Looked for in it, and in a folder `annotations` within it: annotated stories (`*.txt`
that begin with `@story`) and labels without text (`*.jsonl` whose lines hold `claims`). The text of an annotated story
is its own or, by `@source FILE`, what the loaders make of that file, beside the annotation or one folder up. The texts
of labels are named (`stories`) or lie beside them. What has no text is left out and named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import loaders
from kg.errors import EvaluateError, LoadError
from kg.evaluate.alignment import align
from kg.evaluate.calibration import Judged
from kg.evaluate.corpus import Annotated, read_file
from kg.evaluate.gold import Gold, from_annotated, read_labels
from kg.evaluate.scoring import Error, StoryScore, score
from kg.evaluate.tally import Tally, interval, total
from kg.model import Reading, Story

WITH_INTERVALS = ("facts", "text", "entities", "co-reference")


class Reader(Protocol):
    """Whatever reads a story."""

    def read(self, story: Story) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a corpus: tallies by name, 95 % intervals of the F1 for some, errors with the worst first.

    `left_out` names gold whose text is absent, `problems` annotated claims that break the vocabulary.
    """

    stories: int
    words: int
    gold: int
    predicted: int
    tallies: Mapping[str, Tally]
    intervals: Mapping[str, tuple[float, float]]
    errors: tuple[Error, ...] = ()
    left_out: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    judged: tuple[Judged, ...] = ()


def evaluate(corpus: Path, reader: Reader, *, stories: Path | str | None = None) -> Scores:
    """Score a corpus; `stories` names the texts of labels. Raises `EvaluateError` where gold is wanting or wrong."""
    left_out: list[str] = []
    problems: list[str] = []
    results = [
        score(gold, reader.read(gold.story)) for gold in golds(corpus, stories, left_out, problems) if gold.story
    ]
    return summed(results, left_out, problems)


def golds(corpus: Path, stories: Path | str | None, left_out: list[str], problems: list[str]) -> Iterator[Gold]:
    annotated, labels = gold_files(corpus)
    for file in annotated:
        for story in read_file(file):
            problems.extend(story.problems)
            placed = with_source(story, file)
            if placed is None:
                left_out.append(f"{story.reading.story.id} (no {story.source} beside {file.name})")
            else:
                yield from_annotated(placed)
    for file in labels:
        texts = texts_for(file, stories)
        for gold in read_labels(file, texts):
            if gold.story is None:
                left_out.append(f"{gold.id} ({file.name} keeps no text; name it with --stories, or put it beside)")
            else:
                yield gold


def gold_files(corpus: Path) -> tuple[list[Path], list[Path]]:
    """The annotated stories and the labels of a corpus."""
    if not corpus.exists():
        raise EvaluateError(f"{corpus}: no such file or folder; name annotated stories (*.txt) or labels (*.jsonl)")
    files = [corpus] if corpus.is_file() else sorted([*corpus.glob("*"), *(corpus / "annotations").glob("*")])
    annotated = [file for file in files if file.suffix == ".txt" and first_line(file).startswith("@story")]
    labels = [file for file in files if file.suffix == ".jsonl" and '"claims"' in first_line(file)]
    if not annotated and not labels:
        raise EvaluateError(f"{corpus}: holds no annotated stories (*.txt that begin with '@story') and no labels")
    return annotated, labels


def first_line(file: Path) -> str:
    """The first line that is neither empty nor a comment."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        return next((line for line in lines if line.strip() and not line.startswith("#")), "")


def with_source(story: Annotated, file: Path) -> Annotated | None:
    """The annotation over its source's text; its own text where it names none; None where the source is absent."""
    if story.source is None:
        return story
    places = [folder / story.source for folder in (file.parent, file.parent.parent)]
    source = next((place for place in places if place.is_file() and place.resolve() != file.resolve()), None)
    if source is None:
        return None
    return align(story, chosen(loaded(source), story.reading.story.id, source))


def loaded(source: Path | str) -> list[Story]:
    try:
        return list(loaders.load(str(source)))
    except LoadError as error:
        raise EvaluateError(str(error)) from error


def chosen(stories: list[Story], wanted: str, source: Path) -> Story:
    if len(stories) == 1:
        return stories[0]
    for story in stories:
        if story.id == wanted:
            return story
    raise EvaluateError(f"{source.name}: holds {len(stories)} stories and none with the id {wanted}; correct the id")


def texts_for(labels: Path, stories: Path | str | None) -> dict[str, Story]:
    """The stories by id, and by the stem of a file that holds one story."""
    sources: list[Path | str]
    if stories is not None:
        sources = [stories]
    else:
        beside = sorted(file for file in labels.parent.iterdir() if file.is_file() and file != labels)
        sources = [file for file in beside if is_story(file)]
    texts: dict[str, Story] = {}
    for source in sources:
        found = loaded(source)
        texts |= {story.id: story for story in found}
        if len(found) == 1:
            texts.setdefault(Path(source).stem, found[0])
    return texts


def is_story(file: Path) -> bool:
    if file.suffix == ".jsonl":
        return '"text"' in first_line(file)
    return file.suffix in (".txt", ".html", ".htm") and not first_line(file).startswith("@story")


def summed(results: list[StoryScore], left_out: list[str], problems: list[str]) -> Scores:
    tallies = total(result.tallies for result in results)
    return Scores(
        stories=len(results),
        words=sum(result.words for result in results),
        gold=sum(result.gold for result in results),
        predicted=sum(result.predicted for result in results),
        tallies=tallies,
        intervals={
            name: interval([result.tallies for result in results], name)
            for name in WITH_INTERVALS
            if name in tallies and len(results) > 1
        },
        errors=worst_first([error for result in results for error in result.errors], tallies),
        left_out=tuple(left_out),
        problems=tuple(problems),
        judged=tuple(claim for result in results for claim in result.judged),
    )


def worst_first(errors: list[Error], tallies: Mapping[str, Tally]) -> tuple[Error, ...]:
    """Claims missed and wrong before details, the predicates with most errors first, then as the stories stand."""

    def weight(predicate: str) -> float:
        tally = tallies.get(f"predicate/{predicate}", Tally())
        return tally.predicted - tally.correct + tally.gold - tally.found

    kinds = ("missed", "wrong", "status", "when", "attribution")
    return tuple(
        sorted(errors, key=lambda error: (kinds.index(error.kind) > 1, -weight(error.predicate), error.predicate))
    )
