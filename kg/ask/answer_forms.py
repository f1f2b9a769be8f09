"""The form of an answer: what a sentence must have to answer a question, whatever its words say.

A day for "when", a mass for "how heavy", a sum for "how much did it cost", a number beside what is counted for
"how many"; what was said by a speaker for "what did she say". Cue words are data (`words.toml`).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import takewhile

import kg.ask.quantities as quantities
from kg.ask.lexicon import intents, word_class, words
from kg.ask.linking import function_words
from kg.ask.question import ENTITY
from kg.ask.stems import WORD, alike, stem

BEHIND, BEFORE = 7, 3  # words from a number to what it counts
LONGEST_WORD = 20
WEAK = 0.6  # the weight of a sentence that lacks what most answers have

MONTHS = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
DAY = re.compile(
    rf"\b(?:{MONTHS}|Nov(?:ember)?|Dec(?:ember)?)\b|\b(?:19|20)\d\d(?:s\b|\b(?![,.]?\d))"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b"
    r"|\b(?:[Tt]his|[Ll]ast|[Nn]ext|later|earlier|end of the|past) (?:this |the )?"
    r"(?:week|weekend|month|year|decade|spring|summer|fall|autumn|winter)\b"
)
CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b\d{4} (?:UTC|GMT|EST|EDT)\b")
ELAPSED = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) (?:after|before|later|into|ago|from now)\b"
)
OFTEN = re.compile(
    r"\b(?:every|each|per|once|twice|daily|hourly|weekly|monthly|yearly|annual(?:ly)?|times)\b"
    r"|\ba (?:day|week|month|year)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?<=[\w,;:)] )[\"“‘']?[A-Z][\w’'.-]+")
PLACE = re.compile(
    r"\b(?:in|at|on|near|from|to|off|over|above|into|onto|around|outside|aboard)\b"
    r"(?: (?:the|a|an|its|low|lunar|southern|northern|eastern|western))* (?:[A-Z]|orbit\b|coast\b)|[\w.]-based\b"
)
SOUGHT = re.compile(
    r"\b(?:identif|determin|find|establish|understand|investigat|pinpoint|analy[sz])\w*"
    r"(?: \w+){0,5} (?:causes?|caused|why)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“”\"]")
NUMBER = re.compile(r"\d+(?:st|nd|rd|th|[kmb]n?)?", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
UNIT = re.compile(r"[\d.,]+(?:[ -]?(?:hundred|thousand|million|billion|trillion|bn)\b)?[ -]?([a-z/]+)")
NO_UNITS = frozenset(("in", "a", "s", "d", "h"))  # more often words, or letters of "a.m.", than units
HOLDS = re.compile(r"\b(?:kilo\w*|kg|tons?|tonnes?|pounds?|lbs?|grams?)\)? of\b", re.IGNORECASE)
DATES = frozenset(("year", "day", "date", "month", "time", "week", "century", "hour"))
CAUSING = frozenset(("caused", "causes"))
SIZES = frozenset(("big", "large"))
SAYING = frozenset(("say", "said", "says", "saying", "tell", "told", "think", "thinks", "thought", "comment", "quoted"))
PRONOUN = re.compile(r"\b(?:he|she|they|it|the (?:company|agency|firm|startup|commission|ministry))\b", re.IGNORECASE)

Check = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Form:
    """`must` hold of a sentence, or it is no answer; `should` of most. A figure stands for the `measure` asked for."""

    must: tuple[Check, ...] = ()
    should: tuple[Check, ...] = ()
    measure: str = ""
    speech: bool = False

    def fits(self, text: str) -> float:
        """The weight of a sentence by its form, 0 to 1."""
        held_back = bool(self.must) and not self.measure and cues("withheld").search(text)
        if not held_back and not all(check(text) for check in self.must):
            return 0.0
        return 1.0 if all(check(text) for check in self.should) else WEAK


def form_of(spoken: Sequence[str]) -> Form:
    """The form that an answer to a question has, by the words of the question with `@` for what is named."""
    at = next((at for at, word in enumerate(spoken[:3]) if word in word_class("asking_words")), 0)
    asking, second = [*spoken[at : at + 2], "", ""][:2]
    later = (cued("future_cues"),) if "will" in spoken else ()
    if asking == "how" and second in word_class("amounts_asked"):
        return amount(spoken, second, later)
    if asking == "when" or (asking in ("what", "which") and second in DATES):
        return Form((dated, *later) if later else (timed,))
    if asking in ("what", "how") and SAYING & set(spoken):
        return Form((is_said,), speech=True)
    if asking == "why" or (asking == "what" and second in CAUSING):
        return Form((cued("reason_cues"),), (*later, knows_why))
    if asking in ("what", "which"):
        asked = next((word for word in spoken if word in words()["measures"]), "")
        if asked and function_words().issuperset(spoken[at + 1 : spoken.index(asked)]):
            return measured(asked, later)
        if second in word_class("money_words") or (spoken[-1:] and spoken[-1] in word_class("sums_asked")):
            return Form((is_sum,), later)
        return Form((), later)
    if asking == "who" and set(spoken) & set(intents()["groups"]["lead"]):
        return Form((cued("leading_cues"),), (*later, has(NAME)))
    by_word = {"who": has(NAME), "whom": has(NAME), "whose": has(NAME), "where": has(PLACE)}
    return Form((), (*later, by_word[asking]) if asking in by_word else later)


def amount(spoken: Sequence[str], second: str, later: tuple[Check, ...]) -> Form:
    if second == "many":
        wanted = frozenset(form for noun in counted(spoken, second) for form in forms(noun))
        return Form((partial(counts, wanted=wanted) if wanted else has_number,), later)
    if second == "often":
        return Form((has(OFTEN),), later)
    if second == "soon":
        return Form((timed,), later)
    if second == "much":
        asked = next((word for word in spoken if word in words()["measures"]), "")
        if asked:
            return measured(asked, later)
        if word_class("money_words") & set(spoken):
            return Form((is_sum,), later)
        wanted = frozenset(form for noun in counted(spoken, second) for form in forms(noun))
        return Form((partial(counts, wanted=wanted) if wanted else has_number,), later)
    if second in SIZES and any(word.isalpha() and word not in function_words() for word in spoken if word != second):
        return Form((has_figure,), later, second)  # "How large is its stake?"
    return measured(second, later)


def measured(asked: str, later: tuple[Check, ...]) -> Form:
    families = frozenset(words()["measures"].get(asked, ()))
    return Form((partial(measures, families=families) if families else has_number,), later, asked)


def counted(spoken: Sequence[str], second: str) -> list[str]:
    """The words for what is counted, behind "many" or "much": "satellites" of "how many satellites will it build"."""
    named: list[str] = []
    for word in spoken[spoken.index(second) + 1 :]:
        if word in intents()["groups"]["do"] or (word == ENTITY and named):
            break
        if word.isalpha() and word not in function_words():
            named.append(word)
    return named


def counts(text: str, wanted: frozenset[str]) -> bool:
    """Whether a number stands beside one of what is wanted (stems): "28 Tranche 2 missions", "a crew of four"."""
    found = list(WORD.finditer(text))
    told = [stem(match[0].casefold()) for match in found]
    for at, match in enumerate(found):
        if is_number(text, match.start(), match[0]):
            behind = takewhile(lambda word: word not in word_class("count_ends"), told[at + 1 : at + BEHIND])
            before = told[max(0, at - BEFORE) : at]
            if wanted & {*behind, *(before if "of" in before else ())}:
                return True
    return False


def has_figure(text: str) -> bool:
    return is_sum(text) or has_number(text)


def has_number(text: str) -> bool:
    return any(is_number(text, match.start(), match[0]) for match in WORD.finditer(text))


def is_number(text: str, start: int, word: str) -> bool:
    """Whether a word is a number that is no part of a name or a date: not that of "Phase 3", "April 4", "2031"."""
    if not NUMBER.fullmatch(word):
        return word.casefold() in word_class("number_words")
    before = text[max(0, start - LONGEST_WORD) : start].split()[-1:]
    named = bool(before) and before[0][0].isupper() and before[0].casefold() not in function_words()
    return not YEAR.fullmatch(word) and not named


def measures(text: str, families: frozenset[str]) -> bool:
    line = quantities.plainly(text)
    for one in quantities.figures(text, weighs=True):
        unit = UNIT.match(line, one.start)
        if one.family not in families or unit is None or unit[1] in NO_UNITS:
            continue
        if one.family != quantities.MASS or not HOLDS.match(line, unit.start(1)):
            return True
    return False


def is_sum(text: str) -> bool:
    return any(one.family == quantities.MONEY for one in quantities.figures(text))


def dated(text: str) -> bool:
    return DAY.search(text) is not None


def timed(text: str) -> bool:
    return any(form.search(text) for form in (DAY, CLOCK, ELAPSED))


def is_said(text: str) -> bool:
    return QUOTED.search(text) is not None or cues("speech_words").search(text) is not None


def knows_why(text: str) -> bool:
    """Whether a sentence does not only say that a cause is looked for."""
    return SOUGHT.search(text) is None


def goes_on_of_speaker(text: str) -> bool:
    """Whether a sentence tells what one says whom those before name: "she said", or a quotation that goes on."""
    return PRONOUN.search(text) is not None or (text[0] in '“"' and not cues("speech_words").search(text))


def has(form: re.Pattern[str]) -> Check:
    return lambda text: form.search(text) is not None


def cued(name: str) -> Check:
    return has(cues(name))


@cache
def cues(name: str) -> re.Pattern[str]:
    """Any of a list of words and phrases of `words.toml`."""
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(re.escape(cue) for cue in sorted(word_class(name)))})(?![\w-])", re.IGNORECASE
    )


def forms(noun: str) -> Iterable[str]:
    """The stems of a word and of the single words that stand for it."""
    return [stem(noun), *(word for others in alike().get(noun, ()) if len(others) == 1 for word in others)]
