"""Every intent is found by its own examples, and every word that its data uses is known to the vocabulary."""

import re
import tomllib
from pathlib import Path

import pytest

from kg.ask import intents
from kg.ask.asking import STYLES
from kg.ask.intents import Intent, intent_for
from kg.ask.lexicon import intents as table
from kg.ask.question import read
from ontology import vocabulary

NAMES = tomllib.loads((Path(__file__).parent / "names.toml").read_text())["names"]
EXAMPLES = [(intent, example) for intent in intents.known() for example in intent.examples]


def masked(question: str) -> str:
    """The question's words with every name of the examples, and what points at a thing, as `@`."""
    for name in sorted(NAMES, key=len, reverse=True):
        question = re.sub(rf"(?i)\b(the )?{re.escape(name)}(?=\W|$)", "@", question)
    understood = read(question.replace("@", "zzz"))
    assert not isinstance(understood, str)
    return f" {' '.join(token.text for token in understood.tokens)} ".replace("zzz", "@")


@pytest.mark.parametrize(("intent", "example"), EXAMPLES, ids=lambda value: value if isinstance(value, str) else "")
def test_examples_are_understood(intent: Intent, example: str) -> None:
    found = intent_for(masked(example))
    assert found is not None, masked(example)
    assert found.name == intent.name, masked(example)


def test_predicates_and_styles_exist() -> None:
    for intent in intents.known():
        names = (*intent.forward, *intent.backward, *intent.also, *intent.dated, *intent.else_forward)
        assert {name.rstrip("~$") for name in (*names, *intent.else_backward)} <= set(vocabulary().predicates)
        assert intent.style in STYLES
    identity = table()["identity"]
    assert {*identity["forward"], *identity["backward"], *identity["order"]} <= set(vocabulary().predicates)


def test_every_predicate_is_asked_for_by_some_intent() -> None:
    asked = {
        name.rstrip("~$")
        for intent in intents.known()
        for name in (*intent.forward, *intent.backward, *intent.also, *intent.dated)
    }
    assert set(vocabulary().predicates) - asked == {"SAID"}
