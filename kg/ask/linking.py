"""Which entities of the graph a question names, typos and lower case forgiven."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.ask import quantities, statements
from kg.ask.fetch import Inquiry, entity_of
from kg.ask.lexicon import intents, nouns, word_class, words
from kg.ask.periods import asked
from kg.ask.question import Question, Token
from kg.model import Entity
from kg.store.names import fold
from ontology import vocabulary
from ontology.gazetteer import Entry, gazetteer

LONGEST_NAME = 9
ALIKE = 82
LONG = 9
MOST_SLIPS = 8  # runs of unknown words that are compared with all names
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
FAR = 70
MOST_BARE = 24  # runs of words that may be names to which a kind is put
BETWEEN_LETTERS = re.compile(r"(?<![\W\d_])[\W_]+(?=[^\W\d_])")
LETTERS_OR_NUMBER = re.compile(r"\d+|[^\W\d_]+")
MARKS = 3  # letters and digits of which fewer make no name
NEVER_FIRST = frozenset(("'s", "the", "a", "an"))
# plain words that name something whenever they are asked about
ALWAYS_NAMES = frozenset(("moon", "earth", "mars", "sun", "venus", "mercury", "jupiter", "saturn"))


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that the words `first` to `last` (exclusive) name; `mended` is set where the spelling was mended."""

    first: int
    last: int
    entities: tuple[Entity, ...]
    surface: str
    mended: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """What a question names: `unknown` are names that the graph does not hold, `near` what looks like them."""

    named: tuple[Named, ...]
    unknown: tuple[Named, ...] = ()
    near: tuple[Entity, ...] = ()


def link(inquiry: Inquiry, question: Question) -> Linked:
    named = exact(inquiry, question)
    unknown = unknown_runs(question, named)
    if has_capitals(question):
        unknown = [run for run in (from_capital(question, run) for run in unknown) if is_name_like(question, run)]
    if not unknown or (named and not any(is_name_like(question, run) for run in unknown)):
        return Linked(misspelled(inquiry, question, unknown, named))
    runs = [run for run in unknown if not named or is_name_like(question, run)]
    run = max(runs, key=lambda run: (is_name_like(question, run), run[1] - run[0]))
    run, named = grown(question, run, named)
    surface = question.text[question.tokens[run[0]].start : question.tokens[run[1] - 1].end]
    entries = gazetteer().find(surface)
    if also_called := of_reference(inquiry, entries):
        return Linked(tuple(sorted((*named, Named(*run, also_called, surface)), key=lambda one: one.first)))
    near = inquiry.near(surface)
    # a name is no slip of another one
    close = [entity for entity in near if spelt_alike(surface, entity) or (alike(surface, entity) and not entries)]
    parts = [entity for entity in near if is_part(surface, entity)]
    if not close and len(parts) == 1:
        named_in_part = Named(*run, (parts[0],), surface)
        return Linked(tuple(sorted((*named, named_in_part), key=lambda one: one.first)))
    if close:
        best = max(close, key=lambda entity: likeness(surface, entity))
        return Linked(tuple(sorted((*named, Named(*run, (best,), surface, True)), key=lambda one: one.first)))
    return Linked(
        tuple(named),
        (Named(*run, (), surface),),
        tuple(parts or [one for one in near if resembles(surface, one)]),
    )


def of_reference(inquiry: Inquiry, entries: Sequence[Entry]) -> tuple[Entity, ...]:
    """What the reference names call so, though no story does: "the ISS", where stories write the name out."""
    names = sorted({fold(name) for entry in entries for name in (entry.name, *entry.aliases)})
    rows = inquiry.rows(statements.NAMED, names=names) if names else []
    held = {row["entity"]["id"]: entity_of(row["entity"]) for row in rows}
    return tuple(same_as(entries, held.values()))


def misspelled(
    inquiry: Inquiry, question: Question, unknown: Sequence[tuple[int, int]], named: Sequence[Named]
) -> tuple[Named, ...]:
    """What is named, and what words in lower case beside it are a slip of: "is resilence operated by nasa"."""
    mended = []
    for run in unknown[:MOST_SLIPS]:
        surface = surface_of(question, run)
        mended += [Named(*run, (one,), surface, True) for one in inquiry.near(surface) if alike(surface, one)][:1]
    return tuple(sorted((*named, *mended), key=lambda one: one.first))


def exact(inquiry: Inquiry, question: Question) -> list[Named]:
    """The longest names first, without overlap."""
    spans = list(candidate_spans(question.tokens))
    keys = {span: fold(surface_of(question, span)) for span in spans}
    names = {*keys.values(), *other_forms(question, spans)}
    rows = inquiry.rows(statements.NAMED, names=sorted(names)) if spans else []
    held: dict[str, list[Entity]] = {}
    for row in rows:
        held.setdefault(row["name"], []).append(entity_of(row["entity"]))
    inquiry.named.update({one.id: one for some in held.values() for one in some})
    taken: set[int] = set()
    named = []
    for span in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        called = held.get(keys[span]) or by_reference(question, span, held)
        found = [one for one in called if speaks_of(one, question, span)]
        found.sort(key=lambda one: fold(one.name) != keys[span])  # a name of one's own before what others are called
        if found and not taken.intersection(range(*span)):
            taken.update(range(*span))
            named.append(Named(*span, tuple(found), surface_of(question, span)))
    return sorted(named, key=lambda one: one.first)


