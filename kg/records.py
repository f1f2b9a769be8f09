"""Claims and stories as records: the JSON Lines of `kg extract` and `--stories`, and rows of CSV."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from kg.model import Claim, Entity, Story
from kg.spreadsheet import cell

Record = dict[str, Any]
# Qualifiers that say what a value is, not how the claim is meant: they stand beside the value.
VALUE_PARTS = ("number", "unit", "what")


def claim_record(claim: Claim) -> Record:
    """One claim as `kg extract` prints it: keys in the order of the contract, absent where unknown."""
    record: Record = {"story": claim.story, "subject": entity_record(claim.subject), "predicate": claim.predicate}
    if claim.object is not None:
        record["object"] = entity_record(claim.object)
    else:
        record["value"] = claim.value
        record |= {part: claim.qualifiers[part] for part in VALUE_PARTS if part in claim.qualifiers}
    record["status"] = claim.status.value
    if claim.when is not None:
        record["when"] = claim.when
    record["attribution"] = [entity_record(entity) for entity in claim.attribution]
    record["qualifiers"] = said(claim)
    record["confidence"] = round(claim.confidence, 4)
    record["rule"] = claim.rule
    record["evidence"] = [{"start": evidence.start, "end": evidence.end} for evidence in claim.evidence]
    return record


def said(claim: Claim) -> Record:
    return {key: claim.qualifiers[key] for key in sorted(claim.qualifiers) if key not in VALUE_PARTS}


def entity_record(entity: Entity) -> Record:
    return {"id": entity.id, "type": entity.type, "name": entity.name}


def story_record(story: Story) -> Record:
    """One story as `--stories` writes it and `--as stories` reads it."""
    return {
        "id": story.id,
        "url": story.url,
        "outlet": story.outlet,
        "title": story.title,
        "published": story.published,
        "text": story.text,
    }


def csv_line(values: Iterable[object]) -> str:
    """One row of a CSV file with its line end; no text in it runs as a formula."""
    buffer = io.StringIO()
    row = [cell(value) if isinstance(value, str) else value for value in values]
    csv.writer(buffer, lineterminator="\n").writerow(row)
    return buffer.getvalue()
