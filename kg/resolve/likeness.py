"""How likely two names are of one entity, with the reasons in words.

The scores are set by hand on `tests/resolve/mentions.tsv` and are no probabilities: what counts is their order, and
the two bounds of the band that is left undecided. `python -m kg.resolve.evaluation` tells how well they do.
"""

from collections.abc import Sequence
from itertools import product

from kg.resolve.context import are_partners, is_of_one_series, places_apart, shared, support
from kg.resolve.designations import halves_of, of_bodies
from kg.resolve.family_names import is_uncommon
from kg.resolve.forms import Form, sound_of
from kg.resolve.known_families import of_known_family
from kg.resolve.named import form
from kg.resolve.organizations import of_subsidiaries, of_trades
from kg.resolve.parents import of_parents
from kg.resolve.persons import are_generations, of_persons
from kg.resolve.profile import SAME, UNDECIDED, Likeness, Profile
from kg.resolve.reference import called_so, entry_of
from kg.resolve.strangers import apart, conflict, is_of_several_known
from kg.resolve.synonyms import are_synonyms
from kg.resolve.things import NOTHING, is_known_as, of_things
from kg.resolve.types_alike import of_types
from ontology import vocabulary

# A score that says that something speaks against it, not only that nothing speaks for it.
AGAINST = 0.05
# What is left where the places that are known of two namesakes differ.
ELSEWHERE = 0.8
# The part of the doubt that one employer takes away of two of a family name that few have.
AT_WORK = 0.5
# and one crew, of which hardly two are called alike
ON_BOARD, FLIGHTS = 0.6, ("Mission", "Capsule", "Spaceplane")
# One of several whom the reference names know by a name, and where it is the family name.
CALLED, FAMILY = 0.8, 0.85
# What is left where one is related to the other.
PARTNERS = 0.5


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
    pairs = [*product(telling(one), telling(other))]
    halves = (*product(halved(one), telling(other)), *product(telling(one), halved(other)))
    found = [of_names(first, second, one, other) for first, second in (*pairs, *halves)]
    main = found[0]
    is_single = len(found) == len(pairs)
    return main if is_single and 0.0 < main.score <= AGAINST else max(found, key=lambda likeness: likeness.score)


def telling(profile: Profile) -> list[Form]:
    """The main name and those aliases that tell it from others: `Virgin` is any of several, `VG` is not."""
    main, *others = [form(profile, name) for name in profile.names]
    aliases = [alias for alias in others if not {*alias.words} < {*main.words}]
    return [main, *aliases]


def halved(profile: Profile) -> list[Form]:
    """The halves of a double name, each of which another may be called by alone."""
    return [form(profile, name) for name in halves_of(profile)]


def of_names(one: Form, other: Form, first: Profile, second: Profile) -> Likeness:
    if not one.words or not other.words:
        return Likeness(0.97, ("the same name",)) if one.text == other.text else NOTHING
    if "Person" in (first.type, second.type) and are_generations(one.text, other.text):
        return Likeness(0.05, ("two of one family",))
    if found := of_bodies(one, other, of_both(first.type, second.type)):
        return found
    if found := of_parents(one, other, first, second):
        return found
    if are_apart(one.numbers, other.numbers) and not are_synonyms(
        one.text, other.text, of_both(first.type, second.type)
    ):
        return Likeness(0.03, (f"numbers differ: {' '.join(one.numbers)}, {' '.join(other.numbers)}",))
    if of_both(first.type, second.type) == "Company" and (found := of_subsidiaries(one, other)):
        return found
    if one.words == other.words:
        written = "the same name" if one.text.casefold() == other.text.casefold() else "the same but for its spelling"
        return Likeness(0.97, (written,))
    reference = of_reference(one, other, first, second)
    if reference is not None and not is_open(one, other, reference, first.type):
        return reference
    if one.compact == other.compact:
        return Likeness(0.95, ("the same but for spaces",))
    if found := of_several(one, other, first, second):
        return found
    if "Person" in (first.type, second.type):
        return of_known_family(one, other) or of_persons(one, other)
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
    if one.numbers != other.numbers and is_variant(one, other, of_both(first.type, second.type)):
        return None
    return Likeness(0.96, (f"both are {known[0]} in the reference names",))


