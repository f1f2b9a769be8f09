"""Whatever bytes a loader is given, it gives stories that hold together or says why not; nothing else gets out."""

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import LoadError
from kg.model import Story
from loaders import Rejected, Source
from loaders.characters import ILLEGAL, UNPRINTABLE
from loaders.registry import loader

TAGS = ("<p>", "</p>", "<div>", "</div>", "<h1>", "<title>", "<html>", "</html>", "<script>", "<!--", "-->", "<li>")
LINES = ("The probe woke on Sunday.", "What's happened", "Go deeper", "Common question", "Title: ", "Published: ")
MARKS = ("- ", "1. ", "# ", "**", "?", "\r\n", "\n", "\n\n", '{"id": "x", "text": "', '"}', "\x00", "\x1b", "\ufeff")
MIXED = st.lists(st.sampled_from((*TAGS, *LINES, *MARKS)) | st.text(max_size=8), max_size=40).map("".join)
RECORDS = st.dictionaries(
    st.sampled_from(["id", "url", "outlet", "title", "published", "text"]),
    st.none() | st.text() | st.integers() | st.lists(st.text(), max_size=2),
)
BYTES = st.one_of(
    st.binary(max_size=300),
    MIXED.map(lambda text: text.encode("utf-8", "surrogatepass")),
    MIXED.map(lambda text: text.encode("utf-16", "surrogatepass")),
    st.lists(RECORDS, max_size=4).map(lambda records: "\n".join(map(json.dumps, records)).encode()),
)


def given_to(format: str, data: bytes) -> Iterator[Story | Rejected]:
    found = loader(format)
    with Source("name", lambda: io.BytesIO(data), key="name.txt") as source:
        found.matches(source)
        yield from found.load(source)


@pytest.mark.parametrize("format", ["brief", "html", "stories", "text"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(data=BYTES)
def test_stories_or_a_load_error(format: str, data: bytes) -> None:
    for item in read(format, data):
        if isinstance(item, Story):
            check(item)
        else:
            assert "\n" not in item.reason


def read(format: str, data: bytes) -> list[Story | Rejected]:
    try:
        return list(given_to(format, data))
    except LoadError as error:
        return [Rejected("name", str(error))]


def check(story: Story) -> None:
    assert story.id
    assert story.text.strip()
    assert ILLEGAL.search(story.text) is None
    position = 0
    for section in story.sections:
        assert position <= section.start < section.end <= len(story.text)
        position = section.end
    assert all(question and "\n" not in question for question in story.questions)
    for field in (story.id, story.title, story.outlet, story.url, story.published):
        assert field is None or (field and UNPRINTABLE.search(field) is None)
