"""Quotations that go over several sentences: where they begin and end, and what of each sentence lies in them."""

from collections.abc import Iterator

from kg.extract.text.document import Document, Token

OPENING, CLOSING = frozenset('"“«'), frozenset('"”»')
SINGLE, STOPS = frozenset("'‘’`"), frozenset(".,!?")
BEFORE = STOPS | SINGLE | CLOSING | frozenset(":;–—-")  # what a quotation in single marks may stand behind
QUOTED = "quotation"  # the rule of what is said in a sentence that names no speaker
MOST = 12  # sentences of one quotation
LEAST = 3  # words of what is told as said

Tokens = tuple[int, int]  # `[first, last)`


def quotations(document: Document) -> Iterator[Tokens]:
    """The tokens between the marks of each quotation, in order; one that its paragraph does not close is none."""
    opened: int | None = None
    single = False
    for token in document.tokens:
        if opened is not None and "\n" in document.text(document.tokens[opened - 1].end, token.start):
            opened = None
        if opened is not None and (closes_single(document, token) if single else token.text in CLOSING):
            if opened < token.index and document.tokens[opened].sentence + MOST > token.sentence:
                yield opened, token.index
            opened = None
        elif token.text in OPENING:
            opened, single = token.index + 1, False
        elif (opened is None or single) and opens_single(document, token):
            opened, single = token.index + 1, True


def opens_single(document: Document, token: Token) -> bool:
    """Whether a single mark begins what is told word for word: `'We lost it,' she said`, and not `the 'Tern'`."""
    if token.text not in SINGLE or not document.story.text[token.end : token.end + 1].isupper():
        return False
    before = document.text(document.tokens[token.index - 1].start, token.start) if token.index else "\n"
    return before[-1].isspace() and ("\n" in before or before.rstrip()[-1:] in BEFORE)


def closes_single(document: Document, token: Token) -> bool:
    """Whether a single mark ends it: behind a full stop or a comma, with nothing written on to it."""
    text = document.story.text
    before, after = text[max(0, token.start - 1) : token.start], text[token.end : token.end + 1]
    return token.text in SINGLE and before in STOPS and (not after or after.isspace())


def whole_part(document: Document, quotation: Tokens, verb: Token) -> Tokens | None:
    """What a quotation has of the verb's sentence; None where the verb itself stands in it."""
    sentence = document.sentence_of(verb.index)
    first, last = max(sentence.first, quotation[0]), min(sentence.last, quotation[1])
    return (first, last) if first < last and not first <= verb.index < last else None


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
    while first < last and tokens[first].text in OPENING | CLOSING | SINGLE:
        first += 1
    while first < last and tokens[last - 1].text in CLOSING | SINGLE | {",", "."}:
        last -= 1
    words = sum(any(mark.isalnum() for mark in token.text) for token in tokens[first:last])
    return document.phrase(first, last - 1) if words >= LEAST else None


def paired(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of words with the other quotation mark, where it stands beside: 'officially" ended', 'a "Kestrel'."""
    inside = text[start:end]
    single = inside.count('"') % 2 == 1 or inside.count("“") != inside.count("”")
    if single and text[start - 1 : start] in {'"', "“"}:
        return start - 1, end
    behind = end + 1 if text[end : end + 1] in {",", "."} else end  # “regrettable,” with the comma inside
    if single and text[behind : behind + 1] in {'"', "”"}:
        return start, behind + 1
    return start, end
