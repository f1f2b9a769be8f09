"""The page, as a file."""

import base64
import hashlib
import json
import re
from pathlib import Path

import networkx
import pytest
from lxml import html as lxml_html

from kg import draw
from kg.draw.page import script_safe
from kg.model import Story


def parsed(page: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(page)


def data_of(page: str) -> dict[str, list[dict[str, object]]]:
    return dict(json.loads(parsed(page).get_element_by_id("data").text))


def test_everything_is_inside(graph: networkx.MultiDiGraph) -> None:
    page = parsed(draw.html(graph))
    assert page.xpath("//script/@src | //link[not(starts-with(@href, 'data:'))]/@href | //img/@src | //iframe") == []
    assert "url(" not in "".join(page.xpath("//style/text()"))


def test_the_policy_lets_in_the_page_s_own_scripts_only(graph: networkx.MultiDiGraph) -> None:
    page = parsed(draw.html(graph))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    for script in page.xpath("//script[not(@type)]/text()"):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_links_say_predicate_status_and_date_and_are_dashed_unless_actual(graph: networkx.MultiDiGraph) -> None:
    edges = {str(edge["label"]): edge for edge in data_of(draw.html(graph))["edges"]}
    assert set(edges) == {
        *("operated by", "landed on\nfailed · 2025-06-05", "targets", "part of", "led by", "founded by"),
    }
    assert edges["operated by"]["dashes"] is False
    assert edges["landed on\nfailed · 2025-06-05"]["dashes"]


def test_colours_and_shapes_are_the_ontology_s(graph: networkx.MultiDiGraph) -> None:
    from ontology import vocabulary

    types = vocabulary().types
    nodes = {str(node["label"]): node for node in data_of(draw.html(graph))["nodes"]}
    assert nodes["Resilience"]["shape"] == types["Lander"].shape
    assert nodes["ispace"]["color"]["background"] == types["Company"].colour
    legend = parsed(draw.html(graph)).xpath("//ul[@class='legend']/li")
    assert [item.text_content().strip() for item in legend] == [
        *("Company", "Person", "CelestialBody", "Lander", "Mission", "actual", "failed"),
    ]


def test_the_tables_hold_all_that_the_picture_shows(graph: networkx.MultiDiGraph) -> None:
    page = parsed(draw.html(graph))
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
    assert len(rows) == 6 + 5
    assert any(row.startswith("Resilience landed on Moon failed 2025-06-05 100 % 1 claim, 1 source") for row in rows)
    assert any("said by Takeshi Hakamada, according to ispace" in row for row in rows)
    assert any("distinction the first private lander from outside of the United States" in row for row in rows)


def test_only_web_addresses_become_links(graph: networkx.MultiDiGraph) -> None:
    (story,) = graph.graph["stories"].values()
    no_scheme = ("//x.example", "https:", " https://a", "news.example/a")
    other_scheme = ("javascript:alert(1)", "javascript://a/%0aalert(1)", "data:text/html,x", "file:///etc", "ftp://a/b")
    for url in (*no_scheme, *other_scheme):
        graph.graph["stories"] = {story.id: Story(story.id, "", url=url)}
        assert parsed(draw.html(graph)).xpath("//a") == [], url


def test_a_hostile_story_stays_text(hostile_graph: networkx.MultiDiGraph) -> None:
    page = draw.html(hostile_graph, title="</title><script>window.hacked=1</script>")
    tree = parsed(page)
    assert len(tree.xpath("//script")) == 3
    assert tree.xpath("//img | //*[@onerror]") == []
    assert "{{7*7}}" in page
    assert "\u2028" not in tree.get_element_by_id("data").text
    assert "\x00" not in page
    assert "\u202e" not in page


def test_data_cannot_end_its_script() -> None:
    awkward = {"a": "</script><!--\u2028\u2029&"}
    text = script_safe(awkward)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == awkward


def test_long_words_are_shortened_in_the_picture_and_whole_in_the_table(graph: networkx.MultiDiGraph) -> None:
    from dataclasses import replace

    name = "The Long and Winding Name of a Lander That No Label Could Ever Hold"
    data = graph.nodes["lander-resilience"]
    data["entity"] = replace(data["entity"], name=name)
    page = draw.html(graph)
    assert name in page
    assert max(len(str(node["label"])) for node in data_of(page)["nodes"]) < 45


@pytest.mark.parametrize("name", ["vis-network", "noto-sans-400", "noto-sans-600"])
def test_what_is_vendored_is_what_was_pinned(name: str) -> None:
    from importlib.resources import files

    from kg.draw.page import vendor

    entry = vendor()[name]
    content = (files("kg.draw") / "vendor" / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert Path(str(files("kg.draw") / "vendor" / "README.md")).is_file()
