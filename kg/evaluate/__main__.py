"""`python -m kg.evaluate CORPUS [--stories FILE] [--errors] [--json]`: score the project's reader."""

import argparse
import sys
from pathlib import Path

from kg.errors import KgError
from kg.evaluate import evaluate, render, to_json
from kg.extract import Reader


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m kg.evaluate", description="Score the reading of annotated stories."
    )
    parser.add_argument("corpus", type=Path, help="annotated stories (*.txt), labels (*.jsonl), or a folder of them")
    parser.add_argument("--stories", help="the texts of labels: any source that can be loaded")
    parser.add_argument("--errors", action="store_true", help="list every error with its sentence")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    try:
        scores = evaluate(options.corpus, Reader.load(), stories=options.stories)
    except KgError as error:
        sys.stderr.write(f"kg.evaluate: {error}\n")
        return error.exit_status
    sys.stdout.write((to_json if options.json else render)(scores, errors=options.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
