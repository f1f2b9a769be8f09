"""Questions that one or two claims answer: who runs it, when was it launched, what does it carry."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.ask import course, plan, statements, sums, unclear
from kg.ask.bodies import speaks_of_body
from kg.ask.compose import Composer
from kg.ask.dates import in_words
from kg.ask.dimensions import by_number, counted_for, met, no_count, of_dimension, of_matter, of_several
from kg.ask.flights import flies_again
from kg.ask.fusing import fuse
from kg.ask.intents import by_name as intent_by_name
from kg.ask.linking import is_place
from kg.ask.listing import falls_in, periods_of
from kg.ask.names import in_sentence, joined, says_any
from kg.ask.numbers import borne_out
from kg.ask.occasions import occasion, of_other_times, of_time, unnumbered
from kg.ask.overtaken import undated
from kg.ask.plan import FOCUS, KIN, Found
from kg.ask.points import Point, is_date
from kg.ask.rank import is_any, of_types, ordered, points, sided, turned
from kg.ask.request import Request, admit, nothing_on, tell
from kg.ask.shapes import quote_of
from kg.ask.verdict import asks_more, settled, verdict
from kg.model import Claim, Entity, Status

LIMIT = 3
WHEREABOUTS = ("landing_place", "launch_site", "arrival")
EXACT = ("SurfaceFeature", "LaunchSite")
ACTS = ("ACQUIRED", "INVESTED_IN")  # what a firm does to another one: not the same the other way round
ASIDE = re.compile(r", (?:which|who|whose|maker of|builder of|known for|the \w+ behind) [^,;.]{1,120},")
LEADING = frozenset(("lead", "leads", "led"))
PEOPLED = frozenset(("CREWED_BY", "LED_BY"))
COMMANDER = "commander"
ROLES = {
    **dict.fromkeys(("command", "commands", "commanded", "commanding"), COMMANDER),
    **dict.fromkeys(("chair", "chairs", "chaired"), "chairman"),
    **dict.fromkeys(("pilots", "piloted"), "pilot"),
}
PARTNERED = frozenset(("CONTRACTED", "INVESTED_IN", "ACQUIRED", "PARTNERS_WITH", "AMOUNT", "MEMBER_OF", "DOCKED_WITH"))


def respond(request: Request) -> Composer:
    intent = request.intent
    found = plan.simple(request.inquiry, intent, request.focus, more=plan.EVENTS if intent.dated else ())
    composer = request.composer(found)
    chosen = first_that_answers(request, found)
    others = request.focus.entities[1:]
    if request.is_yes_no and request.focus.unknown and chosen:
        composer.remark("What it does say:")
        tell(composer, chosen, 1)
        return composer
    if request.is_yes_no and chosen:
        given = borne_out(request.question, chosen)
        if not given:
            composer.remark("The graph holds no claim that says so; what it says:")
            tell(composer, chosen, LIMIT - 1)
            return composer
        chosen = given
    if request.is_yes_no and chosen and (said := unlike(request, found, chosen)):
        composer.remark(said)
        tell(composer, chosen, 1)
        return composer
    if request.is_yes_no and not others and chosen and asks_more(request, chosen[0]):
        fitting_ones = [point for point in chosen if not asks_more(request, point)]
        if not fitting_ones and speaks_of_body(request):
            composer.remark("The graph holds no claim that says so; what it says:")
            tell(composer, chosen, 1)
            return composer
        if not fitting_ones:
            return unclear.respond(request)
        chosen = fitting_ones
    if request.is_yes_no and (
        verdict(composer, others, chosen) or settled(composer, others, either_way(request, found))
    ):
        return composer
    if request.is_yes_no and others:
        composer.remark("The graph holds no claim that says so.")
        return composer
    if chosen and asks_who_led(request):
        return leading(request, composer, chosen)
    if event := undated(chosen, found.claims, found.stories):
        return without_day(composer, found, event, chosen)
    if chosen:
        of_money = intent.name == "money" and not request.is_yes_no
        if of_money and not (fit := sums.fitting(request, chosen)):
            return no_such_sum(request, composer, chosen)
        told = fit if of_money else of_flight(request, composer, found, chosen)
        told = sums.own(request, told) if intent.name == "contracts" else told
        told = of_time(request, found, told)
        composer.remark(of_another_body(request, told) or of_other_times(request, found, told))
        kept = met(told, purpose := counted_for(request))
        composer.remark(by_number(request, kept) if kept else no_count(purpose))
        told = kept or told
        tell(composer, told, LIMIT)
        composer.remark(the_rest(fuse(told)))
        composer.remark(sums.shared(request, told[:LIMIT]) or of_several(request, told[:LIMIT]))
        return composer
    if "FINDING" in (*intent.forward, *intent.also) and (told := findings_on(request)):
        tell(composer, told, LIMIT)
        return composer
    if intent.name == "measure" and (figures := figures_of(found)):
        composer.remark(f"The graph holds no such figure of {request.name}; figures that it does hold:")
        tell(composer, figures, LIMIT - 1)
        return composer
    if intent.name == "return":
        return course.respond(replace(request, intent=intent_by_name("when")))
    if intent.name == "money" and others and (told := sums_of(request)):
        tell(composer, told, LIMIT)
        return composer
    if intent.name == "arrival" and (near := course.passing(request)):
        return near
    asks_why = request.focus.words.startswith(" why ")  # "Why is Petrel over budget?"
    if (
        intent.name in ("money", "contracts")
        and not (request.is_yes_no or asks_why)
        and (told := contracts_for(request))
    ):
        tell(composer, told, LIMIT)
        composer.remark(sums.shared(request, told[:LIMIT]))
        return composer
    instead = alternatives(request, found)
    if instead:
        composer.remark(nothing_on([intent.aspect.format(name=request.name)]))
        tell(composer, instead, LIMIT - 1)
    else:
        admit(request, composer, found)
    return composer


def unlike(request: Request, found: Found, chosen: Sequence[Point]) -> str:
    """That what was found is of another time than the question's, or the other way round; empty where it is neither."""
    periods = periods_of(request)
    if periods and not any(falls_in(point, one, found.stories) for point in chosen for one in periods):
        return f"The graph holds no claim that says so of {joined([in_words(one) for one in periods])}; what it says:"
    if is_other_way_round(request, chosen):
        return "The graph holds no claim that says so; what it says:"
    return ""


