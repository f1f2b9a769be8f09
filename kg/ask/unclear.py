"""Questions whose wording fits no intent: what comes nearest in the graph's own words, said to be no more than that."""

from collections.abc import Sequence

from kg.ask import plan
from kg.ask.compose import Composer
from kg.ask.fusing import fuse
from kg.ask.linking import function_words
from kg.ask.plan import FOCUS, KIN, Found
from kg.ask.points import Point
from kg.ask.rank import points, turned
from kg.ask.request import Request, kinds_held
from kg.model import Claim
from ontology import vocabulary

LIMIT = 2
STEM = 5


def respond(request: Request) -> Composer:
    """Claims about the entity that hold the question's own words; none of them is put forward as the answer."""
    composer, claims = nearest_to(request)
    if composer.citations:
        return composer
    composer.remark(f"The graph holds nothing on what the question asks of {request.name}.")
    kinds = kinds_held(request, claims)
    if kinds:
        composer.remark(f"What it does hold on {request.name}: {kinds}.")
    return composer


def nearest_to(request: Request) -> tuple[Composer, Sequence[Claim]]:
    """What comes nearest to a question, or no sentence; and all claims about the entity."""
    everything = tuple(vocabulary().predicates)
    main = request.focus.entities[:1]
    kin = plan.kin_of(request.inquiry, main)
    claims = request.inquiry.about([one.id for one in main], [one.id for one in kin], everything)
    rings = {**{one.id: KIN for one in kin}, **{one.id: FOCUS for one in main}}
    found = Found(tuple(claims), request.inquiry.stories, rings)
    composer = request.composer(found)
    near = nearest(request, found, claims)
    if near:
        composer.remark(
            f"The graph holds no outright answer to that; nearest to it is what it holds on {request.name}:"
        )
        for point in near[:LIMIT]:
            composer.add(point)
    return composer, claims


def nearest(request: Request, found: Found, claims: Sequence[Claim]) -> list[Point]:
    """Points in whose own words the question's words occur, those with most of them first."""
    stems = {stem(token) for token in content_words(request)}
    chosen = points(found, claims, turned(found, claims, tuple(vocabulary().predicates), (FOCUS, KIN)))
    scored = [(overlap(point, stems), point) for point in chosen]
    most = max((score for score, _ in scored), default=0)
    return fuse([point for score, point in scored if score == most]) if most else []


def content_words(request: Request, shortest: int = 4) -> list[str]:
    """The question's words beside names and grammar."""
    spoken = request.focus.words.split()
    return [word for word in spoken if word not in function_words() and len(word) >= shortest]


def stem(word: str) -> str:
    return word.casefold()[:STEM]


def overlap(point: Point, stems: set[str]) -> int:
    """How many of the stems begin a word of the value."""
    words = {stem(word.strip("“”\"'.,;:()")) for word in (point.value or "").split()}
    return len(stems & words)
