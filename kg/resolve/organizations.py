"""How alike two names of organisations are: in two languages, with a country, a trade or a legal form more."""

from functools import cache, lru_cache

from kg.resolve.forms import SMALL, SUFFIXES, Form, plain_words
from kg.resolve.kinds import COMMONS, MERE_TRADES, TRADES
from kg.resolve.profile import Likeness
from kg.resolve.reference import entry_of
from kg.resolve.translations import countries, meant
from ontology import vocabulary
from ontology.gazetteer import gazetteer

# Iowa State University is not the State University of Iowa, nor Miami University that of Miami.
ORDERED = frozenset(("university", "college", "museum", "school"))
# Letters of a company's name of one word that may be told from a longer one: Skarv, not ABL.
TELLING = 4
# and of one that may be known by it
LONG = 6


def of_subsidiaries(one: Form, other: Form) -> Likeness | None:
    """`Skarv Japan` is neither Skarv nor Skarv UK, whatever else they share."""
    tails = [tail_of(form) for form in (one, other)]
    heads = [heads_of(form) for form in (one, other)]
    if tails[0] == tails[1] or heads[0] != heads[1] or are_known(one, other):
        return None
    return Likeness(0.05, (f"a national subsidiary: {max(tails).upper() if '' in tails else ' and '.join(tails)}",))


def are_known(one: Form, other: Form) -> bool:
    """Whether the reference names have both for one company: what it is called by law in one country."""
    known = [entry_of(form.text, "Company") for form in (one, other)]
    return known[0] == known[1] is not None


def tail_of(form: Form) -> str:
    """The country or continent that ends a name of more words."""
    words = meaning_of(form.words)
    return words[-1] if len(words) > 1 and words[-1] in countries() else ""


def heads_of(form: Form) -> tuple[str, ...]:
    words = meaning_of(form.words)[:-1] if tail_of(form) else meaning_of(form.words)
    return tuple(word for place, word in enumerate(words) if not place or word not in MERE_TRADES)


def of_meaning(one: Form, other: Form, type_name: str) -> Likeness | None:
    """`Norwegian Space Agency`, `Norway Space Administration`, `Agencia Espacial` and its country in Spanish."""
    first, second = (meaning_of(form.words) for form in (one, other))
    is_told = not countries().isdisjoint(first) or is_translated(one, first) != is_translated(other, second)
    is_order_free = type_name == "LaunchSite" or (is_told and ORDERED.isdisjoint(first))
    if len(first) > 1 and (first == second or (is_order_free and sorted(first) == sorted(second))):
        return Likeness(0.96, ("the same but for its language or order",))
    if are_turned(first, second):
        return Likeness(0.95, ("the same words, the last ones first in one",))
    more = {*first} ^ {*second}
    is_within = len(first) != len(second) and min(len(first), len(second)) > 1
    if not is_within or len(more) > 1 or not more <= countries():
        return None
    rest = min(first, second, key=len)
    if more == {"us"} and rest[0] == "national" and not {*rest} <= COMMONS:
        return Likeness(0.96, ("of the United States in one",))
    return Likeness(0.75, (f"of {more.pop().title()} in one",)) if {*rest} <= COMMONS else None


def are_turned(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """`Berg Orbital Works` and `Orbital Works Berg`: three words or more, but no universities."""
    turns = (one[place:] + one[:place] for place in range(1, len(one)))
    return len(one) == len(other) > 2 and ORDERED.isdisjoint(one) and other in turns


def is_translated(form: Form, meaning: tuple[str, ...]) -> bool:
    return meaning != tuple(word for word in form.words if word not in SMALL)


@lru_cache(maxsize=65536)
def meaning_of(words: tuple[str, ...]) -> tuple[str, ...]:
    return meant(words, SMALL)


def of_trades(short: Form, long: Form) -> Likeness | None:
    """`Skarv Propulsion`, `Skarv (Oslo) Space Technology Co Ltd`: what companies put behind their names."""
    parts = parts_around(short, long)
    if parts is None or not any(parts):
        return None
    before, after = parts
    trades = [word for word in after if word not in SMALL and not is_city(word)]
    if not all(map(is_city, before)) or not {*trades} <= TRADES:
        return None
    extra = " ".join((*before, *after))
    if not before and is_legal(long) and {*trades} & MERE_TRADES:
        return Likeness(0.96, (f"{long.text} is the legal name of {short.text}",))
    is_known = is_known_apart(short, long)
    is_full = len(short.words) > 1 and short.words[0] not in TRADES and not is_known and not before
    is_telling = len(short.compact) >= TELLING and not (short.acronym or is_known)
    is_full = is_full or (is_telling and not before and is_known_first(short, long))
    return Likeness(
        0.95 if is_full and len(short.words) == 1 else 0.92 if is_full else 0.8 if is_telling else 0.7,
        (f"{short.text} with “{extra}”, which is soon left out",),
    )


def is_known_first(short: Form, long: Form) -> bool:
    """Whether the reference names know one organisation alone that begins with that word, and nothing by it alone."""
    known = entry_of(long.text, "Company")
    is_long = len(short.compact) >= LONG and len(short.words) == 1 and not gazetteer().find(short.text)
    return is_long and known is not None and first_words().get(short.words[0]) == {known}


@cache
def first_words() -> dict[str, set[str]]:
    """First word of known organisations -> as what the reference names know them."""
    found: dict[str, set[str]] = {}
    for surface, entry in gazetteer().surfaces():
        if vocabulary().is_a(entry.type, "Organization"):
            for word in plain_words(surface)[:1]:
                found.setdefault(word, set()).add(entry.name)
    return found


def parts_around(short: Form, long: Form) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What stands before and behind a name in a longer one, whether its words are joined there or not."""
    size = len(long.words)
    for start in range(size):
        for end in range(start + 1, size + 1):
            if "".join(long.words[start:end]) == short.compact:
                return long.words[:start], long.words[end:]
    return None


def is_legal(form: Form) -> bool:
    return plain_words(form.text)[-1] in SUFFIXES | {"holding", "holdings"}


def is_known_apart(short: Form, long: Form) -> bool:
    """Whether the reference names know the short name, and not the long one as the same: a group and its division."""
    known = entry_of(short.text, "Company")
    return known is not None and entry_of(long.text, "Company") != known


@lru_cache(maxsize=65536)
def is_city(word: str) -> bool:
    return any(entry.type == "City" for entry in gazetteer().find(word.title()))
