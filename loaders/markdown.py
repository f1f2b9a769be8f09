"""Markdown (CommonMark 0.31, with tables and words struck out) by markdown-it-py: its body as plain text."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.errors import LoadError
from kg.model import Story
from loaders.characters import one_line
from loaders.encoding import decode, preview
from loaders.front_matter import is_front_matter, read_front
from loaders.html import Block, compose, tidy
from loaders.identity import story_id
from loaders.markup import lighten, parse
from loaders.source import Source
from loaders.text import ANNOTATED, check_length, looks_like_title

if TYPE_CHECKING:
    from markdown_it.token import Token

SUFFIXES = frozenset({".md", ".markdown"})
MEDIA_TYPES = frozenset({"text/markdown", "text/x-markdown"})
# What the parser takes the square of: each may begin a link that is looked for to the end of its paragraph.
BRACKETS = 20_000
# What the parser makes a token of: a hundredth of an article, and a second's work at so many.
MARKS = re.compile(r"[\r\n*_~|`<&\\\[]")
MOST_MARKS = 50_000
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:?")
# Nothing between these is news in sentences: figures in columns, and words that their writer has struck out.
LEFT_OUT = ("table_open", "s_open")


class MarkdownLoader:
    """One story a file: title, empty line, then a paragraph, bullet or heading a line, an empty line between.

    The title is the front matter's (`title`), else the heading on top; the date (`published` or `date`), the outlet
    (`outlet`, `site`, `source` or `publication`) and the address (`url`, `link` or `canonical`) are the front matter's.
    Header lines (`Title: …`, as in plain text) do as well. Links become their words, emphasis and headings lose their
    marks; pictures, blocks of code, tables, comments and words struck out are left out. Code inside of a sentence keeps
    its words, without which it would be none.
    """

    def matches(self, source: Source) -> bool:
        if source.suffix in SUFFIXES or source.media_type in MEDIA_TYPES:
            return ANNOTATED.match(preview(source.head)) is None
        plain = source.named and not source.suffix and not source.media_type
        return plain and is_front_matter(preview(source.head))

    def load(self, source: Source) -> Iterator[Story]:
        text = decode(source.read(), source.charset)
        check_length(text)
        if text.count("[") > BRACKETS:
            raise LoadError(f"is no news: more than {BRACKETS:,} brackets")
        if sum(1 for _ in MARKS.finditer(text)) > MOST_MARKS:
            raise LoadError(f"is no news: more than {MOST_MARKS:,} ends of lines and marks of Markdown; split it")
        fields, body = read_front(text)
        yield make_story(source, fields, body)


def make_story(source: Source, fields: Mapping[str, str], body: str) -> Story:
    blocks = list(read_blocks(body))
    title = fields.get("title") or title_of(blocks)
    blocks = tidy(blocks, title)
    if not blocks:
        raise LoadError("holds no text beside title, code and pictures; add the story below the front matter")
    text, sections = compose(title, blocks)
    url = fields.get("url") or source.canonical
    return Story(
        id=story_id(source, url, text),
        text=text,
        title=title,
        url=url,
        outlet=fields.get("outlet"),
        published=fields.get("published"),
        source=source.name,
        sections=sections,
    )


def title_of(blocks: list[Block]) -> str | None:
    """The heading on top, or a first paragraph that looks like one and has something below it."""
    if not blocks:
        return None
    kind, words = blocks[0]
    is_title = kind == "heading" or (kind == "body" and len(blocks) > 1 and looks_like_title(words))
    return words if is_title and len(words) <= 200 else None


def read_blocks(body: str) -> Iterator[Block]:
    """The paragraphs, headings and list items of the body, in order, without what is left out of it."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    kind, items = "body", 0
    for token in kept(tokens):
        if token.type == "heading_open":
            kind = "heading"
        elif token.type == "heading_close":
            kind = "body"
        elif token.type == "list_item_open":
            items += 1
        elif token.type == "list_item_close":
            items -= 1
        elif line := line_of(token):
            yield "bullets" if items and kind == "body" else kind, line


def kept(tokens: list["Token"]) -> Iterator["Token"]:
    """The tokens outside of tables and words struck out."""
    depth = 0
    for token in tokens:
        if token.type in LEFT_OUT:
            depth += 1
        if not depth:
            yield token
        if token.type.replace("_close", "_open") in LEFT_OUT and token.nesting < 0:
            depth -= 1


def line_of(token: "Token") -> str:
    if token.type == "inline":
        return one_line(FOOTNOTE.sub("", "".join(spoken(token.children or []))))
    return markup_words(token.content) if token.type == "html_block" else ""


def spoken(tokens: list["Token"]) -> Iterator[str]:
    """The words of a paragraph's parts; what its markup stands for is a space at most."""
    for token in kept(tokens):
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak") or token.content.lower().startswith("<br"):
            yield " "


def markup_words(markup: str) -> str:
    """The words of a block of HTML, without its scripts and comments."""
    light = lighten(markup)
    if not re.search(r"(?:^|>)[^<>]*\w", light):
        return ""
    return one_line(" ".join(parse(f"<html><body>{light}</body></html>").itertext()))
