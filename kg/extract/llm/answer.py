"""A model's answer as plain data: found in its text, and cut to the form asked for. Nothing of it is believed here."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from kg.extract.llm.refusal import Reason, Refused

THOUGHTS = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL)
FENCED = re.compile(r"```(?:json)?\s*(\{.*\})\s*```", re.DOTALL | re.IGNORECASE)
MOST_ENTITIES = 500
MOST_CLAIMS = 500


class WrongJson(Exception):
    """The answer holds no JSON object with entities and claims."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as the model describes it."""

    id: str
    type: str
    names: tuple[str, ...]
    descriptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim as the model proposes it; empty where it says nothing."""

    sentence: str
    subject: str
    predicate: str
    subject_words: str = ""
    object: str = ""
    object_words: str = ""
    value: str = ""
    value_words: str = ""
    status: str = "actual"
    when: str = ""
    when_words: str = ""
    attribution: tuple[str, ...] = ()
    qualifiers: Mapping[str, str] = field(default_factory=dict)


def parse(text: str) -> dict[str, Any]:
    """The JSON object of an answer, also behind thoughts, in a code fence or among words. Raises `WrongJson`."""
    said = THOUGHTS.sub("", text)
    fenced = FENCED.search(said)
    candidate = fenced[1] if fenced else said[said.find("{") :] if "{" in said else ""
    try:
        found, _ = json.JSONDecoder().raw_decode(candidate)
    except (ValueError, RecursionError):
        raise WrongJson("no JSON object") from None
    if not is_answer(found):
        raise WrongJson("no lists of entities and claims")
    return found


def is_answer(found: Any) -> TypeGuard[dict[str, Any]]:
    """Whether JSON is an object with lists of entities and claims, whatever they hold."""
    return isinstance(found, dict) and all(isinstance(found.get(key), list) for key in ("entities", "claims"))


def entities_of(answer: Mapping[str, Any]) -> list[Named]:
    """The entities that are in the form asked for; claims of others fail by their ids."""
    found = []
    for item in answer["entities"][:MOST_ENTITIES]:
        try:
            found.append(
                Named(
                    words_of(item, "id", needed=True),
                    words_of(item, "type", needed=True),
                    listed(item, "names"),
                    listed(item, "descriptions"),
                )
            )
        except Refused:
            continue
    return found


def proposal_of(item: Any) -> Proposal:
    """One claim of an answer. Raises `Refused` for another form than that asked for."""
    qualifiers = (item.get("qualifiers") or {}) if isinstance(item, dict) else {}
    if not isinstance(qualifiers, dict):
        raise Refused(Reason.FORM)
    return Proposal(
        sentence=words_of(item, "sentence", needed=True),
        subject=words_of(item, "subject", needed=True),
        predicate=words_of(item, "predicate", needed=True),
        subject_words=words_of(item, "subject_words"),
        object=words_of(item, "object"),
        object_words=words_of(item, "object_words"),
        value=words_of(item, "value"),
        value_words=words_of(item, "value_words"),
        status=words_of(item, "status") or "actual",
        when=words_of(item, "when"),
        when_words=words_of(item, "when_words"),
        attribution=listed(item, "attribution"),
        qualifiers={name: words_of(qualifiers, name) for name in qualifiers if qualifiers[name] is not None},
    )


def words_of(item: Any, key: str, *, needed: bool = False) -> str:
    """The text under a key, numbers as text; empty where it is absent or null."""
    value = item.get(key) if isinstance(item, dict) else False
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{value}"
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value.strip()):
        raise Refused(Reason.FORM)
    return value.strip()


def listed(item: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = item.get(key)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise Refused(Reason.FORM)
    return tuple(value.strip() for value in values)
