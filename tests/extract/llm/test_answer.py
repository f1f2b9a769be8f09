"""Answers as models really give them: fenced, among words, cut off, or not at all what was asked for."""

import json
from typing import Any

import pytest

from kg.extract.llm.answer import WrongJson, entities_of, parse, proposal_of
from kg.extract.llm.refusal import Reason, Refused

EMPTY = {"entities": [], "claims": []}
TEXT = json.dumps(EMPTY)


@pytest.mark.parametrize(
    "said",
    [
        TEXT,
        f"```json\n{TEXT}\n```",
        f"```\n{TEXT}\n```\nI hope this helps!",
        f"Here is the JSON:\n\n{TEXT}\n\nAnything else?",
        f"<think>Perhaps {{not this}}?</think>\n{TEXT}",
        f"\ufeff  {TEXT}",
    ],
)
def test_the_object_is_found(said: str) -> None:
    assert parse(said) == EMPTY


@pytest.mark.parametrize(
    "said",
    [
        "",
        "I cannot help with that.",
        '{"entities": [], "claims": [{"sentence": "cut o',
        "[]",
        '{"claims": []}',
        '{"entities": {}, "claims": []}',
        "{'entities': [], 'claims': []}",
        '{"a":' * 100_000,
        f'{{"entities": {"[" * 100_000}',
    ],
)
def test_what_is_no_answer_is_refused(said: str) -> None:
    with pytest.raises(WrongJson, match=r"^no "):
        parse(said)


@pytest.mark.parametrize(
    "item",
    [
        None,
        "NASA flew.",
        [],
        {},
        {"sentence": "", "subject": "e1", "predicate": "PURPOSE"},
        {"sentence": "NASA flew.", "subject": ["e1"], "predicate": "PURPOSE"},
        {"sentence": "NASA flew.", "subject": "e1", "predicate": "PURPOSE", "value": {"text": "fly"}},
        {"sentence": "NASA flew.", "subject": "e1", "predicate": "PURPOSE", "attribution": "e2"},
        {"sentence": "NASA flew.", "subject": "e1", "predicate": "PURPOSE", "qualifiers": ["role"]},
        {"sentence": "NASA flew.", "subject": True, "predicate": "PURPOSE"},
    ],
)
def test_a_claim_of_another_form_is_refused(item: Any) -> None:
    with pytest.raises(Refused) as refused:
        proposal_of(item)
    assert refused.value.reason is Reason.FORM


def test_numbers_and_nulls_are_read_as_what_they_mean() -> None:
    found = proposal_of(
        {"sentence": "S.", "subject": 1, "predicate": "LAUNCH_DATE", "value": 2025, "object": None, "qualifiers": None}
    )
    assert (found.subject, found.value, found.object, found.status) == ("1", "2025", "", "actual")


def test_a_wrong_entity_is_left_out_and_the_others_stay() -> None:
    good = {"id": "e1", "type": "Rover", "names": ["Tenacious"]}
    answer = {"entities": [7, {"id": "e0"}, {**good, "names": "Tenacious"}, good], "claims": []}
    assert [entity.names for entity in entities_of(answer)] == [("Tenacious",)]
