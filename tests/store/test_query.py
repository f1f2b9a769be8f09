"""Queries of users: what they get, and what they cannot do on either server."""

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.model import Entity
from kg.store import Store, guard

ISPACE = Entity("Q1", "Company", "ispace", wikidata="Q1")
LANDER = Entity("lander:resilience", "Lander", "Resilience")

WRITES = [
    "CREATE (n:Entity {id: 'x'})",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) SET n:Label",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) NODETACH DELETE n",
    "MERGE (n:Entity {id: 'x'})",
    "MATCH (n) MERGE (n)-[:X]->(n)",
    "FOREACH (i IN [1] | CREATE (:X))",
    "INSERT (:X)",
    "MATCH (n) CALL (n) { CREATE (:X) }",
    "MATCH (n) CALL { WITH n DELETE n } IN TRANSACTIONS RETURN 1",
    "MATCH (n) CALL (n) { SET n.x = 1 } IN 2 CONCURRENT TRANSACTIONS OF 10 ROWS",
    "WITH 1 AS x CREATE (n)",
    "RETURN 1 UNION CREATE (n) RETURN 1",
    "match (n) /* quiet */ set /* quiet */ n.x = 1",
    "MATCH (n)\nWHERE true\nSET\nn.x = 1",
    "RETURN 1; CREATE (n)",
    "CREATE INDEX x FOR (n:Claim) ON (n.rule)",
    "DROP CONSTRAINT entity_id",
    "CREATE CONSTRAINT x FOR (n:X) REQUIRE n.x IS UNIQUE",
    "CREATE DATABASE other",
    "DROP DATABASE neo4j",
    "CREATE USER x SET PASSWORD 'long enough'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
]
READS_FILES = [
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM $url AS line RETURN line",
    "load\n/**/csv from 'file:///etc/passwd' as line return line",
    "MATCH (n) LOAD CSV FROM 'http://127.0.0.1:1/' AS line RETURN line",
    "CALL { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } RETURN line",
    "USING PERIODIC COMMIT LOAD CSV FROM 'file:///etc/passwd' AS line CREATE (:X)",
    "LOAD\\u0020CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "CALL apoc.load.json('file:///etc/passwd')",
    "CALL apoc.export.csv.all('/tmp/x', {})",
    "CALL `apoc`.`load`.`csv`('file:///etc/passwd') YIELD list RETURN list",
    "CALL apoc . cypher . run('CREATE (n)', {})",
    "RETURN apoc.cypher.runFirstColumnSingle('LOAD CSV FROM \"file:///etc/passwd\" AS l RETURN l', {})",
    "RETURN `apoc`.load.json('x')",
    "CALL sql('SELECT 1')",
]
REACHES_OUT = [
    "UNWIND [1] AS i CALL (i) { RETURN i AS j } IN TRANSACTIONS RETURN j",
    "CALL algo.pagerank()",
    "CALL meta.stats()",
    "CALL dbms.listConfig()",
    "CALL dbms.setConfigValue('a', 'b')",
    "CALL dbms.security.listUsers()",
    "CALL dbms.queryJmx('*:*')",
    "CALL db.createLabel('X')",
    "CALL db.clearQueryCaches()",
    "CALL db.awaitIndexes",
    "CALL merge.node(['X'], {}, {}, {})",
    "CALL refactor.mergeNodes([])",
    "SHOW USERS",
    "SHOW SETTINGS",
    "SHOW DATABASES",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTIONS 'x'",
    "USE system SHOW USERS",
    "USE other MATCH (n) RETURN n",
    "EXPLAIN CREATE (n)",
    "PROFILE MATCH (n) DELETE n",
    "CYPHER runtime=slotted CREATE (n)",
    "{sql} SELECT FROM schema:types",
    "SELECT FROM Entity",
    ":param x => 1",
    "BEGIN",
    "",
    "   // nothing\n",
    ";",
]


@pytest.fixture
def filled(store: Store, writer: Callable) -> Store:
    story = writer("s1", "ispace's Resilience flew in 2025.")
    store.load(story.reading(story.claim(LANDER, "OPERATED_BY", ISPACE, when="2025", role="owner")))
    return store


def test_what_a_user_may_ask(filled: Store) -> None:
    table = filled.query(
        "MATCH (l:Lander)-[r:OPERATED_BY]->(o:Organization) WHERE o.name = $name "
        "RETURN l.name AS lander, r.since AS since, [o.name, 1] AS list, {a: date('2025-01-01')} AS map",
        {"name": "ispace"},
    )
    assert table.columns == ("lander", "since", "list", "map")
    assert table.rows == (("Resilience", date(2025, 1, 1), ["ispace", 1], {"a": date(2025, 1, 1)}),)