def by_reference(question: Question, span: tuple[int, int], held: Mapping[str, Sequence[Entity]]) -> list[Entity]:
    """What the reference names call so, though no story does: "Axiom Mission 4" where stories say "Ax-4"."""
    if span[1] - span[0] < 2:
        return []
    entries = gazetteer().find(surface_of(question, span))
    names = {fold(name) for entry in entries for name in (entry.name, *entry.aliases)}
    known = {one.id: one for name in sorted(names) for one in held.get(name, ())}
    return same_as(entries, known.values())


def same_as(entries: Sequence[Entry], held: Iterable[Entity]) -> list[Entity]:
    """Those with the id of an entry, else those of its type that have no id."""
    held = list(held)
    known = {entry.wikidata for entry in entries if entry.wikidata}
    types = {entry.type for entry in entries}
    return [one for one in held if one.wikidata in known] or [
        one for one in held if one.type in types and not one.wikidata
    ]


def other_forms(question: Question, spans: Sequence[tuple[int, int]]) -> set[str]:
    """What else the same things may be called, as keys: by the reference names, or with their kind behind the name."""
    names: set[str] = set()
    for span in spans:
        entries = gazetteer().find(surface_of(question, span))
        names |= {name for entry in entries for name in (entry.name, *entry.aliases)}
    bare = [
        surface_of(question, span)
        for span in spans
        if all(token.text.isdigit() or not is_known(token.text) for token in question.tokens[slice(*span)])
    ]
    names |= {f"{surface} {kind}" for surface in bare[:MOST_BARE] for kind in word_class("kinds_behind")}
    return {fold(name) for name in names}


def candidate_spans(tokens: Sequence[Token]) -> Iterable[tuple[int, int]]:
    for first in range(len(tokens)):
        for last in range(first + 1, min(first + LONGEST_NAME, len(tokens)) + 1):
            inner = [token.text for token in tokens[first:last]]
            if (
                inner[0] not in NEVER_FIRST
                and inner[-1] != "'s"
                and not all(word in function_words() for word in inner)
            ):
                yield first, last


def speaks_of(entity: Entity, question: Question, span: tuple[int, int]) -> bool:
    """Whether words that are also plain English are meant as this name."""
    length = span[1] - span[0]
    if entity.described and length < 3 and all(is_known(token.text) for token in question.tokens[slice(*span)]):
        return False
    word = question.tokens[span[0]]
    capital = question.text[word.start].isupper() and span[0] > 0
    return length > 1 or capital or word.text in ALWAYS_NAMES or word.text not in plain_words()


def surface_of(question: Question, span: tuple[int, int]) -> str:
    return question.text[question.tokens[span[0]].start : question.tokens[span[1] - 1].end]


def unknown_runs(question: Question, named: Sequence[Named]) -> list[tuple[int, int]]:
    """Runs of words that are neither names found nor words that questions are made of."""
    taken = {index for one in named for index in range(one.first, one.last)}
    runs: list[tuple[int, int]] = []
    for index, token in enumerate(question.tokens):
        follows = bool(runs) and runs[-1][1] == index and index not in taken
        compares = [one.text for one in question.tokens[index + 1 : index + 2]] == ["than"]
        plain = is_known(token.text) or compares or is_unit(question, index, taken)
        known = plain and not is_capital_pair(question, index, taken)
        if index in taken or (known and not (follows and token.text.isdigit())):
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def is_unit(question: Question, index: int, taken: set[int]) -> bool:
    """Whether a letter stands behind a figure that is no part of a name: "50 m", "1 t"."""
    behind = index > 0 and index - 1 not in taken and question.tokens[index - 1].text[:1].isdigit()
    return behind and question.tokens[index].text in quantities.units()


def is_capital_pair(question: Question, index: int, taken: set[int]) -> bool:
    """Whether a plain word is capitalised beside another such one: "Rocket Lab" where not all words are."""
    starts = [question.text[token.start] for token in question.tokens]
    beside = [one for one in (index - 1, index + 1) if 0 < one < len(starts) and one not in taken]
    pair = index > 0 and starts[index].isupper() and any(starts[one].isupper() for one in beside)
    return pair and not is_title_case(question)


def from_capital(question: Question, run: tuple[int, int]) -> tuple[int, int]:
    """Without the words before a name that nobody writes with capitals: of "servicing Hubble" only "Hubble"."""
    capitals = [index for index in range(*run) if question.text[question.tokens[index].start].isupper()]
    return (capitals[0], run[1]) if capitals else run


def has_capitals(question: Question) -> bool:
    """Whether the asker capitalises names: some word after the first one is, and not every word."""
    later = [question.text[token.start] for token in question.tokens[1:]]
    return any(start.isupper() for start in later) and not is_title_case(question)


