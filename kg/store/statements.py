"""The Cypher of the write path. Text comes from the ontology's names alone; everything else is a parameter.

Statements over rows begin at the small side, at the claim or the story, or at both ends.
"""

from collections.abc import Iterable

from ontology import cypher

LOCK = "MATCH (mark:KnowledgeGraph {id: $id}) SET mark.writes = coalesce(mark.writes, 0) + 1"

READ_STORY = """
MATCH (s:Story {id: $id})
RETURN s.text_hash AS text_hash, s.reading_hash AS reading_hash, s.title AS title, s.published AS published,
       s.outlet AS outlet, s.url AS url, s.loaded AS loaded, s.reread AS reread,
       s.bands AS bands, s.copies AS copies"""
READ_CLAIMS = """
MATCH (c:Claim {story: $id})-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
RETURN c.id AS id, c.predicate AS predicate, c.status AS status, c.when AS when, c.relation AS relation,
       c.superseded AS superseded, c.loaded AS loaded, s.id AS subject, o.id AS object"""
READ_QUOTES = "MATCH (c:Claim {story: $id})-[e:EVIDENCED_BY]->(:Story) RETURN c.id AS id, e.quote AS quote"
READ_ATTRIBUTED = "MATCH (c:Claim {story: $id})-[:ATTRIBUTED_TO]->(e:Entity) RETURN DISTINCT e.id AS id"
READ_MENTIONED = """
MATCH (:Story {id: $id})-[m:MENTIONS]->(e:Entity)
RETURN e.id AS id, m.type AS type, m.name AS name, m.aliases AS aliases, m.described AS described,
       m.wikidata AS wikidata, m.claims AS claims"""
READ_ENTITIES = "UNWIND $rows AS row MATCH (e:Entity {id: row}) RETURN e.id AS id, e.type AS type, e.tally AS tally"
READ_SUPPORTS = """
UNWIND $rows AS row MATCH (c:Claim {relation: row}) WHERE c.superseded IS NULL
RETURN row AS relation, c.id AS id, c.story AS story, c.origin AS origin, c.wording AS wording, c.copies AS copies,
       c.kind AS kind, c.confidence AS confidence, c.when AS when, c.since AS since, c.until AS until, c.role AS role,
       c.value AS value"""
# Supports of one relation stand in one row: a hub has thousands, which as rows would take most of the time.
SUPPORT = ("id", "story", "origin", "wording", "copies", "kind", "confidence", "when", "since", "until", "role")
READ_RELATIONS = f"""
UNWIND $rows AS row MATCH (c:Claim {{relation: row}}) WHERE c.superseded IS NULL
RETURN row AS relation, collect([{", ".join(f"c.{name}" for name in SUPPORT)}]) AS supports"""
# Of attributes, column by column, which costs the least; `collect` would pass over what is missing.
READ_WORTH = """
UNWIND $rows AS row MATCH (c:Claim {relation: row}) WHERE c.superseded IS NULL
RETURN row AS relation, collect(c.value) AS values, collect(c.origin) AS origins, collect(c.wording) AS wordings,
       collect(coalesce(c.copies, '')) AS copies, collect(c.confidence) AS confidences"""
READ_NAMES = "UNWIND $rows AS row MATCH (e:Entity {id: row})<-[:NAMES]-(n:Name) RETURN e.id AS id, n.key AS key"
READ_SIZES = "UNWIND $rows AS row MATCH (e:Entity {id: row}) RETURN e.id AS id, e.claims AS claims"

REWRITE_STORY = "UNWIND $rows AS row MATCH (s:Story {id: row.id}) SET s = row"
PUBLISH = """
MATCH (s:Story {id: $id}) MATCH (o:Entity {id: $outlet}) CREATE (s)-[:PUBLISHED_BY]->(o)"""
UNPUBLISH = "MATCH (:Story {id: $id})-[p:PUBLISHED_BY]->() DELETE p"
UNMENTION = """
MATCH (:Story {id: $id})-[m:MENTIONS]->() WITH collect(m) AS links UNWIND links AS link DELETE link"""

