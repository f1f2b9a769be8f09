"""Paragraphs that are about the page and not of the story (`data/boilerplate.txt`: one regular expression a line)."""

import re
from functools import cache
from importlib.resources import files

LONGEST = 400


@cache
def pattern() -> re.Pattern[str]:
    rows = (files("loaders") / "data" / "boilerplate.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{row})" for row in rows if row and not row.startswith("#")), re.IGNORECASE)


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph is a plea, a pointer or a credit. Long paragraphs never are: they hold news."""
    return len(paragraph) <= LONGEST and pattern().fullmatch(paragraph.strip()) is not None
