"""What a user names becomes sources: a file, a folder, a pattern, `-` for stdin, an http(s) address."""

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import LoadError
from loaders.characters import printable
from loaders.conditional import Unchanged
from loaders.source import Rejected, Source, unreadable

if TYPE_CHECKING:
    from loaders.web import Web

KINDS = (
    (stat.S_ISDIR, "a folder, not a file"),
    (stat.S_ISFIFO, "a named pipe, not a file; pipe it into `-` instead"),
    (stat.S_ISCHR, "a device, not a file; pipe it into `-` instead"),
    (stat.S_ISBLK, "a device, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
)
MAGIC = frozenset("*?[")


def expand(name: str, web: "Web | None" = None) -> Iterator[Source | Rejected | Unchanged]:
    """The sources that a name stands for, in the order of their paths; raises `LoadError` for a name of nothing."""
    if name == "-":
        yield Source("-", stdin)
    elif is_address(name):
        from loaders.web import fetch  # ssl and http.client, which files need not pay for

        yield fetch(name) if web is None else web.fetch(name)
    elif not name or "\x00" in name:
        raise LoadError("is no path; name a file, a folder, a pattern, an address or `-`")
    elif os.path.lexists(name):
        path = Path(name)
        yield from folder(path) if is_folder(path) else [file(path, path.name, named=True)]
    elif MAGIC & set(name):
        yield from pattern(name)
    else:
        raise LoadError("no such file or folder; correct the path")


def is_address(name: str) -> bool:
    """Whether a name is an address (`scheme://…`) and no path."""
    scheme, found, _ = name.partition("://")
    return bool(found) and scheme.isascii() and scheme.isalnum()


def stdin() -> BinaryIO:
    """Standard input, which stays open when the source is closed."""
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb") if has_descriptor() else io.BytesIO(sys.stdin.buffer.read())


def has_descriptor() -> bool:
    try:
        sys.stdin.fileno()
    except (OSError, AttributeError):
        return False
    return True


def file(path: Path, key: str, *, named: bool) -> Source:
    try:
        size = path.stat().st_size
    except OSError:
        size = None  # what is wrong with it is said when it is opened
    return Source(str(path), opener(path), key=key, named=named, path=path, size=size)


def opener(path: Path) -> Callable[[], BinaryIO]:
    """Opens a regular file and nothing else, without waiting for whoever may write into a pipe."""

    def opened() -> BinaryIO:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        stream = os.fdopen(descriptor, "rb") if stat.S_ISREG(mode := os.fstat(descriptor).st_mode) else None
        if stream is None:
            os.close(descriptor)
            raise LoadError(f"is {next((words for test, words in KINDS if test(mode)), 'no regular file')}")
        return stream

    def checked() -> BinaryIO:
        try:
            return opened()
        except FileNotFoundError:
            reason = "is a symbolic link that leads nowhere" if path.is_symlink() else "no such file; correct the path"
            raise LoadError(reason) from None

    return checked


def folder(root: Path) -> Iterator[Source | Rejected]:
    """The files below a folder, hidden ones and `README` aside; a linked folder is gone into once."""
    empty = True
    for path in walk(root):
        empty = False
        if isinstance(path, Rejected):
            yield path
        else:
            yield file(path, path.relative_to(root).as_posix(), named=False)
    if empty:
        raise LoadError("is a folder without files; nothing to read")


def walk(root: Path) -> Iterator[Path | Rejected]:
    """The files below a folder in the order of their paths; what cannot be listed is rejected."""
    pending = [root]
    seen: set[tuple[int, int]] = set()
    while pending:
        path = pending.pop()
        if not is_folder(path):
            yield path
            continue
        try:
            identity, entries = path.stat(), sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield Rejected(printable(str(path)), unreadable(error))
            continue
        if (identity.st_dev, identity.st_ino) not in seen:
            seen.add((identity.st_dev, identity.st_ino))
            pending.extend(entry for entry in entries if not is_passed_over(entry.name))


def is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def is_passed_over(name: str) -> bool:
    """Hidden files, and what describes a folder and is no story of it."""
    return name.startswith(".") or name.lower().partition(".")[0] == "readme"


def pattern(name: str) -> Iterator[Source | Rejected]:
    """The files that a glob pattern matches (`**`: any folders), sorted, and what is below folders that it matches."""
    parts = Path(name).parts
    fixed = next(position for position, part in enumerate(parts) if MAGIC & set(part))
    root, rest = Path(*parts[:fixed]), Path(*parts[fixed:])
    wanted = rest / "*" if rest.name == "**" else rest  # alone it matches only folders before Python 3.13
    try:
        paths = sorted(path for path in root.glob(str(wanted)) if not is_hidden(path.relative_to(root), rest))
    except (ValueError, OSError, NotImplementedError) as error:
        raise LoadError(f"is no pattern that can be followed ({error})") from None
    if not paths:
        raise LoadError("matches no file; correct the pattern")
    for path in paths:
        if not is_folder(path):
            yield file(path, path.relative_to(root).as_posix(), named=False)
        elif "**" not in rest.parts:
            for below in walk(path):
                yield (
                    below
                    if isinstance(below, Rejected)
                    else file(below, below.relative_to(root).as_posix(), named=False)
                )


def is_hidden(path: Path, wanted: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) and not any(part.startswith(".") for part in wanted.parts)
