"""What several claims of one thing come to: confidence, independent sources, since and until, roles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.model import NEWS, REFERENCE

DIGITS = 6


@dataclass(frozen=True, slots=True)
class Support:
    """One current claim, as far as it counts for what is derived from it.

    `origin` is the outlet that it goes back to, or else the story; `wording` a hash of the story's words, by which
    equal texts are known; `copies` its group of near-copies, if it has any; `kind` that of the story: `news` or
    `reference`.
    """

    claim: str
    story: str
    origin: str
    wording: str
    confidence: float
    when: str | None = None
    since: date | None = None
    until: date | None = None
    role: str | None = None
    value: str | None = None
    kind: str = NEWS
    copies: str | None = None

    @staticmethod
    def of(row: Mapping[str, Any]) -> "Support":
        """From the properties of a claim, of which an attribute's value alone may be missing."""
        return Support(
            row["id"],
            row["story"],
            row["origin"],
            row["wording"],
            float(row["confidence"]),
            row["when"],
            native(row["since"]),
            native(row["until"]),
            row["role"],
            row.get("value"),
            row["kind"] or NEWS,  # claims written before there were records
            row["copies"],
        )


def native(value: Any) -> date | None:
    """A date of the driver as Python's."""
    return None if value is None else value.to_native() if hasattr(value, "to_native") else value


def origins(supports: Iterable[Support]) -> dict[str, float]:
    """Independent origin -> its best confidence.

    Copies of one text under several origins count for one of them: for one that also speaks in words of its own, if
    there is such a one.
    """
    known = sorted(supports, key=lambda support: (support.wording, support.origin, support.claim))
    text_of = texts(known)
    told: dict[str, set[str]] = {}
    for support in known:
        told.setdefault(text_of[support.wording], set()).add(support.origin)
    own_words = {origin for origins in told.values() if len(origins) == 1 for origin in origins}
    counted = {text: min(origins & own_words or origins) for text, origins in told.items()}
    best: dict[str, float] = {}
    for support in known:
        origin = counted[text_of[support.wording]]
        best[origin] = max(best.get(origin, 0.0), support.confidence)
    return best


def texts(supports: Sequence[Support]) -> dict[str, str]:
    """Wording -> the text that it is a copy of: the group of its story, or itself.

    Equal texts are one even where some were stored before there were groups.
    """
    groups: dict[str, str] = {}
    for support in supports:
        if support.copies is not None:
            groups[support.wording] = min(support.copies, groups.get(support.wording, support.copies))
    return {support.wording: groups.get(support.wording, support.wording) for support in supports}


def confidence(supports: Iterable[Support]) -> float:
    """One minus the chance that every independent origin is wrong (noisy-or, as in INDRA's belief model)."""
    wrong = 1.0
    for _, certainty in sorted(origins(supports).items()):
        wrong *= 1.0 - certainty
    return round(1.0 - wrong, DIGITS)


def origins_of(kind: str, supports: Iterable[Support]) -> int:
    """How many independent origins of that kind there are; copies are told within a kind, for no record is a copy."""
    return len(origins(support for support in supports if support.kind == kind))


def relationship(supports: Sequence[Support], key: str) -> dict[str, object]:
    """The properties of a derived relationship, from its current claims.

    `news` and `reference` tell how many of the `sources` are press and how many are catalogues.
    """
    best = min(supports, key=lambda support: (support.when is None, -support.confidence, support.when or ""))
    return {
        "relation": key,
        "confidence": confidence(supports),
        "sources": len(origins(supports)),
        NEWS: origins_of(NEWS, supports),
        REFERENCE: origins_of(REFERENCE, supports),
        "claims": len(supports),
        "roles": sorted({support.role for support in supports if support.role}),
        "when": best.when,
        "since": min((support.since for support in supports if support.since), default=None),
        "until": max((support.until for support in supports if support.until), default=None),
    }


def values(supports: Sequence[Support]) -> list[str]:
    """The values claimed, the best believed first; of equals, the one with more claims, then in order of text."""
    by_value: dict[str, list[Support]] = {}
    for support in supports:
        by_value.setdefault(support.value or "", []).append(support)
    return sorted(by_value, key=lambda value: (-worth(by_value[value]), -len(by_value[value]), value))


def worth(supports: Sequence[Support]) -> float:
    """`confidence`, at once where there is one claim: most of the thousands of values of a hub have no other."""
    return confidence(supports) if len(supports) > 1 else round(1.0 - (1.0 - supports[0].confidence), DIGITS)
