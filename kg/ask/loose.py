"""Questions that name no entity but a matter: "How much was the deorbit contract worth?"."""

from kg.ask import statements
from kg.ask.compose import Composer
from kg.ask.linking import function_words
from kg.ask.plan import FOCUS, Found, relations_of
from kg.ask.points import published
from kg.ask.rank import allowed, marked, points
from kg.ask.request import Request, tell
from kg.ask.sentences import background_of
from kg.model import Claim, Entity

LIMIT = 3


def respond(request: Request) -> tuple[Composer, tuple[Entity, ...]] | None:
    """Claims of the intent whose sentences hold the question's own words; the newest story's where it has none.

    None where nothing fits; entities to ask back with, where it is not clear which matter is meant.
    """
    words = own_words(request)
    predicates = sorted(relations_of(request.intent))
    claims = request.inquiry.claims(statements.LOOSE, words=words, predicates=predicates)
    marks = marked((*request.intent.forward, *request.intent.backward))
    fitting = [claim for claim in claims if allowed(claim, marks.get(claim.predicate, ""))]
    if not fitting:
        return None
    stories = request.inquiry.stories
    found = Found(tuple(fitting), stories, {claim.subject.id: FOCUS for claim in fitting})
    chosen = sorted(points(found, fitting), key=lambda point: (published(point, stories), point.lead.id), reverse=True)
    meant = subjects(fitting)
    if not words and len({claim.story for claim in fitting}) > 1:
        return Composer(request.inquiry, background_of([])), meant
    composer = Composer(request.inquiry, background_of(fitting))
    tell(composer, chosen, LIMIT)
    return composer, ()


def own_words(request: Request) -> list[str]:
    """The question's words that say which matter is meant: none that the intent itself is known by."""
    cues = {word for pattern in request.intent.patterns for segment in pattern.segments for word in words_in(segment)}
    tokens = [token.text for token in request.question.tokens]
    known = cues | function_words() | MATTERS
    return sorted({token for token in tokens if token not in known and (len(token) > 2 or token.isdigit())})


def words_in(pattern: str) -> list[str]:
    return pattern.replace("(?:", " ").replace(")", " ").replace("|", " ").replace("\\", "").split()


def subjects(claims: list[Claim]) -> tuple[Entity, ...]:
    ends = {one.id: one for claim in claims for one in (claim.object or claim.subject,)}
    return tuple(ends[identity] for identity in sorted(ends))[:8]


MATTERS = frozenset(("contract", "contracts", "deal", "deals", "worth", "much", "order", "award"))
