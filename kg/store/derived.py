"""What follows from the claims: relationships between entities, and their properties.

Each is found by the key that its claims share (`Claim.relation`), and made anew from all current claims with that key;
where these are many, not with each of them (`kg.store.crowds`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from kg.store import belief, crowds, statements
from kg.store.belief import Support
from kg.store.connection import Transaction
from kg.store.reading import Relation
from ontology import cypher

# Values of one attribute that an entity's node holds beside its claims. Of a rocket that is in the news each day
# thousands of measures are told, and each story on it would read and write them all.
MOST_VALUES = 100


def refresh(
    transaction: Transaction,
    story: str,
    before: Iterable[Relation],
    after: Iterable[Relation],
    *,
    may_lag: bool = True,
) -> None:
    """Bring relationships and properties in line with the claims, for those relations that a story's claims support.

    `before` and `after` are the relations that it supported, and supports now, once for each claim. What has many
    claims is put off where it `may_lag`, until `catch_up`.
    """
    was, now = (keyed(some) for some in (before, after))
    touched = dict(sorted((*was, *now), key=lambda one: one[0]))
    known = crowds.read(transaction, list(touched))
    later = put_off(transaction, known, was, now) if may_lag else frozenset[str]()
    here = {key: relation for key, relation in touched.items() if key not in later}
    renew(transaction, here, known, story=story, earlier={key for key, _ in was})


Keyed = list[tuple[str, Relation]]


def keyed(relations: Iterable[Relation]) -> Keyed:
    """Those relations that anything is derived from, with their keys."""
    return [(one.key, one) for one in relations if one.object is not None or property_of(one)]


def put_off(transaction: Transaction, known: Mapping[str, crowds.Crowd], was: Keyed, now: Keyed) -> frozenset[str]:
    before, after = (Counter(key for key, _ in some) for some in (was, now))
    return crowds.put_off(transaction, known, before, after)


def catch_up(transaction: Transaction, beyond: str = "") -> str | None:
    """Bring the next relations that lag in line with their claims; gives the key beyond which others may, or None."""
    relations = crowds.lagging(transaction, beyond)
    renew(transaction, relations, relations, earlier=relations)
    crowds.close(transaction)
    return max(relations, default=None)


def renew(
    transaction: Transaction,
    relations: Mapping[str, Relation],
    known: Collection[str],
    *,
    earlier: Collection[str],
    story: str | None = None,
) -> None:
    """Make relationships and properties anew from all claims, of relations by their keys; `known` are the crowds.

    What was not there `earlier`, and has claims of `story` alone, is new.
    """
    between = [relation for relation in relations.values() if relation.object is not None]
    supports = supports_of(transaction, between)
    new = {
        key for key, some in supports.items() if key not in earlier and {support.story for support in some} == {story}
    }
    create_relationships(transaction, [relation for relation in between if relation.key in new], supports)
    refresh_relationships(transaction, [relation for relation in between if relation.key not in new], supports)
    attributes = [relation for relation in relations.values() if relation.object is None]
    worths = worths_of(transaction, attributes)
    refresh_properties(transaction, attributes, worths)
    sizes = {key: len(found) for key, found in (supports | worths).items()}
    crowds.keep(transaction, relations.values(), sizes, known)


def supports_of(transaction: Transaction, relations: Iterable[Relation]) -> dict[str, list[Support]]:
    """Relation key -> its current claims, by their ids."""
    supports: dict[str, list[Support]] = {relation.key: [] for relation in relations}
    for row in transaction.each(statements.READ_RELATIONS, sorted(supports)):
        known = (Support.of(dict(zip(statements.SUPPORT, one, strict=True))) for one in row["supports"])
        supports[row["relation"]] = sorted(known, key=lambda support: support.claim)
    return supports


def worths_of(transaction: Transaction, relations: Iterable[Relation]) -> dict[str, list[Support]]:
    """Attribute key -> its current claims, as far as they tell what its values are worth."""
    supports: dict[str, list[Support]] = {relation.key: [] for relation in relations}
    for row in transaction.each(statements.READ_WORTH, sorted(supports)):
        columns = (row[name] for name in ("origins", "wordings", "confidences", "values", "copies"))
        supports[row["relation"]] = [
            Support("", "", origin, wording, float(confidence), value=value, copies=copies or None)
            for origin, wording, confidence, value, copies in zip(*columns, strict=True)
        ]
    return supports


def property_of(relation: Relation) -> str | None:
    """The property of an entity's node that an attribute becomes; None for one that stays with its claims."""
    return cypher.properties().get(relation.predicate) if relation.object is None and relation.is_asserted else None


def create_relationships(
    transaction: Transaction, relations: Sequence[Relation], supports: Mapping[str, Sequence[Support]]
) -> None:
    """Relationships that nothing supported before, which need not be looked for."""
    for kind, group in by_kind(relations).items():
        rows = [row_of(relation, supports[relation.key]) for relation in group]
        transaction.each(statements.create_relationships(kind, rows[0]["properties"]), rows)


def refresh_relationships(
    transaction: Transaction, relations: Sequence[Relation], supports: Mapping[str, Sequence[Support]]
) -> None:
    """Change relationships that are there, and delete those that nothing supports any more."""
    for kind, group in by_kind(relations).items():
        find = statements.find_relationships(kind)
        live = [told(row_of(relation, supports[relation.key])) for relation in group if supports[relation.key]]
        dead = [row_of(relation, ()) for relation in group if not supports[relation.key]]
        transaction.each(f"{find} SET r = row.properties", live)
        transaction.each(f"{find} DELETE r", dead)


def by_kind(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    kinds: dict[str, list[Relation]] = {}
    for relation in relations:
        kind = cypher.relationship(relation.predicate, asserted=relation.is_asserted)
        kinds.setdefault(kind, []).append(relation)
    return dict(sorted(kinds.items()))


def row_of(relation: Relation, supports: Sequence[Support]) -> dict[str, Any]:
    """A relationship with its properties, those too that it has not."""
    properties = belief.relationship(supports, relation.key) if supports else {}
    if not relation.is_asserted:
        properties |= {"predicate": relation.predicate, "status": relation.status}
    return {
        "key": relation.key,
        "subject": relation.subject,
        "object": relation.object,
        "properties": properties,
    }


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with those properties only that the relationship has."""
    return {**row, "properties": {name: value for name, value in row["properties"].items() if value is not None}}


def refresh_properties(
    transaction: Transaction, relations: Sequence[Relation], supports: Mapping[str, Sequence[Support]]
) -> None:
    """`launch_date`: the value best believed; `launch_dates`: the `MOST_VALUES` best ones, where there are several."""
    rows: dict[str, dict[str, object]] = {}
    for relation in relations:
        name = property_of(relation)
        assert name is not None
        values = belief.values(supports[relation.key])
        row = rows.setdefault(relation.subject, {"id": relation.subject})
        row[name] = values[0] if values else None
        row[cypher.plural(name)] = values[:MOST_VALUES] if len(values) > 1 else None
    transaction.each(statements.UPDATE_ENTITIES, [rows[identity] for identity in sorted(rows)])
