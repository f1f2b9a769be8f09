"""Disputes of a graph, found group by group: claims are compared, and those in dispute read with their quotes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.ask.fetch import Inquiry
from kg.disputes import groups, statements
from kg.disputes.contradiction import Judge
from kg.disputes.dispute import STATUS, VALUE, Dispute, Report, Side
from kg.disputes.moments import agree
from kg.disputes.nesting import nested
from kg.disputes.sides import Sides, disputed, exactness
from kg.disputes.stance import Stance
from kg.model import Claim, Entity
from kg.store import belief
from ontology.disputes import dispute_rules

if TYPE_CHECKING:
    from kg.store import Store


def disputes(store: "Store", ids: Sequence[str] | None = None) -> Iterator[Dispute]:
    """All disputes among current claims, or those with one of `ids` as subject or object.

    In order of the subject's name, predicate and object; the same graph gives the same disputes on both engines.
    """
    rules = dispute_rules()
    for some in groups.read(store, rules, groups.groups(store, rules, ids)):
        judge = Judge(rules, nested(store, rules, (stance for _, held, _ in some for stance in held)))
        found = [(sides, complete) for _, held, complete in some for sides in disputed(judge, held)]
        reports = read_reports(store, [sides for sides, _ in found])
        for sides, complete in found:
            held = still_there(sides, reports)
            if len(held) > 1 and (ids is None or names_any(held, ids)):
                yield dispute_of(held, reports, complete)


def still_there(sides: Sides, reports: Mapping[str, Report]) -> Sides:
    """Without claims that a load or a `forget` took away between two queries."""
    held = (tuple(stance for stance in side if stance.claim in reports) for side in sides)
    return tuple(side for side in held if side)


def names_any(sides: Sides, ids: Sequence[str]) -> bool:
    ends = (end for side in sides for stance in side for end in (stance.subject, stance.object))
    return any(end is not None and end.id in ids for end in ends)


def read_reports(store: "Store", found: Sequence[Sides]) -> Mapping[str, Report]:
    """Each claim of some disputes with its quotes, attribution and story."""
    kinds = {stance.claim: stance.kind for sides in found for side in sides for stance in side}
    if not kinds:
        return {}
    inquiry = Inquiry(store)
    claims = inquiry.claims(statements.CLAIMS, ids=sorted(kinds))
    return {claim.id: Report(claim, inquiry.stories[claim.story], kinds[claim.id]) for claim in claims}


def dispute_of(sides: Sides, reports: Mapping[str, Report], complete: bool) -> Dispute:
    made = [(side, side_of(side, reports)) for side in sides]
    made.sort(key=lambda pair: (-pair[1].belief, -pair[1].sources, pair[0][0].position))
    stance = sides[0][0]
    claim = reports[stance.claim].claim
    about = STATUS if all(say_the_same(stance, side[0]) for side in sides) else VALUE
    return Dispute(
        subject=entity_at(claim, stance.subject.id),
        predicate=stance.predicate,
        object=entity_at(claim, stance.object.id) if about == STATUS and stance.object else None,
        about=about,
        sides=tuple(side for _, side in made),
        complete=complete,
    )


def say_the_same(one: Stance, other: Stance) -> bool:
    """Whether two sides differ in status only."""
    if one.dated and other.dated:
        return agree(one.dated, other.dated)
    return one.position[0] == other.position[0]


def side_of(stances: Sequence[Stance], reports: Mapping[str, Report]) -> Side:
    best = min(stances, key=lambda stance: (exactness(stance), stance.value or "", stance.claim))
    supports = [stance.support for stance in stances]
    told = [reports[stance.claim] for stance in stances]
    return Side(
        value=best.value,
        object=entity_at(reports[best.claim].claim, best.object.id) if best.object else None,
        status=best.status,
        belief=belief.confidence(supports),
        sources=len(belief.origins(supports)),
        reports=tuple(sorted(told, key=lambda one: (one.story.published or "", one.story.id, one.claim.id))),
    )


def entity_at(claim: Claim, identity: str) -> Entity:
    """The end of a claim with this id."""
    return claim.object if claim.object and claim.object.id == identity else claim.subject
