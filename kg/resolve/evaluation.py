"""How well who is who is told on labelled mentions: `python -m kg.resolve.evaluation FILE`.

The file is tab-separated with a header: `mention`, `entity` (the truth), `type`, `name`, `related` (joined by `|`), as
`tests/resolve/mentions.tsv`. There are eight such files, each labelled by somebody who did not know the rules. Seven of
them served to set the rules afterwards (`mentions`, `held_back`, `untouched`, `archive`, `newsroom`, `unseen`, `feed`);
`blind.tsv` changed none of them, so that its figures are what to expect elsewhere. Pairwise scores count pairs of
mentions; B³ is that of Bagga and Baldwin (1998).
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from csv import QUOTE_NONE, DictReader
from dataclasses import dataclass
from pathlib import Path

from kg.errors import EvaluateError
from kg.resolve.clusters import by_likeness
from kg.resolve.identity import slug
from kg.resolve.profile import Profile
from ontology.gazetteer import gazetteer

COLUMNS = ("mention", "entity", "type", "name", "related")
Clusters = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read(path: Path) -> tuple[list[Profile], dict[str, str]]:
    """Mentions as profiles, and mention -> entity. Raises `EvaluateError`, naming the line."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(DictReader(file, delimiter="\t", quoting=QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluateError(f"{path}: cannot be read ({error}); name a file of labelled mentions") from None
    profiles, truth = [], {}
    for number, row in enumerate(rows, 2):
        if tuple(row) != COLUMNS or None in row.values() or not row["name"]:
            raise EvaluateError(f"{path}:{number}: must have the columns {', '.join(COLUMNS)}; correct it")
        related = frozenset(filter(None, row["related"].split("|")))
        profiles.append(Profile(row["mention"], row["type"], (row["name"],), related))
        truth[row["mention"]] = row["entity"]
    return profiles, truth


def by_identity(profiles: Sequence[Profile]) -> Clusters:
    """What loading does by itself: the reference names' entity, else type and name."""
    return {profile.id: identity(profile) for profile in profiles}


def identity(profile: Profile) -> str:
    found = [entry for entry in gazetteer().find(profile.names[0]) if entry.type == profile.type]
    name = found[0].name if len(found) == 1 else profile.names[0]
    return f"{slug(profile.type)}:{slug(name)}"


def pairwise(found: Clusters, truth: Clusters) -> Score:
    """Of the pairs put together, how many belong together, and of those that do, how many were put."""

    def number(groups: Counter[object]) -> int:
        return sum(size * (size - 1) // 2 for size in groups.values())

    right = number(Counter((found[mention], truth[mention]) for mention in truth))
    put, due = number(Counter(found.values())), number(Counter(truth.values()))
    return Score(right / put if put else 1.0, right / due if due else 1.0)


def b_cubed(found: Clusters, truth: Clusters) -> Score:
    both = Counter((found[mention], truth[mention]) for mention in truth)
    put, due = Counter(found.values()), Counter(truth.values())
    precision = sum(size * size / put[group] for (group, _), size in both.items())
    recall = sum(size * size / due[entity] for (_, entity), size in both.items())
    return Score(precision / len(truth), recall / len(truth))


def report(path: Path) -> list[str]:
    """The scores as lines to read."""
    profiles, truth = read(path)
    lines = [f"{len(truth)} mentions of {len(set(truth.values()))} entities"]
    for name, found in (("by identity", by_identity(profiles)), ("by likeness", by_likeness(profiles))):
        for measure, score in (("pairwise", pairwise(found, truth)), ("B³", b_cubed(found, truth))):
            figures = f"precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {score.f1:.3f}"
            lines.append(f"{name:12} {measure:9} {figures}")
    return lines


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m kg.resolve.evaluation FILE")
    try:
        print("\n".join(report(Path(sys.argv[1]))))
    except EvaluateError as problem:
        sys.exit(f"kg: {problem}")