def is_other_way_round(request: Request, chosen: Sequence[Point]) -> bool:
    """Whether all that was found of two things is done by the one to which the question has it done.

    "Was the fund backed by the firm?" is not answered by the fund's stake in the firm.
    """
    first, *others = [one.id for one in request.focus.entities]
    passive = " by @ " in request.focus.words
    claims = [claim for point in chosen for claim in point.claims]
    acts = [claim.subject.id for claim in claims if claim.predicate in ACTS]
    acts += [claim.object.id for claim in claims if passive and claim.object and claim.predicate.endswith("_BY")]
    return bool(others and acts) and not set(others if passive else [first]) & set(acts)


def sums_of(request: Request) -> list[Point]:
    """ "What did the buyer pay for the firm?": sums of the second thing whose sentences name the first."""
    first, second, *rest = request.focus.entities
    turned_round = replace(request, focus=replace(request.focus, entities=(second, first, *rest)))
    found = plan.simple(request.inquiry, request.intent, turned_round.focus)
    return with_others(turned_round, first_that_answers(turned_round, found))


def contracts_for(request: Request) -> list[Point]:
    """Contracts whose sentences speak of the thing that they are for; with a sum where money is asked for."""
    main = request.focus.main
    if main.described or not is_any(main, ("Craft", "Mission", "Program", "LaunchVehicle", "Instrument")):
        return []
    claims = request.inquiry.claims(statements.LOOSE, words=[main.name.casefold()], predicates=["CONTRACTED"])
    told = [claim for claim in claims if speaks_of(claim, (main.name, *main.aliases))]
    of_money = request.intent.name == "money"
    told = [claim for claim in told if not of_money or claim.qualifiers.get("amount")]
    found = Found(tuple(told), request.inquiry.stories, {claim.subject.id: FOCUS for claim in told})
    chosen = ordered(points(found, told), found, ("CONTRACTED",))
    return sums.fitting(request, chosen) if of_money else sums.own(request, chosen)


def speaks_of(claim: Claim, names: Sequence[str]) -> bool:
    """Whether a sentence has a name but aside: not "Tarn, which built Heron, won a contract for Wren"."""
    return says_any(ASIDE.sub(",", quote_of(claim)), names)


def of_another_body(request: Request, told: Sequence[Point]) -> str:
    """That it is asked when a craft comes to a body, and told when it comes to others; empty where that is not so."""
    bodies = {one.id: one for one in request.focus.entities[1:] if one.type == "CelestialBody"}
    elsewhere = [point for point in told if point.others and all(is_other(one, bodies) for one in point.others)]
    if request.intent.name != "arrival" or not bodies or len(elsewhere) < len(told):
        return ""
    return (
        f"{nothing_on([f'when {request.name} comes to {joined([*map(in_sentence, bodies.values())])}'])} What it holds:"
    )


