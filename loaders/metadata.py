"""What a page says of itself: schema.org JSON-LD where present, else Open Graph and meta tags.

The page is hostile: everything is bounded, and whatever does not hold together is passed over, never an error.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import _Element

from loaders.addresses import canonical_url
from loaders.characters import one_line
from loaders.dates import edtf

ARTICLES = re.compile(r"(https?://schema\.org/)?(\w*NewsArticle|Article|Report|BlogPosting|ScholarlyArticle)")
WRAPPING = re.compile(r"^(<!--|(//|/\*)?<!\[CDATA\[(\*/)?)|(-->|(//|/\*)?\]\]>(\*/)?)\s*+;?$")
SCRIPTS = 50
SCRIPT_CHARACTERS = 1_000_000
NODES = 20_000
LONGEST_FIELD = 500
TITLES = ("og:title", "twitter:title", "dc.title", "headline")
OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher")
DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "date",
)  # fmt: skip
BODIES = "articleBody"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a page's story; `published` is EDTF, `url` canonical, `body` the text that JSON-LD carries."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    body: str | None = None


def read_metadata(tree: _Element, address: str | None) -> Metadata:
    """Read a parsed page; `address` is the one that it was fetched from, None for a file.

    A fetched page may name another address of its own host as canonical, and no other: it must not take the place of
    somebody else's story.
    """
    metas = read_metas(tree)
    nodes = list(read_nodes(tree))
    linked = [str(value) for value in tree.xpath("(//link[@rel='canonical'])[1]/@href")]
    article = choose_article(nodes, linked)
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    outlet = first(name_of(article.get("publisher"), by_id), *(metas.get(name) for name in OUTLETS))
    addresses = [
        *linked,
        metas.get("og:url"),
        address_of(article.get("mainEntityOfPage")),
        address_of(article.get("url")),
    ]
    title = first(article.get("headline"), *(metas.get(name) for name in TITLES), article.get("name"), *headlines(tree))
    return Metadata(
        title=without_outlet(title, outlet),
        outlet=outlet,
        published=first_date([article.get("datePublished"), *(metas.get(name) for name in DATES), *times(tree)]),
        url=first_address(addresses, address),
        body=body if isinstance(body := article.get(BODIES), str) else None,
    )


def read_metas(tree: _Element) -> dict[str, str]:
    """The first content of each meta tag, by lower-case property, name or itemprop."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if (name := meta.get(key)) and (content := meta.get("content")):
                found.setdefault(name.strip().lower(), content)
    return found


def read_nodes(tree: _Element) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, nested and in graphs and lists, in the order of the page, up to a limit."""
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]")[:SCRIPTS]
    pending = [parsed for script in reversed(scripts) if (parsed := parse(script.text or "")) is not None]
    for _ in range(NODES):
        if not pending:
            return
        node = pending.pop()
        if isinstance(node, dict):
            yield node
        pending.extend(reversed([value for value in children(node) if isinstance(value, (dict, list))]))


def children(node: Any) -> Iterable[Any]:
    return node.values() if isinstance(node, dict) else node


def parse(text: str) -> Any:
    """JSON as pages write it: in comments or CDATA, with raw line ends in strings, with a comma too many."""
    if len(text) > SCRIPT_CHARACTERS:
        return None
    text = WRAPPING.sub("", text.strip())
    for attempt in (text, re.sub(r",\s*+([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def choose_article(nodes: list[dict[str, Any]], linked: list[str]) -> Mapping[str, Any]:
    """The article of this page: the one whose address is the page's, else the first."""
    articles = [node for node in nodes if is_article(node) and (node.get("headline") or node.get("datePublished"))]
    own = {canonical_url(address) for address in linked} - {None}
    for article in articles:
        addresses = (article.get("url"), article.get("@id"), address_of(article.get("mainEntityOfPage")))
        if any(isinstance(address, str) and canonical_url(address) in own for address in addresses):
            return article
    return articles[0] if articles else {}


def is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and ARTICLES.fullmatch(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def name_of(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Any:
    """The name of a publisher: a string, an object, the first of a list, or a reference into the graph."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        reference = value.get("@id")
        return value.get("name") or (by_id.get(reference, {}).get("name") if isinstance(reference, str) else None)
    return value


def address_of(value: Any) -> Any:
    return value.get("@id") or value.get("url") if isinstance(value, dict) else value


def headlines(tree: _Element) -> Iterator[str]:
    for path in ("(//h1)[1]", "(//head/title)[1]", "(//title)[1]"):
        for element in tree.xpath(path):
            yield "".join(element.itertext())


def times(tree: _Element) -> list[str]:
    """Dates of the page's own markup: those said to be of publication, else the only one of the article."""
    said = tree.xpath("//*[@itemprop='datePublished' or @pubdate]/@datetime | //*[@itemprop='datePublished']/@content")
    only = {str(value)[:10]: str(value) for value in tree.xpath("//article//time/@datetime")}
    return [*map(str, said), *(only.values() if len(only) == 1 else ())]


def first(*values: Any) -> str | None:
    """The first that is a string with something in it, as one line without markup."""
    for value in values:
        if isinstance(value, str) and (words := one_line(html.unescape(value[: LONGEST_FIELD * 2]))[:LONGEST_FIELD]):
            return re.sub(r"</?[a-zA-Z][^<>]{0,100}>", "", words).strip() or None
    return None


def first_date(values: Iterable[Any]) -> str | None:
    return next((date for value in values if isinstance(value, str) and (date := edtf(value))), None)


def first_address(values: Iterable[Any], address: str | None) -> str | None:
    """The first that may stand for one story's page (a home page may not); of a fetched page, only of its own host."""
    own = canonical_url(address) if address else None
    for value in values:
        url = canonical_url(value, address) if isinstance(value, str) and len(value) < 2000 else None
        if url and (urlsplit(url).path or urlsplit(url).query) and (own is None or same_host(url, own)):
            return url
    return own


def same_host(one: str, other: str) -> bool:
    return urlsplit(one).netloc.removeprefix("www.") == urlsplit(other).netloc.removeprefix("www.")


def without_outlet(title: str | None, outlet: str | None) -> str | None:
    """The title without " | Outlet" behind it."""
    if title and outlet:
        shorter = re.sub(rf"\s*[|–—·:-]\s*{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE)
        return shorter or title
    return title
