"""How well each head does on stories held back: on the annotated spans, and end to end on its own."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.trained.encoded import Encoded
from kg.extract.trained.labels import OUTCOME, labels
from kg.extract.trained.scores import PhraseScore
from kg.extract.training.clusters import cluster, join
from kg.extract.training.examples import Example, Range

Encode = Callable[[Example], Encoded]
Statement = tuple[int, str, int | str]  # subject entity, label, object entity, EDTF date, "", or number of the words
LEAST = 0.05
HALF = 0.5  # of the letters of both that words share with the annotated ones where they are right


@dataclass(slots=True)
class Count:
    """Right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def add(self, found: Iterable[object], gold: Iterable[object]) -> None:
        found, gold = set(found), set(gold)
        self.right += len(found & gold)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    def __str__(self) -> str:
        gold, found = self.right + self.missed, self.right + self.wrong
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} ({gold} annotated, {found} found)"


@dataclass(slots=True)
class Told:
    """Facts of one story: the annotated ones with their status, and those told with probability and status."""

    gold: dict[Statement, set[str]]
    found: dict[Statement, tuple[float, str]]
    unseen: int


@dataclass(slots=True)
class Figures:
    """The figures of a set of stories; facts are kept with their probabilities, so that thresholds can be chosen."""

    boundaries: Count = field(default_factory=Count)
    named: Count = field(default_factory=Count)
    typed: Count = field(default_factory=Count)
    typed_names: Count = field(default_factory=Count)
    types: Counter[bool] = field(default_factory=Counter)
    links: Counter[bool] = field(default_factory=Counter)
    bcubed: list[tuple[float, float]] = field(default_factory=list)
    given: list[Told] = field(default_factory=list)
    alone: list[Told] = field(default_factory=list)


def measure(examples: Sequence[Example], encode: Encode) -> Figures:
    """Read every example and compare."""
    figures = Figures()
    for example in examples:
        encoded = encode(example)
        measure_mentions(figures, example, encoded)
        measure_given(figures, example, encoded)
        measure_alone(figures, example, encoded)
    return figures


def measure_mentions(figures: Figures, example: Example, encoded: Encoded) -> None:
    found = encoded.mentions()
    gold = example.mentions
    figures.boundaries.add({(one.start, one.end) for one in found}, {(one.start, one.end) for one in gold})
    names = [one for one in found if one.named]
    gold_names = [one for one in gold if one.named]
    figures.named.add({(one.start, one.end) for one in names}, {(one.start, one.end) for one in gold_names})


def measure_given(figures: Figures, example: Example, encoded: Encoded) -> None:
    """On the annotated mentions, their types and entities."""
    spans = [(mention.start, mention.end) for mention in example.mentions]
    for mention, types in zip(example.mentions, encoded.types(spans), strict=True):
        figures.types[max(types, key=lambda name: types[name]) == mention.type] += 1
    links = encoded.links(spans)
    entities = [mention.entity for mention in example.mentions]
    for number, link in enumerate(links):
        best = max(link.antecedents, key=lambda other: link.antecedents[other], default=None)
        if best is None or link.antecedents[best] <= link.new:
            figures.links[entities[number] not in entities[:number]] += 1
        else:
            figures.links[entities[best] == entities[number]] += 1
    figures.bcubed.extend(bcubed(join(links), entities))
    right = [mention.type for mention in example.mentions]
    figures.given.append(told(example, encoded, spans, right, entities, own_phrases=False))


def measure_alone(figures: Figures, example: Example, encoded: Encoded) -> None:
    """End to end: own mentions, own links, own types."""
    mentions = encoded.mentions()
    spans = [(mention.start, mention.end) for mention in mentions]
    known = cluster(mentions, encoded.links(spans))
    gold = {(mention.start, mention.end): mention for mention in example.mentions}
    figures.typed.add(
        {(*span, kind) for span, kind in zip(spans, known.types, strict=True)},
        {(*span, mention.type) for span, mention in gold.items()},
    )
    figures.typed_names.add(
        {(*span, kind) for span, kind, mention in zip(spans, known.types, mentions, strict=True) if mention.named},
        {(*span, mention.type) for span, mention in gold.items() if mention.named},
    )
    entities = aligned(spans, known.clusters, {span: mention.entity for span, mention in gold.items()})
    figures.alone.append(told(example, encoded, spans, known.types, entities, own_phrases=True))


