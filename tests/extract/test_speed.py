"""What reading may cost: at least 1,500 words a CPU second once started, and at most 450 MB of memory."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORDS_A_SECOND, MEGABYTES = 1_500, 450
# its own process, so that nothing else that the tests have loaded counts
PROGRAM = """
import json, resource, time
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
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"words": once * round(20_000 / once), "seconds": spent, "megabytes": peak}))
"""


def test_words_a_second_and_memory() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, timeout=180, check=True)
    figures = json.loads(done.stdout)
    print(figures)
    assert figures["words"] >= 18_000
    assert figures["words"] / figures["seconds"] >= WORDS_A_SECOND
    assert figures["megabytes"] <= MEGABYTES
