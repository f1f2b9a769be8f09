"""Which date belongs to which event: the date whose governors lead to the event before they lead to another one."""

from dataclasses import replace

from kg.extract.circumstances.slips import is_step, moves_on
from kg.extract.dates.finding import DateMention
from kg.extract.scene import Scene
from kg.extract.text.cues import table
from kg.extract.text.document import Document, Token
from kg.model import Status

ARGUMENTS = frozenset({"xcomp", "dobj", "nsubjpass", "nsubj", "attr", "pobj", "ccomp", "acl"})
DONE, TO_COME = frozenset({Status.ACTUAL, Status.FAILED}), frozenset({Status.PLANNED, Status.POSSIBLE})
COUNTING = frozenset({"after", "before"})
SPANS = frozenset({"day", "week", "month", "year"})  # what lies a day apart at least
HEADLINES = frozenset({"title", "heading"})


def time_of(scene: Scene, anchor: Token, status: Status, *, lasts: bool = False) -> str | None:
    """The EDTF date that the text gives for the event at `anchor`; None where it gives none.

    A relation that lasts has no date but that of its own verb: not "built by Corvane, it was launched in 2019".
    """
    sentence = scene.document.sentence_of(anchor.index)
    for mention in scene.dates_in(sentence):
        if counts_from_event(scene, mention) or is_of_what_came_before(scene, mention, anchor):
            continue
        at = token_at(scene, mention)
        if is_moved(scene, mention, status):
            continue
        if at is not None and is_of_counted(scene.document, at, anchor):
            continue
        if at is None or (lasts and governing_verb(scene.document, at) != anchor.index):
            continue
        if status in TO_COME and is_of_telling(scene.document, at, anchor):
            continue
        if belongs(scene.document, at, anchor) and agrees(scene, mention, status):
            return mention.edtf
    return None


def is_to_come(scene: Scene, verb: Token) -> bool:
    """Read "launches next week": what the present tells of a day to come is a plan."""
    if verb.tag not in {"VBZ", "VBP"} or time_of(scene, verb, Status.ACTUAL) is not None:
        return False
    day = time_of(scene, verb, Status.PLANNED)
    return day is not None and day[:1].isdigit()


def time_beside(scene: Scene, place: Token, status: Status) -> str | None:
    """The date on the verb that governs a place of the text, where there is one such date only.

    Where neither place nor date stands under a verb, as in headlines ("First light in 2025"), they belong together.
    """
    document = scene.document
    verb = governing_verb(document, place)
    found = {
        mention.edtf
        for mention in scene.dates_in(document.sentence_of(place.index))
        if not counts_from_event(scene, mention)
        and not is_of_what_came_before(scene, mention, place)
        and (at := token_at(scene, mention)) is not None
        and governing_verb(document, at) == verb
        and agrees(scene, mention, status)
    }
    return found.pop() if len(found) == 1 else None


def is_of_telling(document: Document, date: Token, anchor: Token) -> bool:
    """Read "On 12 March NASA announced that Corvid would launch it": the day of the word, not of what is to come.

    What is announced "for 12 March" is to come then.
    """
    verb = governing_verb(document, date)
    prep = document.governor(date.index)
    if prep is not None and prep.lower == "for":
        return False
    return verb is not None and verb != anchor.index and document.tokens[verb].lemma in table("speech")["verbs"]


def is_dated(document: Document, place: Token, predicate: str, status: Status) -> bool:
    """Whether the date of the verb above a place may be that of a relation: "was named chief executive in May".

    "Chairman S. Somanath said on Monday", "presented a flag on Friday": who leads it did not begin then. In
    annotated stories a head takes the date of such a verb hardly ever, that of a verb of offices now and then.
    """
    known = table("lasting").get(predicate)
    verb = governing_verb(document, place)
    if known is None or verb is None:
        return known is None
    lemma = document.tokens[verb].lemma
    keys = {lemma, *(f"{lemma} {child.lemma}" for child in document.children(verb, "prt", "dobj"))}
    begins = not keys.isdisjoint(known["verbs"]) or (lemma == "be" and place.dep == "attr")
    return begins or (lemma in known["ends"] and status is not Status.ACTUAL)


