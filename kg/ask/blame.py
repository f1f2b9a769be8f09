"""Whether what a question blames was the cause: "because of a valve", "did a valve cause it", "was it to blame"."""

import re
from collections.abc import Sequence

from kg.ask.causes import asks_of_failure, is_of_delay
from kg.ask.compose import Composer
from kg.ask.lexicon import word_class
from kg.ask.linking import function_words
from kg.ask.plan import Found
from kg.ask.points import Point
from kg.ask.question import Question
from kg.ask.rank import ordered, points
from kg.ask.request import Request
from kg.ask.unclear import overlap, stem
from kg.ask.verdict import plain_opening
from kg.model import Claim

DOES = re.compile(
    r"^ (?:did|does|do|has|have|had|could|can|might|may|will|would) (?P<blamed>.+?) (?:have )?"
    r"(?:caused?|causes|doom|doomed|sink|sank|sunk|(?:bring|brought) down|contributed? to|lead to|led to) "
)
IS = re.compile(
    r"^ (?:was|were|is|are) (?P<blamed>.+?) "
    r"(?:to blame|blamed|at fault|behind|responsible|the (?:cause|reason|culprit)) "
)
# behind these the words tell of what the thing blamed is, not what it is
TELLING = frozenset(("of", "in", "on", "at", "by", "during", "that", "which", "with", "before", "after"))


def of_cause(request: Request, composer: Composer, found: Found, claims: Sequence[Claim]) -> bool:
    """ "Did it fail because of a valve?": what is given as the cause, whether it speaks of that or not."""
    words = blamed(request.question)
    if not words:
        return False
    causes = ordered(points(found, [claim for claim in claims if claim.predicate == "CAUSE"]), found, ("CAUSE",))
    if asks_of_failure(request.focus.words.split()):  # "Did winds cause its failure?", where they put it off
        causes = [point for point in causes if not is_of_delay(point)]
    named = [point for point in causes if is_named(point, words)]
    if named:
        return composer.add(named[0], opening=plain_opening(composer, named[0]))
    composer.remark(f"The graph holds no claim that “{as_asked(request.question, words)}” was the cause.")
    if causes:
        return composer.add(causes[0])
    came_out = [claim for claim in claims if claim.predicate == "OUTCOME"]
    for point in ordered(points(found, came_out), found, ("OUTCOME",))[:1]:
        composer.add(point)
    return True


def is_named(point: Point, words: str) -> bool:
    """Whether a cause speaks of what is blamed: "a faulty valve" by the valve, "a software error" by both words."""
    stems = {stem(word) for word in words.split() if word not in function_words()}
    if 2 * overlap(point, stems) > len(stems):
        return True
    last = head(words)
    others = stems - {stem(last)}
    of_that_kind = last not in word_class("mere_faults") or not others or overlap(point, others)
    return bool(overlap(point, {stem(last)}) and of_that_kind)


def blamed(question: Question) -> str:
    """The words for what is blamed; none where nothing is, or but the failure itself, whose consequences are asked."""
    spoken = f" {' '.join(token.text for token in question.tokens)} "
    for cue in sorted(word_class("cause_cues"), key=len, reverse=True):
        _, found, rest = spoken.partition(f" {cue} ")
        if found and rest.strip():
            return rest.strip()
    match = DOES.match(spoken) or IS.match(spoken)
    words = match["blamed"] if match else ""
    return "" if is_failure(question, words) or not content(words) else words


def as_asked(question: Question, words: str) -> str:
    """Words of the question with its capitals."""
    plain = words.replace(" 's", "'s")
    at = question.text.casefold().find(plain)
    return question.text[at : at + len(plain)] if at >= 0 else plain


def is_failure(question: Question, words: str) -> bool:
    """Whether words say no more than that something failed: "the loss of Heron", "Heron's failure", "the crash"."""
    if word_class("failure_words").isdisjoint(words.split()):
        return False
    named = (word for word in question.text.split() if word[:1].isupper() or word[:1].isdigit())
    names = {word.casefold().removesuffix("'s") for word in named}
    return set(content(words)) <= names | word_class("failure_words")


def content(words: str) -> list[str]:
    return [word for word in words.split() if word not in function_words() and word != "'s"]


def head(words: str) -> str:
    """The noun that is blamed: "valve" of "a faulty valve in the second stage"."""
    told = words.split()
    end = next((place for place, word in enumerate(told) if place and word in TELLING), len(told))
    return (content(" ".join(told[:end])) or content(words) or [words])[-1]
