"""One question on its way to an answer: what was understood, and what every part of the room needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ask import statements
from kg.ask.compose import Composer
from kg.ask.fetch import Inquiry
from kg.ask.focus import Focus
from kg.ask.fusing import fuse
from kg.ask.intents import Intent
from kg.ask.names import in_sentence, joined
from kg.ask.plan import Found
from kg.ask.points import Point, disputes
from kg.ask.question import Question
from kg.ask.sentences import background_of
from kg.model import Claim
from ontology import vocabulary

MOST_QUERIES = 5
MOST_KINDS = 9
YES_NO = frozenset(
    ("is", "are", "was", "were", "did", "does", "do", "has", "have", "had", "will", "can", "could", "would")
)


@dataclass(frozen=True, slots=True)
class Request:
    """A question that is understood: what about, and what of it."""

    inquiry: Inquiry
    question: Question
    focus: Focus
    intent: Intent

    @property
    def is_yes_no(self) -> bool:
        first, second, *_ = [*(token.text for token in self.question.tokens), ""]
        return first in YES_NO and second != "you"

    @property
    def name(self) -> str:
        return in_sentence(self.focus.main)

    def composer(self, found: Found) -> Composer:
        composer = Composer(self.inquiry, background_of(found.claims))
        composer.know(found.claims)
        composer.remark(self.focus.note)
        if self.focus.unknown:
            composer.remark(nothing_on([f"“{name}”" for name in self.focus.unknown]))
        return composer


def nothing_on(things: Sequence[str]) -> str:
    return f"The graph holds nothing on {joined(things, 'or')}."


def tell(composer: Composer, points: Sequence[Point], limit: int) -> int:
    """Up to `limit` sentences; disputes first told as such, like points joined into one."""
    told = 0
    disputed: set[str] = set()
    for sides in disputes(points):
        from kg.ask.compose import dispute

        if told < limit and dispute(composer, sides):
            told += 1
            disputed.update(side.lead.id for side in sides)
    for point in fuse([point for point in points if point.lead.id not in disputed]):
        if told >= limit:
            break
        told += composer.add(point)
    return told


def admit(request: Request, composer: Composer, found: Found, reason: str = "") -> None:
    """Say that the graph holds nothing on what was asked, and what kinds of things it does hold."""
    aspect = reason or request.intent.aspect.format(name=request.name)
    composer.remark(nothing_on([aspect]))
    kinds = kinds_held(request, found.claims)
    if kinds:
        composer.remark(f"What it does hold on {request.name}: {kinds}.")


def kinds_held(request: Request, claims: Sequence[Claim]) -> str:
    """The kinds of claims about the entity, in words: "where it is based, who leads it"."""
    entity = request.focus.main
    subjects = {claim.predicate for claim in claims if claim.subject.id == entity.id}
    objects = {claim.predicate for claim in claims if claim.object and claim.object.id == entity.id}
    if request.inquiry.queries < MOST_QUERIES:
        for row in request.inquiry.rows(statements.HELD, id=entity.id):
            (subjects if row["side"] == "SUBJECT" else objects).add(row["predicate"])
    known = list(vocabulary().predicates)
    spoken = [KINDS[name] for name in known if name in subjects and name in KINDS]
    spoken += [AS_OBJECT[name] for name in known if name in objects and name in AS_OBJECT]
    if not spoken and objects:
        spoken = ["what others have to do with it"]
    return joined(list(dict.fromkeys(spoken))[:MOST_KINDS])


AS_OBJECT = {
    "LED_BY": "what they lead",
    "WORKS_FOR": "who works there",
    "FOUNDED_BY": "what they set up",
    "HEADQUARTERED_IN": "what is based there",
    "SUBSIDIARY_OF": "what belongs to it",
    "OWNED_BY": "what it owns",
    "ACQUIRED": "who bought it",
    "INVESTED_IN": "who invested in it",
    "CONTRACTED": "contracts that it received",
    "LICENSED_BY": "what it licensed",
    "FOR_CUSTOMER": "what flies for it",
    "FOLLOWS": "what follows it",
    "MEMBER_OF": "its members",
    "OPERATED_BY": "what it operates",
    "BUILT_BY": "what it built",
    "SUPPORTED_BY": "what it supports",
    "PART_OF": "its parts",
    "CARRIED_BY": "what it carries",
    "LAUNCHED_ON": "what it launches",
    "LAUNCHED_BY": "what it launched",
    "LAUNCHED_FROM": "what was launched there",
    "TARGETS": "what goes there",
    "LANDED_ON": "landings there",
    "CREWED_BY": "flights",
    "DISCOVERED_BY": "discoveries",
    "POWERED_BY": "what it powers",
    "LOCATED_IN": "what lies there",
}
KINDS = {
    "LED_BY": "who leads it",
    "WORKS_FOR": "whom they work for",
    "NATIONALITY": "nationality",
    "FOUNDED_BY": "who founded it",
    "HEADQUARTERED_IN": "where it is based",
    "SUBSIDIARY_OF": "what it belongs to",
    "OWNED_BY": "who owns it",
    "ACQUIRED": "what it bought",
    "INVESTED_IN": "investments",
    "PARTNERS_WITH": "partners",
    "COMPETES_WITH": "rivals",
    "CONTRACTED": "contracts",
    "MEMBER_OF": "memberships",
    "LICENSED_BY": "licences",
    "OPERATED_BY": "who operates it",
    "BUILT_BY": "who built it",
    "SUPPORTED_BY": "who supports it",
    "FOR_CUSTOMER": "its customers",
    "PART_OF": "what it is part of",
    "CARRIED_BY": "what carries it",
    "LAUNCHED_ON": "what launched it",
    "LAUNCHED_BY": "who launched it",
    "LAUNCHED_FROM": "where it was launched",
    "TARGETS": "where it is going",
    "LANDED_ON": "landings",
    "ORBITS": "what it orbits",
    "DOCKED_WITH": "dockings",
    "CREWED_BY": "its crew",
    "FOLLOWS": "what it follows",
    "POWERED_BY": "its engines",
    "DISCOVERED_BY": "who discovered it",
    "LOCATED_IN": "where it lies",
    "LAUNCH_DATE": "launch dates",
    "LANDING_DATE": "landing dates",
    "END_DATE": "when it ended",
    "FOUNDED_DATE": "when it was founded",
    "OUTCOME": "how it came out",
    "PURPOSE": "its goals",
    "DISTINCTION": "what sets it apart",
    "CAUSE": "causes",
    "CONSEQUENCE": "consequences",
    "AMOUNT": "sums of money",
    "MEASURE": "figures",
    "SAID": "statements",
    "MILESTONE": "milestones",
    "FINDING": "findings",
}
