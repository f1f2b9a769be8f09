"""Mentions without a name: "the lander", "its second lander", "a larger lander", "24 satellites", pronouns."""

from dataclasses import dataclass, field
from enum import StrEnum

from kg.extract.entities.mentions import Kind, Span
from kg.extract.text.cues import Cues
from kg.extract.text.document import Document, Token

TRIED = frozenset({"landing", "launch", "flight", "touchdown", "flyby", "docking", "orbit"})
INANIMATE = frozenset({"it", "its", "itself"})
PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself", "hers"})
PLURAL = frozenset({"they", "their", "them"})
MARKS = frozenset({'"', "“", "”", "„", "‟", "«", "»", "'", "‘", "’", "`", "``", "''"})
# what is done with an inquiry, and what a craft goes into
OPENED = frozenset({"begin", "conclude", "demand", "face", "open", "order", "reopen", "start"})
REACHED = frozenset({"orbit", "orbits", "space", "atmosphere", "trajectory", "flight", "sky", "skies"})
BESIDE = 7  # words behind "into" in which stands what is gone into
# what is done with a craft that goes into something
DRIVEN = frozenset(
    {"crash", "dive", "drive", "drop", "fire", "fly", "guide", "hurl", "insert", "place", "plunge", "put", "ram"}
    | {"send", "slam", "smash", "steer"}
)
PARTS_BEFORE = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "quantmod",
        "advmod",
        "predet",
        "case",
        "punct",
        "npadvmod",
    }
)


class Definiteness(StrEnum):
    """How a description introduces its thing."""

    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    POSSESSED = "possessed"
    BARE = "bare"


@dataclass(slots=True)
class Description:
    """A common-noun phrase: its span, how definite it is, what qualifies it, its number ("24") and possessor token.

    `borne_out`: the trained part takes it for a mention too.
    """

    span: Span
    type: str
    definiteness: Definiteness
    modifiers: tuple[str, ...] = ()
    further: bool = False
    plural: bool = False
    count: str | None = None
    possessor: int | None = None
    borne_out: bool = False


@dataclass(slots=True)
class Pronoun:
    """A third-person pronoun: `person` for he and she, `plural` for they."""

    span: Span
    person: bool = False
    plural: bool = False
    antecedents: list[int] = field(default_factory=list)


def descriptions(document: Document, taken: set[int], reached: set[int], cues: Cues) -> list[Description]:
    """Noun phrases headed by a noun of the cue words, outside of names and of what already stands for one."""
    found = []
    for token in document.tokens:
        if token.tag not in {"NN", "NNS"} or token.index in taken or token.index in reached:
            continue
        if token.dep == "compound" and document.tokens[token.head].index > token.index:
            continue
        if is_predicate(document, token, taken) or is_inquiry(document, token):
            continue
        description = describe(document, token, taken, cues) or try_of(document, token, taken)
        if description:
            found.append(description)
    return found


def try_of(document: Document, noun: Token, taken: set[int]) -> Description | None:
    """Read "attempted a moon landing in 2023": the try is a flight of its own, described by its event noun."""
    verb = document.tokens[noun.head]
    if noun.dep != "dobj" or verb.lemma not in {"attempt", "try"} or noun.tag != "NN" or noun.lemma not in TRIED:
        return None
    parts = parts_before(document, noun)
    first = own_words(document, min((part.index for part in parts), default=noun.index), noun.index, None, taken)
    span = Span(first, noun.index + 1, noun.index, Kind.DESCRIPTION, "")
    last = noun.index
    for prep in document.children(noun.index, "prep") + document.children(verb.index, "prep"):
        inner = document.children(prep.index, "pobj")
        if prep.index == last + 1 and inner and inner[0].is_time:
            last = inner[0].index
    start = next((part.index for part in parts if part.dep != "det"), noun.index)
    span.name = document.text(*document.phrase(start, last)).replace("\n", " ")
    span.event = True
    span.vote("Mission", 1.0)
    return Description(span, "Mission", Definiteness.INDEFINITE, further=True)


def describe(document: Document, noun: Token, taken: set[int], cues: Cues) -> Description | None:
    before = document.tokens[noun.index - 1] if noun.index > document.sentence_of(noun.index).first else None
    lemma = noun.lemma if noun.tag == "NNS" else noun.lower
    kind = cues.noun_type(lemma, before.lower if before else "")
    after = document.tokens[noun.index + 1] if noun.index + 1 < len(document.tokens) else None
    joined = after is not None and after.text in {"-", "–"} and after.start == noun.end
    if kind is None or joined:
        return None
    parts = parts_before(document, noun)
    first = min((part.index for part in parts), default=noun.index)
    possessors = document.children(noun.index, "poss")
    possessor = possessors[0].index if possessors else None
    first = own_words(document, first, noun.index, possessor, taken)
    determiners = [part.lower for part in parts if part.dep in {"det", "predet"}]
    if any(word in cues.generic for word in determiners):
        return None
    modifiers = tuple(
        part.lower for part in parts if part.dep in {"amod", "compound", "nmod"} and part.index not in taken
    )
    count = next((part.text for part in parts if part.dep == "nummod"), None)
    plural = noun.tag == "NNS"
    span = Span(first, noun.index + 1, noun.index, Kind.DESCRIPTION, "")
    start, end = document.phrase(first, noun.index)
    span.name = document.text(start, end).replace("\n", " ")
    span.vote(kind, 1.0)
    return Description(
        span,
        kind,
        definiteness(determiners, possessor, cues),
        modifiers,
        any(word in cues.further for word in (*determiners, *modifiers)),
        plural,
        count if plural else None,
        possessor,
    )


