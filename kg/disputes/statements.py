"""The Cypher of disputes: read-only, the same text on both engines, everything named in a parameter."""

from kg.ask.statements import ROW

EVERY = """
MATCH (s:Entity)<-[:SUBJECT]-(c:Claim)"""
ABOUT = """
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[:SUBJECT|OBJECT]-(c:Claim)
MATCH (c)-[:SUBJECT]->(s:Entity)"""
OF = """
UNWIND $subjects AS subject
MATCH (s:Entity {id: subject})<-[:SUBJECT]-(c:Claim)"""

# subjects with their functional predicates
FUNCTIONAL = """
WHERE c.predicate IN $predicates AND c.status IN $statuses AND c.superseded IS NULL
RETURN DISTINCT s.id AS subject, c.predicate AS predicate"""

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

# What a judgement needs of a claim: no quotes, no texts.
STANCES = """
UNWIND $rows AS row
MATCH (c:Claim {id: row.claim})-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (story:Story {id: c.story})
RETURN row.number AS number, properties(c) AS claim, s {.id, .type, .name, .aliases, .described} AS subject,
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

# All groups of a subject are read in one walk over its claims: of a hub there are hundreds of groups.
OUT, IN = "SUBJECT", "OBJECT"


def members(end: str) -> str:
    """The current claims that have one of `$subjects` at this end, with what tells to which group they belong."""
    other = IN if end == OUT else OUT
    return f"""
UNWIND $subjects AS subject
MATCH (e:Entity {{id: subject}})<-[:{end}]-(c:Claim)
WHERE c.predicate IN $predicates AND c.status IN $statuses AND c.superseded IS NULL
OPTIONAL MATCH (c)-[:{other}]->(o:Entity)
RETURN subject, c.predicate AS predicate, o.id AS object, c.value AS value, c.confidence AS confidence, c.id AS claim"""
