"""Who says so: "according to Al Jazeera", "Hakamada said that", quotations; and the words said (SAID)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.circumstances.arguments import antecedent
from kg.extract.circumstances.quotations import (
    CLOSING,
    LEAST,
    OPENING,
    QUOTED,
    goes_on,
    paired,
    quotations,
    said_words,
    sentences_of,
    whole_part,
)
from kg.extract.circumstances.status import status_of
from kg.extract.circumstances.wording import trimmed, without_aside
from kg.extract.entities.mentions import Kind, Span, head_of
from kg.extract.scene import Scene
from kg.extract.text.cues import table, words
from kg.extract.text.document import Document, Token
from kg.model import Status

RELATIVES = frozenset({"WDT", "WP"})

# verbs whose object is what is said ("stressed the need to learn")
TOPICAL = words("topical_verbs")
BESIDE = 5  # tokens between a verb and a quotation mark, at most


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says something, and the code points `[start, end)` of it; no `statement` where only a source is named.

    `quoted`: a sentence of a quotation whose speaker another sentence names.
    """

    speaker: Span
    start: int
    end: int
    anchor: int
    statement: bool = True
    quoted: bool = False


@cache
def speech_verbs() -> frozenset[str]:
    return frozenset(table("speech")["verbs"])


@cache
def quoting_verbs() -> frozenset[str]:
    """Verbs of saying only beside quotation marks."""
    return frozenset(table("speech")["quoting"])


def find_speech(scene: Scene) -> list[Speech]:
    """All acts of saying of a story, outer ones ("according to") before inner ones of the same sentence."""
    found: list[Speech] = []
    quoted = by_sentence(scene.document)
    for token in scene.document.tokens:
        if token.lower == "according" or (token.lower == "per" and token.dep == "prep"):
            found.extend(according(scene, token))
        elif token.is_verb and (token.lemma in speech_verbs() or quotes(scene.document, token)):
            found.extend(whole(scene.document, speech, quoted) for speech in spoken(scene, token))
    return [*found, *further(scene.document, found)]


def by_sentence(document: Document) -> dict[int, list[tuple[int, int]]]:
    """The quotations by the sentences that they reach into."""
    found: dict[int, list[tuple[int, int]]] = {}
    for quotation in quotations(document):
        for number in range(document.tokens[quotation[0]].sentence, document.tokens[quotation[1] - 1].sentence + 1):
            found.setdefault(number, []).append(quotation)
    return found


def whole(document: Document, speech: Speech, quoted: Mapping[int, list[tuple[int, int]]]) -> Speech:
    """What is said with all that its quotation has of the sentence: "It has come off and flies on," she said."""
    verb = document.tokens[speech.anchor]
    for quotation in quoted.get(verb.sentence, []):
        part = whole_part(document, quotation, verb)
        words = said_words(document, part) if part else None
        if words and words[0] <= speech.start and speech.end <= words[1]:
            return replace(speech, start=words[0], end=words[1])
    return speech


def further(document: Document, speeches: list[Speech]) -> Iterator[Speech]:
    """The sentences of quotations that name no speaker themselves, by the one whom a sentence of theirs names."""
    before: tuple[int, int] | None = None
    speaker: Span | None = None
    for quotation in quotations(document):
        own = speaker_of(document, quotation, speeches)
        if own is None and before is not None and goes_on(document, before, quotation):
            own = speaker
        before, speaker = quotation, own
        if own is None:
            continue
        for part in sentences_of(document, quotation):
            words = said_words(document, part)
            if words and not any(one.statement and one.start < words[1] and words[0] < one.end for one in speeches):
                yield Speech(own, *words, head_of(document, *part), quoted=True)


def speaker_of(document: Document, quotation: tuple[int, int], speeches: list[Speech]) -> Span | None:
    """Who says something of a quotation, or in the sentence in which it begins: `"But now," she said, "I sleep."`.

    Not who is quoted inside of it: `"The team said that it fell," she said`.
    """
    start, end = document.phrase(quotation[0], quotation[1] - 1)
    told = [one for one in speeches if one.statement and not quotation[0] <= one.anchor < quotation[1]]
    inside = (one.speaker for one in told if one.start < end and start < one.end)
    first = document.tokens[quotation[0]].sentence
    beside = (one.speaker for one in told if document.tokens[one.anchor].sentence == first)
    return next(inside, None) or next(beside, None)


