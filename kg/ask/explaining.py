"""Why something failed, was put off or ended: the causes that stories state, or that they state none."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from kg.ask import plan, unclear
from kg.ask.blame import of_cause
from kg.ask.broad import FEW, UNDECIDED, is_trouble, of_the_time, one_each, select
from kg.ask.causes import asks_of_failure, is_mere, is_of_delay, telling
from kg.ask.compose import Composer
from kg.ask.lexicon import intents, word_class
from kg.ask.names import says_any
from kg.ask.occasions import occasion, of_lost_flights, unexplained
from kg.ask.plan import FLEET, FOCUS, KIN, OWNER, Found
from kg.ask.points import Point
from kg.ask.rank import sided
from kg.ask.request import Request, admit, nothing_on, tell
from kg.ask.unclear import content_words
from kg.model import Status

EVENTS = ("CAUSE", "OUTCOME", "LANDED_ON", "MILESTONE", "END_DATE")
DATES = ("LAUNCH_DATE", "LANDING_DATE", "LAUNCHED_ON")


def why(request: Request) -> Composer:
    """The cause where a story states one; else that none is held, and what is known of the failure."""
    found = plan.wide(request.inquiry, request.focus, [*EVENTS, *DATES])
    composer = request.composer(found)
    if request.is_yes_no and of_cause(request, composer, found, sided(found, ("CAUSE", "OUTCOME"), (), (FOCUS, KIN))):
        return composer
    rings = (FOCUS, KIN) if request.focus.main.type not in ("Company", "Agency") else (FOCUS, KIN, FLEET)
    causes = of_the_time(request, composer, found, select(found, ("CAUSE",), (), rings))
    if asks_of_end(request):
        return of_end(request, composer, found, causes)
    causes, speaks = of_matter(request, of_failure(request, of_lost_flights(request, composer, causes)))
    if request.intent.name == "reason" and not speaks and not asks_of_flight(request):
        return unclear.respond(request)
    if causes:
        explained = telling(causes)
        if all(is_mere(point.lead) for point in causes):
            composer.remark("No story that it read states a cause outright.")
        composer.remark(UNDECIDED if request.is_yes_no else "")
        tell(composer, explained, FEW)
        for flight in unexplained(composer, explained, causes):
            composer.remark(f"No story that it read states a cause outright of what went wrong {flight}.")
        outcomes = occasion(request).of(select(found, ("OUTCOME",), (), (FOCUS, KIN)), found)
        tell(composer, ([point for point in outcomes if is_trouble(point)] or outcomes)[:1], 1)
        return composer
    events = select(found, ("OUTCOME", "LANDED_ON", "MILESTONE"), (), (FOCUS, KIN))
    failures = [point for point in events if is_trouble(point)]
    earlier = [
        point for point in select(found, ("OUTCOME", "LANDED_ON", "MILESTONE"), (), (FLEET, OWNER)) if is_trouble(point)
    ]
    if not failures:
        admit(request, composer, found)
        return composer
    composer.remark(
        nothing_on([f"{request.intent.aspect.format(name=request.name)}: no story that it read states a cause"])
    )
    told = tell(composer, failures, FEW - 1)
    tell(composer, one_each(earlier), max(1, FEW - told))
    return composer


def of_failure(request: Request, causes: list[Point]) -> list[Point]:
    """Of a failure without what only put a flight off, or is only expected: "behind schedule due to a sensor"."""
    spoken = set(request.focus.words.split())
    if not asks_of_failure(spoken):
        return causes
    kept = [point for point in causes if not is_of_delay(point)]
    # what a sentence of the loss tells explains it rather than what troubled it before
    whole = spoken & word_class("losses") and not spoken & word_class("lost_parts")
    return sorted(kept, key=lambda point: not speaks_of_end(point)) if whole else kept


def asks_of_end(request: Request) -> bool:
    """ "Why did its mission end?": what troubled it meanwhile is no answer."""
    words = request.focus.words.split()
    # "over" means an end at the end alone ("Why is it over?"), "end" none before "up"
    away = {"over"} if words[-1:] != ["over"] else set()
    away |= {word for word, behind in pairwise(words) if behind == "up"}
    spoken = set(words)
    return bool((spoken - away) & word_class("ending_asked")) and not spoken & word_class("failure_words")


def of_end(request: Request, composer: Composer, found: Found, causes: Sequence[Point]) -> Composer:
    """Causes whose sentences speak of an end; else that none is held, and what is told of the end."""
    ending = [point for point in causes if speaks_of_end(point)]
    if ending:
        tell(composer, telling(ending), FEW)
        return composer
    events = select(found, ("MILESTONE", "END_DATE", "OUTCOME", "LANDED_ON"), (), (FOCUS, KIN))
    told = [point for point in events if speaks_of_end(point) and not is_to_come(point)]
    if not told:
        admit(request, composer, found, f"why {request.name} ended")
        return composer
    composer.remark(nothing_on([f"why {request.name} ended"]))
    composer.remark("What it tells of the end:")
    tell(composer, sorted(told, key=lambda point: not speaks_of_end(point, more=True)), FEW - 1)
    return composer


def speaks_of_end(point: Point, *, more: bool = False) -> bool:
    """Whether what is said, of a cause its sentence too, speaks of an end or of what lets nothing go on.

    Of `more` than that it ended: of a lifespan, of batteries that were depleted.
    """
    of_cause = point.predicate == "CAUSE"
    said = [quote for claim in point.claims for quote in (e.quote for e in claim.evidence)] if of_cause else []
    text = " ".join([point.value or "", *said]).casefold()
    telling_words = word_class("ending") - word_class("ending_asked") if more else word_class("ending")
    return bool(set(re.findall(r"[a-z]+", text)) & telling_words) or "no longer" in text


def is_to_come(point: Point) -> bool:
    return point.status in (Status.PLANNED, Status.POSSIBLE)


def of_matter(request: Request, causes: Sequence[Point]) -> tuple[list[Point], bool]:
    """Causes whose sentences speak of what the question's own words are about before the others; whether any does.

    Of a question that asks for no failure only those.
    """
    stems = {unclear.stem(word) for word in matter(request)}
    names = [name.casefold() for one in request.focus.entities[1:] for name in (one.name, *one.aliases)]
    scores = [(shared(point, stems, names), point) for point in causes]
    most = max((score for score, _ in scores), default=0)
    speaks = most > 0 and 2 * most >= len(stems)
    if not speaks:
        return list(causes), False
    nearest = [point for score, point in scores if score == most]
    rest = [point for score, point in scores if score != most]
    return (nearest if request.intent.name == "reason" else [*nearest, *rest]), True


def asks_of_flight(request: Request) -> bool:
    """Whether it asks but why a flight did not come off: "Why did it not land?"."""
    groups = intents()["groups"]
    known = {word for name in ("launch", "land", "succeed") for phrase in groups[name] for word in phrase.split()}
    return matter(request) <= known | {"reach", "orbit"}


def matter(request: Request) -> set[str]:
    """What the question's own words are about: none by which its kind is known, and no "didn't"."""
    return {word for word in content_words(request) if not request.intent.knows(word) and "'" not in word}


def shared(point: Point, stems: Collection[str], names: Collection[str]) -> int:
    said = " ".join(one.quote for claim in point.claims for one in claim.evidence).casefold()
    words = {unclear.stem(word) for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", said)}
    return len(words & set(stems)) + sum(says_any(said, [name]) for name in names)
