"""Entities that seem to be two: what their stories say goes together in parts that have nothing to do with each other.

Two years in which one lander was launched; a Lander in one story and a Company in another; a person who works for NASA
in some stories and for a bank in others, without a colleague, craft or place in common. Nothing is parted here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.resolve.candidate import Candidate
from kg.resolve.decided import Decided
from kg.resolve.forms import SMALL, plain_words
from kg.resolve.profile import UNDECIDED, Likeness, Profile
from kg.resolve.reference import entry_of
from kg.resolve.said import Said, said_by
from ontology import vocabulary
from ontology.disputes import dispute_rules

Told = Callable[[Sequence[str]], Mapping[str, Sequence[Mapping[str, Any]]]]
Part = tuple[Said, ...]
Scored = tuple[float, list[str]]
# values, and the stories that give them
Side = tuple[list[str], Part]

# Years between two dates of one thing from which on it may be two: launches slip, and founders disagree.
YEARS = {"LAUNCH_DATE": 2, "LANDING_DATE": 2, "END_DATE": 3, "FOUNDED_DATE": 5}
# Types of which one may be two unnoticed.
KINDS = ("Person", "Organization", "Craft", "Mission", "Program", "Instrument", "Facility")
# How likely one is two: by what contradicts, by employers, by employers of one whom the reference names know.
CONTRADICTED, EMPLOYED, KNOWN = 0.6, 0.5, 0.35
# What else counts: nothing in common, a further contradiction, something in common, one story against many.
APART, AGAIN, TOGETHER, SLIP = 0.2, 0.1, -0.2, -0.1


def splits(profiles: Iterable[Profile], told: Told, decided: Decided) -> list[Candidate]:
    """Entities that may be two and on which nobody decided. `told` gives the rows of `kg.store.profiles.told`."""
    known = vocabulary()
    some = {one.id: one for one in profiles if one.stories > 1 and any(known.is_a(one.type, kind) for kind in KINDS)}
    return [
        candidate
        for identity, rows in told(sorted(some)).items()
        for candidate in splits_of(some[identity], said_by(rows, identity), settled(identity, decided))
        if candidate.likeness.score > UNDECIDED
    ]


def settled(identity: str, decided: Decided) -> Callable[[Part], bool]:
    """Whether somebody decided on a story of a part: that it speaks of the same, or to leave it open."""
    members = {identity, *(member for member, cluster in decided.identities.items() if cluster == identity)}

    def is_settled(part: Part) -> bool:
        scoped = [f"{member}@{one.story}" for member in sorted(members) for one in part]
        return any(one in decided.identities or decided.judgement(identity, one) is not None for one in scoped)

    return is_settled


def splits_of(profile: Profile, said: Sequence[Said], is_settled: Callable[[Part], bool]) -> list[Candidate]:
    """The parts of an entity that may be another one, each against the largest part."""
    contradicted = [(reason, groups) for reason, groups in contradictions(profile, said) if len(groups) > 1]
    if contradicted:
        groups = contradicted[0][1]
        main, *parts = completed(groups, said) if not any(map(is_settled, groups)) else [tuple(said)]
        return [split(profile, main, part, *of_contradiction(main, part, contradicted)) for part in parts]
    if not vocabulary().is_a(profile.type, "Person"):
        return []
    main, *parts = completed(together(said), said)
    scored = [(part, of_employers(profile, main, part)) for part in parts if not is_settled((*main, *part))]
    return [split(profile, main, part, *found) for part, found in scored if found]


def contradictions(profile: Profile, said: Sequence[Said]) -> list[tuple[str, list[Part]]]:
    """What cannot be so of one thing, with the stories on each side, the most of them first."""
    rules = dispute_rules()
    dated = [
        name for name in YEARS if rules.is_functional(name, profile.type) and not rules.repeats(name, profile.type)
    ]
    return [(name, by_years(said, name)) for name in dated] + [("type", by_type(said))]


def by_years(said: Sequence[Said], predicate: str) -> list[Part]:
    """Stories parted by the years that they give; none where a story gives years of two parts."""
    years = sorted((year, one.story) for one in said for year in one.years(predicate))
    groups: list[set[str]] = []
    last = None
    for year, story in years:
        if last is None or year - last >= YEARS[predicate]:
            groups.append(set())
        groups[-1].add(story)
        last = year
    if sum(map(len, groups)) > len(set().union(*groups)):
        return []
    return in_order([tuple(one for one in said if one.story in group) for group in groups])


def by_type(said: Sequence[Said]) -> list[Part]:
    """Stories parted by the kind of thing that they take it for: neither above nor below the other."""
    known = vocabulary()

    def in_line(one: Said, other: Said) -> bool:
        return known.is_a(one.type, other.type) or known.is_a(other.type, one.type)

    return joined(said, in_line)


def together(said: Sequence[Said]) -> list[Part]:
    """Stories parted by what they have in common; those that speak of nothing else belong to none."""
    return joined([one for one in said if one.near], lambda one, other: bool(one.near & other.near))


def joined(said: Sequence[Said], alike: Callable[[Said, Said], bool]) -> list[Part]:
    """The stories that belong together, directly or through others."""
    groups: list[list[Said]] = []
    for one in said:
        near = [group for group in groups if any(alike(one, other) for other in group)]
        groups = [group for group in groups if group not in near] + [
            [*(other for group in near for other in group), one]
        ]
    return in_order([tuple(group) for group in groups])


def in_order(groups: Iterable[Part]) -> list[Part]:
    """The largest part first; of two as large, the one of the first story."""
    inner = [tuple(sorted(group, key=lambda one: one.story)) for group in groups if group]
    return sorted(inner, key=lambda group: (-len(group), group[0].story))


def completed(groups: Sequence[Part], said: Sequence[Said]) -> list[Part]:
    """The parts with the stories that take no side: each where it has most in common, else in the first."""
    if not groups:
        return [tuple(said)]
    sided = {one.story for group in groups for one in group}
    full = [list(group) for group in groups]
    for one in said:
        if one.story not in sided:
            common = [len(one.near & near_of(group)) for group in groups]
            full[common.index(max(common))].append(one)
    return in_order(map(tuple, full))


def near_of(part: Iterable[Said]) -> frozenset[str]:
    return frozenset().union(*(one.near for one in part))


def of_contradiction(main: Part, part: Part, contradicted: Sequence[tuple[str, list[Part]]]) -> Scored:
    """How likely the parts are two, and why: more when they have nothing in common, less when they have."""
    opposed = [(what, sides) for what, _ in contradicted if (sides := sides_of(what, main, part))]
    reasons = [f"{what} is {', but '.join(map(said_where, sides))}" for what, sides in opposed]
    is_slip = all(len(few) == 1 and len(many) > 2 for _, ((_, many), (_, few)) in opposed)
    shared = sorted(near_of(main) & near_of(part))
    score = CONTRADICTED + AGAIN * (len(reasons) - 1) + (TOGETHER if shared else APART) + (SLIP if is_slip else 0.0)
    about = f"yet both have to do with {listed(shared)}" if shared else "nothing else in common"
    return min(score, 0.95), [*reasons, about]


def sides_of(what: str, main: Part, part: Part) -> tuple[Side, Side] | None:
    """The values on both sides, each with the stories that give them; None where they do not contradict."""
    one, other = (
        (sorted({value for one in side for value in one.values(what)}), tuple(one for one in side if one.values(what)))
        for side in (main, part)
    )
    return (one, other) if one[0] and other[0] and not {*one[0]} & {*other[0]} else None


def said_where(side: Side) -> str:
    return f"{listed(side[0])} in {stories(side[1])}"


def of_employers(profile: Profile, main: Part, part: Part) -> Scored | None:
    """How likely a person of two circles and employers is two; None where one circle tells of no employer."""
    employers = [sorted({name for one in side for name in one.employers}) for side in (main, part)]
    words = [{word for name in side for word in plain_words(name)} - {*SMALL} for side in employers]
    if not all(employers) or words[0] & words[1]:
        return None
    where = f"{listed(employers[0])} in {stories(main)}, but {listed(employers[1])} in {stories(part)}"
    is_known = entry_of(profile.names[0], profile.type) is not None
    reasons = [f"works for {where}", "nothing else in common"]
    return (KNOWN, [*reasons, "the reference names know one"]) if is_known else (EMPLOYED, reasons)


def stories(part: Part) -> str:
    return listed([one.story for one in part])


def listed(names: Sequence[str], most: int = 3) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def split(profile: Profile, main: Part, part: Part, score: float, reasons: Iterable[str]) -> Candidate:
    first = part[0].story
    return Candidate(
        replace(profile, stories=len(main)),
        replace(profile, id=f"{profile.id}@{first}", stories=len(part)),
        Likeness(round(score, 3), tuple(reasons)),
        tuple(one.story for one in part),
    )
