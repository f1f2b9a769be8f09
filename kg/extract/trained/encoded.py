"""A story that the encoder has read: scores for its own mentions and for any spans that are brought.

The first look finds mentions, types, links and phrases; for pairs it looks again, with the spans marked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from kg.extract.trained import heads
from kg.extract.trained.component import Calibration
from kg.extract.trained.labels import OUTCOME, TAGS, WORD_TAGS, labels
from kg.extract.trained.links import link_candidates, link_scores
from kg.extract.trained.marking import marks
from kg.extract.trained.operations import Array
from kg.extract.trained.pairing import OPERATIONS, PairScore, PairScorer, Sides
from kg.extract.trained.passes import Passes
from kg.extract.trained.pieces import Pieces
from kg.extract.trained.scores import (
    ClaimScores,
    DateScore,
    LinkScore,
    MentionScore,
    OutcomeScore,
    PhraseScore,
    RelationScore,
    TextScore,
)
from kg.extract.trained.tags import best_tags, phrases_of_tags, sentence_starts, spans_of_tags

LEAST = 0.05  # probability below which a pair is not worth telling
# Added to the logarithms of the tags' probabilities, so that what is doubtful is found: a mention or a value that is
# none, its claims' confidence tells later; what is missed here is lost.
LEANING = np.array([0.0, 0.5, 0.0, 1.0, 0.0])  # of `TAGS`
WORD_LEANING, CLAUSE_LEANING = (0.0, 1.3, 0.65), (0.0, 2.0, 0.0)  # of `WORD_TAGS`
CLAUSES = frozenset({"CAUSE", "CONSEQUENCE"})  # values that go on past where one would stop, if led to
Range = tuple[int, int]
Target = tuple[int, Range]  # the type number of dates, words or sentences, and where it stands


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
        return [
            dict(zip(names, (round(float(share), 3) for share in row), strict=True)) for row in self.type_shares(spans)
        ]

    def links(self, spans: Sequence[Range]) -> list[LinkScore]:
        """For each span, which earlier one it continues, or that it is new; only among the spans given."""
        if not spans or not self.pieces.words:
            return [LinkScore(1.0, {}) for _ in spans]
        ranges, vectors = self.ranges(spans), self.span_vectors(spans)
        surfaces = [self.text[start:end] for start, end in spans]
        found = link_candidates(surfaces, ranges, self.sentences(ranges))
        scores, new = link_scores(OPERATIONS, self.weights, vectors, self.type_shares(spans), found)
        scale = self.calibration["links"].scale
        result: list[LinkScore] = []
        for number in range(len(spans)):
            low, high = np.searchsorted(found.later, [number, number + 1])
            shares = OPERATIONS.softmax(np.concatenate([[new[number]], scores[low:high]]) * scale)
            earlier = {
                int(other): round(float(share), 3)
                for other, share in zip(found.earlier[low:high], shares[1:], strict=True)
                if share >= LEAST / 10
            }
            result.append(LinkScore(round(float(shares[0]), 3), earlier))
        return result

    def claims(
        self,
        spans: Sequence[Range],
        types: Sequence[str],
        dates: Sequence[Range],
        phrases: Sequence[PhraseScore] = (),
        least: float = LEAST,
        about: frozenset[int] | None = None,
        *,
        again: bool = True,
    ) -> ClaimScores:
        """Relations, dates, attributes in words and outcomes, at least as probable as `least`.

        `dates` and `phrases` are those that may be claimed of the spans, whose types are given. Where spans are named
        in `about` (by number), only what is claimed of these or leads to them. Without `again` the first look serves,
        which marks no spans: for types that are only tried.
        """
        filled, targets = self.sentence_targets()
        worded = [(labels().text(phrase.predicate), (phrase.start, phrase.end)) for phrase in phrases]
        sides = [*((labels().date, date) for date in dates), *worded, *targets]
        pairs = self.pairs(spans, types, sides, least, about, again)
        date = len(spans)
        phrase = date + len(dates)
        sentence = phrase + len(worded)
        return ClaimScores(
            relation_scores([pair for pair in pairs if pair.object < date]),
            date_scores([pair for pair in pairs if date <= pair.object < phrase], date),
            text_scores([pair for pair in pairs if phrase <= pair.object < sentence], phrase),
            outcome_scores([pair for pair in pairs if pair.object >= sentence], sentence, filled),
        )

    def sentence_targets(self) -> tuple[list[int], list[Target]]:
        """The numbers of the sentences that hold words, and each as a side of pairs."""
        filled = [number for number, (first, last) in enumerate(self.pieces.bounds) if first < last]
        starts = {word.sentence: word.start for word in reversed(self.pieces.words)}
        ends = {word.sentence: word.end for word in self.pieces.words}
        return filled, [(labels().sentence, (starts[number], ends[number])) for number in filled]

    def pairs(
        self,
        spans: Sequence[Range],
        types: Sequence[str],
        targets: Sequence[Target],
        least: float,
        about: frozenset[int] | None,
        again: bool,
    ) -> list[PairScore]:
        """Pairs of typed spans with other spans or, numbered after these, `targets`; `again`: once all are marked."""
        if not spans or not self.pieces.words:
            return []
        kinds = np.array([*(labels().types.index(name) for name in types), *(kind for kind, _ in targets)])
        ranges = self.ranges([*spans, *(target for _, target in targets)])
        vectors, scorer = self.look_again(ranges, kinds) if again else (self.vectors, self.scorer)
        sides = Sides(heads.span_vectors(OPERATIONS, vectors, ranges), ranges, kinds, self.sentences(ranges))
        return list(scorer.score(sides, least, about))

    def look_again(self, ranges: np.ndarray, kinds: np.ndarray) -> tuple[Array, PairScorer]:
        """The vectors with spans (piece ranges) of `kinds` marked, and what scores pairs by them."""
        vectors = self.passes.vectors(marks(OPERATIONS, self.weights, len(self.pieces.ids), ranges, kinds))
        return vectors, self.scorer_of(vectors)

    @cached_property
    def scorer(self) -> PairScorer:
        """What scores pairs by the first look."""
        return self.scorer_of(self.vectors)

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


@cache
def word_leanings() -> np.ndarray:
    """`(predicates of words, tags)`."""
    return np.array([CLAUSE_LEANING if name in CLAUSES else WORD_LEANING for name in labels().texts])


def relation_scores(pairs: Sequence[PairScore]) -> list[RelationScore]:
    return [RelationScore(pair.subject, pair.object, pair.name, *pair.certainty()) for pair in pairs]


def date_scores(pairs: Sequence[PairScore], first: int) -> list[DateScore]:
    """`first` is the number of the first date among the sides."""
    return [DateScore(pair.subject, pair.object - first, pair.name, *pair.certainty()) for pair in pairs]


def text_scores(pairs: Sequence[PairScore], first: int) -> list[TextScore]:
    """`first` is the number of the first phrase among the sides."""
    return [TextScore(pair.subject, pair.object - first, pair.name, *pair.certainty()) for pair in pairs]


def outcome_scores(pairs: Sequence[PairScore], first: int, filled: Sequence[int]) -> list[OutcomeScore]:
    """`first` is the number of the first sentence among the sides, `filled` those of the sentences in the story."""
    return [
        OutcomeScore(
            pair.subject, filled[pair.object - first], pair.name.removeprefix(f"{OUTCOME}="), *pair.certainty()
        )
        for pair in pairs
    ]
