"""The words of dates: one pattern a form, built from the names in `data/calendar.toml`.

`FINDER` finds the core of every date in one pass; its last group names the form, and `FORMS[form]` reads its parts.
"""

import re
from collections.abc import Iterable

from kg.extract.dates.calendar import tables


def either(names: Iterable[str]) -> str:
    """An alternation of names, the longest first, without a group of its own."""
    return "(?:" + "|".join(sorted((re.escape(name) for name in names), key=lambda name: (-len(name), name))) + ")"


def cased(names: Iterable[str], *, lower: bool = True) -> str:
    """As `either`, in Title Case, UPPER CASE and, where wanted, lower case."""
    wanted = list(names)
    forms = [name[:1].upper() + name[1:] for name in wanted] + [name.upper() for name in wanted if len(name) > 3]
    return either(forms + (wanted if lower else []))


NAMES = tables("calendar")
NUMBER_WORDS = tables("numbers")["words"]

MONTH = rf"{cased(NAMES['months'], lower=False)}"
WEEKDAY = rf"{cased(NAMES['weekdays'], lower=False)}"
ANY_WEEKDAY = rf"(?:{WEEKDAY}|{cased(NAMES['weekday_abbreviations'], lower=False)}\.?)"
SEASON = rf"{cased(NAMES['seasons'])}"
FEAST = "|".join(re.escape(name.title().replace("'S", "'s")).replace("'", "['’]") for name in NAMES["feasts"])
ORDINAL = cased(NAMES["ordinals"])
NUMBER = rf"(?:\d{{1,3}}|{cased(NUMBER_WORDS)}(?:-{either(NUMBER_WORDS)})?|a few|several|a couple of)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|:\d|%)"
YEAR = r"(?:1[6-9]|20|21)\d\d(?![\d\w]|[,.]\d)"
UNIT = r"(?:day|night|week|fortnight|month|year|decade)"
REFERENCE = (
    r"(?:[Ll]ast|[Nn]ext|[Tt]his(?: coming| past)?|[Cc]oming|[Pp]ast|[Tt]hat(?: same)?"
    r"|[Tt]he (?:same|following|next|previous|preceding|coming|current))"
)
THAT_YEAR = r"(?:last|next|this|that(?: same)?|the(?: same| following| next| previous)?) year\b"
YEAR_PHRASE = rf"(?P<year>{YEAR}|{THAT_YEAR})"
AFTER_DATE = rf"(?:,? (?:of |in )?{YEAR_PHRASE})?"
OF_YEAR = rf"(?:,? ?(?:of |in )?{YEAR_PHRASE})?"
WEEKDAY_BEFORE = rf"(?:{ANY_WEEKDAY}(?:, the |,? \(?))?"
RANGE = r"(?:\s?[-–]\s?|\s(?:to|and|or|until|through)\s(?:the )?)"
LAST_DAY = rf"(?:{RANGE}(?P<last>{DAY}))?"
SPAN_NOUN = r"(?:week(?:end)?|month|year|decade|quarter)"
NOUN = rf"(?:{SPAN_NOUN}|day|night|{MONTH}|{SEASON})"

FORM_PATTERNS = {
    "iso": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
    "numeric": rf"(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/(?P<year>{YEAR})",
    "month_day": (
        rf"{WEEKDAY_BEFORE}(?P<month>{MONTH})\.? (?:the )?(?P<day>{DAY})"
        rf"(?!{RANGE}{DAY} {MONTH}){LAST_DAY}{AFTER_DATE}"
    ),
    "day_month": rf"{WEEKDAY_BEFORE}(?P<day>{DAY}){LAST_DAY}(?: of| day of)?[ -](?P<month>{MONTH})\b\.?{AFTER_DATE}",
    "month_year": rf"(?P<month>{MONTH})\b\.?,? (?:of |in )?{YEAR_PHRASE}",
    "weekday": rf"(?:(?P<reference>{REFERENCE}) )?(?P<weekday>{WEEKDAY})\b(?: (?P<week>last|next|this) week\b)?",
    "reference": (
        rf"(?:(?P<reference>{REFERENCE}) (?P<noun>{NOUN})|[Tt]he (?P<unit>{SPAN_NOUN}))\b"
        # "the last week of May": no week before the story's
        rf"(?!,? (?:of )?{YEAR_PHRASE}|\.? \d|(?<=[Ll]ast week) of (?:{MONTH}|(?:the|this|next) (?:month|year))\b)"
    ),
    "month": rf"(?P<month>{MONTH})\b",
    "quarter": (
        rf"(?:(?:[Tt]he )?(?P<ordinal>{ORDINAL}) (?:calendar )?quarters?|Q(?P<number>[1-4])|(?P<figure>[1-4])Q)\b"
        rf"{OF_YEAR}"
    ),
    "half": rf"(?:(?:[Tt]he )?(?P<ordinal>{ORDINAL}) half of |H(?P<number>[12]) ?|(?P<figure>[12])H ?){YEAR_PHRASE}",
    "season": rf"(?P<season>{SEASON})\b(?:,? (?:of )?{YEAR_PHRASE})?",
    "ordinal": (
        r"[Tt]he (?P<day>(?:[12]?\d|3[01])(?:st|nd|rd|th))"
        r"(?=[,.;:)]|$| (?:and|but|at|from|in|with|after|when|for|to|by|on|aboard|of (?:this|next|last) month)\b)"
    ),
    "decade": r"(?:[Tt]he )?(?P<decade>(?:1[6-9]|20|21)\d0)['’]?s\b",
    "years": r"(?P<first>(?:1[6-9]|20|21)\d\d)[-–/](?P<last>(?:1[6-9]|20|21)\d\d|\d\d)(?![\d\w-])",
    "year": rf"(?:FY ?)?(?P<year>{YEAR})",
    "day": (
        r"(?P<word>[Tt]he day (?:after tomorrow|before yesterday)|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow"
        r"|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b"
    ),
    "year_end": r"(?:[Yy]ear(?:['’]s end|-end)|(?P<middle>[Mm]id-?year)|(?P<new>[Tt]he [Nn]ew [Yy]ear))\b",
    "ago": (
        rf"(?:(?P<number>{NUMBER}) (?P<unit>{UNIT})s?['’]?|[Tt]he (?P<bare>day|week|month|year))"
        r" (?P<way>ago|earlier|before|later|after|from now|hence)\b(?P<exact> this month| today)?"
    ),
    "ahead": rf"[Ii]n (?P<number>{NUMBER}) (?P<unit>{UNIT})s?['’]s? time\b",
    "feast": rf"(?P<feast>{FEAST})\b(?:,? (?P<year>{YEAR}))?",
}

FORMS = {name: re.compile(pattern) for name, pattern in FORM_PATTERNS.items()}
NAMED_GROUP = re.compile(r"[(][?]P<\w+>")
# not inside a word, an amount or a version; a hyphen only after "mid", "end" and the like
BEFORE = r"(?:(?<![\w$€£¥#./,–-])|(?<=[Mm]id-)|(?<=\bend-)|(?<=[Ee]arly-)|(?<=[Ll]ate-)|(?<=\b[Pp]re-))"
# one pass over the text: groups lose their names so that the form's own is the last one
FINDER = re.compile(
    BEFORE
    + "(?:"
    + "|".join(f"(?P<{name}>{NAMED_GROUP.sub('(?:', pattern)})" for name, pattern in FORM_PATTERNS.items())
    + ")"
)
