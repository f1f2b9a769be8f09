"""The bytes of a WARC file on their way to the parser, and where its next record begins after a broken one."""

import io
import zlib
from collections.abc import Iterator

VERSION = b"WARC/1."
GZIP = b"\x1f\x8b\x08"
# The last bytes that are kept: the parser reads ahead, so the next record may begin in what it has read already.
KEPT_BYTES = 1 << 20
# Enough of a packed record to unpack its first bytes.
ENOUGH_BYTES = 4_096


class WarcStream:
    """A file of the parser's that is read once, from its beginning to its end.

    In a packed file (a gzip member a record, annex D of the standard) a record begins where a member does, in another
    one at the beginning of a line.
    """

    def __init__(self, pieces: Iterator[bytes], *, packed: bool) -> None:
        self._pieces = pieces
        self._packed = packed
        self._kept = bytearray()
        self._offset = 0  # of what is kept, in the file
        self._place = 0  # of what is read next
        self._record = 0  # of the record that is read

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        raise io.UnsupportedOperation(f"seek to {offset} ({whence})")

    def close(self) -> None:
        """Nothing: the source is closed by whoever opened it."""

    def read(self, size: int = -1) -> bytes:
        if self._place >= self._end and not self._fill():
            return b""
        begin = self._place - self._offset
        data = bytes(self._kept[begin : begin + size if size >= 0 else None])
        self._place += len(data)
        return data

    def begin_record(self, place: int) -> None:
        """Say where the record that is read now begins; the next one is looked for behind that."""
        self._record = max(self._record, place)

    def skip(self) -> bool:
        """Go to the next record behind the beginning of this one; False where there is none."""
        mark = GZIP if self._packed else b"\n" + VERSION
        place = max(self._record + 1, self._offset)
        while True:
            found = self._kept.find(mark, place - self._offset)
            if found < 0:
                place = max(place, self._end - len(mark) + 1)
                if not self._fill():
                    return False
                continue
            place = self._offset + found
            if self._is_record(place):
                self._place = self._record = place if self._packed else place + 1
                return True
            place += 1

    @property
    def _end(self) -> int:
        return self._offset + len(self._kept)

    def _is_record(self, place: int) -> bool:
        if not self._packed:
            return True
        while self._end - place < ENOUGH_BYTES and self._fill():
            pass
        begin = place - self._offset
        try:
            unpacked = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(
                bytes(self._kept[begin : begin + ENOUGH_BYTES]), len(VERSION)
            )
        except zlib.error:
            return False
        return unpacked == VERSION

    def _fill(self) -> bool:
        """Read the next piece; what lies far behind is forgotten."""
        piece = next(self._pieces, b"")
        if len(self._kept) > 2 * KEPT_BYTES:
            self._offset += len(self._kept) - KEPT_BYTES
            del self._kept[:-KEPT_BYTES]
        self._kept += piece
        return bool(piece)
