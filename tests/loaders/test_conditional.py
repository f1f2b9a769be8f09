"""What was loaded is fetched again only when it is new."""

import json
import stat
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from kg.errors import LoadError
from kg.model import Story
from loaders.conditional import ADDRESSES, FileMemory, Seen, Unchanged, seen_of
from loaders.web import Web

DAY = "Wed, 04 Jun 2025 12:00:00 GMT"
SEEN = Seen("https://a.example/feed", '"v1"', DAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "addresses.json"


def kept(path: Path, **seen: Seen) -> FileMemory:
    memory = FileMemory(path)
    for address, one in seen.items():
        memory.remember(address, one)
    memory.keep()
    return memory


def test_an_address_that_was_kept_is_asked_for_what_is_new(site: Any, path: Path) -> None:
    site.says("/feed", "One.", headers={"ETag": 'W/"v1"', "Last-Modified": DAY})
    site.says("/feed", status=304)
    site.says("/feed", "Two.", headers={"ETag": 'W/"v2"'})
    address = f"{site.address}/feed"

    memory = FileMemory(path)
    assert site.web(memory).fetch(address).read() == b"One."
    assert "If-None-Match" not in site.sent("/feed")
    memory.keep()

    memory = FileMemory(path)
    web = site.web(memory)
    assert web.fetch(address) == Unchanged(address)
    assert web.unchanged == [address]
    assert (site.sent("/feed")["If-None-Match"], site.sent("/feed")["If-Modified-Since"]) == ('W/"v1"', DAY)
    memory.keep()

    memory = FileMemory(path)
    assert site.web(memory).fetch(address).read() == b"Two."
    assert site.sent("/feed")["If-None-Match"] == 'W/"v1"'
    memory.keep()
    assert FileMemory(path).recall(address) == Seen(address, 'W/"v2"')


def test_only_the_address_that_it_was_seen_at_is_asked_so(site: Any, path: Path) -> None:
    site.says("/feed", status=302, headers={"Location": "/v1", "ETag": '"redirect"'})
    site.says("/v1", "One.", headers={"ETag": '"v1"'})
    address = f"{site.address}/feed"
    memory = FileMemory(path)
    site.web(memory).fetch(address)
    memory.keep()
    site.answers["/v1"] = []
    site.says("/v1", status=304)
    assert site.web(FileMemory(path)).fetch(address) == Unchanged(address)
    assert "If-None-Match" not in site.sent("/feed")
    assert site.sent("/v1")["If-None-Match"] == '"v1"'


def test_without_a_memory_nothing_is_asked_so(site: Any) -> None:
    site.says("/feed", "One.", headers={"ETag": '"v1"'})
    web = site.web()
    for _ in range(2):
        assert web.fetch(f"{site.address}/feed").read() == b"One."
        assert "If-None-Match" not in site.sent("/feed")


def test_all_of_an_address_can_be_fetched_again(site: Any, path: Path) -> None:
    site.says("/feed", "One.", headers={"ETag": '"v1"'})
    address = f"{site.address}/feed"
    memory = kept(path, **{address: Seen(address, '"v0"')})
    web = Web(loopback=True, memory=memory, again=True, clock=site.clock.now, sleep=site.clock.sleep)
    assert web.fetch(address).read() == b"One."
    assert "If-None-Match" not in site.sent("/feed")
    memory.keep()
    assert FileMemory(path).recall(address) == Seen(address, '"v1"')


def test_an_answer_of_nothing_new_that_nobody_asked_for_is_rejected(site: Any, path: Path) -> None:
    site.says("/feed", status=304)
    with pytest.raises(LoadError, match="answered 304 Not Modified"):
        site.web(FileMemory(path)).fetch(f"{site.address}/feed")


def test_nothing_is_written_before_it_is_kept(site: Any, path: Path) -> None:
    site.says("/feed", "One.", headers={"ETag": '"v1"'})
    site.web(FileMemory(path)).fetch(f"{site.address}/feed")
    assert not path.parent.exists()


def test_what_was_rejected_is_fetched_in_full_again(path: Path) -> None:
    names = {"good": SEEN, "bad": SEEN, "bad.zip": SEEN}
    memory = kept(path, **names)
    for name in names:
        memory.remember(name, SEEN)
    memory.keep(but={"bad", "bad.zip/story.txt"})
    again = FileMemory(path)
    assert {name: again.recall(name) for name in names} == {"good": SEEN, "bad": None, "bad.zip": None}


def test_what_says_nothing_of_its_version_any_more_is_forgotten(site: Any, path: Path) -> None:
    site.says("/feed", "One.")
    address = f"{site.address}/feed"
    memory = kept(path, **{address: Seen(address, '"v1"')})
    site.web(memory).fetch(address)
    memory.keep()
    assert FileMemory(path).recall(address) is None


def test_the_file_is_the_owners_alone_and_holds_no_more_than_it_must(path: Path) -> None:
    kept(path, a=SEEN)
    assert json.loads(path.read_text()) == {"a": {"url": SEEN.url, "etag": '"v1"', "modified": DAY}}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["addresses.json"]


def test_two_runs_keep_what_both_saw(path: Path) -> None:
    first, second = FileMemory(path), FileMemory(path)
    first.remember("a", SEEN)
    second.remember("b", SEEN)
    first.keep()
    second.keep()
    assert (FileMemory(path).recall("a"), FileMemory(path).recall("b")) == (SEEN, SEEN)


def test_the_latest_addresses_are_kept(path: Path) -> None:
    memory = kept(path, **{f"a{number}": SEEN for number in range(ADDRESSES)})
    memory.remember("a0", SEEN)
    memory.remember("new", SEEN)
    memory.keep()
    again = FileMemory(path)
    assert (again.recall("a0"), again.recall("a1"), again.recall("new")) == (SEEN, None, SEEN)


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", "{", "null", '{"a": 1}', '{"a": {"url": 1, "etag": "x"}}', '{"a": {"url": "u"}}', "[" * 100_000),
        '{"a": {"url": "https://a.example", "etag": "one\\r\\nX-Other: two"}}',
    ],
)
def test_a_broken_file_counts_as_empty(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    assert FileMemory(path).recall("a") is None
    assert kept(path, b=SEEN).recall("b") == SEEN


def test_a_place_that_cannot_be_written_loses_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept(tmp_path / "file" / "addresses.json", a=SEEN)
    (tmp_path / "folder.json").mkdir()
    kept(tmp_path / "folder.json", a=SEEN)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder.json"]


@pytest.mark.parametrize("value", ["", "caf\u00e9", '"v1"\r\n "x"', "x" * 501, "\x00"])
def test_versions_that_no_server_needs_are_passed_over(value: str) -> None:
    headers = Message()
    headers.add_header("ETag", value) if "\r" not in value else headers._headers.append(("ETag", value))  # type: ignore[attr-defined]
    assert seen_of("https://a.example", headers) is None


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.dictionaries(st.text(), st.builds(Seen, st.text(), st.from_regex(r"[ -~]{1,500}", fullmatch=True))))
def test_what_is_kept_is_recalled(seen: dict[str, Seen]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "addresses.json"
        kept(path, **seen)
        again = FileMemory(path)
        assert {address: again.recall(address) for address in seen} == seen


def test_an_address_without_news_gives_no_story_and_no_rejection(site: Any, path: Path) -> None:
    site.says("/old", status=304)
    site.says("/new", "The probe Tarsus woke on Sunday.", headers={"ETag": '"v2"'})
    old, new = f"{site.address}/old", f"{site.address}/new"
    memory = kept(path, **{address: Seen(address, '"v1"') for address in (old, new)})
    (story,) = loaders.read([old, new], web=site.web(memory))
    assert isinstance(story, Story)
    assert story.text == "The probe Tarsus woke on Sunday."
