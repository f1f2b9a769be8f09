"""A reader meets the page in a real browser."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg import draw
from kg.ask import Answer
from kg.draw.curves import middle
from kg.pages import answer_page


@dataclass
class Visit:
    """An open page, and what it did: requests beside its own file, console errors, dialogs."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).inner_text())

    def is_open(self) -> bool:
        return bool(self.page.locator("#panel").is_visible())


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def go(graph: Any, width: int = 1280, height: int = 900, javascript: bool = True) -> Visit:
        path = tmp_path / "page.html"
        draw.write(graph, path, title="Resilience")
        context = chromium.new_context(viewport={"width": width, "height": height}, java_script_enabled=javascript)
        contexts.append(context)
        visit = Visit(context.new_page())
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("console", lambda message: visit.complaints.append(message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
        visit.page.goto(path.as_uri())
        return visit

    yield go
    for context in contexts:
        context.close()


def spot_of(visit: Visit, key: str) -> tuple[float, float]:
    """Where on the screen an element of the picture is: a node's place, or the middle of a link."""
    data = visit.page.evaluate("JSON.parse(document.getElementById('data').textContent)")
    places = {node["id"]: (node["x"], node["y"]) for node in data["nodes"]}
    edge = next((edge for edge in data["edges"] if edge["id"] == key), None)
    x, y = places[key] if edge is None else middle_of(edge, places)
    spot = visit.page.evaluate(
        "place => document.getElementById('network').network.canvasToDOM(place)", {"x": x, "y": y}
    )
    box = visit.page.locator("#network").bounding_box()
    return box["x"] + spot["x"], box["y"] + spot["y"]


def middle_of(edge: dict[str, Any], places: dict[str, tuple[float, float]]) -> tuple[float, float]:
    smooth = edge["smooth"]
    side = -1 if smooth["type"] == "curvedCCW" else 1
    return middle(places[edge["from"]], places[edge["to"]], side * smooth["roundness"])


def test_a_click_on_a_link_opens_its_evidence(visit: Callable[..., Visit], graph: Any) -> None:
    here = visit(graph)
    key = here.page.locator("button.open", has_text="landed on").get_attribute("data-key")
    x, y = spot_of(here, str(key))
    here.page.mouse.click(x, y)

    here.page.locator("#panel").wait_for(state="visible")
    assert here.text("#panel-title") == "Resilience landed on Moon"
    panel = here.text("#panel-body")
    assert "due to touch down on the Moon" in panel
    assert "The Example, Lander falls silent, 2025-06-06" in panel
    assert "failed · 2025-06-05 · confidence 100 %" in panel
    link = here.page.locator("#panel-body a")
    assert link.get_attribute("href") == "https://news.example/falls-silent?a=1&b=2"
    assert here.complaints == []


def test_a_click_on_a_node_opens_its_facts_and_relations(visit: Callable[..., Visit], graph: Any) -> None:
    here = visit(graph)
    key = here.page.locator("button.open", has_text="Resilience").first.get_attribute("data-key")
    here.page.mouse.click(*spot_of(here, str(key)))

    assert here.text("#panel-title") == "Resilience"
    assert "launch date 2025-01-15" in here.text("#panel-body")
    assert "Resilience landed on Moon (failed, 2025-06-05)" in here.text("#panel-body")


def test_the_keyboard_alone_opens_and_closes_the_evidence(visit: Callable[..., Visit], graph: Any) -> None:
    here = visit(graph)
    here.page.locator("#whole").focus()
    here.page.keyboard.press("Tab")
    assert here.page.evaluate("document.activeElement.id") == "network"
    here.page.keyboard.press("ArrowRight")
    assert here.page.locator("#live").text_content() == "Resilience, Lander"
    here.page.keyboard.press("Enter")
    assert here.is_open()
    assert here.page.evaluate("document.activeElement.id") == "panel"
    here.page.keyboard.press("Escape")
    assert not here.is_open()
    assert here.page.evaluate("document.activeElement.id") == "network"


def test_rows_of_the_table_open_the_evidence_too(visit: Callable[..., Visit], graph: Any) -> None:
    here = visit(graph)
    row = here.page.locator("button.open", has_text="led by")
    here.page.locator("#hint").click()
    for _ in range(40):
        here.page.keyboard.press("Tab")
        if row.evaluate("button => button === document.activeElement"):
            break
    assert row.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    here.page.keyboard.press("Enter")
    assert here.text("#panel-title") == "ispace led by Takeshi Hakamada"
    assert "role: chief executive" in here.text("#panel-body")
    here.page.keyboard.press("Escape")
    assert here.page.evaluate("document.activeElement.textContent") == "led by"


def test_search_and_status_leave_what_was_asked_for(visit: Callable[..., Visit], graph: Any) -> None:
    here = visit(graph)
    here.page.locator("#status").select_option("failed")
    assert here.page.locator("tr[id^=row-e]:visible").count() == 1
    here.page.locator("#status").select_option("")
    here.page.locator("#search").fill("hakamada")
    assert here.page.locator("tr[id^=row-n]:visible").count() == 1


def test_no_request_leaves_and_nothing_complains(visit: Callable[..., Visit], graph: Any) -> None:
    here = visit(graph)
    here.page.locator("button.open").first.click()
    assert [url for url in here.requests if not url.startswith("file:") or not url.endswith("/page.html")] == []
    assert here.complaints == []


def test_a_hostile_story_does_nothing(visit: Callable[..., Visit], hostile_graph: Any) -> None:
    here = visit(hostile_graph)
    for button in here.page.locator("button.open").all():
        button.click()
        assert here.is_open()
    assert here.page.evaluate("window.hacked") is None
    assert here.page.locator("img").count() == 0
    assert here.page.locator("script").count() == 3
    assert here.page.locator("a[href^='javascript']").count() == 0
    assert len(here.requests) == 1
    assert here.complaints == []
    assert "{{7*7}}" in here.page.content()


def test_without_javascript_picture_and_tables_are_there(visit: Callable[..., Visit], graph: Any) -> None:
    here = visit(graph, javascript=False)
    assert here.page.locator("noscript svg").is_visible()
    assert "Takeshi Hakamada" in here.text("table >> nth=0")
    here.page.locator("summary").first.click()
    assert here.page.locator("blockquote").first.is_visible()


def test_a_telephone_gets_a_readable_picture_and_no_sideways_scrolling(visit: Callable[..., Visit], graph: Any) -> None:
    here = visit(graph, width=400, height=800)
    assert here.page.evaluate("document.documentElement.scrollWidth") <= 400
    assert here.page.evaluate("document.getElementById('network').network.getScale()") >= 0.45


def test_nothing_moves_at_opening(visit: Callable[..., Visit], graph: Any) -> None:
    here = visit(graph)
    data = here.page.evaluate("JSON.parse(document.getElementById('data').textContent)")
    assert data["options"]["physics"]["enabled"] is False
    drawn = here.page.evaluate("document.getElementById('network').network.getPositions()")
    assert drawn == {node["id"]: {"x": node["x"], "y": node["y"]} for node in data["nodes"]}


@pytest.mark.parametrize("name", ["graph", "hostile_graph"])
def test_a_picture_framed_by_an_answer_s_page_works_and_nothing_else_runs(
    chromium: Any, request: pytest.FixtureRequest, tmp_path: Path, name: str
) -> None:
    script = "<script>alert('a story')</script><img src=x onerror=alert(1)>"
    graph = request.getfixturevalue(name)
    path = tmp_path / "answer.html"
    path.write_text(answer_page(script, Answer("Q", script, (), (), "", {"name": script}, graph)), encoding="utf-8")
    page = chromium.new_context().new_page()
    visit = Visit(page)
    page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
    page.on("console", lambda message: visit.complaints.append(message.text))
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("#network canvas").wait_for()
    assert frame.locator("#entities ~ .scroll tbody tr").count() == graph.number_of_nodes()
    assert visit.complaints == []
    page.context.close()
