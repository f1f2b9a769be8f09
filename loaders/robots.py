"""What a host allows programs to read, and how often: robots.txt (RFC 9309), read by protego.

Of a host that has none (4xx) everything may be read, of one whose robots.txt cannot be had (5xx, no answer) nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from kg.errors import LoadError
from loaders.addresses import PORTS
from loaders.pace import SECONDS
from loaders.request import PRODUCT, Answer, NoAnswerError, follow

# RFC 9309, 2.5: at least 500 KiB must be read; what is past it is passed over.
BYTES = 500 * 1024
TOTAL_SECONDS = 10.0
LONGEST_DELAY = 30.0
# RFC 9309, 2.4: no copy is used for longer than a day. That a host failed is believed for a shorter time.
LASTING = 24 * 3600.0
FAILURE_LASTING = 300.0
GROUP = re.compile(r"\s*user(?:-|\s*)agent(?:\s*:|\s)\s*(?P<value>[^#]*)", re.IGNORECASE)
TOKEN = re.compile(r"[a-z_-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """Of one host, until a time of the clock. `failure`: why nothing may be read. No `file`: everything may."""

    until: float
    file: Protego | None = None
    failure: str = ""

    def seconds(self, url: str) -> float:
        """From one request to the next. Raises `LoadError` for an address that is not to be asked for."""
        if self.failure:
            raise LoadError(self.failure)
        if self.file is None:
            return SECONDS
        if not self.file.can_fetch(url, PRODUCT):
            raise LoadError("is disallowed by the robots.txt of its host; leave it out, or ask its publisher")
        return min(max(self.file.crawl_delay(PRODUCT) or 0.0, SECONDS), LONGEST_DELAY)


class Robots:
    """The rules of all hosts of one run, each asked for once; `get` gives at most `BYTES` + 1 of an answer."""

    def __init__(self, get: Callable[[str], Answer], clock: Callable[[], float]) -> None:
        self._get = get
        self._clock = clock
        self._rules: dict[str, Rules] = {}

    def seconds(self, url: str) -> float:
        """From one request to its host to the next, 1 to 30. Raises `LoadError` for what is not to be asked for."""
        origin = origin_of(url)
        rules = self._rules.get(origin)
        if rules is None or rules.until <= self._clock():
            rules = self._rules[origin] = self._read(origin)
        return rules.seconds(url)

    def _read(self, origin: str) -> Rules:
        try:
            _, answer = follow(f"{origin}/robots.txt", self._get)
        except LoadError as error:
            return self._failed(error)
        if answer.is_whole:
            return Rules(self._clock() + LASTING, file=parse(answer.body))
        # A host that is asked too often has said nothing of what may be read.
        if 400 <= answer.status < 500 and answer.status != 429:
            return Rules(self._clock() + LASTING)
        return self._failed(LoadError(answer.failure))

    def _failed(self, error: LoadError) -> Rules:
        refused = isinstance(error, NoAnswerError) and error.refused
        said = str(error) if refused else f"is left out: the robots.txt of its host {error}"
        return Rules(self._clock() + FAILURE_LASTING, failure=said)


def origin_of(url: str) -> str:
    """Scheme, host and port, for which a robots.txt speaks."""
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{parts.port or PORTS[scheme]}"


def parse(body: bytes) -> Protego:
    """The rules for this program. A file longer than `BYTES` is read up to its last whole line there."""
    if len(body) > BYTES:
        body = body[:BYTES].rpartition(b"\n")[0]
    text = body.decode("utf-8", "replace").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return Protego.parse("\n".join(renamed(line) for line in text.splitlines()))


def renamed(line: str) -> str:
    """The line as it is, but one that opens the group of another program: that is called `other`.

    A hostile file may name twenty thousand programs and as many rules for all of them: one other is enough. And
    protego takes `space` for a name of `space-kg`, which RFC 9309 (2.2.1) does not.
    """
    group = GROUP.match(line)
    if group is None:
        return line
    value = group["value"].strip()
    token = TOKEN.match(value)
    ours = token is not None and token[0].lower() == PRODUCT
    return f"User-agent: {PRODUCT if ours else '*' if value == '*' else 'other' if value else ''}"
