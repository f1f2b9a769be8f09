"""Every question of `questions.toml`, in each of its wordings, with a score that may not fall."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.ask import Answer

QUESTIONS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "questions.toml").read_text())["questions"]
FLOOR = 0.985


def faults(answer: Answer, expected: dict[str, Any]) -> list[str]:
    """What is wrong with an answer; nothing where it holds what it must."""
    text = answer.text.casefold()
    found = [f"does not say {words!r}" for words in expected.get("says", ()) if words.casefold() not in text]
    found += [f"says {words!r}" for words in expected.get("unsaid", ()) if words.casefold() in text]
    if expected.get("refuses") and answer.citations:
        found.append("answers what it should refuse")
    if not expected.get("refuses") and not answer.citations:
        found.append("has no citations")
    if "intent" in expected and answer.intent != expected["intent"]:
        found.append(f"intent {answer.intent}, not {expected['intent']}")
    return found


def test_questions_in_varied_wordings_are_answered(
    answer: Callable[[str], Answer], capsys: pytest.CaptureFixture[str]
) -> None:
    results = [(question, faults(answer(question), entry)) for entry in QUESTIONS for question in entry["asks"]]
    wrong = [f"{question}: {'; '.join(found)}" for question, found in results if found]
    score = 1 - len(wrong) / len(results)
    with capsys.disabled():
        print(f"\nquestions answered as expected: {len(results) - len(wrong)} of {len(results)} ({score:.1%})")
    assert score >= FLOOR, "\n".join(wrong)


def test_the_set_is_broad() -> None:
    assert all(len(entry["asks"]) >= 2 for entry in QUESTIONS)
    assert sum(len(entry["asks"]) for entry in QUESTIONS) >= 200
    assert len({entry["intent"] for entry in QUESTIONS if "intent" in entry}) >= 40
