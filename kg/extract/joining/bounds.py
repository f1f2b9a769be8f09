"""The bounds of a value in words that the trained part finds: whole phrases, brackets and quotes in pairs.

None of 49,000 annotated values ends with a conjunction or has one bracket of a pair; three end with "which". None of
7,817 annotated sayings has one quotation mark of a pair.
"""

import re

from kg.extract.circumstances.quotations import paired

LAST_WORD = re.compile(r"(?:^|(?<=[\s,;:–—-]))(?:and|or|but|which|who|because)\Z")
FIRST_WORD = re.compile(r"(?:and|or|but)\s+(?=\S)", re.IGNORECASE)
LONGEST = 8  # letters of such a word, with what stands before it
EDGES = " \t\n,;:–—-"
BESIDE = 40  # letters in which the other bracket is looked for


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds `[start, end)` of a value in `text`, mended; the same where nothing is amiss."""
    first, last = closed(text, start, end)
    if lead := FIRST_WORD.match(text, first, last):
        first = lead.end()
    if LAST_WORD.search(text, max(first, last - LONGEST), last):
        word = len(text[max(first, last - LONGEST) : last].split()[-1].rpartition("-")[2])
        last = first + len(text[first : last - word].rstrip(EDGES))
    first, last = paired(text, first, last)
    return (first, last) if first < last else (start, end)


def closed(text: str, start: int, end: int) -> tuple[int, int]:
    """With the other bracket of a pair, where it stands near by; else without the one."""
    opened, shut = unmatched(text, start, end)
    if opened is not None:
        if opened == start:
            return start + 1, end
        further = text.find(")", end, end + BESIDE)
        alone = further < 0 or "\n" in text[end:further] or "(" in text[end:further]
        return (start, start + len(text[start:opened].rstrip())) if alone else (start, further + 1)
    if shut is not None:
        if shut == end - 1:
            return start, shut
        before = text.rfind("(", max(0, start - BESIDE), start)
        if before < 0 or ")" in text[before:start] or "\n" in text[before:start]:
            return start, end
        word = text[max(0, before - BESIDE) : before].split()  # "197-foot (60-meter) tall"
        return (text.rfind(word[-1], 0, before), end) if word else (before, end)
    return start, end


def unmatched(text: str, start: int, end: int) -> tuple[int | None, int | None]:
    """Where an opening bracket stands that nothing closes, and a closing one that nothing opened."""
    opened: list[int] = []
    shut = None
    for place in range(start, end):
        if text[place] == "(":
            opened.append(place)
        elif text[place] == ")" and opened:
            opened.pop()
        elif text[place] == ")" and shut is None:
            shut = place
    return opened[0] if opened else None, shut
