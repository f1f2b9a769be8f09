"""How sure the reader is of a claim: one calibrated probability from what its parts say.

Boosted regression trees (Friedman, 2001) over how often the rule that speaks for the claim was right, what probability
the trained part gives to it, what else that part thinks probable, and how sure it is of the claim's arguments. No tree
knows which predicate or type it looks at, or how the story is laid out, so that they hold for other news than they were
learnt on; and none makes a claim less probable because more speaks for it. They are learnt on annotated stories held
back from training (`python -m kg.extract.training.confidence`) and lie beside the trained part, as a tree ensemble that
onnxruntime runs. Causes and consequences have a regression of their own.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from kg.errors import ExtractError
from kg.extract.circumstances.quotations import QUOTED
from kg.extract.claims.regression import probability
from kg.extract.claims.support import UNSEEN, Claims, Support, kind_of, share_of
from kg.extract.entities.mentions import Certainty, Kind

FILE, TREES = "confidence.json", "confidence.onnx"
SIDES = ("subject", "object")

Trees = Callable[[np.ndarray], np.ndarray]  # rows of features, shape (claims, features), to probabilities


def features(support: Support, rules: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The names and values of what the trees see; `rules` is how often each rule was right, "" all of them."""
    trained = max(support.trained if support.trained is not None else 0.0, UNSEEN)
    yield "trained", trained
    yield "by rule", float(bool(support.rule))
    yield "rule was right", share_of(support, rules)
    yield "again", support.again
    yield "phrase", support.phrase
    for side, rival, other in zip(SIDES, support.rivals, support.others, strict=True):
        yield f"ahead of {side}", trained / (trained + rival)
        yield f"other {side}", other
    yield "contested", float(support.contested)
    for side, sure in zip(SIDES, (support.subject, support.object), strict=True):
        known = sure or Certainty(Kind.NAME)
        yield f"{side} described", float(known.kind is Kind.DESCRIPTION)
        yield f"{side} pronoun", float(known.kind is Kind.PRONOUN)
        yield f"{side} mention", known.mention
        yield f"{side} best", known.best
        yield f"{side} type", known.type
        yield f"{side} link", known.link


SURER = frozenset(  # features of which more never makes a claim less probable
    {"trained", "by rule", "rule was right", "again", "phrase", "ahead of subject", "ahead of object"}
    | {f"{side} {name}" for side in SIDES for name in ("mention", "best", "type", "link")}
)
LESS_SURE = frozenset({"contested"})  # and never more


def names() -> list[str]:
    """The features, in the order of the trees' columns."""
    return [name for name, _ in features(Support("", "", None, Certainty(Kind.NAME)), {"": 0.0})]


def rows(supports: Sequence[Support], rules: Mapping[str, float]) -> np.ndarray:
    """The features of claims, shape `(claims, features)`."""
    found = [[value for _, value in features(support, rules)] for support in supports]
    return np.array(found, dtype=np.float32).reshape(len(found), len(names()))


@dataclass(frozen=True, slots=True)
class Confidence:
    """The trees, the `weights` of the regression for causes and consequences, and the share of right claims by rule.

    `least` is the probability that relations, dates and outcomes need, `least_worded` that of attributes in words,
    `least_why` that of causes and consequences, which are rarer, and told with hedges.
    `tied`: whose a nameless thing is may be told with less, where rules say so and nothing else does.
    """

    trees: Trees
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

    def of(self, supports: Sequence[Support]) -> list[float]:
        """The probability of each claim that its text states it.

        Of an event the trained part has nothing to say, as annotated texts do not mark it, nor of a speaker whom
        another sentence names: how often the rule was right must do. Of a cause or consequence that is the least: some
        rules for these speak a handful of times on the stories that the regression is learnt on.
        """
        shares = self.trees(rows(supports, self.rules)) if supports else ()
        return [round(self.of_one(support, float(share)), 3) for support, share in zip(supports, shares, strict=True)]

    def of_one(self, support: Support, by_trees: float) -> float:
        if support.event or support.rule == QUOTED:
            return share_of(support, self.rules)
        if kind_of(support.predicate) is Claims.WHY:
            return max(probability(support, self.rules, self.weights), share_of(support, self.rules))
        return by_trees


def logistic(scores: np.ndarray) -> np.ndarray:
    shares: np.ndarray = 1 / (1 + np.exp(-scores.astype(np.float64)))
    return shares


def trees_of(model: bytes) -> Trees:
    """The trees of an ONNX file, on one thread: the same claims get the same probabilities on every run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    runtime = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def shares(values: np.ndarray) -> np.ndarray:
        scores: np.ndarray = runtime.run(None, {"features": values})[0]
        return logistic(scores[:, 0])

    return shares


def read(folder: Path) -> Confidence:
    """The confidence of a folder; ExtractError where it was learnt for other features."""
    found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    if found["features"] != names():
        raise ExtractError(
            f"{folder.name}: confidence was learnt for other features; "
            "learn it anew with python -m kg.extract.training.confidence"
        )
    trees = trees_of((folder / TREES).read_bytes())
    return Confidence(
        trees, found["weights"], found["rules"], found["least"], found["least_worded"], found["least_why"]
    )


@cache
def shipped() -> Confidence | None:
    """The confidence that ships with the project."""
    folder = Path(str(files("kg.extract.trained"))) / "model"
    return read(folder) if all((folder / name).is_file() for name in (FILE, TREES)) else None
