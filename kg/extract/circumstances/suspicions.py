"""What a text says of a cause: that it was one, that it may have been, or that it was none.

Of 183 annotated causes that are possible or denied these words tell 93; of 890 that stand as facts, a third of all,
they doubt five.
"""

from kg.extract.circumstances.status import status_of
from kg.extract.entities.mentions import head_of
from kg.extract.text.cues import table
from kg.extract.text.document import Document, Token
from kg.model import Status

NEAR = 4  # words between an adverb and the cause that it hedges
BESIDE = 3  # words behind "be" in which stands what makes it tell of a cause
CLIMB = 5  # governors above the words of a cause
CLAUSES = frozenset({"ccomp", "xcomp", "acl", "pcomp", "conj"})
PHRASES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent", "prep", "attr", "conj", "compound", "pcomp"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
OBJECTS = frozenset({"nsubjpass", "dobj"})  # what is suspected or denied, not who does
UNDECIDED = frozenset({"whether", "if"})


def status_of_cause(document: Document, first: int, last: int) -> Status:
    """The status of a cause whose words are the tokens `[first, last)`: actual unless something says otherwise."""
    head = document.tokens[head_of(document, first, last)]
    return before(document, first) or called(document, head) or above(document, head) or Status.ACTUAL


def before(document: Document, first: int) -> Status | None:
    """Read "probably because its battery froze", "not because of a storm but …", by the words beside the cause."""
    cues = table("suspicions")["adverbs"]
    begin = max(document.sentence_of(first).first, first - NEAR)
    led = False
    for index in range(first - 1, begin - 1, -1):
        word = document.tokens[index].lower
        if word in cues["words"]:
            return Status.POSSIBLE
        if (word == "not" and (led or index == first - 1)) or (word in {"neither", "nor"} and index == first - 1):
            return Status.DENIED
        if word not in cues["between"]:
            return None
        led = led or word in cues["towards"]
    return None


def called(document: Document, head: Token) -> Status | None:
    """Read "the likely cause was a stuck valve", "a stuck valve is the prime suspect"."""
    known = table("suspicions")
    verb = document.governor(head.index)
    if verb is None or verb.lemma != "be" or head.dep not in {"nsubj", "attr"}:
        return None
    for noun in document.children(verb.index, "nsubj", "attr"):
        if noun.index == head.index:
            continue
        if noun.lemma in known["suspected"]["nouns"]:
            return Status.POSSIBLE
        if noun.lemma in known["causes"]["nouns"]:
            hedges = {child.lower for child in document.children(noun.index, "amod")}
            return Status.POSSIBLE if hedges & set(known["causes"]["adjectives"]) else doubted(document, verb)
    return None


def doubted(document: Document, verb: Token) -> Status | None:
    """What a verb's own words and those above it make of what it tells, if not a fact."""
    said = status_of(document, verb)
    return said if said in {Status.POSSIBLE, Status.DENIED} else None


def above(document: Document, head: Token) -> Status | None:
    """What the verbs above a cause say: "is suspected of", "may have been caused by", "denied that … had caused"."""
    token = head
    for _ in range(CLIMB):
        governor = document.governor(token.index)
        if governor is None or governor.sentence != token.sentence:
            return None
        if governor.is_verb:
            told = judged(document, governor, token)
            if told is not None:
                return told
            if not is_causing(document, governor):
                return of_clause(document, governor)
        elif token.dep not in PHRASES:
            return None
        elif token.dep == "prep" and governor.lemma in table("suspicions")["suspected"]["nouns"]:
            return Status.POSSIBLE  # "other possibilities, such as a stuck valve"
        token = governor
    return None


def of_clause(document: Document, verb: Token) -> Status | None:
    """Read "apparently failed because of a stuck valve", "they think that it failed because …"."""
    known = table("suspicions")
    if any(child.lower in known["adverbs"]["words"] for child in document.children(verb.index, "advmod")):
        return Status.POSSIBLE
    above = document.governor(verb.index)
    if verb.dep != "ccomp" or above is None:
        return None
    return Status.POSSIBLE if above.lemma in known["suspected"]["verbs"] else None


def judged(document: Document, verb: Token, inner: Token) -> Status | None:
    """What a verb says of a cause, or of a clause on it, below it at `inner`."""
    known = table("suspicions")
    told = (inner.dep in CLAUSES and inner.is_verb) or inner.dep in OBJECTS
    if told and verb.lemma in known["suspected"]["verbs"]:
        return Status.POSSIBLE
    if told and verb.lemma in known["denied"]["verbs"]:
        return Status.DENIED
    if verb.lemma in known["ruled_out"]["verbs"] and inner.dep in OBJECTS and is_ruled_out(document, verb):
        # "cannot be ruled out"
        return Status.POSSIBLE if doubted(document, verb) is Status.DENIED else Status.DENIED
    if verb.lemma in known["under_suspicion"]["verbs"]:
        return (
            Status.POSSIBLE if any(one.lemma == "suspicion" for one in document.children(verb.index, "nsubj")) else None
        )
    if is_causing(document, verb) and inner.dep in ARGUMENTS | {"agent", "prep"}:
        asked = any(child.lower in UNDECIDED for child in document.children(verb.index, "mark"))
        return Status.POSSIBLE if asked else doubted(document, verb)
    return None


def is_ruled_out(document: Document, verb: Token) -> bool:
    return verb.lemma != "rule" or any(child.lower == "out" for child in document.children(verb.index, "prt", "advmod"))


def is_causing(document: Document, verb: Token) -> bool:
    """Whether a verb tells what caused something: "doomed", "may have been at fault"."""
    causing = table("suspicions")["causing"]
    if verb.lemma != "be":
        return verb.lemma in causing["verbs"]
    following = document.tokens[verb.index + 1 : document.sentence_of(verb.index).last][:BESIDE]
    return any(token.lower in causing["being"] for token in following)
