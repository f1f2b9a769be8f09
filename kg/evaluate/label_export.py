"""Keep labels without their texts: `python -m kg.evaluate.label_export ANNOTATED --stories S` writes JSON Lines."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import loaders
from kg.errors import EvaluateError, KgError
from kg.evaluate.alignment import align
from kg.evaluate.corpus import read
from kg.evaluate.labels import label_of


def labels(annotated: Path, stories: str) -> Iterator[dict[str, Any]]:
    """The labels of annotated stories over the texts that loading `stories` gives."""
    texts = {story.id: story for story in loaders.load(stories)}
    for one in read(annotated):
        identity = one.reading.story.id
        if identity not in texts:
            raise EvaluateError(f"{identity}: {stories} holds no story of this id")
        # the format of annotations has no square brackets in sentences
        plain = texts[identity].text.replace("[", "(").replace("]", ")")
        placed = align(one, replace(texts[identity], text=plain))
        story = replace(texts[identity], published=placed.reading.story.published)
        yield label_of(replace(placed, reading=replace(placed.reading, story=story)))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m kg.evaluate.label_export", description=__doc__)
    parser.add_argument("annotated", type=Path, help="annotated stories, or a folder of them")
    parser.add_argument("--stories", required=True, help="their texts: any source that can be loaded")
    options = parser.parse_args()
    try:
        for label in labels(options.annotated, options.stories):
            print(json.dumps(label, ensure_ascii=False, separators=(",", ":")))
    except KgError as error:
        sys.stderr.write(f"kg.evaluate.label_export: {error}\n")
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
