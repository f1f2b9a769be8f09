"""Readings by a Ray cluster: the same functions as the processes of one machine run, on as many machines as there are.

Ray (https://docs.ray.io) is only imported here, and only when a cluster is asked for (the extra `cluster`). Each of its
workers is an interpreter of its own, with this package installed, that loads the reader once. A task whose worker dies
is given to another one.
"""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import KgError
from kg.loading.reading import AHEAD, in_order, read_one
from kg.model import Reading, Story
from loaders import Archived, Rejected

if TYPE_CHECKING:
    from kg.store.held import Held

Other = TypeVar("Other", bound="Rejected | Held | Archived")

# Times that a story is read again after its worker died: one that kills each of them must not stop the others.
RETRIES = 3
# Bytes for what Ray holds on this machine; a story and its reading are some thousand.
STORE = 200_000_000
# Seconds.
PATIENCE = 5.0
HINT = "start one (ray start), or use local"


@dataclass(frozen=True, slots=True)
class Awaited:
    """A story that the cluster reads."""

    ray: Any
    story: Story
    reference: Any

    def result(self) -> Reading | Rejected:
        try:
            reading: Reading | Rejected = self.ray.get(self.reference)
        except self.ray.exceptions.RayTaskError as error:
            raise error.as_instanceof_cause() from None
        except (self.ray.exceptions.WorkerCrashedError, self.ray.exceptions.OutOfMemoryError) as error:
            reason = f"cannot be read: its worker ended {RETRIES + 1} times ({type(error).__name__}); report it"
            return Rejected(self.story.source or self.story.id, reason)
        except self.ray.exceptions.RayError as error:
            raise KgError(
                f"the Ray cluster is gone ({type(error).__name__}); load again: it goes on from here"
            ) from None
        return reading

    def cancel(self) -> bool:
        self.ray.cancel(self.reference, force=False)
        return True


def in_cluster(
    stories: Iterator[Story | Other], address: str, least: float | None
) -> Iterator[Reading | Rejected | Other]:
    """Readings in the order of the stories, by the cluster at `address`; `local` starts one on this machine.

    `auto` is the cluster that runs on this machine, `HOST:PORT` or `ray://HOST:PORT` one elsewhere. A few stories for
    each of its processors are under way at a time. Raises `KgError` where there is no cluster, or no Ray.
    """
    with connected(address) as ray:
        task = ray.remote(read_one).options(max_retries=RETRIES, num_cpus=1)
        most = AHEAD * max(int(ray.cluster_resources().get("CPU", 1)), 1)
        yield from in_order(stories, partial(begin, ray, task, least), most)


def begin(ray: Any, task: Any, least: float | None, story: Story) -> Awaited:
    return Awaited(ray, story, task.remote(story, None, least))


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Ray, connected; a cluster that this process started ends with it."""
    # all are read at the import, and would ask the network, warn of settings to come, or print a dead worker's end
    # among the figures of a load
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault("RAY_DEDUP_LOGS_SKIP_REGEX", ".*")
    try:
        ray = import_module("ray")
    except ImportError:
        raise KgError("--cluster needs Ray, which is not installed; run: pip install 'space-kg[cluster]'") from None
    check_answers(address)
    own = {"object_store_memory": STORE, "include_dashboard": False} if address == "local" else {}
    try:
        ray.init(address, log_to_driver=False, logging_level=logging.ERROR, **own)
    except (ConnectionError, ValueError, RuntimeError, OSError, AssertionError) as error:
        reason = " ".join(str(error).split())[:200]
        raise KgError(f"{address}: no Ray cluster answers ({reason}); {HINT}") from None
    try:
        yield ray
    finally:
        ray.shutdown()


def check_answers(address: str) -> None:
    """Ray itself waits for minutes where nobody listens."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise KgError(f"{address}: no Ray cluster answers ({error}); {HINT}") from None
