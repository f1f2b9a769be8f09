"""The subgraph for other programs, and files by their suffix."""

import io
import json
import subprocess
import sys
from pathlib import Path

import networkx
import pytest

from kg import draw
from kg.errors import DrawError


def test_json_holds_nodes_edges_claims_and_stories(graph: networkx.MultiDiGraph) -> None:
    document = json.loads(draw.json(graph))
    assert document["focus"] == ["lander-resilience"]
    assert [node["name"] for node in document["nodes"]] == [
        *("Moon", "ispace", "Resilience", "Hakuto-R Mission 2", "Takeshi Hakamada"),
    ]
    landed = next(edge for edge in document["edges"] if edge["predicate"] == "LANDED_ON")
    assert landed == {
        "source": "lander-resilience",
        "target": "Q405",
        "key": "LANDED_ON|failed|2025-06-05",
        "predicate": "LANDED_ON",
        "status": "failed",
        "when": "2025-06-05",
        "confidence": 1.0,
        "sources": 1,
        "claims": ["c02"],
    }
    claims = {claim["id"]: claim for claim in document["claims"]}
    assert len(claims) == 8
    assert claims["c03"]["attribution"] == [
        {"id": "company-ispace", "name": "ispace"},
        {"id": "person-takeshi-hakamada", "name": "Takeshi Hakamada"},
    ]
    assert claims["c05"]["qualifiers"] == {"role": "chief executive"}
    assert claims["c07"]["value"] == "2025-01-15"
    assert document["stories"][0]["outlet"] == "The Example"


def test_graphml_reads_back(graph: networkx.MultiDiGraph) -> None:
    read = networkx.read_graphml(io.BytesIO(draw.graphml(graph).encode()), force_multigraph=True)
    assert read.is_directed()
    assert set(read.nodes) == set(graph.nodes)
    assert read.number_of_edges() == graph.number_of_edges()
    assert read.nodes["lander-resilience"]["launch_date"] == "2025-01-15"
    assert read.nodes["company-ispace"]["aliases"] == "ispace Inc."
    (landed,) = (data for *_, data in read.edges(data=True) if data["predicate"] == "LANDED_ON")
    assert (landed["status"], landed["when"], landed["confidence"]) == ("failed", "2025-06-05", 1.0)
    assert landed["quotes"] == "The lander was due to touch down on the Moon on Thursday."


def test_hostile_words_survive_as_words(hostile_graph: networkx.MultiDiGraph) -> None:
    read = networkx.read_graphml(io.BytesIO(draw.graphml(hostile_graph).encode()), force_multigraph=True)
    assert any("</script>" in data["label"] for _, data in read.nodes(data=True))
    assert json.loads(draw.json(hostile_graph))["claims"]


@pytest.mark.parametrize("suffix", ["html", "HTML", "svg", "png", "json", "graphml"])
def test_the_suffix_tells_the_format(graph: networkx.MultiDiGraph, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"resilience.{suffix}"
    draw.write(graph, path)
    drawn = getattr(draw, suffix.lower())(graph)
    assert path.read_bytes() == (drawn if isinstance(drawn, bytes) else drawn.encode())


def test_other_suffixes_and_places_are_refused(graph: networkx.MultiDiGraph, tmp_path: Path) -> None:
    with pytest.raises(DrawError, match=r"x\.pdf: no picture format; end the name in one of \.html"):
        draw.write(graph, tmp_path / "x.pdf")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(DrawError, match=r"file/x\.svg: cannot be written"):
        draw.write(graph, tmp_path / "file" / "x.svg")


def test_a_folder_that_there_is_not_is_made(graph: networkx.MultiDiGraph, tmp_path: Path) -> None:
    draw.write(graph, tmp_path / "new" / "x.svg")
    assert (tmp_path / "new" / "x.svg").read_text() == draw.svg(graph)


PROGRAM = """
import hashlib, sys
from pathlib import Path
from kg import draw
from kg.evaluate import corpus
from tests.draw.assembling import assemble
readings = [each.reading for each in corpus.read(Path(sys.argv[1]))]
graph = assemble([claim for each in readings for claim in each.claims], [each.story for each in readings])
for make in (draw.html, draw.svg, draw.json, draw.graphml, draw.png):
    drawn = make(graph)
    print(make.__name__, hashlib.sha256(drawn if isinstance(drawn, bytes) else drawn.encode()).hexdigest())
"""


def test_the_same_bytes_under_any_hash_seed() -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", PROGRAM, str(root / "examples/stories/annotations/resilience-inquiry.txt")]

    def run(seed: str) -> str:
        environment = {"PYTHONHASHSEED": seed}
        return subprocess.run(command, env=environment, cwd=root, check=True, capture_output=True, text=True).stdout

    runs = {run(seed) for seed in ("1", "2")}
    assert len(runs) == 1
    assert runs.pop().count("\n") == 5
