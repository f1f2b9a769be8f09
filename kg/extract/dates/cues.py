"""The words around a date: those that bound it, blur it, give its tense, or show that it is no date."""

import re
from dataclasses import dataclass

from kg.extract.dates.calendar import tables
from kg.extract.dates.patterns import either

NAMES = tables("calendar")
WINDOW = 60
TENSE_WINDOW = 90

PREPOSITION = r"(?: (?:on|in|at|about|around|some ?time in))?(?: the)?(?: (?:morning|night|evening|afternoon) of)?[ (]$"
# in any case of letters: headlines have capitals ("No Earlier Than March")
EDGE = re.compile(
    r"(?:\bthe )?\b(?P<edge>early|mid|late|later|earlier|end|close|beginning|start|middle"
    r"|turn|(?:first|second|latter|last|final|opening|closing) (?:days?|weeks?|months?|half|third|part)"
    r"|week(?= (?:of|beginning|starting|commencing) ))"
    r"(?: of| in| beginning| starting| commencing)?(?: on)?(?: the)?[ -]$",
    re.IGNORECASE,
)
EARLIEST = re.compile(
    r"\b(?:no (?:earlier|sooner) than|not (?:earlier|sooner|before|until)(?: than)?|(?:as|so) (?:early|soon) as"
    r"|(?:until|till|through|by|to) at least|at least (?:until|till|through)"
    r"|starting|beginning|from|since|on or after|after|(?-i:NET))" + PREPOSITION,
    re.IGNORECASE,
)
DEADLINE = re.compile(
    r"\b(?:by|before|until|till|up to|(?:no|not) later than|as late as|prior to|through)" + PREPOSITION, re.IGNORECASE
)
NEGATED = re.compile(
    r"(?:\b(?:not|cannot|never|hardly|unlikely|nor|no)\b|n['’]t\b)[^.;:]*\b(?:before|until|till)" + PREPOSITION,
    re.IGNORECASE,
)
APPROXIMATE = re.compile(
    r"\b(?:about|around|circa|c\.|roughly|approximately|on or about|near)(?: the)? $", re.IGNORECASE
)
SPAN = re.compile(r"\b(?P<word>between|from)(?: (?:on|in|at))?(?: the)? $", re.IGNORECASE)
JOINED = re.compile(
    r",? ?(?:(?P<word>to|and|or|until|till|through)\b|[-–])(?: (?:in|on|into|the|early|mid|late))*[ -]?$",
    re.IGNORECASE,
)
AT_EARLIEST = re.compile(
    r",? (?:at the (?:very )?(?:earliest|soonest)|or (?:later|beyond|thereafter|after)|onwards?)\b", re.IGNORECASE
)
AT_LATEST = re.compile(r",? (?:at the (?:very )?latest|or (?:earlier|sooner))\b", re.IGNORECASE)
OR_SO = re.compile(r",? (?:or so|or thereabouts|give or take)\b", re.IGNORECASE)
FORMER = r"(?: (?:[a-z]+ly|once|first|now|also|not))? ".join(either(words) for words in NAMES["tense"]["former"])
# "had originally been due": the word stands inside of the cue
FORMER = rf"{FORMER}|had (?:[a-z]+ly|once|first) been {either(NAMES['tense']['former'][-1])}"
# "to be plugged", "was to have begun": the participle belongs to the cue
TENSE = re.compile(
    rf"\b(?:(?:(?P<former>{FORMER}|{either(NAMES['tense']['hoped'])})|(?P<open>{either(NAMES['tense']['open'])})|(?P<future>{either(NAMES['tense']['future'])}))\b"
    r"(?: not| now| also| then| only| soon)?(?: to)?(?: be(?!t)(?:en)?| have(?: been)?| has been)?"
    r" ?(?:[a-z]+(?:ed|en|un|ade|own)\b)?"
    rf"|(?P<past>{either(NAMES['tense']['past'])}|[A-Za-z][a-z]+ed)\b)"
)
BY = re.compile(r"\b[Bb]y (?:the )?$")
MOVED = re.compile(
    r"\b(?:postpon|delay|mov|slip|slid|push|pull|shift|put|bring|brought|chang|drift|reschedul|advanc|instead|defer|held)\w*\b"
    r"[^.;]*\bfrom(?: the)? $",
    re.IGNORECASE,
)
FORWARD = re.compile(r"\b(?:forward|up|earlier|advanc\w*|ahead)\b", re.IGNORECASE)  # "moved up from June to May"
# "slips from March to April": the new day lies ahead and the old one near, however the words between them sound
SHIFTED = re.compile(
    r"\b(?:postpon|delay|mov|slip|slid|push|pull|shift|drift|reschedul|defer)\w*\b[^.;]*?\b(?P<way>from|to)"
    r"(?: at least)?(?: the)?(?: (?:early|mid|late)(?=[ -]))?[ -]$",
    re.IGNORECASE,
)
POSTPONED = re.compile(
    r"\b(?:postpon|delay|mov|slip|push|put|defer|held|hold|wait|reschedul|ground)\w*\b[^.;,]*\b(?:until|till)"
    + PREPOSITION,
    re.IGNORECASE,
)
# "said that the launch was planned for May": what it says of the time of speaking
REPORTED = re.compile(r"\b(?:said|says|told|announced|confirmed|added|wrote|reported|according)\b")
SENTENCE_END = re.compile(r"[.!?;]['\"”’)]?\s|\n")

