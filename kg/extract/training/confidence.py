"""`python -m kg.extract.training.confidence CORPUS`: learn how probable claims are, on the stories to choose by.

How often each rule is right is counted on the stories to learn from, which rules do not learn from; how much that and
the trained part's word weigh, on the stories to choose by: boosted trees (LightGBM; Ke and others, 2017), for causes
and consequences a logistic regression with a ridge (Hoerl and Kennard, 1970). Every claim that any part of the reader
makes of these is an example: right where the annotation states it, wrong else. From which probability claims are told
is chosen by trees that were learnt on three quarters of the stories and asked of the rest.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np

from kg.evaluate.corpus import read
from kg.evaluate.gold import Gold, from_annotated
from kg.evaluate.matching import matches
from kg.extract import Parts, Reader
from kg.extract.circumstances.quotations import QUOTED
from kg.extract.claims.confidence import FILE, LESS_SURE, SURER, TREES, Confidence, Trees, names, rows
from kg.extract.claims.regression import features
from kg.extract.claims.support import Claims, Support, kind_of, rule_key
from kg.extract.training.ensemble import as_graph
from kg.extract.training.split import Part, part_of

SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 8,
    "min_data_in_leaf": 60,
    "lambda_l2": 10.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
TREE_COUNT = 150
FOLDS = 4
RIDGE = 2.0
FREE = frozenset({"bias"})  # from the ridge
SPARED = 0.0035  # of F1
PRIOR = 4  # claims that speak for the mean of all rules
GRID = [round(0.01 * step, 2) for step in range(10, 80)]
# causes and consequences are too few to tell hundredths apart, and two of them are this much of F1
WHY_GRID, WHY_SPARED = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5], 0.005


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim: what speaks for it, whether it is right, and what it says (the same for claims that say the same)."""

    support: Support
    right: bool
    key: tuple[str, ...]

    @property
    def kind(self) -> Claims:
        return kind_of(self.support.predicate)


def judged(parts: Parts, golds: Iterable[Gold]) -> tuple[list[Judged], Counter[Claims]]:
    """Every claim that these parts of the reader make of the stories, and how many of each kind are annotated."""
    reader = Reader.load(parts)
    found: list[Judged] = []
    stated: Counter[Claims] = Counter()
    for gold in golds:
        assert gold.story is not None  # annotated stories have texts
        stated.update(kind_of(claim.predicate) for claim in gold.claims)
        for claim, support in reader.candidates(gold.story)[1]:
            if support.event:
                continue
            hits = [number for number, one in enumerate(gold.claims) if matches(one, claim)]
            target = claim.object.id if claim.object else claim.value or ""
            key = (gold.id, claim.predicate, f"gold {hits[0]}" if hits else f"{claim.subject.id} {target}")
            found.append(Judged(support, bool(hits), key))
    return found, stated


def counted(examples: Sequence[Judged]) -> dict[str, float]:
    """How often each rule was right, drawn to the mean of all (under "") where it seldom speaks."""
    every = sum(example.right for example in examples) / max(1, len(examples))
    told: dict[str, list[bool]] = {}
    for example in examples:
        told.setdefault(rule_key(example.support), []).append(example.right)
    shares = {name: (sum(right) + PRIOR * every) / (len(right) + PRIOR) for name, right in sorted(told.items())}
    return {"": round(every, 3), **{name: round(share, 3) for name, share in shares.items()}}


def grow(examples: Sequence[Judged], rules: Mapping[str, float]) -> lightgbm.Booster:
    """The trees; few and small ones, for the stories are few."""
    return lightgbm.train(
        {**SETTINGS, "monotone_constraints": [(name in SURER) - (name in LESS_SURE) for name in names()]},
        lightgbm.Dataset(
            rows([example.support for example in examples], rules),
            np.array([example.right for example in examples], dtype=float),
            feature_name=[name.replace(" ", "_") for name in names()],
        ),
        TREE_COUNT,
    )


def fit(examples: Sequence[Judged], rules: Mapping[str, float], steps: int = 30) -> dict[str, float]:
    """The weights of the regression by feature, with a ridge, by Newton's method."""
    found = [dict(features(example.support, rules)) for example in examples]
    columns = {name: number for number, name in enumerate(sorted({name for row in found for name in row}))}
    inputs = np.zeros((len(found), len(columns)))
    for number, row in enumerate(found):
        for name, value in row.items():
            inputs[number, columns[name]] = value
    right = np.array([example.right for example in examples], dtype=float)
    held = np.array([0.0 if name in FREE else RIDGE for name in columns])
    weights = np.zeros(len(columns))
    for _ in range(steps):
        shares = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (shares - right) + held * weights
        curve = (inputs * (shares * (1 - shares))[:, None]).T @ inputs + np.diag(held + 1e-6)
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(weights[number]), 4) for name, number in columns.items()}


