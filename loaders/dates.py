"""The day on which a story was published, as EDTF, in the time zone in which its publisher wrote it."""

import re
from datetime import date, datetime
from email.utils import parsedate

ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ][0-2]\d:?[0-5]\d.*)?", re.ASCII)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}.*)?", re.ASCII)
SEASON = re.compile(r"\d{4}-(2[1-9]|3\d|4[01])", re.ASCII)
LONGEST = 60
WRITTEN = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d")


def edtf(text: str) -> str | None:
    """The date part of an ISO 8601, RFC 2822 or plainly written English date; an EDTF interval or season as it is.

    None where it is no date. `2025-06-05T23:30:00-07:00` is `2025-06-05`: nothing is converted to another zone.
    """
    if len(text) > LONGEST:
        return None
    text = text.strip()
    if SEASON.fullmatch(text):
        return text
    if "/" in text and (interval := _interval(text)):
        return interval
    bare = text[:-1] if text[-1:] in ("~", "?", "%") else text
    mark = text[len(bare) :]
    match = ISO.fullmatch(bare) or COMPACT.fullmatch(bare)
    if match:
        parts = [part for part in match.groups() if part]
        return "-".join(parts) + mark if _exists(parts) else None
    return _written(text)


def _interval(text: str) -> str | None:
    ends = text.split("/")
    if len(ends) != 2 or ends == ["..", ".."]:
        return None
    read = [end if end in ("..", "") else edtf(end) for end in ends]
    return "/".join(end or "" for end in read) if None not in read and any(read) else None


def _exists(parts: list[str]) -> bool:
    year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _written(text: str) -> str | None:
    for pattern in WRITTEN:
        try:
            return datetime.strptime(text, pattern).date().isoformat()
        except ValueError:
            continue
    try:
        parsed = parsedate(text)
        return date(*parsed[:3]).isoformat() if parsed else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
