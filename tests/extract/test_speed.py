"""What reading may cost once started: time as a ratio to a yardstick, and at most 450 MB of memory.

The yardstick is work of the same kinds, done between the stories in the same process, so that a slow or a busy machine
lengthens both: seconds alone told more of the machine than of the reader.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# 1,000 words cost 9.3 to 9.6 yardsticks, on an idle machine as on one that is busy
LIMIT, MEGABYTES = 15, 450
# its own process, so that nothing else that the tests have loaded counts
PROGRAM = """
import json, re, time
from pathlib import Path
import numpy as np
import loaders
from kg.extract import Reader
from kg.model import Story

numbers = np.linspace(-4, 4, 256 * 1536, dtype=np.float32)

def yardstick():
    began = time.process_time()
    counted = {}
    for word in sorted(str(number * 7919 % 100_003) for number in range(100_000)):
        counted[word[:3]] = counted.get(word[:3], 0) + len(word)
    for _ in range(40):  # not a product of matrices, which takes as many threads as there are
        np.exp(numbers).sum()
    return time.process_time() - began

stories = [item for item in loaders.read(["examples/stories"]) if isinstance(item, Story)]
once = sum(len(story.text.split()) for story in stories)
reader = Reader.load()
spent, units, rounds = 0.0, [yardstick()], round(20_000 / once)
for _ in range(rounds):
    began = time.process_time()
    for story in stories:
        reader.read(story)
    spent += time.process_time() - began
    units.append(yardstick())
# not ru_maxrss: a process started by vfork keeps its parent's peak there
peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps({"words": once * rounds, "seconds": spent, "yardstick": sum(units) / len(units), "megabytes": peak}))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak memory where Linux tells it")
def test_time_of_a_thousand_words_and_memory() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, timeout=180, check=True)
    figures = json.loads(done.stdout)
    print(figures)
    assert figures["words"] >= 18_000
    assert 1000 * figures["seconds"] / figures["words"] <= LIMIT * figures["yardstick"]
    assert figures["megabytes"] <= MEGABYTES
