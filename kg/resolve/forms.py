"""Names as they are compared: words without accents, foreign letters, company suffixes and ways to write numbers."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.resolve.identity import without_accents
from ontology import vocabulary
from ontology.gazetteer import gazetteer

SPECIAL = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "&": " and "}
)
# the usual romanisation of Russian and Ukrainian names in English news
ROMANISED = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g"
CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", ROMANISED.split(" "), strict=True))
UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = {ten + unit: str(10 * tens + units) for tens, ten in enumerate(("", "x", "xx", "xxx"))
         for units, unit in enumerate(UNITS) if len(ten + unit) > 1}  # fmt: skip
# these are letters and initials as well, and count as numbers at the end of a name only
ROMAN_LAST = {"i": "1", "v": "5", "x": "10"}
SPELLED = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
COMPANY = (
    "inc incorporated llc ltd limited corp corporation co company plc gmbh ag se sa sas spa srl bv nv ab as oy pte kk "
    "pbc pty pvt private aps asa oyj sarl kgaa mbh ltda jsc ojsc pjsc llp slu sau sro zrt kft doo sdn bhd tbk ulc publ "
    "nyrt sca sprl bvba lda spzoo"
)
# Legal forms that stand before a name
BEFORE_NAMES = frozenset(("jsc", "ojsc", "pjsc", "cjsc", "ao", "oao", "pao", "zao", "ooo", "fsue", "fgup"))
# `S.A. Tern` of the Tern Works: two initials of whom an organisation is named after, but not those of a country
HONOURED = re.compile(
    r"(?<!\w)(?:(?:Academician|Akademika) )?"
    r"(?!(?:U\.[SKNA]|E\.U|D\.C|L\.A|N\.[YMA])\.)(?:[A-Z]\.[ -]?){2,3}(?=[A-Z][a-z]{2})"
)
NAMED_AFTER = re.compile(r"(?<=\w)(?:,? (?:named (?:after|for)|imeni)| im\.) .+$")
# Initials of a person without a space between: `J.K. Berg`
INITIALS = re.compile(r"(?<!\w)([^\W\d])\.(?=[^\W\d])")
SUFFIXES = frozenset(COMPANY.split(" "))
SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "des", "du", "der", "und", "et", "a", "an", "fur"))
# one word written in two ways, or shortened
WRITTEN = {
    "centre": "center",
    "defence": "defense",
    "organisation": "organization",
    "programme": "program",
    "laboratory": "lab",
    "lc": "launch complex",
    "slc": "space launch complex",
    "pad": "launch complex",
    "gliese": "gj",
    "messier": "m",
    **dict.fromkeys(("muhammad", "mohamed", "mohammad", "muhammed", "mohamad"), "mohammed"),
}
PHONETIC = (
    *(("ljo", "le"), ("rjo", "re"), ("njo", "ne"), ("tjo", "te")),
    *(("ye", "e"), ("je", "e"), ("shch", "s"), ("sch", "s"), ("tch", "s"), ("zh", "z"), ("kh", "h"), ("ts", "s")),
    *(("ch", "s"), ("sh", "s"), ("oe", "o"), ("ue", "u"), ("ae", "a"), ("ou", "u"), ("oo", "u"), ("yo", "e")),
    *(("z", "s"), ("x", "ks"), ("c", "k"), ("w", "v"), ("j", "i"), ("y", "i")),
)
TITLED = (
    "sir dame lord dr prof professor mr mrs ms col colonel capt captain cmdr commander lt lieutenant gen general maj "
    "major group wing adm admiral rear sgt sen senator rep president administrator astronaut cosmonaut taikonaut "
    "brig brigadier air marshal commodore vice squadron leader sergeant cdr comdr capt gov governor minister secretary "
    "commander flight engineer specialist payload pilot chief scientist ceo cto founder "
    "congressman congresswoman congressperson representative ambassador sheikh baroness lady hon retired "
    "prime premier pres chancellor mep mp msp shri smt academician herr frau mme ing deputy director chair chairman "
    "chairwoman vp evp svp cfo coo pm commissioner gp wg sqn ldr flt lcdr ltc ltcol cpt msgt ssgt tsgt mission "
    "commander test"
)
TITLES = frozenset(TITLED.split(" "))
AFTER_NAMES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"))
ARABIC = frozenset(("al", "el"))  # parts of the name that follows
PARTICLES = frozenset(("von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "bin", "ibn", "ter", "ten"))
# Kinds of which a demonym is part of the name: the Norwegian Air Force, Swedish Lapland.
NATIONAL = ("Organization", "Place")
# `Senator Jonna Berg (D-Ariz.)`
BEHIND_PERSONS = re.compile(r"(?<=\w)\s*\([^()]*\)\s*$")
# `Florida Senator Jonna Berg`, `Tern Works founder Jonna Berg`: a title with two names behind it
BEFORE_TITLE = re.compile(
    r"(?:[\w.&'’-]+ ){1,4}?(?P<title>(?:CEO|CTO|COO|CFO|Administrator|administrator|Secretary|Senator|Sen\.|Rep\.|"
    r"Minister|minister|founder|co-founder|cofounder|Gen\.|Lt\.|Maj\.|Brig\.|Col\.|Adm\.|President|president|astronaut|"
    r"cosmonaut|taikonaut|chairman|Chairman|chief executive|Chief Executive|Director General|director general)"
    r" )(?=[A-Z]\S+ (?:\S+ )?[^\W\d]\S+$)"
)
OWNER = re.compile(r"^(.{2,40}?)['’]s?\s+(?=\w)")


@dataclass(frozen=True, slots=True)
class Form:
    """A name to compare.

    `words` in order, `numbers` among them, `initials`, `acronym` where it may be one, `capitals` as they stand in it
    (`Martian Moons eXploration`), and `core`: the words without an owner (`Amazon's`) and what says of which kind it
    is (`rocket`, `asteroid`), with those words in `kinds`.
    """

    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    initials: str = ""
    acronym: str = ""
    capitals: str = ""
    core: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def compact(self) -> str:
        return "".join(self.words)

    @property
    def sound(self) -> str:
        """Much the same for two transliterations of one name."""
        return "".join(map(sound_of, self.words))


@lru_cache(maxsize=65536)
def sound_of(text: str) -> str:
    """How a word in lower case sounds, roughly, however it was brought into Latin letters."""
    for written, heard in PHONETIC:
        text = text.replace(written, heard)
    return re.sub(r"i+", "i", text)


@lru_cache(maxsize=65536)
def form_of(
    name: str, *, person: bool = False, organization: bool = False, kinds: tuple[str, ...] = (), body: bool = False
) -> Form:
    """The form of a name; numbers are told from letters in names of things, suffixes dropped from organisations.

    `kinds` are the words that say what an entity of its type is; `body` says that it is a celestial one, the catalogue
    number of which may stand first.
    """
    said = plain_words(alone(name, person, organization))
    words = unsuffixed(said) if organization else untitled(said) if person else numbered(said)
    full = [word for word in words if word not in SMALL and not word.isdigit()]
    letters = "".join(re.findall(r"\w", name))
    is_acronym = len(said) == 1 or "." in name
    is_capital = sum(map(str.isupper, letters)) > max(1, len(letters) - 2)
    core, told = without_kind(without_owner(name, words, kinds), kinds) if not person else (words, ())
    if told and not organization and len(core) > 1:
        core = [*core[:-1], number_of(core[-1], True)]  # `Heron X rocket` as `Heron 10`
    if body and len(core) > 1 and core[0].isdigit() and core[1].isalpha():
        core = core[1:]
    return Form(
        name,
        tuple(words),
        tuple(word for word in words if word[0].isdigit()),
        "".join(word[0] for word in full) if len(full) > 1 else "",
        letters.casefold() if is_acronym and is_capital and len(letters) < 8 else "",
        "".join(filter(str.isupper, name)).casefold(),
        tuple(core),
        told,
    )


def alone(name: str, person: bool, organization: bool) -> str:
    """A name without what stands behind a person's, or whom an organisation is named after in full."""
    if person:
        return INITIALS.sub(r"\1. ", without_office(BEHIND_PERSONS.sub("", name)))
    return HONOURED.sub("", NAMED_AFTER.sub("", name)) if organization else name


