"""Entities of Wikidata in JSON: dumps (https://www.wikidata.org/wiki/Wikidata:Database_download), an array, an entity a
line, plain or packed by gzip or bzip2, parallel packers' many streams too; and what `Special:EntityData` or
`wbgetentities` give, one document with the entities by id."""

import bz2
import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, cast

from kg.errors import LoadError
from loaders.dates import edtf
from loaders.encoding import preview
from loaders.json_records import read_document
from loaders.nested import at, listed, words
from loaders.source import Rejected, Source
from loaders.stories import parse
from loaders.wikidata_dates import edtf_of, interval
from loaders.wikidata_facts import Fact, Facts
from loaders.wikidata_terms import INSTANCE_OF, classes, properties

GZIP, BZIP2 = b"\x1f\x8b\x08", b"BZh"
HEAD_CHARACTERS = 65_536
DUMP = re.compile(r'\s*+\[?\s*+\{(?=.{0,200}"id"\s*:\s*"[QPL][1-9]\d*")(?=.*"(?:labels|lemmas)"\s*:)', re.DOTALL)
ENTITIES = re.compile(r'\s*+\{\s*+(?:"success"\s*:\s*1\s*,\s*)?"entities"\s*:\s*\{\s*"[QPL][1-9]\d*"\s*:\s*\{')
ITEM = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)
LONGEST_LABEL = 200
EMPTY_LINES = 100_000
ENGLISH = ("en", "mul", "en-gb", "en-us", "en-ca")
BEGIN, END = "P580", "P582"
RANKS = {"preferred": 2, "normal": 1}
MARK = b"\xef\xbb\xbf"
AROUND = b"[], \t\r"  # an entity, which begins and ends with braces


def is_dump(source: Source) -> bool:
    head = source.head
    if head.startswith(BZIP2):
        return source.suffix == ".bz2" and ".json" in (source.key or source.name).lower()
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD_CHARACTERS)
        except zlib.error:
            return False
    return (DUMP.match(preview(head)) or ENTITIES.match(preview(head))) is not None


def read_entities(source: Source, facts: Facts) -> Iterator[Rejected]:
    """Put the entities by, from a dump or from one document. Raises `LoadError` for what is cut off."""
    if not ENTITIES.match(preview(source.head)):
        yield from read_dump(source, facts)
        return
    entities = at(read_document(source), "entities")
    for number, entity in enumerate(entities.values() if isinstance(entities, Mapping) else (), 1):
        try:
            read_entity(entity, facts)
        except LoadError as error:
            yield Rejected(source.name, f"entity {number}: {error}")


def read_dump(source: Source, facts: Facts) -> Iterator[Rejected]:
    """Put the entities by; those that cannot be read are `Rejected` by line. Raises `LoadError` where it is cut off,
    which leaves those before."""
    is_list, ends, empty = False, b"", 0
    for number, line in enumerate(unpacked(source).lines(), 1):
        text = line.removeprefix(MARK).strip()
        is_list = is_list or text.startswith(b"[")
        ends = text[-1:] or ends
        entity = text.strip(AROUND)
        if not entity:
            empty += 1
            if empty > EMPTY_LINES:
                raise LoadError(f"holds more than {EMPTY_LINES:,} empty lines, as no dump does; get the file again")
            continue
        try:
            read_entity(parse(entity), facts)
        except LoadError as error:
            yield Rejected(source.name, f"line {number}: {error}")
    if is_list and ends != b"]":
        raise LoadError("is cut off: its list is not closed; get the file again")


class Packed:
    """A packed file as a stream: it unpacks at most what is asked for, and says in one line what is wrong with it."""

    def __init__(self, file: gzip.GzipFile | bz2.BZ2File) -> None:
        self.file = file

    def read(self, size: int = -1) -> bytes:
        try:
            return self.file.read1(size)  # `read` would lose what stands before a broken place
        except (OSError, EOFError, zlib.error):
            raise LoadError("is cut off or damaged; get the file again") from None

    def close(self) -> None:
        self.file.close()


class Pieces:
    """The bytes of a source as a file that is read once."""

    def __init__(self, source: Source) -> None:
        self.pieces = source.pieces()
        self.pending = b""

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self.pending) < size:
            piece = next(self.pieces, b"")
            if not piece:
                break
            self.pending += piece
        end = len(self.pending) if size < 0 else size
        data, self.pending = self.pending[:end], self.pending[end:]
        return data


def unpacked(source: Source) -> Source:
    mark = next((mark for mark in (GZIP, BZIP2) if source.head.startswith(mark)), None)
    if mark is None:
        return source
    pieces = cast("BinaryIO", Pieces(source))
    file = gzip.GzipFile(fileobj=pieces) if mark == GZIP else bz2.BZ2File(pieces)
    return Source(source.name, lambda: cast("BinaryIO", Packed(file)), key=source.key)


def read_entity(entity: Any, facts: Facts) -> None:
    """Its label and, where it is an item, what it states by the properties that are read."""
    item = words(entity, "id") or ""
    if not ITEM.fullmatch(item):
        if re.fullmatch(r"[PL][1-9]\d*", item):
            return
        raise LoadError("is no entity of Wikidata: it has no id; get the dump again")
    kinds = [fact for fact in facts_of(entity, INSTANCE_OF) if fact.counts]
    kind = next((classes()[fact.value] for fact in kinds if fact.value in classes()), "")
    facts.name(item, label_of(entity), kind)
    stated = [fact for name in properties() for fact in facts_of(entity, name)]
    modified = (edtf(words(entity, "modified") or "") or "") if stated else ""
    for fact in [*kinds, *stated] if stated else ():
        facts.add(item, fact, modified)


def label_of(entity: Mapping[str, Any]) -> str:
    """In English, else in any language."""
    labels = at(entity, "labels")
    tongues = [*ENGLISH, *sorted(map(str, labels))] if isinstance(labels, Mapping) else []
    found = (words(labels, tongue, "value") for tongue in tongues)
    return next((label[:LONGEST_LABEL].strip() for label in found if label), "")


def facts_of(entity: Mapping[str, Any], name: str) -> Iterator[Fact]:
    """The values of a property, but the deprecated ones and those that are unknown. Of the rest the best ranked count,
    and those that have ended."""
    ranked = [(one, RANKS.get(words(one, "rank") or "normal", 0)) for one in listed(entity, "claims", name)]
    best = max((rank for _, rank in ranked), default=0)
    for one, rank in ranked:
        value, written = value_of(at(one, "mainsnak", "datavalue"))
        if not value or not rank:
            continue
        held = interval(qualifier_of(one, BEGIN), qualifier_of(one, END))
        ended = bool(listed(one, "qualifiers", END))
        yield Fact(name, value, written, ended, held, rank == best or ended)


def qualifier_of(statement: Mapping[str, Any], name: str) -> str:
    found = (value_of(at(snak, "datavalue"))[0] for snak in listed(statement, "qualifiers", name))
    return next((value for value in found if value and not ITEM.fullmatch(value)), "")


def value_of(datavalue: Any) -> tuple[str, str]:
    """The id of an item, or a date with its words; nothing for any other kind."""
    value, kind = at(datavalue, "value"), at(datavalue, "type")
    if kind == "time" and isinstance(value, Mapping):
        date = edtf_of(value)
        return date, date
    item = words(value, "id") or f"Q{at(value, 'numeric-id')}"
    return (item, "") if kind == "wikibase-entityid" and ITEM.fullmatch(item) else ("", "")
