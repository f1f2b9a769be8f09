"""When an endpoint is asked again, and after how long: RFC 9110 (Retry-After), and doubling waits without it."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

TRIES = 5
FIRST_SECONDS = 1.0
MOST_SECONDS = 60.0
# Too many requests, and what may pass by itself on a server.
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


def wait_seconds(attempt: int, retry_after: str | None = None, now: datetime | None = None) -> float:
    """Seconds to wait before attempt `attempt` + 1 (from 0): what the server asks for, else 1, 2, 4, 8.

    >>> wait_seconds(2)
    4.0
    >>> wait_seconds(0, "7")
    7.0
    """
    asked = None if retry_after is None else seconds_asked(retry_after.strip(), now or datetime.now(UTC))
    return min(MOST_SECONDS, FIRST_SECONDS * 2**attempt) if asked is None else asked


def seconds_asked(retry_after: str, now: datetime) -> float | None:
    """Seconds of a Retry-After header, a number or an HTTP date; None for anything else."""
    if retry_after.isascii() and retry_after.isdecimal():
        return float(retry_after[:9])
    try:
        until = parsedate_to_datetime(retry_after)
        return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