def quotes(document: Document, verb: Token) -> bool:
    """Whether a verb says something because a quotation mark stands near: `"We lost it," she sighed`."""
    if verb.lemma not in quoting_verbs():
        return False
    words = document.words(document.sentence_of(verb.index))
    around = [token.text for token in words if abs(token.index - verb.index) <= BESIDE]
    return any(text in OPENING | CLOSING for text in around)


def according(scene: Scene, token: Token) -> list[Speech]:
    """Read "According to Al Jazeera, …": the whole sentence is theirs."""
    document = scene.document
    sentence = document.sentence_of(token.index)
    for prep in document.children(token.index, "prep"):
        for inner in document.children(prep.index, "pobj"):
            for span in scene.spans_at(inner.index):
                if scene.is_a(span, "Organization") or scene.is_a(span, "Person"):
                    whole = Speech(span, sentence.start, sentence.end, token.index, False)
                    told = told_according(document, token)
                    return [whole, Speech(span, *told, token.index)] if told else [whole]
    return []


def told_according(document: Document, token: Token) -> tuple[int, int] | None:
    """The sentence without its "according to …", where nobody else is quoted in it: the source's own words."""
    sentence = document.sentence_of(token.index)
    if any(other.is_verb and other.lemma in speech_verbs() for other in document.words(sentence)):
        return None
    phrase = document.subtree(token.index)
    if phrase[0] <= sentence.first + 1:
        first, last = phrase[-1] + 1, sentence.last - 1
    elif phrase[-1] >= sentence.last - 2:
        first, last = sentence.first, phrase[0] - 1
    else:
        return None
    return trimmed(document, first, last) if first < last else None


def spoken(scene: Scene, verb: Token) -> list[Speech]:
    """Read "Hakamada said that …", "…, NASA said", "The Guardian noted that …"."""
    document = scene.document
    if verb.lemma in {"quote", "cite"} and (quoted := quoted_person(scene, verb)):
        return quoted
    speakers = [
        span
        for subject in document.children(verb.index, "nsubj")
        for span in scene.spans_at(antecedent(document, subject, verb))
        if scene.is_a(span, "Organization") or scene.is_a(span, "Person")
    ]
    clause = said_clause(document, verb)
    if speakers and clause is None and (topic := topic_of(document, verb)):
        return [Speech(speakers[0], *topic, verb.index, scene.is_a(speakers[0], "Person"))]
    if not speakers or clause is None or document.children(verb.index, "neg"):
        return []
    return [Speech(speaker, clause[0], clause[1], verb.index) for speaker in speakers[:1]]


def quoted_person(scene: Scene, verb: Token) -> list[Speech]:
    """Read "The newspaper quoted Shan Zhongde as saying that …": his words, by the paper."""
    document = scene.document
    people = [
        span
        for noun in document.children(verb.index, "dobj", "nsubjpass")
        for span in scene.spans_at(noun.index)
        if scene.is_a(span, "Person")
    ]
    saying = next(
        (document.tokens[index] for index in document.subtree(verb.index) if document.tokens[index].lower == "saying"),
        None,
    )
    clause = said_clause(document, saying) if saying is not None else quotation(document, verb)
    if not people or clause is None:
        return []
    outlets = [
        span
        for noun in document.children(verb.index, "nsubj")
        for span in scene.spans_at(noun.index)
        if scene.is_a(span, "Organization")
    ]
    outer = [Speech(outlets[0], *clause, verb.index, False)] if outlets else []
    return [*outer, Speech(people[0], *clause, verb.index)]


def topic_of(document: Document, verb: Token) -> tuple[int, int] | None:
    """Read "TechCrunch highlighted the significance of the rover, which …": the object that the source speaks of."""
    nouns = document.children(verb.index, "dobj")
    if verb.lemma not in TOPICAL or not nouns:
        return None
    indices = document.subtree(nouns[0].index)
    return document.phrase(indices[0], indices[-1])


def said_clause(document: Document, verb: Token) -> tuple[int, int] | None:
    """The words of the content clause, without "that" and without quotation marks; else the quotation itself."""
    clauses = document.children(verb.index, "ccomp")
    if not clauses and verb.dep in {"parataxis", "ccomp"} and (outer := document.governor(verb.index)):
        return outside(document, outer, verb)
    if not clauses:
        return quotation(document, verb)
    indices = document.subtree(clauses[0].index)
    if verb.index in indices:
        return None
    first, last = indices[0], indices[-1]
    while first < last and document.tokens[first].lower in {"that", ",", ":", '"', "“", "'", "‘", "``"}:
        first += 1
    while last > first and document.tokens[last].text in {",", '"', "”", ".", "'", "’", "''"}:
        last -= 1
    return cut_at_quotation(document, first, last)


