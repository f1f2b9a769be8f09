"""What judges made of the claims on which annotation and reader differ: `python -m kg.evaluate.judged FILE`.

Each line of the file is a claim of an annotated story: whether it is `annotated`, whether the reader `told` it, and its
`verdict`: `agreed` where both have it, else what a judge said who did not know which of the two it came from (`right`,
right but for its `status`, `arguable`, `wrong`). Pooled judgement, as search engines are compared (Spärck Jones and van
Rijsbergen, 1975): what neither has is not counted, so recall is flattered; what both have counts as right, and what is
arguable neither way.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import EvaluateError, KgError
from kg.evaluate.matching import is_text
from kg.evaluate.tally import Tally, hits

VERDICTS = ("right", "status", "arguable", "wrong")
HOLD = frozenset({"agreed", "right", "status"})
FIELDS = frozenset({"story", "predicate", "annotated", "told"})
Judged = Mapping[str, Any]


def read_judged(path: Path) -> list[Judged]:
    """The claims of a file; EvaluateError where it is none of judged claims."""
    try:
        claims = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if all(claim["verdict"] in {*VERDICTS, "agreed"} and claim.keys() >= FIELDS for claim in claims):
            return claims
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluateError(f"{path}: no file of judged claims ({type(error).__name__})") from error
    raise EvaluateError(f"{path}: no file of judged claims")


def as_annotated(claims: Iterable[Judged]) -> Tally:
    """The reader against the annotation."""
    told = [claim for claim in claims if claim["told"]]
    return hits(sum(claim["annotated"] for claim in told), len(told), sum(claim["annotated"] for claim in claims))


def as_judged(claims: Iterable[Judged]) -> Tally:
    """The reader against what holds by the judges."""
    clear = [claim for claim in claims if claim["verdict"] != "arguable"]
    told = [claim for claim in clear if claim["told"]]
    right = sum(claim["verdict"] in HOLD for claim in told)
    return hits(right, len(told), sum(claim["verdict"] in HOLD for claim in clear))


def report(claims: Sequence[Judged]) -> Iterable[str]:
    """Verdicts and scores, facts and words apart."""
    yield f"{len(claims)} claims of {len({claim['story'] for claim in claims})} stories"
    for name, worded in (("facts", False), ("text", True)):
        mine = [claim for claim in claims if is_text(claim["predicate"]) == worded]
        for origin, told in (("annotated, not told", False), ("told, not annotated", True)):
            disputed = [claim for claim in mine if claim["verdict"] != "agreed" and claim["told"] == told]
            counted = Counter(claim["verdict"] for claim in disputed if claim["annotated"] != told)
            shares = ", ".join(f"{verdict} {counted[verdict] / max(counted.total(), 1):.2f}" for verdict in VERDICTS)
            yield f"  {name:5} {origin}: {counted.total():4}  {shares}"
        for against, tally in (("as annotated", as_annotated(mine)), ("as judged", as_judged(mine))):
            yield f"  {name:5} {against:12}  {tally.precision:.3f} {tally.recall:.3f} {tally.f1:.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m kg.evaluate.judged", description=__doc__)
    parser.add_argument("file", type=Path, help="judged claims, as JSON Lines")
    try:
        for line in report(read_judged(parser.parse_args().file)):
            print(line)
    except KgError as error:
        sys.stderr.write(f"kg.evaluate.judged: {error}\n")
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