def is_other(place: Entity, bodies: Mapping[str, Entity]) -> bool:
    return place.type == "CelestialBody" and place.id not in bodies


def no_such_sum(request: Request, composer: Composer, others: Sequence[Point]) -> Composer:
    """Sums of other kinds than the one asked for, said to be that; a contract without a sum before them."""
    composer.remark(f"The graph holds no such sum of {request.name}; sums that it does hold:")
    tell(composer, others, LIMIT - 1)
    composer.remark(sums.shared(request, others[: LIMIT - 1]))
    return composer


def without_day(composer: Composer, found: Found, event: Sequence[Claim], plans: Sequence[Point]) -> Composer:
    """That it has come about, then the day for which it was planned, as no more than that."""
    dated = [claim for claim in event if claim.when]
    tell(composer, ordered(points(found, dated or event), found, ()), LIMIT - 1)
    if not dated:
        composer.remark("The graph holds no day of that; what had been planned:")
        tell(composer, plans, LIMIT - 1)
    return composer


def of_flight(request: Request, composer: Composer, found: Found, chosen: list[Point]) -> list[Point]:
    """Of "the second flight" of a vehicle its own day; the days of all flights, and that, where no story numbers it."""
    asked = occasion(request)
    days = [point for point in chosen if is_date(point.predicate) and flies_again(point.lead)]
    if not asked.number or len(days) < len(chosen):
        return chosen
    came_out = points(found, [one for one in sided(found, ("OUTCOME",), (), (FOCUS,)) if one.when])
    numbered = asked.numbered([*days, *came_out])
    if not numbered:
        composer.remark(f"{unnumbered(asked.number)}; what it tells of the days of flights:")
    return numbered or [*days, *came_out]


def asks_who_led(request: Request) -> bool:
    """Whether of several investors the one is asked for that led them."""
    asked = {token.text for token in request.question.tokens}
    return request.intent.name == "investors" and bool(asked & LEADING)


def leading(request: Request, composer: Composer, chosen: Sequence[Point]) -> Composer:
    """Those that a sentence says to have led the round; else all who put money in, said not to be known as that."""
    led = [point for point in chosen if any(leads(one, point) for one in point.others)]
    if not led:
        composer.remark(nothing_on([f"who led the funding of {request.name}"]))
        composer.remark("Who put money in:")
    tell(composer, led or chosen, LIMIT)
    return composer


def leads(investor: Entity, point: Point) -> bool:
    """ "a round led by Nordlys Capital", "Nordlys Capital led the round"."""
    said = " ".join(one.quote for claim in point.claims for one in claim.evidence).casefold()
    names = "|".join(re.escape(name.casefold()) for name in (investor.name, *investor.aliases))
    return bool(re.search(rf"\bled by (?:the )?(?:{names})\b|\b(?:{names}) (?:co-)?(?:led|leads|is leading)\b", said))


def figures_of(found: Found) -> list[Point]:
    claims = sided(found, ("MEASURE",), (), (FOCUS,))
    return ordered(points(found, claims), found, ("MEASURE",))


def the_rest(fused: Sequence[Point]) -> str:
    """The names of what was not told any more, of all that could be."""
    told = {one.id for point in fused[:LIMIT] for one in point.others}
    left = [one for point in fused[LIMIT:] for one in point.others if one.id not in told]
    names = sorted({in_sentence(one) for one in left if not one.described})
    return f"Others that the graph holds: {joined(names)}." if names else ""


def first_that_answers(request: Request, found: Found) -> list[Point]:
    """Points on the entity itself, else on its kin, else dated claims that tell the day."""
    intent = request.intent
    tried = ((FOCUS,), (KIN,)) if intent.kin_counts else ((FOCUS,),)
    for rings in tried:
        if chosen := pick(request, found, intent.forward, intent.backward, rings):
            return chosen
    for rings in tried:
        other_way = intent.dated if request.focus.entities[1:] else ()  # "When did Latvia sign the Artemis Accords?"
        dated = [point for point in pick(request, found, intent.dated, other_way, rings) if point.when]
        if dated:
            return dated
    return []


def either_way(request: Request, found: Found) -> list[Point]:
    """For a yes-no question of two things: whichever of them the wording makes the subject."""
    intent = request.intent
    predicates = (*intent.forward, *intent.backward)
    chosen = pick(request, found, predicates, predicates, (FOCUS, KIN)) if request.focus.entities[1:] else []
    return [point for point in chosen if not is_other_way_round(request, [point])]


