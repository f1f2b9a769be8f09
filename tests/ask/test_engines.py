"""The same question gets the same answer from the embedded engine and from Neo4j."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from kg.ask import ask
from kg.model import Reading
from kg.store import Store

HERE = Path(__file__).parent


def test_both_engines_answer_alike(
    store: Store, neo4j: Mapping[str, str], readings: list[Reading], tmp_path: Path
) -> None:
    entries = tomllib.loads((HERE / "questions.toml").read_text())["questions"]
    settings = {name: value for name, value in neo4j.items() if name.startswith("NEO4J_")}
    with Store.open(tmp_path, environment=settings) as other:
        for reading in readings:
            other.load(reading)
        for question in (entry["asks"][0] for entry in entries[::4]):
            alike = json.dumps(ask(store, question).to_json()) == json.dumps(ask(other, question).to_json())
            assert alike, question
