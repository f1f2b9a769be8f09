"""An answer's parts: marks, citations that quote the stories, the plan, the subgraph, and what it costs."""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from kg.ask import Answer, ask, shortened
from kg.ask.compose import Composer
from kg.ask.fetch import Inquiry
from kg.ask.linking import MOST_SLIPS
from kg.ask.sentences import Background
from kg.model import Claim, Entity, Evidence, Reading, Status, Story
from kg.store import Store, Table, stop

MOST_QUERIES = 5
GOALS = "What were the goals of the Heron mission?"


class Counting:
    """A store that counts what is asked of it."""

    def __init__(self, store: Store) -> None:
        self.store, self.calls, self.seconds = store, 0, 0.0
        self.read, self.compared = 0, 0

    def query(self, cypher: str, parameters: Mapping[str, object] | None = None) -> Table:
        self.calls += 1
        start = time.perf_counter()
        table = self.store.query(cypher, parameters)
        self.seconds += time.perf_counter() - start
        return table

    def names(self) -> list[str]:
        self.calls += 1
        self.read += 1
        return self.store.names()

    def near(self, name: str, limit: int = 5, known: Sequence[str] | None = None) -> list[Entity]:
        self.calls += 1
        self.compared += 1
        assert known is not None, "the names are read once"
        return self.store.near(name, limit, known)


def test_sentences_carry_the_numbers_of_their_quotes(answer: Callable[[str], Answer]) -> None:
    told = answer("Who runs Tarn Lunar?")
    assert told.text == "Ingrid Solheim is chief executive of Tarn Lunar [1][2]."
    assert [(one.text, one.citations) for one in told.sentences] == [
        ("Ingrid Solheim is chief executive of Tarn Lunar.", (1, 2))
    ]
    first, second = told.citations
    assert (first.n, second.n) == (1, 2)
    assert {first.outlet, second.outlet} == {"Launch Ledger", "Orbital Courier"}
    assert {first.published, second.published} == {"2031-07-10", "2031-06-06"}
    assert all(one.url and one.title for one in told.citations)


def test_quotes_are_the_stories_own_words(answer: Callable[[str], Answer], readings: list[Reading]) -> None:
    texts = {reading.story.id: reading.story.text for reading in readings}
    for question in (GOALS, "What happened to Heron?", "Tell me about Harbour Orbital"):
        told = answer(question)
        assert told.citations
        assert all(texts[one.story][one.start : one.end] == one.quote for one in told.citations)
        used = {number for sentence in told.sentences for number in sentence.citations}
        assert used == {one.n for one in told.citations}


def test_a_claim_of_two_sentences_cites_both(store: Store, readings: list[Reading]) -> None:
    reading = next(one for one in readings if any(claim.object for claim in one.claims))
    claim = next(claim for claim in reading.claims if claim.object)
    text = reading.story.text
    second = Evidence(0, 12, text[:12])
    composer = Composer(Inquiry(store), Background())
    composer.inquiry.stories[reading.story.id] = reading.story
    composer.say("They say so", [replace(claim, evidence=(*claim.evidence, second))])
    assert composer.sentences[0].citations == (1, 2)
    assert [citation.quote for citation in composer.citations] == [claim.evidence[0].quote, second.quote]


def test_json_has_the_promised_keys(answer: Callable[[str], Answer]) -> None:
    told = json.loads(json.dumps(answer(GOALS).to_json()))
    assert set(told) == {"text", "sentences", "citations", "cypher", "parameters", "subgraph", "candidates"}
    assert set(told["sentences"][0]) == {"text", "citations"}
    assert set(told["citations"][0]) == {
        "n",
        "quote",
        "story",
        "outlet",
        "title",
        "published",
        "url",
        "start",
        "end",
        "claim",
    }
    assert set(told["subgraph"]) == {"nodes", "edges"}


def test_long_quotes_lose_their_middle_for_display_only() -> None:
    quote = "word " * 200
    assert len(shortened(quote)) <= 300
    assert shortened(quote).startswith("word word")
    assert " […] " in shortened(quote)
    assert shortened("a short\n one") == "a short one"
    assert set(shortened(quote).split()) <= {*quote.split(), "[…]"}


def test_a_refusal_has_no_citations_and_names_what_is_near(answer: Callable[[str], Answer]) -> None:
    told = answer("What is Lapwings Orbital?")
    assert not told.citations
    assert told.text.startswith("The graph holds nothing on “Lapwings Orbital”")
    assert told.subgraph.number_of_nodes() == 0
    assert {"id", "type", "name"} == set(told.to_json()["candidates"][0])


def test_the_plan_runs_as_it_is_shown(answer: Callable[[str], Answer], store: Store) -> None:
    told = answer(GOALS)
    rows = store.query(told.cypher, told.parameters).dictionaries()
    assert {one.claim for one in told.citations} <= {row["claim"]["id"] for row in rows}
    assert "Heron" not in told.cypher


