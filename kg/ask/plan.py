"""From an intent and what the question is about to the claims that may answer it, in few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.ask import statements
from kg.ask.fetch import Inquiry, entity_of
from kg.ask.focus import FLIGHT_LINKS, Focus
from kg.ask.intents import Intent
from kg.model import Claim, Entity, Status, Story
from ontology import vocabulary

KIN_KINDS = ("Craft", "Mission", "Instrument")
CONTEXT = ("OPERATED_BY", "SUBSIDIARY_OF", "OUTCOME", "LANDED_ON", "END_DATE", "CARRIED_BY", "PART_OF")
EVENTS = (
    "LAUNCH_DATE",
    "LANDING_DATE",
    "END_DATE",
    "FOUNDED_DATE",
    "OUTCOME",
    "LANDED_ON",
    "LAUNCHED_ON",
    "LAUNCHED_FROM",
    "DOCKED_WITH",
    "MILESTONE",
    "CAUSE",
    "CONTRACTED",
    "ACQUIRED",
    "INVESTED_IN",
    "LED_BY",
    "FINDING",
    "FOUNDED_BY",
    "FOLLOWS",
)
FOCUS, KIN, OWNER, FLEET = "focus", "kin", "owner", "fleet"


@dataclass(frozen=True, slots=True)
class Found:
    """Claims that may answer; `rings` says of each entity how near it is to the question."""

    claims: tuple[Claim, ...]
    stories: Mapping[str, Story]
    rings: Mapping[str, str] = field(default_factory=dict)
    owners: tuple[Entity, ...] = ()

    def ring(self, claim: Claim) -> str | None:
        """The nearest ring that the claim touches, its subject before its object."""
        ends = [claim.subject.id, *([claim.object.id] if claim.object else [])]
        rings = [self.rings[one] for one in ends if one in self.rings]
        return min(rings, key=(FOCUS, KIN, OWNER, FLEET).index, default=None)

    def subject_ring(self, claim: Claim) -> str | None:
        return self.rings.get(claim.subject.id)


def relations_of(intent: Intent) -> set[str]:
    names = (
        *intent.forward,
        *intent.backward,
        *intent.else_forward,
        *intent.else_backward,
        *intent.also,
        *intent.dated,
    )
    return {name.rstrip("~$") for name in names}


def kin_of(inquiry: Inquiry, focus: Sequence[Entity]) -> list[Entity]:
    """Craft, missions and instruments joined to the focus by PART_OF or CARRIED_BY, at most two steps away."""
    ids = [entity.id for entity in focus if is_kin_kind(entity)]
    if not ids:
        return []
    kinds = [name for name, known in vocabulary().types.items() if set(known.line) & set(KIN_KINDS)]
    rows = inquiry.rows(statements.KIN, focus=ids, kinds=[name for name in kinds if name != "Constellation"])
    found: dict[str, Entity] = {}
    for row in rows:
        for end in ("near", "far"):
            if row[end]:
                entity = entity_of(row[end])
                found.setdefault(entity.id, entity)
    return [entity for identity, entity in sorted(found.items()) if identity not in ids]


def is_kin_kind(entity: Entity) -> bool:
    return any(vocabulary().is_a(entity.type, kind) for kind in KIN_KINDS)


def simple(inquiry: Inquiry, intent: Intent, focus: Focus, *, more: Iterable[str] = ()) -> Found:
    """Claims of the intent's predicates about the focus, and its kin where the intent says so."""
    main = focus.entities[:1]
    kin = kin_of(inquiry, main) if intent.kin else []
    places = within(inquiry, main) if "LOCATED_IN" in intent.backward else []
    predicates = relations_of(intent) | set(CONTEXT) | set(more)
    claims = inquiry.about([one.id for one in main], [*(one.id for one in kin), *places], sorted(predicates))
    rings = {**dict.fromkeys(places, FOCUS), **{one.id: KIN for one in kin}, **{one.id: FOCUS for one in main}}
    found = Found(tuple(claims), inquiry.stories, rings)
    return of_sure_kin(found) if any(name.endswith("_DATE") for name in intent.forward) else found


def of_sure_kin(found: Found) -> Found:
    """Without kin of which it is but planned to be a part: what they do is not done with it on board."""
    ties: dict[str, set[str]] = {}
    for claim in found.claims:
        sure = claim.predicate == "CARRIED_BY" or (claim.predicate == "PART_OF" and claim.status is Status.ACTUAL)
        if sure and claim.object:
            ties.setdefault(claim.subject.id, set()).add(claim.object.id)
            ties.setdefault(claim.object.id, set()).add(claim.subject.id)
    sure_ones = {identity for identity, ring in found.rings.items() if ring == FOCUS}
    ahead = list(sure_ones)
    while ahead:
        more = ties.get(ahead.pop(), set()) - sure_ones
        sure_ones |= more
        ahead += more
    rings = {identity: ring for identity, ring in found.rings.items() if ring != KIN or identity in sure_ones}
    return replace(found, rings=rings)


def within(inquiry: Inquiry, focus: Sequence[Entity]) -> list[str]:
    """Ids of the places that lie within the places of the focus."""
    ids = [entity.id for entity in focus if vocabulary().is_a(entity.type, "Place")]
    return [row["id"] for row in inquiry.rows(statements.PLACES, focus=ids)] if ids else []


def wide(inquiry: Inquiry, focus: Focus, predicates: Iterable[str]) -> Found:
    """Claims about the focus, its kin, who runs it, and what else that organisation flies."""
    main = focus.entities[:1]
    kin = kin_of(inquiry, main)
    flights = [*main, *kin]
    owners, fleet = list(main), []
    if vocabulary().is_a(main[0].type, "Organization"):
        fleet = fleet_of(inquiry.rows(statements.FLEET, owners=[main[0].id], links=list(FLIGHT_LINKS[:2])))
    elif any(is_kin_kind(entity) for entity in flights):
        ids = [one.id for one in flights]
        rows = inquiry.rows(statements.SIBLINGS, ids=ids, links=list(FLIGHT_LINKS[:2]))
        rows = [row for row in rows if row["operates"]] or rows
        owners = [one for one in unique(entity_of(row["owner"]) for row in rows) if one.id != main[0].id]
        fleet = fleet_of(rows)
    else:
        owners = []
    rings = {
        **{one.id: FLEET for one in fleet},
        **{one.id: OWNER for one in owners},
        **{one.id: KIN for one in kin},
        **{one.id: FOCUS for one in main},
    }
    related = [identity for identity, ring in rings.items() if ring != FOCUS]
    claims = inquiry.about([one.id for one in main], related, [*predicates, *CONTEXT])
    return Found(tuple(claims), inquiry.stories, rings, tuple(owners))


def unique(entities: Iterable[Entity]) -> list[Entity]:
    found = {entity.id: entity for entity in entities}
    return [found[identity] for identity in sorted(found)]


def fleet_of(rows: Iterable[Mapping[str, Any]]) -> list[Entity]:
    """The craft and missions among the entities of rows."""
    entities = unique(entity_of(row["entity"]) for row in rows)
    return [one for one in entities if any(vocabulary().is_a(one.type, kind) for kind in ("Craft", "Mission"))]