def governing_verb(document: Document, token: Token) -> int | None:
    """The nearest verb at or above a token, no auxiliary; None under nouns alone."""
    for step in (token, *document.ancestors(token.index)):
        if step.is_verb and step.dep not in {"aux", "auxpass", "amod"}:
            return step.index
    return None


def counts_from_event(scene: Scene, mention: DateMention) -> bool:
    """Read "ten months after its last launch failed": the date of the other event, not of this one."""
    following = scene.document.story.text[mention.end : mention.end + 8].split()
    return mention.kind == "duration-relative" and bool(following) and following[0] in COUNTING


def is_of_what_came_before(scene: Scene, mention: DateMention, place: Token) -> bool:
    """Read "45 days after launch, it landed": the date of the launch, and of nothing outside of its phrase."""
    inside = scene.tokens_between(mention.start, mention.end)
    if mention.kind != "duration-relative" or not inside or inside[-1].lower not in COUNTING:
        return False
    after = inside[-1]
    top = after.head if after.dep == "mark" else after.index
    goes_on = top > after.index or any(child > after.index for child in scene.document.tokens[top].children)
    return goes_on and not is_within(scene.document, place, top)  # not "Six years before, he had found it"


def is_within(document: Document, place: Token, top: int) -> bool:
    """Whether a token is another one or hangs below it."""
    return place.index == top or any(step.index == top for step in document.ancestors(place.index))


def is_of_counted(document: Document, date: Token, place: Token) -> bool:
    """Read "45 days after its launch on 15 January, it landed": the launch's day; not behind a comma: "launch, on"."""
    for step in document.ancestors(date.index):
        if step.is_verb:
            return False
        if step.lower in COUNTING and any(one.lemma in SPANS for one in document.children(step.index, "npadvmod")):
            counted = document.children(step.index, "pobj")[:1]
            if not counted or not counted[0].index < date.index or is_within(document, place, step.index):
                return False
            return all(token.text != "," for token in document.tokens[counted[0].index : date.index])
    return False


def is_moved(scene: Scene, mention: DateMention, status: Status) -> bool:
    """Read "the launch slipped from 3 May": nothing happened on such a date, nor will on one moved again."""
    inside = scene.tokens_between(mention.start, mention.end)
    if not inside or not is_step(scene.document, inside[0].index):
        return False
    return status is Status.ACTUAL or moves_on(scene.document, inside[0].index)


def token_at(scene: Scene, mention: DateMention) -> Token | None:
    """The token on which a date hangs: the one of its words whose governor lies outside of it."""
    inside = scene.tokens_between(mention.start, mention.end)
    for token in inside:
        head = scene.document.tokens[token.head]
        if not (mention.start <= head.start < mention.end) or head.index == token.index:
            return token
    return inside[0] if inside else None


def belongs(document: Document, date: Token, anchor: Token) -> bool:
    for step in (date, *document.ancestors(date.index)):
        if step.index == anchor.index:
            return True
        if step.is_verb and step.dep not in {"aux", "auxpass", "amod"}:
            return leads_to(document, anchor, step)
    return False


def leads_to(document: Document, anchor: Token, verb: Token) -> bool:
    """Whether the event hangs on the date's verb as object or infinitive: "made its landing on Friday".

    Not "the lander, hit by a storm, was launched on Friday".
    """
    here = anchor
    for _ in range(3):
        if (here.dep not in ARGUMENTS and here.dep != "prep") or (here.dep == "acl" and here.tag == "VBN"):
            return False
        here = document.tokens[here.head]
        if here.index == verb.index:
            return True
    return False


def agrees(scene: Scene, mention: DateMention, status: Status) -> bool:
    """An actual event lies not in the future of its story."""
    published = scene.document.story.published
    if status is not Status.ACTUAL or not published or mention.edtf.startswith("../"):
        return True
    return mention.edtf[: len(published)] <= published or "/" in mention.edtf


def on_the_side_of(mention: DateMention, status: Status) -> DateMention:
    """A date without year or week on the side of the story's day on which the event lies: what is planned lies ahead.

    "He goes home on Sunday", "a ticket for Friday's hop": the words around a date do not always tell.
    """
    wrong = (mention.side > 0 and status in DONE) or (mention.side < 0 and status in TO_COME)
    return replace(mention, edtf=mention.other, other=mention.edtf, side=-mention.side) if wrong else mention
