"""Texts that nobody should write: read without an error, offsets hold, and time grows with their length."""

import time
from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.model import Reading, Section, Story

SENTENCE = "NASA launched the Lucy spacecraft on an Atlas V from Cape Canaveral in October 2021."
ODD = {
    "nothing": "",
    "blanks": " \n\t\n ",
    "one letter": "a",
    "one mark": ".",
    "marks": "…!?.,;:—–-()[]{}'\"“”‘’«»" * 20,
    "emoji": "🚀 NASA launched Lucy 🛰️ on an Atlas V 👩🏽‍🚀👨‍👩‍👧‍👦 in October 2021. 🎉" * 5,
    "beyond the basic plane": "𝐍𝐀𝐒𝐀 launched 𝓛𝓾𝓬𝔂 on 𒀀𒀁. " + SENTENCE,
    "right to left": "أطلقت ناسا المسبار لوسي في أكتوبر 2021. \u202e" + SENTENCE + " \u202c שיגור החללית",
    "combining marks": "N\u0301A\u0308S\u0327A\u030a launched the Lu\u0301cy\u0308 spacecraft. " + SENTENCE,
    "zero width": "NA\u200bSA laun\u200dched Lu\u2060cy.\ufeff " + SENTENCE,
    "control characters": "\x00\x1b[31mNASA\x07 launched Lucy\x1b[0m. " + SENTENCE,
    "blanks of all kinds": SENTENCE.replace(" ", "\u00a0")
    + "\u2028"
    + SENTENCE.replace(" ", "\u2009")
    + "\r\n\x0b\x0c\x85",
    "script": f"<script>alert('{SENTENCE}')</script><img src=x onerror=alert(1)>",
    "template": "{{7*7}} {% for x in y %} ${7*7} #{7*7} NASA launched {{ Lucy }} in 2021. {{config}}",
    "Cypher": "NASA'}) DETACH DELETE n // launched Lucy. MATCH (n) DETACH DELETE n; DROP TABLE stories; --",
    "path": "NASA launched ../../etc/passwd and C:\\Windows\\System32 and file:///etc/shadow in 2021.",
    "long word": "NASA launched " + "a" * 100_000 + " in 2021. " + SENTENCE,
    "long name": "NASA launched " + "Lucy" * 20_000 + " in 2021.",
    "many digits": "NASA launched " + "9" * 5_000 + " satellites for $" + "1" * 5_000 + " million on 99 Foo 99999.",
    "all capitals": SENTENCE.upper() + " " + "THE LANDER FAILED TO REACH THE MOON, ITS CEO SAID. " * 20,
    "no capitals": SENTENCE.lower() * 20,
    "no blanks": SENTENCE.replace(" ", "") * 200,
    "Spanish": "La NASA lanzó la sonda Lucy en un cohete Atlas V desde Cabo Cañaveral en octubre de 2021. " * 10,
    "Chinese": "美国国家航空航天局于2021年10月发射了露西号探测器。中国的嫦娥六号返回地球。" * 20,
    "Arabic": "أطلقت وكالة ناسا المركبة الفضائية لوسي من فلوريدا في أكتوبر 2021. " * 20,
    "dates that are none": "It flew on 31 February 2021, 99/99/9999, 0000-00-00, year 10191 and 2021-13-45.",
    "possessives": "NASA's " * 300 + "lander flew.",
    "and": "NASA and " * 300 + "ESA launched Lucy.",
    "relative clauses": "the lander which " * 200 + "flew.",
}
WORK = 0.1  # seconds that a fixed amount of plain Python takes at most where a word takes 2 ms: an estimate
LARGE = {
    "one line of 200 kB": "NASA's uncharacteristically-instrumented spacecraft photographed micrometeoroids " * 2_500,
    "brackets": "(" * 2_500 + "Moon" + ")" * 2_500,
    "quotation marks": "“" * 2_500 + "Moon" + "”" * 2_500,
    "10,000 sentences": "Falcon flew. " * 10_000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts(name: str, reader: Reader, sound: Callable[[Reading], None]) -> None:
    sound(reader.read(Story(name, ODD[name], published="2026-06-01")))


@pytest.fixture(scope="module")
def slowness() -> float:
    """How many times what the bound below was made with this machine takes for plain Python, at least once."""

    def work() -> float:
        began = time.process_time()
        sorted(str(number * 7919 % 100_003)[:3] for number in range(200_000))
        return time.process_time() - began

    return max(1.0, min(work() for _ in range(3)) / WORK)


@pytest.mark.parametrize("name", LARGE)
def test_large_texts(name: str, reader: Reader, sound: Callable[[Reading], None], slowness: float) -> None:
    text = LARGE[name]
    began = time.process_time()
    reading = reader.read(Story(name, text, published="2026-06-01"))
    spent = time.process_time() - began
    words = sum(1 for _ in reader.parser.model.tokenizer(text[:20_000])) * max(1.0, len(text) / 20_000)
    assert spent <= (0.002 * words + 0.5) * slowness
    sound(reading)


@pytest.mark.parametrize("kind", ["title", "heading", "bullets", "papers", "background", "question", "gloss", "body"])
def test_every_kind_of_section_and_an_empty_one(kind: str, reader: Reader, sound: Callable[[Reading], None]) -> None:
    text = f"{SENTENCE}\n\n{SENTENCE}"
    sections = (Section(kind, 0, len(SENTENCE)), Section("body", len(SENTENCE), len(SENTENCE)))
    reading = reader.read(Story("sections", text, published="2026-06-01", sections=sections))
    sound(reading)
    assert reading.claims
    assert max(evidence.end for claim in reading.claims for evidence in claim.evidence) <= len(SENTENCE)


@pytest.mark.parametrize("published", ["", "2021-13-45", "yesterday", "2021-10-16T10:00:00Z", "../2021", "20XX"])
def test_a_publication_date_that_is_none(published: str, reader: Reader, sound: Callable[[Reading], None]) -> None:
    sound(reader.read(Story("date", SENTENCE + " It flew on Thursday.", published=published)))


@pytest.mark.parametrize("name", ["emoji", "beyond the basic plane", "combining marks", "right to left", "zero width"])
def test_what_stands_beside_odd_characters_is_still_read(name: str, reader: Reader) -> None:
    reading = reader.read(Story(name, f"{ODD[name]}\n\n{SENTENCE}", published="2026-06-01"))
    claims = [claim for claim in reading.claims if claim.predicate == "LAUNCHED_FROM"]
    assert (claims[-1].subject.name, claims[-1].evidence[0].quote) == ("Lucy", SENTENCE)
