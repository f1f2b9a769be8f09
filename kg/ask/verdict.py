"""Yes, no, or what lies between: the status of the claim that decides a yes-no question."""

import re
from collections import Counter
from collections.abc import Sequence

from kg.ask.bodies import calls
from kg.ask.compose import Composer
from kg.ask.dates import in_words, lies_in
from kg.ask.flight_days import launches_of
from kg.ask.flights import day_of, flies_again, flies_apart, flights, is_outcome
from kg.ask.lexicon import intents, nouns, word_class
from kg.ask.linking import is_place
from kg.ask.listing import falls_in, periods_of
from kg.ask.names import in_sentence, joined, type_noun, with_article
from kg.ask.occasions import occasion, told_of
from kg.ask.overtaken import came_about
from kg.ask.plan import FOCUS, Found
from kg.ask.points import Point, is_date
from kg.ask.quantities import figures
from kg.ask.question import Question
from kg.ask.rank import ordered, points
from kg.ask.request import Request
from kg.ask.shapes import quote_of
from kg.ask.statements import PLACES
from kg.ask.unclear import content_words, stem
from kg.model import Claim, Entity, Status
from ontology import vocabulary
from ontology.gazetteer import gazetteer

DROPPED = (Status.CANCELLED, Status.DENIED)
FACTS = (Status.ACTUAL, Status.FAILED, Status.ATTEMPTED)
LANDING = frozenset(("land", "landed", "landing", "touch", "touchdown", "crash", "crashed"))
LAUNCHING = frozenset(
    ("launch", "launched", "launches", "lift", "lifted", "liftoff", "lift-off", "fly", "flown", "flew")
)
TAKING = frozenset(("take", "took", "taken", "blast", "blasted"))  # off
ORIGIN = re.compile(
    r" (?:is|was|are|were) @ (?:an? )?(?P<demonym>[\w-]+)(?: (?:citizen|national|person|company|firm|body))? "
)
LAUNCHED = ("LAUNCH_DATE", "LAUNCHED_ON", "LAUNCHED_FROM")
NESTED = 3  # a city in a region in a country
DIGIT = re.compile(r"\d")
PUNCTUATION = "“”\"'.,;:()"
OPENINGS = {
    Status.ACTUAL: "Yes: ",
    Status.PLANNED: "It is planned: ",
    Status.ATTEMPTED: "It was attempted: ",
    Status.FAILED: "No: ",
    Status.CANCELLED: "No: ",
    Status.POSSIBLE: "Perhaps: ",
    Status.DENIED: "No: ",
    Status.ENDED: "Not any more: ",
}
MOST_FLIGHTS = 12  # statements that one answer gives of the flights of a vehicle
FEWEST = 2  # of them of what most flights came to
EVER = frozenset(("ever", "never"))


def verdict(composer: Composer, others: Sequence[Entity], chosen: Sequence[Point]) -> bool:
    """Answer a yes-no question from the point that decides it; False where nothing does."""
    if others:
        if settled(composer, others, chosen):
            return True
        if chosen and not chosen[0].backward:
            names = " or ".join(in_sentence(entity) for entity in others)
            composer.remark(f"The graph holds no claim that says so of {names}; what it says:")
            return composer.add(chosen[0])
        return False
    return bool(chosen) and composer.add(chosen[0], opening=plain_opening(composer, chosen[0]))


def settled(composer: Composer, others: Sequence[Entity], chosen: Sequence[Point]) -> bool:
    """Answer from the first point that speaks of one of the others; False where none does."""
    ids = {entity.id for entity in others}
    deciding = [point for point in chosen if any(one.id in ids for one in (*point.first, *point.others))]
    return bool(deciding) and composer.add(deciding[0], opening=plain_opening(composer, deciding[0]))


def plain_opening(composer: Composer, point: Point) -> str:
    """Of a flight that is over, what was planned was planned."""
    over = any(entity.id in composer.background.over for entity in (*point.first, *point.others))
    over = over or bool(came_about(point, composer.known, composer.inquiry.stories))
    return "It was planned: " if over and point.status is Status.PLANNED else OPENINGS[point.status]