def test_nodes_relationships_and_paths_are_plain(filled: Store) -> None:
    ((path, lander, link),) = filled.query("MATCH p = (l:Lander)-[r:OPERATED_BY]->() RETURN p, l, r").rows
    assert (lander["labels"], lander["name"], lander["type"]) == (["Craft", "Entity", "Lander"], "Resilience", "Lander")
    assert (link["type"], link["claims"], link["roles"]) == ("OPERATED_BY", 1, ["owner"])
    assert [part.get("name", part["type"]) for part in path] == ["Resilience", "OPERATED_BY", "ispace"]


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n) WHERE n.load = 1 OR n.set IS NOT NULL RETURN n.create AS x, n.use",
        "MATCH (n:Set)-[:DELETE|CREATE]->(m) RETURN count(*)",
        "RETURN 'LOAD CSV; CREATE (n)' AS text, \"it's; SET\" AS other // DELETE; not",
        "RETURN {load: 1, set: 2} AS map",
        "RETURN $merge AS value",
        "MATCH (n) RETURN n.`drop` AS `delete`;",
        "MATCH (n:Entity) CALL (n) { MATCH (n)--(m) RETURN count(m) AS near } RETURN n.name, near",
        "MATCH (n:Entity) RETURN n.name ORDER BY n.name SKIP 0 LIMIT 1 UNION MATCH (n:Claim) RETURN n.id AS `n.name`",
        "RETURN date.truncate('year', date('2025-06-05')) AS d, duration.between(date(), date()) AS b",
        "RETURN point.distance(point({x: 0, y: 0}), point({x: 1, y: 0})) AS d",
        "CALL db.labels() YIELD label RETURN count(label) AS number",
        "MATCH (a:Lander), (b:Company), p = shortestPath((a)-[*..3]-(b)) RETURN length(p)",
        "MATCH (a:Lander) WHERE EXISTS { (a)-->() } RETURN COUNT { (a)--() } AS number",
    ],
)
def test_words_that_only_look_dangerous_are_harmless(filled: Store, cypher: str) -> None:
    filled.query(cypher, {"merge": 1})


@pytest.mark.parametrize("cypher", [*WRITES, *READS_FILES, *REACHES_OUT])
def test_everything_else_is_refused_before_it_reaches_a_server(cypher: str) -> None:
    with pytest.raises(QueryError) as refusal:
        guard.check(cypher)
    assert "\n" not in str(refusal.value)


def test_nothing_changes_when_the_first_lock_is_open(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even what the guard missed, the server and the plan refuse."""
    before = filled.query("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(n), count(r)").rows
    monkeypatch.setattr(guard, "check", lambda cypher: cypher)
    for cypher in [*WRITES, *READS_FILES, "CREATE (n:Entity {id: 'y'}) RETURN n", "CALL db.createLabel('Q')"]:
        with pytest.raises(QueryError):
            filled.query(cypher, {"url": "file:///etc/passwd"})
    assert filled.query("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(n), count(r)").rows == before


def test_no_file_comes_out_of_a_query(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("top secret\n")
    monkeypatch.setattr(guard, "check", lambda cypher: cypher)
    for url in (secret.as_uri(), str(secret), f"file:{secret}"):
        with pytest.raises(QueryError) as refusal:
            filled.query("LOAD CSV FROM $url AS line RETURN line", {"url": url})
        assert "top secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("cypher", "hint"),
    [
        ("MATCH (l:Lander RETURN l", "line 1"),
        ("MATCH (l:Lander) RETURN x", "not defined"),
        ("MATCH (l:Lander) RETRUN l", "line 1"),
        ("RETURN 'open", "not closed"),
        ("RETURN $missing AS x", "missing"),
        ("RETURN nosuch(1)", "nosuch"),
    ],
)
def test_a_typo_is_named_on_one_line(filled: Store, cypher: str, hint: str) -> None:
    with pytest.raises(QueryError) as error:
        filled.query(cypher)
    assert hint in str(error.value)
    assert "\n" not in str(error.value)
    assert "EXPLAIN" not in str(error.value)


@pytest.mark.parametrize(
    ("cypher", "told"),
    [
        ("MATCH (l:Lander) RETURN timeout", "timeout"),
        ("RETURN $terminated AS x", "terminated"),
        ("UNWIND ['it timed out'] AS x RETURN date(x)", "parse"),
        ("UNWIND ['EXPLAIN it'] AS x RETURN date(x)", "EXPLAIN it|Text cannot be parsed to a Date"),
    ],
)
def test_words_of_the_query_are_not_taken_for_the_servers(filled: Store, cypher: str, told: str) -> None:
    with pytest.raises(QueryError, match=told) as error:
        filled.query(cypher)
    assert "longer than" not in str(error.value)


def test_a_query_that_takes_too_long_is_ended(filled: Store) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryError, match=r"longer than 0\.3 s"):
        filled.query(
            "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a WHERE a < 0 RETURN count(a)", timeout=0.3
        )
    assert time.monotonic() - begun < 10
    assert filled.query("RETURN 1 AS one").rows == ((1,),)


def test_rows_can_be_written_as_json(filled: Store) -> None:
    table = filled.query("MATCH (n:Lander) RETURN n.name AS name, n.aliases AS aliases")
    assert json.dumps(table.dictionaries()) == '[{"name": "Resilience", "aliases": []}]'
