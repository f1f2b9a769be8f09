"""Runs of capitalised words: where a name that no list knows begins and ends."""

from kg.extract.text.cues import words
from kg.extract.text.document import Document, Sentence, Token
from kg.extract.text.parsing import common_words

JOINTS = frozenset(
    {"of", "the", "for", "de", "la", "and", "&", "in", "del", "da", "du", "van", "von", "der", "al", "ul", "bin"}
)
HYPHENS = frozenset({"-", "–", "‑"})
LONGEST_NAME = 16  # tokens
ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"})
TITLE_TAGS = frozenset({"NNP", "NNPS"})
PARTICLES = frozenset({"de", "del", "da", "al"})  # small words inside of names of people and places
CALENDAR = words("calendar")


def capitalised_inside(document: Document) -> frozenset[str]:
    """Words written with a capital somewhere in the middle of a sentence: names, most likely, wherever they stand."""
    return frozenset(
        token.text
        for sentence in document.sentences
        if sentence.kind not in {"title", "heading"}
        for token in document.words(sentence)[1:]
        if token.text[:1].isupper() and token.tag in TITLE_TAGS
    )


def is_subject(token: Token, following: Token | None) -> bool:
    """Whether an unknown word at a sentence's start is a name by what follows: "Plover is", "Plover's", "Plover,"."""
    goes_on = following is not None and (following.is_verb or following.tag == "POS" or following.text == ",")
    return goes_on and token.tag in {"NN", "NNP"} and len(token.text) > 2


def begins_name(following: Token | None) -> bool:
    """Whether a plain word at a sentence's start goes on with a name: "Rocket Lab", not "Success would"."""
    return following is not None and following.tag in TITLE_TAGS and following.text[:1].isupper()


def is_name_like(token: Token, sentence: Sentence, capitals: frozenset[str], following: Token | None = None) -> bool:
    text = token.text
    if text in CALENDAR or ((token.is_time or (token.tag == "CD" and text.isalpha())) and token.tag not in TITLE_TAGS):
        return False
    if not any(letter.isupper() for letter in text[:4]) or token.tag in {"PRP", "PRP$", "DT", "IN", "CC", "WP", "WRB"}:
        return False
    if token.index == sentence.first and text not in capitals:
        inner = any(letter.isupper() for letter in text[1:])
        plain = text.lower() in common_words() and not inner
        if plain or token.tag not in TITLE_TAGS:
            if token.tag in {"RB", "UH", "MD", "WRB", "RBR"} and not inner:
                return False
            return inner or (not plain and is_subject(token, following)) or begins_name(following)
    return token.tag in TITLE_TAGS or token.tag in {
        "NN",
        "NNS",
        "JJ",
        "FW",
        "CD",
        "VBN",
        "VBG",
        "XX",
        "ADD",
        "JJR",
        "JJS",
        "VB",
        "RB",
        "UH",
        "VBZ",
        "VBP",
        "VBD",
    }


def run_from(document: Document, first: int, sentence: Sentence, capitals: frozenset[str]) -> int:
    """The end of the run of name words that begins at `first`; `first` itself where none does."""
    tokens = document.tokens
    after = tokens[first + 1] if first + 1 < sentence.last else None
    if not is_name_like(tokens[first], sentence, capitals, after):
        return first
    last = first + 1
    while last < min(sentence.last, first + LONGEST_NAME):
        token, before = tokens[last], tokens[last - 1]
        joined = token.start == before.end
        following = tokens[last + 1] if last + 1 < sentence.last else None
        if is_name_like(token, sentence, capitals) or continues_by_number(token, before, following):
            last += 1
        elif (
            (
                token.text in HYPHENS
                and joined
                and following
                and following.start == token.end
                and continues_by_hyphen(following)
            )
            or (token.text in {"&", "'"} and following and is_name_like(following, sentence, capitals))
            or (
                token.lower in {"of", "for", "de", "del", "da", "al", "and", "the"}
                and following
                and same_entity(before, token, following)
            )
        ):
            last += 2
        else:
            break
    return last


def continues_by_number(token: Token, before: Token, following: Token | None) -> bool:
    """The "2" of "Mission 2", the "9" of "Falcon 9", the "6-104" of "Starlink 6-104"; not the "2.3" of "2.3-metre"."""
    if "." in token.text and following is not None and (following.text in HYPHENS or following.text.islower()):
        return False
    if before.text in CALENDAR or not token.text[:1].isdigit() or before.text[-1:] in ".,":
        return False
    return (len(token.text) <= 5 and "," not in token.text and not is_year(token.text)) or "-" in token.text.strip("-")


def is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in {"19", "20"}


def continues_by_hyphen(following: Token) -> bool:
    return following.text[:1].isupper() or following.text[:1].isdigit()


def same_entity(before: Token, joint: Token, following: Token) -> bool:
    """Whether "University of Tokyo", "Leonardo da Vinci" are one name across a small word."""
    return (joint.lower in PARTICLES and following.text[:1].isupper()) or (
        joint.lower == "of"
        and before.text
        in {
            "University",
            "Republic",
            "Kingdom",
            "Commonwealth",
            "Institute",
            "Department",
            "Ministry",
            "Academy",
            "Bank",
            "Bay",
            "Gulf",
            "Sea",
            "Isle",
            "Ocean",
            "Museum",
            "Office",
            "College",
        }
        and following.text[:1].isupper()
    )


def span_text(words: list[Token]) -> str:
    return " ".join(word.text for word in words)


def is_figure(words: list[Token]) -> bool:
    """Whether a run is an amount, ordinal or the like and no name."""
    return all(word.is_time or not word.text[:1].isupper() for word in words) and not any(
        word.tag in TITLE_TAGS for word in words
    )
