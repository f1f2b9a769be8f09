"""The still pictures: SVG and PNG."""

import struct

import networkx
from lxml import etree

from kg import draw

SVG = "{http://www.w3.org/2000/svg}"


def test_svg_shows_names_relations_and_a_legend(graph: networkx.MultiDiGraph) -> None:
    root = etree.fromstring(draw.svg(graph, "Resilience").encode())
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"Resilience", "ispace", "Takeshi Hakamada", "operated by", "landed on", "failed · 2025-06-05"} <= set(words)
    assert {"Lander", "Company", "failed"} <= set(words)
    assert root.find(f"{SVG}title").text == "Resilience"


def test_svg_dashes_what_is_not_actual(graph: networkx.MultiDiGraph) -> None:
    root = etree.fromstring(draw.svg(graph).encode())
    dashed = [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert len(dashed) == 1 + 1  # the failed landing, and its entry in the legend


def test_svg_stands_where_the_page_stands(graph: networkx.MultiDiGraph) -> None:
    from kg.draw.picture import compose

    root = etree.fromstring(draw.svg(graph).encode())
    left, top, width, height = map(float, root.get("viewBox").split())
    for node in compose(graph).nodes:
        assert left < node.box.left < node.box.right < left + width
        assert top < node.box.top < node.box.bottom < top + height


def test_svg_of_hostile_words_is_well_formed_and_harmless(hostile_graph: networkx.MultiDiGraph) -> None:
    root = etree.fromstring(draw.svg(hostile_graph, "</title><script>").encode())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {"svg", "title", "rect", "g", "path", "text"}


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_png_is_the_svg_twice_as_large(graph: networkx.MultiDiGraph) -> None:
    root = etree.fromstring(draw.svg(graph).encode())
    assert size_of(draw.png(graph)) == (2 * int(root.get("width")), 2 * int(root.get("height")))


def test_png_has_letters_without_any_font_of_the_system(graph: networkx.MultiDiGraph) -> None:
    """Letters leave ink: a picture of the same words made blank is smaller."""
    from kg.draw.raster import raster

    named = draw.svg(graph)
    blank = etree.fromstring(named.encode())
    for text in blank.iter(f"{SVG}text"):
        text.text = " "
    assert len(draw.png(graph)) > 1.5 * len(raster(etree.tostring(blank, encoding="unicode")))


def test_a_huge_picture_stays_within_bounds() -> None:
    from kg.draw.raster import raster

    huge = '<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="90"><rect width="9" height="9"/></svg>'
    assert max(size_of(raster(huge))) == 6000


def test_an_empty_graph_can_be_drawn() -> None:
    assert size_of(draw.png(networkx.MultiDiGraph()))[0] > 0
    assert "<h1>Nothing</h1>" in draw.html(networkx.MultiDiGraph(), "Nothing")
