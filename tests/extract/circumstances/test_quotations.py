"""Quotations over several sentences: each sentence is its speaker's, whichever of them names the speaker."""

from collections.abc import Callable

import pytest

from kg.extract.circumstances.quotations import QUOTED, paired, quotations
from kg.extract.text.parsing import load_parser, parse
from kg.model import Reading, Story

Read = Callable[[str], Reading]
HEALTHY, AGAIN = "The lander is healthy", "We will try again next year"
PARK, LEE = "Jo Park", "Ann Lee"


def said(reading: Reading) -> set[tuple[str, str]]:
    return {(claim.subject.name, claim.value or "") for claim in reading.claims if claim.predicate == "SAID"}


@pytest.mark.parametrize(
    "text",
    [
        f"“{HEALTHY}. {AGAIN},” said Jo Park of Kestrel Lunar.",
        f'"{HEALTHY}. {AGAIN}," said Jo Park of Kestrel Lunar.',
        f'"{HEALTHY}," said Jo Park of Kestrel Lunar. "{AGAIN}."',
        f'Jo Park of Kestrel Lunar told reporters: "{HEALTHY}. {AGAIN}."',
        f"'{HEALTHY}. {AGAIN},' said Jo Park of Kestrel Lunar.",
        f"‘{HEALTHY},’ said Jo Park of Kestrel Lunar. ‘{AGAIN}.’",
    ],
)
def test_wherever_the_speaker_is_named(text: str, read: Read) -> None:
    assert said(read(text)) == {(PARK, HEALTHY), (PARK, AGAIN)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '"It fell over again," sighed Jo Park of Kestrel Lunar. "Nobody knows why."',
            {"It fell over again", "Nobody knows why"},
        ),
        (
            '"But now," Jo Park of Kestrel Lunar continued, "I want to sleep. Do not call me."',
            {"I want to sleep", "Do not call me"},
        ),
    ],
)
def test_verbs_that_speak_beside_marks_alone(text: str, words: set[str], read: Read) -> None:
    assert {value for name, value in said(read(text)) if name == PARK} >= words
    assert said(read("Jo Park of Kestrel Lunar sighed when the lander fell over again.")) == set()


def test_the_next_speaker_is_another_one(read: Read) -> None:
    text = f'"{HEALTHY}," said Jo Park of Kestrel Lunar. "{AGAIN}." "I doubt it very much," said Ann Lee of NASA.'
    assert said(read(text)) == {(PARK, HEALTHY), (PARK, AGAIN), (LEE, "I doubt it very much")}


@pytest.mark.parametrize(
    "words",
    [
        "It came off the rocket, has turned to the Sun and is flying on by itself",
        "It didn't do all that we wanted it to, but it flew, and we got a lot of data",
        "Nobody is glad about it, which tells me that the plan is fair",
    ],
)
@pytest.mark.parametrize("marks", ['""', "“”", "''", "‘’"])
def test_a_quotation_is_told_whole(words: str, marks: str, read: Read) -> None:
    text = f"{marks[0]}{words},{marks[1]} Jo Park of Kestrel Lunar told reporters."
    assert said(read(text)) == {(PARK, words)}


def test_who_is_quoted_inside_of_a_quotation_does_not_go_on(read: Read) -> None:
    text = (
        "“The crew said to me that the tanks were full until the end. They are looking at the valves,” said Jo Park of"
        " Kestrel Lunar. “So we read all the pressures again.”"
    )
    assert ("Jo Park", "So we read all the pressures again") in said(read(text))
    assert {name for name, words in said(read(text)) if "pressures" in words} == {"Jo Park"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a “bitter choice", "a “bitter choice,”"),
        ("bitter choice", "bitter choice"),
        ("a “bitter choice,” she said", "a “bitter choice,” she said"),
    ],
)
def test_the_closing_mark_behind_a_comma_stays(words: str, told: str) -> None:
    text = "It was a “bitter choice,” she said."
    start = text.index(words)
    assert text[slice(*paired(text, start, start + len(words)))] == told


def test_claims_inside_have_the_speaker_as_source(read: Read) -> None:
    text = "“We have learnt a lot. The Plover lander will launch in April 2027,” said Jo Park of Kestrel Lunar."
    dates = [claim for claim in read(text).claims if claim.predicate == "LAUNCH_DATE"]
    assert [[entity.name for entity in claim.attribution] for claim in dates] == [[PARK]]


@pytest.mark.parametrize(
    "text",
    [
        f'"{HEALTHY}. {AGAIN}."',  # nobody is named
        f'"{HEALTHY}," said Jo Park of Kestrel Lunar.\n\n"{AGAIN}."',  # another paragraph
        f'"{HEALTHY}," said Jo Park of Kestrel Lunar. They call it a "very hard landing" now.',
        f'"{HEALTHY}," said Jo Park of Kestrel Lunar. The engineers were glad. "{AGAIN}."',
    ],
)
def test_who_speaks_is_not_guessed(text: str, read_all: Read) -> None:
    assert [claim.value for claim in read_all(text).claims if claim.rule == QUOTED] == []


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“One two three. Four five,” he said.", ["One two three. Four five,"]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ('An open mark " is none.\n\nHe said "three four" there.', ["three four"]),
        ('""', []),
        ("“ “ ” ”", ["“"]),
        ("'We lost it. It's gone,' she said.", ["We lost it. It's gone,"]),
        ("'Tis cold: Tern flew. 'It is well here,' she said.", ["It is well here,"]),
        ("The 'Tern' lander's legs and the crews' tools broke. 'Never again.'", ["Never again."]),
    ],
)
def test_marks(text: str, inside: list[str]) -> None:
    document = parse(Story("s", text), load_parser())
    found = [document.text(*document.phrase(first, last - 1)) for first, last in quotations(document)]
    assert [words for words in found if words.strip("“”")] == [words for words in inside if words.strip("“”")]
