"""Scores for people (`render`) and for programs (`to_json`)."""

import json

from kg.evaluate.calibration import expected_error
from kg.evaluate.calibration import render as render_calibration
from kg.evaluate.evaluation import Scores
from kg.evaluate.scoring import Error
from kg.evaluate.tally import Tally

CLAIMS = ("facts", "text")
DETAILS = ("status", "when", "attribution", "types")
EVIDENCE = ("evidence in the text", "evidence holds its arguments", "evidence is the annotated sentence")
ENTITIES = ("entities", "typed names", "mentions", "co-reference", "co-reference of mentions found")
ACCURACIES = frozenset(["status", "types", *EVIDENCE])
WIDTH = 36


def render(scores: Scores, *, errors: bool = False) -> str:
    """Tables of precision, recall and F1, the predicates with most errors first; with `errors` each one, and where."""
    blocks = [
        f"{scores.stories} stories, {scores.words} words, {scores.gold} claims stated, {scores.predicted} claims read",
        *(f"left out: {name}" for name in scores.left_out),
        *(f"not in the vocabulary, left out: {problem}" for problem in scores.problems),
        "",
        heading("claims"),
        *(row(name, scores) for name in CLAIMS if is_counted(scores, name)),
        "",
        heading("of the claims that match"),
        *(row(name, scores) for name in DETAILS + EVIDENCE if is_counted(scores, name)),
        "",
        heading("by predicate, most errors first"),
        *(row(name, scores) for name in by_errors(scores, "predicate/")),
    ]
    if "entities" in scores.tallies:
        blocks += ["", heading("entities"), *(row(name, scores) for name in ENTITIES)]
        blocks += ["", heading("named mentions by type"), *(row(name, scores) for name in by_errors(scores, "entity/"))]
    if scores.judged:
        stated = scores.tallies.get("facts", Tally()).gold
        blocks += ["", render_calibration(scores.judged, round(stated))]
    if errors:
        blocks += ["", *(line for error in scores.errors for line in lines_of(error))]
    return "\n".join(blocks) + "\n"


def is_counted(scores: Scores, name: str) -> bool:
    tally = scores.tallies.get(name, Tally())
    return bool(tally.gold or tally.predicted)


def heading(words: str) -> str:
    return f"{words:{WIDTH}} precision  recall      F1    stated    read"


def row(name: str, scores: Scores) -> str:
    tally = scores.tallies[name]
    label = name.rpartition("/")[2]
    if name in ACCURACIES:
        return f"  {label:{WIDTH - 2}}     {tally.precision:.3f}{'':16}{tally.gold:10.0f}"
    spread = scores.intervals.get(name)
    between = f"  (95 %: {spread[0]:.3f}-{spread[1]:.3f})" if spread else ""
    return (
        f"  {label:{WIDTH - 2}}     {tally.precision:.3f}   {tally.recall:.3f}   {tally.f1:.3f}"
        f"{tally.gold:10.0f}{tally.predicted:8.0f}{between}"
    )


def by_errors(scores: Scores, prefix: str) -> list[str]:
    def errors(tally: Tally) -> float:
        return tally.predicted - tally.correct + tally.gold - tally.found

    names = [name for name in scores.tallies if name.startswith(prefix)]
    return sorted(names, key=lambda name: (-errors(scores.tallies[name]), name))


def lines_of(error: Error) -> list[str]:
    mark = {"missed": "-", "wrong": "+"}.get(error.kind, error.kind)
    rule = f" [{error.rule}]" if error.rule else ""
    first = f"{mark} {error.story}: {error.claim} ({error.detail}){rule}"
    return [first, *([f"    {' '.join(error.sentence.split())}"] if error.sentence else [])]


def to_json(scores: Scores, *, errors: bool = False) -> str:
    """One JSON object: counts, and by name precision, recall, F1, stated, read and the interval where there is one."""
    result: dict[str, object] = {
        "stories": scores.stories,
        "words": scores.words,
        "claims_stated": scores.gold,
        "claims_read": scores.predicted,
        "left_out": list(scores.left_out),
        "problems": list(scores.problems),
        "calibration_error": round(expected_error(scores.judged), 4),
        "scores": {name: tally_json(name, tally, scores) for name, tally in scores.tallies.items()},
    }
    if errors:
        result["errors"] = [
            {name: value for name in Error.__slots__ if (value := getattr(error, name))} for error in scores.errors
        ]
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def tally_json(name: str, tally: Tally, scores: Scores) -> dict[str, object]:
    figures: dict[str, object] = {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "stated": round(tally.gold, 4),
        "read": round(tally.predicted, 4),
    }
    if name in scores.intervals:
        figures["interval"] = [round(bound, 4) for bound in scores.intervals[name]]
    return figures
