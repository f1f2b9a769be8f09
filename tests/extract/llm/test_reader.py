"""Reading by a model: once for each story, never beyond the budget, and the same claims every time."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError, ReadingStopped
from kg.extract.llm import ModelReader, Settings
from kg.extract.llm.cache import AnswerCache
from kg.extract.llm.completion import NoAnswer
from kg.extract.llm.spending import BudgetSpent
from kg.model import Story

KEY = "sk-very-secret-key-0123456789"
FENCED_WRONG = '```json\n{"entities": [oops\n```'


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_story_is_asked_for_once(
    reader: ModelReader, fake: Any, settings: Settings, story: Story, sound: Any
) -> None:
    first = reader.read(story)
    sound(first)
    assert len(first.claims) == 7
    again = ModelReader.open(settings).read(story)
    assert again == first
    assert len(fake.asked) == 1


@pytest.mark.parametrize(
    "change", [{"text": "Another story of Wren."}, {"published": "2026-06-02"}], ids=["text", "published"]
)
def test_another_text_or_date_is_another_question(
    change: dict[str, str], reader: ModelReader, fake: Any, story: Story
) -> None:
    reader.read(story)
    reader.read(replace(story, id="same-words"))
    assert len(fake.asked) == 1
    reader.read(replace(story, **change))
    assert len(fake.asked) == 2


def test_another_model_is_another_answer(reader: ModelReader, fake: Any, settings: Settings, story: Story) -> None:
    reader.read(story)
    other = ModelReader.open(replace(settings, model="other/model"))
    assert {claim.rule for claim in other.read(story).claims} == {"llm:other/model"}
    assert len(fake.asked) == 2


def test_wrong_json_is_asked_for_once_more(reader: ModelReader, fake: Any, replies: Any, story: Story) -> None:
    fake.script = [replies.completion(FENCED_WRONG), *fake.script]
    assert len(reader.read(story).claims) == 7
    assert fake.asked[0] != fake.asked[1]
    assert "no code fence" in fake.asked[1]["messages"][-1]["content"]
    assert (reader.account.asked, reader.account.tokens_in) == (2, 2000)


def test_wrong_json_twice_rejects_the_story_and_nothing_else(
    reader: ModelReader, fake: Any, replies: Any, story: Story, settings: Settings
) -> None:
    right = fake.script[0]
    fake.script = [replies.completion("Sorry."), replies.completion("{}"), right]
    with pytest.raises(NoAnswer, match="tiny-model: the language model answered twice with no lists of entities"):
        reader.read(replace(story, id="other", text="Another story."))
    assert files(settings.cache) == []
    assert len(reader.read(story).claims) == 7


def test_the_budget_ends_the_asking_and_not_the_cache(
    reader: ModelReader, fake: Any, settings: Settings, story: Story
) -> None:
    reader.read(story)
    bounded = ModelReader.open(replace(settings, budget=1))
    assert len(bounded.read(story).claims) == 7
    other = replace(story, text=f"{story.text} More.")
    bounded.read(other)
    with pytest.raises(BudgetSpent, match="not read: the budget of 1 tokens is spent"):
        bounded.read(replace(story, text="A third one."))
    assert bounded.read(other).claims
    assert (len(fake.asked), bounded.account.tokens) == (2, 1200)


def test_a_server_that_fails_three_stories_in_a_row_is_left_alone(
    reader: ModelReader, fake: Any, replies: Any, story: Story
) -> None:
    fake.script = [replies.failure(500)]
    stories = [replace(story, text=f"Story {number}.") for number in range(3)]
    for one in stories[:2]:
        with pytest.raises(NoAnswer):
            reader.read(one)
    with pytest.raises(ReadingStopped, match="stopped after 3 such stories in a row"):
        reader.read(stories[2])


def test_failures_with_an_answer_between_them_stop_nothing(
    reader: ModelReader, fake: Any, replies: Any, story: Story
) -> None:
    right = fake.script[0]
    for number in range(3):
        fake.script = [replies.failure(400, "too long")]
        with pytest.raises(NoAnswer):
            reader.read(replace(story, text=f"Story {number}."))
        fake.script = [right]
        reader.read(replace(story, text=f"Better story {number}."))


def test_a_spent_budget_does_not_ask_once_more(settings: Settings, fake: Any, replies: Any, story: Story) -> None:
    fake.script = [replies.completion("No JSON.")]
    with pytest.raises(BudgetSpent):
        ModelReader.open(replace(settings, budget=100)).read(story)
    assert len(fake.asked) == 1


def test_a_kept_answer_that_is_damaged_is_asked_for_again(
    reader: ModelReader, fake: Any, settings: Settings, story: Story
) -> None:
    first = reader.read(story)
    (kept,) = files(settings.cache)
    for damage in ("", "{", "[]", '{"claims": 1}', "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")):
        kept.write_text(damage)
        assert reader.read(story) == first
    assert len(fake.asked) == 6


def test_a_kept_answer_passes_the_gates_again(reader: ModelReader, settings: Settings, story: Story) -> None:
    reader.read(story)
    (kept,) = files(settings.cache)
    kept.write_text(kept.read_text().replace('"value": "map sea ice"', '"value": "map the enemy"'))
    claims = reader.read(story).claims
    assert len(claims) == 6
    assert reader.refused == {"value not in its sentence": 1}


def test_the_key_is_not_kept_even_if_a_server_puts_it_into_its_answer(
    reader: ModelReader, fake: Any, replies: Any, settings: Settings, story: Story
) -> None:
    reader.read(story)
    hidden = "".join(f"\\u{ord(letter):04x}" for letter in KEY)
    fake.script = [replies.completion(f'{{"entities": ["{hidden}"], "claims": []}}')]
    reader.read(replace(story, text="Another story."))
    assert len(files(settings.cache)) == 1
    assert all(KEY not in path.read_text() for path in files(settings.cache))


def test_a_folder_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match=r"cannot be written: .*; name another --llm-cache"):
        AnswerCache.open(tmp_path / "file" / "cache")
