"""How far two types let two profiles be one entity: a craft and its flight, a centre and its site."""

from kg.resolve.acronyms import is_of_one
from kg.resolve.forms import Form
from kg.resolve.kinds import STATE_KINDS, VAGUE
from kg.resolve.named import form
from kg.resolve.parents import of_parents
from kg.resolve.profile import Profile
from kg.resolve.reference import entry_of, is_in_line, split_number
from kg.resolve.things import LONG_INITIALS, NUMBERED, of_abbreviation
from ontology import vocabulary
from ontology.gazetteer import gazetteer

# Types of which two may be one entity, or two of one name, and what is left of a score then.
ALIKE_KINDS = (
    (("Organization",), 0.9),
    (("Facility", "LaunchSite"), 1.0),
    (("Institute", "Facility", "LaunchSite"), 0.9),
    (("Spaceplane", "Capsule"), 0.9),
    (("Craft", "Mission", "Program"), 0.6),
    (("Place",), 0.6),
)
# What is left for a probe and its flight of one name, where something else must agree.
PROBE = 0.9
FLOWN = ("Craft", "Mission", "Program", "LaunchVehicle")
PROBES = ("Orbiter", "Lander", "Rover", "SpaceTelescope")
# Words of a name from which on it says what an organisation is.
FULL = 3


def of_types(first: Profile, second: Profile) -> tuple[float, tuple[str, ...]]:
    """How far the types let two profiles be one entity."""
    one, other = first.type, second.type
    known = vocabulary()
    if is_in_line(one, other):
        return 1.0, ()
    differ = f"{one} and {other}"
    if {one, other} == {"Organization", "Facility"}:
        return 1.0 if are_said_fully(first, second) else 0.9, (f"{differ}: often named alike",)
    if {one, other} == {"Craft", "LaunchVehicle"}:
        return 0.9 if are_numbered(first, second) else 0.6, (f"{differ}: soon mistaken",)
    for kinds, factor in ALIKE_KINDS:
        if all(any(known.is_a(name, kind) for kind in kinds) for name in (one, other)):
            is_said = kinds[0] in ("Organization", "Institute") and are_said_fully(first, second)
            is_one = is_said or ("Craft" in kinds and "Program" not in (one, other) and is_one_flight(first, second))
            if "Craft" in kinds and not is_one and is_probe(first, second):
                return 1.0 if is_known_probe(first, second) else PROBE, (f"{differ}: often named alike",)
            is_one = is_one or are_one_craft(first, second)
            is_two = "Outlet" in (one, other) or ("Spaceplane" in kinds and are_known_crafts(first, second))
            return 1.0 if is_one else 0.6 if is_two else factor, (f"{differ}: often named alike",)
    return 0.1, (f"{differ}: things of two kinds",)


def are_one_craft(one: Profile, other: Profile) -> bool:
    """Whether the reference names know one craft by two names that are no words, and nothing else that flies."""
    known = vocabulary()
    entries = [gazetteer().find(end.names[0]) for end in (one, other)]
    found = [{(entry.name, entry.type) for entry in some if is_flown(entry.type)} for some in entries]
    is_craft = all(known.is_a(end.type, "Craft") for end in (one, other))
    is_word = any("word" in entry.flags for some in entries for entry in some)
    is_one = found[0] == found[1] and len(found[0]) == 1
    return is_craft and is_one and not is_word and one.names[0] != other.names[0]


def is_flown(type_name: str) -> bool:
    return any(vocabulary().is_a(type_name, kind) for kind in FLOWN)


def are_known_crafts(one: Profile, other: Profile) -> bool:
    """Whether the reference names know several things by one of the names: a shuttle and a capsule, both Endeavour."""
    return any(len(gazetteer().find(end.names[0])) > 1 for end in (one, other))


def are_said_fully(one: Profile, other: Profile) -> bool:
    """Whether both are full names that say what an organisation is, so that its type matters little."""
    is_outlet = any(vocabulary().is_a(end.type, "Outlet") for end in (one, other))
    made = [form(end, end.names[0]) for end in (one, other)]
    is_one = entry_of(one.names[0], one.type) == entry_of(other.names[0], other.type)
    ends = zip(made, (one, other), strict=True)
    is_said = all(is_full(end) or (is_one and is_of_one(end.text, own.type)) for end, own in ends)
    return not is_outlet and (is_said or any(" ".join(end.kinds) in STATE_KINDS for end in made))


def is_full(made: Form) -> bool:
    return len(made.words) >= FULL or len(made.acronym) >= LONG_INITIALS


def is_one_flight(one: Profile, other: Profile) -> bool:
    """Whether a numbered name is of a craft and of its flight; batches of satellites are counted as well as each."""
    batch = split_number(one.names[0])[0].rstrip(" -")
    is_batch = any(vocabulary().is_a(entry.type, "Constellation") for entry in gazetteer().find(batch))
    return are_numbered(one, other) and not ("Mission" in (one.type, other.type) and is_batch)


def are_numbered(one: Profile, other: Profile) -> bool:
    """Whether two have one name with a number in it, as a craft and its mission have: Tianwen-1, not its lander."""
    forms = form(one, one.names[0]), form(other, other.names[0])
    if not {*forms[0].kinds, *forms[1].kinds} <= VAGUE and forms[0].kinds != forms[1].kinds:
        return False
    short, long = sorted(forms, key=lambda made: (len(made.words), made.text))
    found = of_abbreviation(short, long)
    is_short = found is not None and found.score >= NUMBERED and len(short.words) == len(long.words)
    return bool(forms[0].numbers) and (forms[0].core == forms[1].core or is_short)


def is_probe(one: Profile, other: Profile) -> bool:
    """Whether one is a craft that flies once, and the other its mission of the same name: `Psyche` and `Psyche`."""
    types = {one.type, other.type} - {"Mission"}
    is_pair = "Mission" in (one.type, other.type) and (types == {"Craft"} or types <= {*PROBES})
    forms = [form(end, end.names[0]) for end in (one, other)]
    is_told = {*forms[0].kinds, *forms[1].kinds} <= VAGUE or forms[0].kinds == forms[1].kinds
    is_known = entry_of(one.names[0], one.type) == entry_of(other.names[0], other.type) is not None
    is_said = forms[0].core == forms[1].core or of_parents(forms[0], forms[1], one, other) is not None
    return is_pair and is_told and (is_said or is_known)


def is_known_probe(one: Profile, other: Profile) -> bool:
    """Whether the reference names know one craft or mission by both names, and no other."""
    found = [{entry.name for entry in gazetteer().find(end.names[0]) if is_flown(entry.type)} for end in (one, other)]
    return found[0] == found[1] and len(found[0]) == 1