def test_the_subgraph_is_what_the_answer_used(answer: Callable[[str], Answer]) -> None:
    told = answer("What is the significance of the Wren rover?")
    graph = told.subgraph
    wren = next(data for _, data in graph.nodes(data=True) if data["entity"].name == "Wren")
    assert {claim.predicate for claim in wren["attributes"]} == {"DISTINCTION", "PURPOSE"}
    assert graph.graph["focus"] == (wren["entity"].id,)
    assert set(graph.graph["stories"]) == {one.story for one in told.citations}
    edges = {key: data for _, _, key, data in graph.edges(keys=True, data=True)}
    assert edges["CARRIED_BY|planned|"]["status"] is Status.PLANNED
    assert all(data["claims"] and data["sources"] >= 1 for data in edges.values())


@pytest.mark.parametrize(
    "question",
    [
        GOALS,
        "How does this failure impact future lunar exploration?",
        "Why Did Tarn Lunar's Lunar Lander Fail Again?",
        "How are Ingrid Solheim and Sable Works connected?",
        "Which landers failed?",
        "What do the papers say about Heron?",
        "who runs tarn lunra",
        "Tell me about Harbour Orbital",
        "How much was the delivery contract worth?",
    ],
)
def test_few_round_trips_and_little_time_of_its_own(store: Store, question: str) -> None:
    ask(store, question)
    counting = Counting(store)
    start = time.process_time()
    ask(counting, question)
    assert counting.calls <= MOST_QUERIES
    assert time.process_time() - start < 0.3


def test_names_are_read_once_and_compared_with_few_unknown_words(store: Store) -> None:
    counting = Counting(store)
    unknown = " and ".join(f"zq{letter}x" for letter in "abcdefghijkl")
    ask(counting, f"is heron {unknown}")
    assert (counting.read, counting.compared) == (1, MOST_SLIPS)


def test_same_question_same_answer(answer: Callable[[str], Answer]) -> None:
    assert json.dumps(answer(GOALS).to_json()) == json.dumps(answer(GOALS).to_json())


@pytest.mark.parametrize("question", [GOALS, "What happened to Heron?", "Tell me about Harbour Orbital"])
def test_it_reads_like_prose(answer: Callable[[str], Answer], question: str) -> None:
    for sentence in answer(question).sentences:
        assert re.match(r"[A-Z“]", sentence.text)
        assert sentence.text.endswith((".", "”", "?", "!"))
        assert not re.search(r"[A-Z]+_[A-Z]+|\.\.|  | a [aeiou]", sentence.text)
    texts = [sentence.text for sentence in answer(question).sentences]
    assert len(texts) == len(set(texts)) <= 9


def test_numbered_marks_stand_before_the_full_stop(answer: Callable[[str], Answer]) -> None:
    assert re.fullmatch(
        r"Harbour Orbital was founded in 2022 \[1\]\.", answer("When was Harbour Orbital founded?").text
    )


def test_an_answer_is_light_to_import() -> None:
    import subprocess
    import sys

    code = "import sys, kg.ask; print(*sorted({'networkx', 'rapidfuzz', 'jinja2', 'neo4j'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""


@pytest.fixture(scope="module")
def two_in_the_news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two crewed capsules that were lost in one week, and one that was lost half a year before."""
    data = tmp_path_factory.mktemp("rivals")
    days = {"Godwit": "2031-03-04", "Plover": "2031-03-09", "Smew": "2030-09-09"}
    try:
        with Store.open(data, environment={"KG_ENGINE_IDLE": "20"}) as opened:
            for name, day in days.items():
                opened.load(Reading(Story(name, f"{name} was lost.", published=day), (), lost(name)))
            yield opened
    finally:
        stop(data)


def lost(name: str) -> tuple[Claim, ...]:
    craft, person = Entity(f"craft:{name}", "Capsule", name), Entity(f"person:{name}", "Person", f"Ada {name}")
    told = Claim(name, craft, "OUTCOME", value="failed", evidence=(Evidence(0, len(name), name),))
    return told, Claim(name, craft, "CREWED_BY", person, evidence=(Evidence(0, len(name), name),))


@pytest.mark.parametrize("question", ["Why did it explode?", "Who built it?", "When did the capsule land?"])
def test_a_question_that_names_nothing_asks_which_thing_in_the_news_is_meant(
    two_in_the_news: Store, question: str
) -> None:
    told = ask(two_in_the_news, question)
    assert not told.citations
    assert told.text == "It is not clear what the question is about: Plover or Godwit? Ask by name."


@pytest.mark.parametrize("question", ["When did the astronauts come home?", "Where did the crew land?"])
def test_a_question_of_the_crew_asks_which_flight_is_meant(two_in_the_news: Store, question: str) -> None:
    told = ask(two_in_the_news, question)
    assert not told.citations
    assert told.text == "It is not clear what the question is about: Plover, Godwit or Smew? Ask by name."
