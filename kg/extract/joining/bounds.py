"""The bounds of a value in words that the trained part finds: whole phrases, and brackets closed or left out.

None of 49,000 annotated values ends with a conjunction or has one bracket of a pair.
"""

import re

DANGLING = re.compile(r"[\s,;:–—-]+(?:and|or|but|that|which|who|because)$", re.IGNORECASE)
LEADING = re.compile(r"^(?:and|or|but)\s+(?=\S)", re.IGNORECASE)
BESIDE = 40  # letters in which the other bracket is looked for
WORD = re.compile(r"\S+\s*$")


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds `[start, end)` of a value in `text`, mended; the same where nothing is amiss."""
    first, last = closed(text, start, end)
    if lead := LEADING.match(text[first:last]):
        first += lead.end()
    if tail := DANGLING.search(text[first:last]):
        last = first + tail.start()
    return (first, last) if first < last else (start, end)


def closed(text: str, start: int, end: int) -> tuple[int, int]:
    value = text[start:end]
    opened, shut = value.count("("), value.count(")")
    if opened > shut:
        if value.startswith("("):
            return start + 1, end
        further = text.find(")", end, end + BESIDE)
        return (start, further + 1) if further >= 0 else (start, start + len(value[: value.rindex("(")].rstrip()))
    if shut > opened:
        if value.endswith(")"):
            return start, end - 1
        before = text.rfind("(", max(0, start - BESIDE), start)
        if before >= 0 and (word := WORD.search(text, max(0, before - BESIDE), before)):
            return word.start(), end  # "197-foot (60-meter) tall"
        return start + len(value[: value.index(")") + 1]) + 1, end
    return start, end
