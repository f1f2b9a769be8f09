"""Who or what comes from a country: "Which astronauts are from India?", "Which Indian astronauts are there?"."""

import re
from collections.abc import Collection

from kg.ask import listing, statements
from kg.ask.compose import Composer
from kg.ask.fetch import entity_of
from kg.ask.fusing import join_others
from kg.ask.lexicon import nouns, word_class
from kg.ask.linking import is_place
from kg.ask.names import in_sentence
from kg.ask.plan import FOCUS, Found
from kg.ask.rank import points
from kg.ask.request import Request, nothing_on
from kg.ask.shapes import quote_of
from kg.model import Claim, Entity, Status
from kg.store.names import fold
from ontology import vocabulary
from ontology.gazetteer import gazetteer

ORIGINS = {"Person": ("NATIONALITY",), "Organization": ("HEADQUARTERED_IN",)}
# "which astronauts are from @", "list astronauts from @", and not "which astronauts returned from @"
COMES = re.compile(
    r" (?:is|are|was|were|come|comes|came|hail|hails) (?:originally )?from @ $"
    r"|^ (?:(?:which|what|list|name|show|tell) )?(?:me |all |the |any )*[\w-]+ from @ (?:are there |do you know )?$"
)
THERE = re.compile(
    r"^ (?:which|what|list|name) (?:all |the )*(?P<demonym>[\w-]+) (?P<noun>[\w-]+)"
    r" (?:(?:is|are|exist) (?:there |known |held )?)?$"
)
WHO = re.compile(r"^ who (?:is|are|were|was) (?:the )?(?P<demonym>[\w-]+) (?P<noun>[\w-]+) $")
FALSE = (Status.DENIED, Status.CANCELLED)


def respond(request: Request) -> Composer | None:
    """Those of the kind asked for that come from the country named; None where no country's are asked for."""
    asked = country_of(request)
    if asked is None:
        return None
    country, noun, types = asked
    predicates = [name for kind in types for top, names in ORIGINS.items() if is_of(kind, (top,)) for name in names]
    if not predicates:
        return None
    within = {row["id"] for row in request.inquiry.rows(statements.PLACES, focus=[country.id])} | {country.id}
    wanted = (*predicates, "CREWED_BY", "WORKS_FOR")
    claims = request.inquiry.claims(statements.OF_TYPE, types=listing.subtypes(types), predicates=sorted(set(wanted)))
    chosen = [claim for claim in claims if comes_from(claim, predicates, within) and is_of(claim.subject.type, types)]
    if noun in word_class("fliers"):
        flown = {claim.object.id for claim in claims if claim.predicate == "CREWED_BY" and claim.object}
        flown |= {
            one.subject.id for one in claims if word_class("fliers") & set(str(one.qualifiers.get("role", "")).split())
        }
        chosen = [one for one in chosen if one.subject.id in flown or is_called_so(one)]
    found = Found(tuple(claims), request.inquiry.stories, {claim.subject.id: FOCUS for claim in claims})
    composer = request.composer(found)
    told = [point for point in points(found, chosen) if not point.first[0].described]
    if not told:
        composer.remark(nothing_on([f"{noun} from {in_sentence(country)}"]))
    listing.tell(composer, listing.grouped(join_others(told)), counted=False)
    return composer


def country_of(request: Request) -> tuple[Entity, str, tuple[str, ...]] | None:
    """The country, the noun that says whose, and the types that it stands for."""
    focus = request.focus
    places = [one for one in focus.entities if is_place(one)]
    if focus.types and len(places) == len(focus.entities) == 1 and COMES.search(focus.words):
        return places[0], focus.noun, focus.types
    match = THERE.search(focus.words) or WHO.search(focus.words)
    kinds = nouns().get(match["noun"], ()) if match else ()
    if match is None or focus.entities or not kinds:
        return None
    name = gazetteer().demonym(match["demonym"].title())
    rows = request.inquiry.rows(statements.NAMED, names=[fold(name)]) if name else []
    held = next((entity_of(row["entity"]) for row in rows if is_of(row["entity"]["type"], ("Place",))), None)
    return (held, match["noun"], kinds) if held else None


def comes_from(claim: Claim, predicates: Collection[str], places: Collection[str]) -> bool:
    of_place = claim.object is not None and claim.object.id in places
    return claim.predicate in predicates and of_place and claim.status not in FALSE


def is_called_so(claim: Claim) -> bool:
    """Whether its sentence calls the person an astronaut right beside the name."""
    said = quote_of(claim).casefold()
    names = "|".join(re.escape(name.casefold()) for name in (claim.subject.name, *claim.subject.aliases))
    fliers = "|".join(sorted(word_class("fliers")))
    return bool(
        re.search(
            rf"\b(?:{names}),? (?:an? |the )?(?:[\w-]+ ){{0,2}}(?:{fliers})\b|\b(?:{fliers}),? (?:{names})\b", said
        )
    )


def is_of(type_name: str, kinds: Collection[str]) -> bool:
    return any(vocabulary().is_a(type_name, kind) for kind in kinds)
