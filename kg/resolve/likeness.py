"""How likely two names are of one entity, with the reasons in words.

The scores are set by hand on `tests/resolve/mentions.tsv` and are no probabilities: what counts is their order, and
the two bounds of the band that is left undecided. `python -m kg.resolve.evaluation` tells how well they do.
"""

from functools import lru_cache
from itertools import product

from kg.resolve.forms import Form, form_of
from kg.resolve.kinds import COMMONS, kinds_of
from kg.resolve.persons import are_generations, of_persons
from kg.resolve.profile import UNDECIDED, Likeness, Profile
from kg.resolve.reference import entry_of, families, is_in_line, known_as
from kg.resolve.things import NOTHING, of_things
from ontology import vocabulary
from ontology.gazetteer import gazetteer

# Letters of a family name from which on it is seldom two persons': Isaacman, not Cox.
LONG = 6
# Types of which two may be one entity, or two of one name, and what is left of a score then.
ALIKE_KINDS = (
    (("Organization",), 0.9),
    (("Institute", "Facility", "LaunchSite"), 0.9),
    (("Craft", "Mission", "Program"), 0.6),
    (("Place",), 0.6),
)
# A score that says that something speaks against it, not only that nothing speaks for it.
AGAINST = 0.05


def likeness(one: Profile, other: Profile) -> Likeness:
    """How likely two profiles are one entity."""
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        return Likeness(0.02, ("two ids of Wikidata",))
    name = best_of_names(one, other)
    factor, about_types = of_types(one, other)
    score = name.score * factor
    reasons = (*name.reasons, *about_types)
    return in_context(one, other, score, reasons)


def best_of_names(one: Profile, other: Profile) -> Likeness:
    """The likeness of the two names that are most alike; what tells the main names apart tells all of them apart."""
    found = [of_names(first, second, one, other) for first, second in product(telling(one), telling(other))]
    main = found[0]
    return main if 0.0 < main.score <= AGAINST else max(found, key=lambda likeness: likeness.score)


def telling(profile: Profile) -> list[Form]:
    """The main name and those aliases that tell it from others: `Virgin` is any of several, `VG` is not."""
    main, *others = [form(profile, name) for name in profile.names]
    return [main, *(alias for alias in others if not {*alias.words} < {*main.words})]


def form(profile: Profile, name: str) -> Form:
    return form_as(profile.type, name)


@lru_cache(maxsize=65536)
def form_as(type_name: str, name: str) -> Form:
    known = vocabulary()
    return form_of(
        name,
        person=known.is_a(type_name, "Person"),
        organization=known.is_a(type_name, "Organization"),
        kinds=kinds_of(type_name),
        body=known.is_a(type_name, "CelestialBody"),
    )


def of_names(one: Form, other: Form, first: Profile, second: Profile) -> Likeness:
    if not one.words or not other.words:
        return Likeness(0.97, ("the same name",)) if one.text == other.text else NOTHING
    if "Person" in (first.type, second.type) and are_generations(one.text, other.text):
        return Likeness(0.05, ("two of one family",))
    if are_apart(one.numbers, other.numbers):
        return Likeness(0.03, (f"numbers differ: {' '.join(one.numbers)}, {' '.join(other.numbers)}",))
    if one.words == other.words:
        written = "the same name" if one.text.casefold() == other.text.casefold() else "the same but for its spelling"
        return Likeness(0.97, (written,))
    reference = of_reference(one, other, first, second)
    if reference is not None and not is_of_initials(one, other, reference):
        return reference
    if one.compact == other.compact:
        return Likeness(0.95, ("the same but for spaces",))
    if "Person" in (first.type, second.type):
        return of_persons(one, other)
    return of_things(one, other, of_both(first.type, second.type))


def of_both(one: str, other: str) -> str:
    """The type that two are compared as: the more exact one."""
    known = vocabulary()
    return one if known.is_a(one, other) else other if known.is_a(other, one) else min(one, other)


def are_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether numbers tell two names apart: 2 and 3 do; 9 and 9 Block 5 do not, nor does none at all."""
    shorter = min(len(one), len(other))
    return one[:shorter] != other[:shorter]


def of_reference(one: Form, other: Form, first: Profile, second: Profile) -> Likeness | None:
    """What the reference names know; None where they do not know both, one name is of several, or one a variant's."""
    known = [entry_of(one.text, first.type), entry_of(other.text, second.type)]
    if None in known:
        return None
    if known[0] != known[1]:
        return Likeness(0.04, (f"{known[0]} and {known[1]} in the reference names",))
    short, long = sorted((one, other), key=lambda form: len(form.words))
    is_variant = long.words[: len(short.words)] == short.words or (one.numbers and other.numbers)
    if one.numbers != other.numbers and is_variant:
        return None
    return Likeness(0.96, (f"both are {known[0]} in the reference names",))


