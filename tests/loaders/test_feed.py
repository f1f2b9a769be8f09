"""RSS and Atom feeds: an entry a story, what is said of entries that are none, and feeds that are built to harm."""

import io
import json
import time
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from kg.errors import LoadError
from kg.model import Story
from loaders import Rejected, Source
from loaders.characters import ILLEGAL, UNPRINTABLE
from loaders.feed import FeedLoader, check
from loaders.registry import loader_for

SAMPLES = Path(__file__).parent / "samples"
WORDS = "The tug Lark moved a dead satellite."
SECONDS = 10.0


def rss(*items: str, title: str = "Orbit Post", head: str = "") -> str:
    return f'{head}<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(words: str = WORDS, more: str = "") -> str:
    return f"<item><title>Lark flies</title><description>{words}</description>{more}</item>"


def read(path: Path, format: str | None = None) -> list[Story | Rejected]:
    return list(loaders.read([str(path)], format))


def load(tmp_path: Path, feed: str | bytes, name: str = "feed.xml") -> list[Story | Rejected]:
    (tmp_path / name).write_bytes(feed if isinstance(feed, bytes) else feed.encode())
    return read(tmp_path / name)


def story(tmp_path: Path, feed: str | bytes) -> Story:
    (found,) = load(tmp_path, feed)
    assert isinstance(found, Story), found
    return found


def reason(tmp_path: Path, feed: str | bytes, name: str = "feed.rss") -> str:
    (found,) = load(tmp_path, feed, name)
    assert isinstance(found, Rejected), found
    assert "\n" not in str(found)
    return found.reason


def fields(found: Story | Rejected) -> tuple[str | None, ...]:
    assert isinstance(found, Story)
    return found.title, found.outlet, found.published, found.url


def test_rss_2() -> None:
    lark, tarsus, picture, wren = read(SAMPLES / "rss.xml")
    assert fields(lark) == (
        "Tug Lark moves a “dead” satellite",
        "Orbit Post & Courier",
        "2031-05-04",
        "https://orbit-post.example/space/lark?id=7",
    )
    assert fields(tarsus) == (
        "Probe Tarsus wakes",
        "Example Wire",
        "2031-05-05",
        "https://orbit-post.example/space/tarsus",
    )
    assert picture == Rejected(
        str(SAMPLES / "rss.xml"), "entry 3: no text; load the page that it leads to, or leave it out"
    )
    assert fields(wren) == ("Without an address or a date", "Orbit Post & Courier", None, None)


def test_content_goes_before_the_summary_and_its_markup_becomes_sections() -> None:
    lark, tarsus, *_ = read(SAMPLES / "rss.xml")
    assert isinstance(lark, Story)
    assert [(part.kind, part.heading, lark.text[part.start : part.end]) for part in lark.sections] == [
        ("title", "", "Tug Lark moves a “dead” satellite"),
        ("body", "", "The tug Lark moved a dead satellite by forty kilometres on Friday."),
        ("heading", "", "What comes next"),
        ("bullets", "What comes next", "A second tug flies in June."),
        ("bullets", "What comes next", "A third is planned for 2033."),
    ]
    assert isinstance(tarsus, Story)
    assert tarsus.text == (
        "Probe Tarsus wakes\n\n"
        "The probe Tarsus woke on Sunday. It slept for nine years, with its 3 < 4 antennas folded."
    )


def test_rss_1() -> None:
    (wren,) = read(SAMPLES / "rss1.rdf")
    assert fields(wren) == (
        "Lander Wren reaches the Moon",
        "Lunar Gazette",
        "2031-05-06",
        "https://lunar-gazette.example/wren",
    )


def test_atom() -> None:
    kite, antenna = read(SAMPLES / "blog.atom")
    assert fields(kite) == (
        "Rover Kite drives",
        "The Agency's Blog",
        "2031-05-07",
        "https://agency.example/blog/2031/kite",
    )
    assert isinstance(kite, Story)
    assert kite.text == "Rover Kite drives\n\nThe rover Kite drove ten metres.\n\nIt will drive again on Friday."
    assert fields(antenna) == ("Antenna folded & stowed", "Example Observatory", "2031-05-08", None)
    assert isinstance(antenna, Story)
    assert antenna.text.endswith("\n\nThe antenna holds 1 <p> of gas.")


