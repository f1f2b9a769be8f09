"""The whole network in torch: embeddings, encoder and heads over one example, with a loss for each head."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch.nn import functional

from kg.extract.trained import heads
from kg.extract.trained.component import window_inputs
from kg.extract.trained.features import CASES, MARKS, PLACES, Features
from kg.extract.trained.labels import TAGS, WORD_TAGS, labels
from kg.extract.trained.links import MATCHES, link_candidates, link_scores
from kg.extract.trained.marking import MARKED, UNMARKED, laid_out, marks
from kg.extract.trained.passes import own
from kg.extract.trained.pieces import SEPARATOR, START, Pieces
from kg.extract.trained.tags import phrases_of_tags, spans_of_tags
from kg.extract.trained.windows import Window, windows
from kg.extract.training.encoder import Parameters, run_lower, run_upper
from kg.extract.training.examples import Example, Phrase
from kg.extract.training.operations import TorchOperations, fetched, placed
from kg.extract.training.side_by_side import Layers, run_windows
from kg.extract.training.targets import (
    SPURIOUS,
    Spans,
    link_targets,
    pair_targets,
    phrase_tags,
    spans_of,
    word_tags,
)

SIZES = heads.Sizes()
UNMARKING = 0.1  # of the spans while training, so that no pair leans on the marks alone
# how sure its own answers are taken to be while training: it is surer of what it has learnt from than of news
TYPE_TRUST, TAG_TRUST, PHRASE_TRUST = 0.7, 0.5, 0.7


@dataclass(frozen=True, slots=True)
class Prepared:
    """An example cut into pieces, with its features; `title` is the number of pieces of the title."""

    example: Example
    pieces: Pieces
    features: Features
    title: int


@dataclass(slots=True)
class Seen:
    """What the encoder made of an example: half way by window, at the end; `again`: with marks, where that is kept."""

    windows: Sequence[Window]
    middles: Sequence[torch.Tensor]
    vectors: torch.Tensor
    again: torch.Tensor | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be learnt from. `own_types`: pairs see the types that the network predicts; `own_spans`: and its wrong
    mentions as well as the right ones. `seen` is what the encoder made of the example, where that is known already."""

    prepared: Prepared
    own_types: bool = False
    own_spans: bool = False
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The sides of an example's pairs and what the network believes of them, before the second look."""

    spans: Spans
    vectors: torch.Tensor
    types: torch.Tensor
    kinds: np.ndarray
    pairs: heads.Pairs


@dataclass(frozen=True, slots=True)
class Losses:
    tags: torch.Tensor
    phrases: torch.Tensor
    types: torch.Tensor
    links: torch.Tensor
    pairs: torch.Tensor
    status: torch.Tensor

    def total(self) -> torch.Tensor:
        """Tags are averaged over words, of which there are some five for each span; hence their weight."""
        return 4 * self.tags + 2 * self.phrases + self.types + self.links + 2 * self.pairs + 0.5 * self.status


def new_parameters(encoder: Parameters, generator: torch.Generator) -> Parameters:
    """The encoder's parameters with fresh ones for features (zero) and heads (uniform, Glorot and Bengio, 2010)."""
    found = dict(encoder)
    width = encoder["words"].shape[1]
    for name, rows in (("cases", CASES * PLACES), ("kinds", len(labels().types) + 1), ("marks", MARKS)):
        found[name] = torch.zeros(rows, width)
    known = labels()
    found["spans"] = torch.zeros(MARKED * known.kinds, width)
    columns = len(known.texts) * len(WORD_TAGS)
    sizes = heads.shapes(
        SIZES, len(TAGS), columns, len(known.types), known.kinds, len(known.pairs), len(known.statuses), MATCHES
    )
    for name, shape in sizes.items():
        if name.endswith(".embedding"):
            found[name] = torch.zeros(shape)
        else:
            limit = (6.0 / sum(shape)) ** 0.5
            found[f"{name}.weight"] = (torch.rand(shape, generator=generator) * 2 - 1) * limit
            found[f"{name}.bias"] = torch.zeros(shape[1])
    found["claim.bias"] -= 4.0  # most pairs are no claim
    return found


