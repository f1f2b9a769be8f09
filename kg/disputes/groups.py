"""Groups of claims that may hold a dispute: a functional predicate with several values, a triple with something said
against it. Only their keys are held, and the claims of a few subjects at a time: memory keeps its size."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.disputes import statements
from kg.disputes.stance import Stance, stance_of
from ontology.disputes import DisputeRules

if TYPE_CHECKING:
    from kg.store import Store

# a walk over all claims of a large archive takes longer than what a user asks
TIMEOUT = 600.0
BATCH = 50
# More claims of one group are not compared with each other: the most believed ones are.
MOST = 500


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """The claims of one subject and predicate; of one object or the same words where these are not empty.

    `name` is the subject's, folded: groups stand in its order.
    """

    name: str
    subject: str
    predicate: str
    object: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of a group, as far as it tells whether it is among the most believed ones."""

    confidence: float
    claim: str

    @property
    def order(self) -> tuple[float, str]:
        return -self.confidence, self.claim


def groups(store: "Store", rules: DisputeRules, ids: Sequence[str] | None) -> list[Group]:
    """All groups, or those that may hold a dispute with one of `ids` as subject or object; in order."""
    known = rules.vocabulary.predicates
    worded = [name for name, predicate in known.items() if predicate.is_worded]
    start, given = (statements.EVERY, {}) if ids is None else (statements.ABOUT, {"ids": list(ids)})
    found = {
        Group(row["name"].casefold(), row["subject"], row["predicate"])
        for row in several_valued(store, rules, ids)
        if rules.may_differ(row["predicate"], row["type"])
    }
    for row in rows(store, f"{start}{statements.AGAINST}", **given, statuses=list(rules.against), worded=worded):
        found.add(group_against(row, rules))
    return sorted(found)


def several_valued(store: "Store", rules: DisputeRules, ids: Sequence[str] | None) -> Iterator[dict[str, Any]]:
    """Subjects with a predicate of which they have several values, one of them among `ids` or theirs."""
    given = {"predicates": list(rules.of_one_value), "statuses": list(rules.single)}
    if ids is None:
        yield from rows(store, f"{statements.EVERY}{statements.VALUES}", **given)
        return
    near = rows(store, f"{statements.ABOUT}{statements.FUNCTIONAL}", ids=list(ids), **given)
    wanted = {(row["subject"], row["predicate"]) for row in near}
    subjects = sorted({subject for subject, _ in wanted})
    for start in range(0, len(subjects), BATCH):
        some = rows(store, f"{statements.OF}{statements.VALUES}", subjects=subjects[start : start + BATCH], **given)
        yield from (row for row in some if (row["subject"], row["predicate"]) in wanted)


def rows(store: "Store", statement: str, **parameters: object) -> list[dict[str, Any]]:
    return store.query(statement, parameters, timeout=TIMEOUT).dictionaries()


def group_against(row: Mapping[str, Any], rules: DisputeRules) -> Group:
    """The group of a triple; of a functional predicate it is that of all its values."""
    ends = [(row["subject"], row["name"]), (row["object"] or "", row["other"] or "")]
    if rules.may_differ(row["predicate"], row["type"]):
        ends[1] = "", ""
    elif rules.vocabulary.predicates[row["predicate"]].symmetric:
        ends.sort()
    (subject, name), (target, _) = ends
    return Group(name.casefold(), subject, row["predicate"], target, (row["value"] or "").lower())


def read(
    store: "Store", rules: DisputeRules, wanted: Sequence[Group]
) -> Iterator[list[tuple[Group, tuple[Stance, ...], bool]]]:
    """A few groups at a time with their claims, and whether these are all of them."""
    for some in together(wanted):
        found = members(store, rules, some)
        best = {group: sorted(held, key=lambda one: one.order)[:MOST] for group, held in found.items()}
        chosen = [(number, one.claim) for number, group in enumerate(some) for one in best.get(group, ())]
        held: dict[int, list[Stance]] = {}
        for start in range(0, len(chosen), MOST):
            given = [{"number": number, "claim": claim} for number, claim in chosen[start : start + MOST]]
            for row in rows(store, statements.STANCES, rows=given):
                held.setdefault(row["number"], []).append(stance_of(row))
        yield [
            (some[number], most_believed(claims), len(found[some[number]]) <= MOST)
            for number, claims in sorted(held.items())
        ]


def together(wanted: Sequence[Group]) -> Iterator[list[Group]]:
    """Some `BATCH` groups at a time, those of one subject never apart: they are read in one walk."""
    some: list[Group] = []
    for _, of_subject in groupby(wanted, key=lambda group: (group.name, group.subject)):
        some.extend(of_subject)
        if len(some) >= BATCH:
            yield some
            some = []
    if some:
        yield some


def members(store: "Store", rules: DisputeRules, some: Sequence[Group]) -> dict[Group, list[Member]]:
    """The current claims of each group; of a symmetric relation, those too that have its subject for their object."""
    concerned = [name for name in rules.vocabulary.statuses if name in {*rules.single, *rules.against}]
    by_key = {(group.subject, group.predicate, group.object, group.value): group for group in some}
    found: dict[Group, list[Member]] = {}
    for end in (statements.OUT, statements.IN):
        chosen = [group for group in some if end == statements.OUT or is_between(group, rules)]
        given = {
            "subjects": sorted({group.subject for group in chosen}),
            "predicates": sorted({group.predicate for group in chosen}),
            "statuses": concerned,
        }
        for row in rows(store, statements.members(end), **given) if chosen else ():
            ends = row["object"] or "", (row["value"] or "").lower()
            for key in {ends, (ends[0], ""), ("", "")}:
                group = by_key.get((row["subject"], row["predicate"], *key))
                if group is not None and (end == statements.OUT or is_between(group, rules)):
                    found.setdefault(group, []).append(Member(float(row["confidence"]), row["claim"]))
    return found


def is_between(group: Group, rules: DisputeRules) -> bool:
    """Whether its claims may have its ends in either order."""
    return bool(group.object) and rules.vocabulary.predicates[group.predicate].symmetric


def most_believed(claims: Sequence[Stance]) -> tuple[Stance, ...]:
    return tuple(sorted(claims, key=lambda stance: (-stance.support.confidence, stance.claim)))
