"""A story that the encoder has read: scores for its own mentions and for any spans that are brought.

The first look finds mentions, types, links and phrases; for pairs it looks again, with the spans marked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from kg.extract.trained import heads
from kg.extract.trained.component import Calibration
from kg.extract.trained.labels import TAGS, WORD_TAGS, labels
from kg.extract.trained.links import link_candidates, link_scores
from kg.extract.trained.marking import marks
from kg.extract.trained.operations import Array
from kg.extract.trained.pairing import OPERATIONS, PairScorer, Sides
from kg.extract.trained.passes import Passes
from kg.extract.trained.pieces import Pieces
from kg.extract.trained.scores import ClaimScores, LinkScore, MentionScore, PhraseScore
from kg.extract.trained.tags import best_tags, phrases_of_tags, sentence_starts, spans_of_tags
from kg.extract.trained.targets import Range, Targets

LEAST = 0.05  # probability below which a pair is not worth telling
# Added to the logarithms of the tags' probabilities, so that what is doubtful is found: a mention or a value that is
# none, its claims' confidence tells later; what is missed here is lost.
LEANING = np.array([0.0, 0.5, 0.0, 1.0, 0.0])  # of `TAGS`
WORD_LEANING, CLAUSE_LEANING = (0.0, 1.3, 0.65), (0.0, 2.0, 0.0)  # of `WORD_TAGS`
CLAUSES = frozenset({"CAUSE", "CONSEQUENCE"})  # values that go on past where one would stop, if led to


@dataclass(frozen=True)
class Encoded:
    """The encoder's `passes` over a story, and what several steps ask of them, worked out once.

    Spans are code-point ranges `[start, end)` into its text, in any order.
    """

    text: str
    pieces: Pieces
    passes: Passes
    weights: Mapping[str, Array]
    calibration: Mapping[str, Calibration]

    @cached_property
    def vectors(self) -> Array:
        """`(pieces, width)` of the first look."""
        return self.passes.vectors()

    @cached_property
    def totals(self) -> Array:
        """`vectors`, summed up to each piece."""
        return OPERATIONS.total(self.vectors)

    @cached_property
    def tag_shares(self) -> Array:
        """`(words, tags)`, the probability of each tag of each word."""
        if not self.pieces.words:
            return np.zeros((0, len(TAGS)), dtype=np.float32)
        firsts = np.array([word.first for word in self.pieces.words])
        scores = heads.tag_scores(OPERATIONS, self.weights, self.vectors, firsts)
        return OPERATIONS.softmax(scores * self.calibration["tags"].scale)

    def named(self, spans: Sequence[Range]) -> list[float]:
        """For each span, the highest probability that one of its words is part of a name."""
        return self.highest(spans, self.tag_shares[:, [TAGS.index("B-name"), TAGS.index("I-name")]].sum(axis=1))

    def mentioned(self, spans: Sequence[Range]) -> list[float]:
        """For each span, the highest probability that one of its words is part of a mention of any kind."""
        return self.highest(spans, 1 - self.tag_shares[:, TAGS.index("O")])

    def highest(self, spans: Sequence[Range], shares: Array) -> list[float]:
        """The highest share of the words of each span, `shares` being those of all words; 0 of none."""
        found = []
        for start, end in spans:
            first = int(np.searchsorted(self.pieces.ends, start, side="right"))
            last = int(np.searchsorted(self.pieces.starts, end, side="left"))
            found.append(round(float(shares[first:last].max()), 3) if first < last else 0.0)
        return found

    def mentions(self) -> list[MentionScore]:
        """Names, descriptions and pronouns that the trained part finds by itself, in order."""
        words = self.pieces.words
        if not words:
            return []
        shares = self.tag_shares
        tags = best_tags(np.log(np.maximum(shares, 1e-9)) + LEANING, sentence_starts(words))
        found = spans_of_tags(tags)
        ranges = [(words[first].start, words[last - 1].end) for first, last, _ in found]
        sure = [min(float(shares[number, tags[number]]) for number in range(first, last)) for first, last, _ in found]
        return [
            MentionScore(*span, named, max(kinds, key=lambda name: kinds[name]), kinds, round(score, 3))
            for span, (_, _, named), kinds, score in zip(ranges, found, self.types(ranges), sure, strict=True)
        ]

    def phrases(self) -> list[PhraseScore]:
        """The words that are values of attributes, as far as the trained part finds them by itself, in order."""
        return list(self.found_phrases)

    @cached_property
    def found_phrases(self) -> list[PhraseScore]:
        words = self.pieces.words
        if not words:
            return []
        firsts = np.array([word.first for word in words])
        scores = heads.phrase_scores(OPERATIONS, self.weights, self.vectors, firsts)
        scores = scores.reshape(len(words), len(labels().texts), len(WORD_TAGS))
        shares = OPERATIONS.softmax(scores * self.calibration["phrases"].scale)
        tags = best_tags(np.log(np.maximum(shares, 1e-9)) + word_leanings(), sentence_starts(words), WORD_TAGS)
        found: list[PhraseScore] = []
        for first, last, number in phrases_of_tags(tags):
            sure = min(float(shares[word, number, tags[word, number]]) for word in range(first, last))
            found.append(PhraseScore(words[first].start, words[last - 1].end, labels().texts[number], round(sure, 3)))
        return found

    def types(self, spans: Sequence[Range]) -> list[dict[str, float]]:
        """For each span, the probability of each type of the vocabulary, in its order."""
        names = labels().types
        shares = self.type_shares(spans).astype(np.float64).round(3).tolist()
        return [dict(zip(names, row, strict=True)) for row in shares]

    def links(self, spans: Sequence[Range]) -> list[LinkScore]:
        """For each span, which earlier one it continues, or that it is new; only among the spans given."""
        if not spans or not self.pieces.words:
            return [LinkScore(1.0, {}) for _ in spans]
        ranges, vectors = self.ranges(spans), self.span_vectors(spans)
        surfaces = [self.text[start:end] for start, end in spans]
        found = link_candidates(surfaces, ranges, self.sentences(ranges))
        scores, new = link_scores(OPERATIONS, self.weights, vectors, self.type_shares(spans), found)
        first, shares = shares_of_links(scores, new, found.later, self.calibration["links"].scale)
        told: list[dict[int, float]] = [{} for _ in spans]
        for number in np.flatnonzero(shares >= LEAST / 10).tolist():
            told[found.later[number]][int(found.earlier[number])] = round(float(shares[number]), 3)
        return [LinkScore(round(share, 3), earlier) for share, earlier in zip(first.tolist(), told, strict=True)]

    def claims(
        self,
        spans: Sequence[Range],
        types: Sequence[str],
        dates: Sequence[Range],
        phrases: Sequence[PhraseScore] = (),
        least: float = LEAST,
    ) -> ClaimScores:
        """Relations, dates, attributes in words and outcomes, at least as probable as `least`.

        `dates` and `phrases` are those that may be claimed of the spans, whose types are given.
        """
        if not spans or not self.pieces.words:
            return ClaimScores([], [], [], [])
        targets = self.targets(dates, phrases)
        kinds, ranges = targets.after(types), self.ranges([*spans, *targets.spans])
        marked = marks(OPERATIONS, self.weights, len(self.pieces.ids), ranges, kinds)
        vectors = self.passes.vectors(marked)
        return targets.told(list(self.scorer_of(vectors).score(self.sides(vectors, ranges, kinds), least)), len(spans))

    def sides(self, vectors: Array, ranges: np.ndarray, kinds: np.ndarray) -> Sides:
        spans = heads.span_vectors(OPERATIONS, vectors, ranges)
        return Sides(heads.project(self.weights, spans), ranges, kinds, self.sentences(ranges))

    def targets(self, dates: Sequence[Range], phrases: Sequence[PhraseScore]) -> Targets:
        filled = [number for number, (first, last) in enumerate(self.pieces.bounds) if first < last]
        starts = {word.sentence: word.start for word in reversed(self.pieces.words)}
        ends = {word.sentence: word.end for word in self.pieces.words}
        return Targets(dates, phrases, filled, [(starts[number], ends[number]) for number in filled])

    def scorer_of(self, vectors: Array) -> PairScorer:
        tokens = heads.token_vectors(OPERATIONS, self.weights, vectors)
        return PairScorer(tokens, self.pieces.sentences, self.weights, self.calibration)

    def ranges(self, spans: Sequence[Range]) -> np.ndarray:
        """The piece ranges of code-point ranges, shape `(spans, 2)`."""
        return self.pieces.ranges(np.array(spans, dtype=np.int64).reshape(len(spans), 2))

    def sentences(self, ranges: np.ndarray) -> np.ndarray:
        found: np.ndarray = self.pieces.sentences[ranges[:, 0]]
        return found

    def span_vectors(self, spans: Sequence[Range]) -> Array:
        return heads.span_vectors(OPERATIONS, self.vectors, self.ranges(spans), self.totals)

    def type_shares(self, spans: Sequence[Range]) -> Array:
        if not spans or not self.pieces.words:
            return np.full((len(spans), len(labels().types)), 1 / len(labels().types))
        scores = heads.type_scores(OPERATIONS, self.weights, self.span_vectors(spans))
        return OPERATIONS.softmax(scores * self.calibration["types"].scale)


def shares_of_links(scores: Array, new: Array, later: np.ndarray, scale: float) -> tuple[Array, Array]:
    """The probability that each span is new, and of each candidate; `later`, sorted, is whose candidate each is."""
    scores, new = scores * scale, new * scale
    highest = new.copy()
    np.maximum.at(highest, later, scores)
    candidates, first = np.exp(scores - highest[later]), np.exp(new - highest)
    whole = first + np.bincount(later, weights=candidates, minlength=len(new))
    return first / whole, candidates / whole[later]


@cache
def word_leanings() -> np.ndarray:
    """`(predicates of words, tags)`."""
    return np.array([CLAUSE_LEANING if name in CLAUSES else WORD_LEANING for name in labels().texts])
