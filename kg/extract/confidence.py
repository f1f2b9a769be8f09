"""How sure the reader is of a claim: one calibrated probability from what its parts say.

A logistic regression over which rule speaks for the claim and how often it was right, what probability the trained part
gives, of which predicate the claim is, and whether its arguments are names. Its weights are learnt on annotated
stories held back from training (`python -m kg.extract.training.confidence`) and lie beside the trained part.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.extract.mentions import Kind
from ontology import vocabulary

FILE, TRAINED = "confidence.json", "trained"  # the rule of claims that the trained part alone makes
UNSEEN = 0.02  # what the trained part gives to what it does not tell at all
WHY = frozenset({"CAUSE", "CONSEQUENCE"})
LIMIT = 4.6  # logarithms of odds beyond 99 to 1 tell nothing


class Claims(Enum):
    """Kinds of claims that are told from a probability of their own."""

    FACTS = "facts"
    WORDS = "words"
    WHY = "why"


def kind_of(predicate: str) -> Claims:
    if predicate in WHY:
        return Claims.WHY
    return Claims.WORDS if vocabulary().predicates[predicate].is_worded else Claims.FACTS


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for a claim.

    The `rule` that made it ("" for the trained part alone), the probability that the `trained` part gives (None where
    there is none), how its arguments are spoken of, and what else that part thinks probable: the highest for the same
    of another subject and of another object (`rivals`), for any such (`others`), for the same in another sentence
    (`again`), and that its words are a value of the predicate, whosever (`phrase`).
    """

    predicate: str
    rule: str
    trained: float | None
    kinds: tuple[Kind, ...]
    rivals: tuple[float, float] = (0.0, 0.0)
    others: tuple[float, float] = (0.0, 0.0)
    again: float = 0.0
    phrase: float = 0.0


def log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return min(LIMIT, max(-LIMIT, math.log(bounded / (1 - bounded))))


def either(one: float, other: float) -> float:
    """The probability that not both fail.

    >>> either(0.5, 0.5)
    0.75
    """
    return 1 - (1 - one) * (1 - other)


def rule_key(support: Support) -> str:
    """A rule and the predicate for which it speaks: some rules speak for several."""
    return f"{support.rule} {support.predicate}"


def features(support: Support, rules: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The names and values of what the regression sees; `rules` is how often each rule was right, "" all of them."""
    yield "bias", 1.0
    described = sum(kind is Kind.DESCRIPTION for kind in support.kinds)
    pronouns = sum(kind is Kind.PRONOUN for kind in support.kinds)
    yield "descriptions", float(described)
    yield "pronouns", float(pronouns)
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
        yield "rule was right", log_odds(rules.get(rule_key(support), rules[""]))
        yield f"rule {support.rule}", 1.0
        yield f"by rule {support.predicate}", 1.0
        if support.trained is not None:
            yield "trained and rule", log_odds(support.trained)
            yield "trained beside rule", 1.0
    else:
        trained = support.trained if support.trained is not None else UNSEEN
        yield "trained", log_odds(trained)
        yield f"trained {support.predicate}", 1.0


@dataclass(frozen=True, slots=True)
class Confidence:
    """The weights by feature; what was never seen weighs nothing. `rules` is the share of right claims of each rule.

    `least` is the probability that relations, dates and outcomes need, `least_worded` that of attributes in words,
    `least_why` that of causes and consequences, which are rarer, and told with hedges.
    `tied`: whose a nameless thing is may be told with less, where rules say so and nothing else does.
    """

    weights: Mapping[str, float]
    rules: Mapping[str, float]
    least: float
    least_worded: float
    least_why: float
    tied: bool = True

    def enough(self, probability: float, predicate: str) -> bool:
        """Whether a claim of a predicate is probable enough to be told."""
        return probability >= self.least_of(kind_of(predicate))

    def least_of(self, kind: Claims) -> float:
        return {Claims.FACTS: self.least, Claims.WORDS: self.least_worded, Claims.WHY: self.least_why}[kind]

    def of(self, support: Support) -> float:
        """The probability that the claim is stated by its text."""
        score = sum(self.weights.get(name, 0.0) * value for name, value in features(support, self.rules))
        return round(1 / (1 + math.exp(-score)), 3)


def read(path: Path) -> Confidence:
    found = json.loads(path.read_text(encoding="utf-8"))
    return Confidence(found["weights"], found["rules"], found["least"], found["least_worded"], found["least_why"])


@cache
def shipped() -> Confidence | None:
    """The weights that ship with the project."""
    path = Path(str(files("kg.extract.trained"))) / "model" / FILE
    return read(path) if path.is_file() else None