def aligned(spans: Sequence[Range], clusters: Sequence[int], gold: Mapping[Range, int]) -> list[int]:
    """For each span the annotated entity that its cluster shares most mentions with; a negative number where none."""
    votes: dict[int, Counter[int]] = {}
    for span, number in zip(spans, clusters, strict=True):
        if span in gold:
            votes.setdefault(number, Counter())[gold[span]] += 1
    chosen = {number: min(count, key=lambda entity: (-count[entity], entity)) for number, count in votes.items()}
    return [chosen.get(number, -1 - number) for number in clusters]


def told(
    example: Example,
    encoded: Encoded,
    spans: Sequence[Range],
    types: Sequence[str],
    entities: Sequence[int],
    *,
    own_phrases: bool,
) -> Told:
    """Annotated facts and those that the heads tell of the spans."""
    symmetric = {name for name, flag in zip(labels().pairs, labels().symmetric(), strict=True) if flag}
    found: dict[Statement, tuple[float, str]] = {}

    def add(statement: Statement, probability: float, status: str) -> None:
        subject, label, target = statement
        if subject != target:
            if label in symmetric and isinstance(target, int) and target < subject:
                statement = (target, label, subject)
            found[statement] = max(found.get(statement, (0.0, "")), (probability, status))

    phrases = (
        encoded.phrases() if own_phrases else [PhraseScore(p.start, p.end, p.predicate, 1.0) for p in example.phrases]
    )
    scores = encoded.claims(spans, types, example.dates, phrases, LEAST)
    for relation in scores.relations:
        subject, target = entities[relation.subject], entities[relation.object]
        add((subject, relation.predicate, target), relation.probability, relation.status)
    for date in scores.dates:
        add((entities[date.subject], date.predicate, example.values[date.date]), date.probability, date.status)
    for outcome in scores.outcomes:
        add((entities[outcome.subject], f"{OUTCOME}={outcome.value}", ""), outcome.probability, outcome.status)
    places = [place_of(phrase, example) for phrase in phrases]
    for words in scores.texts:
        add(
            (entities[words.subject], words.predicate, f"words {places[words.phrase]}"), words.probability, words.status
        )
    return Told(annotated(example, symmetric), found, example.unseen)


def place_of(phrase: PhraseScore, example: Example) -> int:
    """The number of the annotated words that a phrase shares most with, if half of both; else a negative one."""

    def overlap(number: int) -> float:
        other = example.phrases[number]
        shared = min(phrase.end, other.end) - max(phrase.start, other.start)
        return 2 * shared / (phrase.end - phrase.start + other.end - other.start)

    same = [number for number, other in enumerate(example.phrases) if other.predicate == phrase.predicate]
    best = max(same, key=overlap, default=None)
    return best if best is not None and overlap(best) >= HALF else -1 - phrase.start


def annotated(example: Example, symmetric: set[str]) -> dict[Statement, set[str]]:
    gold: dict[Statement, set[str]] = {}
    known = labels()
    for fact in example.facts:
        number = known.pairs.index(fact.label)
        target: int | str = fact.target
        if known.relations <= number:
            target = example.values[fact.target] if number < known.relations + known.dates else ""
            if fact.label in known.texts:
                target = f"words {fact.target}"
        subject = fact.subject
        if fact.label in symmetric and isinstance(target, int) and target < subject:
            subject, target = target, subject
        gold.setdefault((subject, fact.label, target), set()).add(fact.status)
    return gold


def bcubed(clusters: Sequence[int], entities: Sequence[int]) -> list[tuple[float, float]]:
    """Precision and recall of each mention's cluster (Bagga and Baldwin, 1998)."""
    result = []
    for own, entity in zip(clusters, entities, strict=True):
        both = sum(own == other and entity == kind for other, kind in zip(clusters, entities, strict=True))
        result.append((both / list(clusters).count(own), both / list(entities).count(entity)))
    return result
