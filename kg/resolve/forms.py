"""Names as they are compared: words without accents, foreign letters, company suffixes and ways to write numbers."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.identity import without_accents

SPECIAL = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "&": " and "}
)
# the usual romanisation of Russian and Ukrainian names in English news
ROMANISED = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g"
CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", ROMANISED.split(" "), strict=True))
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
# these are letters and initials as well, and count as numbers at the end of a name only
ROMAN_LAST = {"i": "1", "v": "5", "x": "10"}
SPELLED = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
COMPANY = (
    "inc incorporated llc ltd limited corp corporation co company plc gmbh ag se sa sas spa srl bv nv ab as oy pte kk"
)
SUFFIXES = frozenset(COMPANY.split(" "))
SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "des", "du", "der", "und", "et", "a", "an"))
# one word written in two ways, or shortened
WRITTEN = {
    "centre": "center",
    "defence": "defense",
    "organisation": "organization",
    "programme": "program",
    "laboratory": "lab",
    "lc": "launch complex",
    "slc": "space launch complex",
}
PHONETIC = (
    *(("shch", "s"), ("sch", "s"), ("zh", "z"), ("kh", "h"), ("ts", "s"), ("ch", "s"), ("sh", "s")),
    *(("oe", "o"), ("ue", "u"), ("ae", "a"), ("ou", "u"), ("c", "k"), ("w", "v"), ("j", "i"), ("y", "i")),
)


@dataclass(frozen=True, slots=True)
class Form:
    """A name to compare: `words` in order, `numbers` among them, `initials`, and `acronym` where it may be one."""

    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    initials: str
    acronym: str

    @property
    def compact(self) -> str:
        return "".join(self.words)

    @property
    def sound(self) -> str:
        """Much the same for two transliterations of one name."""
        text = self.compact
        for written, heard in PHONETIC:
            text = text.replace(written, heard)
        return re.sub(r"(.)\1+", r"\1", text)


@lru_cache(maxsize=65536)
def form_of(name: str, *, person: bool = False, organization: bool = False) -> Form:
    """The form of a name; numbers are told from letters in names of things, suffixes dropped from organisations."""
    said = plain_words(name)
    words = unsuffixed(said) if organization else said if person else numbered(said)
    full = [word for word in words if word not in SMALL and not word.isdigit()]
    letters = "".join(re.findall(r"\w", name))
    is_acronym = len(said) == 1 or "." in name
    is_capital = sum(map(str.isupper, letters)) > max(1, len(letters) - 2)
    acronym = letters.casefold() if is_acronym and is_capital and len(letters) < 8 else ""
    return Form(
        name,
        tuple(words),
        tuple(word for word in words if word[0].isdigit()),
        "".join(word[0] for word in full) if len(full) > 1 else "",
        acronym,
    )


def plain_words(name: str) -> list[str]:
    """Words in lower case and Latin letters, without accents, apostrophes and a leading article."""
    text = without_accents(unicodedata.normalize("NFKC", name).casefold().translate(SPECIAL))
    text = "".join(CYRILLIC.get(letter, letter).replace("-", "") if letter in CYRILLIC else letter for letter in text)
    text = re.sub(r"['ʼ\"“”]", "", re.sub(r"\b[dl]'(?=\w{3})", "", text.replace("’", "'")))
    text = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", text)
    words = [part for word in re.split(r"[\W_]+", text) if word for part in WRITTEN.get(word, word).split()]
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def numbered(words: list[str]) -> list[str]:
    """Roman and spelled numbers as digits, and digits apart from letters: `M2` and `Mission II` are `mission 2`."""
    parts = [part for word in words for part in re.findall(r"\d+[a-z]?(?![a-z0-9])|\d+|[^\W\d]+", word)]
    found: list[str] = []
    for place, word in enumerate(parts):
        is_last = place == len(parts) - 1
        number = (ROMAN | SPELLED | (ROMAN_LAST if is_last else {})).get(word, word) if place else word
        if number.isdigit() and found and found[-1] == "m":
            found[-1] = "mission"
        found.append(number)
    return found


def unsuffixed(words: list[str]) -> list[str]:
    """Without the suffixes of companies, and without `s` `a` of `S.A.`, but never without everything."""
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in SUFFIXES or kept[-1] in ("usa", "sl")):
        kept.pop()
    return kept
