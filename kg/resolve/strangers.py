"""What is left of a score where two have nothing in common, or have to do with what speaks against it."""

from kg.resolve.acronyms import is_of_one
from kg.resolve.context import is_known_as_one, is_of_one_series, shared
from kg.resolve.designations import is_telling, pad_of
from kg.resolve.kinds import COMMONS
from kg.resolve.named import form
from kg.resolve.organizations import meaning_of
from kg.resolve.profile import Profile
from kg.resolve.rarity import are_rare
from kg.resolve.reference import entry_of, is_in_line, is_of_several, known_as
from kg.resolve.things import LONG_INITIALS, is_built, is_known_as
from kg.resolve.types_alike import are_numbered
from ontology import vocabulary
from ontology.gazetteer import gazetteer

# Things each of which is made once and flies once, and what tells two of a name apart.
UNIQUE = ("Lander", "Rover", "Orbiter", "Instrument")
CARRIERS = {"Instrument": ("Craft", "Mission"), "Craft": ("Mission",)}


def is_of_several_known(one: Profile, other: Profile) -> bool:
    """Whether the reference names know several by one of the names, and not one alone by both as they are spelled."""
    known = [entry_of(end.names[0], end.type) for end in (one, other)]
    is_one = known[0] == known[1] is not None
    return not is_one and any(is_of_several(end.names[0], end.type) for end in (one, other))


def apart(one: Profile, other: Profile) -> float:
    """What is left of a score where two have nothing in common: persons, initials and vague types are soon mistaken."""
    if "Person" in (one.type, other.type):
        return 0.97 if are_rare(one.names[0], other.names[0]) else 0.6
    if conflict(one, other):
        return 0.6
    if is_expansion(one, other) or is_expansion(other, one):
        return 0.95
    if is_of_several_known(one, other):
        return 0.8
    is_vague = one.type != other.type and is_in_line(one.type, other.type)
    if is_vague and not are_numbered(one, other):
        return 0.95 if is_known_as_both(one, other) else 0.8
    common = [is_common(profile) for profile in (one, other)]
    is_told = is_known_as_one(one, other) and not any(map(is_word, (one, other)))
    if all(common) or (any(common) and not is_told):
        return 0.6
    return 0.8 if is_ambiguous(one) or is_ambiguous(other) else 0.95


def is_word(profile: Profile) -> bool:
    """Whether the reference names flag a name as one of more meanings: `Ministry of Defence`."""
    return any("word" in entry.flags for entry in gazetteer().find(profile.names[0]))


def is_expansion(short: Profile, long: Profile) -> bool:
    """Whether a name is built of another's initials, and of nothing else that is known."""
    return is_built(form(short, short.names[0]), form(long, long.names[0]), short.type)


def is_common(profile: Profile) -> bool:
    """Whether many a country or spaceport has one of that name: the Navy, Launch Complex 1."""
    known = vocabulary()
    made = form(profile, profile.names[0])
    if is_telling(pad_of(made)[0]):
        return False
    words = [word for word in meaning_of(made.words) if not word[0].isdigit()]
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
    name = profile.names[0]
    made = form(profile, name)
    is_known = len(made.acronym) > 3 and entry_of(name, profile.type) is not None
    has_digit = any(map(str.isdigit, made.acronym))
    is_long = len(made.acronym) >= LONG_INITIALS
    is_clear = is_known or is_long or has_digit or is_of_one(name, profile.type)
    return bool(made.acronym) and not (is_clear or vocabulary().is_a(profile.type, "Place"))


def conflict(one: Profile, other: Profile) -> bool:
    """Whether two of which each is one of a kind belong to two: a lander to two missions, an instrument to two craft.

    `Tern` of Heron-2 and `Tern` of Heron-3; a capsule that flies again has many missions, and is none of these.
    """
    if not all(is_one_of_a_kind(end) for end in (one, other)) or shared(one, other):
        return False
    if is_of_one_series(one, other):
        return True
    carried = [carriers(end) for end in (one, other)]
    return all(carried) and not is_known_alone(one, other)


def is_one_of_a_kind(profile: Profile) -> bool:
    return any(vocabulary().is_a(profile.type, kind) for kind in UNIQUE)


def carriers(profile: Profile) -> set[str]:
    """What carries such a thing, of all that it has to do with."""
    kinds = CARRIERS["Instrument" if vocabulary().is_a(profile.type, "Instrument") else "Craft"]
    return {known_as(name) for name in profile.related if is_known_as(name, kinds)}


def is_known_alone(one: Profile, other: Profile) -> bool:
    """Whether the reference names know one thing of that type by both names, and it is no everyday word."""
    return any(
        not any("word" in entry.flags for entry in gazetteer().find(end.names[0]))
        and entry_of(end.names[0], end.type) is not None
        for end in (one, other)
    )