def without_office(name: str) -> str:
    """`NASA Administrator Jonna Berg` without whose administrator she is, if the reference names know that."""
    if office := BEFORE_TITLE.match(name):
        name = name[office.start("title") :]
    first, _, rest = name.partition(" ")
    is_titled = rest.partition(" ")[0].casefold() in TITLES and len(rest.split()) > 1
    owners = gazetteer().find(first.removesuffix("'s").removesuffix("’s")) if is_titled else ()
    return rest if any(vocabulary().is_a(owner.type, "Organization") for owner in owners) else name


def plain_words(name: str) -> list[str]:
    """Words in lower case and Latin letters, without accents, apostrophes, a leading article, `'s` and plurals' `s`.

    A plural is told where it follows a number or a capital: `Falcon 9s`, `BE-4s`.
    """
    text = re.sub(r"(?<=[A-Z0-9])s\b", "", re.sub(r"(?<=\w)['’]s(?!\w)", "", unicodedata.normalize("NFKC", name)))
    text = without_accents(text.replace("A/S", "AS").casefold().translate(SPECIAL))
    text = "".join(CYRILLIC.get(letter, letter).replace("-", "") if letter in CYRILLIC else letter for letter in text)
    text = re.sub(r"['ʼʻ\"“”]", "", re.sub(r"\b[dl]'(?=\w{3})", "", text.replace("’", "'")))
    text = re.sub(r"(?<=\b[^\W\d])\.(?=\w\b)", "", text.replace("launch pad", "pad"))
    text = re.sub(r"\bno\. ?(?=\d)", "", text)
    text = re.sub(r"\bsp\.? z ?o\.? ?o\b", "spzoo", text)
    text = re.sub(r"\bmk(?=[iv]+\b|\d)", "mk ", re.sub(r"(?<=\w)\+(?!\w)", " plus", text))
    text = re.sub(r"\b(endeav|harb|col|hon|arm|neighb|vap)our\b", r"\1or", text)
    text = re.sub(r"\b((?:slc|lc|pad|complex)[ -]*\d+)[ -]*([ewns])(?:ast|est|orth|outh)\b", r"\1\2", text)
    text = re.sub(r"(?<=\w{7})\.(?:com|org|net)$", "", text)
    text = re.sub(r"\b(slc|lc|pad)(?=\d)", r"\1 ", re.sub(r"^(?:the )?\w[\w. ]{1,30}-based (?=\w)", "", text))
    words = [part for word in re.split(r"[\W_]+", text) if word for part in WRITTEN.get(word, word).split()]
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def numbered(words: list[str]) -> list[str]:
    """Roman and spelled numbers as digits, and digits apart from letters: `M2` and `Mission II` are `mission 2`."""
    said = [
        ROMAN_LAST[word] if place and word in ROMAN_LAST and ahead.isdigit() and len(ahead) > 2 else word
        for place, (word, ahead) in enumerate(pairwise([*words, ""]))
    ]  # `Heron V 551`
    parts = [part for word in said for part in re.findall(r"\d+[a-z]?(?![a-z0-9])|\d+|[^\W\d]+", word)]
    found: list[str] = []
    for place, word in enumerate(parts):
        is_last = place == len(parts) - 1
        if found and found[-1].isdigit() and len(word) == 1 and word.isalpha() and is_last:
            found[-1] += word  # `K2-18 b` as `K2-18b`
            continue
        number = number_of(word, is_last) if place else word
        number = re.sub(r"^0+(?=\d)", "", number)  # `Skarv-04A` as `Skarv-4A`
        if number.isdigit() and found and found[-1] == "m":
            found[-1] = "mission"
        found.append(number)
    return found


