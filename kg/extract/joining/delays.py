"""What a delay leaves as it was: whose a thing is, and the new date that it names.

The trained part takes "NASA delays Artemis II to April" for something called off. On annotated stories 179 of 187
claims on who operates what stand as facts in sentences that tell of a delay and of no end; two are called off.
"""

from kg.extract.claims.finishing import MADE, STANDING
from kg.extract.text.cues import table
from kg.extract.text.document import Document, Token
from kg.model import Status

TOWARDS = frozenset({"to", "until", "till"})
ENDS = frozenset({"discontinue", "kill", "stop", "end", "tear", "lose", "instead", "never", "forgo"})


def standing(document: Document, anchor: int, predicate: str, status: Status) -> Status:
    """The status of a relation: one that lasts is not called off by a delay."""
    lasts = predicate in STANDING or predicate in MADE
    put_off = status is Status.CANCELLED and lasts and only_delayed(document, anchor)
    return Status.ACTUAL if put_off else status


def new_date(document: Document, first: int, status: Status) -> Status:
    """The status of a date that begins with the token `first`: "pushed back to 2028" is planned, "from 2027" not."""
    before = document.tokens[first - 1].lower if first else ""
    had = any(token.lower == "had" for token in words(document, first))
    moved = status is Status.CANCELLED and before in TOWARDS and not had and only_delayed(document, first)
    return Status.PLANNED if moved else status


def only_delayed(document: Document, place: int) -> bool:
    """Whether a sentence tells of a delay and of nothing that ends."""
    told = words(document, place)
    lemmas = {token.lemma for token in told}
    ended = ENDS | set(table("status")["cancelled"]["verbs"])
    return any(is_delay(document, token) for token in told) and lemmas.isdisjoint(ended)


def is_delay(document: Document, token: Token) -> bool:
    known = table("schedule")["moved"]
    if token.lemma == "delay":
        return True
    if not token.is_verb:
        return False
    particles = {child.lower for child in document.children(token.index, "prt", "advmod")}
    with_particle = any(f"{token.lemma} {particle}" in known["words"] for particle in particles)
    return with_particle or (token.lemma in known["words"] and token.lemma not in known["bodily"])


def words(document: Document, place: int) -> list[Token]:
    sentence = document.sentence_of(place)
    return [document.tokens[number] for number in range(sentence.first, sentence.last)]