def findings_on(request: Request) -> list[Point]:
    """Results that speak of the thing asked about, whoever found them."""
    word = request.focus.main.name.casefold()
    claims = request.inquiry.claims(statements.LOOSE, words=[word], predicates=["FINDING"])
    found = Found(tuple(claims), request.inquiry.stories, {claim.subject.id: FOCUS for claim in claims})
    return ordered(points(found, claims), found, ("FINDING",))


def alternatives(request: Request, found: Found) -> list[Point]:
    intent = request.intent
    if intent.name == "money":
        unpriced = sums.unpriced(request)
        instead = [one for one in pick(request, found, unpriced, unpriced, (FOCUS,)) if sums.on_side(request, one)]
    else:
        instead = pick(request, found, intent.else_forward, intent.else_backward, (FOCUS,))
    return with_others(request, instead) if request.focus.entities[1:] else instead


def pick(
    request: Request, found: Found, forward: Sequence[str], backward: Sequence[str], rings: Sequence[str]
) -> list[Point]:
    claims = sided(found, forward, backward, rings)
    back = turned(found, claims, forward, rings)
    chosen = points(found, claims, back)
    if request.focus.types and chosen:
        chosen = fitting(request, chosen)
    if request.intent.name == "measure":
        chosen = of_matter(request, of_dimension(request, chosen))
    if request.intent.name == "former_leader":
        chosen = [point for point in chosen if point.status is Status.ENDED]
    chosen = in_role(request, by_name(chosen))
    named = nearer(request, chosen) or with_others(request, chosen)
    if not named and any(not is_place(entity) for entity in request.focus.entities[1:]):
        chosen = [point for point in chosen if not is_between_two(point)]
    return ordered(named or chosen, found, (*forward, *backward))


def nearer(request: Request, chosen: Sequence[Point]) -> list[Point]:
    """ "Where on the Moon did it land?": the places within the one that the question names, which says no more."""
    places = [entity for entity in request.focus.entities[1:] if is_place(entity)]
    if request.is_yes_no or not places or request.intent.name not in WHEREABOUTS:
        return []
    inside = set(plan.within(request.inquiry, places))
    there = {one.id for one in places}
    if any(one.id in there for point in chosen for one in point.others):  # what is told to be there came down once
        inside |= {one.id for point in chosen for one in point.others if one.type in EXACT}
    return [point for point in chosen if any(one.id in inside for one in point.others)]


def is_between_two(point: Point) -> bool:
    """Whether what it says is of one partner among many, so that it answers nothing about another partner."""
    return point.backward or point.predicate in PARTNERED


def by_name(chosen: Sequence[Point]) -> list[Point]:
    """Without "four astronauts" where the crew is known by name, and without "a chairman" where who leads is."""
    named = {(point.predicate, point.first[0].id) for point in chosen if is_named(point)}
    return [
        point
        for point in chosen
        if point.predicate not in PEOPLED or is_named(point) or (point.predicate, point.first[0].id) not in named
    ]


def is_named(point: Point) -> bool:
    return any(not one.described for one in point.others)


def in_role(request: Request, chosen: Sequence[Point]) -> list[Point]:
    """Only who holds the post that the question names ("the commander"), where anybody does."""
    asked = {ROLES.get(token.text, token.text) for token in request.question.tokens}
    holders = [point for point in chosen if asked & set(str(point.lead.qualifiers.get("role", "")).casefold().split())]
    if COMMANDER in asked:
        holders = holders or [point for point in chosen if point.predicate == "LED_BY"]
    return holders or list(chosen)


def fitting(request: Request, chosen: Sequence[Point]) -> list[Point]:
    """Only what is of the kind asked for, where the question asks for things of a kind."""
    relations = [point for point in chosen if point.others]
    if not relations:
        return list(chosen)
    return of_types(relations, request.focus.types)


def with_others(request: Request, chosen: Sequence[Point]) -> list[Point]:
    """Points that speak of everything else that the question names too."""
    others = {entity.id for entity in request.focus.entities[1:]}
    names = [name for one in request.focus.entities[1:] for name in (one.name, *one.aliases)]
    return [
        point
        for point in chosen
        if others and any(mentions(claim, others) or quotes(claim, names) for claim in point.claims)
    ]


def quotes(claim: Claim, names: Sequence[str]) -> bool:
    return says_any(quote_of(claim), names)


def mentions(claim: Claim, ids: set[str]) -> bool:
    return claim.subject.id in ids or (claim.object is not None and claim.object.id in ids)
