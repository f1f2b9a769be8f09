"""The trained part beside the rules: its names and descriptions join theirs, its links settle who is meant.

Where they differ on names, those of the reference list hold. Its claims join theirs in `kg.extract.joining.claims`.
"""

from collections import Counter
from collections.abc import Sequence

from kg.extract.entities.coreference import Link
from kg.extract.entities.descriptions import (
    INANIMATE,
    MARKS,
    PERSONAL,
    PLURAL,
    Definiteness,
    Description,
    Pronoun,
    is_inquiry,
)
from kg.extract.entities.mentions import Kind, Span, span_of
from kg.extract.entities.names import NameFinder
from kg.extract.text.document import Document
from kg.extract.trained import Encoded, TrainedReader
from kg.extract.trained.scores import MentionScore
from ontology import vocabulary

TYPE_WEIGHT, BOUNDARY, COVERING, LEAST_SHARE = 6.0, 0.55, 0.8, 0.1
KNOWN, FORMED = 4.0, 2.5
SURE = 0.9  # from which probability the trained part knows better where a name of unknown words ends
SEAT = 0.1  # the least probability of a city being named: below it, it stands for its government
UNLIKELY = 0.03  # and of any other name of the list
DOUBTED = 0.1  # what rules take for a name by its form alone is none below this probability
DESCRIBED = 0.3  # from which probability a description of the trained part is taken
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
FURTHER = frozenset({"another", "other", "second", "third", "next", "new"})
PRONOUNS = INANIMATE | PERSONAL | PLURAL
PEOPLED = ("Country", "Region")
NOUN_BEHIND = ("Craft", "LaunchVehicle", "Stage", "Mission", "Program")
ARTICLES = frozenset({"the", "a", "an"})
ASKING = frozenset({"WP", "WDT", "WRB", "WP$"})
CROWD = 60  # mentions in one sentence
BRACKETED = 4  # tokens of a name in brackets, at most


def encode(document: Document, trained: TrainedReader) -> Encoded:
    """The encoder's first look at a story's sentences."""
    return trained.encode(document.story, [(sentence.start, sentence.end) for sentence in document.sentences])


def join_names(
    document: Document, spans: list[Span], encoded: Encoded, found: Sequence[MentionScore], names: NameFinder
) -> list[Span]:
    """The names of the rules and of the trained part, not overlapping, with the votes of both."""
    starts = {token.start: token.index for token in document.tokens}
    ends = {token.end: token.index + 1 for token in document.tokens}
    kept = Kept()
    for span, share in zip(spans, encoded.named([code_points(document, span) for span in spans]), strict=True):
        if share >= DOUBTED or (is_known(span) and share >= (SEAT if "City" in span.votes else UNLIKELY)):
            kept.add(span)
    for mention in found:
        first, last = starts.get(mention.start), ends.get(mention.end)
        if not mention.named or first is None or last is None or first >= last:
            continue
        first = with_bracket(document, first, last, kept)
        if document.tokens[first].lower in ARTICLES and (behind := kept.at(first + 1, last)) is not None:
            if with_article(document, first, behind):
                kept.remove(behind)
                kept.add(widened(document, first, behind))
            else:
                first += 1  # "the Moon" is called Moon
        if not any(mark.isalpha() for mark in document.text(mention.start, mention.end)):
            continue
        last = without_noun(document, first, last, mention.type)
        if last - first == 1 and document.tokens[first].lower in ARTICLES:
            continue  # nobody is called "The"
        same = kept.at(first, last)
        overlapping = kept.overlapping(first, last)
        plain = document.text(mention.start, mention.end) in names.cues.ignored
        if plain:
            continue
        covering = mention.score >= COVERING and all(first <= span.first and span.last <= last for span in overlapping)
        covering = covering and not are_names_alone(overlapping, first, last)
        kept_by_rules = not covering and any(
            is_known(span) or (mention.score < SURE and is_formed(span, first, last)) for span in overlapping
        )
        if same is None and mention.score >= BOUNDARY and not kept_by_rules:
            for span in overlapping:
                kept.remove(span)
            demonym = names.demonym(document, first, last) if mention.type in PEOPLED else None
            same = demonym or span_of(document, first, last, Kind.NAME)
            kept.add(same)
        if same is not None and same.kind is Kind.NAME:
            vote(same, mention)
    return kept.in_order()


class Kept:
    """Spans by the tokens that they cover; none overlaps another."""

    def __init__(self) -> None:
        self.by_token: dict[int, Span] = {}

    def add(self, span: Span) -> None:
        self.by_token.update(dict.fromkeys(range(span.first, span.last), span))

    def remove(self, span: Span) -> None:
        for index in range(span.first, span.last):
            self.by_token.pop(index, None)

    def overlapping(self, first: int, last: int) -> list[Span]:
        found = (self.by_token[index] for index in range(first, last) if index in self.by_token)
        return list({span.first: span for span in found}.values())

    def at(self, first: int, last: int) -> Span | None:
        """The span that covers just these tokens."""
        span = self.by_token.get(first)
        return span if span is not None and (span.first, span.last) == (first, last) else None

    def in_order(self) -> list[Span]:
        found = {span.first: span for span in self.by_token.values()}
        return [found[first] for first in sorted(found)]


def with_article(document: Document, first: int, span: Span) -> bool:
    """Whether the article at `first` is part of the name behind it: "The Exploration Company"."""
    token = document.tokens[first]
    if token.text != "The":
        return False
    return span.known.startswith("The ") or token.index > document.sentence_of(first).first


def widened(document: Document, first: int, span: Span) -> Span:
    """The span with the article before it."""
    wide = span_of(document, first, span.last, span.kind)
    wide.votes, wide.known, wide.wikidata, wide.listed = span.votes, span.known, span.wikidata, span.listed
    return wide