def embed(parameters: Parameters, columns: Sequence[np.ndarray]) -> torch.Tensor:
    pieces, cases, kinds, marks = (placed(column, parameters["words"].device) for column in columns)
    return (
        parameters["words"][pieces]
        + parameters["positions"][: len(pieces)]
        + parameters["cases"].index_select(0, cases)
        + parameters["kinds"].index_select(0, kinds)
        + parameters["marks"].index_select(0, marks)
    )


@dataclass(frozen=True, slots=True)
class Network:
    """The parameters by name, the numbers of the start and separator pieces, and the rate of dropout.

    `rounded`: the encoder computes in eight bits, as the shipped one does.
    """

    parameters: Parameters
    marks: tuple[int, int]
    rate: float
    rounded: bool = False

    @classmethod
    def of(cls, parameters: Parameters, vocabulary: dict[str, int], rate: float, *, rounded: bool = False) -> "Network":
        return cls(parameters, (vocabulary[START], vocabulary[SEPARATOR]), rate, rounded)

    @property
    def operations(self) -> TorchOperations:
        return TorchOperations(self.rate, self.parameters["words"].device)

    def look(self, prepared: Prepared) -> Seen:
        """The first look."""
        return self.looks([prepared])[0]

    def looks(self, examples: Sequence[Prepared]) -> list[Seen]:
        """The first looks at several examples."""
        parts = [windows(one.pieces.bounds, one.title) for one in examples]
        embedded = [
            embed(self.parameters, window_inputs(one.pieces, one.features, window, self.marks))
            for one, cut in zip(examples, parts, strict=True)
            for window in cut
        ]
        middles = dealt(self.through(run_lower, embedded), parts)
        return [Seen(*one) for one in zip(parts, middles, self.finished(parts, middles), strict=True)]

    def through(self, layers: Layers, values: Sequence[torch.Tensor]) -> list[torch.Tensor]:
        return run_windows(layers, self.parameters, values, self.rate, rounded=self.rounded)

    def finished(
        self, parts: Sequence[Sequence[Window]], middles: Sequence[Sequence[torch.Tensor]]
    ) -> list[torch.Tensor]:
        """`(pieces, width)` of each example, each piece from the window that owns it."""
        ends = dealt(self.through(run_upper, [middle for several in middles for middle in several]), parts)
        return [
            torch.cat([values[own(window)] for window, values in zip(cut, found, strict=True)])
            for cut, found in zip(parts, ends, strict=True)
        ]

    def look_again(self, seen: Sequence[Seen], found: Sequence[Found]) -> list[torch.Tensor]:
        """The vectors with the spans marked as what they are believed to be; kept where nothing is left to chance."""
        if all(one.again is not None for one in seen):
            return [one.again for one in seen if one.again is not None]
        middles = [self.marked(one, what.spans, what.kinds) for one, what in zip(seen, found, strict=True)]
        again = self.finished([one.windows for one in seen], middles)
        if not self.rate:
            for one, vectors in zip(seen, again, strict=True):
                one.again = vectors
        return again

    def marked(self, seen: Seen, spans: Spans, kinds: np.ndarray) -> list[torch.Tensor]:
        hidden = torch.rand(len(kinds)).numpy() < (UNMARKING if self.rate else 0.0)
        operations = self.operations
        added = marks(operations, self.parameters, len(seen.vectors), spans.ranges, np.where(hidden, UNMARKED, kinds))
        return [
            middle + laid_out(operations, added, window)
            for window, middle in zip(seen.windows, seen.middles, strict=True)
        ]

    def losses(self, task: Task) -> Losses:
        """The losses of one example."""
        return self.losses_of([task])[0]

    def losses_of(self, tasks: Sequence[Task]) -> list[Losses]:
        """The losses of several examples: an accelerator is asked for what it decides on once for all, not for each."""
        examples = [task.prepared for task in tasks]
        seen = [task.seen for task in tasks if task.seen is not None]
        seen = seen if len(seen) == len(tasks) else self.looks(examples)
        scores = [self.word_scores(*one) for one in zip(examples, seen, strict=True)]
        drawn = iter(fetched([values for pair in scores for values in pair]))
        spans = [self.spans_of(task, self.chosen(next(drawn), TAG_TRUST), next(drawn)) for task in tasks]
        vectors = [
            heads.span_vectors(self.operations, one.vectors, found.ranges[: found.mentions])
            for one, found in zip(seen, spans, strict=True)
        ]
        types = [heads.type_scores(self.operations, self.parameters, one).float() for one in vectors]
        kinds = [
            believed(found, self.chosen(one, TYPE_TRUST), task.own_types)
            for task, found, one in zip(tasks, spans, fetched(types), strict=True)
        ]
        found = [
            Found(
                sides, seen_as, scored, chosen, heads.candidates(sides.ranges, sides.sides, chosen, labels().joined())
            )
            for sides, seen_as, scored, chosen in zip(spans, vectors, types, kinds, strict=True)
        ]
        again = self.look_again(seen, found)
        return [
            self.summed(prepared, one, *words, last)
            for prepared, one, words, last in zip(examples, found, scores, again, strict=True)
        ]

    def word_scores(self, prepared: Prepared, seen: Seen) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of the tags of words `(words, tags)`, and of those of each predicate of words."""
        firsts = np.array([word.first for word in prepared.pieces.words])
        tags = heads.tag_scores(self.operations, self.parameters, seen.vectors, firsts).float()
        words = heads.phrase_scores(self.operations, self.parameters, seen.vectors, firsts).float()
        return tags, words.view(len(firsts), len(labels().texts), len(WORD_TAGS))

    def spans_of(self, task: Task, tags: np.ndarray, words: torch.Tensor) -> Spans:
        prepared = task.prepared
        if not task.own_spans:
            return spans_of(prepared.example, prepared.pieces)
        spurious, unsaid = wrong_spans(tags, prepared), wrong_phrases(self.chosen(words, PHRASE_TRUST), prepared)
        return spans_of(prepared.example, prepared.pieces, spurious, unsaid)

    def summed(
        self, prepared: Prepared, found: Found, tags: torch.Tensor, words: torch.Tensor, again: torch.Tensor
    ) -> Losses:
        example, pieces, spans, device = prepared.example, prepared.pieces, found.spans, tags.device
        real = np.flatnonzero(spans.entities[: spans.mentions] != SPURIOUS)
        pairs, status = self.pair_losses(example, found, again, pieces)
        return Losses(
            functional.cross_entropy(tags, placed(word_tags(example, pieces), device)),
            functional.cross_entropy(words.flatten(0, 1), placed(phrase_tags(example, pieces).flatten(), device))
            * len(labels().texts),
            # a story may have no mention at all
            functional.cross_entropy(
                self.operations.take(found.types, real), placed(spans.kinds[real], device), reduction="sum"
            )
            / max(1, len(real)),
            self.link_loss(spans, found.vectors, found.types),
            pairs,
            status,
        )

    def chosen(self, scores: torch.Tensor, trust: float) -> np.ndarray:
        """The best class of each row; while training one drawn by the probabilities of less sure scores (Gumbel)."""
        if self.rate:
            scores = trust * scores - torch.log(-torch.log(torch.rand(scores.shape).clamp(1e-9, 1 - 1e-6)))
        found: np.ndarray = scores.argmax(-1).numpy()
        return found

    def link_loss(self, spans: Spans, vectors: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """All right antecedents together should win over the wrong ones and over "new" (marginal log-likelihood)."""
        operations = self.operations
        found = link_candidates(spans.surfaces, spans.ranges[: spans.mentions], spans.sides[: spans.mentions])
        scores, new = link_scores(operations, self.parameters, vectors, torch.softmax(types.detach(), -1), found)
        right, first = link_targets(spans, found)
        every = torch.cat([new.float(), scores.float()])
        owner = np.concatenate([np.arange(spans.mentions), found.later])
        good = np.flatnonzero(np.concatenate([first, right]))
        wanted = grouped(operations.take(every, good), placed(owner[good], every.device), spans.mentions)
        return (grouped(every, placed(owner, every.device), spans.mentions) - wanted).sum() / max(1, spans.mentions)

    def pair_losses(
        self, example: Example, found: Found, vectors: torch.Tensor, pieces: Pieces
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Of the claims, and of the status of those that are right."""
        operations, device, none = self.operations, vectors.device, vectors.new_zeros(())
        spans, pairs, kinds = found.spans, found.pairs, found.kinds
        if not len(pairs.subjects):
            return none, none
        targets = pair_targets(example, spans, pairs, kinds)
        sides = heads.project(self.parameters, heads.span_vectors(operations, vectors, spans.ranges))
        tokens = heads.token_vectors(operations, self.parameters, vectors)
        hidden = heads.pair_vectors(
            operations, self.parameters, tokens, sides, pairs, kinds, spans.sides, pieces.sentences
        )
        scores = heads.claim_scores(operations, self.parameters, hidden).float()
        wanted, counted = (placed(values, device).float() for values in (targets.wanted, targets.counted))
        each = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none") * counted
        loss = each.sum() / max(1, spans.mentions)
        if not len(targets.rows):
            return loss, none
        chosen = operations.take(hidden, targets.rows)
        status = heads.status_scores(operations, self.parameters, chosen, targets.columns).float()
        return loss, functional.cross_entropy(status, placed(targets.statuses, device))