def trees(booster: lightgbm.Booster) -> Trees:
    """The trees as they are used while they are learnt."""
    return lambda values: booster.predict(values)


def held_back(examples: Sequence[Judged], rules: Mapping[str, float]) -> list[tuple[float, Judged]]:
    """Each claim with the probability that trees give it which were learnt without its story."""
    folds = {story: number % FOLDS for number, story in enumerate(sorted({example.key[0] for example in examples}))}
    found: list[tuple[float, Judged]] = []
    for fold in range(FOLDS):
        learnt = [example for example in examples if folds[example.key[0]] != fold]
        asked = [example for example in examples if folds[example.key[0]] == fold]
        known = Confidence(trees(grow(learnt, rules)), {}, rules, 0.0, 0.0, 0.0)
        found += zip(known.of([example.support for example in asked]), asked, strict=True)
    return found


def scores(told: Iterable[tuple[float, Judged]], kind: Claims) -> list[tuple[float, bool]]:
    """The claims of a kind, each once with its highest probability."""
    best: dict[tuple[str, ...], tuple[float, bool]] = {}
    for sure, example in told:
        if example.kind == kind:
            best[example.key] = max(best.get(example.key, (0.0, False)), (sure, example.right))
    return list(best.values())


def best_least(told: Sequence[tuple[float, Judged]], stated: Counter[Claims], kind: Claims) -> float:
    """The highest probability from which claims of a kind have all but the best F1; of causes the lowest.

    F1 is flat around its best: a little of it buys many wrong claims less. Causes and consequences are few, so that
    where theirs is best is a matter of chance, and asked for by name: with them it buys answers.
    """

    def f1(least: float) -> float:
        kept = [right for sure, right in found if sure >= least]
        return 2 * sum(kept) / max(1, len(kept) + stated[kind])

    found = scores(told, kind)
    why = kind is Claims.WHY
    reached = {level: f1(level) for level in (WHY_GRID if why else GRID)}
    spared = WHY_SPARED if why else SPARED
    good = [level for level in reached if reached[level] >= max(reached.values()) - spared]
    return min(good) if why else max(good)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m kg.extract.training.confidence", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of annotated stories")
    parser.add_argument("--output", type=Path, default=Path("kg/extract/trained/model"), help="where the file goes")
    options = parser.parse_args()
    (options.output / FILE).unlink(missing_ok=True)  # what stands there may be of other features
    parts: dict[Part, list[Gold]] = {part: [] for part in Part}
    for annotated in read(options.corpus):
        parts[part_of(annotated.reading.story.id)].append(from_annotated(annotated))
    with ProcessPoolExecutor(2) as pool:
        by_rules = pool.submit(judged, Parts(trained=False), parts[Part.TRAIN])
        candidates, stated = pool.submit(judged, Parts(), parts[Part.DEVELOP]).result()
        rules = counted(by_rules.result()[0])
    # the trained part tells nothing of a speaker whom another sentence names, and trees would take that for a doubt
    examples = [example for example in candidates if example.support.rule != QUOTED]
    grown, weights = grow(examples, rules), fit(examples, rules)
    told = held_back(examples, rules)
    least, worded = (best_least(told, stated, kind) for kind in (Claims.FACTS, Claims.WORDS))
    # a regression learns less by heart than trees, and held back these are too few to choose by
    whole = Confidence(trees(grown), weights, rules, 0.0, 0.0, 0.0)
    known_by = list(zip(whole.of([example.support for example in examples]), examples, strict=True))
    why = best_least(known_by, stated, Claims.WHY)
    (options.output / TREES).write_bytes(as_graph(grown))
    known = {
        "features": names(),
        "weights": weights,
        "rules": rules,
        "least": least,
        "least_worded": worded,
        "least_why": why,
    }
    text = json.dumps(known, indent=1, sort_keys=True, ensure_ascii=False)
    (options.output / FILE).write_text(text + "\n", encoding="utf-8")
    right = sum(example.right for example in examples)
    counts = f"{len(parts[Part.DEVELOP])} stories, {len(examples)} claims, {right} right"
    print(f"{counts}; kept from {least}, in words from {worded}, why from {why}", file=sys.stderr)


if __name__ == "__main__":
    main()
