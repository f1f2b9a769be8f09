"""A page's markup before the article is looked for in it: whether it is whole, what it may cost, and its tree."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.errors import LoadError

if TYPE_CHECKING:
    from lxml.etree import _Element

TAGS = 50_000
ATTRIBUTES = 2_000
DEPTH = 250  # the parser itself drops, without a word, what is nested deeper than 256
# Comments, scripts and styles end where the first end tag says, whatever stands in them; one whose own tag is not
# closed goes to the end, lest each of many be looked for the end of.
RAW = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b([^>]*+)(?:>.*?(?:</\1\s*>|\Z)|\Z)", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = r"[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)?|="
TAG = re.compile(rf"<(/?)([a-z][^\s/>]*+)((?:{ATTRIBUTE})*+)(>?)", re.IGNORECASE)
# Elements whose end tag may not be left out: one that is open at the end of the page shows where it was cut.
CLOSED = frozenset({"div", "article", "section", "main", "header", "footer", "nav", "aside", "ul", "ol", "table", "a"})
UNREAD = ("svg", "noscript", "template", "iframe", "canvas", "object", "math")


def check_whole(page: str) -> None:
    """Raise `LoadError` where the page was cut off: no end of `html` or `body`, and something open at its end."""
    if re.search(r"</(html|body)\s*>", page[-20_000:], re.IGNORECASE):
        return
    if re.search(r"<(html|body|head)\b", page, re.IGNORECASE) and (not page.rstrip().endswith(">") or ends_open(page)):
        raise LoadError("is cut off before its end; get the whole page again")


def ends_open(page: str) -> bool:
    """Whether a comment, script, tag or element that must be closed is open at the end."""
    balance: Counter[str] = Counter()
    for raw in RAW.finditer(page):
        if raw.end() == len(page) and not re.search(r"(-->|</(script|style)\s*>)\Z", raw[0], re.IGNORECASE):
            return True
    for match in TAG.finditer(RAW.sub("", page)):
        if not match[4]:
            return True
        if (name := match[2].lower()) in CLOSED:
            balance[name] += -1 if match[1] else 1
    return any(count > 0 for count in balance.values())


def lighten(page: str) -> str:
    """The page without its comments, styles and scripts; JSON-LD stays.

    Raises `LoadError` for a page that is built to cost too much, before any parser sees it: more than `TAGS` tags, or
    more than `ATTRIBUTES` attributes in one of them (the parser takes the square of their number).
    """
    page = RAW.sub(lambda match: match[0] if "ld+json" in (match[2] or "").lower() else "", page)
    for count, match in enumerate(TAG.finditer(page)):
        crowded = len(match[3]) > ATTRIBUTES and len(re.findall(ATTRIBUTE, match[3])) > 2 * ATTRIBUTES
        if count > TAGS or crowded:
            raise LoadError(f"is no page of news: more than {TAGS:,} tags, or {ATTRIBUTES:,} attributes in one")
    return page


def parse(page: str) -> "_Element":
    """The tree of the page, without what is never read; raises `LoadError` for no HTML, or for what nests too deep."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise LoadError("is no HTML that can be read; save the page again, or its text as .txt") from None
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEPTH:
            raise LoadError(f"is no page of news: nested more than {DEPTH} deep")
    etree.strip_elements(tree, *UNREAD, with_tail=False)
    return tree
