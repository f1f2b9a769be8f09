"""Feeds that begin with what costs a parser the square or the cube of its length."""

import time
from pathlib import Path

import pytest

import loaders
from kg.model import Story
from loaders import Rejected

ITEM = "<item><title>Lark flies</title><description>The café on the Moon opened.</description></item>"


def read(tmp_path: Path, head: str) -> list[Story | Rejected]:
    feed = f'{head}<rss version="2.0"><channel><title>Orbit Post</title>{ITEM}</channel></rss>'
    (tmp_path / "feed.rss").write_text(feed, encoding="utf-8")
    return list(loaders.read([str(tmp_path / "feed.rss")]))


HOSTILE = '<?xml version="1.0" ' + ' encoding="aa"' * 1_500 + " " * 20_000


@pytest.mark.parametrize(
    "head",
    [
        HOSTILE + "\n",
        HOSTILE.replace("xml", "xml-stylesheet") + "\n",
        HOSTILE + "?>",
        f"<!-- x -->{HOSTILE}?>",
        "<!-- x -->" + "\n" * 100_000,
        "Words." + "\n" * 100_000,
    ],
    ids=range(6),
)
def test_what_stands_before_a_feed_costs_little(tmp_path: Path, head: str) -> None:
    start = time.process_time()
    read(tmp_path, head)
    assert time.process_time() - start < 3


def test_what_stands_before_a_feed_is_no_matter(tmp_path: Path) -> None:
    head = '<?xml version="1.0"?><?xml-stylesheet href="a.css" encoding="utf-16"?>\n<!-- <rss> --><!DOCTYPE rss>\n'
    (found,) = read(tmp_path, head)
    assert isinstance(found, Story)
    assert found.text == "Lark flies\n\nThe café on the Moon opened."
