"""A post that stands for who holds it: "the CEO of Tarn Lunar", "the agency's director"."""

from collections.abc import Collection
from dataclasses import replace

from kg.ask.focus import about
from kg.ask.lexicon import word_class
from kg.ask.names import in_sentence
from kg.ask.question import ENTITY
from kg.ask.request import Request
from kg.model import Claim, Entity, Status
from ontology import vocabulary

HELD = (Status.ACTUAL, Status.PLANNED)
LINKING = frozenset(("of", "at", "for", "'s", "the"))
ANY_HEAD = frozenset(("head", "boss", "leader"))  # whatever the title
CHIEF = frozenset(("ceo", "chief", "executive"))
LESSER = frozenset(
    ("vice", "deputy", "former", "ex", "acting", "assistant", "interim", "associate", "outgoing", "previous")
)
REACH = 3  # words between a post and whose it is: "head of the @", "@ 's chief executive"


def asked(request: Request) -> str:
    """The word for the post, where the first thing named is a body and the post stands beside it; else empty."""
    spoken = request.focus.words.split()
    if ENTITY not in spoken or not vocabulary().is_a(request.focus.main.type, "Organization"):
        return ""
    at = spoken.index(ENTITY)
    before, behind = spoken[max(0, at - REACH) : at], spoken[at + 1 : at + 1 + REACH]
    if not LESSER.isdisjoint((*before, *behind)):
        return ""  # "the vice president of @", "the former CEO of @": another person
    for words in (list(reversed(before)) if before[-1:] != ["by"] else [], behind):
        for place, word in enumerate(words):
            if word in word_class("leading_posts") and set(words[:place]) <= LINKING | word_class("leading_posts"):
                return word if ENTITY not in behind else ""  # "@ president Jo Park" is named
    return ""


def with_holder(request: Request) -> Request | None:
    """The request as one about who holds the post; None where the graph does not know who does."""
    post, body = asked(request), request.focus.main
    claims = request.inquiry.about([body.id], [], ["LED_BY", "FOUNDED_BY"])
    held = [claim for claim in claims if is_held(claim, body, post)]
    founders = post in word_class("founding_posts")
    holders = [claim for claim in held if (claim.predicate == "FOUNDED_BY") == founders and fits_post(claim, post)]
    if not holders:
        return None
    best = max(holders, key=lambda claim: (claim.status is Status.ACTUAL, claim.confidence, claim.id))
    person = best.object or best.subject
    note = f"{request.focus.note} {about(person)}".strip()
    focus = replace(request.focus, entities=(person, *request.focus.entities[1:]), note=note)
    return replace(request, focus=focus)


def is_held(claim: Claim, body: Entity, post: str) -> bool:
    """Whether it names a person at the head of the body now; a founder only where one is asked for."""
    person = claim.object is not None and claim.object.type == "Person" and not claim.object.described
    fits = claim.predicate == "LED_BY" or post in word_class("founding_posts")
    return claim.subject.id == body.id and person and fits and claim.status in HELD


def fits_post(claim: Claim, post: str) -> bool:
    """Whether the role that a claim names is the post asked for; who leads without a role may be called anything."""
    role = set(role_of(claim))
    if claim.predicate == "FOUNDED_BY" or post in role or post in ANY_HEAD:
        return True
    return post in CHIEF and bool(role & CHIEF) if role else post not in word_class("chairs")


def role_of(claim: Claim) -> Collection[str]:
    return set(str(claim.qualifiers.get("role", "")).casefold().split())


def in_words(request: Request) -> str:
    """ "the CEO of Tarn Lunar"."""
    post = asked(request)
    return f"the {post.upper() if post in word_class('initials') else post} of {in_sentence(request.focus.main)}"