def are_names_alone(spans: Sequence[Span], first: int, last: int) -> bool:
    """Whether tokens `[first, last)` are reference names and nothing else: "Artemis II Space Launch System"."""
    whole = sum(span.last - span.first for span in spans) == last - first
    return len(spans) > 1 and whole and all(is_known(span) for span in spans)


def with_bracket(document: Document, first: int, last: int, kept: Kept) -> int:
    """The start of a name that closes a bracket before it: "DEEP) Lab" ends "Electric Propulsion (DEEP) Lab"."""
    marks = [token.text for token in document.tokens[first:last]]
    if ")" not in marks or "(" in marks:
        return first
    begin = document.sentence_of(first).first
    for index in range(first - 1, max(begin, first - BRACKETED) - 1, -1):
        if document.tokens[index].text == "(":
            before = kept.by_token.get(index - 1)
            return before.first if before is not None and before.last == index else first
    return first


def without_noun(document: Document, first: int, last: int, kind: str) -> int:
    """The end of a name without the common noun behind it: "Tenacious rover" is called Tenacious."""
    named_things = any(vocabulary().is_a(kind, one) for one in NOUN_BEHIND)
    while named_things and last - first > 1:
        noun, before = document.tokens[last - 1], document.tokens[last - 2]
        if not (noun.text.islower() and noun.tag in {"NN", "NNS"} and not before.text.islower()):
            break
        last -= 1
    return last


def join_descriptions(
    document: Document, spans: Sequence[Span], mentions: Sequence[MentionScore]
) -> tuple[list[Description], list[Pronoun]]:
    """The descriptions and pronouns of the trained part that stand outside of all spans of the rules."""
    starts = {token.start: token.index for token in document.tokens}
    ends = {token.end: token.index + 1 for token in document.tokens}
    taken = {index for span in spans for index in range(span.first, span.last)}
    found: list[Description] = []
    others: list[Pronoun] = []
    for mention in mentions:
        first, last = starts.get(mention.start), ends.get(mention.end)
        if mention.named or mention.score < DESCRIBED or first is None or last is None or first >= last:
            continue
        if document.tokens[last - 1].tag in ASKING:
            continue  # "to launch what could be the first station"
        if is_inquiry(document, document.tokens[last - 1]):
            continue
        if document.tokens[first].text in MARKS and first + 1 < last:
            first += 1
        if taken.isdisjoint(range(first, last)) and document.tokens[last - 1].lower not in ARTICLES:
            span = span_of(document, first, last, Kind.DESCRIPTION)
            word = document.tokens[first].lower
            if last == first + 1 and word in PRONOUNS:
                span.kind = Kind.PRONOUN
                others.append(Pronoun(span, word in PERSONAL, word in PLURAL))
            else:
                span.vote(mention.type, 1.0)
                found.append(description_of(document, span, mention.type))
    return found, others


def bear_out(document: Document, found: Sequence[Description], mentions: Sequence[MentionScore]) -> None:
    """Tell the rules' descriptions which of them the trained part finds too, by their last word, and as what."""
    ends = {token.end: token.index + 1 for token in document.tokens}
    told = {ends.get(one.end): one for one in mentions if not one.named and one.score >= DESCRIBED}
    for item in found:
        if (same := told.get(item.span.last)) is not None:
            item.borne_out, item.type = True, same.type


def description_of(document: Document, span: Span, kind: str) -> Description:
    """A description whose first word tells how definite it is, and whose head whether it is many."""
    tokens = document.tokens[span.first : span.last]
    first = tokens[0]
    possessor = first.index if first.tag == "PRP$" else None
    definiteness = (
        Definiteness.POSSESSED
        if possessor is not None
        else Definiteness.DEFINITE
        if first.lower in DEFINITE
        else Definiteness.INDEFINITE
        if first.tag in {"DT", "CD"}
        else Definiteness.BARE
    )
    plural = document.tokens[span.head].tag in {"NNS", "NNPS"}
    count = next((token.text for token in tokens if token.tag == "CD"), None)
    modifiers = tuple(token.lower for token in tokens[:-1] if token.tag.startswith(("JJ", "NN")))
    further = any(token.lower in FURTHER for token in tokens)
    many = count if plural else None
    return Description(span, kind, definiteness, modifiers, further, plural, many, possessor, borne_out=True)


def is_known(span: Span) -> bool:
    """Whether a span is a reference name for sure, or a demonym."""
    return span.kind is not Kind.NAME or (bool(span.known) and max(span.votes.values(), default=0.0) >= KNOWN)


def is_formed(span: Span, first: int, last: int) -> bool:
    """Whether a span around tokens `[first, last)` is a name by its form, as "Republic of Botswana" around Botswana."""
    return span.first <= first and last <= span.last and max(span.votes.values(), default=0.0) >= FORMED


def vote(span: Span, mention: MentionScore) -> None:
    for kind, share in mention.type_scores.items():
        if share >= LEAST_SHARE:
            span.vote(kind, TYPE_WEIGHT * share)


def links(document: Document, spans: Sequence[Span], encoded: Encoded) -> dict[int, Link]:
    """For each span, by identity, whom the trained part takes it to continue."""
    crowd = Counter(document.tokens[span.head].sentence for span in spans)
    ordered = sorted(
        (span for span in spans if crowd[document.tokens[span.head].sentence] <= CROWD),
        key=lambda span: (span.first, span.last),
    )
    scores = encoded.links([code_points(document, span) for span in ordered])
    return {
        id(span): Link(score.new, {id(ordered[other]): share for other, share in score.antecedents.items()})
        for span, score in zip(ordered, scores, strict=True)
    }


def code_points(document: Document, span: Span) -> tuple[int, int]:
    return document.phrase(span.first, span.last - 1)