TO_A_TIME = (
    r"[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Tt]ill|[Ff]rom|[Tt]o|[Bb]etween|[Bb]efore|[Aa]fter|[Dd]uring|[Oo]f|[Aa]round"
    r"|[Ff]or|[Tt]hrough|[Ee]arly|[Ll]ate|[Tt]han|[Ii]nto"
)
MONTH_CUE = re.compile(rf"\b(?:{TO_A_TIME}|[Mm]id|[Aa]bout|[Aa]s|and|or)[ -]$")
ORDINAL_CUE = re.compile(r"\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Ff]rom|[Tt]o|[Bb]efore|[Aa]fter|[Ff]or|and) $")
NOT_MONTHS: list[str] = NAMES["names"]["not_months"]
SEASON_CUE = re.compile(rf"\b(?:{TO_A_TIME})(?: the)?(?: (?:early|late|coming|following))?[ -]$|\b[Mm]id-$")
NOTHING_MORE = re.compile(r"\s?(?:[,.;:)]|that\b|$)")
WORD_BEFORE = re.compile(r"(?:^|[\s(“\"'‘])(?P<word>[^\s(“\"'‘]+) $")
# "Mars 2020", "Flight 2024": a name before the figure makes it part of the name
STARTERS = frozenset(NAMES["names"]["no_names"])
COUNTING = frozenset(NAMES["names"]["counting"])
COUNTED = re.compile(
    r"[ -](?:kg|kilo\w*|g|grams?|tons?|tonnes?|met(?:er|re)s?|m|km|miles?|feet|foot|ft|pounds?|lbs?|kN|kW|MW|watts?"
    r"|hours?|seconds?|minutes?|days?|degrees?|people|employees|staff|workers|satellites|percent|per cent|GMT|UTC|local"
    r"|volts?|light|K|Hz|MHz|GHz|who)\b"
    r"|%|°| [A-Z]{2}\d|-[a-z]+(?<!era)(?<!vintage)\b| [a-z]+-(?:kg|km|meter|metre|mile|ton|tonne|pound)\b"
)
PLURAL = re.compile(r" (?:[a-z]+ )?[a-z]{3,}s\b")


@dataclass(frozen=True, slots=True)
class Cues:
    """What stands around a date: `kind` of bound, `edge` words ("the end of"), approximate, and where they begin."""

    kind: str
    edge: str
    approximate: bool
    start: int


