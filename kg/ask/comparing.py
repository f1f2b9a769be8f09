"""Figures to compare with: "Which satellites weigh more than 500 kg?", "Did it raise over $1 billion?"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from kg.ask import plan, statements
from kg.ask.compose import Composer
from kg.ask.figures import stem, stems
from kg.ask.linking import function_words, is_place
from kg.ask.listing import grouped, is_kind, subtypes
from kg.ask.listing import tell as tell_things
from kg.ask.plan import FOCUS, KIN, Found
from kg.ask.points import Point
from kg.ask.quantities import COUNT, LONGEST, MONEY, Bound, Figure, bound_of, figures_of, table
from kg.ask.rank import ordered, points
from kg.ask.request import Request, nothing_on, tell
from kg.ask.shapes import quote_of
from kg.ask.verdict import plain_opening
from kg.model import Claim, Entity, Status

WITH_AMOUNT = ("CONTRACTED", "INVESTED_IN")
COUNTED = ("MEASURE", "LAUNCHED_BY", "LAUNCHED_ON", "OPERATED_BY", "BUILT_BY", "PART_OF", "CARRIED_BY", "CONTRACTED")
OWNED = ("OPERATED_BY", "BUILT_BY", "HEADQUARTERED_IN", "LOCATED_IN", "PART_OF", "TARGETS", "LANDED_ON", "ORBITS")
MANY = 2000  # claims of a kind of thing
FEW = 2
Matter = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The bound that a question sets, and the `matters` of `units.toml` that its words name."""

    bound: Bound
    matters: tuple[Matter, ...]
    others: tuple[Matter, ...]

    @property
    def predicates(self) -> tuple[str, ...]:
        if self.bound.figure.family == COUNT:
            return COUNTED
        return ("AMOUNT", *WITH_AMOUNT) if self.bound.figure.family == MONEY else ("MEASURE",)

    @property
    def is_single(self) -> bool:
        """Whether a thing has but one figure of that kind, so that another one denies it."""
        return any(matter.get("single") for matter in self.matters)

    @property
    def is_most(self) -> bool:
        """Whether what it can do at the most is asked for, so that "up to 8 tonnes" is a figure like any other."""
        return any(matter.get("most") for matter in self.matters)


def respond(request: Request) -> Composer | None:
    """What is told of figures of that kind; None where the question sets no bound, or of nothing that is known."""
    bound = bound_of(request.question.text)
    if bound is None or request.focus.unknown:
        return None
    compared = comparison(request.focus.words, bound)
    if request.focus.types and not (request.is_yes_no and request.focus.entities):
        return of_kind(request, compared)
    if request.is_yes_no and request.focus.entities and not is_place(request.focus.main):
        return of_thing(request, compared)
    return None


def comparison(words: str, bound: Bound) -> Comparison:
    asked = set(words.split())
    family = [matter for matter in table()["matters"] if matter["family"] == bound.figure.family]
    named = tuple(matter for matter in family if asked & set(matter["words"]))
    return Comparison(bound, named, tuple(matter for matter in family if matter not in named))


def of_size(words: str) -> Comparison | None:
    """The comparison with any figure of the size that the words name: "heavier than"; None where they name none."""
    asked = set(words.split())
    sizes = [matter["family"] for matter in table()["matters"] if matter.get("single") and asked & set(matter["words"])]
    return comparison(words, Bound("over", Figure(0.0, sizes[0]))) if sizes else None


def size_of(compared: Comparison, point: Point) -> float | None:
    """The figure that a point gives of a size, in the first unit of its family."""
    given = [one for claim in point.claims for one in figures_of(claim) if one.family == compared.bound.figure.family]
    return given[0].number if given else None


def of_thing(request: Request, compared: Comparison) -> Composer:
    """Yes or no of one thing, where it has a figure of that kind; else that none is held."""
    intent = request.intent
    found = plan.simple(request.inquiry, intent, request.focus, more=compared.predicates)
    composer = request.composer(found)
    rings = (FOCUS, KIN) if intent.kin_counts else (FOCUS,)
    sides = {ring: told_of(compared, found, {one for one, at in found.rings.items() if at == ring}) for ring in rings}
    told = next((points_of_ring for points_of_ring in sides.values() if points_of_ring), [])
    told = with_others(request, told)
    foreign = [point for point in told if not same_unit(compared.bound.figure, point)]
    told = [point for point in told if point not in foreign]
    if not told:
        composer.remark(no_figure(request, foreign))
        tell(composer, foreign, FEW)
        return composer
    fitting = [point for point in told if is_so(compared, point)]
    unlike = [point for point in told if is_so(compared, point) is False]
    if fitting and not (unlike and compared.is_single):
        composer.add(fitting[0], opening=plain_opening(composer, fitting[0]))
    elif fitting:
        composer.remark("Stories give different figures:")
        tell(composer, [fitting[0], unlike[0]], FEW)
    elif unlike and compared.is_single and unlike[0].status is Status.ACTUAL:
        composer.add(unlike[0], opening="No: ")
    else:
        composer.remark("The graph holds no claim that says so; what it says:")
        tell(composer, told, FEW)
    return composer


def no_figure(request: Request, foreign: Sequence[Point]) -> str:
    if foreign:
        return "The graph converts no money; it holds sums in another currency only:"
    return nothing_on([f"a figure of that kind of {request.name}"])


