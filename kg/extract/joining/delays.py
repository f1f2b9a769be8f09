"""What a delay leaves as it was: whose a thing is, and the new date that it names.

The trained part takes "NASA delays Artemis II to April" for something called off. On annotated stories 179 of 187
claims on who operates what stand as facts in sentences that tell of a delay and of no end; two are called off.
"""

from kg.extract.circumstances.slips import TOWARDS, is_delay, is_old, moves_on, word_before
from kg.extract.claims.finishing import MADE, STANDING
from kg.extract.text.cues import table
from kg.extract.text.document import Document, Token
from kg.model import Status

ENDS = frozenset({"discontinue", "kill", "tear", "lose", "forgo", "quit", "exit"})
PULLED = {"call": {"off"}, "give": {"up"}, "pull": {"out", "plug"}, "walk": {"away"}, "back": {"out"}, "drop": {"out"}}
NEVER = frozenset({"instead", "never"})


def standing(document: Document, anchor: int, predicate: str, status: Status) -> Status:
    """The status of a relation: one that lasts is not called off by a delay."""
    lasts = predicate in STANDING or predicate in MADE
    put_off = status is Status.CANCELLED and lasts and only_delayed(document, anchor)
    return Status.ACTUAL if put_off else status


def new_date(document: Document, first: int, status: Status) -> Status:
    """The status of a date that begins with the token `first`: "pushed back to 2028" is planned, "from 2027" not."""
    old = is_old(document, first)
    if (status is Status.ACTUAL and old) or (status is Status.PLANNED and old and moves_on(document, first)):
        return Status.CANCELLED
    towards = word_before(document, first) in TOWARDS and not old
    had = any(token.lower == "had" for token in words(document, first))
    moved = status is Status.CANCELLED and towards and not had and only_delayed(document, first)
    return Status.PLANNED if moved else status


def only_delayed(document: Document, place: int) -> bool:
    """Whether a sentence tells of a delay and of nothing that ends."""
    told = words(document, place)
    return any(is_delay(document, token) for token in told) and not any(ends(told, token) for token in told)


def ends(told: list[Token], token: Token) -> bool:
    """Whether a word tells of an end: "cancellation", "called off", "pulled the plug", "no longer"."""
    cancelled = table("status")["cancelled"]
    if token.lower in NEVER or token.lower in cancelled["adjectives"]:
        return True
    if not token.is_verb:
        return token.lemma in cancelled["nouns"] or (token.lower == "longer" and any(one.lower == "no" for one in told))
    with_it: set[str] = PULLED.get(token.lemma, set())
    return token.lemma in ENDS or token.lemma in cancelled["verbs"] or any(one.lower in with_it for one in told)


def words(document: Document, place: int) -> list[Token]:
    sentence = document.sentence_of(place)
    return [document.tokens[number] for number in range(sentence.first, sentence.last)]
