"""What shape the words of a value have, so that a sentence can hold them: no parser, only word classes and the quote.

"collect lunar soil samples" is an infinitive, "gathering soil" a gerund, "filed for bankruptcy" finite,
"the first rover" a noun, "contact was lost" a clause; whatever is in doubt is `quoted`, which always fits.
"""

import re

from kg.ask.lexicon import word_class
from kg.model import Claim

WORD = re.compile(r"[^\s]+")
TRIM = " \t\n,;:.–—-"
MAX_CONTEXT_WORDS = 12
HEDGES = frozenset(("could", "may", "might", "would", "likely", "possibly", "perhaps", "risk", "risks", "threatens"))
DIMENSIONS = frozenset(("tall", "high", "long", "wide", "deep", "across", "old", "thick", "heavy", "away"))
AFTER_TO_BE = re.compile(r"\b(?:to be|to have been|as)\s+$", re.IGNORECASE)
INFINITIVE_MARK = re.compile(r"\b(?:to|would|will|could|may|might|can|should|must)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
BOUNDARY = re.compile(r"[,;:]\s+|\s[–—-]\s+|\.\s+")
OPEN_QUOTE = re.compile(r"[\"“”‘]\s*$|(?<!\w)'\s*$")


def clean(value: str) -> str:
    """A value fit for a sentence: one line, no outer punctuation, inner quotation marks single."""
    line = " ".join("".join(mark if mark.isprintable() else " " for mark in value).split()).strip(TRIM)
    return re.sub(r"[\"“”]([^\"“”]*)[\"“”]", r"‘\1’", line).replace('"', "'").replace("“", "‘").replace("”", "’")


def within_sentence(value: str) -> str:
    """A cleaned value as it continues a sentence: a plain first word loses its capital."""
    opening, space, rest = value.partition(" ")
    plain = opening.casefold() in word_class("articles") | word_class("dangling") | PLAIN
    return f"{opening.casefold()}{space}{rest}" if plain and opening != "I" else value


def quote_of(claim: Claim) -> str:
    return claim.evidence[0].quote if claim.evidence else ""


def before(claim: Claim) -> str:
    """The quote's words that stand before the value; empty where the value is not found in it."""
    quote, value = quote_of(claim), claim.value or ""
    position = quote.find(value)
    return quote[:position] if position > 0 else ""


def shape(claim: Claim) -> str:
    """The shape of an attribute claim's words."""
    value = clean(claim.value or "")
    lead = before(claim)
    first = first_word(value)
    if claim.predicate == "SAID":
        return "direct" if OPEN_QUOTE.search(lead) or (claim.value or "")[:1] in '"“' else indirect(value)
    if claim.predicate == "MEASURE":
        return "adjective" if value.split(" ")[-1].casefold() in DIMENSIONS else "quoted"
    if claim.predicate == "DISTINCTION":
        return "noun" if names_something(value) else "quoted"
    if first == "to" or INFINITIVE_MARK.search(lead):
        rest = first_word(value.removeprefix("to ")) if first == "to" else first
        return "infinitive" if plain_verb(rest) else "quoted"
    if AFTER_TO_BE.search(lead) and first in word_class("articles"):
        return "being"
    if first in word_class("modals"):
        return "modal"
    if first in word_class("bases"):
        return "infinitive"
    if is_finite(first):
        return "finite"
    if first.endswith("ing") and len(first) > 4:
        return "gerund"
    return noun_or_clause(value)


def plain_verb(word: str) -> bool:
    """Whether a word after "to" may be a verb: known, or at least no article, auxiliary or gerund."""
    return word in word_class("bases") or not (
        word in word_class("articles") or word in word_class("auxiliaries") or word.endswith(("ing", "ed"))
    )


def is_finite(word: str) -> bool:
    bases = word_class("bases")
    third = word.removesuffix("s") in bases or word.removesuffix("es") in bases or word[:-3] + "y" in bases
    past = word.endswith("ed") and (word[:-1] in bases or word[:-2] in bases or word[:-3] in bases)
    past = past or (word.endswith("ied") and word[:-3] + "y" in bases)
    standing = word in {"is", "was", "has", "had", "are", "were", "does", "did"}
    return (word.endswith("s") and third) or past or standing or word in word_class("pasts")


def noun_or_clause(value: str) -> str:
    """ "the foam" is a noun, "contact was lost" a clause; anything that may be either is quoted."""
    tokens = [word.casefold().strip(TRIM) for word in value.split()]
    verbs = word_class("auxiliaries") | word_class("modals") | word_class("pasts")
    attributive = int(bool(tokens) and tokens[0] in word_class("articles"))  # "a stuck valve"
    has_verb = any(token in verbs for token in tokens[1 + attributive :])
    may_have_verb = has_verb or any(token.endswith("ed") or is_finite(token) for token in tokens[1 + attributive :])
    relatives = [i for i, token in enumerate(tokens) if token in {"that", "which", "who", "whose", "where", "when"}]
    first_verb = next((i for i, token in enumerate(tokens) if i > attributive and token in verbs), len(tokens))
    relative = bool(relatives) and relatives[0] < first_verb
    stands = bool(tokens) and tokens[0] not in word_class("dangling")
    if has_verb and stands and not relative:
        return "clause"
    articled = stands and tokens[0] in word_class("articles")
    return "noun" if articled and (relative or not may_have_verb) else "quoted"


def names_something(value: str) -> bool:
    """Whether the words of a distinction follow "is": "the first rover", "Europe's first rover", "first to land"."""
    first = first_word(value)
    known = word_class("articles") | word_class("ordinals")
    return first in known or first.endswith(("'s", "’s"))


def indirect(value: str) -> str:
    """Reported speech that follows "said that", unless it is a piece of a clause."""
    first = first_word(value)
    piece = first in word_class("auxiliaries") | word_class("modals") or is_finite(first) or first.endswith("ing")
    tokens = [word.casefold().strip(TRIM) for word in value.split()]
    verbs = word_class("auxiliaries") | word_class("modals") | word_class("pasts")
    verb = next((i for i, token in enumerate(tokens) if i and (token in verbs or is_finite(token))), None)
    relative = next((i for i, token in enumerate(tokens) if token in {"that", "which", "who", "whose"}), len(tokens))
    return "clause" if verb is not None and verb < relative and not piece and len(tokens) > 3 else "quoted"


def first_word(value: str) -> str:
    match = WORD.search(value)
    return match.group().casefold().strip(TRIM + "'\"‘’“”") if match else ""


def context(claim: Claim, name: str) -> str | None:
    """The whole clause that the value ends, in the story's own words ("repeated failures could jeopardize funding").

    None where the value is no predicate of a clause with a subject that stands on its own feet.
    """
    lead = before(claim)
    first = first_word(clean(claim.value or ""))
    if not (first in word_class("modals") or is_finite(first) or INFINITIVE_MARK.search(lead)) or not lead:
        return None
    start = max((match.end() for match in BOUNDARY.finditer(lead)), default=0)
    opening = lead[start:].strip().lstrip("-•– ")
    tokens = opening.split()
    while tokens and tokens[0].casefold() in word_class("clause_ends") - {"that"}:
        tokens = tokens[1:]
    if not 1 <= len(tokens) <= MAX_CONTEXT_WORDS or not stands_alone(tokens, name):
        return None
    return clean(f"{' '.join(tokens)} {claim.value}")


def stands_alone(tokens: list[str], name: str) -> bool:
    lower = [token.casefold().strip(TRIM) for token in tokens]
    if any(token in {"which", "who", "whose", "that"} or '"' in token or "“" in token for token in lower):
        return False
    if lower[0] in word_class("dangling"):
        return lower[0] == "this" and lower[1:2] in (["failure"], ["loss"], ["setback"], ["success"], ["crash"])
    if not lower[0][:1].isalpha() or lower[0] in {
        "to",
        "of",
        "for",
        "in",
        "on",
        "with",
        "after",
        "by",
        "at",
        "from",
        "as",
        "if",
        "hours",
        "days",
    }:
        return False
    subject = lower[-1] if lower[-1] not in word_class("modals") | {"to"} else "".join(lower[-2:-1])
    return bool(subject) and (lower[0] != "the" or name.casefold() in " ".join(lower) or lower[1] in EVENTS)


PLAIN = frozenset(("none", "there", "nobody", "nothing", "in", "on", "at", "after", "with", "when", "if", "engineers"))
EVENTS = frozenset(
    (
        "failure",
        "loss",
        "setback",
        "crash",
        "success",
        "mission",
        "landing",
        "launch",
        "delay",
        "accident",
        "explosion",
        "result",
        "decision",
    )
)


def hedged(words: str) -> bool:
    return any(token.strip(TRIM) in HEDGES for token in words.casefold().split())
