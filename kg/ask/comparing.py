"""Figures to compare with: "Which satellites weigh more than 500 kg?", "Did it raise over $1 billion?"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from kg.ask import plan, statements
from kg.ask.compose import Composer
from kg.ask.dates import in_words, lies_in
from kg.ask.figures import stems
from kg.ask.flight_days import launch_dates
from kg.ask.lexicon import nouns, plural, word_class
from kg.ask.linking import function_words, is_place
from kg.ask.listing import falls_in, grouped, is_kind, subtypes
from kg.ask.listing import tell as tell_things
from kg.ask.names import joined
from kg.ask.numbers import stem
from kg.ask.periods import asked as asked_dates
from kg.ask.plan import FOCUS, KIN, Found
from kg.ask.points import Point
from kg.ask.quantities import COUNT, LONGEST, MONEY, Bound, Figure, bound_of, figures_of, plain, plainly, table
from kg.ask.question import ENTITY
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
WORD = re.compile(r"[\w-]+")
ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
SHORTEST = 3  # letters of a word without its ending
Matter = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The bound that a question sets, and the `matters` of `units.toml` that its words name.

    `others` are those of the same family that they do not name; `words` what else they say.
    """

    bound: Bound
    matters: tuple[Matter, ...]
    others: tuple[Matter, ...]
    words: tuple[str, ...] = ()

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
    named = tuple(matter for matter in family if matter.get("alone") or asked & set(matter["words"]))
    kinds = {form for noun in nouns() for form in (noun, plural(noun))}
    said = {word for word in asked - function_words() - plain() - kinds - {ENTITY} if word.isalpha()}
    named = named or tuple(matter for matter in family if matter.get("plain") and not said)
    others = tuple(matter for matter in family if matter not in named)
    return Comparison(bound, named, others, tuple(sorted(said)))


def of_size(words: str) -> Comparison | None:
    """The comparison with any figure of the size that the words name: "heavier than"; None where they name none."""
    asked = set(words.split())
    sizes = [matter["family"] for matter in table()["matters"] if matter.get("single") and asked & set(matter["words"])]
    return comparison(words, Bound("over", Figure(0.0, sizes[0]))) if sizes else None


def size_of(compared: Comparison, point: Point) -> float | None:
    """The figure that a point gives of a size, in the first unit of its family."""
    given = [one for claim in point.claims for one in figures_of(claim) if one.family == compared.bound.figure.family]
    return given[0].number if given else None


def is_hedged(point: Point) -> bool:
    """Whether a figure is but a bound: "up to 700 kg", "more than 600 kg"."""
    return any(bound_of((claim.value or "")[:LONGEST]) is not None for claim in point.claims)


