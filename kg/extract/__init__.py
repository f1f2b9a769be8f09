"""Text to claims: names, types, co-reference, events, dates, status and attribution."""

from kg.extract.parts import Parts
from kg.extract.reader import Reader

__all__ = ["Parts", "Reader"]
