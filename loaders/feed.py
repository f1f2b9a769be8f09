"""News feeds by feedparser: RSS 2.0 (www.rssboard.org/rss-specification), RSS 1.0 (purl.org/rss/1.0), Atom (RFC 4287).

The feed is hostile: it is decoded here, refused where it is too large or declares entities, and never fetched from.
"""

import io
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from kg.errors import LoadError
from kg.model import Story
from loaders.addresses import canonical_url
from loaders.dates import edtf
from loaders.encoding import decode, preview
from loaders.entries import Entry, blocks, check_number, stories_of
from loaders.html import Block, length
from loaders.source import Rejected, Source

SUFFIXES = frozenset({".rss", ".atom"})
MEDIA_TYPES = frozenset({"application/rss+xml", "application/atom+xml"})
# Suffixes of XML at large, and none: the root element tells.
OPEN_SUFFIXES = frozenset({".xml", ".rdf", ""})
PROLOG = r"(?:\s++|<\?[^>]*+>|<!--(?>.*?-->)|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?+>)*+"
ROOT = (
    r"<(?:rss[\s>]|rdf:RDF\b[^>]*purl\.org/rss/1\.0|(?:\w+:)?feed\b[^>]*(?:www\.w3\.org/2005/Atom|purl\.org/atom/ns#))"
)
OPENING = re.compile(PROLOG + ROOT, re.IGNORECASE | re.DOTALL)
BEFORE_ROOT = re.compile(PROLOG, re.IGNORECASE | re.DOTALL)
START_TAG = re.compile(r"<\w", re.ASCII)
END = re.compile(r"</(\w+:)?(rss|rdf|feed)\s*>", re.IGNORECASE)
DECLARATION = re.compile(r"\s*<\?xml\b[^>]*?(?:encoding\s*=\s*[\"']([\w.-]{2,40})[\"'][^>]*)?\?>", re.IGNORECASE)
DECLARATION_BYTES = 400  # to look for it costs the square of them
TAGS = 300_000
# The parser takes the square of their number in one tag.
ATTRIBUTES = 2_000
ATTRIBUTE = re.compile(r"=\s*[\"']")
# An entry has its text in one or two forms; each is read as a page is.
CONTENTS = 20
NO_FEED = "is no RSS or Atom feed; name its format, or save it as .html or .txt"
TEXT_TYPES = frozenset({"text/plain", "text/html", "application/xhtml+xml"})
DATES = ("published", "created", "updated")

Parsed = Mapping[str, Any]


class FeedLoader:
    """Many stories a feed: title, then the content or, where there is none, the summary. An entry without text is
    `Rejected` by number. The outlet is what the entry names as its source, else the feed's title."""

    def matches(self, source: Source) -> bool:
        if source.suffix in SUFFIXES or source.media_type in MEDIA_TYPES:
            return True
        readable = source.suffix in OPEN_SUFFIXES and (source.named or source.suffix != "")
        return readable and OPENING.match(preview(source.head)) is not None

    def load(self, source: Source) -> Iterator[Story | Rejected]:
        data = source.read()
        declared = DECLARATION.match(preview(data[:DECLARATION_BYTES]))
        text = decode(data, source.charset or (declared and declared[1]) or "")
        check(text)
        parsed = parse(text)
        entries = parsed["entries"]
        check_number(len(entries), "entries")
        read = partial(read_entry, feed=parsed["feed"], base=base(parsed["feed"], source))
        yield from stories_of(entries, read, source, "entry")


def check(text: str) -> None:
    """Raise `LoadError` for a feed that is cut off, or built to cost too much, before any parser sees it."""
    if not END.search(text[-20_000:]):
        raise LoadError("is no RSS or Atom feed, or cut off before its end; get the whole feed again")
    if text.count("<") > TAGS:
        raise LoadError(f"is no feed of news: more than {TAGS:,} tags; split it")
    if any(len(ATTRIBUTE.findall(tag)) > ATTRIBUTES for tag in text.split("<")):
        raise LoadError(f"is no feed of news: more than {ATTRIBUTES:,} attributes in one tag")
    # Wherever they stand: only the parser that they are meant for could tell a hidden declaration from words about one.
    if re.search("<!DOCTYPE", text, re.IGNORECASE) and re.search("<!ENTITY", text, re.IGNORECASE):
        raise LoadError("declares entities of its own, which no feed needs; take them out")


def parse(text: str) -> Parsed:
    """What feedparser makes of a feed; markup stays as it is, for it is read apart. Raises `LoadError` for no feed."""
    import feedparser

    before = BEFORE_ROOT.match(text)
    root = START_TAG.search(text, before.end() if before else 0)
    if root is None:
        raise LoadError(NO_FEED)
    # What is declared before the root no longer holds. The first line is empty, for the parser looks for a declaration
    # in it at the cube of its length.
    data = b"\n" + text[root.start() :].encode("utf-8")
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        parsed: Parsed = feedparser.parse(
            io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # a parser of hostile feeds, not ours: whatever it stumbles over, there is no feed
        raise LoadError("is no feed that can be read; get it again") from None
    if not parsed.get("version"):
        raise LoadError(NO_FEED)
    return parsed


def base(feed: Parsed, source: Source) -> str | None:
    """The address that relative links start from: where the feed was fetched, else where it says that it stands."""
    links = [link.get("href") for rel in ("self", "alternate") for link in links_of(feed) if link.get("rel") == rel]
    return source.url or next((href for href in links if href and canonical_url(href)), None)


def read_entry(entry: Parsed, feed: Parsed, base: str | None) -> Entry:
    from loaders.metadata import first, without_outlet

    origin = entry.get("source")
    outlet = first(origin.get("title") if isinstance(origin, dict) else None, feed.get("title"))
    return Entry(
        title=without_outlet(first(entry.get("title")), outlet),
        blocks=body(entry),
        guid=entry.get("id"),
        url=address(entry, base),
        outlet=outlet,
        published=published(entry),
    )


def address(entry: Parsed, base: str | None) -> str | None:
    """The page of the entry, in canonical form: where it was before a feed service, its link, or a guid that is one."""
    from loaders.metadata import first_address

    pages = [link.get("href") for link in links_of(entry) if link.get("rel", "alternate") == "alternate"]
    found = [canonical_url(href, base) for href in (entry.get("feedburner_origlink"), *pages) if href]
    return first_address([*found, canonical_url(entry.get("id") or "")], None)


def links_of(parsed: Parsed) -> list[Parsed]:
    links = parsed.get("links")
    return links if isinstance(links, list) else []


def body(entry: Parsed) -> tuple[Block, ...]:
    """The longest of the entry's contents, else its summary."""
    contents = [read_text(content) for content in (entry.get("content") or ())[:CONTENTS]]
    found = max(contents, key=lambda blocks: length(list(blocks)), default=())
    return found or read_text(entry.get("summary_detail") or {"value": entry.get("summary")})


def read_text(part: Parsed) -> tuple[Block, ...]:
    kind, words = part.get("type") or "text/html", part.get("value")
    if kind not in TEXT_TYPES or not isinstance(words, str) or not words.strip():
        return ()
    return blocks(words, markup=kind != "text/plain")


def published(entry: Parsed) -> str | None:
    """The day of publication, else of the last change, which is all that many feeds give; None where it is no date."""
    found = [entry[key] for key in DATES if key in entry]  # `get` would put one for another
    return next((date for value in found if isinstance(value, str) and (date := edtf(value))), None)
