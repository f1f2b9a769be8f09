"""One claim as far as it matters for a dispute: what it says, of which time, and which story told it when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.disputes.moments import Span, span
from kg.store.belief import Support
from ontology import vocabulary

# what a claim of a story is that says nothing else
NEWS = "news"


@dataclass(frozen=True, slots=True, order=True)
class End:
    """An entity at one end of a claim: its id, its type, and whether no story names it outright. `names` are folded."""

    id: str
    type: str
    names: tuple[str, ...] = ()
    described: bool = False

    @staticmethod
    def of(row: Mapping[str, Any]) -> "End":
        names = (row["name"], *(row["aliases"] or ()))
        return End(row["id"], row["type"], tuple(dict.fromkeys(map(fold, names))), bool(row["described"]))


@dataclass(frozen=True, slots=True)
class Stance:
    """What a claim says of `subject`; `object` for a relation, `value` for an attribute.

    Ends of a symmetric relation stand in one order, whichever way the story puts them. `dated` is the span of a date
    that is claimed, `when` that of the claim's own date, `told` that of the story. `voice` are the ids of those who say
    so inside the story; `qualifiers` are folded texts; `kind` is that of the story.
    """

    claim: str
    story: str
    subject: End
    predicate: str
    status: str
    object: End | None
    value: str | None
    dated: Span | None
    when: Span | None
    told: Span
    kind: str
    voice: tuple[str, ...]
    qualifiers: Mapping[str, str]
    support: Support

    @property
    def time(self) -> Span:
        """The time at which it is said to be so: the claim's own date, else that of the story."""
        return self.when or self.told

    @property
    def moment(self) -> Span:
        """The time of what it speaks of: a date that is claimed is its own."""
        return self.dated or self.time

    @property
    def position(self) -> tuple[str, str]:
        """What it holds: the object or value, and the status."""
        return self.object.id if self.object else fold(self.value), self.status


def stance_of(row: Mapping[str, Any]) -> Stance:
    """A stance from a row of `statements.stances`."""
    claim = row["claim"]
    predicate = vocabulary().predicates[claim["predicate"]]
    subject, target = End.of(row["subject"]), End.of(row["object"]) if row["object"] else None
    if predicate.symmetric and target is not None:
        subject, target = sorted((subject, target))
    return Stance(
        claim=claim["id"],
        story=claim["story"],
        subject=subject,
        predicate=predicate.name,
        status=claim["status"],
        object=target,
        value=claim.get("value"),
        dated=span(claim["value"]) if predicate.value == "date" else None,
        when=span(claim["when"]) if claim.get("when") else None,
        told=span(row["published"]),
        kind=claim.get("kind") or NEWS,
        voice=tuple(identity for _, identity in sorted((one["position"] or 0, one["id"]) for one in row["voices"])),
        qualifiers={name: fold(claim.get(name)) for name in predicate.qualifiers},
        support=Support(
            claim["id"],
            claim["story"],
            claim["origin"],
            claim["wording"],
            float(claim["confidence"]),
            copies=claim.get("copies"),
        ),
    )


def fold(text: object) -> str:
    """Words as they are compared: case and spacing do not count."""
    return "" if text is None else " ".join(str(text).casefold().split())
