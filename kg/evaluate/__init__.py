"""Scores of reading, against stories that people have annotated.

`evaluate(corpus, reader)` gives `Scores`; `render` and `to_json` show them. `python -m kg.evaluate` does both.
"""

from kg.evaluate.ablation import HEADING, ablation, render_row
from kg.evaluate.calibration import plot
from kg.evaluate.evaluation import Scores, evaluate
from kg.evaluate.report import render, to_json

__all__ = ["HEADING", "Scores", "ablation", "evaluate", "plot", "render", "render_row", "to_json"]
