"""Who is who: from the entities of one story to those of the graph."""

from kg.resolve.identity import resolve, slug

__all__ = ["resolve", "slug"]
