"""Score the reading on the space sets of Text2KGBench: `python tests/devset/text2kg.py GIT_DIR`.

GIT_DIR is the git directory of a copy of the public repository `cenguix/Text2KGBench` (Mihindukulasooriya and others,
2023; licences by part), of which nothing is kept here. Each sentence is read as a story of its own. Counted are the
triples of relations that the vocabulary has, both of whose names stand in the sentence; as the sets do not hold all
that their sentences say, only recall is told. The parts for training were looked at when rules were
written, the rest was not.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

from kg.evaluate.names import normalise
from kg.extract import Reader
from kg.model import Claim, Reading, Story

LOOKED_AT = (
    "wikidata_tekgen/train/ont_7_space_train",
    "dbpedia_webnlg/train/ont_9_astronaut_train",
    "dbpedia_webnlg/train/ont_8_celestialbody_train",
)
UNSEEN = (
    "wikidata_tekgen/ground_truth/ont_7_space_ground_truth",
    "dbpedia_webnlg/ground_truth/ont_9_astronaut_ground_truth",
    "dbpedia_webnlg/ground_truth/ont_8_celestialbody_ground_truth",
)
# the predicate, and whether it runs the other way
RELATIONS = {
    "astronaut mission": ("CREWED_BY", True),
    "mission": ("CREWED_BY", True),
    "crewMembers": ("CREWED_BY", False),
    "backupPilot": ("CREWED_BY", False),
    "site of astronomical discovery": ("DISCOVERED_BY", False),
    "discoverer": ("DISCOVERED_BY", False),
    "location of landing": ("LANDED_ON", False),
    "operator": ("OPERATED_BY", False),
}


def triples(directory: str, path: str) -> Iterator[tuple[str, str, str, str]]:
    """Sentence, subject, relation and object of each line of a set."""
    text = subprocess.run(
        ["git", "-C", directory, "show", f"HEAD:data/{path}.jsonl"], capture_output=True, check=True
    ).stdout.decode()
    for line in text.splitlines():
        row = json.loads(line)
        if "sub_label" in row:
            yield mended(row["sent"]), mended(row["sub_label"]), row["rel_label"], mended(row["obj_label"])
        else:
            for one in row["triples"]:
                subject, target = (one[side].replace("_", " ").strip('"') for side in ("sub", "obj"))
                yield mended(row["sent"]), mended(subject), one["rel"], mended(target)


def mended(text: str) -> str:
    """UTF-8 that was taken for Latin-1."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def plain(name: str) -> str:
    """A label without what tells it from others of the name: "Eros (asteroid)", "Wheeler, Texas"."""
    return normalise(name.split(" (")[0].split(",")[0] or name)


def names_it(label: str, name: str) -> bool:
    """Whether a name read is that of a label, of which sentences may give the last word alone."""
    one, other = plain(label), normalise(name)
    return bool(one and other) and (one in other or other in one or one.split()[-1] == other.split()[-1])


def holds(claim: Claim, subject: str, predicate: str, target: str) -> bool:
    if claim.predicate != predicate or claim.object is None:
        return False
    return names_it(subject, claim.subject.name) and names_it(target, claim.object.name)


def score(reader: Reader, directory: str, path: str) -> dict[str, Counter[bool]]:
    """How many triples of each relation were read, and how many not."""
    found: dict[str, Counter[bool]] = {}
    known: dict[str, Reading] = {}
    for sentence, subject, relation, target in triples(directory, path):
        if relation not in RELATIONS:
            continue
        said = normalise(sentence)
        if any(not plain(name) or plain(name).split()[-1] not in said for name in (subject, target)):
            continue
        predicate, turned = RELATIONS[relation]
        one, other = (target, subject) if turned else (subject, target)
        if sentence not in known:
            known[sentence] = reader.read(Story(sentence[:40], sentence))
        right = any(holds(claim, one, predicate, other) for claim in known[sentence].claims)
        found.setdefault(relation, Counter())[right] += 1
    return found


def main(directory: str) -> None:
    reader = Reader.load()
    for part in (*LOOKED_AT, *UNSEEN):
        print(f"{part}{'' if part in UNSEEN else ' (looked at)'}")
        for relation, counts in sorted(score(reader, directory, part).items()):
            print(f"  {relation:32} {counts[True]:4} of {counts.total():4}  {counts[True] / counts.total():.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
