"""Which of two: "Which is heavier, Heron or Lapwing?", "Which came first?"; the same of each, nothing else."""

from collections.abc import Sequence

from kg.ask.compose import Composer
from kg.ask.lexicon import words
from kg.ask.names import in_sentence, joined
from kg.ask.numbers import described
from kg.ask.plan import FOCUS, Found
from kg.ask.points import Point
from kg.ask.rank import ordered, points
from kg.ask.request import Request, nothing_on
from kg.model import Status

SOONER = frozenset(("first", "earlier", "later", "last", "older", "newer", "younger", "sooner", "oldest", "newest"))
LANDING = frozenset(("land", "landed", "lands", "landing", "down"))
DATES = ("LAUNCH_DATE", "FOUNDED_DATE", "LANDING_DATE")
BASES = {
    "heavier": "heavy",
    "lighter": "heavy",
    "taller": "tall",
    "higher": "high",
    "bigger": "big",
    "larger": "large",
    "smaller": "big",
    "wider": "wide",
    "longer": "long",
    "faster": "fast",
    "farther": "far",
    "further": "far",
}
DROPPED = (Status.CANCELLED, Status.DENIED)


def respond(request: Request) -> Composer | None:
    """What is held of each on the one matter; None where the question compares no size and no dates."""
    asked = {token.text for token in request.question.tokens}
    sizes = sorted(BASES[word] for word in asked & set(BASES))
    if len(request.focus.entities) != 2 or not (sizes or asked & SOONER) or "or" not in asked:
        return None
    predicates = ("MEASURE",) if sizes else ("LANDING_DATE",) if asked & LANDING else DATES
    both = request.focus.entities
    claims = [one for one in request.inquiry.about([each.id for each in both], [], predicates) if one.subject in both]
    found = Found(tuple(claims), request.inquiry.stories, {each.id: FOCUS for each in both})
    composer = request.composer(found)
    told = [point for point in ordered(points(found, claims), found, predicates) if point.status not in DROPPED]
    signs = [sign for size in sizes for sign in words()["dimensions"][size]]
    # "21 grams of dust" is how much it holds, not what it weighs
    fitting = [one for one in told if not signs or (" of " not in (one.value or "") and measures(one, signs))]
    shared = [one for one in predicates if len({point.first[0].id for point in fitting if point.predicate == one}) > 1]
    fitting = [point for point in fitting if point.predicate in shared[:1]] or fitting
    best = [first_of(fitting, each.id) for each in both]
    if lacking := [in_sentence(each) for each, point in zip(both, best, strict=True) if point is None]:
        matter = "a figure of that kind" if sizes else "a date of that kind"
        composer.remark(nothing_on([f"{matter} of {joined(lacking, 'or')}"]))
    for point in best:
        if point is not None:
            composer.add(point)
    return composer


def measures(point: Point, signs: Sequence[str]) -> bool:
    return any(sign in described(point) for sign in signs)


def first_of(chosen: list[Point], identity: str) -> Point | None:
    return next((point for point in chosen if point.first[0].id == identity), None)
