"""What the heads should have said of an example: tags of words, types and links of spans, labels of pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.trained.heads import Pairs
from kg.extract.trained.labels import labels
from kg.extract.trained.links import Candidates
from kg.extract.trained.pieces import Pieces
from kg.extract.training.examples import Example, Fact, Phrase

SPURIOUS = -1  # the entity number of a span that is no mention


@dataclass(frozen=True, slots=True)
class Spans:
    """Mentions (and spans that are none), then dates, then phrases, then sentences, in one numbering.

    `ranges` are piece ranges, `kinds` types (of spurious ones: any), `entities` the numbers of what is meant.
    """

    ranges: np.ndarray
    kinds: np.ndarray
    entities: np.ndarray
    sides: np.ndarray
    surfaces: tuple[str, ...]
    mentions: int
    dates: int
    phrases: int


@dataclass(frozen=True, slots=True)
class PairTargets:
    """`wanted[p, label]` are right, `counted` ones take part in learning, `statuses` are those of what is wanted."""

    wanted: np.ndarray
    counted: np.ndarray
    rows: np.ndarray
    columns: np.ndarray
    statuses: np.ndarray


def word_tags(example: Example, pieces: Pieces) -> np.ndarray:
    """The tag of each word; a mention takes every word that it touches."""
    tags = np.zeros(len(pieces.words), dtype=np.int64)
    starts, ends = pieces.starts, pieces.ends
    for mention in example.mentions:
        first = int(np.searchsorted(ends, mention.start, side="right"))
        last = int(np.searchsorted(starts, mention.end, side="left"))
        tags[first:last] = 2 if mention.named else 4
        tags[first : first + 1] = 1 if mention.named else 3
    return tags


def phrase_tags(example: Example, pieces: Pieces) -> np.ndarray:
    """The tag of each word for each predicate of words, `(words, predicates)`; of values that overlap, the longest."""
    tags = np.zeros((len(pieces.words), len(labels().texts)), dtype=np.int64)
    for phrase in sorted(example.phrases, key=lambda one: (one.end - one.start, one.start)):
        column = labels().texts.index(phrase.predicate)
        first = int(np.searchsorted(pieces.ends, phrase.start, side="right"))
        last = int(np.searchsorted(pieces.starts, phrase.end, side="left"))
        tags[first:last, column] = 2
        tags[first : first + 1, column] = 1
        # what is left of a shorter one behind it would follow nothing
        if last < len(tags) and tags[last, column] == 2:
            tags[last, column] = 1
    return tags


def spans_of(
    example: Example, pieces: Pieces, spurious: Sequence[tuple[int, int]] = (), phrases: Sequence[Phrase] = ()
) -> Spans:
    """All sides that pairs can have.

    `spurious` are code-point ranges of words that are no mentions, `phrases` words that are no values.
    """
    types = labels().types
    rows = [(mention.start, mention.end, types.index(mention.type), mention.entity) for mention in example.mentions]
    rows += [(start, end, 0, SPURIOUS) for start, end in spurious]
    rows.sort()
    mentions = len(rows)
    rows += [(*date, labels().date, number) for number, date in enumerate(example.dates)]
    rows += [(one.start, one.end, labels().text(one.predicate), number) for number, one in enumerate(example.phrases)]
    rows += [(one.start, one.end, labels().text(one.predicate), SPURIOUS) for one in phrases]
    filled = [number for number, (first, last) in enumerate(pieces.bounds) if first < last]
    ranges = [pieces.range(start, end) for start, end, _, _ in rows] + [pieces.bounds[number] for number in filled]
    table = np.array(ranges, dtype=np.int64).reshape(len(ranges), 2)
    return Spans(
        table,
        np.array([row[2] for row in rows] + [labels().sentence] * len(filled), dtype=np.int64),
        np.array([row[3] for row in rows] + filled, dtype=np.int64),
        pieces.sentences[table[:, 0]],
        tuple(example.text[start:end] for start, end, _, _ in rows[:mentions]),
        mentions,
        len(example.dates),
        len(example.phrases) + len(phrases),
    )


def link_targets(spans: Spans, found: Candidates) -> tuple[np.ndarray, np.ndarray]:
    """For each candidate whether it is right, and for each mention whether it is the first of its entity."""
    entities = spans.entities
    right = (entities[found.later] == entities[found.earlier]) & (entities[found.later] != SPURIOUS)
    continued = np.zeros(spans.mentions, dtype=bool)
    continued[found.later[right]] = True
    return right, ~continued


def pair_targets(example: Example, spans: Spans, pairs: Pairs, kinds: np.ndarray) -> PairTargets:
    """The labels of candidate pairs, given the types (`kinds`) that the reader believes in.

    Each fact is learnt from its nearest pair of mentions in its sentence. What other mentions of the two could say of
    it is not counted: they say it too, or only elsewhere in the story.
    """
    shape = (len(pairs.subjects), len(labels().pairs))
    wanted = np.zeros(shape, dtype=bool)
    counted = labels().allowed[kinds[pairs.subjects], kinds[pairs.objects]].copy()
    states = np.full(shape, -1, dtype=np.int64)
    numbers = {
        (int(one), int(other)): row for row, (one, other) in enumerate(zip(pairs.subjects, pairs.objects, strict=True))
    }
    sides = Sides(spans, pairs)
    symmetric = labels().symmetric()
    for fact in example.facts:
        label = labels().pairs.index(fact.label)
        for one, other in directions(fact, bool(symmetric[label])):
            subjects, objects = sides.subject(one), sides.target(other, label, example)
            counted[sides.rows(subjects, objects), label] &= wanted[sides.rows(subjects, objects), label]
            row = nearest(numbers, sides.spoken(subjects, fact.sentence), sides.spoken(objects, fact.sentence), spans)
            if row is not None and labels().allowed[kinds[pairs.subjects[row]], kinds[pairs.objects[row]], label]:
                wanted[row, label] = counted[row, label] = True
                states[row, label] = labels().statuses.index(fact.status)
    rows, columns = np.nonzero(wanted)
    return PairTargets(wanted, counted, rows, columns, states[rows, columns])


def directions(fact: Fact, symmetric: bool) -> list[tuple[int, int]]:
    forward = (fact.subject, fact.target)
    return [forward, forward[::-1]] if symmetric else [forward]


def positions(mask: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.flatnonzero(mask)
    return found


@dataclass(frozen=True, slots=True)
class Sides:
    """Looks up the spans of entities, dates, phrases and sentences."""

    spans: Spans
    pairs: Pairs

    def subject(self, entity: int) -> np.ndarray:
        return positions(self.spans.entities[: self.spans.mentions] == entity)

    def target(self, number: int, label: int, example: Example) -> np.ndarray:
        """Spans of an object entity, of every date of the same value, of the phrase, or of the sentence."""
        known, spans = labels(), self.spans
        if label < known.relations:
            return self.subject(number)
        if label < known.relations + known.dates:
            same = [index for index, value in enumerate(example.values) if value == example.values[number]]
            return np.array(same, dtype=np.int64) + spans.mentions
        start = spans.mentions + spans.dates
        if labels().pairs[label] in labels().texts:
            return np.array([start + number], dtype=np.int64)
        start += spans.phrases
        return positions(spans.entities[start:] == number) + start

    def rows(self, subjects: np.ndarray, objects: np.ndarray) -> np.ndarray:
        return positions(np.isin(self.pairs.subjects, subjects) & np.isin(self.pairs.objects, objects))

    def spoken(self, found: np.ndarray, sentence: int) -> np.ndarray:
        """Those in the sentence, else the last before it, else the first after it."""
        sides = self.spans.sides[found]
        here: np.ndarray = found[sides == sentence]
        if len(here):
            return here
        before: np.ndarray = found[sides < sentence]
        return before[-1:] if len(before) else found[:1]


def nearest(numbers: dict[tuple[int, int], int], subjects: np.ndarray, objects: np.ndarray, spans: Spans) -> int | None:
    """The row of the pair whose sides stand closest; the earlier one of equals."""
    best: tuple[int, int] | None = None
    for one in subjects:
        for other in objects:
            row = numbers.get((int(one), int(other)))
            if row is not None:
                first, second = sorted((spans.ranges[one], spans.ranges[other]), key=lambda pair: pair[0])
                best = min(best or (10**9, 0), (int(second[0] - first[1]), row))
    return best[1] if best else None
