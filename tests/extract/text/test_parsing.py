"""Headlines in sentence case, datelines, boilerplate, blocks, and sentences with their offsets."""

import pytest

from kg.extract import Reader
from kg.extract.text.lemmas import Lemmas
from kg.extract.text.parsing import MODEL, blocks, names_inside, parse, sentence_case, words_in_lower_case
from kg.model import Section, Story

BODY = "The lander of ispace was lost near Mare Frigoris, and the company said it would try again in Tokyo."


def cased(headline: str, body: str = BODY) -> str:
    return sentence_case(headline, words_in_lower_case(body), names_inside(body))


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Lander Lost Near Mare Frigoris", "Lander lost near Mare Frigoris"),
        ("Company Would Try Again In Tokyo", "Company would try again in Tokyo"),
        ("NASA Lost The Lander", "NASA lost the lander"),
        ("Lander was lost near Mare Frigoris", "Lander was lost near Mare Frigoris"),
        ("", ""),
    ],
)
def test_sentence_case(headline: str, expected: str) -> None:
    assert cased(headline) == expected
    assert len(cased(headline)) == len(headline)


def cut(text: str, *sections: Section) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in blocks(Story("s", text, sections=sections))]


@pytest.mark.parametrize(
    ("text", "place", "outlet"),
    [
        ("CAPE CANAVERAL, Fla., Sept. 15, 2024 (AP) — A rocket lifted off.", "CAPE CANAVERAL, Fla.", "AP"),
        ("PARIS (Reuters) - A rocket lifted off.", "PARIS", "Reuters"),
        ("HOUSTON — A rocket lifted off.", "HOUSTON", None),
        ("Rocket flies\n\nHOUSTON (AP) — A rocket lifted off.", "HOUSTON", "AP"),
        ("Rocket flies\n\nBergen, Norway (SPX) Feb 08, 2031\n\n\nA rocket lifted off.", "Bergen, Norway", "SPX"),
        ("Rocket flies\n\nLos Angeles CA (SPX) Feb. 8, 2031\n\nA rocket lifted off.", "Los Angeles CA", "SPX"),
    ],
)
def test_datelines_stand_apart(text: str, place: str, outlet: str | None) -> None:
    title = [("body", "Rocket flies")] if text.startswith("Rocket flies") else []
    assert [(kind, words.removesuffix(".")) for kind, words in cut(text)] == [
        *title,
        ("dateline", place.removesuffix(".")),
        *([("credit", outlet)] if outlet else []),
        ("body", "A rocket lifted off"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "NASA's rocket - a giant - lifted off.",
        "A rocket lifted off — at last.",
        "TLA — a joint venture of two firms — was chosen.",
        "NASA – which paid for it – was glad.",
    ],
)
def test_dashes_that_end_no_dateline(text: str) -> None:
    assert cut(text) == [("body", text)]


@pytest.mark.parametrize("outlet", ["SpaceNews", "Orbit.example", "The Harbour Post"])
def test_of_boilerplate_the_outlet_is_left(outlet: str) -> None:
    text = f"A rocket lifted off.\nThe post Rocket lifts off appeared first on {outlet}."
    assert cut(text) == [("body", "A rocket lifted off."), ("credit", outlet)]


def test_paragraphs_are_blocks() -> None:
    assert cut("One flew.\n\nTwo fell.\n \nThree stood.") == [
        ("body", "One flew."),
        ("body", "Two fell."),
        ("body", "Three stood."),
    ]


def test_long_blocks_are_cut_at_blanks() -> None:
    text = "word " * 9_000
    found = list(blocks(Story("s", text)))
    assert [block.kind for block in found] == ["body"] * 3
    assert "".join(text[block.start : block.end] for block in found) == text
    assert all(text[block.start] in "w " for block in found)


def test_sections_keep_their_kind() -> None:
    text = "A Title\n\nBody text here."
    assert cut(text, Section("title", 0, 7), Section("body", 9, len(text))) == [
        ("title", "A Title"),
        ("body", "Body text here."),
    ]
    assert list(blocks(Story("s", text, sections=(Section("body", 0, 0),)))) == []


def sentences(reader: Reader, text: str) -> list[str]:
    document = parse(Story("s", text), reader.parser)
    return [text[sentence.start : sentence.end] for sentence in document.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NASA flew. ESA landed.", ["NASA flew.", "ESA landed."]),
        ("It flew at 5 p.m. on Friday.", ["It flew at 5 p.m. on Friday."]),
        ("The U.S. agency paid $1.5 million.", ["The U.S. agency paid $1.5 million."]),
        ("NASA flew.\n\nESA landed.", ["NASA flew.", "ESA landed."]),
    ],
)
def test_sentences(text: str, expected: list[str], reader: Reader) -> None:
    assert sentences(reader, text) == expected


def test_bullets_are_sentences_of_their_own(reader: Reader) -> None:
    text = "NASA flew its probe to Mars.\n\n- ESA landed a rover.\n\n- JAXA lost a lander."
    assert [words.removeprefix("- ") for words in sentences(reader, text)] == [
        "NASA flew its probe to Mars.",
        "ESA landed a rover.",
        "JAXA lost a lander.",
    ]


def test_tokens_lie_where_they_say(reader: Reader) -> None:
    text = "🚀 NASA launched\u00a0Lucy\u2009(it's “on its way”).\n\nIt flew — at last."
    document = parse(Story("s", text), reader.parser)
    assert all(text[token.start : token.end] == token.text for token in document.tokens)
    assert [token.index for token in document.tokens] == list(range(len(document.tokens)))
    assert all(child.head == token.index for token in document.tokens for child in document.children(token.index))


def test_lemmas_are_those_of_the_whole_model(reader: Reader) -> None:
    """Asked word by word, and for words that were met before, the rules say what they say of a text."""
    import spacy

    text = "Probes were flown, leaves fell and the better of two crews was left behind; ispace's landers have flown."
    whole = spacy.load(MODEL)(text)
    words = [(token.text, token.tag_, token.dep_) for token in whole]
    assert reader.parser.lemmas.of(words) == [token.lemma_ for token in whole]
    assert Lemmas(reader.parser.model).of(words[::-1]) == [token.lemma_ for token in whole][::-1]


def test_lemmas_are_forgotten_and_found_again(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extract.text.lemmas.MOST", 2)
    lemmas = Lemmas(reader.parser.model)
    words = [("landers", "NNS", "nsubj"), ("flew", "VBD", "ROOT"), ("moons", "NNS", "dobj")]
    assert [lemmas.of([word])[0] for word in (*words, words[0])] == ["lander", "fly", "moon", "lander"]
    assert len(lemmas.known) <= 2
