"""Passages: sentences of stories in which a question's words stand, for what no claim answers. They are no claims.

Of the stories that speak of what the question is about, those sentences are taken that share the most of its words,
rare ones counting more (Spärck Jones, 1972), and have the form of an answer: a day for "when", a number for "how many".
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from kg.ask import statements
from kg.ask.answer import Answer, Passage
from kg.ask.compose import file_of
from kg.ask.fetch import Inquiry, story_of
from kg.ask.focus import Focus
from kg.ask.lexicon import intents, word_class, words
from kg.ask.linking import function_words
from kg.ask.question import ENTITY
from kg.model import Entity, Section, Story

MOST = 3
MOST_STORIES, FEW_STORIES = 40, 20
MOST_SENTENCES = 4000  # of all these stories, so that a book does not keep a reader waiting
LONGEST = 600  # code points; what is longer is no sentence but a list or a table
SHORTEST = 20
FULL_LINE = 50  # code points
GROUPS = ("launch", "land", "succeed", "build", "support", "aboard", "rocket")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
LAST_WORD = re.compile(r"(?:\b[A-Z]|\b[^\W\d_]+)\.$")
# the weight of a word that stands for another ("lifted off" for "launched"), and of what the sentence does not name
ALIKE, NAMED_BEFORE, OF_STORY = 0.8, 0.85, 0.6
LEAST_SHARE, NEAR_BEST = 0.45, 0.75
SAME = 0.6
UNANSWERED = 0.6  # the weight of a sentence without the form of an answer

MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
DAY = re.compile(
    rf"\b(?:{MONTHS}|nov(?:ember)?|dec(?:ember)?)\b|\b(?:19|20)\d\d\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:today|yesterday|tomorrow|tonight)\b"
    r"|\b(?:this|last|next) (?:week|month|year|spring|summer|fall|autumn|winter)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?)\b", re.I
)
REASON = re.compile(
    r"\b(?:because|due to|owing to|caused?|causing|reasons?|after|since|so that|in order|as a result|blam\w+|attributed"
    r"|prompted|led to|following|amid|citing|to \w+)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?<=[\w,;:)] )[\"“‘']?[A-Z][\w’'.-]+")
PLACE = re.compile(r"\b(?:in|at|on|near|from|to|off|over|above|into|onto)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a story: `start` and `end` are code points into its text."""

    story: Story
    start: int
    end: int
    text: str
    stems: frozenset[str]


def passages(inquiry: Inquiry, focus: Focus, answer: Answer) -> tuple[Passage, ...]:
    """At most `MOST` sentences that may hold what a question asks, best first; none that the answer cites."""
    wanted = [word for word in focus.words.split() if word != ENTITY and word.isalnum()]
    plain = [word for name in focus.unknown if name.islower() for word in name.split()]
    content = [word for word in dict.fromkeys([*wanted, *plain]) if word not in function_words() and len(word) > 1]
    focus = replace(focus, unknown=tuple(name for name in focus.unknown if not name.islower()))
    if not content and not focus.unknown:
        return ()
    stories = told_of(inquiry, focus, [*content, *names_of(focus.entities[1:])])
    chosen = best(list(pieces(stories)), content, focus, wanted[:2])
    return tuple(passage_of(piece) for piece in chosen if not is_cited(piece, answer))[:MOST]


def with_passages(inquiry: Inquiry, focus: Focus, answer: Answer) -> Answer:
    return replace(answer, passages=passages(inquiry, focus, answer))


def is_cited(piece: Piece, answer: Answer) -> bool:
    """Whether the answer cites the sentence or a part of it."""
    return any(
        one.story == piece.story.id and one.start < piece.end and piece.start < one.end for one in answer.citations
    )


