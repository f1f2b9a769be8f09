"""The whole network in torch: embeddings, encoder and heads over one example, with a loss for each head."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from kg.extract.training.operations import TorchOperations
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
    pieces, cases, kinds, marks = (torch.from_numpy(column) for column in columns)
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

    def look(self, prepared: Prepared) -> Seen:
        """The first look."""
        parts, middles = windows(prepared.pieces.bounds, prepared.title), []
        for window in parts:
            columns = window_inputs(prepared.pieces, prepared.features, window, self.marks)
            embedded = embed(self.parameters, columns)
            middles.append(run_lower(self.parameters, embedded, self.rate, rounded=self.rounded))
        return Seen(parts, middles, self.finished(parts, middles))

    def finished(self, parts: Sequence[Window], middles: Sequence[torch.Tensor]) -> torch.Tensor:
        """`(pieces, width)`, each piece from the window that owns it."""
        return torch.cat(
            [
                run_upper(self.parameters, middle, self.rate, rounded=self.rounded)[own(window)]
                for window, middle in zip(parts, middles, strict=True)
            ]
        )

    def look_again(self, operations: TorchOperations, seen: Seen, spans: Spans, kinds: np.ndarray) -> torch.Tensor:
        """The vectors with the spans marked as what they are believed to be; kept where nothing is left to chance."""
        if seen.again is not None:
            return seen.again
        hidden = torch.rand(len(kinds)).numpy() < (UNMARKING if self.rate else 0.0)
        added = marks(operations, self.parameters, len(seen.vectors), spans.ranges, np.where(hidden, UNMARKED, kinds))
        middles = [
            middle + laid_out(operations, added, window)
            for window, middle in zip(seen.windows, seen.middles, strict=True)
        ]
        vectors = self.finished(seen.windows, middles)
        if not self.rate:
            seen.again = vectors
        return vectors

    def losses(self, prepared: Prepared, *, own_types: bool, own_spans: bool, seen: Seen | None = None) -> Losses:
        """The losses of one example. `own_types`: pairs see the types that the network predicts; `own_spans`: and its
        wrong mentions as well as the right ones. `seen` is what the encoder made of it, where that is known already."""
        operations = TorchOperations(self.rate)
        seen = self.look(prepared) if seen is None else seen
        vectors = seen.vectors
        example, pieces = prepared.example, prepared.pieces
        firsts = np.array([word.first for word in pieces.words])
        tags = heads.tag_scores(operations, self.parameters, vectors, firsts).float()
        words = heads.phrase_scores(operations, self.parameters, vectors, firsts).float()
        words = words.view(len(firsts), len(labels().texts), len(WORD_TAGS))
        spurious = wrong_spans(self.chosen(tags, TAG_TRUST), prepared) if own_spans else []
        unsaid = wrong_phrases(self.chosen(words, PHRASE_TRUST), prepared) if own_spans else []
        spans = spans_of(example, pieces, spurious, unsaid)
        span_vectors = heads.span_vectors(operations, vectors, spans.ranges[: spans.mentions])
        types = heads.type_scores(operations, self.parameters, span_vectors).float()
        kinds = believed(spans, self.chosen(types, TYPE_TRUST), own_types)
        real = spans.entities[: spans.mentions] != SPURIOUS
        wanted_types = torch.from_numpy(spans.kinds[: spans.mentions][real])
        pairs, status = self.pair_losses(operations, example, spans, seen, kinds, pieces)
        return Losses(
            functional.cross_entropy(tags, torch.from_numpy(word_tags(example, pieces))),
            functional.cross_entropy(words.flatten(0, 1), torch.from_numpy(phrase_tags(example, pieces)).flatten())
            * len(labels().texts),
            # a story may have no mention at all
            functional.cross_entropy(types[torch.from_numpy(real)], wanted_types, reduction="sum")
            / max(1, int(real.sum())),
            self.link_loss(operations, spans, span_vectors, types),
            pairs,
            status,
        )

    def chosen(self, scores: torch.Tensor, trust: float) -> np.ndarray:
        """The best class of each row; while training one drawn by the probabilities of less sure scores (Gumbel)."""
        scores = scores.detach()
        if self.rate:
            scores = trust * scores - torch.log(-torch.log(torch.rand(scores.shape).clamp(1e-9, 1 - 1e-6)))
        found: np.ndarray = scores.argmax(-1).numpy()
        return found

    def link_loss(
        self, operations: TorchOperations, spans: Spans, vectors: torch.Tensor, types: torch.Tensor
    ) -> torch.Tensor:
        """All right antecedents together should win over the wrong ones and over "new" (marginal log-likelihood)."""
        found = link_candidates(spans.surfaces, spans.ranges[: spans.mentions], spans.sides[: spans.mentions])
        scores, new = link_scores(operations, self.parameters, vectors, torch.softmax(types.detach(), -1), found)
        right, first = link_targets(spans, found)
        every = torch.cat([new.float(), scores.float()])
        owner = torch.from_numpy(np.concatenate([np.arange(spans.mentions), found.later]))
        good = torch.from_numpy(np.concatenate([first, right]))
        return (grouped(every, owner, spans.mentions) - grouped(every[good], owner[good], spans.mentions)).sum() / max(
            1, spans.mentions
        )

    def pair_losses(
        self,
        operations: TorchOperations,
        example: Example,
        spans: Spans,
        seen: Seen,
        kinds: np.ndarray,
        pieces: Pieces,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        pairs = heads.candidates(spans.ranges, spans.sides, kinds, labels().joined())
        if not len(pairs.subjects):
            return torch.zeros(()), torch.zeros(())
        targets = pair_targets(example, spans, pairs, kinds)
        vectors = self.look_again(operations, seen, spans, kinds)
        span_vectors = heads.span_vectors(operations, vectors, spans.ranges)
        tokens = heads.token_vectors(operations, self.parameters, vectors)
        hidden = heads.pair_vectors(
            operations, self.parameters, tokens, span_vectors, pairs, kinds, spans.sides, pieces.sentences
        )
        scores = heads.claim_scores(operations, self.parameters, hidden).float()
        wanted, counted = torch.from_numpy(targets.wanted).float(), torch.from_numpy(targets.counted).float()
        each = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none") * counted
        loss = each.sum() / max(1, spans.mentions)
        if not len(targets.rows):
            return loss, torch.zeros(())
        chosen = operations.take(hidden, targets.rows)
        status = heads.status_scores(operations, self.parameters, chosen, targets.columns).float()
        return loss, functional.cross_entropy(status, torch.from_numpy(targets.statuses))


def grouped(scores: torch.Tensor, owner: torch.Tensor, groups: int) -> torch.Tensor:
    """The logarithm of the summed exponentials of each owner's scores; every owner has one at least."""
    top = torch.full((groups,), -torch.inf).scatter_reduce(0, owner, scores.detach(), "amax")
    total = torch.zeros(groups).index_add(0, owner, torch.exp(scores - top[owner]))
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
