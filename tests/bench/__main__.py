"""`make bench`: how long things take, as ratios to a reference workload, beside those of the committed baseline.

A ratio holds across machines better than seconds do. `--write` makes the present figures the baseline.
"""

import json
import sys
from pathlib import Path

from tests.bench.measures import MEASURES, reference

BASELINE = Path(__file__).with_name("baseline.json")
ROW = "{:<34} {:>10} {:>10} {:>10} {:>8}"


def main() -> None:
    unit = reference()
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    print(f"reference workload: {unit:.3f} s; ratio = seconds / reference\n")
    print(ROW.format("measure", "seconds", "ratio", "baseline", "change"))
    ratios: dict[str, float] = {}
    for name, measure in MEASURES.items():
        seconds = measure()
        ratios[name] = round(seconds / unit, 3)
        before = baseline.get(name)
        change = f"{ratios[name] / before:.2f} x" if before else "new"
        print(ROW.format(name, f"{seconds:.3f}", f"{ratios[name]:.3f}", before or "", change), flush=True)
    if "--write" in sys.argv[1:]:
        BASELINE.write_text(json.dumps(ratios, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
