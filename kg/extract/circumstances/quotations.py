"""Quotations that go over several sentences: where they begin and end, and what of each sentence lies in them."""

from collections.abc import Iterator

from kg.extract.text.document import Document

OPENING, CLOSING = frozenset('"“«'), frozenset('"”»')
QUOTED = "quotation"  # the rule of what is said in a sentence that names no speaker
MOST = 12  # sentences of one quotation
LEAST = 3  # words of what is told as said

Tokens = tuple[int, int]  # `[first, last)`


def quotations(document: Document) -> Iterator[Tokens]:
    """The tokens between the marks of each quotation, in order; one that its paragraph does not close is none."""
    opened: int | None = None
    for token in document.tokens:
        if opened is not None and "\n" in document.text(document.tokens[opened - 1].end, token.start):
            opened = None
        if opened is not None and token.text in CLOSING:
            if opened < token.index and document.tokens[opened].sentence + MOST > token.sentence:
                yield opened, token.index
            opened = None
        elif token.text in OPENING:
            opened = token.index + 1


def sentences_of(document: Document, quotation: Tokens) -> Iterator[Tokens]:
    """What lies in a quotation of each of its sentences."""
    first, last = quotation
    for number in range(document.tokens[first].sentence, document.tokens[last - 1].sentence + 1):
        sentence = document.sentences[number]
        yield max(sentence.first, first), min(sentence.last, last)


def goes_on(document: Document, before: Tokens, quotation: Tokens) -> bool:
    """Whether a quotation fills the sentences behind another one: `"It fell," she said. "It broke apart."`."""
    end, start = before[1], quotation[0]
    following = document.tokens[start].sentence == document.tokens[end].sentence + 1
    whole = start - 1 <= document.sentence_of(start).first
    return following and whole and "\n" not in document.text(document.tokens[end].end, document.tokens[start].start)


def said_words(document: Document, part: Tokens) -> tuple[int, int] | None:
    """The code points of a quoted sentence without the marks at its ends; None of one that says too little."""
    first, last = part
    tokens = document.tokens
    while first < last and tokens[first].text in OPENING | CLOSING:
        first += 1
    while first < last and tokens[last - 1].text in CLOSING | {",", "."}:
        last -= 1
    words = sum(any(mark.isalnum() for mark in token.text) for token in tokens[first:last])
    return document.phrase(first, last - 1) if words >= LEAST else None


def paired(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of words with the other quotation mark, where it stands beside: 'officially" ended', 'a "Kestrel'."""
    inside = text[start:end]
    single = inside.count('"') % 2 == 1 or inside.count("“") != inside.count("”")
    if single and text[start - 1 : start] in {'"', "“"}:
        return start - 1, end
    if single and text[end : end + 1] in {'"', "”"}:
        return start, end + 1
    return start, end
