"""Which of its likely types an entity has: the one under which the trained part finds more to claim of it.

By its name alone "Kiwicha" may be a mission or a programme; that it was launched on a rocket tells.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.entities.clusters import Cluster, summed
from kg.extract.joining.claims import Sides, sides_of
from kg.extract.scene import Scene
from kg.extract.trained import Encoded
from kg.extract.trained.scores import ClaimScores

LIKELY = 0.15  # the least share of the votes that makes a type worth trying
TRIED = 3
PROBABLE = 0.2
WEIGHT = 0.8  # of a sure claim, against the logarithm of the share of votes


def retype(scene: Scene, encoded: Encoded) -> None:
    """Change the types of entities that another type fits better, all things considered."""
    doubted = {cluster.number: types for cluster in scene.clusters if len(types := likely(cluster, scene)) > 1}
    if not doubted:
        return
    merits = {
        number: {cluster_type: math.log(share) for cluster_type, share in types.items()}
        for number, types in doubted.items()
    }
    turns = [
        {number: [*types][turn] for number, types in doubted.items() if turn < len(types)} for turn in range(TRIED)
    ]
    turns = [chosen for chosen in turns if chosen]
    for chosen, claims in zip(turns, claims_under(scene, encoded, turns), strict=True):
        for number, claimed in claims.items():
            merits[number][chosen[number]] += WEIGHT * claimed
    for number, merit in merits.items():
        scene.clusters[number].type = max(merit, key=lambda name: merit[name])


def likely(cluster: Cluster, scene: Scene) -> dict[str, float]:
    """The types with a good share of the votes, the cluster's own first."""
    votes = summed(cluster.spans)
    whole = sum(votes.values())
    shares = {name: votes[name] / whole for name in sorted(votes, key=lambda name: (-votes[name], name))}
    if cluster.described or cluster.type not in shares:
        return {}
    others = {
        name: share
        for name, share in shares.items()
        # what the type is a kind of says less, and allows for more
        if share >= LIKELY and not scene.vocabulary.is_a(cluster.type, name) and name != "Organization"
    }
    return {cluster.type: max(shares[cluster.type], LIKELY), **others}


def claims_under(scene: Scene, encoded: Encoded, turns: Sequence[Mapping[int, str]]) -> list[dict[int, float]]:
    """For each turn, how much is probably claimed of each entity, were it of the type chosen: the sum of probabilities.

    The first look tells, which marks no type: the one that is marked would seem to fit best.
    """
    sides = sides_of(scene)
    dates = [(mention.start, mention.end) for mention in scene.dates]
    typings = [
        (
            [chosen.get(span.entity, kind) for span, kind in zip(sides.spans, sides.types, strict=True)],
            frozenset(index for index, span in enumerate(sides.spans) if span.entity in chosen),
        )
        for chosen in turns
    ]
    found: list[dict[int, float]] = [dict.fromkeys(chosen, 0.0) for chosen in turns]
    tried = encoded.tried(sides.ranges, typings, dates, encoded.phrases(), PROBABLE)
    for claimed, scores in zip(found, tried, strict=False):  # none where there is no word to claim anything of
        best: dict[tuple[int, str, object], float] = {}
        for number, key, probability in told(sides, scores):
            if number in claimed:
                best[number, *key] = max(best.get((number, *key), 0.0), probability)
        for (number, _, _), probability in best.items():
            claimed[number] += probability
    return found


def told(sides: Sides, scores: ClaimScores) -> Iterator[tuple[int, tuple[str, object], float]]:
    """Each entity that a claim speaks of, what the claim says of it, and how probable it is."""
    for relation in scores.relations:
        subject, target = sides.spans[relation.subject].entity, sides.spans[relation.object].entity
        if subject != target:
            yield subject, (relation.predicate, target), relation.probability
            yield target, (f"of {relation.predicate}", subject), relation.probability
    for date in scores.dates:
        yield sides.spans[date.subject].entity, (date.predicate, date.date), date.probability
    for text in scores.texts:
        yield sides.spans[text.subject].entity, (text.predicate, text.phrase), text.probability
    for outcome in scores.outcomes:
        yield sides.spans[outcome.subject].entity, ("OUTCOME", outcome.value), outcome.probability
