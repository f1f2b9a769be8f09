"""Whether two claims contradict each other, by the rules of the ontology (`ontology/data/disputes.toml`).

Two ways to contradict: they give one subject two values of a functional predicate, or they say of one triple what
cannot both be so (it happened; it was denied). Course of events is none of them: a plan and what came of it, a date
that was put off since, a change of what lasts for a time.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from kg.disputes.counts import count_of, differ_as_counts
from kg.disputes.moments import Span, agree, before, covers, days_between
from kg.disputes.stance import End, Stance
from ontology.disputes import DisputeRules

PLANNED = "planned"
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges pairs of claims. `nested` are pairs of ids of which one lies within the other, or is a variant of it."""

    rules: DisputeRules
    nested: frozenset[frozenset[str]] = frozenset()

    def contradict(self, one: Stance, other: Stance) -> bool:
        """Whether both cannot be so; the same whichever comes first, and False of a claim and itself."""
        if one.claim == other.claim or one.predicate != other.predicate or one.subject.id != other.subject.id:
            return False
        if one.story == other.story and one.voice == other.voice:
            return False  # in one voice a story tells a course of events
        if any(one.qualifiers.get(name) != other.qualifiers.get(name) for name in self.told_apart_by(one)):
            return False
        return self.oppose(one, other) or self.compete(one, other)

    def told_apart_by(self, stance: Stance) -> tuple[str, ...]:
        return self.rules.predicate(stance.predicate).per

    def oppose(self, one: Stance, other: Stance) -> bool:
        """Whether their statuses exclude each other, of the same triple at the same time."""
        if not self.rules.exclude(one.status, other.status, one.predicate) or not self.is_same_triple(one, other):
            return False
        if one.when and other.when:
            return agree(one.when, other.when)
        if self.are_near(one.time, other.time):
            return True
        if self.rules.repeats(one.predicate, one.subject.type):
            return False
        earlier, later = (one, other) if before(one.time, other.time) else (other, one)
        return not self.rules.becomes(earlier.status, later.status)

    def is_same_triple(self, one: Stance, other: Stance) -> bool:
        """The same object or words; of dates, that which speaks against the other must speak of all its days."""
        if one.dated and other.dated:
            against, said = (other, one) if one.status not in self.rules.against else (one, other)
            return against.dated is not None and said.dated is not None and covers(against.dated, said.dated)
        return one.position[0] == other.position[0]

    def compete(self, one: Stance, other: Stance) -> bool:
        """Whether they give different values of which only one can be so."""
        if not self.has_one_value(one, other) or not self.differ(one, other):
            return False
        statuses = {one.status, other.status}
        if not all(self.rules.is_single(status) for status in statuses):
            return False
        if self.rules.repeats(one.predicate, one.subject.type) and not self.are_near(one.moment, other.moment):
            return False
        if statuses == {PLANNED}:
            return self.plans_clash(one, other)
        if PLANNED in statuses:
            return self.plan_outlives(one, other)
        return self.are_of_one_time(one, other)

    def has_one_value(self, one: Stance, other: Stance) -> bool:
        """Whether there is one value for both: for good, in one story, or of what is counted."""
        rule = self.rules.predicate(one.predicate)
        if self.rules.is_functional(one.predicate, one.subject.type) or rule.numbers_of:
            return True
        return one.story == other.story and self.rules.is_any(one.subject.type, rule.told_of)

    def differ(self, one: Stance, other: Stance) -> bool:
        """Whether their values cannot both be meant."""
        rule = self.rules.predicate(one.predicate)
        if one.dated and other.dated:
            return not agree(one.dated, other.dated)
        if rule.numbers_of:
            return differ_as_counts(*(count_of(stance.value, rule.numbers_of) for stance in (one, other)))
        if one.object is None or other.object is None:
            return one.value != other.value and {one.value, other.value} <= rule.exclusive
        if rule.one_level and level(one.object, rule.parts) != level(other.object, rule.parts):
            return False
        return not self.may_be_one(one.object, other.object, rule.parts)

    def may_be_one(self, one: End, other: End, parts: Iterable[str]) -> bool:
        """Whether two objects may be one and the same, or one of them the other at another level.

        So may what no story names, and a name of which all words stand in the other's: "Vulcan" and "Vulcan Centaur",
        "Pad 39A" and "Launch Complex 39A" (words that mark parts do not count).
        """
        if one.described or other.described or one.id == other.id or frozenset((one.id, other.id)) in self.nested:
            return True
        pairs = product(bare_names(one, parts), bare_names(other, parts))
        return any(first <= second or second <= first for first, second in pairs)

    def are_of_one_time(self, one: Stance, other: Stance) -> bool:
        """Whether two facts are of one time: for good, unless both are dated or what is said lasts for a time only."""
        if one.dated:
            return True
        if one.when and other.when:
            return agree(one.when, other.when)
        return not self.rules.predicate(one.predicate).lasting or self.are_near(one.time, other.time)

    def are_near(self, one: Span, other: Span) -> bool:
        return days_between(one, other) <= self.rules.days

    def plans_clash(self, one: Stance, other: Stance) -> bool:
        """Whether two plans are no course of events, as they are where the later story gives the later date (a delay),
        where a story tells of both and names who plans for one of them at most, or where a plan has been changed since.
        """
        if one.story == other.story:
            return bool(one.voice and other.voice)
        if one.dated and other.dated:
            first, second = (one, other) if before(one.dated, other.dated) else (other, one)
            return not before(first.told, second.told)
        return self.are_near(one.told, other.told)

    def plan_outlives(self, one: Stance, other: Stance) -> bool:
        """Whether a story tells as still to come what an earlier story told as a fact of another date."""
        plan, fact = (one, other) if one.status == PLANNED else (other, one)
        return plan.dated is not None and before(fact.told, plan.told) and before(plan.told, plan.dated)


def level(end: End, parts: Iterable[str]) -> tuple[str, bool]:
    """At which level a place stands: its type, and whether a word of its name says that it is a part ("Pad 39A")."""
    return end.type, not set(parts).isdisjoint(words(end.names[0])) if end.names else False


def bare_names(end: End, parts: Iterable[str]) -> list[frozenset[str]]:
    """The words of each of its names without those that mark a part."""
    return [words(name).difference(parts) for name in end.names]


def words(name: str) -> frozenset[str]:
    return frozenset(WORD.findall(name))
