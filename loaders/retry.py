"""Asking again, by stamina: after failures that pass by themselves, at most 3 times, when the host says so."""

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

import stamina

from loaders.pace import LONGEST_WAIT
from loaders.request import Answer, NoAnswerError

TRIES = 3
DELAY = re.compile(r"\d{1,9}", re.ASCII)


class BusyError(Exception):
    """The host cannot answer for now (429, or one of its own failures)."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.failure)
        self.answer = answer


def patiently(ask: Callable[[], Answer], hold: Callable[[float], None]) -> Answer:
    """The answer of the first try that gives one other than 429 and 5xx, else that of the last try.

    `hold` is told for how many seconds the host wants to be left alone (Retry-After), for which `ask` has to wait; one
    that wants more than 60 is not asked again. Raises the `NoAnswerError` of the last try.
    """
    quieten()

    def again(error: Exception) -> bool | float:
        if isinstance(error, NoAnswerError):
            return error.passing
        if not isinstance(error, BusyError) or (wanted := retry_after(error.answer.headers)) is None:
            return isinstance(error, BusyError)
        hold(wanted)
        return 0.0 if wanted <= LONGEST_WAIT else False

    try:
        for attempt in stamina.retry_context(on=again, attempts=TRIES, timeout=None, wait_initial=1.0):
            with attempt:
                return answered(ask())
    except BusyError as error:
        return error.answer
    raise AssertionError("the last try answers or raises")


def answered(answer: Answer) -> Answer:
    if answer.status == 429 or answer.status >= 500:
        raise BusyError(answer)
    return answer


def retry_after(headers: Message) -> float | None:
    """The seconds of Retry-After, a number or a date (RFC 9110, 10.2.3; counted from the answer's own date)."""
    value = (headers.get("Retry-After") or "").strip()
    if DELAY.fullmatch(value):
        return float(value)
    until = moment(value)
    if until is None:
        return None
    now = moment(headers.get("Date") or "") or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def moment(value: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def quieten() -> None:
    """Keep what stamina logs of each retry for those who listen: without any handler Python prints it to stderr."""
    log = logging.getLogger("stamina")
    if not log.hasHandlers():
        log.addHandler(logging.NullHandler())