def of_outcome(request: Request, composer: Composer, found: Found, claims: Sequence[Claim]) -> bool:
    """ "Was it successful?", "Did it land?", "Did it fail?"."""
    asked = {token.text for token in request.question.tokens}
    about_failure = bool(asked & word_class("failure_words"))
    came_down = (Status.ACTUAL, Status.FAILED) if not asked & LANDING else tuple(Status)
    telling = [
        claim
        for claim in claims
        if claim.predicate == "OUTCOME" or (claim.predicate == "LANDED_ON" and claim.status in came_down)
    ]
    if asks_number(request.question):
        return of_number(composer, ordered(points(found, telling), found, order(asked)))
    if asked & TAKING and "off" in asked:
        asked = asked | {"launch"}
    if asked & LAUNCHING and asks_success(request.question):
        return of_launch(request, composer, found, claims)
    if asked & LAUNCHING and not about_failure:
        telling = [claim for claim in claims if claim.predicate in LAUNCHED]
    decided = ordered(points(found, telling), found, order(asked))
    others = {entity.id for entity in request.focus.entities[1:]}
    named = [point for point in decided if others & {one.id for one in (*point.first, *point.others)}]
    if any(not is_place(entity) for entity in request.focus.entities[1:]) and not named:
        composer.remark("The graph holds no claim that says so.")
        return True
    chosen = named or decided
    if not chosen or asks_more(request, chosen[0]):
        return False
    if not named and of_flights(request, composer, found, decided, about_failure):
        return True
    if not named and (places := elsewhere(request, asked, chosen[0])):
        composer.remark(f"The graph holds no claim that says so of {joined(places, 'or')}; what it says:")
        return composer.add(chosen[0])
    failed = [point for point in decided if point.predicate == "OUTCOME" and point.value == "failed"]
    if other := other_times(request, found, chosen, claims):
        composer.remark(
            f"The graph holds no claim that says so of {joined([in_words(one) for one in other])}; what it says:"
        )
        # that it was tried is less than how it came out
        known = failed[0] if chosen[0].status in (Status.ATTEMPTED, Status.PLANNED) and failed else chosen[0]
        hoped = [point for point in of_times(request, found, decided) if point.status not in (*FACTS, *DROPPED)]
        return composer.add(known) and all(composer.add(point) for point in hoped[:1] if point != known)
    chosen = of_times(request, found, chosen) or chosen
    if request.focus.unknown:
        composer.remark("What it does say:")
        return composer.add(chosen[0])
    if chosen[0].status in (Status.ATTEMPTED, Status.PLANNED) and failed:
        composer.add(failed[0], opening=opening(failed[0], about_failure != ("never" in asked)))
        return composer.add(chosen[0])
    planned = chosen[0].status is Status.PLANNED
    wanted = about_failure != ("never" in asked)
    yes_or_no = plain_opening(composer, chosen[0]) if planned else opening(chosen[0], wanted)
    return composer.add(chosen[0], opening=yes_or_no)


def asks_number(question: Question) -> bool:
    """ "Did it fail more than once?", "Has it failed three times?"."""
    spoken = {token.text for token in question.tokens}
    return bool(spoken & word_class("how_often")) or any(one.behind[:5] == "times" for one in figures(question.text))


def of_number(composer: Composer, told: Sequence[Point]) -> bool:
    """ "Did it fail more than once?": no claim counts that, whatever stories tell of."""
    if not told:
        return False
    composer.remark("The graph holds no claim that says so; what it says:")
    added = [composer.add(point) for point in told[:FEWEST]]
    return any(added)


def asks_success(question: Question) -> bool:
    """ "Did the launch go well?", "Was the launch a success?"."""
    spoken = f" {' '.join(token.text for token in question.tokens)} "
    return any(f" {words} " in spoken for words in intents()["groups"]["succeed"])


def of_launch(request: Request, composer: Composer, found: Found, claims: Sequence[Claim]) -> bool:
    """How a launch went: by what became of the rocket; of what flies on one, a loss need not be that of the launch."""
    outcomes = ordered(points(found, [one for one in claims if one.predicate == "OUTCOME"]), found, ("OUTCOME",))
    launched = ordered(points(found, [one for one in claims if one.predicate in LAUNCHED]), found, LAUNCHED)
    told = occasion(request).of(outcomes, found)
    if not told and of_flights(request, composer, found, outcomes, False):
        return True
    if not told:
        if not launched:
            return False
        composer.remark(f"The graph holds nothing on how the launch of {request.name} went; what it holds:")
        return composer.add(launched[0])
    if of_flights(request, composer, found, outcomes, False):
        return True
    lost = told[0].value not in ("succeeded", "scrubbed") and told[0].status is Status.ACTUAL
    if lost and not flies_again(told[0].lead) and launched:
        composer.remark("The graph does not tell how the launch alone went; what it holds:")
        return composer.add(launched[0]) and composer.add(told[0])
    return composer.add(told[0], opening=opening(told[0], False))


