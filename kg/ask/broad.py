"""Questions that take several sentences: goals, significance, impact, why, what happened, what is next, who is it."""

from collections.abc import Collection, Iterable, Sequence

from kg.ask import plan, unclear
from kg.ask.blame import of_cause
from kg.ask.causes import with_telling
from kg.ask.changes import of_change
from kg.ask.compose import Composer
from kg.ask.dates import in_words
from kg.ask.distinctions import is_it_so, without_times
from kg.ask.flights import is_outcome
from kg.ask.fusing import fuse
from kg.ask.lexicon import intents, word_class
from kg.ask.listing import falls_in, periods_of
from kg.ask.names import joined, type_noun, with_article
from kg.ask.occasions import occasion, told_of
from kg.ask.plan import FLEET, FOCUS, KIN, OWNER, Found
from kg.ask.points import Point, is_date
from kg.ask.rank import marked, ordered, points, sided, still_ahead, turned
from kg.ask.request import Request, admit, nothing_on, tell
from kg.ask.verdict import LAUNCHING, TAKING, asks_more, of_kind, of_outcome, verdict
from kg.model import Claim, Status
from ontology import vocabulary

LIMIT = 8
FEW = 4
SMALL_FLEET = 12
UNDECIDED = "The graph holds no outright yes or no to that; what it holds:"
DATES = ("LAUNCH_DATE", "LANDING_DATE", "LAUNCHED_ON")
# what rides on others has goals of its own, which are not those of its carrier
CARRIED = ("Rover", "Instrument", "Module")


def respond(request: Request) -> Composer:
    """Goals and significance: what answers outright first, then what rounds it off; nothing without the former."""
    intent = request.intent
    found = plan.simple(request.inquiry, intent, request.focus)
    composer = request.composer(found)
    rings = (FOCUS, KIN) if intent.kin_counts else (FOCUS,)
    direct = select(found, intent.forward, (), rings)
    if request.focus.main.type in CARRIED and (own := select(found, intent.forward, (), (FOCUS,))):
        rings, direct = (FOCUS,), own
    if request.is_yes_no and intent.name == "significance":
        return is_it_so(request, composer, direct)
    if not direct:
        direct = select(found, intent.forward, (), (FOCUS, KIN))
    rest = select(found, intent.also, (), rings)
    strong = [point for point in rest if point.predicate in marked(name for name in intent.also if name.endswith("~"))]
    if not direct and not strong and not (intent.name == "significance" and rest):
        admit(request, composer, found)
        return composer
    if not direct:
        composer.remark(nothing_on([intent.aspect.format(name=request.name)]) if not strong else "")
    told = tell(composer, without_times(direct), LIMIT - 2 if rest else LIMIT)
    tell(composer, rest, min(LIMIT - told, FEW))
    return composer


def select(
    found: Found,
    forward: Sequence[str],
    backward: Sequence[str],
    rings: Sequence[str],
    *,
    nearest: bool = False,
) -> list[Point]:
    """Points of the predicates about entities of the rings; `nearest` puts the focus before all else."""
    claims = sided(found, forward, backward, rings)
    chosen = points(found, claims, turned(found, claims, forward, rings))

    def distance(point: Point) -> int:
        return rings.index(found.rings[point.first[0].id]) if nearest else 0

    return ordered(chosen, found, (*forward, *backward), distance)


def impact(request: Request) -> Composer:
    """Consequences, then what is planned next, then who is affected."""
    found = plan.wide(request.inquiry, request.focus, [*plan.relations_of(request.intent), "LAUNCH_DATE", "TARGETS"])
    composer = request.composer(found)
    of_body = vocabulary().is_a(request.focus.main.type, "Organization")
    rings = (FOCUS, KIN, OWNER, FLEET) if of_body else (FOCUS, KIN, OWNER)
    results = select(found, ("CONSEQUENCE",), (), rings)
    if not results:
        admit(request, composer, found)
        return composer
    composer.remark(UNDECIDED if request.is_yes_no else "")
    outcome = select(found, ("OUTCOME",), (), (FOCUS,))[:1]
    told = tell(composer, results, LIMIT - 3)
    told += tell(composer, next_steps(found, composer.background.over), 2) if is_small(found) else 0
    affected = select(found, ("SUPPORTED_BY", "FOR_CUSTOMER"), (), (FOCUS, KIN))
    told += tell(composer, affected, 2)
    tell(composer, outcome, 1 if told < FEW else 0)
    return composer


def is_small(found: Found) -> bool:
    """Whether its owner flies so little that what it plans has to do with it; a space agency's other plans have not."""
    return sum(ring == FLEET for ring in found.rings.values()) <= SMALL_FLEET


def next_steps(found: Found, over: Collection[str]) -> list[Point]:
    """What the organisation plans with its other craft: dates first, since they say most."""
    fleet = {identity for identity, ring in found.rings.items() if ring == FLEET}
    loose = [
        claim
        for claim in found.claims
        if claim.subject.id in fleet and claim.status is Status.PLANNED and claim.predicate in NEXT
        if claim.subject.id not in over
    ]
    return without_mere_owners(ordered(points(found, loose), found, NEXT))