def of_thing(request: Request, compared: Comparison) -> Composer:
    """Yes or no of one thing, where it has a figure of that kind; else that none is held."""
    intent = request.intent
    found = plan.simple(request.inquiry, intent, request.focus, more=compared.predicates)
    composer = request.composer(found)
    rings = (FOCUS, KIN) if intent.kin_counts else (FOCUS,)
    things = [{one for one, at in found.rings.items() if at == ring} for ring in rings]
    told = with_others(request, next((some for ring in things if (some := told_of(compared, found, ring))), []))
    if not told and (loose := with_others(request, told_of(compared, found, things[0], loose=True))):
        composer.remark("The graph holds no claim that says so; what it says:")
        tell(composer, loose, FEW)
        return composer
    foreign = [point for point in told if not same_unit(compared.bound.figure, point)]
    told = [point for point in told if point not in foreign]
    if not told:
        composer.remark(no_figure(request, foreign))
        tell(composer, foreign, FEW)
        return composer
    periods = periods_of(request, compared.bound)
    if not (timed := of_times(told, periods, found)):
        composer.remark(f"The graph holds no claim that says so of {dates_in_words(periods)}; what it says:")
        tell(composer, told, FEW)
        return composer
    told = timed
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
    periods = periods_of(request, compared.bound)
    launched = bool(periods) and bool({token.text for token in request.question.tokens} & word_class("launch_words"))
    more = {*(OWNED if request.focus.entities else ()), *(["LAUNCH_DATE"] if launched else ())}
    claims = request.inquiry.claims(
        statements.OF_TYPE,
        types=subtypes(request.focus.types),
        predicates=sorted({*compared.predicates, *more}),
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
    fitting = launched_in(fitting, periods, claims) if launched else of_times(fitting, periods, found)
    if fitting:
        counted = "many" in {token.text for token in request.question.tokens}
        tell_things(composer, grouped(fitting), counted=counted, whole=len(claims) < MANY)
        return composer
    of_then = f" of {dates_in_words(periods)}" if periods else ""
    composer.remark(f"The graph holds no {request.focus.noun} of which it says so{of_then}.")
    if any(not same_unit(compared.bound.figure, point) for point in told):
        composer.remark("Sums in other currencies are not converted.")
    return composer


def periods_of(request: Request, bound: Bound) -> list[str]:
    """The times that the question names, its figure apart: "2000 kg" is no year."""
    line = plainly(request.question.text)
    return asked_dates(WORD.findall(f"{line[: bound.figure.start]} , {line[bound.figure.end :]}"))


def dates_in_words(periods: Sequence[str]) -> str:
    return joined([in_words(one) for one in periods])


def of_times(told: Sequence[Point], periods: Sequence[str], found: Found) -> list[Point]:
    """What is of the time asked for; all where none is."""
    return [one for one in told if not periods or any(falls_in(one, period, found.stories) for period in periods)]


def launched_in(told: Sequence[Point], periods: Sequence[str], claims: Sequence[Claim]) -> list[Point]:
    """What is told of things launched at the time asked for."""
    days = launch_dates(claims, (Status.ACTUAL, Status.PLANNED))
    return [
        point
        for point in told
        if any(lies_in(day, period) for day in days.get(point.first[0].id, ()) for period in periods)
    ]


def told_of(compared: Comparison, found: Found, things: set[str], *, loose: bool = False) -> list[Point]:
    """The figures of the matter asked for, of these things, said from their side, or from both where both are of them.

    `loose`: instead those of the same unit of which nothing tells what they measure.
    """
    sides: dict[bool, list[Claim]] = {True: [], False: []}
    for claim in found.claims:
        if claim.predicate not in compared.predicates or claim.status is Status.DENIED:
            continue
        for one in (claim.subject, claim.object):
            subject = one is claim.subject
            if one is not None and one.id in things and bears_on(compared, claim, subject) is (None if loose else True):
                sides[subject].append(claim)
    ahead = points(found, sides[True])
    behind = points(found, sides[False], [claim.id for claim in sides[False]])
    return ordered([*ahead, *behind], found, compared.predicates)


def bears_on(compared: Comparison, claim: Claim, subject: bool) -> bool | None:
    """Whether a claim gives a figure of the family, and of the matter that the question names.

    None where it gives one of the family, but nothing tells whether of that matter.
    """
    wanted = compared.bound.figure
    given = [figure for figure in figures_of(claim) if figure.family == wanted.family]
    if wanted.family == COUNT:
        return any(counts(wanted, figure) for figure in given)
    if not given:
        return False
    if claim.predicate in WITH_AMOUNT:
        side = "forward" if subject else "backward"
        sided = [claim.predicate in matter.get(side, ()) for matter in compared.matters]
        return any(sided) if sided else None
    said = value_words(claim)
    if not compared.matters:
        return True if shares_word(compared.words, said) else None
    if any(matter.get("alone") for matter in compared.matters):
        return True
    if " of " in said and compared.is_single:
        return False  # "21 grams of dust" is how much it holds, not what it weighs
    own = signs_of(compared.matters)
    others = tuple(sign for sign in signs_of(compared.others) if sign not in own)
    if pattern(own).search(said):
        return True
    if others and pattern(others).search(said):
        return False
    nearest = nearest_sign(claim, own, others)
    return False if nearest is None and wanted.family == MONEY else nearest


def nearest_sign(claim: Claim, own: tuple[str, ...], others: tuple[str, ...]) -> bool | None:
    """Whether the sign nearest to the figure in its sentence is of the `own` ones; None where none is nearest.

    "It weighs 2 tonnes and carries 300 kg": two figures, each with a sign of its own.
    """
    quote, value = quote_of(claim).casefold(), (claim.value or "").casefold()
    place = quote.find(value) if value else -1

    def nearness(signs: tuple[str, ...]) -> int | None:
        spans = [match.span() for match in pattern(signs).finditer(quote)] if signs else []
        if place < 0:
            return 0 if spans else None
        end = place + len(value)
        return min((max(place - last, first - end, 0) for first, last in spans), default=None)

    mine, theirs = nearness(own), nearness(others)
    if mine is None or theirs is None:
        return None if mine is theirs else mine is not None
    return None if mine == theirs else mine < theirs


@cache
def pattern(signs: tuple[str, ...]) -> re.Pattern[str]:
    """What finds one of the signs: each begins a word unless it begins with a hyphen; with `$` it is a whole word."""
    parts = [re.escape(sign.removesuffix("$")) + (r"\b" if sign.endswith("$") else r"\w*") for sign in signs]
    starts = ["" if sign.startswith("-") else r"\b" for sign in signs]
    return re.compile("|".join(f"{start}{part}" for start, part in zip(starts, parts, strict=True)))


def shares_word(asked: Sequence[str], said: str) -> bool:
    """Whether a word of the question stands in a claim's own words, whatever its ending."""
    stems_asked = tuple(stem for word in asked if len(stem := ENDING.sub("", word)) >= SHORTEST)
    return bool(stems_asked) and bool(pattern(stems_asked).search(said))


def value_words(claim: Claim) -> str:
    qualifiers = claim.qualifiers
    return f"{claim.value} {qualifiers.get('what', '')} {qualifiers.get('for', '')}".casefold()


def signs_of(matters: Sequence[Matter]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(matter["signs"] for matter in matters))


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
