"""What a description means by its own sentence: the name given to it there, a flight it ends, the firm beside it."""

from typing import TYPE_CHECKING

from kg.extract.entities.descriptions import Definiteness, Description
from kg.extract.text.document import Document

if TYPE_CHECKING:
    from kg.extract.entities.coreference import Coreference

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# how a firm stands that "the company" behind it in the sentence means
BESIDE = frozenset({"nsubj", "poss"})
# "completed a five-day mission"
COMPLETING = frozenset({"complete", "conclude", "end", "finish"})
# "is called Tern", "dubbed Tern"
NAMING = frozenset({"call", "name", "dub", "christen", "nickname"})


def told_beside(state: "Coreference", item: Description) -> int | None:
    """The cluster that a description means by what stands beside it in its sentence; None where that tells nothing."""
    ways = (called, completed, firm_beside)
    return next((number for way in ways if (number := way(state, item)) is not None), None)


def called(state: "Coreference", item: Description) -> int | None:
    """The entity whose name the sentence gives to what it describes: "the lander that flew is called Tern"."""
    document = state.document
    head = document.tokens[item.span.head]
    reached = state.reached.get(head.index)
    if reached is not None and state.fits(item.type, reached):
        return reached
    verbs = list(document.children(head.index, "acl"))
    if head.dep == "nsubjpass":
        verbs.append(document.tokens[head.head])
    given = [
        state.names.get(name.index)
        for verb in verbs
        if verb.lemma in NAMING
        for name in document.children(verb.index, "oprd")
    ]
    return next((number for number in given if number is not None and state.fits(item.type, number)), None)


def completed(state: "Coreference", item: Description) -> int | None:
    """The mission that brings to its end what is described: "the Tern mission completed a five-day mission"."""
    document = state.document
    noun = document.tokens[item.span.head]
    verb = document.tokens[noun.head]
    if item.type != "Mission" or item.plural or noun.dep != "dobj" or verb.lemma not in COMPLETING:
        return None
    heads = {child.index for child in document.children(verb.index, *SUBJECTS)}
    found = [
        number
        for head, number, _ in state.latest()
        if head in heads or any(state.reached.get(other) == number for other in heads)
    ]
    return next((number for number in found if state.clusters[number].type == "Mission"), None)


def firm_beside(state: "Coreference", item: Description) -> int | None:
    """The only company named before in the sentence, its subject or an owner: "Corvid's Tern, the company's best".

    One that is told more of ("the imaging company") only where its clause hangs on what that subject does.
    """
    document = state.document
    if item.type != "Company" or item.plural or item.definiteness not in {Definiteness.DEFINITE, Definiteness.BARE}:
        return None
    first = document.sentence_of(item.span.head).first
    before = {
        number: head
        for head, number, _ in state.latest()
        if first <= head < item.span.first and state.names.get(head) == number and state.is_a(number, "Company")
    }
    if len(before) != 1:
        return None
    (number, head), *_ = before.items()
    if item.modifiers or item.definiteness is Definiteness.BARE:
        return number if hangs_on(document, item.span.head, head) else None
    return number if document.tokens[head].dep in BESIDE else None


def hangs_on(document: Document, head: int, subject: int) -> bool:
    """Read "Corvid raised $4 million, bringing the total of the imaging company to $9 million"."""
    clause = next((step for step in document.ancestors(head) if step.is_verb and step.dep == "advcl"), None)
    if clause is None or clause.tag != "VBG" or document.children(clause.index, *SUBJECTS):
        return False
    above = document.tokens[subject]
    return above.dep == "nsubj" and above.head == clause.head