@pytest.mark.parametrize("name", ["rss.xml", "rss1.rdf", "blog.atom"])
def test_a_feed_is_recognised_in_a_folder_by_itself_and_without_a_suffix(tmp_path: Path, name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    titles = [item.title for item in read(SAMPLES / name, "feed") if isinstance(item, Story)]
    (tmp_path / name).write_bytes(data)
    assert [item.title for item in read(tmp_path) if isinstance(item, Story)] == titles
    assert [item.title for item in load(tmp_path, data, "feed") if isinstance(item, Story)] == titles


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.xml", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>"),
        ("data.rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>"),
        ("map.xml", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>"),
        ("notes.xml", "<feedback>rss</feedback>"),
        ("story.txt", rss(item())),
    ],
)
def test_other_files_are_no_feeds(name: str, text: str) -> None:
    with Source(name, lambda: io.BytesIO(text.encode()), key=name) as source:
        assert not FeedLoader().matches(source)


def test_an_address_that_calls_its_feed_a_page() -> None:
    data = rss(item()).encode()
    address = "https://orbit-post.example/feed"
    with Source(address, lambda: io.BytesIO(data), url=address, media_type="text/html") as source:
        assert isinstance(loader_for(source), FeedLoader)


def test_relative_links_start_where_the_feed_was_fetched() -> None:
    data = rss(item(more="<link>../lark#top</link>")).encode()
    with Source("x", lambda: io.BytesIO(data), url="https://orbit-post.example/news/feed.xml") as source:
        (found,) = FeedLoader().load(source)
    assert isinstance(found, Story)
    assert found.url == "https://orbit-post.example/lark"


