"""Whether something that flew, or its crew, came back: by where on the Earth it came down, and nothing else."""

import re

from kg.ask.compose import Composer
from kg.ask.linking import is_place
from kg.ask.plan import FOCUS, Found, is_kin_kind
from kg.ask.points import Point
from kg.ask.rank import ordered, points
from kg.ask.request import Request
from kg.ask.verdict import plain_opening
from ontology import vocabulary

RETURN = re.compile(
    r"^ (?:did|has|have|had|is|are|was|were|will) (?:the )?@ (?:'s )?(?:[\w-]+ ){0,3}?"
    r"(?:returns?|returned|(?:come|came|get|got|gotten|made it|make it|bring|brought) (?:back|home)|back|home)"
    r"(?: (?:safely|home|back|already|yet|now|alive|on|(?:to )?(?:the )?(?:earth|@)"
    r"|from (?:earth |the )?(?:orbit|space)))* $"
)
TOLD = ("LANDED_ON", "LANDING_DATE")
HOME = "Earth"
# what comes down again where it set out from; a lander's day is that of its landing elsewhere
HOMING = ("Capsule", "Spaceplane")


def respond(request: Request) -> Composer | None:
    """None of a question that asks for no return, or for one on another craft."""
    main = request.focus.entities[:1]
    if not main or not RETURN.match(request.focus.words) or not is_kin_kind(main[0]):
        return None
    if any(not is_place(one) or not is_home(one.type, one.name) for one in request.focus.entities[1:]):
        return None
    claims = [one for one in request.inquiry.about([main[0].id], [], TOLD) if one.subject.id == main[0].id]
    found = Found(tuple(claims), request.inquiry.stories, {main[0].id: FOCUS})
    composer = request.composer(found)
    told = [point for point in ordered(points(found, claims), found, TOLD) if is_return(point)]
    if told:
        composer.add(told[0], opening=plain_opening(composer, told[0]))
    else:
        composer.remark("The graph holds no claim that says so.")
    return composer


def is_return(point: Point) -> bool:
    if point.others:
        return any(is_home(one.type, one.name) for one in point.others)
    return any(vocabulary().is_a(point.first[0].type, kind) for kind in HOMING)


def is_home(kind: str, name: str) -> bool:
    """Whether a place is the Earth or on it."""
    elsewhere = any(vocabulary().is_a(kind, other) for other in ("CelestialBody", "SurfaceFeature", "Orbit", "Craft"))
    return name.casefold().removeprefix("the ") == HOME.casefold() or not elsewhere
