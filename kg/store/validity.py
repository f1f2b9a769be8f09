"""Whether a claim holds by a day: it had begun, or what has no date was said by then."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kg.model import Claim, Status, Story
from kg.store import edtf, read
from kg.store.connection import Connection

HAPPENED = frozenset({Status.ACTUAL, Status.ATTEMPTED, Status.FAILED, Status.ENDED})


def holds(claim: Claim, story: Story, day: date) -> bool:
    """Whether a claim of a story holds by `day`."""
    return is_past(claim.status, claim.when, story.published, day)


def is_past(status: str, when: str | None, published: str | None, day: date) -> bool:
    """Whether what is claimed holds by `day`."""
    since, until = edtf.interval(when)
    if status in HAPPENED and since is not None:
        ended = until is not None and until < day and "/" in (when or "")
        return since <= day and not ended
    told = edtf.interval(published)[0]
    return told is None or told <= day


def held(connection: Connection, rows: Iterable[Mapping[str, Any]], day: date | None) -> list[Mapping[str, Any]]:
    """Those rows that hold by `day`, all where it is None; each has `status`, `when` and `story`."""
    every = list(rows)
    if day is None:
        return every
    stories = read.stories(connection, texts=False, ids={row["story"] for row in every})
    published = {story.id: story.published for story in stories}
    return [row for row in every if is_past(row["status"], row["when"], published.get(row["story"]), day)]
