"""The picture as a pyvis network: what the page hands to vis-network."""

import json
from typing import Any

from kg.draw.picture import INSIDE, PADDING, Link, Node, Picture, style
from kg.draw.sources import when_of


def network(picture: Picture) -> dict[str, Any]:
    """Nodes, edges and options for vis-network, with what the page's script needs to speak of them."""
    # pyvis loads IPython, which costs half a second: only when a page is made.
    from pyvis.network import Network

    model = Network(directed=True, bgcolor=style()["paper"]["background"])
    model.set_options(json.dumps(options(picture)))
    for node in picture.nodes:
        model.add_node(node.key, **node_options(node))
    for link in picture.links:
        model.add_edge(link.source.key, link.target.key, **link_options(link))
    nodes, edges, _, _, _, chosen = model.get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(chosen),
        "focus": [node.key for node in picture.nodes if node.focus],
        "spoken": spoken(picture),
    }


def options(picture: Picture) -> dict[str, Any]:
    many = len(picture.links) > 300
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "keyboard": False,
            "zoomView": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
        },
        "nodes": {"borderWidth": 1.5, "borderWidthSelected": 4, "scaling": {"label": {"drawThreshold": 4}}},
        "edges": {
            "width": 1.5,
            "selectionWidth": 2,
            "hoverWidth": 0.5,
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
            "scaling": {"label": {"drawThreshold": 5}},
        },
    }


def node_options(node: Node) -> dict[str, Any]:
    inside = node.shape in INSIDE
    paper = style()["paper"]
    colour = {"background": node.colour, "border": paper["background"]}
    font = {"size": node.font, "face": style()["font"]["family"], "color": "#ffffff" if inside else paper["ink"]}
    if not inside:
        font |= {"strokeWidth": 4, "strokeColor": paper["background"]}
    chosen = {"background": node.colour, "border": paper["ink"]}
    look: dict[str, Any] = {
        "label": "\n".join(node.lines),
        "shape": node.shape,
        "size": node.size,
        "x": node.x,
        "y": node.y,
        "physics": False,
        "color": colour | {"highlight": chosen, "hover": chosen},
        "font": font,
    }
    if inside:
        # An ellipse is drawn as a box with round ends: vis-network's own cuts into the corners of a longer name.
        across, down = PADDING
        look |= {"shape": "box", "margin": {"top": down, "bottom": down, "left": across, "right": across}}
        look["shapeProperties"] = {"borderRadius": 6 if node.shape == "box" else node.box.height / 2}
    return look


def link_options(link: Link) -> dict[str, Any]:
    look = style()["status"][link.status.value]
    paper = style()["paper"]
    curve = {"enabled": link.bend != 0, "type": "curvedCW" if link.bend >= 0 else "curvedCCW"}
    return {
        "id": link.key,
        "label": "\n".join(link.lines),
        "dashes": look.get("dash", False),
        "color": {"color": look["colour"], "highlight": paper["ink"], "hover": paper["ink"]},
        "smooth": curve | {"roundness": abs(link.bend)},
        "font": {
            "size": style()["font"]["edge"],
            "face": style()["font"]["family"],
            "color": paper["muted"] if link.status == "actual" else look["colour"],
            "background": paper["background"],
        },
    }


def spoken(picture: Picture) -> dict[str, str]:
    """What a screen reader says of each node and link, by key."""
    said = {node.key: f"{node.entity.name}, {node.entity.type}" for node in picture.nodes}
    for link in picture.links:
        terms = ", ".join(filter(None, (link.status.value, when_of(link.when))))
        said[link.key] = f"{link.source.entity.name} {link.lines[0]} {link.target.entity.name} ({terms})"
    return said
