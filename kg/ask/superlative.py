"""Questions for the holder of a distinction: "Which was the first private lander to stay upright?"."""

from collections.abc import Sequence

from kg.ask import statements
from kg.ask.compose import Composer
from kg.ask.lexicon import nouns, word_class
from kg.ask.linking import function_words, is_place
from kg.ask.plan import FOCUS, Found
from kg.ask.points import Point
from kg.ask.rank import points
from kg.ask.request import Request
from ontology import vocabulary
from ontology.gazetteer import gazetteer

ENOUGH = 0.7
# short enough that "land" meets "landing"
STEM = 4
LIMIT = 3


def asked(request: Request) -> str | None:
    """The superlative or ordinal that the question turns on, where nothing but places is named."""
    if any(not is_place(entity) for entity in request.focus.entities) or any(
        name[:1].isupper() and not gazetteer().demonym(name) for name in request.focus.unknown
    ):
        return None
    tokens = [token.text for token in request.question.tokens]
    return next((word for word in tokens if word in word_class("superlatives")), None)


def respond(request: Request, word: str) -> Composer | None:
    """Distinctions whose words hold nearly all of the question's; None where there is none."""
    found, best = held(request, word, [token.text for token in request.question.tokens])
    if not best:
        return None
    composer = request.composer(found)
    for point in best[:LIMIT]:
        composer.add(point)
    return composer


def held(request: Request, word: str, asked: Sequence[str]) -> tuple[Found, list[Point]]:
    """The distinctions of anything that hold nearly all of the words."""
    claims = request.inquiry.claims(statements.LOOSE, words=[word], predicates=["DISTINCTION"])
    found = Found(tuple(claims), request.inquiry.stories, {claim.subject.id: FOCUS for claim in claims})
    stems = {stem(one) for one in asked if is_content(one)}
    scored = [(share(point, stems), point) for point in points(found, claims)]
    lands = {stem(one) for word in asked for one in word.split("-") if gazetteer().demonym(one.title())}
    scored = [(score, point) for score, point in scored if lands <= stems_said(point)]
    best = max((score for score, _ in scored), default=0.0)
    if best < ENOUGH or len(stems) < 2:
        return found, []
    chosen = [point for score, point in scored if score == best]
    kinds = {kind for one in asked for kind in nouns().get(one, ())}
    of_kind = [point for point in chosen if any(vocabulary().is_a(point.first[0].type, kind) for kind in kinds)]
    return found, of_kind or chosen


def stem(word: str) -> str:
    return word.casefold()[:STEM]


def is_content(word: str) -> bool:
    grammar = function_words() - word_class("superlatives") - word_class("ordinals")
    return word not in grammar and len(word) > 2


def share(point: Point, stems: set[str]) -> float:
    """The part of the question's stems that the distinction, or the name or kind of its holder, holds."""
    return len(stems & stems_said(point)) / len(stems) if stems else 0.0


def stems_said(point: Point) -> set[str]:
    said = f"{point.value} {' '.join(entity.name for entity in point.first)}".casefold()
    said = said.replace("commercial", "commercial private").replace("private", "private commercial")
    words = {word.strip("“”\"'.,;:()")[:STEM] for word in said.split()}
    types = {entity.type for entity in point.first}
    return words | {stem(one) for one in types} | {stem(noun) for noun, kinds in nouns().items() if types & set(kinds)}
