"""Copies of a text among the stories: linked to one another, and counted as one source.

`(:Story)-[:COPY_OF {share}]-(:Story)` joins two stories whose texts are copies (`kg.copies`); which one came first is
not known, and the direction, from the greater id to the smaller one, says nothing. Stories that are so joined, directly
or by others, form a group. `Story.copies`, and `Claim.copies` of all their claims, hold the id of the group's first
story (`bands.place`); a story without copies has none. Links and groups follow from the stories held alone.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from kg.copies import Wording, are_likely
from kg.store import bands
from kg.store.bands import Meetings, Pair
from kg.store.connection import Connection, Transaction
from kg.store.reading import Relation, relation_between

BATCH = 200

KEYS = "UNWIND $rows AS row MATCH (s:Story {id: row}) RETURN s.id AS id, s.bands AS keys"
TEXTS = "UNWIND $rows AS row MATCH (s:Story {id: row}) RETURN s.id AS id, s.text AS text"
PLACES = "UNWIND $rows AS row MATCH (s:Story {id: row}) RETURN s.id AS id, s.bands AS bands, s.copies AS copies"
GROUPS = "UNWIND $rows AS row MATCH (s:Story {copies: row}) RETURN row AS copies, s.id AS id"
LINKED = """
UNWIND $rows AS row MATCH (s:Story {id: row})-[:COPY_OF]-(o:Story) RETURN s.id AS story, o.id AS other"""
LINK = """
UNWIND $rows AS row MATCH (s:Story {id: row.story}) MATCH (o:Story {id: row.other})
MERGE (s)-[l:COPY_OF]->(o) SET l.share = row.share"""
UNLINK = "UNWIND $rows AS row MATCH (s:Story {id: row.story})-[l:COPY_OF]->(o:Story) WHERE o.id = row.other DELETE l"
MARK = (
    "UNWIND $rows AS row MATCH (s:Story {id: row.id}) SET s.copies = row.copies",
    "UNWIND $rows AS row MATCH (c:Claim {story: row.id}) SET c.copies = row.copies",
)
RELATIONS = """
UNWIND $rows AS row MATCH (c:Claim {story: row}) WHERE c.superseded IS NULL
MATCH (c)-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
RETURN DISTINCT c.predicate AS predicate, c.status AS status, c.when AS when, s.id AS subject, o.id AS object"""


def change(
    transaction: Transaction, story: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> list[Relation]:
    """Link a story by its text `after` in the place of the one `before`; gives the relations of others to count anew.

    The graph holds the story as it is now, but for its group; a story to be forgotten (`after` is None) is there still.
    """
    group = before["copies"] if before else None
    if before and after and (before["text_hash"], before["bands"]) == (after["text_hash"], after["bands"]):
        mark(transaction, {story: group} if group else {})
        return []
    meetings = Meetings()
    cut = links_of(transaction, [story]) if group else set()
    unlink(transaction, cut)
    if before and before["bands"]:
        bands.leave(transaction, story, before["bands"], meetings)
    if after and after["bands"]:
        bands.enter(transaction, story, after["bands"], meetings)
    made = link(transaction, meetings.new)
    cut |= unmet(transaction, meetings.doubtful)
    if not made and not cut:
        return []
    moved = regroup(transaction, made, cut, {story: group})
    mark(transaction, moved)
    return relations_of(transaction, sorted(moved.keys() - {story}))


def links(connection: Connection) -> list[Pair]:
    """All pairs of stories that are linked as copies, in order."""
    rows = connection.read("MATCH (s:Story)-[:COPY_OF]->(o:Story) RETURN o.id AS one, s.id AS other", timeout=300.0)
    return sorted((row["one"], row["other"]) for row in rows)


def links_of(transaction: Transaction, stories: Collection[str]) -> set[Pair]:
    """Links of stories, as pairs of ids in order."""
    rows = transaction.each(LINKED, sorted(stories))
    return {(min(row["story"], row["other"]), max(row["story"], row["other"])) for row in rows}


def link(transaction: Transaction, met: Iterable[Pair]) -> set[Pair]:
    """Compare pairs, and link those that are copies; gives these."""
    found = {pair: share for pair, share in compared(transaction, met) if share}
    transaction.each(LINK, [{**ends(pair), "share": share} for pair, share in sorted(found.items())])
    return set(found)


def unlink(transaction: Transaction, links: Iterable[Pair]) -> None:
    transaction.each(UNLINK, [ends(pair) for pair in sorted(links)])


def ends(pair: Pair) -> dict[str, object]:
    return {"story": pair[1], "other": pair[0]}


def compared(transaction: Transaction, met: Iterable[Pair]) -> Iterator[tuple[Pair, float]]:
    """Those pairs that are likely to be copies, with what they share, a batch of texts at a time."""
    pairs = list(met)
    often = Counter(story for pair in pairs for story in pair)
    centred = sorted(sorted(pair, key=lambda story: (-often[story], story)) for pair in pairs)
    for centre, group in groupby(centred, key=lambda pair: pair[0]):
        others = likely(transaction, centre, [other for _, other in group])
        for own in wordings(transaction, [centre] if others else []).values():
            for start in range(0, len(others), BATCH):
                for other, known in wordings(transaction, others[start : start + BATCH]).items():
                    yield (min(centre, other), max(centre, other)), own.share(known)


def likely(transaction: Transaction, centre: str, others: Sequence[str]) -> list[str]:
    """Those of the `others` that are worth comparing with a story, by the keys of all of them."""
    keys = {row["id"]: row["keys"] for row in transaction.each(KEYS, [centre, *others])}
    return [other for other in others if are_likely(keys[centre], keys[other])]


def wordings(transaction: Transaction, stories: Sequence[str]) -> dict[str, Wording]:
    return {row["id"]: Wording.of(row["text"] or "") for row in transaction.each(TEXTS, stories)}


def unmet(transaction: Transaction, doubtful: Mapping[str, Collection[str]]) -> set[Pair]:
    """Cut those links of which no band tells any more; gives these."""
    doubted = links_of(transaction, doubtful) & {
        pair for story, others in doubtful.items() for pair in bands.pairs(story, others)
    }
    rows = transaction.each(PLACES, sorted({story for pair in doubted for story in pair}))
    known = {row["id"]: row["bands"] or () for row in rows}
    cut = doubted - bands.met(transaction, known, doubted)
    unlink(transaction, cut)
    return cut


def regroup(
    transaction: Transaction, made: Collection[Pair], cut: Collection[Pair], own: Mapping[str, str | None]
) -> dict[str, str | None]:
    """Stories whose group is another one now, and the story itself, with their groups; `own` gives its group before."""
    ended = sorted({story for pair in (*made, *cut) for story in pair} | {*own})
    stored = {row["id"]: row["copies"] for row in transaction.each(PLACES, ended)} | {**own}
    groups = sorted({group for group in stored.values() if group})
    if not cut:
        return joined(transaction, made, stored, own)
    members = {row["id"]: row["copies"] for row in transaction.each(GROUPS, groups)} | stored
    now = {story: named(part) for part in parts(links_of(transaction, members), members) for story in part}
    return {story: group for story, group in now.items() if story in own or group != members.get(story)}


def joined(
    transaction: Transaction, made: Iterable[Pair], stored: Mapping[str, str | None], own: Mapping[str, str | None]
) -> dict[str, str | None]:
    """As `regroup`, where links were only made: groups meet as wholes, and only those that are renamed are read."""
    met = [(stored[one] or one, stored[other] or other) for one, other in made]
    now = {group: min(part, key=bands.place) for part in parts(met) for group in part}
    renamed = sorted(group for group in now if now[group] != group)
    moved = {row["id"]: now[row["copies"]] for row in transaction.each(GROUPS, renamed)}
    alone = {story: now[story] for story, group in stored.items() if group is None and story in now}
    return {**moved, **alone, **{story: now.get(group or story) for story, group in own.items()}}


def parts(links: Iterable[Pair], alone: Iterable[str] = ()) -> Iterator[set[str]]:
    """What links hold together, directly or by others, beside what may stand `alone`."""
    import networkx

    graph = networkx.Graph(list(links))
    graph.add_nodes_from(alone)
    yield from networkx.connected_components(graph)


def named(part: Collection[str]) -> str | None:
    """The name of a group; None for a story without copies."""
    return min(part, key=bands.place) if len(part) > 1 else None


def mark(transaction: Transaction, groups: Mapping[str, str | None]) -> None:
    rows = [{"id": story, "copies": group} for story, group in sorted(groups.items())]
    for statement in MARK:
        transaction.each(statement, rows)


def relations_of(transaction: Transaction, stories: Sequence[str]) -> list[Relation]:
    """What the current claims of stories support."""
    rows = transaction.each(RELATIONS, stories)
    return [
        relation_between(row["predicate"], row["status"], row["subject"], row["object"], row["when"]) for row in rows
    ]