def is_of_initials(one: Form, other: Form, reference: Likeness) -> bool:
    """Whether an acronym stands for the other name after all: the reference names know one meaning of more."""
    pairs_of = ((one, other), (other, one))
    return reference.score < UNDECIDED and any(
        bool(short.acronym) and short.acronym == long.initials for short, long in pairs_of
    )


def of_types(first: Profile, second: Profile) -> tuple[float, tuple[str, ...]]:
    """How far the types let two profiles be one entity."""
    one, other = first.type, second.type
    known = vocabulary()
    if is_in_line(one, other):
        return 1.0, ()
    differ = f"{one} and {other}"
    if {one, other} == {"Craft", "LaunchVehicle"}:
        return 0.9 if are_numbered(first, second) else 0.6, (f"{differ}: soon mistaken",)
    for kinds, factor in ALIKE_KINDS:
        if all(any(known.is_a(name, kind) for kind in kinds) for name in (one, other)):
            is_flight = "Mission" in (one, other) and "Program" not in (one, other) and are_numbered(first, second)
            return 0.9 if is_flight else factor, (f"{differ}: often named alike",)
    return 0.1, (f"{differ}: things of two kinds",)


def are_numbered(one: Profile, other: Profile) -> bool:
    """Whether two have one name with a number in it, as a craft and its mission have: Tianwen-1."""
    forms = form(one, one.names[0]), form(other, other.names[0])
    return bool(forms[0].numbers) and forms[0].words == forms[1].words


def in_context(one: Profile, other: Profile, score: float, reasons: tuple[str, ...]) -> Likeness:
    """What both are related to speaks for one; namesakes with nothing in common may be two persons."""
    shared = sorted({*map(known_as, one.related)} & {*map(known_as, other.related)})
    if shared and score >= UNDECIDED:
        score += (1 - score) * (0.6 if len(shared) > 1 else 0.5)
        reasons = (*reasons, f"both have to do with {', '.join(shared[:3])}")
    elif one.related and other.related and not shared:
        score *= apart(one, other)
        reasons = (*reasons, "nothing else in common")
    return Likeness(round(score, 3), reasons)


def apart(one: Profile, other: Profile) -> float:
    """What is left of a score where two have nothing in common: persons, initials and vague types are soon mistaken."""
    if "Person" in (one.type, other.type):
        return 0.95 if is_rare(one) and is_rare(other) else 0.6
    is_vague = one.type != other.type and is_in_line(one.type, other.type)
    if is_vague:
        return 0.95 if is_known_as_both(one, other) else 0.8
    if all(is_common(profile) for profile in (one, other)):
        return 0.6
    return 0.8 if is_ambiguous(one) or is_ambiguous(other) else 0.95


def is_rare(profile: Profile) -> bool:
    """Whether the reference names know one person by that name, of a long family name that no other in them has."""
    name = profile.names[0]
    *given, family = form(profile, name).words or ("",)
    is_alone = bool(given) and len(family) >= LONG and families()[family] == 1
    return is_alone and entry_of(name, "Person") is not None


def is_common(profile: Profile) -> bool:
    """Whether many a country or spaceport has one of that name: the Navy, Launch Complex 1."""
    known = vocabulary()
    words = [word for word in form(profile, profile.names[0]).words if not word[0].isdigit()]
    return any(known.is_a(profile.type, kind) for kind in ("Organization", "LaunchSite")) and {*words} <= COMMONS


def is_known_as_both(one: Profile, other: Profile) -> bool:
    """Whether the reference names know one thing alone by both names, of a type that fits both: `Blue Origin`."""
    names = one.names[0], other.names[0]
    found = [{(entry.name, entry.type) for entry in gazetteer().find(name)} for name in names]
    is_one = found[0] == found[1] and len(found[0]) == 1
    types = {entry_type for _, entry_type in found[0]} if is_one else set()
    is_short = any(form(profile, profile.names[0]).acronym for profile in (one, other))
    return not is_short and any(all(is_in_line(known, end.type) for end in (one, other)) for known in types)


def is_ambiguous(profile: Profile) -> bool:
    """Whether a name is of initials that may mean much: not so places', long ones that are known, or with numbers."""
    made = form(profile, profile.names[0])
    is_known = len(made.acronym) > 3 and entry_of(profile.names[0], profile.type) is not None
    has_digit = any(map(str.isdigit, made.acronym))
    return bool(made.acronym) and not (is_known or has_digit or vocabulary().is_a(profile.type, "Place"))
