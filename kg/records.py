"""Claims and stories as records: the JSON Lines of `kg extract` and `--stories`, and rows of CSV."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from kg.model import NEWS, Claim, Entity, Story
from kg.spreadsheet import cell

Record = dict[str, Any]
# Qualifiers that say what a value is, not how the claim is meant: they stand beside the value.
VALUE_PARTS = ("number", "unit", "what")


def claim_record(claim: Claim, text: str) -> Record:
    """One claim of a story as `kg extract` prints it: keys in the order of the contract, absent where unknown."""
    record: Record = {"story": claim.story, "subject": entity_record(claim.subject, text), "predicate": claim.predicate}
    if claim.object is not None:
        record["object"] = entity_record(claim.object, text)
    else:
        record["value"] = claim.value
        record |= {part: claim.qualifiers[part] for part in VALUE_PARTS if part in claim.qualifiers}
    record["status"] = claim.status.value
    if claim.when is not None:
        record["when"] = claim.when
    record["attribution"] = [entity_record(entity, text) for entity in claim.attribution]
    record["qualifiers"] = said(claim)
    record["confidence"] = round(claim.confidence, 4)
    record["rule"] = claim.rule
    record["evidence"] = [{"start": evidence.start, "end": evidence.end} for evidence in claim.evidence]
    return record


def said(claim: Claim) -> Record:
    return {key: claim.qualifiers[key] for key in sorted(claim.qualifiers) if key not in VALUE_PARTS}


def entity_record(entity: Entity, text: str) -> Record:
    return {"id": entity.id, "type": entity.type, "name": fullest_form(entity, text)}


def fullest_form(entity: Entity, text: str) -> str:
    """The fullest form that the story has: graphs may know a name in another ("Artemis II" for "Artemis 2"), and call
    what has none after whose it is ("Soyuz-5's first flight" for "its first flight")."""
    found = (text[mention.start : mention.end] for mention in entity.mentions if mention.named != entity.described)
    written = [" ".join(form.split()) for form in found]
    if entity.described:
        return max(written, key=len, default=entity.name)
    return (
        entity.name
        if entity.name in written
        else max({*entity.aliases} & {*written}, key=by_length, default=entity.name)
    )


def by_length(name: str) -> tuple[int, str]:
    return len(name), name


def story_record(story: Story) -> Record:
    """One story as `--stories` writes it and `--as stories` reads it; `kind` only where it is no news."""
    kind = {} if story.kind == NEWS else {"kind": story.kind}
    return {
        "id": story.id,
        "url": story.url,
        "outlet": story.outlet,
        "title": story.title,
        "published": story.published,
        "text": story.text,
        **kind,
    }


def csv_line(values: Iterable[object]) -> str:
    """One row of a CSV file with its line end; no text in it runs as a formula."""
    buffer = io.StringIO()
    row = [cell(value) if isinstance(value, str) else value for value in values]
    csv.writer(buffer, lineterminator="\n").writerow(row)
    return buffer.getvalue()