REWRITE_CLAIMS = "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c = row"
# Collected first: the embedded engine skips links, now and then, where those that it goes through are deleted.
UNLINK_CLAIMS = """
UNWIND $rows AS row MATCH (c:Claim {id: row})-[l:SUBJECT|OBJECT|ATTRIBUTED_TO|EVIDENCED_BY]->()
WITH collect(l) AS links UNWIND links AS link DELETE link"""
SUPERSEDE = """
UNWIND $rows AS row MATCH (c:Claim {id: row.id})
SET c.id = row.new, c.superseded = coalesce(c.superseded, row.time), c.loaded = coalesce(c.loaded, row.loaded)"""
RENAME_CLAIMS = "UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c.id = row.new"
DELETE_CLAIMS = "UNWIND $rows AS row MATCH (c:Claim {id: row}) DETACH DELETE c"
DELETE_STORY = "MATCH (s:Story {id: $id}) DETACH DELETE s"
LINKS = {
    "SUBJECT": "UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) MATCH (e:Entity {id: row.entity}) "
    "CREATE (c)-[:SUBJECT]->(e)",
    "OBJECT": "UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) MATCH (e:Entity {id: row.entity}) "
    "CREATE (c)-[:OBJECT]->(e)",
    "ATTRIBUTED_TO": "UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) MATCH (e:Entity {id: row.entity}) "
    "CREATE (c)-[:ATTRIBUTED_TO {position: row.position}]->(e)",
    "EVIDENCED_BY": "UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) MATCH (s:Story {id: row.story}) "
    "CREATE (c)-[:EVIDENCED_BY {start: row.start, end: row.end, quote: row.quote}]->(s)",
}

UPDATE_ENTITIES = "UNWIND $rows AS row MATCH (e:Entity {id: row.id}) SET e += row"
READ_UNHELD = """
UNWIND $rows AS row MATCH (e:Entity {id: row})
WHERE NOT EXISTS { (e)<-[:SUBJECT|OBJECT|ATTRIBUTED_TO|PUBLISHED_BY]-() } RETURN e.id AS id"""
DELETE_ENTITIES = "UNWIND $rows AS row MATCH (e:Entity {id: row}) DETACH DELETE e"
NAME = """
UNWIND $rows AS row MERGE (n:Name {key: row.key}) WITH n, row MATCH (e:Entity {id: row.entity})
CREATE (n)-[:NAMES]->(e)"""
UNNAME = "UNWIND $rows AS row MATCH (n:Name {key: row.key})-[l:NAMES]->(:Entity {id: row.entity}) DELETE l"
DELETE_UNUSED_NAMES = "UNWIND $rows AS row MATCH (n:Name {key: row}) WHERE NOT EXISTS { (n)-[:NAMES]->() } DELETE n"


def create_nodes(labels: str, names: Iterable[str]) -> str:
    return f"UNWIND $rows AS row CREATE (:{labels} {given('row', names)})"


def create_relationships(kind: str, names: Iterable[str]) -> str:
    return (
        "UNWIND $rows AS row MATCH (a:Entity {id: row.subject}) MATCH (b:Entity {id: row.object}) "
        f"CREATE (a)-[:{kind} {given('row.properties', names)}]->(b)"
    )


def mention(names: Iterable[str]) -> str:
    return (
        "UNWIND $rows AS row MATCH (s:Story {id: row.story}) MATCH (e:Entity {id: row.entity}) "
        f"CREATE (s)-[:MENTIONS {given('row.properties', names)}]->(e)"
    )


def given(table: str, names: Iterable[str]) -> str:
    """Properties of what is made, from a map of the query; those that it lacks are left out.

    Properties that are given at once cost the embedded engine less than those that are set on what it just wrote, which
    it has to move then.
    """
    return "{" + ", ".join(f"`{name}`: {table}.`{name}`" for name in sorted(names)) + "}"


def find_relationships(kind: str) -> str:
    """Rows of existing relationships; with both ends known, an engine need not go through all that one of them has."""
    return (
        "UNWIND $rows AS row MATCH (a:Entity {id: row.subject}) MATCH (b:Entity {id: row.object}) "
        f"MATCH (a)-[r:{kind}]->(b) WHERE r.relation = row.key"
    )


def read_node(direction: str) -> str:
    """All relationships of one node, with the key of the node at the other end."""
    pattern = "(e)-[r]->(x)" if direction == "out" else "(e)<-[r]-(x)"
    return (
        f"MATCH (e:Entity {{id: $id}}) MATCH {pattern} RETURN type(r) AS kind, properties(r) AS properties, "
        "coalesce(x.id, x.key) AS other, labels(x) AS labels"
    )


def relink(kind: str, label: str, way: str) -> str:
    """Relationships that a node made anew gets back; `kind` and `label` come from the graph, and are checked."""
    key = "key" if label == "Name" else "id"
    kind, label = cypher.checked(kind), cypher.checked(label)
    pattern = f"(e)-[r:{kind}]->(x)" if way == "out" else f"(e)<-[r:{kind}]-(x)"
    return (
        f"UNWIND $rows AS row MATCH (x:{label} {{{key}: row.other}}) MATCH (e:Entity {{id: row.id}}) "
        f"CREATE {pattern} SET r = row.properties"
    )
