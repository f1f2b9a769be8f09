"""The trained part as the reader uses it: loaded once, keeps no state between stories."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extract.trained.component import Component, load, shipped
from kg.extract.trained.encoded import Encoded
from kg.extract.trained.features import Names, features, index
from kg.extract.trained.pieces import Pieces, Tokeniser
from kg.extract.trained.windows import LIMIT, Window, cut, windows
from kg.model import Story
from ontology.gazetteer import gazetteer

HEADLINES = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class TrainedReader:
    """Runs stories through the encoder, one at a time, on one thread: results depend on the story alone."""

    component: Component
    tokeniser: Tokeniser
    names: Names
    context: bool = True  # whether sentences are encoded together with those around them

    @classmethod
    def load(cls, folder: Path | None = None) -> "TrainedReader | None":
        """The component of `folder`, or the one that ships; None where none does. ExtractError where it is broken."""
        folder = folder or shipped()
        return cls.of(load(folder)) if folder is not None else None

    @classmethod
    def of(cls, component: Component) -> "TrainedReader":
        return cls(component, Tokeniser(component.vocabulary), index(gazetteer()))

    def encode(self, story: Story, sentences: Sequence[tuple[int, int]]) -> Encoded:
        """A first pass over the sentences (code-point ranges, in order, not overlapping) of a story."""
        pieces = self.tokeniser.pieces(story.text, sentences)
        headlines = set_as_headlines(story, sentences)
        found = features(story.text, pieces, headlines, self.names)
        passes = self.component.passes(pieces, found, self.windows(pieces, headlines))
        return Encoded(story.text, pieces, passes, self.component.weights, self.component.calibration)

    def windows(self, pieces: Pieces, headlines: Sequence[bool]) -> list[Window]:
        if self.context:
            return windows(pieces.bounds, title_pieces(pieces, headlines))
        units = [unit for bound in pieces.bounds for unit in cut(bound, LIMIT)]
        return [Window(first, last, first, last, 0) for first, last in units if first < last]


def set_as_headlines(story: Story, sentences: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each sentence stands in a title or heading."""
    marked = [section for section in story.sections if section.kind in HEADLINES]
    return [any(section.start <= start < section.end for section in marked) for start, _ in sentences]


def title_pieces(pieces: Pieces, headlines: Sequence[bool]) -> int:
    """The number of pieces of the headline that a story begins with."""
    return pieces.bounds[0][1] if headlines and headlines[0] else 0