def without_mere_owners(chosen: Sequence[Point]) -> list[Point]:
    """Whose a planned thing is goes without saying where more is said of it."""
    said = {point.lead.subject.id for point in chosen if point.predicate != "OPERATED_BY"}
    return [point for point in chosen if point.predicate != "OPERATED_BY" or point.lead.subject.id not in said]


NEXT = ("LAUNCH_DATE", "TARGETS", "OPERATED_BY", "SUPPORTED_BY", "PURPOSE")


def of_the_time(request: Request, composer: Composer, found: Found, chosen: list[Point]) -> list[Point]:
    """Of the day or flight that the question names; all where none is of the day, or no flight is told by number."""
    kept = told_of(request, composer, chosen, found)
    if chosen and not kept:
        composer.remark(f"Nothing of that is told of {occasion(request).in_words}; what the graph holds:")
    return kept or chosen


def one_each(chosen: Iterable[Point]) -> list[Point]:
    """The first of each thing; of a vehicle that flies again, of each of its days."""
    firsts: dict[tuple[str, str | None], Point] = {}
    for point in chosen:
        firsts.setdefault((point.first[0].id, point.when if is_outcome(point.lead) else None), point)
    return list(firsts.values())


def is_trouble(point: Point) -> bool:
    if point.predicate == "OUTCOME":
        return point.value in ("failed", "partial", "scrubbed") and point.status is Status.ACTUAL
    if point.predicate == "LANDED_ON":
        return point.status in (Status.FAILED, Status.ATTEMPTED)
    said = {word.strip(".,;").casefold() for word in (point.value or "").split()}
    return point.status in (Status.ACTUAL, Status.FAILED) and bool(said & word_class("trouble"))


def happened(request: Request) -> Composer:
    """What became of it; for an organisation, of what it flies too."""
    found = plan.wide(request.inquiry, request.focus, [*plan.relations_of(request.intent), *plan.EVENTS])
    found = plan.of_sure_kin(found)
    composer = request.composer(found)
    main = request.focus.main
    rings: tuple[str, ...] = (FOCUS, KIN, FLEET) if vocabulary().is_a(main.type, "Organization") else (FOCUS, KIN)
    if main.type == "Instrument":
        rings = (FOCUS,)  # what became of its carrier is not what became of it
    predicates = request.intent.forward
    asked = {token.text for token in request.question.tokens}
    if asked & {"many", "often", "before", "again", "previously"} and asked & word_class("failure_words"):
        return every_failure(request, composer, found)
    if request.is_yes_no:
        claims = sided(found, ("OUTCOME", "LANDED_ON", "LAUNCH_DATE", "LAUNCHED_ON", "LAUNCHED_FROM"), (), rings)
        causes = sided(found, ("CAUSE", "OUTCOME"), (), rings)
        if of_cause(request, composer, found, causes):
            return composer
        if of_change(request, composer, found, sided(found, tuple(vocabulary().predicates), (), (FOCUS, KIN))):
            return composer
        if of_outcome(request, composer, found, claims) or of_kind(request, composer, found):
            return composer
        near, _ = unclear.nearest_to(request)
        if near.citations:
            return near
    told = without_times(select(found, predicates, (), rings, nearest=True))
    chosen = [point for point in told if point.status is not Status.PLANNED] or told
    if not chosen:
        admit(request, composer, found)
        return composer
    composer.remark(UNDECIDED if request.is_yes_no else "")
    tell(composer, with_telling(of_the_time(request, composer, found, chosen)), LIMIT - 2)
    return composer


def every_failure(request: Request, composer: Composer, found: Found) -> Composer:
    """How often it has failed: each flight of it that did."""
    rings = (FOCUS, KIN, FLEET)
    failures = one_each(point for point in select(found, ("OUTCOME", "LANDED_ON"), (), rings) if is_trouble(point))
    flights = [point for point in failures if point.predicate == "OUTCOME" or point.status is Status.FAILED]
    if not flights:
        admit(request, composer, found)
        return composer
    composer.remark(f"Failures of {request.name} that the graph's stories tell of:")
    tell(composer, flights, LIMIT)
    return composer


