"""Which entities are worth comparing: those that share a key, so that not every one meets every other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from kg.resolve.forms import SMALL, Form, sound_of
from kg.resolve.named import form
from kg.resolve.organizations import meaning_of
from kg.resolve.profile import Profile
from kg.resolve.reference import entry_of
from kg.resolve.things import TRANSLATED
from ontology import vocabulary

# a word that so many names have ("space", "university") tells nothing
LARGEST = 60


def candidates(profiles: Sequence[Profile]) -> list[tuple[Profile, Profile]]:
    """Pairs that share a word, an acronym, or how they sound, in order of their ids."""
    blocks: dict[str, list[Profile]] = {}
    for profile in profiles:
        for key in keys(profile):
            blocks.setdefault(key, []).append(profile)
    found: dict[tuple[str, str], tuple[Profile, Profile]] = {}
    for key, block in blocks.items():
        if len(block) <= LARGEST or key.startswith("="):
            for one, other in pairs(block):
                found[one.id, other.id] = one, other
    return [found[ids] for ids in sorted(found)]


def pairs(block: Iterable[Profile]) -> Iterator[tuple[Profile, Profile]]:
    return combinations(sorted(block, key=lambda profile: profile.id), 2)


def keys(profile: Profile) -> set[str]:
    """What a profile is found by: words, `@` acronyms, `=` whole names by sound, `==` as the reference knows them."""
    found: set[str] = set()
    for name in profile.names:
        made = form(profile, name)
        found |= {word for word in made.words if word not in SMALL and not word.isdigit() and len(word) > 1}
        found |= {f"@{one}" for one in (made.acronym, made.initials, made.capitals) if len(one) > 1}
        found |= {f"#{one[0]} {' '.join(made.numbers)}" for one in made.words[:1] if made.numbers}
        found.add(f"={made.sound}")
        found.add(f"=={entry_of(name, profile.type) or made.sound}")
        found.add(f"~{made.sound[:5]}")
        found |= {f"=&{key}" for key in told_by(profile, made)}
        found |= {f"%{consonants(word)}" for word in made.words if vocabulary().is_a(profile.type, "Person")}
    return found


def consonants(word: str) -> str:
    """How a word sounds without vowels: much the same for a slip and for two romanisations."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"(?<=.)[aeiou]", "", sound_of(word)))


def told_by(profile: Profile, made: Form) -> set[str]:
    """Keys of names that look unlike: the core by sound, a person's words in any order, a name in English."""
    known = vocabulary()
    if known.is_a(profile.type, "Person"):
        return {"".join(sorted(map(sound_of, made.words))), "".join(sorted(made.compact))}
    found = {"".join(map(sound_of, made.core))}
    if any(known.is_a(profile.type, kind) for kind in TRANSLATED):
        found.add(" ".join(sorted(meaning_of(made.words))))
    return found
