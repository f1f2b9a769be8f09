"""How rare a person's name is: whether two in an archive of space news who are called so are soon one."""

from functools import cache

from kg.resolve.family_names import COMMON_FAMILIES, EASTERN_FAMILIES, is_uncommon
from kg.resolve.forms import form_of, sound_of
from kg.resolve.given_names import is_given
from kg.resolve.known_families import of_known_family
from kg.resolve.reference import entry_of
from ontology.gazetteer import gazetteer

# Letters of a Chinese or Korean given name of two syllables.
TWO_SYLLABLES = 5


def are_rare(one: str, other: str) -> bool:
    """Whether two names of one person are rare; where one has the family name first, the other says which it is."""
    first, second = (form_of(name, person=True) for name in (one, other))
    is_turned = first.words != second.words and sorted(first.compact) == sorted(second.compact)
    rare = [is_rare(name) for name in (one, other)]
    is_one = of_known_family(first, second) is not None
    short, long = sorted((first.words, second.words), key=len)
    is_other = len(short) > 1 and short != long
    is_known_as_both = is_other and entry_of(one, "Person") == entry_of(other, "Person") is not None
    is_longer = is_known_as_both and {*short} < {*long}
    is_told = is_known_as_both and are_telling(short, long)
    return any(rare) if is_turned or (is_longer and not is_told) else is_told or is_one or all(rare)


def are_telling(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether two full names that are known as one person's are hardly another's: Tuva and Tu Berg, not Bill Berg."""
    if EASTERN_FAMILIES & {short[0], short[-1], long[0], long[-1]}:
        return False
    has_initial = any(len(words) > 2 and len(words[-2]) == 1 for words in (short, long))
    is_given_rare = len(long) == 2 and not (is_given(short[0]) and is_given(long[0]))
    return has_initial or is_given_rare or short[-1] not in COMMON_FAMILIES


def is_rare(name: str) -> bool:
    """Whether a full name is seldom two persons': its family name is not common, and it is long or known."""
    said = form_of(name, person=True).words
    words = [word for word in said if len(word) > 1]
    if len(words) < 2:
        return len(said) > 1 and is_uncommon(said[-1]) and entry_of(name, "Person") is not None
    if EASTERN_FAMILIES & {words[0], words[-1]}:
        given = words[1:] if words[0] in EASTERN_FAMILIES else words[:-1]
        is_telling = len("".join(given)) >= TWO_SYLLABLES and not any(map(is_given, given))
        return is_telling and is_known(words)
    if len(words) > 2 and sound_key(words) in known_persons():
        return True
    is_second_rare = len(words) > 2 and not is_given(words[-2]) and is_uncommon(words[-2])
    return is_second_rare or is_uncommon(words[-1]) or (words[-1] not in COMMON_FAMILIES and is_known(words))


def is_known(words: list[str]) -> bool:
    """Whether the reference names know a person so, whatever stands between given and family name, or first."""
    return sound_key(words) in known_persons() or sound_key([words[0], words[-1]]) in known_persons()


@cache
def known_persons() -> frozenset[str]:
    found = (form_of(name, person=True).words for name, entry in gazetteer().surfaces() if entry.type == "Person")
    return frozenset(sound_key(words) for words in found if len(words) > 1)


def sound_key(words: list[str] | tuple[str, ...]) -> str:
    return " ".join(sorted(map(sound_of, words)))
