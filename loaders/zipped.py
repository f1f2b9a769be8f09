"""ZIP files (APPNOTE.TXT 6.3.10) of strangers: what they hold is checked, then read where it lies, never unpacked."""

import errno
import io
import stat
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.errors import LoadError
from loaders.characters import printable
from loaders.source import DOCUMENT_BYTES, Rejected, Source

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MEMBERS = 10_000
DIRECTORY_BYTES = 8_000_000
TOTAL_BYTES = 10_000_000_000
# Text shrinks to a tenth, pages that repeat themselves to a fiftieth; a bomb to a thousandth.
RATIO = 200
END, END_BYTES = b"PK\x05\x06", 22
LOCATOR = b"PK\x06\x07"
LONGEST_END = 76 + END_BYTES + 65_535  # the records of ZIP64, the end itself, its comment
ENCRYPTED = 0x1
BROKEN = "is no ZIP archive, or cut off; get the whole of it again"


def open_zip(source: Source, most: int | None = None) -> "ZipFile":
    """The archive. Raises `LoadError` for what is none, is cut off, or is built to cost too much; `most` bytes may it
    hold unpacked, else `TOTAL_BYTES`."""
    most = TOTAL_BYTES if most is None else most
    from zipfile import BadZipFile, ZipFile

    file = source.file()
    try:
        length = check_directory(file)
        archive = ZipFile(file)
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, OverflowError):
        raise LoadError(BROKEN) from None
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise LoadError(f"holds more than {MEMBERS:,} members; split it")
    if sum(member.file_size for member in members) > most:
        raise LoadError(f"holds more than {most // 10**9} GB unpacked; split it")
    if sum(member.compress_size for member in members) > length:
        raise LoadError("holds members that lie over each other, as a bomb's do; it is not read")
    return archive


def check_directory(file: BinaryIO) -> int:
    """The length of the file. Raises `LoadError` for a directory too long to be held in memory, which is read whole."""
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - LONGEST_END))
    tail = file.read()
    # where `zipfile` finds it: at the very end, else before the last comment
    plain = tail[-END_BYTES:].startswith(END) and tail.endswith(b"\x00\x00")
    place = len(tail) - END_BYTES if plain else tail.rfind(END)
    if place < 0:
        raise LoadError(BROKEN)
    size = int.from_bytes(tail[place + 12 : place + 16], "little")
    if tail[max(0, place - 20) : place].startswith(LOCATOR):  # ZIP64 says it in a record before that
        size = int.from_bytes(tail[max(0, place - 36) : max(0, place - 28)], "little")
    if size > DIRECTORY_BYTES:
        raise LoadError(f"holds more than {MEMBERS:,} members; split it")
    return length


def members(archive: "ZipFile", name: str) -> Iterator["tuple[str, ZipInfo] | Rejected"]:
    """The files of the archive by their paths, sorted, and a `Rejected` for each that is not to be read."""
    taken: set[str] = set()
    for info in sorted(archive.infolist(), key=lambda info: info.filename.split("/")):
        if info.filename.endswith("/"):  # `is_dir` fails for a name without letters
            continue
        path = PurePosixPath(info.filename).as_posix()
        reason = refusal(info) or ("is there twice; take one of them out" if path in taken else "")
        taken.add(path)
        yield Rejected(f"{name}/{printable(info.filename)}", reason) if reason else (path, info)


def refusal(info: "ZipInfo") -> str:
    """Why a member is not to be read, or an empty string."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    if not PurePosixPath(info.filename).parts:
        return "has a path that names no file; give it a plain one"
    if is_trick(info.filename):
        return "has a path that leads out of its archive; give it a plain one"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a symbolic link, which is not followed; put the file in the place of it"
    if info.flag_bits & ENCRYPTED:
        return "is encrypted; unpack the archive with its password, and name the folder"
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "is compressed by other means than deflate; pack the archive again"
    if info.file_size > max(DOCUMENT_BYTES, RATIO * info.compress_size):
        return f"is {RATIO} times as long as its packed bytes, as a bomb is; it is not read"
    return ""


def is_trick(path: str) -> bool:
    """Whether a path is absolute, has a drive, or goes upwards, on any system."""
    parts = path.replace("\\", "/").split("/")
    return not parts[0] or parts[0][1:2] == ":" or ".." in parts


def opener(archive: "ZipFile", info: "ZipInfo") -> Callable[[], BinaryIO]:
    """Opens a member to be read once, from its beginning to its end."""
    return partial(open_member, archive, info)


def open_member(archive: "ZipFile", info: "ZipInfo") -> BinaryIO:
    return io.BufferedReader(Member(archive, info))


class Member(io.RawIOBase):
    """A member's bytes; whatever is wrong with them is an `OSError`, as it is with a file's."""

    def __init__(self, archive: "ZipFile", info: "ZipInfo") -> None:
        self._read = guarded(lambda: archive.open(info))().read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data: bytes = guarded(self._read)(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def guarded(call: Callable[..., Any]) -> Callable[..., Any]:
    """The call, with every error that `zipfile` has for damaged members turned into one `OSError`."""
    from zipfile import BadZipFile

    def guarded_call(*arguments: Any) -> Any:
        try:
            return call(*arguments)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, UnicodeError):
            raise OSError(errno.EIO, "damaged inside of its archive; get the archive again") from None

    return guarded_call
