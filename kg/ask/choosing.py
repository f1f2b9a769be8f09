"""Which of two: "Which is heavier, Heron or Lapwing?", "Which came first?"; the same of each, nothing else."""

from collections.abc import Sequence

from kg.ask.comparing import Comparison, bears_on, is_hedged, of_size, size_of
from kg.ask.compose import Composer
from kg.ask.dimensions import holds, is_load
from kg.ask.figures import is_lifted
from kg.ask.lexicon import word_class, words
from kg.ask.linking import function_words
from kg.ask.names import in_sentence, joined
from kg.ask.numbers import alike, described, way_of
from kg.ask.plan import FOCUS, Found
from kg.ask.points import Point
from kg.ask.question import ENTITY
from kg.ask.rank import ordered, points
from kg.ask.request import Request, nothing_on
from kg.ask.superlative import held
from kg.model import Status

SOONER = frozenset(("first", "earlier", "later", "last", "older", "newer", "younger", "sooner", "oldest", "newest"))
LANDING = frozenset(("land", "landed", "lands", "landing", "down"))
GREATER = frozenset(
    ("heavier", "taller", "higher", "bigger", "larger", "wider", "longer", "faster", "farther", "further")
)
MORE = frozenset(("more", "most", "less", "least"))
JOINERS = frozenset(("or", "than"))
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
    lifting = any(word in word_class("capacity_words") for one in asked for word in (one, one.removesuffix("s")))
    lifts = lifting and bool(asked & MORE) and not request.is_yes_no
    if len(request.focus.entities) != 2 or not (sizes or lifts or asked & SOONER) or not asked & JOINERS:
        return None
    if not (sizes or lifts) and asks_distinction(request):
        return None if request.is_yes_no else holder(request)
    predicates = ("MEASURE",) if sizes or lifts else ("LANDING_DATE",) if asked & LANDING else DATES
    both = request.focus.entities
    claims = [one for one in request.inquiry.about([each.id for each in both], [], predicates) if one.subject in both]
    found = Found(tuple(claims), request.inquiry.stories, {each.id: FOCUS for each in both})
    composer = request.composer(found)
    told = [point for point in ordered(points(found, claims), found, predicates) if point.status not in DROPPED]
    signs = [sign for size in sizes for sign in words()["dimensions"][size]]
    # "21 grams of dust" is how much it holds, not what it weighs
    size = of_size(" ".join(sorted(asked))) if sizes else None
    ways = {way for one in sizes for way in words()["ways_asked"].get(one, ())}
    fitting = [one for one in told if not signs or (" of " not in (one.value or "") and measures(one, signs))]
    fitting = [one for one in fitting if not ways or way_of(one) in (*ways, "")]
    fitting = [one for one in fitting if (is_lifted(one) if lifts else not sizes or not is_load(one))]
    fitting = [one for one in fitting if size is None or may_be_of(size, one)]
    shared = [one for one in predicates if len({point.first[0].id for point in fitting if point.predicate == one}) > 1]
    fitting = [point for point in fitting if point.predicate in shared[:1]] or fitting
    best = [first_of(fitting, each.id) for each in both]
    if lacking := [in_sentence(each) for each, point in zip(both, best, strict=True) if point is None]:
        matter = "a figure of that kind" if sizes or lifts else "a date of that kind"
        composer.remark(nothing_on([f"{matter} of {joined(lacking, 'or')}"]))
    opening = ""
    if size and not lacking and request.is_yes_no and "than" in asked and asked & GREATER:
        opening = yes_or_no(size, fitting, best)
        composer.remark("" if opening else "The graph holds no outright yes or no to that; what it holds:")
    for point in best:
        if point is not None:
            composer.add(point, opening=opening if point is best[0] else "")
    return composer


def may_be_of(size: Comparison, point: Point) -> bool:
    return any(bears_on(size, claim, True) is not False for claim in point.claims)


def yes_or_no(size: Comparison, told: Sequence[Point], best: Sequence[Point | None]) -> str:
    """ "Is it heavier than the other?", where each has one figure, as a fact, and the two are not alike."""
    numbers = []
    for point in best:
        its_own = [one for one in told if point is not None and one.first[0].id == point.first[0].id]
        given = {size_of(size, one) for one in its_own}
        sure = all(one.status is Status.ACTUAL and not is_hedged(one) for one in its_own)
        of_it = all(bears_on(size, claim, True) for one in its_own for claim in one.claims)
        numbers += [number for number in given if number is not None and sure and of_it and len(given) == 1]
    if len(numbers) < len(best) or alike(numbers[0], numbers[1]):
        return ""
    return "Yes: " if numbers[0] > numbers[1] else "No: "


def holder(request: Request) -> Composer | None:
    """Which of two holds the distinction that the question names."""
    asked = request.focus.words.split()
    word = next(one for one in asked if one in SOONER)
    found, best = held(request, word, [one for one in asked if one != ENTITY])
    composer = request.composer(found)
    told = [point for point in best if set(point.first) & set(request.focus.entities)]
    if not told:
        composer.remark("The graph holds no claim that says so of either.")
    for point in told[:1]:
        composer.add(point)
    return composer


def asks_distinction(request: Request) -> bool:
    """ "Was it the first private lander, or …?" asks who holds a distinction; "Which came first, … or …?" for dates."""
    words = request.focus.words.split()
    behind = [words[at + 2 :] for at, word in enumerate(words[:-2]) if word == "the" and words[at + 1] in SOONER]
    nouns = [
        rest[2] if rest[0] == "or" and len(rest) > 2 else rest[0] for rest in behind
    ]  # "the first or second lander"
    return any(word not in function_words() and word != ENTITY for word in nouns)


def measures(point: Point, signs: Sequence[str]) -> bool:
    return holds(described(point), signs)


def first_of(chosen: list[Point], identity: str) -> Point | None:
    return next((point for point in chosen if point.first[0].id == identity), None)
