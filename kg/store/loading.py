"""A load at work, as others see it: those who open its graph need not do what it will do at its end."""

from kg.store.configuration import Folder
from kg.store.lock import FileLock


class Loading:
    """A load that may leave figures behind (`kg.store.crowds`) until its end, and holds a lock of its data folder.

    A Neo4j has no such folder, and nobody knows of another's load.
    """

    def __init__(self, folder: Folder | None) -> None:
        self.lock = FileLock(folder.loading) if folder else None
        self.is_begun = False

    def begin(self) -> None:
        """May be said again; where another load holds the lock, this one goes on without it."""
        self.is_begun = True
        if self.lock is not None and self.lock.file is None:
            self.lock.acquire()

    def end(self) -> None:
        self.is_begun = False
        if self.lock is not None:
            self.lock.release()

    def is_elsewhere(self) -> bool:
        """Whether another load is at work, asked before one's own begins."""
        if self.lock is None:
            return False
        free = self.lock.acquire()
        self.lock.release()
        return not free