def cut_at_quotation(document: Document, first: int, last: int) -> tuple[int, int]:
    """The quoted words alone where a quotation ends inside of the clause; an aside after a comma is left out."""
    start = document.tokens[first - 1].text if first else ""
    for index in range(first + 1, last):
        if document.tokens[index].text in CLOSING and (start in OPENING or index > first + 2):
            opened = next((at for at in range(first, index) if document.tokens[at].text in OPENING), None)
            begin = opened + 1 if opened is not None else first
            if opened is None and start not in OPENING:
                break
            end = index - 1
            while end > begin and document.tokens[end].text in {",", "."}:
                end -= 1
            return document.phrase(begin, end)
    return closed(document, *document.phrase(first, without_aside(document, first, last)))


def closed(document: Document, start: int, end: int) -> tuple[int, int]:
    """The words with the closing mark of a quotation that they open."""
    text = document.story.text
    opened = text.count("“", start, end) > text.count("”", start, end)
    return start, end + 1 if opened and text[end : end + 1] == "”" else end


def outside(document: Document, outer: Token, verb: Token) -> tuple[int, int] | None:
    """Read "The launch slipped, NASA said": the clause that the saying is put beside."""
    inner = set(document.subtree(verb.index))
    indices = [index for index in document.subtree(outer.index) if index not in inner]
    while indices and document.tokens[indices[-1]].text in {",", '"', "”", ".", "''"}:
        indices.pop()
    while indices and document.tokens[indices[0]].text in {",", ":", '"', "“", "``"}:
        indices.pop(0)
    return document.phrase(indices[0], indices[-1]) if indices else None


def quotation(document: Document, verb: Token) -> tuple[int, int] | None:
    """The quoted words of the verb's sentence, where there are some."""
    sentence = document.sentence_of(verb.index)
    words = document.words(sentence)
    marks = [token.index for token in words if token.text in OPENING | CLOSING]
    if len(marks) < 2 or marks[1] - marks[0] < 3:
        return None
    last = marks[1] - 1
    while last > marks[0] + 1 and document.tokens[last].text in {",", "."}:
        last -= 1
    return document.phrase(marks[0] + 1, last)


def read_speech(scene: Scene, speeches: list[Speech]) -> None:
    """Add SAID for every statement with enough words."""
    for speech in speeches:
        start, end = paired(scene.document.story.text, speech.start, speech.end)
        start = behind_teller(scene.document, speech, start, end)
        words = scene.document.text(start, end)
        if not speech.statement or len(words.split()) < LEAST or is_name(scene, start, end):
            continue
        anchor = scene.document.tokens[speech.anchor]
        status = Status.ACTUAL if speech.quoted else status_of(scene.document, anchor)
        if status in {Status.ACTUAL, Status.PLANNED}:
            scene.attribute(
                speech.speaker,
                "SAID",
                words,
                QUOTED if speech.quoted else "speech",
                anchor,
                value_span=(start, end),
                status=Status.ACTUAL,
                confidence=0.92,
            )


def behind_teller(document: Document, speech: Speech, start: int, end: int) -> int:
    """Read "the round, which its head said brings the total to $9 million": what is said stands behind the verb."""
    verb = document.tokens[speech.anchor]
    opening = next((token for token in document.tokens[verb.index :: -1] if token.start <= start), verb)
    if opening.tag not in RELATIVES or not start < verb.start < end:
        return start
    behind = document.tokens[verb.index + 1]
    return behind.start if behind.start < end else start


def is_name(scene: Scene, start: int, end: int) -> bool:
    """Whether words are a name, or some of it, and nothing else: 'announced the "Moon Sniper"'.

    None of 7,817 annotated sayings is the name of something.
    """
    inside = scene.tokens_between(start, end)
    if not inside:
        return False
    span = scene.span_at(inside[0].index)
    return span is not None and span.kind is Kind.NAME and span.first <= inside[0].index <= inside[-1].index < span.last


def attribution_at(speeches: list[Speech], position: int, subject: int, predicate: str) -> tuple[int, ...]:
    """The entities, from the outside in, that vouch for what is said at a code point."""
    around = [speech for speech in speeches if speech.start <= position < speech.end]
    around.sort(key=lambda speech: (speech.statement, -(speech.end - speech.start)))
    numbers = [speech.speaker.entity for speech in around]
    if predicate == "SAID":
        numbers = [number for number in numbers if number != subject]
    return tuple(dict.fromkeys(numbers))