def told_of(inquiry: Inquiry, focus: Focus, asked: Sequence[str]) -> list[Story]:
    """The news that speaks of the first thing named, else all that has the words; those with most of them first."""
    lowered = sorted({stem(word) for word in asked})
    if focus.entities:
        rows = inquiry.rows(statements.SPEAKING, id=focus.main.id, words=lowered, limit=MOST_STORIES)
    else:
        names = sorted({one.casefold() for one in focus.unknown})
        half = -(-len(lowered) // 2)
        rows = inquiry.rows(statements.WORDED, names=names, words=lowered, least=half, limit=FEW_STORIES)
    return [with_text(row) for row in rows]


def with_text(row: Mapping[str, Any]) -> Story:
    return replace(story_of(row), text=row["text"])


def names_of(entities: Iterable[Entity]) -> list[str]:
    return [word for entity in entities for word in entity.name.split()]


def pieces(stories: Sequence[Story]) -> Iterable[Piece]:
    left = MOST_SENTENCES
    for story in stories:
        for part in story.sections or [Section("body", 0, len(story.text))]:
            for start, end in sentences(story.text, part.start, part.end):
                text = story.text[start:end]
                if left and SHORTEST <= end - start <= LONGEST and not text.endswith("?"):
                    left -= 1
                    yield Piece(story, start, end, text, frozenset(stems(text)))


def sentences(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """The bounds of the sentences of a part of a text, without the space around them."""
    bounds = [start]
    for mark in END.finditer(text, start, end):
        before = text[bounds[-1] : mark.end()].rstrip()
        goes_on = mark[0] == "\n" and is_wrapped(before) if mark[0].isspace() else shortens(before)
        if not goes_on:
            bounds.append(mark.end())
    for first, last in pairwise([*bounds, end]):
        whole = text[first:last]
        begin = first + len(whole) - len(whole.lstrip())
        if begin < first + len(whole.rstrip()):
            yield begin, first + len(whole.rstrip())


def is_wrapped(text: str) -> bool:
    """Whether the end of a line is but where it was full: it is long, and no sentence ends there."""
    return len(text.rpartition("\n")[2]) >= FULL_LINE and (text[-1].isalnum() or text[-1] == ",")


def shortens(text: str) -> bool:
    """Whether the full stop at the end stands for letters left out: "J.", "Dr."."""
    last = LAST_WORD.search(text)
    return last is not None and (len(last[0]) == 2 or last[0].casefold() in word_class("abbreviations"))


def best(found: Sequence[Piece], content: Sequence[str], focus: Focus, asking: Sequence[str]) -> list[Piece]:
    """The sentences with most of what is asked, those that are nearly as good as the best one."""
    counts = Counter(stem for piece in found for stem in piece.stems)

    def weight(word: str) -> float:
        return math.log(1 + len(found) / (1 + max(counts[stem] for stem in stems(word))))

    sought = {word: weight(word) for word in content}
    for entity in focus.entities[1:]:
        sought[entity.name] = max((weight(word) for word in entity.name.split() if stems(word)), default=0.0)
    whole = sum(sought.values())
    own = [frozenset(stems(name)) for entity in focus.entities[:1] for name in (entity.name, *entity.aliases)]
    own += [frozenset(stems(name)) for name in focus.unknown]
    fits = form(asking)
    scored = []
    for number, piece in enumerate(found):
        share = sum(value * held(word, piece) for word, value in sought.items()) / whole if whole else 1.0
        if share < LEAST_SHARE:
            continue
        nearness = near(found, number, own)
        answers = 1.0 if fits is None or fits.search(piece.text) else UNANSWERED
        scored.append((share * nearness * answers, piece))
    scored.sort(key=lambda one: (-one[0], one[1].story.id, one[1].start))
    least = max(NEAR_BEST * scored[0][0], LEAST_SHARE * UNANSWERED) if scored else 0.0
    told: list[Piece] = []
    for score, piece in scored:
        if score >= least and not any(same(piece, other) for other in told):
            told.append(piece)
    return told


def same(one: Piece, other: Piece) -> bool:
    """Whether two sentences say nearly the same, as those of copies do (by the Jaccard index of their words)."""
    return len(one.stems & other.stems) >= SAME * len(one.stems | other.stems)


def near(found: Sequence[Piece], number: int, names: Sequence[frozenset[str]]) -> float:
    """How surely a sentence speaks of a name: it has it, the two before have it, or but its story."""
    piece = found[number]
    if has_name(piece, names):
        return 1.0
    before = [one for one in found[max(0, number - 2) : number] if one.story.id == piece.story.id]
    return NAMED_BEFORE if any(has_name(one, names) for one in before) else OF_STORY


def has_name(piece: Piece, names: Sequence[frozenset[str]]) -> bool:
    return any(name and name <= piece.stems for name in names)


def held(word: str, piece: Piece) -> float:
    """How much a sentence has of a word of the question: itself, or another that stands for it."""
    own = frozenset(stems(word))
    if own <= piece.stems:
        return 1.0
    return ALIKE if any(other <= piece.stems for other in alike().get(word, ())) else 0.0


@cache
def alike() -> Mapping[str, Sequence[frozenset[str]]]:
    """A word to the stems of the words that stand for it: `likes` of `words.toml`, groups of `intents.toml`."""
    known: dict[str, list[frozenset[str]]] = {}
    for group in [*(intents()["groups"][name] for name in GROUPS), *words()["alike"]]:
        forms = [frozenset(stems(phrase)) for phrase in group]
        for phrase in group:
            known.setdefault(phrase, []).extend(forms)
    return known


def form(asking: Sequence[str]) -> re.Pattern[str] | None:
    """What a sentence needs to have the form of an answer."""
    first, second = [*asking, "", ""][:2]
    if first == "how" and second in word_class("amounts_asked"):
        return NUMBER
    return {"when": DAY, "why": REASON, "who": NAME, "whom": NAME, "whose": NAME, "where": PLACE}.get(first)


def stems(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(text.replace("’", "'").removesuffix("'s").casefold())]


@cache
def stem(word: str) -> str:
    return str(stemmer().stemWord(word.removesuffix("'s")))


@cache
def stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def passage_of(piece: Piece) -> Passage:
    story = piece.story
    section = next((part.heading for part in story.sections if part.start <= piece.start < part.end), "")
    return Passage(
        quote=piece.text,
        story=story.id,
        start=piece.start,
        end=piece.end,
        outlet=story.outlet,
        title=story.title,
        published=story.published,
        url=story.url,
        source=file_of(story.source),
        section=section or None,
    )