def number_of(word: str, is_last: bool) -> str:
    """A word as digits where it is a number: `ii`, `two`, and `iia` of `H-IIA`."""
    variant = re.fullmatch(r"(iii?)([a-z])", word)
    if variant and word not in ROMAN:
        return ROMAN[variant.group(1)] + variant.group(2)
    return (ROMAN | SPELLED | (ROMAN_LAST if is_last else {})).get(word, word)


def unsuffixed(words: list[str]) -> list[str]:
    """Without the legal forms of companies at either end, but never without everything."""
    kept = list(words)
    while len(kept) > 1 and kept[0] in BEFORE_NAMES:
        kept = kept[1:]
    while len(kept) > 1 and (kept[-1] in SUFFIXES or kept[-1] == "sl"):
        kept.pop()
    return kept


def untitled(words: list[str]) -> list[str]:
    """Without titles, `Jr.` and particles of family names, but never without everything; `al` is part of a name."""
    kept = with_article(words)
    while len(kept) > 1 and kept[0] in TITLES:
        kept = kept[1:]
    while len(kept) > 1 and kept[-1] in AFTER_NAMES:
        kept.pop()
    return [word for word in kept if word not in PARTICLES] or kept


def with_article(words: list[str]) -> list[str]:
    """`Al Berg`, `Al-Berg` and `AlBerg` as one word, but not Al Worden's given name."""
    kept: list[str] = []
    for word in words:
        if len(kept) > 1 and kept[-1] in ARABIC:
            kept[-1] += word
        else:
            kept.append(word)
    return kept


def without_owner(name: str, words: list[str], kinds: tuple[str, ...]) -> list[str]:
    """What follows `Elon Musk's`, an owner that the reference names know; Barnard's Star is named after its finder."""
    if is_of_nation(name, kinds):
        return words[1:]
    owner = OWNER.match(name)
    if owner is None or not gazetteer().find(owner.group(1)):
        return words
    rest = words[len(plain_words(owner.group())) :]
    return rest if rest and " ".join(rest) not in kinds else words


def is_of_nation(name: str, kinds: tuple[str, ...]) -> bool:
    """Whether a demonym stands before a known name: `the European Columbus module`, not `the European Robotic Arm`."""
    demonym, _, rest = name.removeprefix("the ").partition(" ")
    if not rest or gazetteer().demonym(demonym) is None:
        return False
    plain = next((rest[: -len(kind) - 1] for kind in kinds if rest.endswith(f" {kind}")), rest)
    entries = gazetteer().find(plain) if plain.casefold() not in kinds else ()
    return any(not any(vocabulary().is_a(entry.type, kind) for kind in NATIONAL) for entry in entries)


def without_kind(words: list[str], kinds: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
    """Without the words at either end that say what kind of thing it is, and those words."""
    for kind in kinds:
        said = kind.split()
        size = len(said)
        if kind == "comet" and not any(word[0].isdigit() for word in words):
            continue  # `Comet ATLAS`, one of many, and a moon
        if len(words) > size and words[-size:] == said:
            return words[:-size], (kind,)
        if len(words) > size and words[:size] == said:
            return words[size + (words[size] == "of" and len(words) > size + 1) :], (kind,)
    return words, ()
