"""Which things of a kind: "Which landers failed?", "List companies", "Which rovers carry instruments?"."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg.ask import plan, rockets, statements, sums
from kg.ask.compose import Composer
from kg.ask.dates import in_words, lies_in
from kg.ask.flight_days import days_of_flight, days_of_news, launch_dates, launches_of
from kg.ask.flights import day_of, flies_apart, is_outcome
from kg.ask.fusing import join_others
from kg.ask.lexicon import nouns, plural, word_class
from kg.ask.names import in_sentence, joined
from kg.ask.periods import asked as asked_dates
from kg.ask.plan import FOCUS, Found
from kg.ask.points import Point, is_date, published
from kg.ask.rank import points, still_ahead
from kg.ask.request import Request, nothing_on
from kg.ask.shapes import quote_of
from kg.ask.statements import PLACES
from kg.model import Claim, Entity, Status, Story
from ontology import vocabulary

LIMIT = 8
FEW = 4
AHEAD = frozenset(("planned", "upcoming", "scheduled", "next", "future"))
LANDING = frozenset(("land", "landed", "landing", "reached", "reach", "touched"))
PLACED = (
    "TARGETS",
    "ORBITS",
    "LAUNCHED_FROM",
    "HEADQUARTERED_IN",
    "LOCATED_IN",
    "NATIONALITY",
    "LANDED_ON",
    "DOCKED_WITH",
)
MOST_LISTED = 24
YEAR = len("2025")
# what dates the flights of a vehicle, and what came of them
FLIGHTS = ("OUTCOME", "LAUNCH_DATE", "LAUNCHED_ON")
YEARS = re.compile(r"\b(?:19|20)\d\d\b")
LAUNCHED = ("LAUNCHED_ON", "LAUNCHED_BY", "LAUNCHED_FROM")
WHAT_MAKES_ONE = (
    "CARRIED_BY",
    "TARGETS",
    "LAUNCH_DATE",
    "OPERATED_BY",
    "BUILT_BY",
    "HEADQUARTERED_IN",
    "WORKS_FOR",
    "LED_BY",
    "PART_OF",
    "LOCATED_IN",
    "OUTCOME",
)

# what is told of things that there are, too
WHAT_SHOWS_ONE = ("MEASURE", "DISTINCTION", "PURPOSE", "LANDED_ON", "LAUNCHED_ON", "ORBITS")


def respond(request: Request) -> Composer:
    """The things of the kind asked for, those that the question's words fit; each with what it is listed for."""
    asked = {token.text for token in request.question.tokens}
    wanted = condition(request, asked)
    launches = bool(periods_of(request)) and "LAUNCH_DATE" in wanted
    more = FLIGHTS if "OUTCOME" in wanted or launches else ()
    claims = request.inquiry.claims(
        statements.OF_TYPE,
        types=subtypes(request.focus.types),
        predicates=sorted({*wanted, *more, *plan.CONTEXT, "LAUNCHED_ON", *(PLACED if request.focus.entities else ())}),
    )
    found = Found(tuple(claims), request.inquiry.stories, {claim.subject.id: FOCUS for claim in claims})
    composer = request.composer(found)
    fitting = [claim for claim in claims if fits(claim, wanted, asked) or (launches and says_flown(claim))]
    chosen = with_places(fitting, claims, request)
    told = sums.listed(request, told_of(request, found, chosen, asked))
    groups = grouped(join_others(told), {point.lead.subject.id for point in flies_apart(told, claims)})
    if not groups and request.intent.name == "visitors":
        ahead = [claim for claim in claims if claim.predicate in wanted and claim.status is Status.PLANNED]
        groups = grouped(join_others(told_of(request, found, with_places(ahead, claims, request), asked)))
        composer.remark("The graph holds none that has; planned:" if groups else "")
    if groups and request.intent.name == "identity":
        return by_name(request, composer, groups)
    if not groups and with_rockets(request, composer, found, asked, told=False):
        return composer
    if not groups:
        periods = [in_words(period) for period in periods_of(request)]
        composer.remark(nothing_on([f"events of {joined(periods)}" if periods else "things of that kind"]))
        return composer
    loose = [group for group in groups if periods_of(request) and has_no_day(group, found)]
    tell(composer, [group for group in groups if group not in loose], counted="many" in asked)
    if loose:
        composer.remark("Stories of that time do not say when:")
        tell(composer, loose, counted=False)
    with_rockets(request, composer, found, asked, told=True)
    return composer


