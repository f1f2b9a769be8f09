"""All claims as one CSV table, a claim a row, for spreadsheets and data frames."""

import csv
import json
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO

from kg.model import Claim, Story
from kg.spreadsheet import cell

COLUMNS = (
    *("claim", "subject", "subject_type", "subject_name", "predicate", "object", "object_type", "object_name", "value"),
    *("status", "when", "attribution", "qualifiers", "confidence", "rule", "quote", "start", "end"),
    *("story", "outlet", "title", "published", "url"),
)


def write_table(stream: BinaryIO, claims: Iterable[Claim], stories: Iterable[Story]) -> None:
    known = {story.id: story for story in stories}
    text = TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for claim in claims:
            writer.writerow(map(cell, row(claim, known.get(claim.story))))
    finally:
        text.detach()


def row(claim: Claim, story: Story | None) -> list[str]:
    first = claim.evidence[0] if claim.evidence else None
    target = claim.object
    return [
        *(claim.id, claim.subject.id, claim.subject.type, claim.subject.name, claim.predicate),
        *((target.id, target.type, target.name) if target else ("", "", "")),
        *(claim.value or "", claim.status.value, claim.when or ""),
        "; ".join(who.name for who in claim.attribution),
        json.dumps(dict(claim.qualifiers), ensure_ascii=False, sort_keys=True) if claim.qualifiers else "",
        *(f"{claim.confidence:.4g}", claim.rule),
        *((first.quote, str(first.start), str(first.end)) if first else ("", "", "")),
        claim.story,
        *((story.outlet or "", story.title or "", story.published or "", story.url or "") if story else ("",) * 4),
    ]
