"""Questions as of a day: the same statements, of claims that hold by then and of stories told by then.

What holds is as in `kg.store.validity`. So a question needs no view of its own (`kg.views`), which takes the time of
loading all stories again. Entities have the names of today.
"""

import re

from kg.store.validity import HAPPENED

CURRENT = re.compile(r"\b(\w+)\.superseded IS NULL")
NAMED, OF_TYPES = "-[:NAMES]->(e:Entity)", "WHERE e.type IN $types AND NOT e.described"
SPOKEN_OF = "EXISTS { MATCH (e)<-[:SUBJECT|OBJECT]-(c:Claim) WHERE c.superseded IS NULL }"
KNOWN = f"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) WHERE {SPOKEN_OF} RETURN id"
TOLD = "$told"
LATEST = "9999"  # no story is told later


def by_day(statement: str) -> str:
    """The statement of those of its claims that hold by `$day`; a name means what something was said of by then."""
    spoken_of = statement.replace(NAMED, f"{NAMED} WHERE {SPOKEN_OF}").replace(OF_TYPES, f"{OF_TYPES} AND {SPOKEN_OF}")
    return CURRENT.sub(lambda match: f"{match[0]} AND {held(match[1])}", spoken_of)


def held(claim: str) -> str:
    """The condition that a claim, by its variable, holds by `$day`."""
    happened = ", ".join(f"'{status.value}'" for status in sorted(HAPPENED))
    dated = f"{claim}.status IN [{happened}] AND {claim}.when IS NOT NULL AND {claim}.since IS NOT NULL"
    lasts = f"({claim}.until IS NULL OR {claim}.until >= date($day) OR NOT {claim}.when CONTAINS '/')"
    by_then = "substring(coalesce(source.published, ''), 0, 10) <= $day"
    told = f"EXISTS {{ MATCH ({claim})-[:EVIDENCED_BY]->(source:Story) WHERE {by_then} }}"
    return f"(({dated} AND {claim}.since <= date($day) AND {lasts}) OR (NOT ({dated}) AND {told}))"
