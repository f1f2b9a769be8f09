"""Bytes that are no story: each gets one clear line, soon, and nothing is half-loaded."""

import json
from pathlib import Path

import pytest

import loaders
from kg.model import Story
from loaders import Rejected, source

PARAGRAPH = "<p>The probe Tarsus woke on Sunday after nine years of silent cruise, engineers said in a statement.</p>"
HEAD = "<!doctype html><html><head><title>Probe wakes at last</title></head>"
PAGE = f"{HEAD}<body><div>{PARAGRAPH * 4}</div></body></html>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image"),
        (b"PK\x03\x04words", "is a ZIP archive"),
        (b"%PDF-1.7 words", "is a PDF document"),
        (b"Words and \x00 more words", "NUL"),
        ("Words".encode("utf-16-le"), "NUL"),
        (b"\xff\xfe" + b"The lander was lost over the plains of the Moon. " * 4, "something else"),
        ("The caf\u00e9 on the Moon \u2014 caf".encode() + b"\xc3", "cut off inside of a character"),
        ("The caf\u00e9 on the Moon".encode() + b"\xff and more", "not valid UTF-8 at byte 21"),
        (b"\xff\xfeW\x00o", "is not valid UTF-16-LE"),
        (bytes(range(128, 256)) * 20, "not valid UTF-8"),
    ],
)
@pytest.mark.parametrize("name", ["story.txt", "story.html", "story"])
def test_bytes_that_are_no_text(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    (item,) = loaders.read([str(tmp_path / name)])
    assert isinstance(item, Rejected)
    assert said in item.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252"])
def test_encodings_that_can_be_told(tmp_path: Path, encoding: str) -> None:
    words = "The Orbiter’s caf\u00e9 — “the first” — opened in Saint-\u00c9tienne on Friday, said its owner."
    (tmp_path / "story.txt").write_bytes(words.encode(encoding))
    (story,) = loaders.load(str(tmp_path / "story.txt"))
    assert story.text == words


def test_a_page_says_its_charset(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="shift_jis">').replace("Tarsus", "はやぶさ")
    (tmp_path / "page.html").write_bytes(page.encode("shift_jis"))
    (story,) = loaders.load(str(tmp_path / "page.html"))
    assert "The probe はやぶさ woke" in story.text


def test_control_characters_become_spaces_before_offsets_exist(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Red \x1b[31mwords\x07 here.", encoding="utf-8")
    (story,) = loaders.load(str(tmp_path / "story.txt"))
    assert story.text == "Red  [31mwords  here."


@pytest.mark.parametrize("name", ["story.txt", "story.html"])
def test_fifty_megabytes_are_refused_unread(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / name).open("wb") as file:
        file.write(b"Words. " * 1000)
        file.truncate(50_000_000)
    asked: list[int] = []
    rest = source.Source._rest
    monkeypatch.setattr(source.Source, "_rest", lambda self, limit: asked.append(limit) or rest(self, limit))
    (item,) = loaders.read([str(tmp_path / name)])
    assert isinstance(item, Rejected)
    assert "longer than 10 MB" in item.reason
    assert asked == []


def test_a_story_of_more_than_a_million_characters_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Words. " * 150_000, encoding="utf-8")
    (item,) = loaders.read([str(tmp_path / "story.txt")])
    assert isinstance(item, Rejected)
    assert "1,000,000 characters" in item.reason


def test_bad_lines_are_named_and_the_others_load(tmp_path: Path) -> None:
    good = {"id": "one", "text": "Words."}
    lines = [
        json.dumps(good),
        "{not json",
        '["a list"]',
        json.dumps({"id": "two"}),
        json.dumps({"text": "Words."}),
        json.dumps({"id": "three", "text": "NUL \x00 inside"}),
        '{"id": "four", "text": "half a \\ud83d pair"}',
        json.dumps({"id": "five", "text": "Words.", "published": "last week"}),
        json.dumps({"id": "six", "text": 6}),
        json.dumps({"id": "se\x1bven", "text": "Words."}),
        "[" * 100_000,
        json.dumps({"id": "eight", "text": "Words.", "outlet": "Red\x1b[31m", "url": "javascript:alert(1)"}),
        json.dumps({"id": "nine", "text": "Words."})[:-5],
    ]
    (tmp_path / "stories.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = list(loaders.read([str(tmp_path / "stories.jsonl")]))
    stories = [item for item in found if isinstance(item, Story)]
    reasons = [item.reason for item in found if isinstance(item, Rejected)]
    assert [story.id for story in stories] == ["one", "eight"]
    assert (stories[1].outlet, stories[1].url) == ("Red [31m", None)
    assert [reason.partition(":")[0] for reason in reasons] == [f"line {number}" for number in (*range(2, 12), 13)]
    assert "U+0000 at 4" in reasons[4]
    assert "cut off" in reasons[-1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b'[\n{"id": "one"}\n]', "one JSON document"),
        (b'{\n "id": "one"\n}', "one JSON document"),
        (b"\x1f\x8b\x08", "binary"),
        ('{"id": "x"}'.encode("utf-16"), "binary or UTF-16"),
    ],
)
def test_what_is_no_json_lines_is_said_once(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "stories.jsonl").write_bytes(data)
    (item,) = loaders.read([str(tmp_path / "stories.jsonl")])
    assert isinstance(item, Rejected)
    assert said in item.reason


def test_lines_are_read_piece_by_piece(tmp_path: Path) -> None:
    long, short = b'{"id": "long", "text": "' + b"x" * 11_000_000, b'{"id": "short", "text": "Words."}'
    middle = b'{"id": "middle", "text": "' + b"y" * 200_000 + b'"}'
    (tmp_path / "stories.jsonl").write_bytes(b"\n".join([short, long, middle, short]))
    first, bad, second, third = loaders.read([str(tmp_path / "stories.jsonl")])
    assert isinstance(bad, Rejected)
    assert bad.reason == "line 2: longer than 10 MB; split the story"
    assert [getattr(item, "id", "") for item in (first, second, third)] == ["short", "middle", "short"]
    assert isinstance(second, Story)
    assert len(second.text) == 200_000


@pytest.mark.parametrize("end", [200, 300, len(PAGE) - 15, len(PAGE) - 21])
def test_a_page_that_is_cut_off(tmp_path: Path, end: int) -> None:
    (tmp_path / "page.html").write_text(PAGE[:end], encoding="utf-8")
    (item,) = loaders.read([str(tmp_path / "page.html")])
    assert isinstance(item, Rejected)
    assert "cut off" in item.reason
