"""Plans that have come about: what was to land has landed, even where no story tells the day."""

from collections.abc import Iterable, Mapping, Sequence

from kg.ask.dates import bounds
from kg.ask.points import Point, is_date, published
from kg.model import Claim, Status, Story

LANDING = ("LANDED_ON", "LANDING_DATE")
LAUNCHING = ("LAUNCHED_ON", "LAUNCHED_FROM", "LAUNCHED_BY", "LAUNCH_DATE")
EVENTS = {name: group for group in (LANDING, LAUNCHING) for name in group}
AHEAD = (Status.PLANNED, Status.POSSIBLE)


def came_about(point: Point, claims: Iterable[Claim], stories: Mapping[str, Story]) -> list[Claim]:
    """The claims that tell as a fact what a point tells as a plan; none of a plan for a day after they were told."""
    if point.status not in AHEAD or point.backward:
        return []
    subject, events = point.lead.subject.id, EVENTS.get(point.predicate, ())
    told = [one for one in claims if one.subject.id == subject and one.predicate in events]
    return [one for one in told if one.status is Status.ACTUAL and is_before(point, one, stories)]


def is_before(plan: Point, event: Claim, stories: Mapping[str, Story]) -> bool:
    """Whether a plan is for a time up to the story of an event; without a time, whether it was told no later."""
    day = plan.value if is_date(plan.predicate) else plan.when
    story = stories.get(event.story)
    told = (story.published or "" if story else "")[: len("2031-01-02")]
    return bool(told) and (bounds(day)[0] if day else published(plan, stories)[: len(told)]) <= told


def undated(chosen: Sequence[Point], claims: Sequence[Claim], stories: Mapping[str, Story]) -> list[Claim]:
    """What has come about where all that answers are plans for it; none where one of them stands."""
    if not chosen or not all(is_date(point.predicate) for point in chosen):
        return []
    told = [came_about(point, claims, stories) for point in chosen]
    return list({claim.id: claim for one in told for claim in one}.values()) if all(told) else []
