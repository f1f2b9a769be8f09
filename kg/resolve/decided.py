"""What recorded decisions come to, and readings rewritten by it.

The members of a cluster are the ids that a story alone gives (`kg.resolve.identity`). The cluster's id is the smallest
Wikidata id among them, else the smallest plain id: it follows from the decisions alone, whatever was loaded, in
whatever order. `ID@STORY` is a member of its own once a decision names it; before, it is meant by `ID`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg.errors import KgError
from kg.model import Claim, Entity, Reading
from kg.resolve.decisions import PAIRED, Decision, Kind
from kg.resolve.identity import join

WIKIDATA = re.compile(r"Q[1-9][0-9]*\Z")
# Ids of described entities hold the id of their story already.
SCOPED = re.compile(r"([^#@]+)@(.+)\Z", re.DOTALL)


@dataclass(frozen=True)
class Decided:
    """Decisions in their order, and what follows from them. Raises `KgError` where two contradict each other."""

    decisions: tuple[Decision, ...] = ()
    identities: Mapping[str, str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "identities", clusters(self.decisions))

    @cached_property
    def types(self) -> Mapping[str, str]:
        """Id of a cluster -> the type decided on last."""
        return self.last(Kind.RETYPE)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Id of a cluster -> the name decided on last."""
        return self.last(Kind.RENAME)

    def last(self, kind: Kind) -> Mapping[str, str]:
        return {self.identities[one.entity]: one.other for one in self.decisions if one.kind is kind}

    def judgement(self, one: str, other: str) -> Kind | None:
        """What was decided on two clusters, given by their ids; None where nothing was."""
        return self.judgements.get((min(one, other), max(one, other)))

    @cached_property
    def judgements(self) -> Mapping[tuple[str, str], Kind]:
        found: dict[tuple[str, str], Kind] = {}
        for pair, decision in judged(self.decisions).items():
            ends = sorted(self.identities.get(end, end) for end in pair)
            if decision.kind is not Kind.SAME and found.get((ends[0], ends[1])) is not Kind.DIFFER:
                found[ends[0], ends[1]] = decision.kind
        return found

    def member(self, identity: str, story: str) -> str:
        """The member that an id means in a story."""
        scoped = f"{identity}@{story}"
        return scoped if scoped in self.identities else identity

    def identity(self, identity: str, story: str) -> str:
        """The id of the cluster that an id means in a story."""
        member = self.member(identity, story)
        return self.identities.get(member, member)

    def outcome(self, member: str) -> tuple[str, str | None, str | None]:
        """Cluster, type and name of a member; a scoped one is what its plain id is until a decision names it."""
        plain, _ = unscoped(member)
        identity = self.identities.get(member, self.identities.get(plain, plain))
        return identity, self.types.get(identity), self.names.get(identity)

    def entity(self, entity: Entity, story: str) -> Entity:
        """An entity of a story by itself, as decided."""
        return self.settled(self.identity(entity.id, story), [entity])

    def reading(self, reading: Reading) -> Reading:
        """The same claims, with their ids, about entities as decided; the very reading where nothing changes."""
        ends = self.ends(reading)
        if all(ends[entity.id] == entity for entity in spoken_of(reading)):
            return reading
        entities = {ends[entity.id].id: ends[entity.id] for entity in spoken_of(reading)}
        return replace(
            reading,
            entities=tuple(entities[identity] for identity in sorted(entities)),
            claims=tuple(rewritten(claim, ends) for claim in reading.claims),
        )

    def ends(self, reading: Reading) -> dict[str, Entity]:
        """Id that a story gives -> the entity decided on. Entities without a claim lend no names to others."""
        story = reading.story.id
        claimed = {entity.id: entity for claim in reading.claims for entity in partners(claim)}
        members: dict[str, list[Entity]] = {}
        for entity in claimed.values():
            members.setdefault(self.identity(entity.id, story), []).append(entity)
        for entity in reading.entities:
            members.setdefault(self.identity(entity.id, story), [entity])
        settled = {identity: self.settled(identity, some) for identity, some in members.items()}
        return {entity.id: settled[self.identity(entity.id, story)] for entity in spoken_of(reading)}

    def settled(self, identity: str, members: Iterable[Entity]) -> Entity:
        """Members that one story speaks of as one: type and name of the one that gives the id, else of the first."""
        first, *others = sorted(members, key=lambda entity: (entity.id != identity, entity.id))
        for other in others:
            first = join(first, other)
        linked = {entity.wikidata for entity in (first, *others) if entity.wikidata}
        wikidata = identity if WIKIDATA.match(identity) else min(linked, default=None)
        name = self.names.get(identity, first.name)
        aliases = first.aliases if name == first.name else tuple(sorted({*first.aliases, first.name} - {name}))
        kind = self.types.get(identity, first.type)
        described = first.described and identity not in self.names
        return replace(
            first, id=identity, type=kind, name=name, aliases=aliases, wikidata=wikidata, described=described
        )


