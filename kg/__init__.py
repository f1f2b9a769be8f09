"""A knowledge graph of spaceflight to be trusted: claims with status, attribution and evidence, read from news."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["Graph", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the facade only when it is asked for, so that `import kg` stays fast."""
    if name == "Graph":
        from kg.graph import Graph

        return Graph
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
