"""What an agency approved, rejected or decided, and why: claims whose sentences tell of such a decision of its."""

import re
from calendar import day_name, month_name
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
TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
NEAR = 80  # characters beside an agency's name in which its deed is looked for
BEFORE = 3  # words from a deed to "by the agency": "approved last week by the FAA"
UNDOING = 5  # words before such a deed that may undo it
POSSESSIVE = re.compile(r"['’]s?\s")
DAYS = frozenset(name.casefold() for name in (*day_name, *month_name) if name)


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
    chosen = ordered(points(found, kept, turned(found, kept, TOLD[:1], (FOCUS,))), found, TOLD)
    composer = request.composer(found)
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
    """Whether a sentence tells of a decision of the family that the agency itself has taken."""
    if claim.predicate == "LICENSED_BY" and claim.object == agency:
        return family in ("decide", "reject" if claim.status in UNDONE else "approve")
    if claim.status in UNDONE:
        return False
    wanted = everything() if family == "decide" else families()[family] | frozenset(table()["told"][family])
    if claim.subject == agency and claim.predicate == "MILESTONE" and does(claim.value or "", wanted):
        return True
    return any(is_of(agency, one.quote, wanted) for one in claim.evidence)


def is_of(agency: Entity, quote: str, wanted: frozenset[str]) -> bool:
    """Whether a sentence says that the agency does one of the deeds: behind its name, or before "by" and its name."""
    for name in names(agency):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", quote, re.IGNORECASE):
            before, behind = quote[max(0, match.start() - NEAR) : match.start()], quote[match.end() :][:NEAR]
            if does(behind, wanted) or is_done_by(before, wanted):
                return True
    return False


def does(behind: str, wanted: frozenset[str]) -> bool:
    """Whether words behind a name say that it did it: " on Monday voted 3-2 to approve", "'s approval"."""
    possessive = POSSESSIVE.match(behind)
    if possessive:
        wanted &= frozenset(table()["nouns"]["words"])
        behind = behind[possessive.end() :]
    passed: set[str] = set()
    for word, following in pairwise([*TOKEN.findall(behind)[: REACH + BEFORE], ""]):
        plain = word.casefold()
        if plain in wanted or f"{plain} {following}" in wanted:
            return True
        if not is_passed_over(plain, passed):
            return False
        passed.add(plain)
    return False


def is_passed_over(word: str, passed: set[str]) -> bool:
    """Whether a word may stand between an agency and its deed, behind the words that stand there already."""
    between = table()["between"]
    if word == "to":
        return bool(passed & set(between["deciding"]))  # "asked the FCC to approve it" is no deed
    known = word in between["words"] or word in between["deciding"] or word in DAYS
    return known or word[0].isdigit() or word.endswith("ly")


def is_done_by(before: str, wanted: frozenset[str]) -> bool:
    """Whether words before a name say that it did it: "was approved last week by the", "won approval from the"."""
    words = [word.casefold() for word in TOKEN.findall(before)]
    if words and words[-1] == "the":
        words.pop()
    if not words or words[-1] not in ("by", "from"):
        return False
    deeds = wanted if words[-1] == "by" else wanted & frozenset(table()["nouns"]["words"])
    words.pop()
    for at in range(len(words) - 1, max(-1, len(words) - 2 - BEFORE), -1):
        if words[at] in ("the", "a", "an") or not words[at][0].isalnum():
            return False  # "Critics rejected the plan by the Agency"
        if words[at] in deeds:
            earlier = words[max(0, at - UNDOING) : at]
            return not any(word in table()["undoing"]["words"] or word.endswith(("n't", "n’t")) for word in earlier)
    return False


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
    told = (word for words in table()["told"].values() for word in words)
    return frozenset([*(word for words in families().values() for word in words), *told])
