"""Subgraphs as pictures: `html` (interactive, one file), `svg`, `png`, `json`, `graphml`; `write` goes by the suffix.

Heavy libraries are loaded on first use.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DrawError, WrongArgument

if TYPE_CHECKING:
    import networkx


def html(graph: "networkx.MultiDiGraph", title: str | None = None) -> str:
    """One page that needs nothing from anywhere: the picture, the evidence behind each link, the same as tables.

    Without a title, the names of the entities that were asked for are it.
    """
    from kg.draw.page import page

    return page(graph, title)


def script_sources() -> str:
    """The scripts of such a page by their hashes, for the Content-Security-Policy of a page that frames it."""
    from kg.draw.page import script_sources

    return script_sources()


def svg(graph: "networkx.MultiDiGraph", title: str | None = None) -> str:
    """A still picture."""
    from kg.draw.vector import vector

    return vector(graph, title)


def png(graph: "networkx.MultiDiGraph", title: str | None = None) -> bytes:
    """The still picture as pixels, two for each of the SVG's, at most 6,000 a side and 24 million in all."""
    from kg.draw.raster import raster

    return raster(svg(graph, title))


def json(graph: "networkx.MultiDiGraph") -> str:
    """Node-link JSON with claims and stories."""
    from kg.draw.data import node_link

    return node_link(graph)


def graphml(graph: "networkx.MultiDiGraph") -> str:
    """GraphML with flat properties."""
    from kg.draw.data import flat_graphml

    return flat_graphml(graph)


def write(graph: "networkx.MultiDiGraph", path: Path, title: str | None = None) -> None:
    """Write `graph` in the format of the path's suffix; raises `DrawError` for another suffix or a failed write."""
    writers = {
        ".html": lambda: html(graph, title).encode(),
        ".svg": lambda: svg(graph, title).encode(),
        ".png": lambda: png(graph, title),
        ".json": lambda: json(graph).encode(),
        ".graphml": lambda: graphml(graph).encode(),
    }
    drawn = writers.get(path.suffix.lower())
    if drawn is None:
        raise WrongArgument(f"{path.name}: no picture format; end the name in one of {', '.join(writers)}")
    content = drawn()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise DrawError(f"{path}: cannot be written: {error.strerror}; choose another place") from None


__all__ = ["graphml", "html", "json", "png", "script_sources", "svg", "write"]
