"""Pages show what stories say as text, and link only to the web."""

import re
from html import unescape

import networkx
import pytest

from kg.ask.answer import Answer, Citation, Sentence
from kg.draw.sources import is_web
from kg.model import Story
from kg.pages import answer_page, index_page

HOSTILE = "<script>alert('x')</script>{{ 7 * 7 }}{% raw %}\"'&"


def answer(url: str | None = None) -> Answer:
    citation = Citation(1, f"quote {HOSTILE}", "s", "c", 0, 9, outlet=HOSTILE, title="Title", published="2025", url=url)
    return Answer(
        question="Q",
        text=f"Text {HOSTILE}",
        sentences=(Sentence(f"Sentence {HOSTILE}", (1,)),),
        citations=(citation,),
        cypher=f"MATCH (n) // {HOSTILE}",
        parameters={"name": HOSTILE},
        subgraph=networkx.MultiDiGraph(),
    )


def index(url: str | None = None) -> str:
    return index_page(
        "The tour",
        counts={"stories": 1234},
        answers=[(f"Why {HOSTILE}?", answer(url))],
        stories=[Story("s", "", title=HOSTILE, url=url, outlet="Outlet", published="2025-06-05")],
        focus=HOSTILE,
        picture="<!doctype html><p>picture</p>",
        picture_file="picture.html",
        rdf_file="space.ttl",
        commands=["kg load 'x' && kg schema"],
    )


@pytest.mark.parametrize("page", [answer_page(f"Question {HOSTILE}", answer()), index()])
def test_what_stories_say_is_text(page: str) -> None:
    assert "<script>alert" not in page
    assert "49" not in page
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;{{ 7 * 7 }}{% raw %}&#34;&#39;&amp;" in page


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host", "https:", "https://a b", "", None],
)
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert not is_web(address)
    links = re.findall(r'href="([^"]*)"', answer_page("Q", answer(address)) + index(address))
    assert {link for link in links if not link.startswith("#")} == {"picture.html", "space.ttl"}


def test_a_story_on_the_web_is_linked_to() -> None:
    assert is_web("https://example.org/a?b=1&c=2")
    assert 'href="https://example.org/a?b=1&amp;c=2" rel="noreferrer noopener"' in answer_page(
        "Q", answer("https://example.org/a?b=1&c=2")
    )


def test_citations_are_numbered_and_linked_from_their_sentence() -> None:
    page = index()
    assert 'href="#answer-1-1">[1]</a>' in page
    assert 'id="answer-1-1" value="1"' in page


def test_the_index_shows_counts_picture_and_commands() -> None:
    page = index()
    assert "1,234" in page
    assert 'srcdoc="&lt;!doctype html&gt;&lt;p&gt;picture&lt;/p&gt;"' in page
    assert "kg load &#39;x&#39; &amp;&amp; kg schema" in page


def test_a_page_may_load_nothing_from_anywhere() -> None:
    for page in (answer_page("Q", answer()), index()):
        assert "default-src 'none'" in page
        assert not re.search(r'(src|href)="https?:', page)


def test_no_script_runs_but_those_of_the_picture() -> None:
    for page in (answer_page("Q", answer()), index()):
        (policy,) = re.findall('Security-Policy" content="([^"]*)"', page)
        sources = unescape(policy).partition("script-src ")[2]
        assert sources.count("sha256-") == 2
        assert "unsafe" not in sources


def test_marks_that_turn_the_reading_direction_are_not_shown() -> None:
    page = answer_page("Who \u202egnp.exe\u202c \x1b[2J?", answer())
    assert "Who \ufffdgnp.exe\ufffd \ufffd[2J?" in page
    assert not re.search("[\x1b\u202e]", page)


def test_a_refusal_is_shown_as_its_text() -> None:
    refusal = Answer("Q", "The graph holds nothing on Q.", (), (), "", {}, networkx.MultiDiGraph())
    page = answer_page("Q", refusal)
    assert "<p>The graph holds nothing on Q.</p>" in page
    assert "<ol" not in page
