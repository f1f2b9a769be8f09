"""Mentions while a story is read: spans of tokens, what speaks for each type, and whom they turn out to mean."""

from dataclasses import dataclass, field
from enum import StrEnum

from kg.extract.text.document import Document


class Kind(StrEnum):
    """How a span speaks of its entity."""

    NAME = "name"
    DEMONYM = "demonym"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(slots=True, eq=False)
class Span:
    """Tokens `[first, last)` that mean one entity; `head` is the token that the syntax hangs on.

    `votes` weighs each type that something speaks for; `listed` are those of the reference names. `name` is what the
    entity is called here, `known` its reference name where there is just one. `reaches` are further tokens that stand
    for the same thing: the "rover" of "the Tenacious rover", the noun of an apposition. `event`: an event's noun that
    rules take for a flight, which annotated texts do not mark: "attempted a landing".
    """

    first: int
    last: int
    head: int
    kind: Kind
    name: str
    votes: dict[str, float] = field(default_factory=dict)
    wikidata: str = ""
    known: str = ""
    listed: tuple[str, ...] = ()
    reaches: list[int] = field(default_factory=list)
    entity: int = -1
    event: bool = False

    def vote(self, type_name: str, weight: float) -> None:
        self.votes[type_name] = self.votes.get(type_name, 0.0) + weight


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the trained part is of a span of a `kind` and of its entity.

    Probabilities that the span is a `mention`, the highest such of all spans of the entity (`best`), that this is of
    its `type`, in the mean of its spans, and that the span means it (`link`). What nobody was asked of is sure.
    """

    kind: Kind
    mention: float = 1.0
    best: float = 1.0
    type: float = 1.0
    link: float = 1.0


def head_of(document: Document, first: int, last: int) -> int:
    """The token of `[first, last)` whose governor lies outside; the last such one, for the parser may break a name."""
    outside = [
        index
        for index in range(first, last)
        if not first <= document.tokens[index].head < last or document.tokens[index].head == index
    ]
    return outside[-1] if outside else last - 1


def span_of(document: Document, first: int, last: int, kind: Kind) -> Span:
    start, end = document.phrase(first, last - 1)
    name = without_lone_brackets(document.text(start, end).replace("\n", " "))
    return Span(first, last, head_of(document, first, last), kind, name)


def without_lone_brackets(name: str) -> str:
    """A name without a bracket that the other half is missing of: "(SV)-08" cut behind its first mark is "SV-08"."""
    if name.count("(") == name.count(")"):
        return name
    return " ".join(name.replace("(", "").replace(")", "").split())
