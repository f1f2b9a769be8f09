"""Entities of a story from the trained part alone: mentions, joined by their best links, typed all together."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.trained.scores import LinkScore, MentionScore


@dataclass(frozen=True, slots=True)
class Clustered:
    """`clusters[mention]` is a number for each mention, `types[mention]` the type of its cluster."""

    clusters: tuple[int, ...]
    types: tuple[str, ...]


def join(links: Sequence[LinkScore]) -> list[int]:
    """Each span with the earlier one that it most probably continues, or alone; numbered by the first span."""
    clusters = list(range(len(links)))
    order = sorted(range(len(links)), key=lambda number: (len(links[number].antecedents) > 0, number))
    for number in order:
        link = links[number]
        best = max(link.antecedents.items(), key=lambda item: (item[1], item[0]), default=(number, 0.0))
        if best[1] > link.new:
            clusters[number] = best[0]
    return [root(clusters, number) for number in range(len(links))]


def root(clusters: Sequence[int], number: int) -> int:
    while clusters[number] != number:
        number = clusters[number]
    return number


def cluster(mentions: Sequence[MentionScore], links: Sequence[LinkScore]) -> Clustered:
    """One type for one entity: the most probable one of its names together, else of its descriptions."""
    clusters = join(links)
    types: dict[int, str] = {}
    for number in sorted(set(clusters)):
        members = [mention for mention, own in zip(mentions, clusters, strict=True) if own == number]
        voters = [mention for mention in members if mention.named] or members
        sums = {name: sum(mention.type_scores[name] for mention in voters) for name in voters[0].type_scores}
        types[number] = max(sums, key=lambda name: sums[name])
    return Clustered(tuple(clusters), tuple(types[number] for number in clusters))