def changed(before: Decided, after: Decided) -> Iterator[tuple[str, str | None, str]]:
    """Members that come to something else: plain id, its story where it is meant there alone, its cluster before."""
    named = {*before.identities, *after.identities}
    for member in sorted(named):
        # a member that its scoped id parted from is another member, however alike they came out
        parted = (member in before.identities) != (member in after.identities) and unscoped(member)[1] is not None
        if parted or before.outcome(member) != after.outcome(member):
            yield *unscoped(member), before.outcome(member)[0]


def clusters(decisions: Iterable[Decision]) -> dict[str, str]:
    """Each id that a decision names -> the id of its cluster."""
    pairs = judged(decisions)
    found: dict[str, set[str]] = {}
    for one in decisions:
        if one.kind is not Kind.UNSURE:
            found.setdefault(one.entity, {one.entity})
            if one.kind in PAIRED:
                found.setdefault(one.other, {one.other})
    for (one_end, other_end), decision in pairs.items():
        if decision.kind is Kind.SAME and found[one_end] is not found[other_end]:
            together = found[one_end] | found[other_end]
            found.update(dict.fromkeys(together, together))
    for (one_end, other_end), decision in pairs.items():
        if decision.kind is Kind.DIFFER and found[one_end] is found[other_end]:
            raise KgError(contradiction(decision, found[one_end], pairs.values()))
    return {member: min(cluster, key=precedence) for member, cluster in found.items()}


def judged(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """The last judgement on each pair."""
    return {one.pair: one for one in decisions if one.kind in PAIRED}


def contradiction(differ: Decision, cluster: set[str], decisions: Iterable[Decision]) -> str:
    joined = [one.said for one in decisions if one.kind is Kind.SAME and one.entity in cluster]
    more = f" and {len(joined) - 5} more" if len(joined) > 5 else ""
    return f"{differ.said} contradicts {', '.join(joined[:5])}{more}; take one of them back ('kg differ', 'kg same')"


def precedence(member: str) -> tuple[int, int, str]:
    """Wikidata's ids first, the oldest before; then plain ids, those of one story last."""
    if WIKIDATA.match(member):
        return 0, int(member[1:]), member
    return (3 if "#" in member else 2 if SCOPED.match(member) else 1), 0, member


def unscoped(member: str) -> tuple[str, str | None]:
    """`ID@STORY` as id and story; None for the story of an id that means all of them."""
    found = SCOPED.match(member)
    return (found[1], found[2]) if found else (member, None)


def partners(claim: Claim) -> tuple[Entity, ...]:
    return (claim.subject, *((claim.object,) if claim.object else ()), *claim.attribution)


def spoken_of(reading: Reading) -> Iterator[Entity]:
    yield from reading.entities
    for claim in reading.claims:
        yield from partners(claim)


def rewritten(claim: Claim, ends: Mapping[str, Entity]) -> Claim:
    return replace(
        claim,
        id=claim.id or claim.key(),
        subject=ends[claim.subject.id],
        object=ends[claim.object.id] if claim.object else None,
        attribution=tuple(ends[entity.id] for entity in claim.attribution),
    )
