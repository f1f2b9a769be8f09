"""Sentences of stories beside an answer that lacks what was asked."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.ask import Answer, ask
from kg.ask.passages import root
from kg.ask.pieces import MOST_SENTENCES, pieces, sentences
from kg.evaluate import corpus
from kg.model import Section, Story
from kg.pages import answer_page
from kg.resolve import resolve
from kg.store import Store, stop

STORIES = Path(__file__).with_name("passages.txt")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    data = tmp_path_factory.mktemp("passages")
    try:
        with Store.open(data, environment={"KG_ENGINE_IDLE": "20"}) as opened:
            for annotated in corpus.read(STORIES):
                opened.load(resolve(annotated.reading))
            yield opened
    finally:
        stop(data)


@pytest.fixture(scope="module")
def asked(told: Store) -> Callable[[str], Answer]:
    return lambda question: ask(told, question)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("How much does Teal Two weigh?", "weighs 900 kilograms"),
        ("What is the mass of Teal Two?", "weighs 900 kilograms"),
        ("When was Teal Two launched?", "blasted off on 3 March"),
        ("Why was Teal Two delayed?", "because of a leak in the seal"),
        ("Was anybody hurt at the launch of Teal Two?", "Nobody was injured"),
        ("Who paid for the legs of Teal Two?", "Dr. Ada Finch paid"),
        ("Who is Ada Finch?", "Dr. Ada Finch paid"),
        ("What does Quill Marten keep?", "keeps bees"),
        ("When will Teal Three be launched?", "in spring 2033"),
        ("How heavy is Teal Three?", "1,150 kilograms"),
        ("What caused the damage to Teal Three?", "due to salt"),
        ("Who led the inquiry into the damage to Teal Three?", "chaired by Ines Corran"),
        ("How many pumps does Teal Three have?", "has 14 pumps"),
        ("How much does Teal Three cost?", "not disclosed the price"),
        ("What did Ines Corran say about Teal Three?", "glad of it"),
    ],
)
def test_the_sentence_that_has_it_stands_beside_a_refusal(
    asked: Callable[[str], Answer], question: str, quote: str
) -> None:
    answer = asked(question)
    assert quote in answer.passages[0].quote


def test_a_passage_is_no_answer(asked: Callable[[str], Answer], told: Store) -> None:
    answer = asked("How much does Teal Two weigh?")
    assert not answer.citations
    assert "900" not in answer.text
    texts = {story.id: story.text for story in told.stories(texts=True)}
    assert all(texts[one.story][one.start : one.end] == one.quote for one in answer.passages)
    shown = answer.to_json()["passages"]
    assert set(shown[0]) == {"quote", "story", "outlet", "title", "published", "url", "start", "end"}


def test_copies_are_shown_once_and_questions_never(asked: Callable[[str], Answer]) -> None:
    quotes = [one.quote for one in asked("How much does Teal Two weigh?").passages]
    assert sum("weighs 900 kilograms" in quote for quote in quotes) == 1
    assert not any(quote.endswith("?") for quote in quotes)


@pytest.mark.parametrize(
    "question",
    [
        "Who runs Teal Two?",  # a claim answers it
        "Who is the king of Teal Two?",
        "What is the capital of Norway?",
        "qwer asdf zxcv",
        "Who is Bram Vantongeren?",
        "How many windows does Teal Three have?",
        "When did Teal Three land?",
        "How long is Teal Three?",
        "What did Bram Vantongeren say about Teal Three?",
        "Why is Teal Three green?",
    ],
)
def test_what_no_story_has_gets_no_passage(asked: Callable[[str], Answer], question: str) -> None:
    answer = asked(question)
    assert answer.passages == ()
    assert "passages" not in answer.to_json()


def test_a_page_shows_passages_as_text(asked: Callable[[str], Answer]) -> None:
    question = "How many colours does Teal Two have on its leg?"
    answer = asked(question)
    assert "<script>alert" in answer.passages[0].quote
    page = answer_page(question, answer)
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page


def test_where_sentences_end() -> None:
    text = "Dr. J. Poe of Tarn Inc. flew at 5.2 km. It held. \n“Good!” she said.\nThe U.S. team left… Then?"
    found = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert found == [
        "Dr. J. Poe of Tarn Inc. flew at 5.2 km.",
        "It held.",
        "“Good!” she said.",
        "The U.S. team left…",
        "Then?",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Fähre wiegt 900 kg. Über sie spricht Orrin. Das ist alles.", 3),
        ("Посадочный модуль весит 900 кг. Экипаж вернулся домой.", 2),
        ("TARN, Fla. — The lander came home. Now it rests.", 2),
        ("着陆器重九百公斤。它很大！", 2),
        ("It was built by J. Poe and co. in Tarn.", 1),
    ],
)
def test_sentences_of_other_languages_end_where_theirs_do(text: str, expected: int) -> None:
    assert len(list(sentences(text, 0, len(text)))) == expected


@pytest.mark.parametrize("part", ["x", ".", "A. ", "Mr. ", "\n", '."', "a-", "1,", "It flew. ", "word " * 12 + "\n"])
def test_a_text_of_one_line_or_of_marks_takes_no_time_by_its_square(part: str) -> None:
    text = part * (300_000 // len(part))
    started = time.process_time()
    bounds = list(sentences(text, 0, len(text)))
    assert time.process_time() - started < 5.0
    assert all(0 <= start < end <= len(text) for start, end in bounds)


def test_a_root_begins_all_forms_of_a_word() -> None:
    assert "company".startswith(root("companies"))
    assert (root("launched"), root("Two"), root("Teal-2")) == ("launch", "two", "teal-2")


def test_of_a_book_its_beginning_is_read() -> None:
    book = Story("book", "The lander has 12 legs. " * 100_000)
    assert len(list(pieces([book, replace(book, id="second")]))) == MOST_SENTENCES
    sections = (Section("Early", 0, 1_999_990), Section("Late", 1_999_990, len(book.text)))
    assert all(one.end > one.start for one in pieces([replace(book, sections=sections)]))


@pytest.mark.parametrize(
    "question", ["x " * 400, "¿?", "…", "was was was", "teal two", "TEAL TWO", "when will it " * 60]
)
def test_a_question_of_no_meaning_gets_no_passage(asked: Callable[[str], Answer], question: str) -> None:
    assert asked(question).passages == ()


def test_as_of_a_day_later_stories_are_not_quoted(told: Store) -> None:
    question = "What does Quill Marten keep?"
    assert ask(told, question, day=date(2031, 5, 3)).passages
    assert not ask(told, question, day=date(2031, 5, 2)).passages


def test_a_line_that_is_full_ends_no_sentence() -> None:
    text = (
        "The lander of the works came down beside a low hill,\nand its\nlegs held.\n\nA heading\n"
        "It was a good day for all who watched it from the barge\nin the bay."
    )
    found = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert found == [
        "The lander of the works came down beside a low hill,\nand its",
        "legs held.",
        "A heading",
        "It was a good day for all who watched it from the barge\nin the bay.",
    ]
