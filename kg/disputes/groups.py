"""Groups of claims that may hold a dispute: a functional predicate with several values, a triple with something said
against it. Only their keys are held, and the claims of a few groups at a time: memory does not grow with the claims."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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

    def kind(self, rules: DisputeRules) -> str:
        """How the store finds its claims: a key of `statements.ENDS`."""
        if self.object:
            symmetric = rules.vocabulary.predicates[self.predicate].symmetric
            return statements.BETWEEN if symmetric else statements.OBJECT
        return statements.WORDS if self.value else statements.WHOLE


def groups(store: "Store", rules: DisputeRules, ids: Sequence[str] | None) -> list[Group]:
    """All groups, or those of subjects that are `ids` or share a claim with one of them; in order."""
    known = rules.vocabulary.predicates
    worded = [name for name, predicate in known.items() if predicate.is_worded]
    values = {"predicates": list(rules.functional), "statuses": list(rules.single)}
    found = {
        Group(row["name"].casefold(), row["subject"], row["predicate"])
        for row in rows(store, statements.VALUES, ids, **values)
        if rules.is_functional(row["predicate"], row["type"])
    }
    for row in rows(store, statements.AGAINST, ids, statuses=list(rules.against), worded=worded):
        found.add(group_against(row, rules))
    return sorted(found)


def rows(store: "Store", condition: str, ids: Sequence[str] | None, **parameters: object) -> list[dict[str, Any]]:
    start = statements.EVERY if ids is None else statements.ABOUT
    given = {**parameters, **({"ids": list(ids)} if ids is not None else {})}
    return store.query(f"{start}{condition}", given, timeout=TIMEOUT).dictionaries()


def group_against(row: Mapping[str, Any], rules: DisputeRules) -> Group:
    """The group of a triple; of a functional predicate it is that of all its values."""
    ends = [(row["subject"], row["name"]), (row["object"] or "", row["other"] or "")]
    if rules.is_functional(row["predicate"], row["type"]):
        ends[1] = "", ""
    elif rules.vocabulary.predicates[row["predicate"]].symmetric:
        ends.sort()
    (subject, name), (target, _) = ends
    return Group(name.casefold(), subject, row["predicate"], target, (row["value"] or "").lower())


def read(
    store: "Store", rules: DisputeRules, wanted: Sequence[Group]
) -> Iterator[list[tuple[Group, tuple[Stance, ...], bool]]]:
    """A few groups at a time with their claims, and whether these are all of them."""
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        held: dict[int, list[Stance]] = {}
        for kind in statements.ENDS:
            chosen = [(number, group) for number, group in enumerate(some) if group.kind(rules) == kind]
            for row in stances(store, rules, kind, chosen):
                held.setdefault(row["number"], []).append(stance_of(row))
        yield [(some[number], most_believed(claims), len(claims) <= MOST) for number, claims in sorted(held.items())]


def most_believed(claims: Sequence[Stance]) -> tuple[Stance, ...]:
    return tuple(sorted(claims, key=lambda stance: (-stance.support.confidence, stance.claim))[:MOST])


def stances(
    store: "Store", rules: DisputeRules, kind: str, chosen: Sequence[tuple[int, Group]]
) -> list[dict[str, Any]]:
    if not chosen:
        return []
    given = [
        {
            "number": number,
            "subject": group.subject,
            "predicate": group.predicate,
            "object": group.object,
            "value": group.value,
        }
        for number, group in chosen
    ]
    concerned = [name for name in rules.vocabulary.statuses if name in {*rules.single, *rules.against}]
    parameters = {"groups": given, "statuses": concerned, "limit": MOST + 1}
    return store.query(statements.stances(kind), parameters, timeout=TIMEOUT).dictionaries()