def of_several(one: Form, other: Form, first: Profile, second: Profile) -> Likeness | None:
    """A short name by which the reference names know several, of whom the other is one."""
    for short, long, ends in ((one, other, (first, second)), (other, one, (second, first))):
        called = called_so(short.text, ends[0].type)
        known = entry_of(long.text, ends[1].type)
        if len(short.words) == 1 < len(called) and known in called:
            is_family = short.words[0] == long.words[-1]
            return Likeness(FAMILY if is_family else CALLED, (f"{known} is one of those called {short.text}",))
    return None


def is_variant(one: Form, other: Form, type_name: str) -> bool:
    """Whether a number more or another one says that it is another model, though the reference names have both."""
    short, long = sorted((one, other), key=lambda form: len(form.words))
    is_longer = long.words[: len(short.words)] == short.words or bool(one.numbers and other.numbers)
    return is_longer and not are_synonyms(one.text, other.text, type_name)


def is_open(one: Form, other: Form, reference: Likeness, type_name: str) -> bool:
    """Whether names that the reference names tell apart may be one after all."""
    is_family = type_name == "Person" and min(len(one.words), len(other.words)) == 1
    is_told = is_of_initials(one, other, reference) or are_doubled(one, other, reference)
    return is_told or (is_family and reference.score < UNDECIDED and one.words[-1] == other.words[-1])


def is_of_initials(one: Form, other: Form, reference: Likeness) -> bool:
    """Whether an acronym stands for the other name after all: the reference names know one meaning of more."""
    pairs_of = ((one, other), (other, one))
    return reference.score < UNDECIDED and any(
        bool(short.acronym) and short.acronym == long.initials for short, long in pairs_of
    )


def are_doubled(one: Form, other: Form, reference: Likeness) -> bool:
    """Whether the reference names have one entity twice: by its legal name, or in another transliteration."""
    short, long = sorted((one, other), key=lambda form: (len(form.words), form.text))
    trades = of_trades(short, long)
    is_legal_name = trades is not None and trades.score > SAME
    sounds = [tuple(map(sound_of, form.words)) for form in (one, other)]
    is_spelling = len(sounds[0]) > 1 and sounds[0] == sounds[1]
    return reference.score < UNDECIDED and (is_legal_name or is_spelling)


def is_person_rare(one: Profile, other: Profile) -> bool:
    """Whether two are persons of one family name, and few have it."""
    families = {form(end, end.names[0]).words[-1] for end in (one, other) if end.type == "Person"}
    return one.type == other.type == "Person" and len(families) == 1 and all(map(is_uncommon, families))


def of_persons_near(one: Profile, other: Profile, common: Sequence[str]) -> float:
    """How much of the doubt on two persons of one family name it takes that they fly together, or it is a rare one."""
    if one.type == other.type == "Person" and any(is_known_as(name, FLIGHTS) for name in common):
        return ON_BOARD
    return AT_WORK if is_person_rare(one, other) else 0.0


def in_context(one: Profile, other: Profile, score: float, reasons: tuple[str, ...]) -> Likeness:
    """What both are related to speaks for one; namesakes with nothing in common may be two persons."""
    common = shared(one, other)
    if are_partners(one, other) and score >= UNDECIDED:
        score *= PARTNERS
        reasons = (*reasons, "one has to do with the other")
    elif common and score >= UNDECIDED:
        score += (1 - score) * max(support(common), of_persons_near(one, other, common))
        reasons = (*reasons, f"both have to do with {', '.join(common[:3])}")
    elif score >= UNDECIDED and (places := places_apart(one, other)):
        score *= ELSEWHERE
        reasons = (*reasons, f"{places[0]} in one, {places[1]} in the other")
    elif one.related and other.related and not common:
        is_near = is_of_one_series(one, other) and not (is_of_several_known(one, other) or conflict(one, other))
        score *= 1.0 if is_near else apart(one, other)
        reasons = (*reasons, "both have to do with things of one series" if is_near else "nothing else in common")
    return Likeness(round(score, 3), reasons)
