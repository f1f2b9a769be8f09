"""What the words between two names make of what is said of both: "in talks with", "turned down", "until 2019".

The way from one name to the other leads up the grammar of their sentence to the word above both. Of what is told as a
deed the words on that way say where it is none: they ask for it, refuse it, end it, or are themselves denied.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.circumstances.status import own_status, status_cues
from kg.extract.text.cues import table, words
from kg.extract.text.document import Document, Token
from kg.model import Status

FORMERLY = words("former_adverbs")
HAVING = frozenset({"be", "have", "hold"})
EQUATING = frozenset({"be", "become", "remain", "stay"})
# what hangs so has a verb of its own: the one above says nothing of it
CUTTING = frozenset({"advcl", "ccomp", "parataxis"})
NOUNS_CLAUSES = frozenset({"acl", "relcl"})
BEFORE_AND_AFTER = frozenset({"after", "before", "by", "since", "while"})
ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass"})
UNREAL = frozenset({Status.DENIED, Status.POSSIBLE})
LASTING = frozenset(
    {"HEADQUARTERED_IN", "LED_BY", "MEMBER_OF", "OPERATED_BY", "OWNED_BY", "PARTNERS_WITH", "PART_OF", "SUBSIDIARY_OF"}
    | {"SUPPORTED_BY", "WORKS_FOR"}
)
GIVEN = frozenset(
    {"CARRIED_BY", "LAUNCHED_ON", "COMPETES_WITH", "CONTRACTED", "INVESTED_IN", "LICENSED_BY", "SUPPORTED_BY"}
)
TIED = LASTING | GIVEN | {"ACQUIRED"}


@dataclass(frozen=True, slots=True)
class Tie:
    """An entry of `ties.toml`."""

    status: Status
    predicates: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    preps: frozenset[str]


@cache
def ties() -> tuple[Tie, ...]:
    return tuple(
        Tie(
            Status(entry["status"]),
            frozenset(entry["predicates"]),
            frozenset(entry["verbs"]),
            frozenset(entry["nouns"]),
            frozenset(entry.get("preps", [])),
        )
        for entry in table("ties")["tie"]
    )


@cache
def deed_verbs(predicate: str) -> frozenset[str]:
    """The verbs that tell a deed: "award", "win", "take over"."""
    return frozenset(table("ties")["deeds"].get(predicate, []))


def status_between(document: Document, one: int, other: int, predicate: str) -> Status | None:
    """What the words between two names (their heads) say of a deed; None where they leave it one."""
    if predicate not in TIED or document.tokens[one].sentence != document.tokens[other].sentence:
        return None
    if is_one_phrase(document, *sorted((one, other))):
        return None  # "Japanese company ispace lost its lander": of the two alone the verb says nothing
    sides = way(document, one, other)
    return (
        of_words(document, sides, predicate)
        or of_verbs(document, sides, predicate)
        or of_absence(document, sides, predicate)
        or (of_past(document, sides, predicate) if predicate in LASTING | {"INVESTED_IN"} else None)
    )


def is_one_phrase(document: Document, first: int, last: int) -> bool:
    """Whether nothing but nouns and adjectives stands between two words."""
    between = document.tokens[first + 1 : last]
    return all(token.is_noun or token.tag.startswith("JJ") or token.tag == "HYPH" for token in between)


def way(document: Document, one: int, other: int) -> list[list[Token]]:
    """The words above each of two tokens that tell of both: up to the word above both, without the two.

    Where one is joined to the other ("Corvid and Orrin are …"), what is above both leads to their verb.
    """
    first = [document.tokens[one], *document.ancestors(one)]
    second = [document.tokens[other], *document.ancestors(other)]
    shared = {token.index for token in second}
    top = next((token for token in first if token.index in shared), None)
    if top is None:
        return []
    sides = [upto(steps, top) for steps in (first, second)]
    above = [step for side in sides for step in side[1:]]
    names = {one, other, *(named(document, one), named(document, other))}
    if top.index in names and all(step.is_noun for step in above):
        verb = document.governor(top.index)
        return [[verb]] if verb is not None and verb.is_verb and top.dep in {"nsubj", "nsubjpass"} else []
    ends = [clause_of(document, side) for side in sides]
    if None in ends:
        return []  # one of the two stands in a clause of its own
    found = [side[1 : end or None] for side, end in zip(sides, ends, strict=True)]
    if any(end and end < len(side) for side, end in zip(sides, ends, strict=True)):
        return [[step for step in side if step.index != top.index] for side in found]
    told = (
        document.governor(top.index) if top.is_verb and top.dep in NOUNS_CLAUSES else top
    )  # "the contract that it gave"
    verb = document.governor(told.index) if told is not None else None
    if told is None or verb is None or not verb.is_verb:
        return found
    if told.is_noun and told.index not in names and told.dep in ARGUMENTS:
        found.append([verb])  # "its licence from the FAA expired"
    return found


def named(document: Document, head: int) -> int:
    """The noun that a name stands before: "rover" for the "Wren" of "the Wren rover"."""
    token = document.tokens[head]
    return token.head if token.dep in {"compound", "nmod"} else head


def upto(steps: Sequence[Token], top: Token) -> list[Token]:
    return list(steps[: next(place for place, step in enumerate(steps) if step.index == top.index) + 1])


def clause_of(document: Document, side: Sequence[Token]) -> int | None:
    """Where on a way the clause ends that tells of both: 0 nowhere; None where it tells of one of them alone."""
    for place, step in enumerate(side[:-1]):
        if not step.is_verb:
            continue
        if step.dep in CUTTING or (step.dep == "pcomp" and side[place + 1].lower in BEFORE_AND_AFTER):
            return None
        if step.dep == "conj":
            return None if document.children(step.index, "nsubj", "nsubjpass") else place + 1
        noun = side[place + 1]
        if step.dep in NOUNS_CLAUSES and noun.index != side[-1].index and noun.dep not in {"appos", "attr"}:
            return None
    return 0


def of_words(document: Document, sides: Sequence[Sequence[Token]], predicate: str) -> Status | None:
    """Read "was turned down by", "in talks with", "moved from Oslo"."""
    told = [step for side in sides for step in side]
    settled = any(step.is_verb and step.lemma in table("ties")["settled"] for step in told)
    for tie in ties():
        if predicate not in tie.predicates:
            continue
        if tie.preps and not any(preposition(side) in tie.preps for side in sides):
            continue
        for step in told:
            if step.is_verb and (keys(document, step) & tie.verbs) and not document.children(step.index, "neg"):
                return tie.status
            if step.is_noun and step.lemma in tie.nouns and not settled:
                return tie.status
    return None


def preposition(side: Sequence[Token]) -> str:
    """That before a name: "from" for "from the Petrel lander"."""
    return next((step.lower for step in side if not step.is_noun), "")


def keys(document: Document, verb: Token) -> set[str]:
    """The verb, and with its particle: "turn", "turn down"."""
    particles = document.children(verb.index, "prt", "advmod")
    return {verb.lemma, *(f"{verb.lemma} {one.lower}" for one in particles)}


def of_verbs(document: Document, sides: Sequence[Sequence[Token]], predicate: str) -> Status | None:
    """Read "does not compete with", "may grant a licence to", "will become a subsidiary of"."""
    cues = status_cues()
    for side in sides:
        below: Token | None = None
        for step in side:
            equates = step.lemma in EQUATING and below is not None and below.dep == "attr"
            if step.is_verb and (equates or keys(document, step) & deed_verbs(predicate)):
                own = own_status(document, step, cues)
                if own in UNREAL or own is Status.PLANNED or (own is Status.ENDED and equates):
                    return own
            below = step
    return None


def of_absence(document: Document, sides: Sequence[Sequence[Token]], predicate: str) -> Status | None:
    """Read "gets no money from Norway", "has no contract with", "without being certified by the FAA"."""
    having = deed_verbs(predicate) | HAVING
    for side in sides:
        for verb in side:
            goods = document.children(verb.index, "dobj", "attr") if verb.is_verb and verb.lemma in having else []
            if any(one.lemma in table("ties")["goods"] and has_no(document, one) for one in goods):
                return Status.DENIED
        nouns = [step for step in side if step.is_noun]
        if nouns and has_no(document, nouns[0]):
            return Status.DENIED
        if any(step.dep == "prep" and step.lower == "without" for step in side[:-1]):
            return Status.DENIED
    return None


def has_no(document: Document, noun: Token) -> bool:
    return any(child.lower == "no" for child in document.children(noun.index, "det"))


def of_past(document: Document, sides: Sequence[Sequence[Token]], predicate: str) -> Status | None:
    """Read "was operated by Corvid until 2019", "was once part of", "once an investor in"."""
    for side in sides:
        for step in side:
            if step.is_noun and any(one.lower in FORMERLY for one in document.children(step.index, "advmod")):
                return Status.ENDED
            if not step.is_verb or not is_past(document, step):
                continue
            once = any(one.lower in FORMERLY for one in document.children(step.index, "advmod"))
            if once and (step.lemma in EQUATING or (predicate in LASTING and step.lemma in deed_verbs(predicate))):
                return Status.ENDED
            if ends_at(document, step) or (predicate == "WORKS_FOR" and step.lemma == "work" and step.tag == "VBD"):
                return Status.ENDED
    return None


def is_past(document: Document, verb: Token) -> bool:
    helping = document.children(verb.index, "aux", "auxpass")
    return verb.tag == "VBD" or (verb.tag == "VBN" and any(one.lower in {"was", "were", "had"} for one in helping))


def ends_at(document: Document, verb: Token) -> bool:
    """Whether a time bounds what a verb tells: "until 2019", "before it was sold"; "not until 2019" begins then."""
    if document.children(verb.index, "neg"):
        return False
    by_time = any(
        prep.lower in {"until", "till"} and any(one.is_time for one in document.children(prep.index, "pobj"))
        for prep in document.children(verb.index, "prep")
    )
    clauses = document.children(verb.index, "advcl")
    return by_time or any(
        one.lower in {"until", "till", "before"}
        for clause in clauses
        for one in document.children(clause.index, "mark")
    )
