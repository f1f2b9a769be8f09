"""What reading may cost: at least 1,500 words a CPU second once started, and at most 450 MB of memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS_A_SECOND, MEGABYTES = 1_500, 450
# its own process, so that nothing else that the tests have loaded counts
PROGRAM = """
import json, re, time
from pathlib import Path
import loaders
from kg.extract import Reader
from kg.model import Story

stories = [item for item in loaders.read(["examples/stories"]) if isinstance(item, Story)]
once = sum(len(story.text.split()) for story in stories)
reader = Reader.load()
began = time.process_time()
for _ in range(round(20_000 / once)):
    for story in stories:
        reader.read(story)
spent = time.process_time() - began
# not ru_maxrss: a process started by vfork keeps its parent's peak there
peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps({"words": once * round(20_000 / once), "seconds": spent, "megabytes": peak}))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak memory where Linux tells it")
def test_words_a_second_and_memory() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, timeout=180, check=True)
    figures = json.loads(done.stdout)
    print(figures)
    assert figures["words"] >= 18_000
    assert figures["words"] / figures["seconds"] >= WORDS_A_SECOND
    assert figures["megabytes"] <= MEGABYTES
