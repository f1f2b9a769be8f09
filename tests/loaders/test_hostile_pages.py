"""Pages that are built to harm: each is refused in one line or read without what it tries, and soon."""

import time
from pathlib import Path

import pytest

import loaders
from kg.model import Story
from loaders import Rejected
from loaders.markup import lighten

PARAGRAPH = "<p>The probe Tarsus woke on Sunday after nine years of silent cruise, engineers said in a statement.</p>"
SECONDS = 5.0


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>Probe wakes at last</title>{head}</head><body>{body}</body></html>"


def linked_data(json: str) -> str:
    return page(PARAGRAPH * 3, f'<script type="application/ld+json">{json}</script>')


def load(tmp_path: Path, text: str) -> Story | Rejected:
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    start = time.process_time()
    (item,) = loaders.read([str(tmp_path / "page.html")])
    assert time.process_time() - start < SECONDS
    return item


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (page("<div>" * 100_000 + PARAGRAPH + "</div>" * 100_000), "more than 50,000 tags"),
        (page("<b>" * 40_000 + PARAGRAPH), "nested more than 250 deep"),
        (page("<ul><li>" * 200 + PARAGRAPH), "nested more than 250 deep"),
        (page("<p " + " ".join(f"a{number}=1" for number in range(300_000)) + ">words</p>"), "2,000 attributes"),
        (page('<p x" ' + " ".join(f"a{number}" for number in range(300_000)) + '">words</p>'), "2,000 attributes"),
        ("<html>" + "<!--" * 1_000_000, "cut off"),
        ("<html>" + "<script>" * 500_000, "cut off"),
        ("<html>" + "<a" * 2_000_000, "cut off"),
        ("<" * 5_000_000, "1,000,000 characters"),
        (page("<p></p>"), "no article text"),
        (page("<p>" + "words " * 1_000_000 + "</p>"), "1,000,000 characters"),
    ],
    ids=lambda value: value if len(value) < 40 else "",
)
def test_refused(tmp_path: Path, text: str, said: str) -> None:
    item = load(tmp_path, text)
    assert isinstance(item, Rejected)
    assert said in item.reason


@pytest.mark.parametrize(
    "text",
    [
        linked_data("[" * 300_000),
        linked_data('{"a":' * 900 + "1" + "}" * 900),
        linked_data("[" + "{}," * 200_000 + "{}]"),
        linked_data("-->" + " " * 500_000 + "x"),
        linked_data('{"@type": "NewsArticle", "headline": ' + "9" * 500_000 + "}"),
        linked_data(
            '{"@type": "NewsArticle", "headline": [{}], "datePublished": {}, "publisher": [[1]], "url": [1], "@id": 2}'
        ),
        page(PARAGRAPH * 3, "<script>document.write('<p>Tarsus is lost</p>')</script>"),
        page(PARAGRAPH * 3, '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'),
        page(
            PARAGRAPH * 3,
            '<meta charset="rot13"><base href="javascript:alert(1)"><link rel="canonical" href="javascript:x">',
        ),
        page(PARAGRAPH * 3, '<script>var x = "<!--";</script>'),
        page(PARAGRAPH * 3, '<script data-x="a<b">lost()</script><style media=print>/* lost */</style>'),
        page("<table>" + "<tr><td>a<td>b" * 10_000 + "</table>" + PARAGRAPH * 3),
    ],
    ids=lambda value: str(len(value)),
)
def test_read_without_harm(tmp_path: Path, text: str) -> None:
    item = load(tmp_path, text)
    assert isinstance(item, Story)
    assert "The probe Tarsus woke on Sunday" in item.text
    assert "lost" not in item.text
    assert (item.title, item.url, item.published) == ("Probe wakes at last", None, None)


@pytest.mark.parametrize("tag", ["<script ", "<style"])
def test_scripts_whose_tags_have_no_end_cost_no_more_than_their_length(tag: str) -> None:
    start = time.process_time()
    assert lighten(PARAGRAPH + tag * 100_000) == PARAGRAPH
    assert time.process_time() - start < SECONDS


def test_entities_of_the_document_are_not_expanded(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    declared = f'<!DOCTYPE html [<!ENTITY e0 "ha"><!ENTITY file SYSTEM "file:///etc/passwd">{bomb}]>'
    item = load(tmp_path, f"{declared}<html><body>{PARAGRAPH * 3}<p>&e12; and &file; here</p></body></html>")
    assert isinstance(item, Story)
    assert "root:" not in item.text
    assert len(item.text) < 1000


def test_markup_in_fields_is_text(tmp_path: Path) -> None:
    head = '<meta property="og:title" content="Probe &lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} wakes">'
    item = load(tmp_path, page(PARAGRAPH * 3, head))
    assert isinstance(item, Story)
    assert item.title == "Probe alert(1) {{ 7*7 }} wakes"