def with_rockets(request: Request, composer: Composer, found: Found, asked: set[str], *, told: bool) -> bool:
    """Add what came of rockets that bears on the question, as such; whether anything was added."""
    flown = rockets.outcomes(request, found, told=told)
    if flown is None:
        return False
    composer.know(flown.claims)
    chosen = [claim for claim in flown.claims if fits(claim, ("OUTCOME",), asked)]
    of_rockets = replace(request, focus=replace(request.focus, types=rockets.TYPES))
    points = told_of(of_rockets, flown, chosen, asked)
    composer.remark(rockets.preface(request, told=told) if points else "")
    points = [one for point in points for one in by_flight(point)]
    launches = {one.lead.subject.id: launches_of(flown.claims, one.lead.subject.id) for one in points}
    points.sort(key=lambda point: day_of(point.lead, launches[point.lead.subject.id], flown.stories), reverse=True)
    added = [composer.add(point) for point in points[:FEW]]
    if len(points) > FEW:
        composer.remark(f"{len(points) - FEW} more statements of flights of rockets are in the graph.")
    return any(added)


def told_of(request: Request, found: Found, chosen: Sequence[Claim], asked: set[str]) -> list[Point]:
    """What the claims say of the things asked for, of the time asked for: named things first, the newest first."""
    back = [claim.id for claim in chosen if is_agent(request, claim)]
    chosen = [claim for claim in chosen if claim.id in back or is_kind(claim.subject, request.focus.types)]
    periods = periods_of(request)
    flights = launch_dates(found.claims, (Status.ACTUAL, Status.PLANNED))
    told = points(found, chosen, back)
    if periods:
        told = [
            point
            for whole in told
            for point in by_flight(whole)
            if any(falls_in(point, period, found.stories, flights, found.claims) for period in periods)
        ]
    if asked & AHEAD:
        told = still_ahead(told, found.stories)

    def order(point: Point) -> tuple[bool, bool, tuple[int, ...], str]:
        newest_first = tuple(-ord(mark) for mark in published(point, found.stories))
        undated = bool(periods) and not point.when and not is_date(point.predicate)
        undated = has_no_day(point, found) if periods and is_outcome(point.lead) else undated
        return point.first[0].described, undated, newest_first, point.lead.id

    return sorted(with_second_kind(request, told), key=order)


def says_flown(claim: Claim) -> bool:
    """Whether it tells what came of a rocket's flight, and so that there was one."""
    return is_outcome(claim) and is_kind(claim.subject, ("LaunchVehicle",))


def by_flight(point: Point) -> list[Point]:
    """How a vehicle came out, by each claim alone: the next may be of another flight."""
    return [replace(point, claims=(claim,), when=claim.when) for claim in point.claims if is_outcome(claim)] or [point]


def has_no_day(point: Point, found: Found) -> bool:
    """Whether it is of a vehicle's flight that nothing dates but the story's own day."""
    return is_outcome(point.lead) and not days_of_flight(point.claims, found.claims, found.stories)


def tell(composer: Composer, groups: Sequence[Point], *, counted: bool, whole: bool = True) -> None:
    """The first of them in a sentence each, the rest by name; `whole`: none was left out for their number."""
    if counted:
        things = {one.id for point in groups for one in point.first if not one.described}
        composer.remark(f"The graph holds {'' if whole else 'at least '}{len(things)} of them by name.")
    for point in groups[:LIMIT]:
        composer.add(point)
    if len(groups) > LIMIT:
        shown = {one.id for point in groups[:LIMIT] for one in point.first}
        left = [one for point in groups[LIMIT:] for one in point.first if one.id not in shown]
        rest = joined(sorted({in_sentence(one) for one in left})[:30])
        composer.remark(f"Others that the graph holds: {rest}." if left else "")


