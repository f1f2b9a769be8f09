"""What people decided on who is who: a plain file of tab-separated lines, in the order in which they decided.

    2026-01-31T12:00:00+00:00	same	lander:resilience	lander:hakuto-r-m2-lander	the lander of Hakuto-R M2
    2026-01-31T12:05:00+00:00	differ	person:jo-berg	person:jo-berg@courier-17	a namesake
    2026-02-01T09:00:00+00:00	retype	lander:juno	Orbiter
    2026-02-01T09:01:00+00:00	rename	lander:juno	Juno

The columns are time, decision, id of an entity, other id (or type, or name) and a comment; time and comment may be
empty, and lines that are empty or begin with `#` are passed over. `ID@STORY` means the entity in that story alone. Of
several decisions on one pair, or on the type or name of one entity, the last one holds. The kinds are those of
nomenklatura's judgements (positive, negative, unsure), with type and name beside them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kg.errors import KgError
from ontology import vocabulary

HEADER = (
    "# Who is who, a decision a line: time, same|differ|unsure|retype|rename, entity, other, comment (tabs between)\n"
)
LARGEST = 32 * 2**20
LONGEST_ID = 500
LONGEST_NAME = 200
ROOT = "Entity"


class Kind(StrEnum):
    """What was decided; the first three are judgements on a pair."""

    SAME = "same"
    DIFFER = "differ"
    UNSURE = "unsure"
    RETYPE = "retype"
    RENAME = "rename"


PAIRED = frozenset({Kind.SAME, Kind.DIFFER, Kind.UNSURE})


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `other` is an id, of `retype` a type and of `rename` a name; `line` is its place in the file."""

    kind: Kind
    entity: str
    other: str
    time: str = ""
    comment: str = ""
    line: int = 0

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids in order, for what holds both ways."""
        return min(self.entity, self.other), max(self.entity, self.other)

    @property
    def said(self) -> str:
        """`same A B (line 3)`, as messages cite it."""
        place = f" (line {self.line})" if self.line else ""
        return f"{self.kind} {self.entity} {self.other}{place}"


def read(path: Path) -> tuple[Decision, ...] | None:
    """The decisions of a file, None where there is no such file. Raises `KgError`, naming file and line."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KgError(f"{path}: cannot be read: {error.strerror}; see to its permissions") from None
    if len(data) > LARGEST:
        raise KgError(f"{path}: larger than {LARGEST >> 20} MiB; these are not decisions of people")
    try:
        return parse(data.decode("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise KgError(f"{path}: is not UTF-8; save it so") from None


def parse(text: str, name: str = "decisions") -> tuple[Decision, ...]:
    """The decisions of a text; `KgError` names the line that is wrong."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(replace(decision_of(line.rstrip("\r")), line=number))
            except ValueError as error:
                raise KgError(f"{name}:{number}: {error}") from None
    return tuple(found)


def decision_of(line: str) -> Decision:
    """One line read; `ValueError` says what is wrong with it and what to do."""
    cells = [cell.strip() for cell in line.split("\t")]
    if not 4 <= len(cells) <= 5:
        raise ValueError(f"{len(cells)} columns; write time, decision, entity, other and comment with tabs between")
    time, kind, entity, other, comment = (*cells, "")[:5]
    if kind not in tuple(Kind):
        raise ValueError(f"{kind[:40]!r} is no decision; write one of {', '.join(Kind)}")
    decision = Decision(Kind(kind), entity, other, time, comment)
    check(decision)
    return decision


def check(decision: Decision) -> None:
    """Raise `ValueError` for what no graph could be asked to do."""
    if decision.time:
        try:
            datetime.fromisoformat(decision.time)
        except ValueError:
            raise ValueError(
                f"{decision.time[:40]!r} is no ISO time; write it like 2026-01-31T12:00:00+00:00"
            ) from None
    cells = (decision.entity, decision.other, decision.comment)
    if not all(cell.isprintable() for cell in cells):
        raise ValueError("holds a tab, a line end or another control character; leave it out")
    longest = LONGEST_NAME if decision.kind is Kind.RENAME else LONGEST_ID
    if not 0 < len(decision.entity) <= LONGEST_ID or not 0 < len(decision.other) <= longest:
        raise ValueError(f"an id has 1 to {LONGEST_ID} characters and a name 1 to {LONGEST_NAME}")
    if decision.kind in PAIRED and decision.entity == decision.other:
        raise ValueError(f"{decision.entity[:80]} is named twice; name two entities")
    if decision.kind is Kind.RETYPE and (decision.other not in vocabulary().types or decision.other == ROOT):
        raise ValueError(f"{decision.other[:40]!r} is no type; types are {', '.join(known_types())}")


def known_types() -> list[str]:
    return [name for name in vocabulary().types if name != ROOT]


def dump(decisions: Iterable[Decision]) -> str:
    """The decisions as lines, which `parse` reads back."""
    return "".join(line_of(decision) for decision in decisions)


def line_of(decision: Decision) -> str:
    cells = [decision.time, decision.kind.value, decision.entity, decision.other]
    return "\t".join([*cells, *([decision.comment] if decision.comment else [])]) + "\n"
