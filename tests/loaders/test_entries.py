"""Entries of a source of many: their ids, their texts, and those that are there twice."""

import io

import pytest

from kg.errors import LoadError
from kg.model import Story
from loaders import Rejected, Source
from loaders.entries import Entry, blocks, check_number, make_story, stories_of

PAGE = "https://a.example/lark"


def source(key: str | None = "feed.xml", url: str | None = None) -> Source:
    return Source("feed", io.BytesIO, key=key, url=url)


def entry(words: str = "Words.", guid: str | None = None, url: str | None = None) -> Entry:
    return Entry("Title", (("body", words),), guid=guid, url=url)


def test_an_id_by_address_does_not_depend_on_where_the_entry_stood() -> None:
    assert make_story(entry(url=PAGE), source("a.xml")).id == make_story(entry("Other.", url=PAGE), source(None)).id


def test_an_id_by_guid_is_of_its_path() -> None:
    found = [make_story(entry(guid=guid), source(key)).id for key in ("a.xml", "b.xml") for guid in ("1", "2")]
    assert len(set(found)) == 4
    assert make_story(entry("Other.", guid="1"), source("a.xml")).id == found[0]


def test_an_id_by_guid_of_a_fetched_feed_is_of_its_address() -> None:
    one, other = "https://a.example/feed", "https://b.example/feed"
    found = [make_story(entry(guid="1"), source(None, url)).id for url in (one, other, f"{one}/?utm_source=x")]
    assert found[0] != found[1]
    assert found[0] == found[2]


def test_an_id_of_standard_input_is_of_the_words() -> None:
    assert make_story(entry(guid="1"), source(None)).id.startswith("text-")


def test_records_are_named_by_number_and_kept_apart() -> None:
    def read(words: str) -> Entry:
        if words == "bad":
            raise LoadError("no text")
        return entry(words, url=PAGE)

    first, bad, other = stories_of(["Words.", "bad", "Words.", "Others."], read, source(), "entry")
    assert isinstance(first, Story)
    assert bad == Rejected("feed", "entry 2: no text")
    assert isinstance(other, Rejected)
    assert other.reason.startswith("entry 4: has the address or id of entry 1 and other words")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("One.\n\nTwo\nlines.\n- a bullet", [("body", "One."), ("body", "Two lines."), ("bullets", "a bullet")]),
        ("Less < more & so on.", [("body", "Less < more & so on.")]),
        ("R&amp;D costs", [("body", "R&D costs")]),
        ("<p>One.</p><blockquote>Two.</blockquote>", [("body", "One."), ("body", "Two.")]),
        ("One.<br><br>Two <b>is</b> bold.", [("body", "One. Two is bold.")]),
        ("<div>One.</div><div>Two.</div>", [("body", "One."), ("body", "Two.")]),
        ("<img src='x'>", []),
        ("", []),
        ("A\x1b[31m\u202eB", [("body", "A [31m B")]),
    ],
)
def test_blocks_of_plain_text_and_of_markup(words: str, found: list[tuple[str, str]]) -> None:
    assert list(blocks(words)) == found


def test_how_many_entries_a_source_may_hold() -> None:
    check_number(10_000, "entries")
    for count, said in ((0, "holds no entries; nothing to read"), (10_001, "holds more than 10,000 entries; split it")):
        with pytest.raises(LoadError, match=said):
            check_number(count, "entries")
