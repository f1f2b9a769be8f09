"""What a text says of an event: done, planned, tried, failed, called off, possible, denied.

Event factuality as in FactBank (Saurí and Pustejovsky, 2009), reduced to the project's statuses.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.text.cues import table, words
from kg.extract.text.document import Document, Token
from kg.model import Status

CLAUSES = frozenset({"xcomp", "ccomp", "acl", "pcomp", "relcl"})
BE_TO = frozenset({"be"})
STOP = frozenset({"say", "tell", "report", "note", "announce", "state", "add", "explain", "confirm", "write"})
DEPTH = 4
COUNTED = words("counted")
FORMERLY, LASTING = words("former_adverbs"), words("lasting_verbs")
COLLAPSING, COLLAPSING_PAIRS = words("collapsing_verbs"), words("collapsing_pairs")
COMPLETING, UNHESITATING, ENDING = words("completing_verbs"), words("unhesitating"), words("ending_verbs")
INTENTS = words("intents")
OPENING = frozenset({"after", "once", "when"})  # of a clause whose time is that of what is to come
NOT_QUITE = frozenset({"never", "neither", "nor", "almost", "nearly", "narrowly"})
NUMBERED = re.compile(r"\d{1,4}(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class StatusCues:
    """Words by the status that they give."""

    verbs: Mapping[str, Status]
    adjectives: Mapping[str, Status]
    nouns: Mapping[str, Status]
    modals: frozenset[str]
    accompanied: frozenset[str]
    firm: frozenset[str]
    succeeding: frozenset[str]


@cache
def status_cues() -> StatusCues:
    data = table("status")

    def by_word(kind: str) -> dict[str, Status]:
        # the first status of the file wins a word that two of them list
        return {word: Status(name) for name in reversed(data) for word in data[name][kind]}

    return StatusCues(
        by_word("verbs"),
        by_word("adjectives"),
        by_word("nouns"),
        frozenset(data["possible"]["modals"]),
        frozenset(data["planned"]["accompanied"]),
        frozenset(data["planned"]["firm"]),
        words("succeeding"),
    )


def status_of(document: Document, anchor: Token) -> Status:
    """The status of the event that a verb or noun names; `actual` unless something says otherwise."""
    words = status_cues()
    if anchor.is_verb:
        return verb_status(document, anchor, words, 0) or Status.ACTUAL
    return noun_status(document, anchor, words, 0) or Status.ACTUAL


def verb_status(document: Document, verb: Token, words: StatusCues, depth: int) -> Status | None:
    if depth > DEPTH:
        return None
    own = own_status(document, verb, words)
    if own is not None:
        return own
    governor = document.governor(verb.index)
    if governor is None:
        return None
    if verb.dep in CLAUSES:
        return governed(document, verb, governor, words, depth)
    if verb.dep == "conj" and governor.is_verb and shares_auxiliary(document, verb):
        return verb_status(document, governor, words, depth + 1)
    if opens_plan(document, verb):
        return Status.PLANNED
    if verb.dep == "advcl" and any(token.lower == "to" for token in document.children(verb.index, "aux")):
        if tells_count(document, governor):
            return verb_status(document, governor, words, depth + 1)
        return Status.PLANNED
    return None


def opens_plan(document: Document, verb: Token) -> bool:
    """Read "once the FAA has licensed it, it will fly"."""
    governor = document.governor(verb.index)
    if verb.dep != "advcl" or governor is None:
        return False
    marks = {child.lower for child in document.children(verb.index, "mark", "advmod")}
    helping = {child.lower for child in document.children(verb.index, "aux", "auxpass")}
    present = verb.tag in {"VBZ", "VBP"} or bool(helping & {"has", "have", "is", "are"})
    ahead = {child.lower for child in document.children(governor.index, "aux")} & {"will", "shall", "'ll"}
    return present and bool(marks & OPENING) and bool(ahead)


def is_firmly_planned(document: Document, verb: Token) -> bool:
    """Read "plans to award", "is about to buy": what stands above an infinitive puts it ahead."""
    governor = document.governor(verb.index)
    if not any(token.lower == "to" for token in document.children(verb.index, "aux")):
        return False
    if governor is None or document.children(governor.index, "neg"):
        return False
    if verb.dep == "acl":
        return governor.lemma in INTENTS
    if verb.dep != "xcomp":
        return False
    cues = status_cues()
    return governor.lemma in cues.firm or governor.lower in cues.accompanied or is_outstanding(document, governor)


def is_headline_plan(document: Document, verb: Token) -> bool:
    """Read "NASA to pick Corvid": in headlines an infinitive that governs the sentence is a plan."""
    infinitive = any(token.lower == "to" for token in document.children(verb.index, "aux"))
    return infinitive and verb.dep == "ROOT" and bool(document.children(verb.index, "nsubj", "nsubjpass"))


def is_unfulfilled(document: Document, anchor: Token) -> bool:
    """Read "would have been the first": called off, or, where the flight has failed, failed with it."""
    lower = {token.lower for token in document.children(anchor.index, "aux")}
    return bool(lower & {"would", "should"}) and bool(lower & {"have", "'ve"})


def is_hedged(document: Document, verb: Token) -> bool:
    """Whether a verb has a "could", "may" or "might" of its own, and is not denied."""
    modals = status_cues().modals
    return any(token.lower in modals for token in document.children(verb.index, "aux")) and not document.children(
        verb.index, "neg"
    )


def shares_auxiliary(document: Document, verb: Token) -> bool:
    """Read "will land and drill": the second verb has neither subject nor auxiliary of its own, and the same form."""
    # the parser takes the "drill" of "expected to land and drill" for a present
    alike = verb.tag in {"VB", "VBN", "VBG"} or (verb.tag == "VBP" and document.tokens[verb.head].tag == "VB")
    return alike and not document.children(verb.index, "nsubj", "nsubjpass", "aux", "auxpass")


def own_status(document: Document, verb: Token, words: StatusCues) -> Status | None:
    auxiliaries = document.children(verb.index, "aux", "auxpass")
    lower = [token.lower for token in auxiliaries]
    has = any(token.lemma in {"have", "'ve"} for token in auxiliaries)
    if any(child.lower == "longer" and follows_no(document, child) for child in document.children(verb.index)):
        return Status.ENDED
    if verb.lemma in LASTING and any(child.lower in FORMERLY for child in document.children(verb.index, "advmod")):
        return Status.ENDED
    if document.children(verb.index, "neg") or any(
        child.dep in {"det", "advmod", "preconj"} and child.lower in NOT_QUITE
        for child in document.children(verb.index)
    ):
        return Status.DENIED
    if any(word in words.modals for word in lower):
        return Status.POSSIBLE
    conditions = {"if", "unless", "whether"} if "to" in lower else {"if", "unless"}  # "whether to buy"
    if any(child.lower in conditions for child in document.children(verb.index, "mark")):
        return Status.POSSIBLE
    if verb.lemma == "be" and any(child.lower in words.accompanied for child in document.children(verb.index, "acomp")):
        return Status.PLANNED
    if any(word in {"would", "should"} for word in lower):
        return Status.CANCELLED if has else Status.PLANNED
    if any(word in {"will", "shall", "'ll", "wo", "must"} for word in lower):
        return Status.PLANNED
    if verb.dep == "ROOT" and lower[:1] == ["to"]:
        return Status.PLANNED
    return None


def follows_no(document: Document, token: Token) -> bool:
    return token.index > 0 and document.tokens[token.index - 1].lower == "no"


def governed(document: Document, verb: Token, governor: Token, words: StatusCues, depth: int) -> Status | None:
    """What the word above a clause says of it: "plans to launch", "its attempt to land", "likely to fail"."""
    infinitive = any(token.lower == "to" for token in document.children(verb.index, "aux"))
    if governor.is_verb:
        lemma = governor.lemma
        particle = document.children(governor.index, "prt")
        if particle and f"{lemma} {particle[0].lower}" in words.verbs:
            lemma = f"{lemma} {particle[0].lower}"
        if lemma in STOP and not infinitive:
            return None
        if infinitive and is_outstanding(document, governor):
            return Status.PLANNED
        if lemma in BE_TO:
            return be_to(document, verb, governor, infinitive)
        given = words.verbs.get(lemma)
        if (
            given in {Status.PLANNED, Status.POSSIBLE}
            and not infinitive
            and verb.dep == "ccomp"
            and given is Status.POSSIBLE
        ):
            return given
        if given is Status.ENDED and (verb.tag != "VBG" or is_paused(document, verb, governor)):
            given = None  # "stopped to refuel"
        if given is not None and (infinitive or verb.tag == "VBG" or verb.dep == "ccomp"):
            return with_governor(document, governor, given, words)
        if verb.dep != "xcomp" or (lemma in UNHESITATING and document.children(governor.index, "neg")):
            return None
        return verb_status(document, governor, words, depth + 1)
    if governor.tag.startswith("JJ") and infinitive and is_too(document, governor):
        return Status.DENIED
    if governor.tag.startswith("JJ") and governor.lower in words.accompanied | {"able", "unable", "likely", "unlikely"}:
        if governor.lower == "unable":
            return Status.FAILED
        if governor.lower in {"likely", "unlikely"}:
            return Status.POSSIBLE
        return Status.PLANNED if governor.lower in words.accompanied else None
    if governor.is_noun and infinitive and is_counted(document, governor):
        outer = document.governor(governor.index)
        return verb_status(document, outer, words, depth + 1) if outer is not None and outer.is_verb else None
    if governor.is_noun and (infinitive or verb.dep == "pcomp"):
        given = words.nouns.get(governor.lemma)
        if given is not None:
            return noun_status(document, governor, words, depth + 1) or given
        return Status.PLANNED if infinitive and verb.dep in {"acl", "relcl"} else None
    if governor.dep == "prep" and verb.dep == "pcomp":
        noun = document.governor(governor.index)
        if governor.lower == "of" and noun is not None and noun.lower == "short":
            return Status.FAILED  # "fell short of landing"
        if governor.lower == "to" and noun is not None and noun.lower == "close":
            return Status.DENIED  # "came close to landing"
        if governor.lower == "from" and noun is not None and noun.lemma == "keep":
            return Status.DENIED  # "kept it from docking"
        if governor.lower == "against":
            return Status.DENIED  # "decided against buying"
        if noun is not None and noun.lemma in words.succeeding:
            return own_status(document, noun, words)
        if noun is not None:
            known = words.nouns if noun.is_noun else words.verbs
            given = next((known[key] for key in (*with_particles(document, noun), noun.lemma) if key in known), None)
            if given is not None:
                return with_governor(document, noun, given, words) if noun.is_verb else given
    return None


def is_outstanding(document: Document, verb: Token) -> bool:
    """Read "has yet to launch", "has still to launch"."""
    return verb.lemma == "have" and any(child.lower in {"yet", "still"} for child in document.children(verb.index))


def is_too(document: Document, adjective: Token) -> bool:
    """Read "too heavy to fly"."""
    return any(child.lower == "too" for child in document.children(adjective.index, "advmod"))


def is_paused(document: Document, *verbs: Token) -> bool:
    """Read "stopped printing until October": it goes on."""
    return any(child.lower in {"until", "till"} for verb in verbs for child in document.children(verb.index, "prep"))


def is_counted(document: Document, noun: Token) -> bool:
    """Read "became the 34th country to sign": of one that is counted, the infinitive tells what it did, no plan."""
    return any(
        child.lower in COUNTED or NUMBERED.fullmatch(child.lower)
        for child in document.children(noun.index, "amod", "nummod", "advmod")
    )


def tells_count(document: Document, verb: Token) -> bool:
    """Read "It is the third capsule to land": an infinitive hung on the verb tells what was done, too."""
    return any(is_counted(document, child) for child in document.children(verb.index, "attr"))


def is_in_doubt(document: Document, anchor: Token) -> bool:
    """Read "it is unclear whether Vast will become the first": within such a clause nothing is said to be so."""
    token: Token | None = anchor
    for _ in range(DEPTH):
        if token is None:
            return False
        marks = {child.lower for child in document.children(token.index, "mark", "advmod")}
        if "whether" in marks:
            return True
        if token.dep == "advcl" and marks:
            return False  # "whether the valve was open after Heron had flown"
        token = document.governor(token.index)
    return False


def be_to(document: Document, verb: Token, governor: Token, infinitive: bool) -> Status | None:
    """Read "was to deploy": planned; "was to have deployed": called off."""
    if not infinitive:
        return None
    if document.children(governor.index, "neg"):
        return Status.DENIED
    if tells_count(document, governor):
        return verb_status(document, governor, status_cues(), DEPTH)
    perfect = any(token.lemma == "have" for token in document.children(verb.index, "aux"))
    return Status.CANCELLED if perfect else Status.PLANNED


def with_governor(document: Document, governor: Token, given: Status, words: StatusCues) -> Status:
    """Read "did not plan to", "failed to", "may try to": the governor's own status where that is stronger."""
    own = own_status(document, governor, words)
    if own is Status.DENIED:
        return Status.ACTUAL if given in {Status.FAILED, Status.DENIED, Status.ENDED} else Status.DENIED
    if own is Status.POSSIBLE:
        return Status.POSSIBLE
    return given