Dealt = TypeVar("Dealt")


def dealt(values: Sequence[torch.Tensor], parts: Sequence[Sequence[Dealt]]) -> list[list[torch.Tensor]]:
    """Values of windows, by the examples that the windows are of."""
    following = iter(values)
    return [[next(following) for _ in part] for part in parts]


def grouped(scores: torch.Tensor, owner: torch.Tensor, groups: int) -> torch.Tensor:
    """The logarithm of the summed exponentials of each owner's scores; every owner has one at least."""
    top = scores.new_full((groups,), -torch.inf).scatter_reduce(0, owner, scores.detach(), "amax")
    total = scores.new_zeros(groups).index_add(0, owner, torch.exp(scores - top[owner]))
    return top + torch.log(total)


def believed(spans: Spans, predicted: np.ndarray, own_types: bool) -> np.ndarray:
    """The types that pairs see: the right ones, or the predicted ones; of spans that are no mentions always these."""
    kinds = spans.kinds.copy()
    spurious = spans.entities[: spans.mentions] == SPURIOUS
    kinds[: spans.mentions] = np.where(spurious | own_types, predicted, kinds[: spans.mentions])
    return kinds


def wrong_spans(tags: np.ndarray, prepared: Prepared) -> list[tuple[int, int]]:
    """Mentions that the network finds where there is none, as code-point ranges."""
    found = well_formed(tags)
    words = prepared.pieces.words
    ranges = [(words[first].start, words[last - 1].end) for first, last, _ in spans_of_tags(found)]
    gold = [(mention.start, mention.end) for mention in prepared.example.mentions]
    return [(start, end) for start, end in ranges if not any(start < other and first < end for first, other in gold)]


def wrong_phrases(tags: np.ndarray, prepared: Prepared) -> list[Phrase]:
    """Values that the network finds where the predicate has none."""
    words, example = prepared.pieces.words, prepared.example
    found = [
        Phrase(words[first].start, words[last - 1].end, labels().texts[number])
        for first, last, number in phrases_of_tags(tags)
    ]
    return [
        one
        for one in found
        if not any(
            one.predicate == other.predicate and one.start < other.end and other.start < one.end
            for other in example.phrases
        )
    ]


def well_formed(tags: np.ndarray) -> np.ndarray:
    """Inner tags that follow nothing of their kind are taken for outside."""
    fixed = tags.copy()
    for number, tag in enumerate(fixed):
        if tag in (2, 4) and (number == 0 or fixed[number - 1] not in (tag - 1, tag)):
            fixed[number] = 0
    return fixed
