"""Write the stories named in ids.txt as JSON Lines: `python tests/devset/stories.py GIT_DIR > stories.jsonl`.

GIT_DIR is the git directory of a copy of the public repository `lmudu2/space-news-pipeline`, which holds items of the
Spaceflight News API.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def git(directory: str, *arguments: str) -> str:
    return subprocess.run(["git", "-C", directory, *arguments], capture_output=True, text=True, check=True).stdout


def main(directory: str) -> None:
    wanted = {int(line) for line in (Path(__file__).parent / "ids.txt").read_text().split()}
    items: dict[int, dict[str, Any]] = {}
    for name in git(directory, "ls-tree", "-r", "--name-only", "HEAD").split():
        if not name.startswith("data/space_news"):
            continue
        data = json.loads(git(directory, "show", f"HEAD:{name}"))
        for item in data if isinstance(data, list) else data.get("articles") or data.get("results") or []:
            items[item["id"]] = item
    for number in sorted(wanted & items.keys()):
        item = items[number]
        story = {
            "id": str(number),
            "outlet": item["news_site"],
            "title": item["title"].strip(),
            "url": item["url"],
            "published": item["published_at"][:10],
            "text": f"{item['title'].strip()}\n\n{item['summary'].strip()}",
        }
        print(json.dumps(story, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