def noun_status(document: Document, noun: Token, words: StatusCues, depth: int) -> Status | None:
    """Read "a planned launch", "scrapped its launch", "attempted a landing", "no launch"."""
    if depth > DEPTH:
        return None
    governor = document.governor(noun.index)
    if governor is not None and governor.lemma in COMPLETING and governor.is_verb and noun.dep in {"dobj", "nsubjpass"}:
        return verb_status(document, governor, words, depth + 1)
    for child in document.children(noun.index, "amod", "det", "neg", "compound"):
        if child.lower in words.adjectives and child.lower not in {"next"}:
            return words.adjectives[child.lower]
        if child.lower == "no":
            return Status.DENIED
    if governor is None:
        return None
    if noun.dep == "conj" and governor.is_noun:
        return noun_status(document, governor, words, depth + 1)
    if governor.is_noun and noun.dep == "compound" and governor.lemma in words.nouns:
        return words.nouns[governor.lemma]
    if governor.dep == "prep" and governor.lower in {"of", "at", "for"}:
        outer = document.governor(governor.index)
        if outer is not None and outer.is_noun and outer.lemma in words.nouns:
            return noun_status(document, outer, words, depth + 1) or words.nouns[outer.lemma]
        if outer is not None and outer.is_verb and governor.lower == "for" and outer.lemma in words.verbs:
            return with_governor(document, outer, words.verbs[outer.lemma], words)
    if governor.lower == "but" and noun.dep == "pobj" and (outer := document.governor(governor.index)):
        return Status.DENIED if outer.lower == "anything" else None
    if governor.lower == "in" and noun.dep == "pobj" and (outer := document.governor(governor.index)):
        return verb_status(document, outer, words, depth + 1) if outer.lemma in ENDING and outer.is_verb else None
    if governor.dep == "prep" and governor.lower == "without":
        return Status.DENIED
    if governor.dep == "prep" and governor.lower == "with" and (outer := document.governor(governor.index)):
        return verb_status(document, outer, words, depth + 1) if outer.is_verb else None
    if governor.lemma == "fail" and noun.dep == "nsubj":
        return Status.FAILED
    if noun.dep == "nsubj" and collapses(document, governor):
        return Status.CANCELLED
    if governor.is_verb and noun.dep in {"dobj", "nsubjpass"}:
        keys = (*with_particles(document, governor), governor.lemma)
        given = next((words.verbs[key] for key in keys if key in words.verbs), None)
        if given is not None and governor.lemma not in {"be", "build", "develop", "work", "hold"}:
            return with_governor(document, governor, given, words)
        return verb_status(document, governor, words, depth + 1)
    return None