def by_name(request: Request, composer: Composer, groups: Sequence[Point]) -> Composer:
    """All things of a kind that the graph names, with a citation for each that is written out."""
    claims = {one.id: point.lead for point in groups for one in point.first if not one.described}
    things = {one.id: one for point in groups for one in point.first if not one.described}
    order = sorted(things, key=lambda identity: (things[identity].name.casefold(), identity))
    shown = order[:MOST_LISTED]
    more = [f"{len(order) - len(shown)} more"] if len(order) > len(shown) else []
    *first, last = [*(in_sentence(things[identity]) for identity in shown), *more]
    names = f"{', '.join(first)} and {last}" if first else last
    noun = request.focus.noun
    if len(order) == 1:
        noun = next((one for one in nouns() if plural(one) == noun), noun)
    text = f"The graph holds {len(order)} {noun} by name: {names}"
    composer.say(text, [claims[identity] for identity in shown])
    return composer


def is_agent(request: Request, claim: Claim) -> bool:
    """Whether the things asked for do what the claim says ("Which landers carry …") and so stand as its object."""
    types = request.focus.types
    if claim.object is None or not is_kind(claim.object, types):
        return False
    if not is_kind(claim.subject, types) or sums.gets(request, claim):
        return True
    tokens = [token.text for token in request.question.tokens]
    return claim.predicate.endswith("_BY") and "by" not in tokens


def is_kind(entity: Entity, types: Sequence[str]) -> bool:
    return any(vocabulary().is_a(entity.type, kind) for kind in types)


def with_second_kind(request: Request, told: Sequence[Point]) -> list[Point]:
    """ "Which companies build landers?": only points whose other end is of the second kind that is named."""
    words = [token.text for token in request.question.tokens]
    noun = request.focus.noun.split()[-1:]
    after = words[words.index(noun[0]) + 1 :] if noun and noun[0] in words else []
    after = after[2:] if after[1:2] == ["place"] else after  # "which launches took place"
    kinds = [nouns()[word] for word in after if word in nouns() and word not in word_class("events")]
    for types in kinds:
        fitting = [point for point in told if any(is_kind(other, types) for other in point.others)]
        told = fitting or list(told)
    return list(told)


def periods_of(request: Request) -> list[str]:
    """Years, months and days that the question names."""
    return asked_dates([token.text for token in request.question.tokens])


def subtypes(types: Sequence[str]) -> list[str]:
    known = vocabulary().types
    return sorted(name for name, one in known.items() if set(one.line) & set(types))


def condition(request: Request, asked: set[str]) -> tuple[str, ...]:
    """Predicates that the question's verb stands for; without one, what shows that there is such a thing."""
    if asked & (word_class("failure_words") | word_class("success_words")):
        return ("OUTCOME", "LANDED_ON")
    if request.intent.name == "visitors" and request.focus.entities and not asked & LANDING:
        return request.intent.backward  # "Which probes flew by Venus?" asks for no launch
    if asked & LANDING:
        return ("LANDED_ON",)
    if asked & word_class("launch_words"):
        return ("LAUNCHED_ON", "LAUNCH_DATE", "LAUNCHED_BY", "LAUNCHED_FROM")
    if request.focus.noun == "events":
        return plan.EVENTS
    if request.intent.name == "identity":
        return (*WHAT_MAKES_ONE, *WHAT_SHOWS_ONE)
    if request.intent.style == "plans":
        return ("LAUNCH_DATE", "OPERATED_BY", "TARGETS", "PART_OF")
    predicates = {name.rstrip("~$") for name in (*request.intent.forward, *request.intent.backward)}
    return tuple(sorted(predicates)) or WHAT_MAKES_ONE


