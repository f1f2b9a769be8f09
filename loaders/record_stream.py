"""JSON of records, one by one, whatever the length of the document: `json.load` would hold all of it.

A document is one record, a list of them, a page with a list under `results`, or several of these one after the other.
"""

import codecs
import json
from collections.abc import Iterator
from typing import Any

from kg.errors import LoadError
from loaders.source import DOCUMENT_BYTES, MEGABYTE, Source

DECODER = json.JSONDecoder()
RESULTS = "results"
SPACE = " \t\r\n"
# What the end of a piece may cut in two beside a string: a literal, a number, two escapes of a character.
LONGEST_TOKEN = 20


def stream_records(source: Source) -> Iterator[Any]:
    """The records in order. Raises `LoadError` where the document is no JSON, or is cut off; those before it stand."""
    reader = JsonReader(source)
    number = 0
    while reader.peek():
        for record in reader.values():
            number += 1
            yield record
    if not number:
        raise LoadError("holds no records; nothing to read")


class JsonReader:
    """Reads values off a stream: it holds the piece that it works on, at most one record long."""

    def __init__(self, source: Source) -> None:
        self.pieces = source.pieces()
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self.text = ""
        self.position = 0
        self.ended = False
        self.found = 0

    def values(self) -> Iterator[Any]:
        """The records of a list or of a page; any other value as the one record that it is."""
        start = self.peek()
        if start == "[":
            yield from self.items()
        elif start == "{":
            yield from self.members()
        else:
            yield self.value()

    def items(self) -> Iterator[Any]:
        self.take("[")
        while self.peek() != "]":
            yield self.value()
            if self.peek() != "]":
                self.take(",")
        self.take("]")

    def members(self) -> Iterator[Any]:
        """Those of the list under `results`; of an object without one, the object itself."""
        self.take("{")
        record: dict[str, Any] = {}
        is_page = False
        while self.peek() != "}":
            key = self.value()
            self.take(":")
            if key == RESULTS and self.peek() == "[":
                is_page = True
                yield from self.items()
            else:
                record[str(key)] = self.value()
            if self.peek() != "}":
                self.take(",")
        self.take("}")
        if not is_page:
            yield record

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            while self.position < len(self.text) and self.text[self.position] in SPACE:
                self.position += 1
            if self.position < len(self.text):
                return self.text[self.position]
            if not self.more(1):
                return ""

    def take(self, mark: str) -> None:
        if self.peek() != mark:
            raise self.broken()
        self.position += 1

    def value(self) -> Any:
        """The next value, read on until it is whole; what is tried again has at least doubled."""
        self.peek()
        while True:
            try:
                found, end = DECODER.raw_decode(self.text, self.position)
            except json.JSONDecodeError as error:
                if not self.is_cut(error) or not self.more(len(self.text) - self.position):
                    raise self.broken() from None
                continue
            except (ValueError, RecursionError):
                raise LoadError(f"is JSON nested too deeply, {self.place()}; no such record is read") from None
            if end == len(self.text) and not self.ended and self.more(1):
                continue  # a number might go on
            self.position = end
            self.found += isinstance(found, dict)
            return found

    def is_cut(self, error: json.JSONDecodeError) -> bool:
        """Whether what follows may mend the value: it is wrong at the end of what is there, or a string has no end."""
        return error.msg.startswith("Unterminated string") or error.pos >= len(self.text) - LONGEST_TOKEN

    def more(self, characters: int) -> bool:
        """Read on by about that many characters; False where the document has ended."""
        self.text, self.position = self.text[self.position :], 0
        wanted = len(self.text) + max(characters, 1)
        pieces = [self.text]
        length = len(self.text)
        while not self.ended and length < wanted:
            piece = self.decoded(next(self.pieces, b""))
            pieces.append(piece)
            length += len(piece)
        if length > 2 * DOCUMENT_BYTES:
            raise LoadError(f"holds a record longer than {DOCUMENT_BYTES // MEGABYTE} MB, {self.place()}; split it")
        grown = length > len(self.text)
        self.text = "".join(pieces)
        return grown

    def decoded(self, piece: bytes) -> str:
        self.ended = not piece
        try:
            return self.decoder.decode(piece, self.ended)
        except UnicodeDecodeError:
            raise LoadError(f"is not valid UTF-8, {self.place()}; save it as UTF-8") from None

    def broken(self) -> LoadError:
        return LoadError(f"is not JSON, or cut off, {self.place()}; get the whole of it again")

    def place(self) -> str:
        return f"after record {self.found}" if self.found else "at its beginning"