def is_predicate(document: Document, noun: Token, taken: set[int]) -> bool:
    """Read "X is the first lander", "X, the largest rocket": said of a name, and no mention of a thing of its own."""
    superlative = any(
        child.tag == "JJS" or child.lower in {"first", "last", "only"}
        for child in document.children(noun.index, "amod")
    )
    governor = document.tokens[noun.head]
    if noun.dep in {"attr", "oprd"} or (noun.dep == "dobj" and governor.lemma in {"mark", "represent", "constitute"}):
        return True
    return noun.dep == "appos" and (noun.head in taken or superlative)


def is_inquiry(document: Document, noun: Token) -> bool:
    """Read "opened a probe", "launches probe into the crash": no craft; it is one that is launched "into space"."""
    if noun.lemma != "probe":
        return False
    governor = document.tokens[noun.head]
    if governor.is_verb and governor.lemma in OPENED and noun.dep in {"dobj", "nsubjpass"}:
        return True
    if governor.is_verb and governor.lemma in DRIVEN and noun.dep in {"dobj", "nsubjpass", "nsubj"}:
        return False
    last = document.sentence_of(noun.index).last
    after = document.tokens[noun.index + 1 : min(last, noun.index + 2 + BESIDE)]
    into = after[:1] and after[0].lower == "into"
    return bool(into) and REACHED.isdisjoint(token.lower for token in after[1 : 1 + BESIDE])


def own_words(document: Document, first: int, noun: int, possessor: int | None, taken: set[int]) -> int:
    """Where the description itself begins: after a possessor and after names that only qualify it."""
    start = first
    for index in range(first, noun):
        token = document.tokens[index]
        hyphenated = document.tokens[index + 1].text in {"-", "–"} and document.tokens[index + 1].start == token.end
        if (index in taken and not hyphenated) or (token.dep == "case" and possessor is not None):
            start = index + 1
        elif index in taken:
            start = noun
    while start < noun and document.tokens[start].text in MARKS:
        start += 1  # the "Axiom" of '"Axiom" space mission' is closed before the description
    if possessor is not None and start <= possessor and document.tokens[possessor].tag == "PRP$":
        return start
    return min(start, noun)


def definiteness(determiners: list[str], possessor: int | None, cues: Cues) -> Definiteness:
    if possessor is not None:
        return Definiteness.POSSESSED
    if any(word in cues.definite for word in determiners):
        return Definiteness.DEFINITE
    if determiners:
        return Definiteness.INDEFINITE
    return Definiteness.BARE


def parts_before(document: Document, noun: Token) -> list[Token]:
    """The words of the phrase that stand before its noun, direct dependents and theirs."""
    parts: list[Token] = []
    for child in document.children(noun.index):
        if child.index < noun.index and child.dep in PARTS_BEFORE and child.text not in {",", "(", ")", '"', "“", "”"}:
            parts.append(child)
    return parts


def pronouns(document: Document, taken: set[int]) -> list[Pronoun]:
    """Third-person pronouns; an "it" without reference ("it is expected that") is left out."""
    found = []
    for token in document.tokens:
        if token.tag not in {"PRP", "PRP$"} or token.index in taken or is_empty(document, token):
            continue
        if token.lower not in INANIMATE | PERSONAL | PLURAL:
            continue
        span = Span(token.index, token.index + 1, token.index, Kind.PRONOUN, token.text)
        found.append(Pronoun(span, token.lower in PERSONAL, token.lower in PLURAL))
    return found


def is_empty(document: Document, token: Token) -> bool:
    """Read "It is not clear whether", "it emerged that": expletive to the parser, or with its clause behind it."""
    if token.lower != "it" or token.dep not in {"nsubj", "nsubjpass", "expl"}:
        return False
    verb = document.tokens[token.head]
    clause = document.children(verb.index, "ccomp", "csubj")
    return (
        token.dep == "expl"
        or (bool(clause) and verb.lemma in {"be", "seem", "appear", "emerge", "follow", "turn"})
        or (verb.lemma == "take")
    )
