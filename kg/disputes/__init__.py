"""Disputes, shown and not settled: claims that contradict each other, each side with who says so and how far that is
believed. What contradicts what are rules in `ontology/data/disputes.toml`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.disputes.dispute import Dispute, Report, Side

if TYPE_CHECKING:
    from kg.store import Store

__all__ = ["Dispute", "Report", "Side", "disputes"]


def disputes(store: "Store", ids: Sequence[str] | None = None) -> Iterator[Dispute]:
    """The disputes of a graph; see `kg.disputes.finding.disputes`."""
    from kg.disputes.finding import disputes as found

    return found(store, ids)
