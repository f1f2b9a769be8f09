"""Launches of Launch Library 2, versions 2.0 to 2.3 (https://ll.thespacedevs.com/docs), in lists or in detail.

A file holds one launch, a list, a page of `results`, or JSON Lines. What a launch states: `loaders.launch_statements`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import LoadError
from kg.model import Story
from loaders.addresses import canonical_url
from loaders.characters import one_line
from loaders.dates import edtf
from loaders.encoding import preview
from loaders.json_records import checked, record_keys
from loaders.launch_statements import STATES, State, statements_of, variant_of
from loaders.nested import at, listed, words
from loaders.record import record_story, sheet
from loaders.record_stream import stream_records
from loaders.source import Rejected, Source
from loaders.stories import SUFFIXES as LINES
from loaders.stories import parse

FORMAT = "launch_library"
OUTLET = "Launch Library 2"
KEYS = frozenset({"net", "status", "window_start"})
LINE = re.compile(r'(?=[^\n]*"net"\s*:)(?=[^\n]*"window_start"\s*:)\s*\{[^\n]*"status"\s*:')


class LaunchLibraryLoader:
    """A record a launch, streamed; a launch that cannot be read is `Rejected` by number."""

    def matches(self, source: Source) -> bool:
        if source.suffix in LINES:
            return LINE.match(preview(source.head)) is not None
        return record_keys(source) >= KEYS

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        found = source.lines() if source.suffix in LINES else stream_records(source)
        for number, item in enumerate(found, 1):
            try:
                if isinstance(item, bytes) and not item.strip():
                    continue
                yield read_launch(parse(item) if isinstance(item, bytes) else item, source)
            except LoadError as error:
                yield Rejected(source.name, f"launch {number}: {error}")


def read_launch(item: Any, source: Source) -> Story:
    launch = checked(item)
    name = words(launch, "name")
    key = words(launch, "id") or words(launch, "url")
    if not name or not key:
        raise LoadError("has no name or no id; get it from the API again")
    state = state_of(launch)
    laid_out = sheet(name, fields_of(launch, name))
    return record_story(
        laid_out,
        statements_of(laid_out, launch, state),
        format=FORMAT,
        key=key,
        outlet=OUTLET,
        source=source.name,
        published=edtf(words(launch, "last_updated") or ""),
        url=canonical_url(words(launch, "url") or ""),
    )


def state_of(launch: Mapping[str, Any]) -> State:
    number = at(launch, "status", "id")
    if not isinstance(number, int) or number not in STATES:
        said = one_line(str(at(launch, "status", "name") or number))[:40]
        raise LoadError(f"has the status {said!r}, which Launch Library does not have; leave it out or report it")
    return STATES[number]


def fields_of(launch: Mapping[str, Any], name: str) -> Iterator[tuple[str, str | None]]:
    """What the record shows of a launch, in one order. A list (`mode=list`) of version 2.2 has words for objects."""
    brief = {} if "rocket" in launch else launch
    yield "Launch", name
    yield "Mission", words(launch, "mission", "name") or words(brief, "mission") or name.partition("|")[2]
    yield "Launch date", words(launch, "net")
    yield "Precision", words(launch, "net_precision", "name")
    yield "Failure reason", words(launch, "failreason")
    yield "Provider", words(launch, "launch_service_provider", "name") or words(brief, "lsp_name")
    yield "Rocket", variant_of(launch)
    yield "Pad", words(launch, "pad", "name") or words(brief, "pad")
    yield "Site", words(launch, "pad", "location", "name") or words(brief, "location")
    yield "Country", words(launch, "pad", "country", "name") or words(launch, "pad", "location", "country", "name")
    yield "Orbit", words(launch, "mission", "orbit", "name") or words(brief, "orbit")
    for number, programme in enumerate(listed(launch, "program"), 1):
        yield f"Programme {number}", words(programme, "name")
    for number, stage in enumerate(listed(launch, "rocket", "spacecraft_stage"), 1):
        yield f"Spacecraft {number}", words(stage, "spacecraft", "name")
        yield f"Destination {number}", words(stage, "destination")
        for seat, member in enumerate(listed(stage, "launch_crew"), 1):
            yield f"Crew {number}.{seat}", words(member, "astronaut", "name")
            yield f"Role {number}.{seat}", words(member, "role", "role")
    for number, flight in enumerate(listed(launch, "rocket", "payloads"), 1):
        yield f"Payload {number}", words(flight, "payload", "name")
        yield f"Operator of payload {number}", words(flight, "payload", "operator", "name")
        yield f"Manufacturer of payload {number}", words(flight, "payload", "manufacturer", "name")
    # last, for a claim's first line is the one that is quoted
    yield "Status", words(launch, "status", "name") or str(at(launch, "status", "id"))