def cues_at(text: str, start: int, end: int) -> Cues:
    left = text[max(0, start - WINDOW) : start]
    right = text[end : end + 24]
    edge = EDGE.search(left)
    if edge:
        left = left[: edge.start()] + (" " if edge.start() and left[edge.start() - 1] not in " (" else "")
    approximate = APPROXIMATE.search(left)
    if approximate:
        left = left[: approximate.start()]
    kind = "date"
    if MOVED.search(left):
        kind = "date"
    elif EARLIEST.search(left) or NEGATED.search(left) or AT_EARLIEST.match(right):
        kind = "earliest"
    elif (DEADLINE.search(left) and not POSTPONED.search(left)) or AT_LATEST.match(right):
        kind = "deadline"
    begin = max(0, start - WINDOW) + len(left) if edge or approximate else start
    blurred = approximate is not None or OR_SO.match(right) is not None
    return Cues(kind, edge["edge"].casefold() if edge else "", blurred, min(begin, start))


@dataclass(frozen=True, slots=True)
class Tense:
    """Where words put a date: `past` is True behind the story, False ahead of it, None where they leave it open.

    `kind` is `former` for a plan as of some earlier day, `fallen` where that day is over, too ("was to have landed on
    Monday"), and `moved` for the old date of a delay.
    """

    past: bool | None
    kind: str = ""


def tense_at(text: str, start: int, end: int, default: bool | None) -> Tense:
    """What the words around a date say of where it lies.

    The nearest cue before it in its sentence decides, else the nearest after it, else the default.
    """
    left = text[max(0, start - TENSE_WINDOW) : start]
    if shifted := SHIFTED.search(left):
        return Tense(None, "moved") if shifted["way"].casefold() == "from" else Tense(False)
    begin = max((match.end() for match in SENTENCE_END.finditer(left)), default=0)
    cues = list(TENSE.finditer(left, begin))
    if BY.search(left) and not (cues and cues[-1]["former"]):
        return Tense(False)
    if not cues:
        right = text[end : end + TENSE_WINDOW]
        stop = SENTENCE_END.search(right)
        cues = list(TENSE.finditer(right[: stop.start()] if stop else right))[:1]
    if not cues:
        return Tense(default)
    cue = cues[-1]
    if cue["former"] and REPORTED.search(left, begin):
        return Tense(None)
    if cue["former"]:
        return Tense(None, "fallen" if " have" in cue[0] else "former")
    return Tense(None if cue["open"] else cue["past"] is not None)


def is_no_date(form: str, words: str, text: str, start: int, end: int) -> bool:
    """Whether a match of a form is something else: "may" at the start, "Mars 2020", "2000 kg", "a fall in orders"."""
    left = text[max(0, start - WINDOW) : start]
    if form.startswith("month") and any(text.endswith(name, 0, start + len(name.split()[-1])) for name in NOT_MONTHS):
        return True
    if form == "month":
        return words.casefold() in NAMES["ambiguous"]["months"] and not MONTH_CUE.search(left)
    if form == "ordinal":
        return not ORDINAL_CUE.search(left)
    if form == "season":
        return words.isalpha() and not (words.islower() and SEASON_CUE.search(left))
    if form == "year":
        return is_no_year(left, text[end : end + 24], int(words[-4:]))
    if form == "ago" and left.casefold().endswith(("half ", "and a ")):  # "half a year ago", "two and a half years ago"
        return True
    if form == "ago":
        return words.endswith(("earlier", "later")) and text.startswith(" than", end)
    return False


def is_no_year(left: str, right: str, year: int) -> bool:
    before = WORD_BEFORE.search(left)
    word = before["word"] if before else ""
    if COUNTED.match(right) or (word in COUNTING and PLURAL.match(right)):
        return True
    if word[:1].isupper() or word[-1:].isdigit():
        plain = word.casefold()
        return not (plain in STARTERS or word.endswith(("'s", "’s", "s'", ",", ":", ";", ")")) or word[-1:] == ".")
    return not 1800 <= year <= 2100 and word.casefold() not in ("in", "by", "since", "of", "until", "from", "before")