def of_flights(
    request: Request, composer: Composer, found: Found, decided: Sequence[Point], about_failure: bool
) -> bool:
    """Of a vehicle whose flights came out in several ways, yes or no of the flight asked for; else flight by flight."""
    apart = flies_apart(decided, found.claims)
    told = told_of(request, composer, apart, found)
    if not told:
        return False
    places = [in_sentence(entity) for entity in request.focus.entities if is_place(entity)]
    if places or request.focus.unknown:
        of_those = f"The graph holds no claim that says so of {joined(places, 'or')}; what it says:"
        composer.remark(of_those if places else "What it does say:")
        return composer.add(told[0])
    tokens = {token.text for token in request.question.tokens}
    if tokens & EVER and (once := [point for point in told if is_bad(point) == about_failure]):
        once = newest(once, found)
        in_part = all(point.value == "partial" for point in once)
        yes_or_no = "In part: " if in_part else "No: " if "never" in tokens else "Yes: "
        told_once = [composer.add(point, opening=yes_or_no if point is once[0] else "") for point in once]
        return any(told_once)
    if not occasion(request).is_told(apart, found):
        added = [composer.add(point) for point in told[:MOST_FLIGHTS]]
        return any(added)
    whole = len(told)
    told = newest(told, found)
    several = [flight for point in told for flight in flights(point, found.claims, found.stories)]
    ways = {value for flight in several for value in flight.outcomes}
    if len(ways) == 1:
        return composer.add(told[0], opening=opening(told[0], about_failure != ("never" in tokens)))
    many = len({flight.words for flight in several}) > 1
    composer.remark("That depends on the flight." if many else "Stories say both.")
    added = [composer.add(point) for point in told]
    if whole > len(told):
        composer.remark(f"{whole - len(told)} more statements of its flights are in the graph.")
    return any(added)


def newest(told: Sequence[Point], found: Found) -> list[Point]:
    """As many as one answer gives, the newest first; of what most flights came to not so many that the rest is lost."""
    counts = Counter(point.value for point in told)
    launches = {name: launches_of(found.claims, name) for name in {point.lead.subject.id for point in told}}
    by_day = sorted(
        told, key=lambda point: day_of(point.lead, launches[point.lead.subject.id], found.stories), reverse=True
    )
    usual = counts.most_common(1)[0][0]
    rare = [point for point in by_day if point.value != usual][: MOST_FLIGHTS - FEWEST]
    kept = [point for point in by_day if point.value == usual][: MOST_FLIGHTS - len(rare)]
    return [point for point in by_day if point in rare or point in kept]


def is_bad(point: Point) -> bool:
    return point.value in ("failed", "partial", "scrubbed")


def elsewhere(request: Request, asked: set[str], point: Point) -> list[str]:
    """The places that a question about a landing or a launch names, if the point tells of none of them."""
    places = [entity for entity in request.focus.entities if is_place(entity)]
    if not places or not asked & (LANDING | LAUNCHING) or point.value == "failed":
        return []
    within = {row["id"] for row in request.inquiry.rows(PLACES, focus=[one.id for one in places])}
    there = any(one.id in within or one in places for one in point.others)
    return [] if there else [in_sentence(one) for one in places]


def asks_more(request: Request, point: Point) -> bool:
    """Whether a yes-no question turns on words that neither its own kind of question nor what was found knows.

    "Was it a hardware failure?" is not answered by a failure, "Did it carry astronauts?" not by an instrument.
    """
    words = [word for word in content_words(request) if word not in word_class("manner") and not DIGIT.search(word)]
    bodies = word_class("bodies")  # a comet is no asteroid, though both are bodies
    more = [word for word in words if word in bodies or not request.intent.knows(word)]
    if not more:
        return False
    ends = [*point.first, *point.others]
    kinds = {kind for entity in ends for kind in vocabulary().types[entity.type].line}
    names = {stem(word) for entity in ends for name in (entity.name, *entity.aliases) for word in name.split()}
    quotes = [quote_of(claim) for claim in point.claims]
    spoken = {stem(word.strip(PUNCTUATION)) for quote in quotes for word in quote.split()}
    said = names if point.others and not point.value else names | spoken
    # of a sort of people or bodies the sentence itself must speak
    if any(
        stem(word) not in spoken for word in more if gazetteer().demonym(word.title()) or word in word_class("sorts")
    ):
        return True
    of_kind = any(kinds & set(nouns().get(word, ())) for word in words if word not in bodies)
    called = any(calls(claim, one, word) for claim in point.claims for one in ends for word in bodies & set(more))
    return not of_kind and not called and not any(stem(word) in said for word in more)