def of_kind(request: Request, compared: Comparison) -> Composer:
    """The things of a kind of which a figure is told that lies within the bound."""
    claims = request.inquiry.claims(
        statements.OF_TYPE,
        types=subtypes(request.focus.types),
        predicates=sorted({*compared.predicates, *OWNED}),
        limit=MANY,
    )
    things = {one.id for claim in claims for one in ends(claim) if is_kind(one, request.focus.types)}
    for entity in request.focus.entities:
        things &= {one.id for claim in claims if entity in ends(claim) for one in ends(claim)} - {entity.id}
    found = Found(tuple(claims), request.inquiry.stories, dict.fromkeys(things, FOCUS))
    composer = request.composer(found)
    told = told_of(compared, found, things)
    fitting = [point for point in told if same_unit(compared.bound.figure, point) and is_so(compared, point)]
    fitting = [point for point in fitting if is_kind(point.first[0], request.focus.types)]
    if fitting:
        tell_things(composer, grouped(fitting), counted="many" in {token.text for token in request.question.tokens})
        return composer
    composer.remark(f"The graph holds no {request.focus.noun} of which it says so.")
    if any(not same_unit(compared.bound.figure, point) for point in told):
        composer.remark("Sums in other currencies are not converted.")
    return composer


def told_of(compared: Comparison, found: Found, things: set[str]) -> list[Point]:
    """The figures of the kind asked for, of these things, said from their side."""
    chosen, back = [], []
    for claim in found.claims:
        if claim.predicate not in compared.predicates or claim.status is Status.DENIED:
            continue
        subject = claim.subject.id in things
        if not (subject or (claim.object is not None and claim.object.id in things)):
            continue
        if bears_on(compared, claim, subject):
            chosen.append(claim)
            back += [] if subject else [claim.id]
    return ordered(points(found, chosen, back), found, compared.predicates)


def bears_on(compared: Comparison, claim: Claim, subject: bool) -> bool:
    """Whether a claim gives a figure of the family, and of the matter that the question names."""
    wanted = compared.bound.figure
    given = [figure for figure in figures_of(claim) if figure.family == wanted.family]
    if wanted.family == COUNT:
        return any(counts(wanted, figure) for figure in given)
    if not given:
        return False
    if claim.predicate in WITH_AMOUNT:
        side = "forward" if subject else "backward"
        sided = [claim.predicate in matter.get(side, ()) for matter in compared.matters]
        return any(sided) if sided else True
    if not compared.matters:
        return True
    own, others = signs_of(compared.matters), signs_of(compared.others)
    said, quote = value_words(claim), quote_of(claim).casefold()
    if " of " in said and compared.is_single:
        return False  # "21 grams of dust" is how much it holds, not what it weighs
    for words in (said, quote):
        if any(sign in words for sign in own):
            return True
        if any(sign in words for sign in others):
            return False
    return wanted.family != MONEY


def value_words(claim: Claim) -> str:
    qualifiers = claim.qualifiers
    return f"{claim.value} {qualifiers.get('what', '')} {qualifiers.get('for', '')}".casefold()


def signs_of(matters: Sequence[Matter]) -> list[str]:
    return list(chain.from_iterable(matter["signs"] for matter in matters))


def counts(wanted: Figure, given: Figure) -> bool:
    """Whether a claim counts what the question counts: "24 small satellites" counts satellites."""
    asked = [word for word in wanted.behind.split() if word not in function_words()]
    heads = [word for word in asked if word.endswith("s")][:1] or asked[:1]
    return bool(heads) and stem(heads[0]) in stems(given.behind)


def same_unit(wanted: Figure, point: Point) -> bool:
    currencies = {figure.currency for claim in point.claims for figure in figures_of(claim)}
    return wanted.family != MONEY or wanted.currency in currencies


def is_so(compared: Comparison, point: Point) -> bool | None:
    """Whether a point's figure lies within the bound; None where it leaves that open ("up to 700 kg")."""
    bound = compared.bound
    answers = [
        lies_within(bound, None if compared.is_most else bound_of((claim.value or "")[:LONGEST]), figure)
        for claim in point.claims
        for figure in figures_of(claim)
        if figure.family == bound.figure.family and figure.currency == bound.figure.currency
        if figure.family != COUNT or counts(bound.figure, figure)
    ]
    return True if True in answers else False if False in answers else None


def lies_within(bound: Bound, hedged: Bound | None, figure: Figure) -> bool | None:
    upward = bound.relation in ("over", "at_least")
    fits = bound.holds(figure.number)
    if hedged is None:
        return fits
    if (hedged.relation in ("over", "at_least")) == upward:
        return True if fits or figure.number == bound.figure.number else None
    return None if fits else False


def with_others(request: Request, told: Sequence[Point]) -> list[Point]:
    """Only what has to do with everything else that the question names, where it names more than one thing."""
    others = {entity.id for entity in request.focus.entities[1:] if not is_place(entity)}
    return [point for point in told if not others or others & {one.id for one in (*point.first, *point.others)}]


def ends(claim: Claim) -> tuple[Entity, ...]:
    return (claim.subject, claim.object) if claim.object else (claim.subject,)
