"""How sure the trained part is of what claims speak of: that words are a mention, of whom, and of what type."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.extract.entities.coreference import Link
from kg.extract.entities.mentions import Certainty, Kind, Span
from kg.extract.joining.mentions import code_points
from kg.extract.scene import Scene
from kg.extract.text.document import Document
from kg.extract.trained import Encoded
from kg.extract.trained.labels import labels
from kg.extract.trained.scores import MentionScore


def certainties(
    scene: Scene, encoded: Encoded, found: Sequence[MentionScore], links: Mapping[int, Link]
) -> dict[int, Certainty]:
    """That of each mention of the scene, by identity; of events none, for the trained part never saw one marked."""
    ranges = [code_points(scene.document, span) for span in scene.mentions]
    cores = [core(scene.document, span) for span in scene.mentions]
    told = [likeliest(found, start, end) for start, end in cores]
    seen = [sure or hint for sure, hint in zip(told, encoded.mentioned(cores), strict=True)]
    types: dict[int, list[float]] = {}
    best: dict[int, float] = {}
    entities = {id(span): span.entity for span in scene.mentions}
    columns = {name: number for number, name in enumerate(labels().types)}
    for span, mention, kinds in zip(scene.mentions, seen, encoded.type_shares(ranges), strict=True):
        types.setdefault(span.entity, []).append(float(kinds[columns[scene.type_of(span)]]))
        best[span.entity] = max(best.get(span.entity, 0.0), mention)
    result: dict[int, Certainty] = {}
    begun: set[int] = set()
    for span, mention in zip(scene.mentions, seen, strict=True):
        shares = types[span.entity]
        result[id(span)] = Certainty(
            span.kind,
            mention,
            best[span.entity],
            round(sum(shares) / len(shares), 3),
            continued(span, links.get(id(span)), entities, span.entity in begun),
        )
        begun.add(span.entity)
    return {id(span): result[id(span)] for span in scene.mentions if not span.event}


def core(document: Document, span: Span) -> tuple[int, int]:
    """The code points of the words that a mention must hold: the noun of a description, for of "its second mission"
    the trained part may mean "its" alone."""
    return document.phrase(span.head, span.head) if span.kind is Kind.DESCRIPTION else code_points(document, span)


def likeliest(found: Sequence[MentionScore], start: int, end: int) -> float:
    """The score of the likeliest mention in a range of code points, 0 where there is none; mentions are in order."""
    first = bisect_left(found, start + 1, key=lambda mention: mention.end)
    last = bisect_left(found, end, key=lambda mention: mention.start)
    return max((mention.score for mention in found[first:last]), default=0.0)


def continued(span: Span, link: Link | None, entities: Mapping[int, int], begun: bool) -> float:
    """How probable it is that a span means its entity: that it is new, or that it continues one of its spans."""
    if link is None:
        return 1.0
    if not begun:
        return link.new
    return round(sum(share for other, share in link.antecedents.items() if entities.get(other) == span.entity), 3)