def plans(request: Request) -> Composer:
    """What is intended and has not come about yet, of it and of who runs it."""
    everything = [name for name in vocabulary().predicates if name not in ("SAID", "CONSEQUENCE")]
    found = plan.wide(request.inquiry, request.focus, everything)
    composer = request.composer(found)
    ahead = [claim for claim in found.claims if claim.status in (Status.PLANNED, Status.POSSIBLE)]
    over = composer.background.over
    ahead = [
        claim for claim in ahead if claim.subject.id not in over and (not claim.object or claim.object.id not in over)
    ]
    own = [claim for claim in ahead if found.ring(claim) in (FOCUS, KIN)]
    of_body = vocabulary().is_a(request.focus.main.type, "Organization")
    rest = [
        claim for claim in ahead if (of_body or not own) and found.subject_ring(claim) == FLEET and claim not in own
    ]
    order = ("LAUNCH_DATE", "LANDING_DATE", "PURPOSE", "TARGETS", "MILESTONE")
    backward = turned(found, own, tuple(vocabulary().predicates), (FOCUS, KIN))
    chosen = ordered(points(found, own, backward), found, order)
    chosen += ordered(points(found, rest), found, order)
    chosen = still_ahead(without_mere_owners(chosen), found.stories)
    others = request.focus.entities[1:]
    if request.is_yes_no and chosen and (said := says_no_such_plan(request, chosen)):
        composer.remark(said)
        tell(composer, chosen, 1)
        return composer
    if request.is_yes_no and chosen and (periods := periods_of(request)):
        dated = [point for point in chosen if has_date(point)]
        dated = [point for point in dated if any(falls_in(point, one, found.stories) for one in periods)]
        fitting = [point for point in chosen if {one.id for one in others} & set(ends(point))]
        if fitting and all(not has_date(point) for point in fitting):
            composer.remark("The graph holds no claim that says when; what it says:")
            tell(composer, [*fitting[:1], *dated[:1]], 2)
            return composer
        dated = [point for point in dated if point in fitting] if fitting else dated
        if not dated:
            told_of = joined([in_words(one) for one in periods])
            composer.remark(f"The graph holds no claim that says so of {told_of}; what it says:")
            tell(composer, fitting or chosen, 1)
            return composer
        chosen = dated
    if request.is_yes_no and chosen and not others and chosen[0].status is Status.PLANNED:
        composer.add(chosen[0], opening="Yes: ")
        tell(composer, chosen[1:2], 1)
        return composer
    if request.is_yes_no and verdict(composer, others, chosen):
        return composer
    if request.focus.types:
        chosen = [
            point
            for point in chosen
            if any(vocabulary().is_a(point.first[0].type, kind) for kind in request.focus.types)
        ] or chosen
    if not chosen:
        admit(request, composer, found)
        return composer
    periods = periods_of(request)
    dated = [point for point in chosen if any(falls_in(point, period, found.stories) for period in periods)]
    tell(composer, dated or of_the_time(request, composer, found, chosen), LIMIT - 2)
    return composer


def says_no_such_plan(request: Request, chosen: Sequence[Point]) -> str:
    """What goes before a plan that does not speak of what is asked for: "to Mars", "explode"; empty where one does."""
    if request.focus.unknown:
        return "What it does say:"
    asked = {token.text for token in request.question.tokens}
    launches = asked & (LAUNCHING | word_class("launch_words")) or (asked & TAKING and "off" in asked)
    if request.focus.entities[1:] or launches:
        return ""
    unlike = all(asks_more(request, point) for point in chosen)
    return "The graph holds no claim that says so; what it says:" if unlike else ""


def has_date(point: Point) -> bool:
    return bool(point.when) or is_date(point.predicate)


def ends(point: Point) -> list[str]:
    """The ids of what it is about, on either side."""
    return [one.id for one in (*point.first, *point.others)]


def identity(request: Request) -> Composer:
    """Who or what it is: what it belongs to, does and is known for."""
    table = intents()["identity"]
    forward, backward = tuple(table["forward"]), tuple(table["backward"])
    found = plan.simple(request.inquiry, request.intent, request.focus, more=(*forward, *backward))
    composer = request.composer(found)
    if request.is_yes_no and of_kind(request, composer, found):
        return composer
    claims: list[Claim] = sided(found, forward, backward, (FOCUS,))
    back = turned(found, claims, forward, (FOCUS,))
    order = tuple(dict.fromkeys((*table["order"], *forward, *backward)))
    chosen = fuse(ordered(points(found, claims, back), found, order, weigh=lambda point: is_plan(point)))
    if not chosen:
        admit(request, composer, found)
        return composer
    main = request.focus.main
    kind = "" if vocabulary().is_a(main.type, "Person") else with_article(type_noun(main.type))
    spread = spread_out(chosen, int(table["most_of_one"]))
    composer.add(spread[0], first=kind if spread[0].first[0].id == main.id else "")
    for point in spread[1 : LIMIT - 2]:
        composer.add(point)
    return composer


def is_plan(point: Point) -> int:
    return point.status in (Status.DENIED, Status.POSSIBLE, Status.CANCELLED)


def spread_out(chosen: Sequence[Point], most: int) -> list[Point]:
    """Not more than `most` points of one predicate, so that a short answer shows several sides."""
    counts: dict[str, int] = {}
    kept = []
    for point in chosen:
        counts[point.predicate] = counts.get(point.predicate, 0) + 1
        if counts[point.predicate] <= most:
            kept.append(point)
    return kept
