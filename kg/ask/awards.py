"""Who won a programme's contracts: those of whose awarding a sentence names the programme, with its phase or lot."""

import re

from kg.ask import statements
from kg.ask.compose import Composer
from kg.ask.plan import FOCUS, Found
from kg.ask.rank import ordered, points
from kg.ask.request import Request, tell
from kg.model import Claim, Status
from ontology import vocabulary

LIMIT = 6
WON = re.compile(
    r"^ (?:who|whom|which [\w-]+(?: [\w-]+)?) (?:has |have |had |was |were |is |are |did |will |to )*(?:been )?"
    r"(?:won|wins?|got|gets?|received|awarded|selected|picked|chosen|hired|contracted) .*@"
)
LEADING = re.compile(r" (?:to (?:lead|head|run|direct|manage|chair|oversee)|as|head|leader|chief|director) ")
CONTRACTS = ("Program", "Constellation")
GIVEN = (Status.ACTUAL, Status.PLANNED, Status.POSSIBLE)
WORD = re.compile(r"[^\W_]+")


def respond(request: Request) -> Composer | None:
    """None of another question, or where no sentence names both the award and all of the programme's name."""
    main = request.focus.entities[:1]
    if not main or not WON.match(request.focus.words) or LEADING.search(request.focus.words):
        return None
    if not any(vocabulary().is_a(main[0].type, kind) for kind in CONTRACTS):
        return None
    phrase = named(request)
    if not phrase:
        return None
    rare = sorted(phrase.split(), key=len)[-1]
    claims = request.inquiry.claims(statements.LOOSE, words=[rare], predicates=["CONTRACTED"])
    given = [claim for claim in claims if claim.status in GIVEN and tells(claim, phrase)]
    if not given:
        return None
    found = Found(tuple(given), request.inquiry.stories, {claim.subject.id: FOCUS for claim in given})
    composer = request.composer(found)
    tell(composer, ordered(points(found, given), found, ("CONTRACTED",)), LIMIT)
    return composer


def named(request: Request) -> str:
    """The programme as the question names it, with what tells its part: "nssl phase 3 lane 2"."""
    text, main = request.question.text, request.focus.main
    names = sorted((main.name, *main.aliases), key=len, reverse=True)
    spoken = next((match for name in names if (match := re.search(re.escape(name), text, re.IGNORECASE))), None)
    if spoken is None:
        return ""
    tail = re.match(r"(?: (?:[A-Z]\w*|\d[\w-]*))*", text[spoken.end() :])
    return plain(f"{spoken[0]}{tail[0] if tail else ''}")


def tells(claim: Claim, phrase: str) -> bool:
    return any(f" {phrase} " in f" {plain(one.quote)} " for one in claim.evidence)


def plain(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
