"""The Cypher of disputes: read-only, the same text on both engines, everything named in a parameter."""

from kg.ask.statements import ROW

EVERY = """
MATCH (s:Entity)<-[:SUBJECT]-(c:Claim)"""
ABOUT = """
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[:SUBJECT|OBJECT]-(near:Claim)
WHERE near.superseded IS NULL
MATCH (near)-[:SUBJECT|OBJECT]->(s:Entity)
WITH DISTINCT s
MATCH (s)<-[:SUBJECT]-(c:Claim)"""

# functional predicates of one subject with more than one value
VALUES = """
WHERE c.predicate IN $predicates AND c.status IN $statuses AND c.superseded IS NULL
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
WITH s, c.predicate AS predicate, count(DISTINCT coalesce(c.value, o.id)) AS held
WHERE held > 1
RETURN s.id AS subject, s.name AS name, s.type AS type, predicate"""

# triples of which something is denied, failed or cancelled
AGAINST = """
WHERE c.status IN $statuses AND c.superseded IS NULL
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
RETURN DISTINCT s.id AS subject, s.name AS name, s.type AS type, c.predicate AS predicate, o.id AS object,
       o.name AS other, CASE WHEN c.predicate IN $worded THEN c.value END AS value"""

# what a judgement needs of a claim: no quotes, no texts
STANCE = """
WITH row.number AS number, c
MATCH (c)-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (story:Story {id: c.story})
RETURN number, properties(c) AS claim, s {.id, .type, .name, .aliases, .described} AS subject,
       o {.id, .type, .name, .aliases, .described} AS object, story.published AS published,
       [(c)-[by:ATTRIBUTED_TO]->(who:Entity) | {position: by.position, id: who.id}] AS voices"""

CLAIMS = f"""
UNWIND $ids AS id
MATCH (c:Claim {{id: id}}){ROW}"""

# objects that lie within others, are variants of them or their parts
WITHIN = """
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(outer:Entity)
WHERE c.predicate IN $within AND c.status IN $statuses AND c.superseded IS NULL
RETURN DISTINCT id, outer.id AS outer"""

WHOLE, OBJECT, BETWEEN, WORDS = "whole", "object", "between", "words"
# which claims belong to a group beside subject and predicate; `BETWEEN` looks in both directions
ENDS = {
    WHOLE: ("SUBJECT", ""),
    OBJECT: ("SUBJECT", " AND EXISTS { (c)-[:OBJECT]->(:Entity {id: row.object}) }"),
    BETWEEN: ("SUBJECT|OBJECT", " AND EXISTS { (c)-[:SUBJECT|OBJECT]->(:Entity {id: row.object}) }"),
    WORDS: ("SUBJECT", " AND toLower(c.value) = toLower(row.value)"),
}


def stances(kind: str) -> str:
    """At most `$limit` current claims of each group in `$groups`, the most believed ones."""
    link, condition = ENDS[kind]
    return f"""
UNWIND $groups AS row
MATCH (e:Entity {{id: row.subject}})
CALL (e, row) {{
  MATCH (e)<-[:{link}]-(c:Claim)
  WHERE c.predicate = row.predicate AND c.status IN $statuses AND c.superseded IS NULL{condition}
  RETURN c ORDER BY c.confidence DESC, c.id LIMIT $limit
}}{STANCE}"""
