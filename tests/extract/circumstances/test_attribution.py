"""Who says so: sources, from the outside in, and the words that people and papers are quoted with."""

from collections.abc import Callable

import pytest

from kg.model import Reading

Read = Callable[[str], Reading]


def vouched(reading: Reading, predicate: str) -> set[tuple[str, ...]]:
    """The attributions, from the outside in, of all claims of a predicate."""
    return {
        tuple(entity.name for entity in claim.attribution) for claim in reading.claims if claim.predicate == predicate
    }


def said(reading: Reading) -> set[tuple[str, str]]:
    return {(claim.subject.name, claim.value or "") for claim in reading.claims if claim.predicate == "SAID"}


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("NASA, according to Al Jazeera, plans to launch the Artemis II mission in April 2027.", ("Al Jazeera",)),
        ("According to Reuters, NASA plans to launch the Artemis II mission in April 2027.", ("Reuters",)),
        ("NASA will launch the Artemis II mission in April 2027, Reuters reported.", ("Reuters",)),
        ("The Guardian reported that NASA will launch the Artemis II mission in April 2027.", ("The Guardian",)),
        ("According to Al Jazeera, NASA said that Artemis II will launch in April 2027.", ("Al Jazeera", "NASA")),
        ("NASA will launch the Artemis II mission in April 2027.", ()),
    ],
)
def test_sources_of_a_date(text: str, sources: tuple[str, ...], read: Read) -> None:
    assert vouched(read(text), "LAUNCH_DATE") == {sources}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Reuters reported that the Tokyo-based company ispace would fly again in 2027.", "HEADQUARTERED_IN"),
        ("The Guardian reported that NASA's Artemis II mission would fly in April 2027.", "OPERATED_BY"),
    ],
)
def test_what_a_writer_adds_is_nobodys_words(text: str, predicate: str, read: Read) -> None:
    assert vouched(read(text), predicate) == {()}


def test_who_leads_is_the_storys_own_word_where_only_the_rest_is_quoted(read: Read) -> None:
    reading = read("Ane Lund, the chief executive of Corvane Space, said the Plover lander would launch in 2027.")
    assert vouched(reading, "LED_BY") == {()}
    assert vouched(reading, "LAUNCH_DATE") == {("Ane Lund",)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"We lost contact with the lander," said Takeshi Hakamada.', "We lost contact with the lander"),
        ('Takeshi Hakamada told reporters: "We will fly again next year."', "We will fly again next year"),
        ("“We will fly again next year,” Takeshi Hakamada said.", "We will fly again next year"),
        ("Takeshi Hakamada said that the lander was lost.", "the lander was lost"),
        ("The lander was lost, Takeshi Hakamada said.", "The lander was lost"),
        (
            "Fern Capital led the round, which ispace's Takeshi Hakamada said brings the total to $9 million.",
            "brings the total to $9 million",
        ),
    ],
)
def test_quotations_and_reported_words(text: str, words: str, read: Read) -> None:
    assert said(read(text)) == {("Takeshi Hakamada", words)}


def test_a_quotation_inside_of_a_papers_report(read: Read) -> None:
    reading = read("According to Al Jazeera, NASA chief Jared Isaacman stated, “We have to learn from this.”")
    assert said(reading) == {("Jared Isaacman", "We have to learn from this")}
    assert vouched(reading, "SAID") == {("Al Jazeera",)}


@pytest.mark.parametrize(
    "text",
    [
        "NASA did not say when the Plover lander would launch.",
        '"It is a great day," the voice said.',
        "She said little.",
    ],
)
def test_nothing_said(text: str, read: Read) -> None:
    assert said(read(text)) == set()
