"""Whether a question is about a part of what it names, or a body that looks into it, and not about the thing itself."""

from collections.abc import Sequence

from kg.ask.focus import Focus
from kg.ask.intents import Intent
from kg.ask.lexicon import nouns, word_class
from kg.ask.question import ENTITY
from ontology import vocabulary

WHO = frozenset(("builder", "operator", "leader", "owner", "founder", "launcher"))  # intents that ask for an agent
JOINING = frozenset(("of", "on", "in", "for", "at", "aboard", "to", "into", "from", "by", "with"))
RELATIVE = frozenset(("that", "which"))
ARTICLES = frozenset(("the", "a", "an", "its", "'s"))


def is_of_part(intent: Intent, focus: Focus) -> bool:
    """Whether who built or leads something is asked of a part: "the nozzle of @", "the @ inquiry commission"."""
    words = focus.words.split()
    if intent.name not in WHO or not focus.entities or ENTITY not in words:
        return False
    return any(is_part(word, focus) for word in (head_before(words), head_behind(words)) if word)


def head_before(words: Sequence[str]) -> str:
    """ "nozzle" of "who made the nozzle that failed on @"; empty where nothing joins a noun to the name."""
    before = list(words[: words.index(ENTITY)])
    while before and before[-1] in ARTICLES:
        before.pop()
    relative = next((place for place, word in enumerate(before) if place > 1 and word in RELATIVE), None)
    if relative is not None:
        return before[relative - 1]
    return before[-2] if len(before) > 2 and before[-1] in JOINING else ""


def head_behind(words: Sequence[str]) -> str:
    """ "commission" of "who chaired the @ inquiry commission"; empty where no noun stands behind the name."""
    behind = list(words[words.index(ENTITY) + 1 :])
    end = next((place for place, word in enumerate(behind) if word in JOINING | RELATIVE | {ENTITY}), len(behind))
    return behind[end - 1] if end else ""


def is_part(word: str, focus: Focus) -> bool:
    """Whether a noun is of a part, and of no such thing as the one named: "the Merlin engine" is an engine."""
    line = vocabulary().types[focus.main.type].line
    return word in word_class("parts") and not any(kind in line for kind in nouns().get(word, ()))
