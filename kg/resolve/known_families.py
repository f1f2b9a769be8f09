"""Family names by which the reference names know one person alone: `V. Ternkova` can only be she."""

from functools import cache

from kg.resolve.family_names import COMMON_FAMILIES, EASTERN_FAMILIES, is_uncommon
from kg.resolve.forms import Form, form_of, sound_of
from kg.resolve.given_names import may_be_one
from kg.resolve.profile import Likeness
from ontology.gazetteer import Entry, gazetteer

# Letters of a family name that may tell by itself.
LONG = 4
# A known person: the name there, and the given names that stories put before the family name.
Known = tuple[str, tuple[str, ...]]


def of_known_family(one: Form, other: Form) -> Likeness | None:
    """Two names of one family, of which the reference names know one person alone, whom both may mean."""
    families = [sound_of(form.words[-1]) for form in (one, other)]
    known = families_known().get(families[0])
    if families[0] != families[1] or known is None:
        return None
    if all(may_mean(form.words[:-1], known[1]) for form in (one, other)):
        return Likeness(0.96, (f"the reference names know {known[0]} alone of that family",))
    return None


def may_mean(given: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether given names may be a known person's: none, the initial of the first, or the first in some form."""
    if not given:
        return True
    first = given[0]
    is_initial = len(first) == 1 and any(name.startswith(first) for name in known)
    return is_initial or any(sound_of(first) == sound_of(name) or may_be_one(first, name) for name in known)


@cache
def families_known() -> dict[str, Known]:
    """A family name by its sound -> the one person whom the reference names know by it and call so."""
    persons: dict[str, set[Known]] = {}
    for name, entry in gazetteer().surfaces():
        if entry.type == "Person" and name == entry.name:
            words = form_of(name, person=True).words
            persons.setdefault(sound_of(words[-1]), set()).add((name, given_names(entry, words)))
    alone = {family: next(iter(known)) for family, known in persons.items() if len(known) == 1}
    return {family: known for family, known in alone.items() if known[1] and is_called_so(known[0])}


def given_names(entry: Entry, words: tuple[str, ...]) -> tuple[str, ...]:
    """The first given names by which the reference names have a person with that family name."""
    forms = [form_of(alias, person=True).words for alias in entry.aliases]
    others = {said[0] for said in forms if len(said) > 1 and said[-1] == words[-1]} - {*words[:1]}
    return (*words[:-1][:1], *sorted(others))


def is_called_so(name: str) -> bool:
    """Whether a person's family name alone means them: known as theirs or rare, neither a word nor many people's."""
    family = form_of(name, person=True).words[-1]
    entries = [entry for entry in gazetteer().find(name.split()[-1]) if entry.type == "Person"]
    is_plain = {entry.name for entry in entries} == {name} and not any("word" in entry.flags for entry in entries)
    is_plain = is_plain or (is_uncommon(family) and not gazetteer().find(name.split()[-1]))
    return is_plain and len(family) >= LONG and family not in COMMON_FAMILIES and family not in EASTERN_FAMILIES
