"""Who is meant where: mentions and the clusters that they form."""

from collections.abc import Iterable

from kg.evaluate.gold import Gold
from kg.evaluate.tally import Tally, hits
from kg.model import Mention, Reading

Span = tuple[int, int]


def spans(mentions: Iterable[Mention]) -> list[Span]:
    return [(mention.start, mention.end) for mention in mentions]


def clusters(groups: Iterable[Iterable[Mention]]) -> dict[Span, frozenset[Span]]:
    """Each mention with its cluster."""
    return {span: frozenset(members) for group in groups if (members := spans(group)) for span in members}


def co_reference(gold: Gold, reading: Reading) -> dict[str, Tally]:
    """Mentions found (exact spans), and B³ over all mentions (Bagga and Baldwin 1998).

    A mention that only one side has counts as missed or as false, so that B³ speaks of finding mentions too.
    """
    stated = clusters(entity.mentions for entity in gold.entities)
    read = clusters(entity.mentions for entity in reading.entities)
    common = stated.keys() & read.keys()
    return {
        "mentions": hits(len(common), len(read), len(stated)),
        "co-reference": b_cubed(stated, read),
        "co-reference of mentions found": b_cubed(restricted(stated, common), restricted(read, common)),
    }


def b_cubed(stated: dict[Span, frozenset[Span]], read: dict[Span, frozenset[Span]]) -> Tally:
    precision = recall = 0.0
    for span in sorted(stated.keys() & read.keys()):
        together = len(stated[span] & read[span])
        precision += together / len(read[span])
        recall += together / len(stated[span])
    return Tally(precision, len(read), recall, len(stated))


def restricted(grouped: dict[Span, frozenset[Span]], kept: Iterable[Span]) -> dict[Span, frozenset[Span]]:
    wanted = frozenset(kept)
    return {span: members & wanted for span, members in grouped.items() if span in wanted}
