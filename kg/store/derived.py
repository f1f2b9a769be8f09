"""What follows from the claims: relationships between entities, and their properties.

Each is found by the key that its claims share (`Claim.relation`), and made anew from all current claims with that key.
"""

from collections.abc import Iterable, Mapping, Sequence

from kg.store import belief, statements
from kg.store.belief import Support
from kg.store.connection import Transaction
from kg.store.reading import Relation
from ontology import cypher


def refresh(transaction: Transaction, story: str, before: Iterable[Relation], after: Iterable[Relation]) -> None:
    """Bring relationships and properties in line with the claims, for those relations that a story's claims support.

    `before` and `after` are the relations that it supported, and supports now.
    """
    earlier = {relation.key: relation for relation in before}
    touched = earlier | {relation.key: relation for relation in after}
    supports: dict[str, list[Support]] = {key: [] for key in touched}
    for row in transaction.each(statements.READ_SUPPORTS, sorted(touched)):
        supports[row["relation"]].append(Support.of(row))
    for known in supports.values():
        known.sort(key=lambda support: support.claim)
    between = [relation for _, relation in sorted(touched.items()) if relation.object is not None]
    new = {
        key for key, known in supports.items() if key not in earlier and {support.story for support in known} == {story}
    }
    create_relationships(transaction, [relation for relation in between if relation.key in new], supports)
    refresh_relationships(transaction, [relation for relation in between if relation.key not in new], supports)
    attributes = [relation for _, relation in sorted(touched.items()) if relation.object is None]
    refresh_properties(transaction, attributes, supports)


def create_relationships(
    transaction: Transaction, relations: Sequence[Relation], supports: Mapping[str, Sequence[Support]]
) -> None:
    """Relationships that nothing supported before, which need not be looked for."""
    for kind, group in by_kind(relations).items():
        rows = [row_of(relation, supports[relation.key]) for relation in group]
        transaction.each(statements.create_relationships(kind), rows)


def refresh_relationships(
    transaction: Transaction, relations: Sequence[Relation], supports: Mapping[str, Sequence[Support]]
) -> None:
    """Change relationships that are there, and delete those that nothing supports any more."""
    small = smaller_ends(transaction, relations)
    for kind, group in by_kind(relations).items():
        for from_object in (False, True):
            chosen = [relation for relation in group if small[relation.key] == from_object]
            find = statements.find_relationships(kind, from_object=from_object)
            live = [row_of(relation, supports[relation.key]) for relation in chosen if supports[relation.key]]
            dead = [row_of(relation, ()) for relation in chosen if not supports[relation.key]]
            transaction.each(f"{find} SET r = row.properties", live)
            transaction.each(f"{find} DELETE r", dead)


def by_kind(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    kinds: dict[str, list[Relation]] = {}
    for relation in relations:
        kind = cypher.relationship(relation.predicate, asserted=relation.is_asserted)
        kinds.setdefault(kind, []).append(relation)
    return dict(sorted(kinds.items()))


def smaller_ends(transaction: Transaction, relations: Sequence[Relation]) -> dict[str, bool]:
    """Relation key -> whether its object has fewer claims than its subject, and so is the end to look from."""
    ends = sorted({end for relation in relations for end in (relation.subject, relation.object) if end})
    sizes = {row["id"]: row["claims"] for row in transaction.each(statements.READ_SIZES, ends)}
    return {relation.key: sizes.get(relation.object, 0) < sizes.get(relation.subject, 0) for relation in relations}


def row_of(relation: Relation, supports: Sequence[Support]) -> dict[str, object]:
    properties = belief.relationship(supports, relation.key) if supports else {}
    if not relation.is_asserted:
        properties |= {"predicate": relation.predicate, "status": relation.status}
    return {
        "key": relation.key,
        "subject": relation.subject,
        "object": relation.object,
        "properties": {name: value for name, value in properties.items() if value is not None},
    }


def refresh_properties(
    transaction: Transaction, relations: Sequence[Relation], supports: Mapping[str, Sequence[Support]]
) -> None:
    """`launch_date`: the value best believed; `launch_dates`: all of them, where there are several."""
    rows: dict[str, dict[str, object]] = {}
    for relation in relations:
        name = cypher.properties().get(relation.predicate)
        if name is None or not relation.is_asserted:
            continue
        values = belief.values(supports[relation.key])
        row = rows.setdefault(relation.subject, {"id": relation.subject})
        row[name] = values[0] if values else None
        row[cypher.plural(name)] = values if len(values) > 1 else None
    transaction.each(statements.UPDATE_ENTITIES, [rows[identity] for identity in sorted(rows)])
