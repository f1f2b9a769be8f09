"""How often a host is asked: at most once in its seconds, and not before it said that it would answer again."""

import threading
import time
from collections.abc import Callable

from kg.errors import LoadError

# Between the beginnings of two requests to a host that asks for nothing slower.
SECONDS = 1.0
LONGEST_WAIT = 60.0


class Pace:
    """Of all hosts of one run. Threads may share it; `clock` is monotonic, in seconds, as `sleep` is."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], object] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, seconds: float) -> None:
        """Wait until this host may be asked, and note that its next turn is `seconds` after that.

        Raises `LoadError` rather than make the other addresses of a run wait for more than 60 seconds.
        """
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            if turn - now > LONGEST_WAIT:
                raise LoadError(f"is left out: its host asks to be left alone for {turn - now:.0f} s; try again later")
            self._next[host] = turn + seconds
        if turn > now:
            self._sleep(turn - now)

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long from now."""
        with self._lock:
            until = self._clock() + seconds
            self._next[host] = max(until, self._next.get(host, until))
