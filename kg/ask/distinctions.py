"""Whether a thing is the first, the only or the largest of its kind, as a question has it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.ask import superlative
from kg.ask.compose import Composer
from kg.ask.lexicon import word_class
from kg.ask.plan import FOCUS, Found
from kg.ask.points import Point
from kg.ask.question import ENTITY
from kg.ask.rank import points
from kg.ask.request import Request
from kg.ask.shapes import clean
from kg.ask.statements import PLACES
from kg.ask.unclear import content_words
from kg.ask.verdict import plain_opening
from kg.model import Entity

# "for the first time", "for the second time in a little over a year"
MERE_TIME = re.compile(
    r"for (?:the|its|their|his|her) [\w-]{1,20} time(?: (?:this|in|since|on|within|for) .{0,60})?", re.IGNORECASE
)
RELATED = ("LANDED_ON", "TARGETS", "ORBITS", "OPERATED_BY", "BUILT_BY", "LAUNCHED_ON", "PART_OF")
NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)")
MARKS = ".,;:!?()\"'“”‘’"
ALIKE = (frozenset(("largest", "biggest", "big")), frozenset(("first", "1st")), frozenset(("second", "2nd")))
ADJECTIVES = {"moon": "lunar", "mars": "martian", "sun": "solar", "venus": "venusian", "jupiter": "jovian"}


def is_it_so(request: Request, composer: Composer, direct: Sequence[Point]) -> Composer:
    """ "Was Tenacious the first European-made rover?": by the distinction that the question repeats."""
    request = before_or(request)
    stems = {superlative.stem(word) for word in content_words(request)}
    if not direct:
        request, direct = of_second(request)
    direct = [point for point in direct if ranks_alike(request, point)]
    best = max(direct, key=lambda point: repeated(point, stems), default=None)
    if best is None or repeated(best, stems) < min(2, len(stems)):
        return of_another(request, composer)
    others = request.focus.entities[1:]
    elsewhere = bool(request.focus.unknown) or not all(is_told_of(request, best, one) for one in others)
    if elsewhere:
        composer.remark("The graph holds no claim that says so; what it says:")
    composer.add(best, opening="" if elsewhere else plain_opening(composer, best))
    return composer


def of_second(request: Request) -> tuple[Request, list[Point]]:
    """The question as one on the country that it names first: places stand behind what else is named."""
    first, *others = request.focus.entities
    for one in [other for other in others if other.type == "Country"][:1]:
        claims = [claim for claim in request.inquiry.about([one.id], [], ["DISTINCTION"]) if claim.subject.id == one.id]
        found = Found(tuple(claims), request.inquiry.stories, {one.id: FOCUS})
        if told := points(found, claims):
            rest = tuple(other for other in (first, *others) if other.id != one.id)
            return replace(request, focus=replace(request.focus, entities=(one, *rest))), told
    return request, []


def ranks_alike(request: Request, point: Point) -> bool:
    """Whether a distinction has the place asked for: who is the fourth to fail is not the first."""
    ranks = word_class("superlatives") | word_class("ordinals")
    asked = {word for word in request.focus.words.split() if word in ranks or NUMBERED.fullmatch(word)}
    told = {word.strip(MARKS) for word in (point.value or "").casefold().split()}
    same = {other for word in asked for pair in ALIKE if word in pair for other in pair}
    return not asked or not told.isdisjoint(asked | same)


def before_or(request: Request) -> Request:
    """The question without its alternative: "Was it the first lander, or did another one land before?"."""
    words, alternative, _ = request.focus.words.partition(" or ")
    before = [word for word in words.split() if word != ENTITY]
    named = set(before) & word_class("superlatives")
    if not alternative or not named or before[-1] in named:  # "the first or second lander"
        return request
    kept = request.focus.entities[: max(1, words.split().count(ENTITY))]
    return replace(request, focus=replace(request.focus, words=f"{words} ", entities=kept))


def of_another(request: Request, composer: Composer) -> Composer:
    """That no claim says so, and who else holds the distinction that the question names."""
    asked = request.focus.words.split()
    word = next((one for one in asked if one in word_class("superlatives")), None)
    found, best = superlative.held(request, word, asked) if word else (None, [])
    if found is None or not best:
        composer.remark("The graph holds no claim that says so.")
        return composer
    composer.know(found.claims)
    composer.remark(f"The graph holds no claim that says so of {request.name}; what it says:")
    composer.add(best[0])
    return composer


def is_told_of(request: Request, point: Point, entity: Entity) -> bool:
    """Whether a sentence of the claim names a thing or its adjective ("lunar"), or it is where the holder flew or whose
    the holder is."""
    said = " ".join(one.quote for claim in point.claims for one in claim.evidence).casefold()
    names = [name.casefold().removeprefix("the ") for name in (entity.name, *entity.aliases)]
    words = {word for name in names for word in (name, ADJECTIVES.get(name, name))}
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in words):
        return True
    within = {row["id"] for row in request.inquiry.rows(PLACES, focus=[entity.id])}
    holders = {one.id for one in point.first}
    related = request.inquiry.about(sorted(holders), [], RELATED)
    return any(
        claim.object is not None and claim.subject.id in holders and claim.object.id in {entity.id, *within}
        for claim in related
    )


def repeated(point: Point, stems: Collection[str]) -> int:
    """How many of the question's words a distinction has, in whatever form: "land" and "landing"."""
    return round(superlative.share(point, set(stems)) * len(stems))


def without_times(told: Sequence[Point]) -> list[Point]:
    """Without "for the second time this week", which tells not what was done, where something else is told."""
    kept = [
        point for point in told if point.predicate != "DISTINCTION" or not MERE_TIME.fullmatch(clean(point.value or ""))
    ]
    return kept or list(told)
