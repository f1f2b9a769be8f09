"""What a plan leaves undone: a craft that is to undock is docked, one that was to land on a day has not landed."""

from kg.extract.circumstances.status import is_firmly_planned, status_cues, tells_count
from kg.extract.text.document import Document, Token
from kg.model import Status

AHEAD = frozenset({"will", "shall", "'ll", "would", "should"})
PARTING = frozenset({"undock", "depart", "leave", "return", "separate", "unberth", "detach", "disconnect", "release"})
FURTHER = 3  # verbs joined by "and"


def carried_out(document: Document, anchor: int, predicate: str, status: Status) -> Status:
    """The status of a landing or a docking in the words of a plan.

    In annotated stories six of eight craft that are "to undock" or "to leave" are docked still, one no longer; of 112
    landings after "is to", "was due to" or "will" 84 are planned, four came about, and the others failed or fell
    through.
    """
    if predicate == "LANDED_ON" and status is Status.ACTUAL and is_foreseen(document, document.tokens[anchor]):
        return Status.PLANNED
    leaving = predicate == "DOCKED_WITH" and status is Status.ENDED and parts(document, document.tokens[anchor])
    return Status.ACTUAL if leaving and is_foreseen(document, document.tokens[anchor]) else status


def is_foreseen(document: Document, place: Token) -> bool:
    """Whether the verb above a word is put as a plan: "is to land", "was scheduled to depart and land"."""
    verb = verb_above(document, place)
    for _ in range(FURTHER):
        if verb is None:
            return False
        aux = {child.lower for child in document.children(verb.index, "aux")}
        if aux & AHEAD and not aux & {"have", "'ve"}:
            return True
        above = document.governor(verb.index)
        if "to" in aux:
            return above is not None and plans(above) and not tells_count(document, above)
        if verb.dep != "conj" or above is None or not above.is_verb or document.children(verb.index, "nsubj", "aux"):
            return False
        verb = above
    return False


def plans(word: Token) -> bool:
    """Whether an infinitive behind a word is a plan: "was to", "had been expected to", "is due to"."""
    cues = status_cues()
    if word.lower in cues.accompanied:
        return True
    return word.is_verb and (word.lemma == "be" or (word.tag == "VBN" and cues.verbs.get(word.lemma) is Status.PLANNED))


def parts(document: Document, place: Token) -> bool:
    """Whether the verb above a word tells of a craft that leaves."""
    verb = verb_above(document, place)
    return verb is not None and verb.lemma in PARTING


def verb_above(document: Document, place: Token) -> Token | None:
    return next((step for step in document.ancestors(place.index) if step.is_verb), None)


def put_ahead(document: Document, anchor: int) -> Status:
    """Read "wants to buy a lander from Orrin", "is considering buying one": a deed that the verb above puts ahead."""
    verb = next((step for step in document.ancestors(anchor) if step.is_verb), None)
    if verb is None:
        return Status.ACTUAL
    if is_firmly_planned(document, verb):
        return Status.PLANNED
    governor = document.governor(verb.index)
    if governor is None or verb.tag != "VBG" or verb.dep != "xcomp":
        return Status.ACTUAL
    return Status.POSSIBLE if status_cues().verbs.get(governor.lemma) is Status.POSSIBLE else Status.ACTUAL
