"""A story understood so far: tokens, entities, dates, and who is meant at each token."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extract.dates.finding import DateMention
from kg.extract.entities.clusters import Cluster
from kg.extract.entities.mentions import Certainty, Kind, Span
from kg.extract.quantities.amounts import Amount, Quantity
from kg.extract.text.cues import Cues
from kg.extract.text.document import Document, Sentence, Token
from kg.model import Status
from ontology import Vocabulary


@dataclass(slots=True)
class Draft:
    """A claim before it is finished. `anchor` is the token that says it.

    `trained` is the probability that the trained part gives to the same statement, None where there is no such part;
    `rivals` the highest that it gives to the same of another subject, and of another object or value, `others` that of
    any of these; `again` the highest for the same in another sentence; `phrase` that of the words as a value at all.
    `certain` is how sure it is of its status, of its own drafts. `contested`: a rule says the same of another subject.
    `beside` is a token of another sentence that adds to it.
    """

    predicate: str
    subject: Span
    rule: str
    anchor: int
    object: Span | None = None
    value: str | None = None
    value_span: tuple[int, int] | None = None
    status: Status | None = None
    when: str | None = None
    qualifiers: dict[str, str | int | float] = field(default_factory=dict)
    confidence: float = 0.9
    trained: float | None = None
    rivals: tuple[float, float] = (0.0, 0.0)
    others: tuple[float, float] = (0.0, 0.0)
    again: float = 0.0
    phrase: float = 0.0
    certain: float = 0.0
    contested: bool = False
    attribution: tuple[int, ...] | None = None
    beside: int | None = None


@dataclass(slots=True)
class Scene:
    """What the rules read: `referents` maps a token to the span that it stands for; `certainties` go by identity."""

    document: Document
    clusters: list[Cluster]
    cues: Cues
    vocabulary: Vocabulary
    dates: list[DateMention] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    referents: dict[int, Span] = field(default_factory=dict)
    mentions: list[Span] = field(default_factory=list)
    groups: dict[int, list[Span]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    certainties: Mapping[int, Certainty] = field(default_factory=dict)

    def type_of(self, span: Span) -> str:
        return self.clusters[span.entity].type

    def is_a(self, span: Span, kind: str) -> bool:
        return self.vocabulary.is_a(self.type_of(span), kind)

    def certainty_of(self, span: Span) -> Certainty:
        return self.certainties.get(id(span)) or Certainty(span.kind)

    def span_at(self, index: int) -> Span | None:
        return self.referents.get(index)

    def spans_at(self, index: int) -> list[Span]:
        """The entity that a token stands for and those joined to it by "and": "Wren and Tern" seen from Wren."""
        found: list[Span] = []
        for token in (index, *self.document.conjuncts(index)):
            span = self.through(token)
            if span is not None and span not in found:
                found.append(span)
        for span in list(found):
            found.extend(other for other in self.group_of(span) if other not in found)
        return found

    def group_of(self, span: Span) -> list[Span]:
        """The people listed with a person: "A, B and ESA astronaut C", whatever the parser makes of the list."""
        return self.groups.get(id(span), [])

    def spoken_before(self, token: Token, sentences: int) -> list[Span]:
        """The mentions before a token, in order, in its own sentence and so many before it."""
        first = self.document.sentences[max(0, token.sentence - sentences)].first
        begin = bisect_left(self.mentions, first, key=lambda span: span.head)
        end = bisect_left(self.mentions, token.index, key=lambda span: span.head)
        return self.mentions[begin:end]

    def through(self, index: int) -> Span | None:
        """The entity at a token, also behind "one of", "a pair of", and in "one of them, LISTER"."""
        span = self.span_at(index)
        if span is not None:
            return span
        token = self.document.tokens[index]
        for apposed in self.document.children(index, "appos"):
            if (named := self.span_at(apposed.index)) is not None and named.kind is Kind.NAME:
                return named
        if token.lower in PARTITIVES:
            for prep in self.document.children(index, "prep"):
                if prep.lower == "of":
                    for inner in self.document.children(prep.index, "pobj"):
                        return self.span_at(inner.index)
        return None

    def dates_in(self, sentence: Sentence) -> list[DateMention]:
        """The dates that begin in a sentence, in order."""
        begin = bisect_left(self.dates, sentence.start, key=lambda mention: mention.start)
        end = bisect_left(self.dates, sentence.end, key=lambda mention: mention.start)
        return self.dates[begin:end]

    def tokens_between(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in a range of code points."""
        tokens = self.document.tokens
        first = bisect_left(tokens, start, key=lambda token: token.start)
        last = bisect_left(tokens, end, key=lambda token: token.start)
        return tokens[first:last]

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)

    def relate(self, subject: Span, predicate: str, object: Span, rule: str, anchor: Token, **more: object) -> bool:
        """Add a relation if its types fit; symmetric ones once. Returns whether it was added."""
        if subject.entity < 0 or object.entity < 0 or subject.entity == object.entity:
            return False
        if not self.vocabulary.accepts(predicate, self.type_of(subject), self.type_of(object)):
            return False
        self.add(Draft(predicate, subject, rule, anchor.index, object=object, **more))  # type: ignore[arg-type]  # named fields of Draft
        return True

    def attribute(self, subject: Span, predicate: str, value: str, rule: str, anchor: Token, **more: object) -> bool:
        """Add an attribute if its subject's type fits. Returns whether it was added."""
        if subject.entity < 0 or not value or not self.vocabulary.accepts(predicate, self.type_of(subject)):
            return False
        self.add(Draft(predicate, subject, rule, anchor.index, value=value, **more))  # type: ignore[arg-type]  # named fields of Draft
        return True


PARTITIVES = frozenset(
    {
        "one",
        "two",
        "three",
        "four",
        "both",
        "each",
        "pair",
        "first",
        "second",
        "third",
        "series",
        "set",
        "batch",
        "dozen",
        "some",
        "most",
        "part",
    }
)


def refer(clusters: list[Cluster]) -> dict[int, Span]:
    """Which span each token stands for; names win over descriptions, heads over inner words."""
    referents: dict[int, Span] = {}
    spans = [span for cluster in clusters for span in cluster.spans]
    for span in sorted(spans, key=lambda span: (span.kind is not Kind.NAME, span.first)):
        if span.kind is not Kind.DEMONYM:
            for index in span.reaches:
                referents.setdefault(index, span)
    for span in spans:
        for index in range(span.first, span.last):
            referents.setdefault(index, span)
    for span in spans:
        referents[span.head] = span
    return referents
