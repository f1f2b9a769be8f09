"""What an agency approved, rejected or decided, and why: claims whose sentences tell of such a decision of its."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kg.ask.compose import Composer
from kg.ask.lexicon import Table, nouns, read
from kg.ask.linking import function_words
from kg.ask.plan import FOCUS, Found
from kg.ask.points import Point
from kg.ask.question import ENTITY
from kg.ask.rank import ordered, points, turned
from kg.ask.request import Request, admit, nothing_on, tell
from kg.ask.unclear import stem
from kg.model import Claim, Entity, Status
from ontology import vocabulary

LIMIT = 3
REACH = 3  # words from the agency to its verb: "the FCC commissioners voted"
ASIDE = frozenset(("do", "does", "did", "has", "have", "had", "will", "would"))
MAKING = frozenset(("set", "make", "made", "issue", "issued", "give", "gave", "take", "took"))
FIRST = frozenset(("what", "which", "why", "how"))
TOLD = ("MILESTONE", "LICENSED_BY", "SUPPORTED_BY", "CONTRACTED", "CAUSE", "CONSEQUENCE", "OUTCOME", "SAID")
UNDONE = (Status.DENIED, Status.CANCELLED, Status.FAILED, Status.ENDED)
WORD = re.compile(r"[^\W_]+")


def respond(request: Request) -> Composer | None:
    """Decisions of the agency named first; None where the question asks for none."""
    asked = decision_of(request)
    if asked is None:
        return None
    agency, others = request.focus.main, request.focus.entities[1:]
    ids = [one.id for one in request.focus.entities]
    claims = request.inquiry.about(ids, [], TOLD)
    found = Found(tuple(claims), request.inquiry.stories, dict.fromkeys(ids, FOCUS))
    matter = matter_of(request)
    fitting = [claim for claim in claims if tells(claim, asked, agency) and is_on(claim, others)]
    shares = [(len(matter & stems_of(claim)), claim) for claim in fitting]
    most = max((share for share, _ in shares), default=0)
    kept = [claim for share, claim in shares if share == most and (share or not matter)]
    kept = [claim for claim in kept if claim.predicate != "SAID"] or kept  # deeds before words
    composer = request.composer(found)
    chosen = ordered(points(found, kept, turned(found, kept, TOLD[:1], (FOCUS,))), found, TOLD)
    aspect = in_words(request, asked)
    if not chosen:
        admit(request, composer, found, aspect)
        return composer
    if request.focus.words.split()[0] == "how":
        composer.remark("The graph holds no outright answer to that; what it tells of that:")
    if is_why(request):
        reasons = [point for point in chosen if gives_reason(point)]
        if not reasons:
            composer.remark(f"{nothing_on([aspect])} What it tells of that:")
        chosen = reasons or chosen
    tell(composer, chosen, LIMIT)
    return composer


def decision_of(request: Request) -> str | None:
    """The family of the verb behind an agency's name, or of the noun before it ("what rules did ..."); or None."""
    spoken = request.focus.words.split()
    if not request.focus.entities or ENTITY not in spoken or spoken[0] not in FIRST:
        return None
    if not vocabulary().is_a(request.focus.main.type, "Agency"):
        return None
    at = spoken.index(ENTITY)
    if spoken[at - 1] not in ASIDE:
        return None
    behind = spoken[at + 1 : at + 1 + REACH]
    said = [*behind, *(" ".join(pair) for pair in pairwise(behind)), *spoken[1 : at - 1]]
    return next((family for word in said for family, words in families().items() if word in words), None)


def in_words(request: Request, family: str) -> str:
    """ "why the FCC rejected that", "what the FCC approved"."""
    return f"why {request.name} decided so" if is_why(request) else f"what {request.name} {PAST[family]}"


PAST = {"approve": "approved", "reject": "rejected", "rule": "ruled", "decide": "decided"}


def is_why(request: Request) -> bool:
    return request.focus.words.split()[0] == "why"


def tells(claim: Claim, family: str, agency: Entity) -> bool:
    """Whether a sentence tells of a decision of the family, and of the agency's own."""
    if claim.predicate == "LICENSED_BY" and claim.object == agency:
        return family in ("decide", "reject" if claim.status in UNDONE else "approve")
    said = sentence_of(claim)
    wanted = everything() if family == "decide" else families()[family]
    own = claim.subject == agency or claim.object == agency or any(name.casefold() in said for name in names(agency))
    return own and bool(wanted & set(WORD.findall(said)) or any(" " in word and word in said for word in wanted))


def is_on(claim: Claim, others: Sequence[Entity]) -> bool:
    """Whether it speaks of everything else that the question names."""
    said = sentence_of(claim)
    ends = {claim.subject.id, *([claim.object.id] if claim.object else [])}
    return all(one.id in ends or any(name.casefold() in said for name in names(one)) for one in others)


def names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)


def sentence_of(claim: Claim) -> str:
    return " ".join([claim.value or "", *(one.quote for one in claim.evidence)]).casefold()


def stems_of(claim: Claim) -> set[str]:
    return {stem(word) for word in WORD.findall(sentence_of(claim))}


def matter_of(request: Request) -> set[str]:
    """Stems of what the decision was on: the question's words beside names, grammar and the verb."""
    spoken = [part for word in request.focus.words.split() for part in word.split("-")]
    plain = function_words() | FIRST | MAKING | {ENTITY} | set(nouns())
    plain |= {part for word in everything() for part in word.split()}
    return {stem(word) for word in spoken if word not in plain and len(word) > 2}


def gives_reason(point: Point) -> bool:
    said = " ".join(sentence_of(claim) for claim in point.claims)
    return any(re.search(rf"\b{re.escape(word)}\b", said) for word in table()["reasons"]["words"])


@cache
def table() -> Table:
    return read("decisions.toml")


@cache
def families() -> dict[str, frozenset[str]]:
    return {family: frozenset(words) for family, words in table()["families"].items()}


@cache
def everything() -> frozenset[str]:
    return frozenset(word for words in families().values() for word in words)
