"""Pages and feeds from the web, as a well-behaved program fetches them on a schedule.

http and https only, public hosts only, bounded in time, size and redirects; what robots.txt disallows is not asked for,
no host more than once a second, failures that pass are tried again, and what is remembered is fetched only when new.
"""

import io
import os
import time
from collections.abc import Callable
from functools import cache, partial
from urllib.parse import urlsplit

from kg.errors import LoadError
from loaders import robots
from loaders.conditional import Memory, Seen, Unchanged, seen_of
from loaders.pace import SECONDS, Pace
from loaders.request import LOOPBACK, Answer, follow, get
from loaders.retry import patiently
from loaders.source import DOCUMENT_BYTES, Source, too_long

TOTAL_SECONDS = 30.0


def fetch(address: str, *, loopback: bool | None = None, seconds: float = TOTAL_SECONDS) -> Source:
    """Fetch one page in full, as `Web.fetch` does; hosts are paced and asked for their rules once in this process.

    `loopback` allows hosts of this machine (`KG_ALLOW_LOOPBACK=1` where it is None).
    """
    source = this_run(is_loopback_allowed() if loopback is None else loopback).fetch(address, seconds=seconds)
    assert isinstance(source, Source), "nothing is unchanged where nothing is remembered"
    return source


def is_loopback_allowed() -> bool:
    return os.environ.get(LOOPBACK) == "1"


@cache
def this_run(loopback: bool) -> "Web":
    """The one of this process."""
    return Web(loopback=loopback)


class Web:
    """One run's way into the web: the rules of its hosts, its pace, and what it remembers of earlier runs.

    `loopback` allows hosts of this machine; other private addresses are never connected to, whatever a name or a
    redirect leads to. Without a memory, or to fetch `again`, every page is fetched in full. `unchanged` lists the
    addresses of this run that held nothing new.
    """

    def __init__(
        self,
        *,
        loopback: bool = False,
        memory: Memory | None = None,
        again: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.unchanged: list[str] = []
        self._loopback = loopback
        self._memory = memory
        self._again = again
        self._pace = Pace(clock, sleep)
        rules = partial(self._get, gap=SECONDS, seconds=robots.TOTAL_SECONDS, limit=robots.BYTES)
        self._robots = robots.Robots(rules, clock)

    def fetch(self, address: str, *, seconds: float = TOTAL_SECONDS) -> Source | Unchanged:
        """Fetch one page, following at most 5 redirects, each within `seconds` once the host is asked.

        Raises `LoadError` for every answer but a whole one within bounds, and one that there is nothing new.
        """
        seen = self._memory.recall(address) if self._memory is not None and not self._again else None
        url, answer = follow(address, partial(self._page, seen=seen, seconds=seconds))
        if answer.status == 304 and seen is not None and seen.url == url:
            self._remember(address, seen)
            self.unchanged.append(address)
            return Unchanged(address)
        if not answer.is_whole:
            raise LoadError(answer.failure)
        if len(answer.body) > DOCUMENT_BYTES:
            raise LoadError(too_long())
        self._remember(address, seen_of(url, answer.headers))
        return source_of(address, url, answer)

    def _remember(self, address: str, seen: Seen | None) -> None:
        if self._memory is not None:
            self._memory.remember(address, seen)

    def _page(self, url: str, seen: Seen | None, seconds: float) -> Answer:
        gap = self._robots.seconds(url)
        conditions = seen.headers if seen is not None and seen.url == url else {}
        return self._get(url, gap, seconds, DOCUMENT_BYTES, conditions)

    def _get(
        self, url: str, gap: float, seconds: float, limit: int, conditions: dict[str, str] | None = None
    ) -> Answer:
        """Every request counts for the pace of its host: those for robots.txt, redirects and further tries too."""
        host = (urlsplit(url).hostname or "").rstrip(".")

        def once() -> Answer:
            self._pace.wait(host, gap)
            return get(url, loopback=self._loopback, seconds=seconds, limit=limit, headers=conditions)

        return patiently(once, partial(self._pace.hold, host))


def source_of(address: str, url: str, answer: Answer) -> Source:
    headers = answer.headers
    return Source(
        address,
        partial(io.BytesIO, answer.body),
        url=url,
        media_type=headers.get_content_type() if headers.get("Content-Type") else "",
        charset=headers.get_content_charset("") or "",
    )
