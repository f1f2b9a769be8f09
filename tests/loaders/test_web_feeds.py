"""Feeds, pages of an API and stories load by their address as they do as files."""

import json
from pathlib import Path
from typing import Any

import pytest

import loaders
from kg.model import Story

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Orbit Post</title><link>https://orbit-post.example/</link>
<item><title>Probe wakes at last</title><link>https://orbit-post.example/probe</link><guid>p1</guid>
<pubDate>Wed, 04 Jun 2025 12:00:00 GMT</pubDate>
<description>The probe Tarsus woke on Sunday after nine years of silent cruise.</description></item>
<item><title>Lander packed</title><link>https://orbit-post.example/lander</link><guid>p2</guid>
<pubDate>Thu, 05 Jun 2025 08:00:00 GMT</pubDate>
<description>Engineers packed the lander Quill for its ride to the Moon.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Orbit Post</title><id>urn:orbit</id><updated>2025-06-05T08:00:00Z</updated>
<entry><title>Probe wakes at last</title><id>urn:p1</id><link href="https://orbit-post.example/probe"/>
<updated>2025-06-04T12:00:00Z</updated>
<summary>The probe Tarsus woke on Sunday after nine years.</summary></entry>
</feed>"""
ARTICLES = json.dumps(
    {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "id": 7,
                "title": "Probe wakes at last",
                "url": "https://orbit-post.example/probe",
                "image_url": "",
                "news_site": "Orbit Post",
                "summary": "The probe Tarsus woke on Sunday after nine years of silent cruise.",
                "published_at": "2025-06-04T12:00:00Z",
            }
        ],
    }
)


def read(source: str) -> list[tuple[str, str, str | None, str | None, str | None, str | None]]:
    stories = list(loaders.load(source))
    assert all(isinstance(story, Story) for story in stories)
    return [(story.id, story.text, story.title, story.url, story.outlet, story.published) for story in stories]


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        (RSS, "application/rss+xml; charset=utf-8", "feed.rss"),
        (RSS, "application/xml", "feed.rss"),
        (RSS, "text/xml; charset=UTF-8", "feed.rss"),
        (RSS, "text/html", "feed.rss"),
        (RSS, "application/octet-stream", "feed.rss"),
        (RSS, "", "feed.rss"),
        (ATOM, "application/atom+xml", "feed.atom"),
        (ATOM, "text/xml", "feed.atom"),
        (ARTICLES, "application/json", "articles.json"),
        (ARTICLES, "application/json; charset=utf-8", "articles.json"),
        (ARTICLES, "text/plain", "articles.json"),
    ],
)
def test_an_address_gives_the_same_stories_as_a_file(
    site: Any, tmp_path: Path, body: str, kind: str, name: str
) -> None:
    (tmp_path / name).write_text(body, encoding="utf-8")
    site.says("/v4/articles/?limit=10&offset=10", body, headers={"Content-Type": kind})
    expected = read(str(tmp_path / name))
    assert expected
    assert {story[4:] for story in expected} <= {("Orbit Post", "2025-06-04"), ("Orbit Post", "2025-06-05")}
    assert read(f"{site.address}/v4/articles/?limit=10&offset=10") == expected


def test_entries_of_a_feed_that_moved_are_those_of_the_feed(site: Any) -> None:
    site.says("/feed", status=308, headers={"Location": "/feed.xml"})
    site.says(
        "/feed.xml", RSS.replace("https://orbit-post.example/probe", "probe"), headers={"Content-Type": "text/xml"}
    )
    assert [story[3] for story in read(f"{site.address}/feed")] == [
        f"{site.address}/probe",
        "https://orbit-post.example/lander",
    ]


def test_a_refused_connection_is_rejected_in_one_line(site: Any) -> None:
    (rejected,) = loaders.read(["http://127.0.0.1:9/feed"])
    assert str(rejected).startswith(
        "http://127.0.0.1:9/feed: is left out: the robots.txt of its host cannot be reached ("
    )