def other_times(request: Request, found: Found, chosen: Sequence[Point], claims: Sequence[Claim]) -> list[str]:
    """The times that the question names, if what was found is of none of them: neither itself nor its flight."""
    periods = periods_of(request)
    chosen = [point for point in chosen if point.status not in DROPPED]
    # a plan for the day does not make it the day of what has come about
    fact = any(point.status in FACTS for point in chosen)
    chosen = [point for point in chosen if not fact or point.status in FACTS]
    # of what flies again and again another launch than that one may be dated
    flights = {entity.id for point in chosen for entity in point.first if not is_outcome(point.lead)}
    held = [one for one in claims if one.status not in DROPPED and (not fact or one.status in FACTS)]
    dates = [claim.value or "" for claim in held if is_date(claim.predicate) and claim.subject.id in flights]
    if any(point.predicate == "OUTCOME" for point in chosen):  # what came of a flight came of its landing
        landings = [claim for claim in held if claim.predicate == "LANDED_ON" and claim.subject.id in flights]
        dates += [claim.when for claim in landings if claim.when]
    fits = any(
        any(falls_in(point, period, found.stories, claims=found.claims) for point in chosen)
        or any(lies_in(one, period) for one in dates)
        for period in periods
    )
    return [] if fits else periods


def of_times(request: Request, found: Found, chosen: Sequence[Point]) -> list[Point]:
    """Those dated as the question has it, facts before plans."""
    periods = periods_of(request)
    dated = [
        point
        for point in chosen
        if any(falls_in(point, period, found.stories, claims=found.claims) for period in periods)
    ]
    return sorted(dated, key=lambda point: point.status not in FACTS)


def outcomes_asked(asked: set[str]) -> tuple[str, ...]:
    """The values of OUTCOME, and statuses of a landing, that the words of a question turn on."""
    if asked & word_class("failure_words"):
        return "failed", "partial"
    return ("succeeded", "actual") if asked & word_class("success_words") else ()


def order(asked: set[str]) -> tuple[str, ...]:
    return ("LANDED_ON", "OUTCOME") if asked & LANDING else ("OUTCOME", "LANDED_ON")


def opening(point: Point, about_failure: bool) -> str:
    failed = point.status is Status.FAILED or (point.predicate == "OUTCOME" and point.value in ("failed", "scrubbed"))
    if point.status is Status.DENIED:
        failed = not failed if point.predicate == "OUTCOME" else True
    elif point.status not in (Status.ACTUAL, Status.FAILED):
        return OPENINGS[point.status]
    if point.value in ("partial", "ongoing"):
        return "In part: " if point.value == "partial" else "It is not over: "
    return "Yes: " if failed == about_failure else "No: "


def of_origin(request: Request) -> Composer | None:
    """ "Is Walter Villadei Italian?": by where a person comes from, or a body is based; None of another question."""
    asked = ORIGIN.fullmatch(request.focus.words)
    country = gazetteer().demonym(asked["demonym"].title()) if asked and request.focus.entities else None
    if country is None:
        return None
    predicates = ("NATIONALITY", "HEADQUARTERED_IN")
    main = request.focus.main.id
    claims = [claim for claim in request.inquiry.about([main], [], predicates) if claim.subject.id == main]
    found = Found(tuple(claims), request.inquiry.stories, {main: FOCUS})
    composer = request.composer(found)
    told = ordered(points(found, claims), found, predicates)
    if not told:
        return None
    fitting = [point for point in told if lies_within(request, point, country)]
    if fitting:
        composer.add(fitting[0], opening=plain_opening(composer, fitting[0]))
    else:
        composer.remark("The graph holds no claim that says so; what it says:")
        composer.add(told[0])
    return composer


def lies_within(request: Request, point: Point, country: str) -> bool:
    """Whether an object is the country, or a place in a place of it."""
    ends = {one.id: one for one in point.others}
    for _ in range(NESTED):
        if any(country in (one.name, *one.aliases) for one in ends.values()):
            return True
        claims = request.inquiry.about(sorted(ends), [], ["LOCATED_IN"]) if ends else []
        ends = {claim.object.id: claim.object for claim in claims if claim.object and claim.subject.id in ends}
    return False


def of_kind(request: Request, composer: Composer, found: Found) -> bool:
    """ "Is Tenacious a rover?": the entity's own type decides."""
    main = request.focus.main
    tokens = [token.text for token in request.question.tokens]
    kinds = nouns().get(tokens[-1], ()) or nouns().get(" ".join(tokens[-2:]), ())
    if not kinds or (tokens[-2:-1] and tokens[-2] not in ("a", "an")):
        return False
    claims = [claim for claim in found.claims if main.id in (claim.subject.id, claim.object.id if claim.object else "")]
    if not claims:
        return False
    is_one = any(vocabulary().is_a(main.type, kind) for kind in kinds)
    if is_one and tokens[-1] in word_class("bodies"):
        calling = [claim for claim in claims if calls(claim, main, tokens[-1])]
        if not calling:
            composer.remark("The graph holds no claim that says so.")
            return True
        return composer.say(f"Yes: {in_sentence(main)} is {with_article(tokens[-1])}", calling[:1])
    told = f"{in_sentence(main)} is {with_article(type_noun(main.type))}"
    return composer.say(f"{'Yes' if is_one else 'No'}: {told}", claims[:1])