def with_particles(document: Document, verb: Token) -> list[str]:
    """A verb with its particles: "call off"."""
    return [f"{verb.lemma} {child.lower}" for child in document.children(verb.index, "prt")]


def collapses(document: Document, verb: Token) -> bool:
    """Whether what is spoken of comes to nothing: "collapsed", "fell through"."""
    if not verb.is_verb or document.children(verb.index, "neg"):
        return False
    particles = document.children(verb.index, "prt", "advmod", "prep")
    return verb.lemma in COLLAPSING or any(f"{verb.lemma} {one.lower}" in COLLAPSING_PAIRS for one in particles)


def standing_status(document: Document, noun: Token) -> Status:
    """A standing relation holds unless the noun is qualified: "its planned lander", "its former subsidiary"."""
    words = status_cues()
    for child in document.children(noun.index, "amod"):
        if child.lower in words.adjectives:
            found = words.adjectives[child.lower]
            return (
                found if found in {Status.PLANNED, Status.ENDED, Status.CANCELLED, Status.POSSIBLE} else Status.ACTUAL
            )
    if noun.tag in {"NN", "NNS"} and document.children(noun.index, "det"):
        status = noun_status(document, noun, words, 0)
        return status if status in {Status.PLANNED, Status.POSSIBLE, Status.CANCELLED} else Status.ACTUAL
    return Status.ACTUAL
