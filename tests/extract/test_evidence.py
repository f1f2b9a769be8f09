"""No claim without evidence: what holds of every reading, of the example stories and of any mix of sentences."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import Reader
from kg.extract.text.cues import table
from kg.model import Reading, Story

Sound = Callable[[Reading], None]
SENTENCES = [
    *(entry["example"] for entry in table("frames")["frame"]),
    *(entry["example"] for name in ("status", "values") for entry in table(name).values()),
    'According to Al Jazeera, Takeshi Hakamada said: "We will fly again in 2027."',
    "“It’s over,” she said — and the lander, which NASA had built, was lost.",
    "- The company's second attempt, its last, failed (again).",
    "NASA Delays Launch of Artemis II to April 2027",
    "PARIS, June 1 (Reuters) - Europe's Ariane 6 rocket lifted off on Tuesday, carrying 24 satellites.",
    "It flew there on 29 February.",
    "ispace, a Tokyo-based company, weighs 450 kg and raised ¥1.2bn.",
]
JOINTS = [" ", "  ", "\n", "\n\n", "\n- ", "\u00a0", "\u2009", "\u200b ", " 🚀 ", " … ", ' "', "” ", " (", ") ", "\t"]


def test_the_examples_are_read(reader: Reader, examples: tuple[Story, ...]) -> None:
    assert len(examples) >= 9
    assert min(len(reader.read(story).claims) for story in examples) >= 3


def test_example_stories(reader: Reader, examples: tuple[Story, ...], sound: Sound) -> None:
    for story in examples:
        sound(reader.read(story))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    pieces=st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(JOINTS)), min_size=1, max_size=8),
    published=st.sampled_from([None, "2026", "2026-06", "2026-06-01"]),
)
def test_any_mix_of_sentences(
    pieces: list[tuple[str, str]], published: str | None, reader: Reader, sound: Sound
) -> None:
    text = "".join(sentence + joint for sentence, joint in pieces)
    sound(reader.read(Story("mix", text, published=published)))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(text=st.text(max_size=200), cut=st.sampled_from(SENTENCES))
def test_any_text(text: str, cut: str, reader: Reader, sound: Sound) -> None:
    sound(reader.read(Story("any", text + cut[: len(text) + 5], published="2026-06-01")))


def test_a_claim_id_hangs_on_its_story_and_not_on_who_is_who(read: Callable[[str], Reading], reader: Reader) -> None:
    text = "NASA launched the Lucy spacecraft in October 2021."
    first = [claim.id for claim in read(text).claims]
    other = [claim.id for claim in reader.read(Story("other", text, published="2026-06-01")).claims]
    assert first
    assert set(first).isdisjoint(other)


@pytest.mark.parametrize("published", [None, "2026-06-01"])
def test_a_date_without_its_year_needs_the_storys_date(published: str | None, read: Callable[..., Reading]) -> None:
    claims = read("SpaceX launched the Wren satellite on Thursday.", published=published).claims
    dates = [claim.value for claim in claims if claim.predicate == "LAUNCH_DATE"]
    assert dates == (["2026-05-28"] if published else [])
    assert "LAUNCHED_BY" in {claim.predicate for claim in claims}


def test_a_full_date_needs_none(read: Callable[..., Reading]) -> None:
    claims = read("SpaceX launched the Wren satellite on 28 May 2026.", published=None).claims
    assert [claim.value for claim in claims if claim.predicate == "LAUNCH_DATE"] == ["2026-05-28"]
