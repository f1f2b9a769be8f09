"""Commands that read a graph: output for people, output for programs, and exit statuses."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph

Kg = Callable[..., Any]
OPERATORS = "MATCH (l:Lander)-[:OPERATED_BY]->(o) RETURN l.name AS lander, o.name AS operator ORDER BY lander"


def test_rows_go_into_a_pipe_as_json_lines(kg: Kg, data: Path) -> None:
    done = kg("query", OPERATORS, "--data", data)
    assert done.status == 0, done.err
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert {"lander": "Blue Ghost", "operator": "Firefly Aerospace"} in rows
    assert kg("query", OPERATORS, "--json", "--data", data) == done


def test_rows_as_a_table_and_as_csv(kg: Kg, data: Path) -> None:
    assert "lander" in kg("query", OPERATORS, "--format", "table", "--data", data).out
    rows = list(csv.DictReader(io.StringIO(kg("query", OPERATORS, "--format", "csv", "--data", data).out)))
    assert {"lander": "Blue Ghost", "operator": "Firefly Aerospace"} in rows


def test_the_query_may_come_from_a_file_or_stdin_with_parameters(
    kg: Kg, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cypher = "MATCH (e:Entity) WHERE e.name = $name AND $number > 4 RETURN e.type AS type"
    parameters = ("-p", "name=Blue Ghost", "-p", "number=5", "--data", data)
    file = tmp_path / "query.cypher"
    file.write_text(cypher)
    assert json.loads(kg("query", "--file", file, *parameters).out) == {"type": "Lander"}
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(cypher.encode())))
    assert json.loads(kg("query", "-", *parameters).out) == {"type": "Lander"}


def test_cypher_is_utf_8_whatever_the_locale(kg: Kg, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def given(content: bytes) -> Any:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="latin-1"))
        return kg("query", "-", "--data", data)

    assert json.loads(given("RETURN 'Чанъэ' AS name".encode()).out) == {"name": "Чанъэ"}
    refused = given("RETURN 'é'".encode("latin-1"))
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("kg: Invalid value: stdin: cannot be read ('utf-8' codec")


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (n:Entity {id: 'x'}) RETURN n",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.name = 'x' RETURN n",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "MATCH (n RETURN n",
    ],
)
def test_wrong_or_refused_cypher_is_status_2_and_changes_nothing(kg: Kg, data: Path, cypher: str) -> None:
    before = kg("export", "--data", data).out
    done = kg("query", cypher, "--data", data)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert kg("export", "--data", data).out == before


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_no_row_is_status_1_and_told_beside_the_output(kg: Kg, data: Path, form: str) -> None:
    done = kg("query", "MATCH (n:Entity {id: 'nothing'}) RETURN n", "--format", form, "--data", data)
    assert (done.status, done.out.strip(), done.err) == (1, "", "kg: no rows\n")


def test_an_answer_has_numbered_citations_that_quote_the_story(kg: Kg, data: Path) -> None:
    done = kg("ask", "Who operates Blue Ghost?", "--data", data)
    assert done.status == 0, done.err
    answer, _, citations = done.out.partition("\n\n")
    assert "Firefly Aerospace" in answer
    assert "[1]" in answer
    assert citations.startswith("[1] “")
    assert "Lunar Wire" in citations


def test_an_answer_as_json_has_the_keys_of_the_contract(kg: Kg, data: Path) -> None:
    answer = json.loads(kg("ask", "Who operates Blue Ghost?", "--json", "--data", data).out)
    assert list(answer) == ["text", "sentences", "citations", "cypher", "parameters", "subgraph", "candidates"]
    assert set(answer["subgraph"]) >= {"nodes", "edges"}
    citation = answer["citations"][0]
    assert {"n", "quote", "story", "outlet", "title", "published", "start", "end", "claim"} <= set(citation)


def test_an_answer_as_a_page_is_one_file_with_its_picture(kg: Kg, data: Path, tmp_path: Path) -> None:
    page = tmp_path / "answers" / "page.html"
    assert kg("ask", "Who operates Blue Ghost?", "-o", page, "--data", data).status == 0
    text = page.read_text(encoding="utf-8")
    assert "<h1>Who operates Blue Ghost?</h1>" in text
    assert "srcdoc=" in text
    assert 'src="http' not in text


@pytest.mark.parametrize("name", ["answer.pdf", "answer"])
def test_an_answer_is_written_as_a_page_and_as_nothing_else(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(Graph, "open", lambda *_: pytest.fail("it is refused before the graph is opened"))
    file = tmp_path / name
    done = kg("ask", "Who operates Blue Ghost?", "-o", file)
    told = f"kg: {file}: an answer is written as a page; end the name in .html, or print it by --json\n"
    assert (done, file.exists()) == ((2, "", told), False)


def test_nothing_on_it_is_said_and_is_status_1(kg: Kg, data: Path) -> None:
    done = kg("ask", "Who operates the Zanzibar Explorer?", "--data", data)
    assert done.status == 1
    assert done.out.strip()
    assert "[1]" not in done.out


def test_the_cypher_behind_an_answer_is_shown_on_request(kg: Kg, data: Path) -> None:
    assert "MATCH" not in kg("ask", "Who operates Blue Ghost?", "--data", data).out
    assert "MATCH" in kg("ask", "Who operates Blue Ghost?", "--cypher", "--data", data).out


def test_show_prints_a_table_or_writes_a_picture(kg: Kg, data: Path, tmp_path: Path) -> None:
    table = kg("show", "Blue Ghost", "--data", data)
    assert any("OPERATED_BY" in line and "Firefly Aerospace" in line for line in table.out.splitlines())
    assert "nodes" in json.loads(kg("show", "Blue Ghost", "--json", "--data", data).out)
    for suffix in ("html", "svg", "png", "json", "graphml"):
        file = tmp_path / f"blue-ghost.{suffix}"
        assert kg("show", "Blue Ghost", "-o", file, "--data", data).status == 0
        assert file.stat().st_size > 500


def test_a_name_that_is_not_held_is_status_1_with_near_names(kg: Kg, data: Path) -> None:
    done = kg("show", "Blu Ghost", "--data", data)
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "Blue Ghost (Lander)" in done.err


def test_a_picture_of_an_unknown_kind_is_refused(kg: Kg, data: Path, tmp_path: Path) -> None:
    done = kg("show", "Blue Ghost", "-o", tmp_path / "picture.bmp", "--data", data)
    assert done.status == 2
    assert ".html" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "Blue Ghost", "--at", "someday"],
        ["export", "-o", "space.pdf"],
        ["export", "--base", "not an address"],
    ],
)
def test_what_there_is_not_is_wrong_usage(kg: Kg, data: Path, arguments: list[str]) -> None:
    done = kg(*arguments, "--data", data)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        ("ttl", "@prefix"),
        ("trig", "@prefix"),
        ("nt", "<"),
        ("nq", "<"),
        ("jsonld", "{"),
        ("graphml", "<graphml"),
        ("csv", "claim,"),
    ],
)
def test_the_suffix_tells_the_format_of_an_export(kg: Kg, data: Path, tmp_path: Path, suffix: str, begins: str) -> None:
    files = [tmp_path / f"{number}.{suffix}" for number in range(2)]
    for file in files:
        assert kg("export", "-o", file, "--data", data).status == 0
    text = files[0].read_text(encoding="utf-8")
    assert text.lstrip().removeprefix('<?xml version="1.0" encoding="UTF-8"?>').lstrip().startswith(begins)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_json_ld_may_be_written_either_way(kg: Kg, data: Path) -> None:
    exported = [kg("export", "--format", name, "--data", data) for name in ("jsonld", "json-ld")]
    assert exported[0].status == 0
    assert exported[0] == exported[1]


def test_an_export_may_be_about_one_thing(kg: Kg, data: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(kg("export", "--format", "csv", "--about", "Blue Ghost", "--data", data).out))
    )
    assert rows
    assert all("Blue Ghost" in (row["subject_name"], row["object_name"], row["attribution"]) for row in rows)


def test_an_unknown_suffix_names_the_formats(kg: Kg, data: Path, tmp_path: Path) -> None:
    done = kg("export", "-o", tmp_path / "space.rdfxml", "--data", data)
    assert done.status == 2
    assert ".ttl" in done.err


def test_the_graph_keeps_its_promises(kg: Kg, data: Path) -> None:
    assert kg("check", "--data", data) == (0, "all promises kept\n", "")
    assert json.loads(kg("check", "--json", "--data", data).out) == {"ok": True, "problems": []}


def test_status_and_schema_say_what_is_where_and_what_it_holds(kg: Kg, data: Path) -> None:
    status = json.loads(kg("status", "--json", "--data", data).out)
    assert status["bolt"].startswith("bolt://127.0.0.1:")
    assert status["user"] == "reader"
    assert status["counts"]["stories"] == 3
    schema = json.loads(kg("schema", "--json", "--data", data).out)
    assert schema["types"]["Lander"] >= 1
    assert "OPERATED_BY" in schema["relations"]
    assert "stories: 3" in kg("status", "--data", data).out


def test_the_data_folder_may_come_from_the_environment(kg: Kg, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_HOME", str(data))
    assert json.loads(kg("status", "--json").out)["data"] == str(data)


def test_a_database_that_does_not_answer_is_status_3(kg: Kg, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", "not-to-be-printed")
    done = kg("query", "RETURN 1", "--data", data)
    assert (done.status, done.out) == (3, "")
    assert done.err.count("\n") == 1
    assert "not-to-be-printed" not in done.err


def test_stopping_an_engine_that_does_not_run_is_no_error(kg: Kg, tmp_path: Path) -> None:
    assert kg("stop", "--data", tmp_path) == (0, f"no engine runs for {tmp_path}\n", "")
