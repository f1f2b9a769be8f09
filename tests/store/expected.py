"""What a graph is to hold, told from plain data: what became of a story's claims, and how many sources count."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg import Graph
from kg.model import Claim, Reading
from kg.rdf.promises import Relation
from kg.resolve import Decided
from ontology import vocabulary

# Id, story, predicate, status and quotes of a claim: what no decision changes.
Words = tuple[str, ...]


@dataclass
class Past:
    """What became of a story: its loads that changed anything, and its claims' words with times."""

    loads: list[tuple[str, Reading]] = field(default_factory=list)
    first: dict[Words, str] = field(default_factory=dict)
    over: dict[Words, str] = field(default_factory=dict)

    def add(self, reading: Reading, time: str) -> None:
        now = {words_of(claim) for claim in reading.claims}
        before = {words_of(claim) for claim in self.loads[-1][1].claims} if self.loads else set()
        self.over = {words: at for words, at in self.over.items() if words not in now}
        self.over |= dict.fromkeys(before - now, time)
        self.first = {**dict.fromkeys(now, time), **self.first}
        self.loads.append((time, reading))


def said(reading: Reading) -> tuple[Any, ...]:
    """What counts of a reading: entities of which nothing is claimed do not come into the graph."""
    return reading.story, sorted(reading.claims, key=lambda claim: claim.id)


def words_of(claim: Claim) -> Words:
    identity = claim.id.partition("~")[0]  # what follows was added when other words took its place
    return identity, claim.story, claim.predicate, claim.status.value, *(one.quote for one in claim.evidence)


def origin_of(reading: Reading, claim: Claim, decided: Decided) -> str:
    """The innermost outlet of the attribution, else the publisher, else the story itself."""
    outlets = [entity.id for entity in claim.attribution if entity.type == "Outlet"]
    if outlets or not reading.story.outlet:
        return outlets[-1] if outlets else reading.story.id
    slug = reading.story.outlet.casefold().replace(" ", "-")
    return decided.identity(f"outlet:{slug}", reading.story.id)


def counted(supports: Iterable[tuple[str, str, bool]]) -> tuple[int, int, int, int]:
    """Claims, and independent sources: all of them, those of the press, and catalogues."""
    known = list(supports)
    press = [(origin, text) for origin, text, is_record in known if not is_record]
    records = [(origin, text) for origin, text, is_record in known if is_record]
    return len(known), independent([*press, *records]), independent(press), independent(records)


def independent(told: Iterable[tuple[str, str]]) -> int:
    """Who has words of its own counts; a text that several share counts once, where none of them does."""
    by_text: dict[str, set[str]] = {}
    for origin, text in told:
        by_text.setdefault(text, set()).add(origin)
    own = {origin for origins in by_text.values() if len(origins) == 1 for origin in origins}
    return len(own) + len({min(origins) for origins in by_text.values() if len(origins) > 1 and not origins & own})


def sources(graph: Graph) -> dict[Relation, tuple[int, int, int, int]]:
    repeatable = [predicate.name for predicate in vocabulary().relations if predicate.repeatable]
    rows = graph.query(
        "MATCH (s:Entity)-[r]->(o:Entity) WITH s, r, o, coalesce(r.predicate, type(r)) AS name "
        "RETURN s.id, name, o.id, coalesce(r.status, 'actual'), "
        "CASE WHEN name IN $repeatable THEN coalesce(r.when, '') ELSE '' END, "
        "r.claims, r.sources, r.news, r.reference",
        {"repeatable": repeatable},
    ).rows
    return {tuple(row[:5]): tuple(row[5:]) for row in rows}
