"""Who is who: from the entities of one story to those of the graph, and what people decided on it."""

from kg.resolve.decided import Decided, changed
from kg.resolve.decisions import Decision, Kind
from kg.resolve.identity import resolve, slug

__all__ = ["Decided", "Decision", "Kind", "changed", "resolve", "slug"]
