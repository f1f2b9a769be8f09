"""Questions on rockets that fly again and again, to the stories of rockets.txt."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.ask import Answer, ask
from kg.evaluate import corpus
from kg.resolve import resolve
from kg.store import Store, stop

STORIES = Path(__file__).with_name("rockets.txt")
Asked = Callable[[str], Answer]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    data = tmp_path_factory.mktemp("rockets")
    try:
        with Store.open(data, environment={"KG_ENGINE_IDLE": "20"}) as opened:
            for annotated in corpus.read(STORIES):
                opened.load(resolve(annotated.reading))
            yield lambda question: ask(opened, question)
    finally:
        stop(data)


def test_sources_are_counted_of_all_that_a_sentence_states(asked: Asked) -> None:
    # both stories tell of the failure, one of where it came down
    told = asked("What happened to Smew?").text
    assert "in its attempt to land in the Brae Sea" in told
    assert "independent sources" not in told


def test_a_name_means_whose_own_name_it_is_before_what_is_called_so_for_short(asked: Asked) -> None:
    assert asked("Who built Tystie?").text == (
        "“Tystie” is taken to mean Tystie, though stories call Tystie Heavy so too. "
        "Tystie was built by Fell Instruments [1]."
    )
    assert asked("Who built Tystie Heavy?").text == "Tystie Heavy was built by Holm Works [1]."
