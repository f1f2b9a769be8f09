"""Stories in other languages are told from English ones, and nothing is read of them."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from spacy.lang.en.stop_words import STOP_WORDS

from kg.extract.text.language import commonest, foreign_language
from kg.model import Reading

ENGLISH = (
    "NASA said on Tuesday that the rocket would be launched next week from the pad at the coast, if the wind allows."
)
SPANISH = (
    "La NASA dijo el martes que el cohete con el módulo de aterrizaje será lanzado la próxima semana desde la base en "
    "la costa, si el viento lo permite, y que la misión irá a la Luna."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, None),
        (SPANISH, "Spanish"),
        (
            "Le 12 juin, l'agence a annoncé que la mission serait reportée à l'année prochaine, car la fusée n'est pas "
            "prête et les essais ont pris du retard.",
            "French",
        ),
        (
            "Die Agentur hat am Dienstag mitgeteilt, dass der Start der Mission verschoben werden muss, weil die "
            "Rakete noch nicht bereit ist.",
            "German",
        ),
        ("JAXAは火曜日に、新しい探査機を月に打ち上げると発表した。打ち上げは来年の予定だ。", "another script"),
        ("Роскосмос сообщил во вторник, что запуск ракеты перенесён на следующий год.", "another script"),
        (f"{ENGLISH} {ENGLISH} “Hasta la vista, y que la misión irá a la Luna,” she said.", None),
        ("Starliner, Vulcan, New Glenn: ULA, Boeing, Blue Origin " * 4, None),  # names tell no language
        ("La Luna", None),
        ("", None),
    ],
)
def test_foreign_language(text: str, language: str | None) -> None:
    assert foreign_language(text) == language


def test_nothing_is_read_of_another_language(read_all: Callable[[str], Reading]) -> None:
    reading = read_all(SPANISH)
    assert (reading.claims, reading.entities) == ((), ())
    assert read_all(ENGLISH).claims


def test_the_lists_are_those_of_spacy() -> None:
    assert commonest()["English"] == STOP_WORDS
    assert {"avec", "jusque"} <= commonest()["French"]


def test_telling_a_language_loads_no_language() -> None:
    """The package of French compiles two seconds long, in each process that reads."""
    program = (
        "import sys; from kg.extract.text.language import foreign_language as told; "
        f"print(told({SPANISH!r}), 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["Spanish", "False"]
