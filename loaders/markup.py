"""What is looked at in a page's markup before it is parsed: whether it is whole, and what it may cost."""

import re
from collections import Counter

from kg.errors import LoadError

TAGS = 100_000
DEPTH = 500
SILENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|svg|noscript|template|iframe|canvas|math|object)\b[^>]*>.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
SCRIPT = re.compile(r"<script\b([^>]*)>.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)
OPEN_END = re.compile(
    r"<(?:!--(?!.*?-->)|(?:script|style)\b(?!.*?</(?:script|style)\s*>)|[a-z/!][^<>]*\Z)", re.IGNORECASE | re.DOTALL
)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b", re.IGNORECASE)
# Elements whose end tag may not be left out: one that is open at the end of the page shows where it was cut.
CLOSED = frozenset(
    {"div", "article", "section", "main", "header", "footer", "nav", "aside", "ul", "ol", "table", "a", "h1", "h2"}
)
VOID = frozenset(
    re.findall(r"\w+", "area base br col embed hr img input link meta source track wbr p li dt dd tr td th option")
)


def check_whole(page: str) -> None:
    """Raise `LoadError` where the page was cut off: no end of `html` or `body`, and something open at its end."""
    if re.search(r"</(html|body)\s*>", page[-20_000:], re.IGNORECASE) or not re.search(
        r"<(html|body|head)\b", page, re.IGNORECASE
    ):
        return
    bare = page.rstrip()
    if not bare.endswith(">") or ends_open(bare):
        raise LoadError("is cut off before its end; get the whole page again")


def ends_open(page: str) -> bool:
    rest = SCRIPT.sub("", SILENT.sub("", page))
    if page.rfind("<!--") > page.rfind("-->") or rest.lower().count("<script") > rest.lower().count("</script"):
        return True
    balance: Counter[str] = Counter()
    for match in TAG.finditer(rest):
        if (name := match[2].lower()) in CLOSED:
            balance[name] += -1 if match[1] else 1
    return any(count > 0 for count in balance.values())


def lighten(page: str) -> str:
    """The page without what is never read (scripts but JSON-LD, styles, drawings, comments, frames).

    Raises `LoadError` for a page that is built to cost too much: more than `TAGS` tags, or nested deeper than `DEPTH`.
    """
    page = SCRIPT.sub(lambda match: match[0] if "ld+json" in match[1].lower() else "", SILENT.sub("", page))
    depth, deepest, count = 0, 0, 0
    for match in TAG.finditer(page):
        count += 1
        if match[2].lower() in VOID:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    if count > TAGS or deepest > DEPTH:
        raise LoadError(f"is no page of news: more than {TAGS:,} tags, or nested more than {DEPTH} deep")
    return page