@pytest.mark.parametrize(
    ("more", "url"),
    [
        ("<link>https://a.example/lark</link>", "https://a.example/lark"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>/lark</link>", None),
        ("<link>https://a.example/</link>", None),
        ("<guid>42</guid>", None),
        ("<guid>https://a.example/lark</guid>", "https://a.example/lark"),
        (
            "<guid isPermaLink='false'>x</guid><link>https://a.example/lark?utm_medium=rss</link>",
            "https://a.example/lark",
        ),
    ],
)
def test_addresses(tmp_path: Path, more: str, url: str | None) -> None:
    assert story(tmp_path, rss(item(more=more))).url == url


def test_ids_are_by_address_wherever_the_feed_lies_else_by_path_and_guid(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        linked = item(more="<guid>1</guid><link>https://a.example/lark</link>")
        feed = rss(linked, item(more="<guid>2</guid>"), item(more="<guid>3</guid>"), item("Words.", ""))
        (tmp_path / name / "feed.xml").write_text(feed, encoding="utf-8")
    found = [item.id for item in read(tmp_path) if isinstance(item, Story)]
    assert found[0] == found[4]
    assert found[0].startswith("lark-")
    assert len(set(found)) == 7
    assert [item.id for item in read(tmp_path) if isinstance(item, Story)] == found


def test_an_entry_without_a_guid_keeps_its_id_when_others_come_before_it(tmp_path: Path) -> None:
    alone = story(tmp_path, rss(item()))
    _, second = load(tmp_path, rss(item("Newer words."), item()))
    assert isinstance(second, Story)
    assert second.id == alone.id


def test_the_same_entry_twice_is_one_story_and_other_words_are_named(tmp_path: Path) -> None:
    link = "<link>https://a.example/lark</link>"
    first, second = load(tmp_path, rss(item(more=link), item(more=link), item("Other words.", link)))
    assert isinstance(first, Story)
    assert isinstance(second, Rejected)
    assert second.reason.startswith("entry 3: has the address or id of entry 1")


@pytest.mark.parametrize(
    ("more", "published"),
    [
        ("<pubDate>Wed, 04 Jun 2031 23:59:00 EST</pubDate>", "2031-06-04"),
        ("<pubDate>2031-06-04T23:59:00-07:00</pubDate>", "2031-06-04"),
        ("<pubDate>soon</pubDate>", None),
        ("<pubDate>Mon, 31 Feb 2031 10:00:00 GMT</pubDate>", None),
    ],
)
def test_dates_are_the_publishers_own_days(tmp_path: Path, more: str, published: str | None) -> None:
    assert story(tmp_path, rss(item(more=more))).published == published


@pytest.mark.parametrize(
    "data",
    [
        rss(item("Café “Luna” opened."), head='<?xml version="1.0" encoding="utf-8"?>').encode(),
        rss(item("Café “Luna” opened."), head='<?xml version="1.0" encoding="windows-1252"?>').encode("cp1252"),
        rss(item("Café “Luna” opened."), head='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"),
        rss(item("Café “Luna” opened."), head='<?xml version="1.0" encoding="ISO-8859-1"?>').encode("utf-8-sig"),
        b"\n\n" + rss(item("Caf&#233; &#8220;Luna&#8221; opened."), head='<?xml version="1.0"?>').encode(),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    assert story(tmp_path, data).text == "Lark flies\n\nCafé “Luna” opened."


def test_an_encoding_that_is_not_the_declared_one(tmp_path: Path) -> None:
    feed = rss(item("はやぶさ"), head='<?xml version="1.0" encoding="shift_jis"?>')
    assert story(tmp_path, feed.encode("shift_jis")).text.endswith("はやぶさ")
    assert "shift_jis" in reason(tmp_path, feed.encode("shift_jis").replace(b"Lark", b"\xff\xfe\xa0"))


def test_a_feed_without_a_declaration_may_speak_of_one(tmp_path: Path) -> None:
    words = '<![CDATA[<p>It begins with <code>&lt;?xml version="1.0"?&gt;</code>, says Wren.</p>]]>'
    assert story(tmp_path, rss(item(words))).text.endswith('It begins with <?xml version="1.0"?>, says Wren.')
    plain = rss(f"<!-- x --><?xml-model y?>{item()}", head="<!-- a feed -->")
    assert story(tmp_path, plain).title == "Lark flies"


def test_a_feed_that_is_not_well_formed_is_read_all_the_same(tmp_path: Path) -> None:
    assert story(tmp_path, rss(item("Lark & Wren flew&nbsp;on."))).text == "Lark flies\n\nLark & Wren flew on."


BOMB = "".join(f'<!ENTITY e{number + 1} "{f"&e{number};" * 10}">' for number in range(12))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE rss [<!ENTITY e0 "ha">{BOMB}]>',
        '<!DOCTYPE rss [<!ENTITY e12 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "<!--" [<!ENTITY e12 "x">]>',
        '<!-- <a --><!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
    ],
)
def test_entities_are_refused(tmp_path: Path, doctype: str) -> None:
    said = reason(tmp_path, rss(item("&e12;"), head=doctype))
    assert said == "declares entities of its own, which no feed needs; take them out"


def test_a_doctype_without_entities_is_harmless(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd">'
    assert story(tmp_path, rss(item(), head=doctype)).title == "Lark flies"


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n", "is a PNG image"),
        ("<html><body>No feed.</body></html>", "is no RSS or Atom feed"),
        ("<other>Words.</other><!-- </rss> -->", "is no RSS or Atom feed; name its format"),
        (rss(item())[:-30], "cut off before its end"),
        (rss(), "holds no entries"),
        (rss("<item/>" * 10_001), "more than 10,000 entries"),
        (rss(item("<b/>" * 300_000)), "more than 300,000 tags"),
        (rss(item("w" * 10_000_000)), "longer than 10 MB"),
        (rss(item("words " * 200_000)), "entry 1: is longer than 1,000,000 characters"),
        (rss(item(escape("<b>" * 60_000))), "entry 1: is no page of news: more than 50,000 tags"),
        (rss("<item><title>Only a title</title></item>"), "entry 1: no text"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_refused_in_one_line_and_soon(tmp_path: Path, feed: str | bytes, said: str) -> None:
    start = time.process_time()
    assert said in reason(tmp_path, feed)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "words",
    [
        "<a>" * 20_000,
        "&" * 100_000,
        "<b>&nbsp;" * 50_000,
        "<![CDATA[" * 20_000,
        "<!DOCTYPE " * 50_000,
        "<x a='" * 20_000,
    ],
)
def test_what_costs_a_parser_much_costs_little(tmp_path: Path, words: str) -> None:
    start = time.process_time()
    load(tmp_path, rss(item(), item(words)))
    assert time.process_time() - start < SECONDS


def test_one_bad_entry_loses_nothing_else(tmp_path: Path) -> None:
    deep = escape("<div><b>" * 300 + WORDS)
    first, bad, last = load(tmp_path, rss(item("One."), item(deep), item("Three.")))
    assert isinstance(first, Story)
    assert isinstance(bad, Rejected)
    assert bad.reason == "entry 2: is no page of news: nested more than 250 deep"
    assert isinstance(last, Story)


def test_fields_are_plain_and_hold_no_controls(tmp_path: Path) -> None:
    found = story(tmp_path, rss(item("A\u202eB &#x1b;[31m C"), title="Orbit &lt;script&gt;x&lt;/script&gt;&#x9b;Post"))
    assert ILLEGAL.search(found.text) is None
    assert found.outlet is not None
    assert UNPRINTABLE.search(found.outlet + found.text.replace("\n\n", "")) is None
    assert "<script>" not in found.outlet


def test_check_says_whether_a_feed_is_whole() -> None:
    check(rss() + "\n<!-- cached -->\n")
    with pytest.raises(LoadError, match="cut off"):
        check(rss()[:-1])


PIECES = ("<item>", "</item>", "<title>", "</title>", "<description>", "</description>", "<link>", "</link>", "<guid>")
MARKS = ("&lt;p&gt;", "&", "<![CDATA[", "]]>", "<p>", "https://a.example/x", WORDS, "\x00", "\x1b", "<entry>", "\n\n")


def given_to_the_loader(data: bytes) -> list[Story | Rejected]:
    with Source("feed.rss", lambda: io.BytesIO(data), key="feed.rss") as source:
        try:
            return list(FeedLoader().load(source))
        except LoadError as error:
            return [Rejected(source.name, str(error))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(st.sampled_from(PIECES + MARKS) | st.text(max_size=6), max_size=30).map("".join))
def test_whatever_stands_in_a_feed_stories_hold_together(words: str) -> None:
    data = rss(words, item()).encode("utf-8", "surrogatepass")
    for entry in given_to_the_loader(data):
        if isinstance(entry, Rejected):
            assert "\n" not in entry.reason
            continue
        assert entry.text.strip()
        assert ILLEGAL.search(entry.text) is None
        assert all(entry.text[part.start : part.end].strip() for part in entry.sections)
        json.dumps(entry.text).encode()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.from_regex(r"[A-Z][a-z]{2,9}( [a-z<>&]{1,9}){2,6}\.", fullmatch=True), min_size=1, max_size=5, unique=True
    )
)
def test_words_written_as_html_are_read_as_they_are(paragraphs: list[str]) -> None:
    """No word of an entry's paragraphs is lost or changed on the way."""
    words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    data = rss(item(escape(words))).encode()
    (found,) = given_to_the_loader(data)
    assert isinstance(found, Story)
    assert found.text.split("\n\n")[1:] == paragraphs


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("<item " + " ".join(f'a{number}="b"' for number in range(2_001)) + "/>", "more than 2,000 attributes"),
        ("<item><title>Lark</title>" + "<content:encoded>a b</content:encoded>" * 5_000 + "</item>", ""),
    ],
)
def test_a_feed_costs_no_more_than_its_length(tmp_path: Path, item: str, said: str) -> None:
    data = (
        f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{item}</channel></rss>'
    )
    start = time.process_time()
    (found,) = load(tmp_path, data)
    assert time.process_time() - start < 3
    assert said in getattr(found, "reason", "")
