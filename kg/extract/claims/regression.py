"""The probability of causes and consequences: a logistic regression with weights by predicate.

They are few: trees, which know no predicate, order them no better on the stories held back, and take more of them for
what they are not in the brief of `tests/evaluate`. The weights lie beside the trees.
"""

import math
from collections.abc import Iterator, Mapping

from kg.extract.claims.support import UNSEEN, Support, either, share_of
from kg.extract.entities.mentions import Kind

LIMIT = 4.6  # logarithms of odds beyond 99 to 1 tell nothing


def log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return min(LIMIT, max(-LIMIT, math.log(bounded / (1 - bounded))))


def features(support: Support, rules: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The names and values of what the regression sees; `rules` is how often each rule was right, "" all of them."""
    kinds = [side.kind for side in (support.subject, support.object) if side is not None]
    yield "bias", 1.0
    yield "descriptions", float(sum(kind is Kind.DESCRIPTION for kind in kinds))
    yield "pronouns", float(sum(kind is Kind.PRONOUN for kind in kinds))
    if support.trained is not None:
        for side, rival in zip(("subject", "object"), support.rivals, strict=True):
            ahead = max(0.0, log_odds(rival) - log_odds(support.trained))
            yield f"rival {side}", ahead
            yield f"rival {side} {support.predicate}", ahead
        subject, target = (log_odds(either(support.trained, other)) for other in support.others)
        yield "any subject", subject
        yield f"any subject {support.predicate}", subject
        yield "any object", target
        yield "again", log_odds(support.again)
    if support.phrase:
        yield "worded", 1.0
        yield "phrase", log_odds(support.phrase)
    if support.rule:
        yield "by rule", 1.0
        yield "rule was right", log_odds(share_of(support, rules))
        yield f"rule {support.rule}", 1.0
        yield f"by rule {support.predicate}", 1.0
        if support.trained is not None:
            yield "trained and rule", log_odds(support.trained)
            yield "trained beside rule", 1.0
    else:
        yield "trained", log_odds(support.trained if support.trained is not None else UNSEEN)
        yield f"trained {support.predicate}", 1.0


def probability(support: Support, rules: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """That of one claim; what was never seen weighs nothing."""
    score = sum(weights.get(name, 0.0) * value for name, value in features(support, rules))
    return 1 / (1 + math.exp(-score))
