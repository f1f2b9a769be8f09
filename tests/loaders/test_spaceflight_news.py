"""The Spaceflight News API's JSON: one article, a page of results, a list; and what is told apart from it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from kg.errors import LoadError
from kg.model import Story
from loaders import Rejected, Source
from loaders.characters import ILLEGAL
from loaders.registry import loader_for
from loaders.spaceflight_news import SpaceflightNewsLoader
from loaders.stories import StoriesLoader

PAGE = Path(__file__).parent / "samples" / "articles_page.json"
ARTICLES: list[dict[str, Any]] = json.loads(PAGE.read_text(encoding="utf-8"))["results"]


def article(**changes: Any) -> dict[str, Any]:
    return {**ARTICLES[0], **changes}


def load(tmp_path: Path, document: Any, name: str = "articles.json") -> list[Story | Rejected]:
    (tmp_path / name).write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return list(loaders.read([str(tmp_path / name)]))


def reason(tmp_path: Path, document: Any, format: str | None = None) -> str:
    load(tmp_path, document)
    (found,) = loaders.read([str(tmp_path / "articles.json")], format)
    assert isinstance(found, Rejected), found
    assert "\n" not in str(found)
    return found.reason


def test_a_page_of_results() -> None:
    lark, tarsus, film = loaders.read([str(PAGE)])
    assert isinstance(lark, Story)
    assert (lark.title, lark.outlet, lark.published, lark.url) == (
        "Tug Lark moves a dead satellite",
        "Orbit Post",
        "2031-05-04",
        "https://orbit-post.example/space/lark",
    )
    assert lark.text == (
        "Tug Lark moves a dead satellite\n\nThe tug Lark moved a dead satellite by forty kilometres on Friday. […]"
    )
    assert isinstance(tarsus, Story)
    assert tarsus.text == "Probe Tarsus wakes\n\nThe probe Tarsus woke on Sunday."
    assert (tarsus.outlet, tarsus.url) == ("Example Wire", None)
    assert film == Rejected(str(PAGE), "article 3: no text; load the page that it leads to, or leave it out")


def test_one_article_and_a_list_are_the_same_stories(tmp_path: Path) -> None:
    (one,) = load(tmp_path, ARTICLES[0])
    assert load(tmp_path, ARTICLES[:1]) == [one]
    assert load(tmp_path, {"count": 1, "next": None, "previous": None, "results": ARTICLES[:1]}) == [one]


def test_the_id_is_the_pages_own_else_by_path_and_number(tmp_path: Path) -> None:
    page = '<html><head><link rel="canonical" href="https://orbit-post.example/space/lark"></head><body><p>'
    (tmp_path / "page.html").write_text(f"{page}{'The tug Lark moved. ' * 30}</p></body></html>", encoding="utf-8")
    (read,) = loaders.load(str(tmp_path / "page.html"))
    first, second, _ = loaders.read([str(PAGE)])
    assert isinstance(first, Story)
    assert first.id == read.id
    assert isinstance(second, Story)
    again = load(tmp_path, [article(id=90002, url=None, summary="Other words.")], "articles_page.json")
    assert [item.id for item in again if isinstance(item, Story)] == [second.id]


@pytest.mark.parametrize("name", ["articles.json", "articles"])
def test_an_article_on_one_line_is_no_line_of_stories(name: str) -> None:
    data = json.dumps(article(title='Its "text": is quoted')).encode()
    with Source(name, lambda: io.BytesIO(data), key=name) as source:
        assert isinstance(loader_for(source), SpaceflightNewsLoader)


@pytest.mark.parametrize("name", ["stories.json", "stories", "stories.jsonl"])
def test_a_line_of_stories_is_no_article(name: str) -> None:
    line = {"id": "lark", "url": "https://a.example", "outlet": "A", "title": "T", "published": "2031", "text": "W."}
    with Source(name, lambda: io.BytesIO(json.dumps(line).encode()), key=name) as source:
        assert isinstance(loader_for(source), StoriesLoader)


@pytest.mark.parametrize(
    "document",
    [
        {"results": [{"id": 1, "name": "A launch", "url": "https://a.example", "status": {"name": "Go"}}]},
        {"results": {"title": "", "url": "", "news_site": "", "summary": "", "published_at": ""}},
        {"related": ARTICLES},
        {"title": "", "url": "", "summary": "", "published_at": ""},
        [[article()]],
        [],
        "title url news_site summary published_at",
    ],
)
def test_other_json_is_not_taken(document: Any) -> None:
    with Source("x.json", lambda: io.BytesIO(json.dumps(document).encode()), key="x.json") as source:
        assert not SpaceflightNewsLoader().matches(source)


def test_a_page_that_is_longer_than_its_head_is_recognised(tmp_path: Path) -> None:
    long = [article(id=number, url=f"https://a.example/{number}", summary="Words. " * 20_000) for number in range(3)]
    assert [type(item) for item in load(tmp_path, {"results": long})] == [Story] * 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"summary": None}, "no text"),
        ({"summary": " \n "}, "no text"),
        ({"summary": 7}, "summary is not a string"),
        ({"title": ["T"]}, "title is not a string"),
        ({"published_at": "soon"}, "published_at is no date ('soon'); write it as 2025-06-05 or leave it out"),
        ({"published_at": 20310504}, "published_at is no date"),
        ({"summary": "Words. " * 200_000}, "is longer than 1,000,000 characters"),
    ],
)
def test_a_bad_article_is_named_and_the_others_load(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    other = article(id=1, url="https://a.example/other")
    bad, good = load(tmp_path, [article(**changes), other])
    assert isinstance(bad, Rejected)
    assert bad.reason.startswith("article 1: ")
    assert said in bad.reason
    assert isinstance(good, Story)


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "/lark"])
def test_what_is_no_address_is_left_out(tmp_path: Path, url: str | None) -> None:
    (found,) = load(tmp_path, article(url=url))
    assert isinstance(found, Story)
    assert found.url is None


def test_an_article_that_stands_on_two_pages_is_one_story(tmp_path: Path) -> None:
    first, other = load(tmp_path, [article(), article(), article(summary="Corrected words.")])
    assert isinstance(first, Story)
    assert isinstance(other, Rejected)
    assert other.reason.startswith("article 3: has the address or id of article 1")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (json.dumps(ARTICLES)[:-40], "is not JSON, or cut off, at line 1"),
        ("[" * 100_000, "nested too deeply"),
        ('[{"id": ' + "9" * 10_000 + "}]", "an endless number"),
        ("[]", "holds no articles"),
        ('{"count": 0, "results": []}', "holds no articles"),
        ("[7]", "article 1: is no JSON object"),
        (json.dumps([{}] * 10_001), "more than 10,000 articles"),
        ("", "is empty"),
    ],
    ids=lambda value: value[:20],
)
def test_what_is_no_document_is_said_once(tmp_path: Path, document: str, said: str) -> None:
    assert said in reason(tmp_path, document, "spaceflight_news")


VALUES = st.none() | st.text() | st.integers() | st.booleans() | st.lists(st.text(), max_size=2)
RECORDS = st.dictionaries(st.sampled_from([*ARTICLES[0], "results"]), VALUES | st.lists(VALUES, max_size=2)) | VALUES


@settings(max_examples=200, deadline=None, derandomize=True)
@given(RECORDS | st.lists(RECORDS, max_size=3))
def test_whatever_json_holds_stories_hold_together(document: Any) -> None:
    data = json.dumps(document).encode()
    with Source("x.json", lambda: io.BytesIO(data), key="x.json") as source:
        SpaceflightNewsLoader().matches(source)
        try:
            found = list(SpaceflightNewsLoader().load(source))
        except LoadError:
            return
    for item in found:
        if isinstance(item, Rejected):
            assert "\n" not in item.reason
        else:
            assert item.id
            assert item.text.strip()
            assert ILLEGAL.search(item.text) is None
