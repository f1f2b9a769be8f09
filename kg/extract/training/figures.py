"""Figures as text: for each head, and for each label at its best threshold."""

from collections.abc import Mapping, Sequence

from kg.extract.trained.labels import OUTCOME, labels
from kg.extract.training.measure import Count, Figures, Told

GRID = [round(0.05 * step, 2) for step in range(2, 19)]
PRIOR = 6  # facts that speak for the common threshold


def group_of(label: str) -> str:
    number = labels().pairs.index(label)
    if label in labels().texts:
        return "texts"
    if number < labels().relations:
        return "relations"
    return "dates" if number < labels().relations + labels().dates else "outcome"


def count(told: Sequence[Told], thresholds: Mapping[str, float], names: Sequence[str]) -> Count:
    """Facts of the given labels at the thresholds; `` stands for the default."""
    total = Count()
    chosen = frozenset(names)
    for story in told:
        found = {
            statement
            for statement, (probability, _) in story.found.items()
            if statement[1] in chosen and probability >= thresholds.get(statement[1], thresholds[""])
        }
        total.add(found, {statement for statement in story.gold if statement[1] in chosen})
    if any(group_of(name) == "dates" for name in names):
        total.missed += sum(story.unseen for story in told) if len(names) > 1 else 0
    return total


def best_threshold(told: Sequence[Told], names: Sequence[str]) -> float:
    return max(GRID, key=lambda value: (count(told, {"": value}, names).f1, -abs(value - 0.5)))


def best_thresholds(told: Sequence[Told]) -> dict[str, float]:
    """The best threshold of each label, drawn to the common one (under ``) where a label has few facts."""
    common = best_threshold(told, [name for name in labels().pairs if name not in labels().texts])
    found = {"": common}
    for name in labels().pairs:
        facts = sum(statement[1] == name for story in told for statement in story.gold)
        own = best_threshold(told, [name]) if facts else common
        found[name] = round((facts * own + PRIOR * common) / (facts + PRIOR), 3)
    return found


def statuses(told: Sequence[Told], threshold: float) -> float:
    """The share of right statuses among facts found."""
    marks = [
        status in story.gold[statement]
        for story in told
        for statement, (probability, status) in story.found.items()
        if probability >= threshold and statement in story.gold
    ]
    return sum(marks) / max(1, len(marks))


def groups() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"relations": [], "dates": [], "outcome": [], "texts": []}
    for name in labels().pairs:
        found[group_of(name)].append(name)
    return found


def report(figures: Figures) -> str:
    """All figures, one a line."""
    shares = figures.bcubed
    precision, recall = (sum(pair[side] for pair in shares) / max(1, len(shares)) for side in (0, 1))
    harmonic = 2 * precision * recall / max(1e-9, precision + recall)
    lines = [
        f"mentions, boundaries            {figures.boundaries}",
        f"names, boundaries               {figures.named}",
        f"mentions, typed, end to end     {figures.typed}",
        f"names, typed, end to end        {figures.typed_names}",
        f"types on annotated spans        {share(figures.types):.3f}",
        f"links on annotated spans        {share(figures.links):.3f}",
        f"co-reference on annotated spans B3 P {precision:.3f} R {recall:.3f} F1 {harmonic:.3f}",
    ]
    for title, told in (("on annotated spans", figures.given), ("end to end", figures.alone)):
        for name, members in groups().items():
            threshold = best_threshold(told, members)
            lines.append(f"{name} {title} at {threshold}: {count(told, {'': threshold}, members)}")
        facts = [name for name in labels().pairs if name not in labels().texts]
        threshold = best_threshold(told, facts)
        lines.append(f"all facts {title} at {threshold}: {count(told, {'': threshold}, facts)}")
        lines.append(f"status {title}: {statuses(told, threshold):.3f}")
    return "\n".join(lines)


def share(counts: Mapping[bool, int]) -> float:
    return counts.get(True, 0) / max(1, sum(counts.values()))


def table(figures: Figures) -> str:
    """A line for each label, OUTCOME's choices together: on annotated spans, and end to end, at the thresholds."""
    thresholds = best_thresholds(figures.alone)
    rows = {name: [name] for name in labels().pairs if not name.startswith(f"{OUTCOME}=")}
    rows[OUTCOME] = [name for name in labels().pairs if name.startswith(f"{OUTCOME}=")]
    lines = [f"{'predicate':18} {'threshold':9}  {'annotated spans':57} end to end"]
    for title, names in rows.items():
        given, alone = count(figures.given, thresholds, names), count(figures.alone, thresholds, names)
        lines.append(f"{title:18} {thresholds[names[0]]:9.3f}  {given!s:57} {alone}")
    return "\n".join(lines)
