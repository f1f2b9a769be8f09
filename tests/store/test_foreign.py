"""Whose database it is: ours, empty, or somebody else's."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.errors import ForeignDatabase, StoreError, StoreUnreachable
from kg.store import Store
from ontology import cypher


def ask(environment: Mapping[str, str], statement: str) -> list[dict[str, object]]:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(environment["NEO4J_URI"]) as driver, driver.session() as session:
        return session.run(statement).data()


def test_foreign_data_is_refused_and_left_alone(neo4j: Mapping[str, str]) -> None:
    ask(neo4j, "CREATE (:Invoice {number: 7})")
    with pytest.raises(ForeignDatabase, match="--adopt"):
        Store.open(Path("unused"), environment=neo4j)
    assert ask(neo4j, "MATCH (n) RETURN labels(n) AS labels, n.number AS number") == [
        {"labels": ["Invoice"], "number": 7}
    ]


def test_an_adopted_database_keeps_its_own_data(neo4j: Mapping[str, str]) -> None:
    ask(neo4j, "CREATE (:Invoice {number: 7})")
    with Store.open(Path("unused"), environment=neo4j, adopt=True) as store:
        assert store.counts()["stories"] == 0
    with Store.open(Path("unused"), environment=neo4j) as store:
        assert store.query("MATCH (n:Invoice) RETURN n.number").rows == ((7,),)


def test_constraints_and_indexes_are_there(neo4j: Mapping[str, str]) -> None:
    with Store.open(Path("unused"), environment=neo4j):
        constraints = ask(
            neo4j, "SHOW CONSTRAINTS YIELD labelsOrTypes AS l, properties AS p RETURN l[0] + '.' + p[0] AS it"
        )
        indexes = ask(
            neo4j,
            "SHOW INDEXES YIELD labelsOrTypes AS l, properties AS p WHERE l IS NOT NULL RETURN l[0] + '.' + p[0] AS it",
        )
    assert {row["it"] for row in constraints} >= {f"{label}.{key}" for label, key in cypher.UNIQUE}
    assert {row["it"] for row in indexes} >= {f"{label}.{key}" for label, key in cypher.INDEXED}


def test_a_graph_of_a_newer_version_is_refused(neo4j: Mapping[str, str]) -> None:
    with Store.open(Path("unused"), environment=neo4j):
        ask(neo4j, "MATCH (mark:KnowledgeGraph) SET mark.version = 99")
    with pytest.raises(StoreError, match="upgrade kg"):
        Store.open(Path("unused"), environment=neo4j)


def test_the_environment_names_the_server(neo4j: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in neo4j.items():
        monkeypatch.setenv(name, value)
    with Store.open(Path("unused")) as store:
        assert store.status().engine.startswith("Neo4j/5.26")
        assert store.status().password is None
        assert neo4j["NEO4J_PASSWORD"] not in repr(store.status())


def test_a_given_environment_is_the_only_one_looked_at(
    embedded: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    with Store.open(Path(embedded["DATA"]), environment=embedded) as store:
        assert "ArcadeDB" in store.status().engine


@pytest.mark.parametrize("uri", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "http://127.0.0.1:1", "nonsense", "://"])
def test_a_server_that_does_not_answer_is_named(uri: str) -> None:
    with pytest.raises(StoreUnreachable) as error:
        Store.open(Path("unused"), environment={"NEO4J_URI": uri, "NEO4J_PASSWORD": "hush"})
    assert uri in str(error.value)
    assert "NEO4J_URI" in str(error.value)
    assert "hush" not in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("uri", ["bolt://neo4j:hush@127.0.0.1:1", "neo4j+s://hush@graph.example", "ftp://u:hush@x"])
def test_a_login_in_the_address_is_refused_and_not_shown(uri: str) -> None:
    with pytest.raises(StoreUnreachable, match="NEO4J_PASSWORD") as error:
        Store.open(Path("unused"), environment={"NEO4J_URI": uri})
    assert "hush" not in str(error.value)


def test_an_idle_time_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="KG_ENGINE_IDLE"):
        Store.open(tmp_path, environment={"KG_ENGINE_IDLE": "soon"})
