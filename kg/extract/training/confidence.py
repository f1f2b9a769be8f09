"""`python -m kg.extract.training.confidence CORPUS`: learn how probable claims are, on the stories to choose by.

How often each rule is right is counted on the stories to learn from, which rules do not learn from; how much that and
the trained part's word weigh, on the stories to choose by: a logistic regression with a ridge (Hoerl and Kennard,
1970), fitted by Newton's method. Every claim that any part of the reader makes of these is an example: right where the
annotation states it, wrong else.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from kg.evaluate.corpus import read
from kg.evaluate.gold import Gold, from_annotated
from kg.evaluate.matching import matches
from kg.extract import Parts, Reader
from kg.extract.confidence import FILE, Claims, Confidence, Support, features, kind_of, rule_key
from kg.extract.training.split import Part, part_of

RIDGE = 2.0
FREE = frozenset({"bias"})  # from the ridge
SPARED = 0.0035  # of F1
PRIOR = 4  # claims that speak for the mean of all rules
GRID = [round(0.01 * step, 2) for step in range(10, 80)]


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


def fit(
    examples: Sequence[Judged], rules: Mapping[str, float], ridge: float = RIDGE, steps: int = 30
) -> dict[str, float]:
    """The weights by feature."""
    rows = [dict(features(example.support, rules)) for example in examples]
    names = sorted({name for row in rows for name in row})
    columns = {name: number for number, name in enumerate(names)}
    inputs = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            inputs[number, columns[name]] = value
    right = np.array([example.right for example in examples], dtype=float)
    held = np.array([0.0 if name in FREE else ridge for name in names])
    weights = np.zeros(len(names))
    for _ in range(steps):
        shares = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (shares - right) + held * weights
        curve = (inputs * (shares * (1 - shares))[:, None]).T @ inputs + np.diag(held + 1e-6)
        weights -= np.linalg.solve(curve, slope)
    return {name: round(float(weights[columns[name]]), 4) for name in names}


def scores(examples: Sequence[Judged], known: Confidence, kind: Claims) -> list[tuple[float, bool]]:
    """The claims of a kind, each once with its highest probability."""
    best: dict[tuple[str, ...], tuple[float, bool]] = {}
    for example in examples:
        if example.kind == kind:
            sure = known.of(example.support)
            best[example.key] = max(best.get(example.key, (0.0, False)), (sure, example.right))
    return list(best.values())


def best_least(examples: Sequence[Judged], stated: Counter[Claims], known: Confidence, kind: Claims) -> float:
    """The highest probability from which claims of a kind have all but the best F1; of causes the lowest.

    F1 is flat around its best: a little of it buys many wrong claims less. Causes and consequences are few, so that
    where theirs is best is a matter of chance, and asked for by name: with them it buys answers.
    """

    def f1(least: float) -> float:
        told = [right for sure, right in found if sure >= least]
        return 2 * sum(told) / max(1, len(told) + stated[kind])

    found = scores(examples, known, kind)
    reached = {level: f1(level) for level in GRID}
    good = [level for level in GRID if reached[level] >= max(reached.values()) - SPARED]
    return min(good) if kind is Claims.WHY else max(good)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m kg.extract.training.confidence", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of annotated stories")
    parser.add_argument("--output", type=Path, default=Path("kg/extract/trained/model"), help="where the file goes")
    options = parser.parse_args()
    (options.output / FILE).unlink(missing_ok=True)  # what stands there may be of another form
    parts: dict[Part, list[Gold]] = {part: [] for part in Part}
    for annotated in read(options.corpus):
        parts[part_of(annotated.reading.story.id)].append(from_annotated(annotated))
    with ProcessPoolExecutor(2) as pool:
        by_rules = pool.submit(judged, Parts(trained=False), parts[Part.TRAIN])
        examples, stated = pool.submit(judged, Parts(), parts[Part.DEVELOP]).result()
        rules = counted(by_rules.result()[0])
    known = Confidence(fit(examples, rules), rules, 0.0, 0.0, 0.0)
    least, worded, why = (best_least(examples, stated, known, kind) for kind in Claims)
    known = replace(known, least=least, least_worded=worded, least_why=why)
    text = json.dumps(asdict(known), indent=1, sort_keys=True, ensure_ascii=False)
    (options.output / FILE).write_text(text + "\n", encoding="utf-8")
    right = sum(example.right for example in examples)
    counts = f"{len(parts[Part.DEVELOP])} stories, {len(examples)} claims, {right} right"
    print(f"{counts}; kept from {least}, in words from {worded}, why from {why}", file=sys.stderr)


if __name__ == "__main__":
    main()
