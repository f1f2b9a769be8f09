"""`python -m kg.extract.training.parts CORPUS PART FOLDER`: the stories of one part, for `kg evaluate FOLDER`."""

import argparse
import re
from pathlib import Path

from kg.extract.training.split import Part, part_of

STORY = re.compile(r"(?m)^(?=@story )")
ID = re.compile(r"@story (\S+)")


def write_part(corpus: Path, part: Part, folder: Path) -> int:
    """Write the annotated stories of `part` into files of the same names; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for file in sorted(corpus.glob("*.txt")):
        blocks = STORY.split(file.read_text(encoding="utf-8"))
        kept = [block for block in blocks if (story := ID.match(block)) and part_of(story[1]) is part]
        if kept:
            (folder / file.name).write_text("".join(kept), encoding="utf-8")
        number += len(kept)
    return number


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of annotated stories (*.txt)")
    parser.add_argument("part", type=Part, choices=list(Part))
    parser.add_argument("folder", type=Path, help="folder to write into")
    given = parser.parse_args()
    print(f"{write_part(given.corpus, given.part, given.folder)} stories")


if __name__ == "__main__":
    main()