def is_title_case(question: Question) -> bool:
    starts = [question.text[token.start] for token in question.tokens]
    capitals = sum(start.isupper() for start in starts)
    return capitals > 4 and capitals * 3 > len(starts) * 2


def is_known(word: str) -> bool:
    known = function_words() | plain_words()
    return (
        word in known
        or word.partition("-")[0] in known
        or word.isdigit()
        or word == "'s"
        or is_demonym(word)
        or bool(asked([word]))
    )


def is_demonym(word: str) -> bool:
    return gazetteer().demonym(word.title()) is not None


def is_name_like(question: Question, run: tuple[int, int]) -> bool:
    """Capitalised in a question that does not capitalise every word."""
    start = question.text[question.tokens[run[0]].start]
    return not is_title_case(question) and run[0] > 0 and start.isupper()


def grown(question: Question, run: tuple[int, int], named: list[Named]) -> tuple[tuple[int, int], list[Named]]:
    """An unknown name with the capitalised names right beside it: "Polaris Dawn" where only Polaris is known."""
    first, last = run
    kept = []
    for one in named:
        beside = one.last == first or one.first == last
        if beside and is_name_like(question, run) and question.text[question.tokens[one.first].start].isupper():
            first, last = min(first, one.first), max(last, one.last)
        else:
            kept.append(one)
    return (first, last), kept


def likeness(surface: str, entity: Entity) -> float:
    from rapidfuzz.fuzz import ratio, token_sort_ratio

    name = fold(surface)
    keys = [fold(one) for one in (entity.name, *entity.aliases)]
    return max((max(ratio(name, key), token_sort_ratio(name, key)) for key in keys), default=0.0)


def resembles(surface: str, entity: Entity) -> bool:
    """Whether the name is near enough to be offered: as a whole, or in one of its words."""
    from rapidfuzz.fuzz import ratio

    said, held = fold(surface).split(), fold(entity.name).split()
    word = any(ratio(one, other) >= ALIKE for one in said for other in held if min(len(one), len(other)) > 3)
    return word or likeness(surface, entity) >= FAR


def alike(surface: str, entity: Entity) -> bool:
    """Whether the words are a misspelling of the name: few letters off, and the same numbers ("Artemis 2" is no 3)."""
    from rapidfuzz.distance import OSA

    said = plain_numbers(fold(surface))
    for name in (entity.name, *entity.aliases):
        held = plain_numbers(fold(name))
        same_start = said[:1] == held[:1] or len(said) > LONG
        if same_start and numbers(said) == numbers(held) and OSA.distance(said, held) <= slips(len(said)):
            return not entity.described
    return False


def spelt_alike(surface: str, entity: Entity) -> bool:
    """Whether the words are the name but for its hyphens and spaces: "Tern-6 F2" and "Tern 6-F2", not "Tern 1-12"."""
    said = written(surface)
    return sum(map(len, said)) > MARKS and said in map(written, (entity.name, *entity.aliases))


def written(name: str) -> list[str]:
    """Letters and numbers in turn, without what stands between them; two numbers apart stay two ("11-2", "112")."""
    return LETTERS_OR_NUMBER.findall(BETWEEN_LETTERS.sub("", fold(name)))


def slips(length: int) -> int:
    """How many letters may be wrong in a word of this length."""
    return 0 if length < 4 else 1 if length < LONG else 2 if length < 2 * LONG else 3


def plain_numbers(name: str) -> str:
    return " ".join(ROMAN.get(word, word) for word in name.split())


def numbers(name: str) -> list[str]:
    return "".join(mark if mark.isdigit() else " " for mark in name).split()


def is_part(surface: str, entity: Entity) -> bool:
    """Whether the words are whole words of the name: "Hakamada" of "Takeshi Hakamada"."""
    said = set(fold(surface).split())
    return not entity.described and all(len(word) > 3 for word in said) and said < set(fold(entity.name).split())


@cache
def function_words() -> frozenset[str]:
    return word_class("function_words") | word_class("articles") | word_class("modals") | word_class("auxiliaries")


@cache
def plain_words() -> frozenset[str]:
    """Every word that the room's own data knows as plain English."""
    known = set(word_class("bases") | word_class("pasts") | word_class("plain_words"))
    known |= quantities.plain()
    known |= {form for base in words()["bases"] for form in (base + "s", base + "ed", base + "d", base + "ing")}
    known |= {base[:-1] + "ied" for base in words()["bases"] if base.endswith("y")}
    known |= {base[:-1] + "ing" for base in words()["bases"] if base.endswith("e")}
    for noun in nouns():
        known.update(noun.split())
    for group in intents()["groups"].values():
        known.update(word for phrase in group for word in phrase.split())
    for entry in intents()["intents"]:
        for pattern in entry["patterns"]:
            known.update(word for item in pattern.replace("_", " ").split() for word in item.split("|"))
    return frozenset(known)


def is_place(entity: Entity) -> bool:
    return vocabulary().is_a(entity.type, "Place")
