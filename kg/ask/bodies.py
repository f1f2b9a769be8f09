"""Which kind of body a question asks for, and what sentences call one: of a claim all bodies are of one type."""

import re

from kg.ask.lexicon import word_class
from kg.ask.linking import function_words
from kg.ask.request import Request
from kg.model import Claim, Entity


def speaks_of_body(request: Request) -> bool:
    """ "Will it visit a comet?": which kind of body, of which claims know but that it is one."""
    return any(token.text in word_class("bodies") for token in request.question.tokens)


def calls(claim: Claim, body: Entity, kind: str) -> bool:
    """Whether a sentence of the claim calls a body so: "asteroid 469219 Kamooalewa", "Orlo, an icy comet".

    No "moon of planet Knot" is a planet by that, nor an "asteroid unlike any comet" a comet.
    """
    names = "|".join(re.escape(name) for name in (body.name, *body.aliases))
    kind = kind.removesuffix("s")
    called = (
        rf"(?<!\bdwarf )(?<!\bminor )\b{kind} (?:[\d(]\S* ){{0,2}}(?:{names})\b"
        rf"|\b(?:{names}),? (?:is )?(?:an?|the) (?P<between>(?:[\w-]+ ){{0,3}}){kind}\b"
    )
    others = function_words() | word_class("bodies") | word_class("beside")
    spoken = (match for one in claim.evidence for match in re.finditer(called, one.quote, re.IGNORECASE))
    return any(others.isdisjoint((match["between"] or "").casefold().split()) for match in spoken)
