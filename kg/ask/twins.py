"""What may be one under two entities: where `kg review` finds that very likely, a question on one is put to both.

Nothing is merged: the answer says that two were taken together, and a decision on the pair ends it.
"""

from collections.abc import Iterable, Sequence

from kg.ask.fetch import Inquiry
from kg.ask.names import in_sentence, joined, type_noun, with_article
from kg.model import Entity
from kg.store.names import fold
from kg.store.schema import MARK
from ontology import cypher

VERY_LIKELY = 0.97
BY_NAME = 0.8  # what their names alone must come to, so that the graph is asked for more
MOST_ASKED = 3  # of the things that a question names
MOST_TWINS = 3
HUB = 2000  # what so many claims speak of tells nothing of who is who
RELATED = f"""
UNWIND $ids AS id MATCH (e:Entity {{id: id}}) WHERE e.claims <= $hub
MATCH (e)-[:{"|".join(cypher.relationships())}]-(o:Entity) WHERE o.claims <= $hub AND NOT o.described
RETURN id, collect(DISTINCT o.name) AS names"""
DECIDED = "MATCH (mark:KnowledgeGraph {id: $id}) RETURN mark.decisions AS decisions"


def take_together(inquiry: Inquiry, entities: Iterable[Entity]) -> None:
    """Let the inquiry take for one what is very likely one of these and another name for it."""
    for entity in list(entities)[:MOST_ASKED]:
        if not entity.described and entity.id not in inquiry.mains:
            inquiry.take_for(entity, twins(inquiry, entity))


def twins(inquiry: Inquiry, entity: Entity) -> list[Entity]:
    """Others that the question's words may mean, are very likely it, and of which nobody decided who they are."""
    others = [one for one in inquiry.named.values() if one.id != entity.id and not one.described]
    if not others:
        return []
    from kg.resolve.decided import Decided
    from kg.resolve.decisions import parse
    from kg.resolve.likeness import likeness
    from kg.resolve.profile import Profile

    related: dict[str, frozenset[str]] = {}

    def profile(one: Entity, beside: Entity) -> Profile:
        apart = {one.name, *one.aliases, beside.name, *beside.aliases}
        known = related.get(one.id, frozenset()) - apart
        return Profile(one.id, one.type, (one.name, *one.aliases), known, one.wikidata)

    def score(other: Entity) -> float:
        return likeness(profile(entity, other), profile(other, entity)).score

    others = [other for other in others if score(other) >= BY_NAME]
    if not others:
        return []
    noted = inquiry.store.query(DECIDED, {"id": MARK}).dictionaries()
    decided = Decided(parse(str((noted[0]["decisions"] if noted else None) or "")))
    ids = [one.id for one in (entity, *others)]
    rows = inquiry.store.query(RELATED.strip(), {"ids": ids, "hub": HUB}).dictionaries()
    related.update({row["id"]: frozenset(row["names"]) for row in rows})
    found = [
        other for other in others if decided.judgement(entity.id, other.id) is None and score(other) >= VERY_LIKELY
    ]
    return sorted(found, key=lambda other: other.id)[:MOST_TWINS]


def note(entity: Entity, others: Sequence[Entity]) -> str:
    """ "ULA and United Launch Alliance, which may be the same, are taken together." """
    together = (entity, *others)
    named = [in_sentence(one) for one in together]
    if len({fold(one.name) for one in together}) < len(together):
        named = [f"{in_sentence(one)} ({with_article(type_noun(one.type))})" for one in together]
    text = joined(named)
    return f"{text[:1].upper()}{text[1:]}, which may be the same, are taken together."
