"""Vague dates of GCAT to EDTF (https://planet4589.org/space/gcat/web/intro/vague.html).

A vague date is as long as it is exact: `20C`, `1990s`, `2016`, `2016 Q2`, `2016 Jun`, `2016 Jun  8`, then times of day.
`?` behind it says that it is about that.
"""

import re

from kg.edtf import is_edtf

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
VAGUE = re.compile(
    r"(?P<year>\d{4})(?:\s+(?:Q(?P<quarter>[1-4])|(?P<month>[A-Z][a-z]{2})(?:\s+(?P<day>\d{1,2})(?P<time>[\s.]+\S.*?)?)?))?"
    r"\s*(?P<mark>\?)?",
    re.ASCII,
)
DECADE = re.compile(r"(?P<decade>\d{3})0s(?P<mark>\?)?", re.ASCII)
CENTURY = re.compile(r"(?P<century>\d{2})C(?P<mark>\?)?", re.ASCII)


def edtf_of(vague: str) -> str | None:
    """`1957 Oct  4 1928:34` is `1957-10-04`, `1964?` is `1964?`, `1990s` is `199X`, `2016 Q2` is `2016-34`.

    The `?` of a time of day doubts the time alone. None for what is no date (`-`, `*`).
    """
    vague = vague.strip()
    if match := DECADE.fullmatch(vague):
        return f"{match['decade']}X{match['mark'] or ''}"
    if match := CENTURY.fullmatch(vague):
        return f"{int(match['century']) - 1:02}XX{match['mark'] or ''}"
    match = VAGUE.fullmatch(vague)
    found = calendar_date(match) if match else None
    return found if found is not None and is_edtf(found) else None


def calendar_date(match: re.Match[str]) -> str | None:
    mark = "" if match["time"] else match["mark"] or ""
    if match["quarter"]:
        return f"{match['year']}-{32 + int(match['quarter'])}{mark}"
    if match["month"] is None:
        return f"{match['year']}{mark}"
    if match["month"] not in MONTHS:
        return None
    month = f"{match['year']}-{MONTHS.index(match['month']) + 1:02}"
    return f"{month}-{int(match['day']):02}{mark}" if match["day"] else f"{month}{mark}"
