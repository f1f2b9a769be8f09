"""HTML pages: the article's words by trafilatura, what the page says of itself by `loaders.metadata`."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import LoadError
from kg.model import Section, Story
from loaders.boilerplate import is_boilerplate
from loaders.characters import one_line, without_controls
from loaders.encoding import decode, preview
from loaders.identity import story_id
from loaders.markup import check_whole, lighten, parse
from loaders.source import Source
from loaders.text import check_length

if TYPE_CHECKING:
    from configparser import ConfigParser

    from lxml.etree import _Element

    from loaders.metadata import Metadata

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})
OPENING = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--(?>.*?-->)\s*+)*+<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
CHARSET = re.compile(r"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
BLOCKS = {"p": "body", "quote": "body", "head": "heading", "item": "bullets"}
LITTLE = 400
MANY_TAGS = 8_000

Block = tuple[str, str]


class HtmlLoader:
    """One story a page: title, empty line, then a paragraph, bullet or heading a line, an empty line between.

    Scripts, styles and frames are never looked at, nothing is fetched, and a page is refused that is cut off, holds no
    article, or is built to cost too much. Control characters become spaces.
    """

    def matches(self, source: Source) -> bool:
        if source.suffix in SUFFIXES or source.media_type in MEDIA_TYPES:
            return True
        readable = source.suffix in ("", ".txt", ".text") and (source.named or source.suffix != "")
        return readable and OPENING.match(preview(source.head[:4096])) is not None

    def load(self, source: Source) -> Iterator[Story]:
        data = source.read()
        declared = CHARSET.search(preview(data[:4096]))
        page = decode(data, source.charset or (declared[1] if declared else ""))
        check_whole(page)
        yield read_page(lighten(page), source)


def read_page(page: str, source: Source) -> Story:
    from loaders.metadata import read_metadata

    tree = parse(page)
    metadata = read_metadata(tree, source.url)
    blocks = tidy(article(page, tree, metadata), metadata.title)
    if not blocks:
        raise LoadError("holds no article text; save the page as a browser shows it, or its text as .txt")
    text, sections = compose(metadata.title, blocks)
    check_length(text)
    return Story(
        id=story_id(source, metadata.url, text),
        text=text,
        title=metadata.title,
        url=metadata.url,
        outlet=metadata.outlet,
        published=metadata.published,
        source=source.name,
        sections=sections,
    )


def article(page: str, tree: "_Element", metadata: "Metadata") -> list[Block]:
    """The article's blocks: strictly chosen; where that leaves little, freely; or as the JSON-LD writes them out."""
    found = extract(tree, strict=True, fast=page.count("<") > MANY_TAGS)
    if length(found) < LITTLE:
        found = max(found, extract(parse(page), strict=False, fast=True), key=length)
    written = written_body(metadata)
    return written if length(written) > 2 * length(found) else found


def length(blocks: list[Block]) -> int:
    return sum(len(words) for _, words in blocks)


def extract(tree: "_Element", *, strict: bool, fast: bool) -> list[Block]:
    """The article's blocks in order, as trafilatura finds them; none where it finds nothing.

    Not `strict`, it also takes what is short. `fast` leaves out its second opinions, which cost the square of a page.
    """
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            tree,
            include_comments=False,
            include_tables=False,
            with_metadata=False,
            favor_precision=strict,
            fast=fast,
            config=settings(strict=strict),
        )
    except Exception:  # a parser of hostile pages, not ours: whatever it stumbles over, the page has no article
        return []
    body = getattr(document, "body", None)
    return [] if body is None else list(blocks_of(body))


@cache
def settings(*, strict: bool) -> "ConfigParser":
    """Reading them from their file costs more than a short article does."""
    from trafilatura.settings import use_config

    config: ConfigParser = use_config()
    if not strict:
        config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")  # else a short article becomes the whole page's text
    return config


def blocks_of(body: "_Element") -> Iterator[Block]:
    """Each paragraph, heading and list item, with the words of what it holds but not of a block inside of it."""
    for element in body.iter(*BLOCKS):
        words = one_line("".join(own_text(element)))
        if words:
            yield BLOCKS[str(element.tag)], words


def own_text(element: "_Element") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield " "
        elif child.tag not in BLOCKS and isinstance(child.tag, str):
            yield from own_text(child)
        yield child.tail or ""


def written_body(metadata: "Metadata") -> list[Block]:
    """The paragraphs of the JSON-LD's articleBody."""
    words = without_controls(metadata.body or "")
    return [("body", paragraph) for line in re.split(r"[\r\n]+", words) if (paragraph := one_line(line))]


def tidy(blocks: list[Block], title: str | None) -> list[Block]:
    """Without boilerplate, lists under it, the title said again on top, and headings that stand over nothing."""
    kept: list[Block] = []
    under_boilerplate = False
    for kind, words in blocks:
        if is_boilerplate(words):
            under_boilerplate = kind == "heading"
        elif kind != "bullets" or not under_boilerplate:
            under_boilerplate = False
            kept.append((kind, words))
    if kept and title and kept[0][1].casefold() == title.casefold():
        kept = kept[1:]
    while kept and kept[-1][0] == "heading":
        kept.pop()
    return kept


def compose(title: str | None, blocks: list[Block]) -> tuple[str, tuple[Section, ...]]:
    """The text of title and blocks with an empty line between, and the sections that cover them."""
    pieces: list[str] = []
    sections: list[Section] = []
    position, heading = 0, ""
    for kind, words in ([("title", title)] if title else []) + blocks:
        heading = "" if kind == "heading" else heading
        sections.append(Section(kind, position, position + len(words), heading))
        heading = words if kind == "heading" else heading
        pieces.append(words)
        position += len(words) + 2
    return "\n\n".join(pieces), tuple(sections)
