"""Articles, blogs and reports of the Spaceflight News API, version 4 (https://api.spaceflightnewsapi.net/v4/docs).

A file holds one of them, a page of `results` or a list. The text is the summary that the API gives, not the article.
"""

from collections.abc import Iterator
from typing import Any

from kg.model import Story
from loaders.addresses import canonical_url
from loaders.characters import one_line
from loaders.entries import Entry, blocks, stories_of
from loaders.json_records import checked, day, read_records, record_keys
from loaders.source import Rejected, Source
from loaders.stories import words

# Those before the end of the summary, which may be longer than what a format is recognised by.
KEYS = frozenset({"title", "url", "news_site", "summary"})


class SpaceflightNewsLoader:
    """Many stories a file: title and summary; an article that cannot be read is `Rejected` by number."""

    def matches(self, source: Source) -> bool:
        return record_keys(source) >= KEYS

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        yield from stories_of(read_records(source, "articles"), read_article, source, "article")


def read_article(record: Any) -> Entry:
    article = checked(record)
    number = article.get("id")
    return Entry(
        title=one_line(words(article, "title") or "") or None,
        blocks=blocks(words(article, "summary") or ""),
        guid=str(number) if isinstance(number, (int, str)) and number else None,
        url=canonical_url(words(article, "url") or ""),
        outlet=one_line(words(article, "news_site") or "") or None,
        published=day(article, "published_at"),
    )
