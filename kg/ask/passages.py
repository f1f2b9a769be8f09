"""Passages: sentences of stories in which a question's words stand, for what no claim answers. They are no claims.

Of the stories that speak of what the question is about, those sentences are taken that share the most of its words,
rare ones counting more (Spärck Jones, 1972), and have the form of an answer: a day for "when", a number for "how many".
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from typing import Any

from kg.ask import statements
from kg.ask.answer import Answer, Passage
from kg.ask.answer_forms import Form, form_of, goes_on_of_speaker
from kg.ask.compose import source_of
from kg.ask.fetch import Inquiry, story_of
from kg.ask.focus import Focus
from kg.ask.lexicon import word_class
from kg.ask.linking import function_words
from kg.ask.pieces import Piece, pieces
from kg.ask.question import ENTITY
from kg.ask.stems import alike, stem, stems
from kg.model import Entity, Story
from kg.store.names import fold

MOST = 3
MOST_STORIES, FEW_STORIES = 40, 20
MOST_RANKED, MOST_READ = 10_000, 30_000  # stories whose texts the store looks for words in: some 2 seconds
# the weight of a word that stands for another ("lifted off" for "launched"); and of a sentence without the name: those
# before it have it, that behind it has, its story is about it, or its story but mentions it
ALIKE, NAMED_BEFORE, NAMED_BEHIND, OF_STORY, MENTIONED = 0.8, 0.85, 0.7, 0.6, 0.35
OF_KIND = 0.5  # as much weighs "sixth" as another word that is as rare
TOLD_BEFORE = 0.4  # the weight of a word that only a sentence right before has
OPENING, OFTEN = 3, 3  # sentences at the head of a story, and those with a name that make it one about that name
LEAST_SHARE, NEAR_BEST, LEAST = 0.45, 0.75, 0.33
SAME = 0.6
INITIALS = 2  # letters of a last word that may be no last name


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or a name of the question: the forms that stand for it, each with its weight, or the lines of stems."""

    weight: float
    forms: Sequence[tuple[float, frozenset[str]]] = ()
    lines: Sequence[str] = ()

    def held(self, piece: Piece) -> float:
        """How much a sentence has of it, 0 to 1."""
        if has_name(piece, self.lines):
            return 1.0
        return max((value for value, form in self.forms if form <= piece.stems), default=0.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sentence should have: words, things by one of their names each, names of its own matter, and a form.

    `speakers` are those that nothing in the graph has, where it is asked what was said.
    """

    words: tuple[str, ...]
    names: tuple[Sequence[str], ...]
    own: tuple[str, ...]
    form: Form
    speakers: tuple[str, ...] = ()


def passages(inquiry: Inquiry, focus: Focus, answer: Answer) -> tuple[Passage, ...]:
    """At most `MOST` sentences that may hold what a question asks, best first; none that the answer cites."""
    asked = asked_of(focus)
    if not (asked.words or asked.names or (asked.form.speech if focus.entities else asked.own)):
        return ()
    looked_for = sorted({root(word) for text in (*asked.words, *chain(*asked.names)) for word in text.split()})
    told = told_of(inquiry, focus, looked_for)
    chosen = best(uncited(told, answer), asked)
    if not chosen and focus.entities and asked.words and len(told) < MOST_STORIES:
        # of stories that no claim ties to it those sentences alone that name it, or follow one that does
        chosen = best(uncited(worded(inquiry, [focus.main.name], looked_for), answer), asked, NAMED_BEFORE)
    return tuple(map(passage_of, chosen[:MOST]))


def root(word: str) -> str:
    """What all forms of a word begin with, for texts that are not in stems: "compan" of "companies"."""
    found = stem(word.casefold()).removesuffix("i")
    return found if word.casefold().startswith(found) else word.casefold()


def uncited(stories: Sequence[Story], answer: Answer) -> list[Piece]:
    return [piece for piece in pieces(stories) if not is_cited(piece, answer)]


def asked_of(focus: Focus) -> Asked:
    """What a sentence should have: of names those beyond the first thing, whose stories are looked into."""
    spoken = focus.words.split()
    form = form_of(spoken)
    plain = [word for name in focus.unknown for word in name.split() if word.islower()]
    content = [word for word in dict.fromkeys([*spoken, *plain]) if is_telling(word)]
    telling = [word for word in content if word not in word_class("light_words")]
    unknown = [name for name in map(capitalised, focus.unknown) if name]
    names = [names_of(entity) for entity in focus.entities[1:]]
    if not telling and not form.speech and not names and not (unknown and focus.entities):
        telling = content
    speakers = tuple(unknown) if form.speech else ()
    if focus.entities:
        others = (*names, *((one,) for one in unknown))
        return Asked(tuple(telling), others, names_of(focus.main), form, speakers)
    return Asked(tuple(telling), (), tuple(unknown), form, speakers)


def is_telling(word: str) -> bool:
    plain = word in function_words() and word not in word_class("ordinals")
    return word != ENTITY and not plain and len(word) > 1 and word[-1].isalnum() and word[0].isalnum()


def capitalised(name: str) -> str:
    """A name that nothing in the graph has, without the plain words beside it: "Quill" of "Quill urge"."""
    return " ".join(word for word in name.split() if not word.islower())


def names_of(entity: Entity) -> tuple[str, ...]:
    """What stories call an entity: a person by the last name too."""
    last = [entity.name.split()[-1]] if entity.type == "Person" and " " in entity.name else []
    return (entity.name, *entity.aliases, *last)


def with_passages(inquiry: Inquiry, focus: Focus, answer: Answer) -> Answer:
    return replace(answer, passages=passages(inquiry, focus, answer))


def is_cited(piece: Piece, answer: Answer) -> bool:
    """Whether the answer cites the sentence or a part of it."""
    return any(
        one.story == piece.story.id and one.start < piece.end and piece.start < one.end for one in answer.citations
    )


def told_of(inquiry: Inquiry, focus: Focus, asked: Sequence[str]) -> list[Story]:
    """The news that speaks of the first thing named, else all that has the words (roots); with most of them first."""
    if focus.entities:
        same = [one for one in inquiry.named.values() if fold(one.name) == fold(focus.main.name)]
        ids = list(dict.fromkeys(one.id for one in (focus.main, *same)))
        rows = inquiry.rows(statements.SPEAKING, ids=ids, words=asked, limit=MOST_STORIES, most=MOST_RANKED)
        return [with_text(row) for row in rows]
    return worded(inquiry, [one for one in map(capitalised, focus.unknown) if one], asked)


def worded(inquiry: Inquiry, names: Iterable[str], words: Sequence[str]) -> list[Story]:
    """The news whose text has names and at least half of some words; of a very large graph the newest alone."""
    lowered = sorted({one.casefold() for one in names})
    half = -(-len(words) // 2)
    days = inquiry.rows(statements.DAYS)
    read = accumulate(row["stories"] for row in days)
    since = next((row["day"] for row, number in zip(days, read, strict=True) if number >= MOST_READ), "")
    given = {"names": lowered, "words": words, "least": half, "since": since, "limit": FEW_STORIES}
    return [with_text(row) for row in inquiry.rows(statements.WORDED, **given)]


def with_text(row: Mapping[str, Any]) -> Story:
    return replace(story_of(row), text=row["text"])


def best(found: Sequence[Piece], asked: Asked, nearest: float = 0.0) -> list[Piece]:
    """The sentences with most of what is asked, those that are nearly as good as the best one.

    None that is less `near` to what is asked about than `nearest`.
    """
    sought = wanted(found, asked)
    whole = sum(one.weight for one in sought)
    own = [*lines_of(asked.own), *with_last(lines_of(asked.speakers), found)]
    central = about(found, own)
    scored = []
    for number, piece in enumerate(found):
        before = before_of(found, number)
        held = sum(one.weight * max(one.held(piece), TOLD_BEFORE * one.held(before)) for one in sought)
        share = held / whole if whole else 1.0
        if share < LEAST_SHARE or not (answers := asked.form.fits(piece.text)):
            continue
        nearness = near(found, number, own, piece.story.id in central)
        if nearness < nearest:
            continue
        if asked.form.speech and nearness < 1.0 and not (nearness == NAMED_BEFORE and goes_on_of_speaker(piece.text)):
            continue
        scored.append((share * nearness * answers, piece))
    scored.sort(key=lambda one: (-one[0], one[1].story.id, one[1].start))
    least = max(NEAR_BEST * scored[0][0], LEAST) if scored else 0.0
    told: list[Piece] = []
    for score, piece in scored:
        if score >= least and not any(same(piece, other) for other in told):
            told.append(piece)
    return told


def wanted(found: Sequence[Piece], asked: Asked) -> list[Wanted]:
    """Each by the rarest of its words: what no sentence has weighs most, as then none may have the answer."""
    counts = Counter(stem for piece in found for stem in piece.stems)

    def weight(text: str) -> float:
        rarest = min((counts[one] for one in stems(text)), default=len(found))
        return math.log(1 + len(found) / (1 + rarest)) * (OF_KIND if text in word_class("ordinals") else 1.0)

    sought = [Wanted(weight(word), word_forms(word)) for word in asked.words if word != asked.form.measure]
    if asked.form.measure:  # a figure stands for it
        sought.append(Wanted(math.log(2), [(ALIKE, frozenset()), *word_forms(asked.form.measure)]))
    for names in asked.names:
        lines = lines_of(names)
        sought.append(Wanted(weight(names[0]), (), with_last(lines, found) if names[0] in asked.speakers else lines))
    return sought


def word_forms(word: str) -> list[tuple[float, frozenset[str]]]:
    """The forms that a sentence may have of a word of the question, with their weights: its own, or another's."""
    return [(1.0, frozenset(stems(word))), *((ALIKE, other) for other in alike().get(word, ()))]


def with_last(lines: Sequence[str], found: Sequence[Piece]) -> list[str]:
    """Lines of names, and the last word alone of one that a sentence has whole: "Finch" of "Ada Finch"."""
    whole = [line.split() for line in lines if any(line in piece.line for piece in found)]
    return [*lines, *(f" {last} " for *_, last in whole if last.isalpha() and len(last) > INITIALS)]


def lines_of(names: Iterable[str]) -> list[str]:
    return [f" {line} " for name in names if (line := " ".join(stems(name)))]


def before_of(found: Sequence[Piece], number: int) -> Piece:
    """The sentence right before another one in its story; itself where it is the first."""
    before = found[max(0, number - 1)]
    return before if before.story.id == found[number].story.id else found[number]


def about(found: Sequence[Piece], names: Sequence[str]) -> frozenset[str]:
    """The stories (ids) that are about a name: they have it at their head, or often, or as often as any other story."""
    told: dict[str, list[bool]] = {}
    for piece in found:
        told.setdefault(piece.story.id, []).append(has_name(piece, names))
    most = max(map(sum, told.values()), default=0)
    return frozenset(story for story, named in told.items() if any(named[:OPENING]) or sum(named) >= min(OFTEN, most))


def same(one: Piece, other: Piece) -> bool:
    """Whether two sentences say nearly the same, as those of copies do (by the Jaccard index of their words)."""
    return len(one.stems & other.stems) >= SAME * len(one.stems | other.stems)


def near(found: Sequence[Piece], number: int, names: Sequence[str], central: bool) -> float:
    """How surely a sentence speaks of a name: it has it, those before or behind it have it, or but its story."""
    piece = found[number]
    if has_name(piece, names):
        return 1.0
    if any(one.story.id == piece.story.id and has_name(one, names) for one in found[max(0, number - 2) : number]):
        return NAMED_BEFORE
    if any(one.story.id == piece.story.id and has_name(one, names) for one in found[number + 1 : number + 2]):
        return NAMED_BEHIND
    return OF_STORY if central else MENTIONED


def has_name(piece: Piece, lines: Sequence[str]) -> bool:
    return any(line in piece.line for line in lines)


def passage_of(piece: Piece) -> Passage:
    source = source_of(piece.story, piece.start)
    return Passage(quote=piece.text, story=piece.story.id, start=piece.start, end=piece.end, **source)