def fits(claim: Claim, wanted: Sequence[str], asked: set[str]) -> bool:
    if claim.predicate not in wanted or claim.status is Status.DENIED:
        return False
    if asked & word_class("failure_words"):
        return (
            claim.predicate == "OUTCOME" and claim.value in ("failed", "partial") and claim.status is Status.ACTUAL
        ) or (claim.predicate == "LANDED_ON" and claim.status is Status.FAILED)
    if asked & word_class("success_words"):
        return claim.status is Status.ACTUAL and (claim.value == "succeeded" or claim.predicate == "LANDED_ON")
    if asked & AHEAD:
        return claim.status is Status.PLANNED
    if asked & {"landed", "reached", "launched", "flew", "flown", "took", "happened", "occurred"}:
        return claim.status is Status.ACTUAL
    return True


def with_places(chosen: Sequence[Claim], claims: Sequence[Claim], request: Request) -> list[Claim]:
    """Only of what has to do with everything that the question names, or with what lies there."""
    kept = list(chosen)
    for entity in request.focus.entities:
        there = {row["id"] for row in request.inquiry.rows(PLACES, focus=[entity.id])} | {entity.id}
        related = {claim.subject.id for claim in claims if claim.object and claim.object.id in there}
        related = set() if request.intent.name == "visitors" else related  # what it has to do with other places
        kept = [claim for claim in kept if is_at(claim, related, there)]
    return kept


def is_at(claim: Claim, related: Collection[str], there: Collection[str]) -> bool:
    """Whether a claim is of something that is related to a place, or names the place itself."""
    ends = {claim.subject.id, *([claim.object.id] if claim.object else [])}
    return bool(ends & {*related, *there})


def falls_in(
    point: Point,
    period: str,
    stories: Mapping[str, Story],
    flights: Mapping[str, Sequence[str]] | None = None,
    claims: Sequence[Claim] = (),
) -> bool:
    """Whether it is dated so; of a year also what has no date but whose sentence, else whose story, is of that year.

    A launch whose claim has no date has that of its flight, if `flights` holds one (`launch_dates`). What came of a
    vehicle's flight is of the flight's day, as far as `claims` tell it.
    """
    if is_outcome(point.lead):
        days = days_of_flight(point.claims, claims, stories) or days_of_news(point.claims, claims, stories)
        return any(lies_in(day, period) for day in days)
    own = [point.when, *(claim.when for claim in point.claims), point.value if is_date(point.predicate) else None]
    dates = [date for date in own if date]
    if not dates and flights and point.predicate in LAUNCHED:
        dates = list(flights.get(point.lead.subject.id, ()))
    if len(period) == YEAR:
        told = dates or YEARS.findall(quote_of(point.lead)) or [published(point, stories)]
        return any(period in date for date in told)
    return any(lies_in(date, period) for date in dates)


def grouped(told: Sequence[Point], apart: Collection[str] = ()) -> list[Point]:
    """Things of which the same is said, in one sentence: "Resilience and Athena failed"; each thing once.

    `apart` are vehicles whose flights came out in several ways: of each its own sentence.
    """
    seen: set[str] = set()
    merged: dict[tuple[object, ...], Point] = {}
    for point in told:
        identity = point.first[0].id
        # a day's launch and what came of it are two things to tell
        sort = f"{identity} {is_outcome(point.lead)}"
        if sort in seen:
            continue
        seen.add(sort)
        others = tuple(one.id for one in point.others)
        alone = identity in apart or point.attribution or point.lead.qualifiers.get("role")
        key = (
            point.predicate,
            point.value,
            point.status,
            others,
            point.when,
            point.backward,
            identity if alone else "",
        )
        known = merged.get(key)
        if known is None:
            merged[key] = point
        else:
            merged[key] = replace(known, first=(*known.first, *point.first), claims=(*known.claims, *point.claims))
    return list(merged.values())
