"""Files, folders, patterns, stdin: what is read, in which order, under which id, and what is said of the rest."""

import io
import os
import sys
from pathlib import Path

import pytest

import loaders
from kg.errors import LoadError, StoreError
from kg.model import Story
from loaders import Rejected, Source
from loaders.source import DOCUMENT_BYTES
from loaders.web import Web

WORDS = "The tug Lark moved a dead satellite on Friday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/b.txt", "a-b.txt", "a/.hidden.txt", ".git/c.txt", "README.md", "picture.png", "b.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{WORDS} It was told in {name}.", encoding="utf-8")
    return tmp_path


def ids(*names: str | Path, format: str | None = None) -> list[str]:
    return [item.id if isinstance(item, Story) else item.reason for item in loaders.read(map(str, names), format)]


def reason(name: str | Path, format: str | None = None) -> str:
    """What is said of an input that gives nothing, as one line."""
    (item,) = loaders.read([str(name)], format)
    assert isinstance(item, Rejected)
    assert "\n" not in str(item)
    return item.reason


def test_a_folder_is_read_in_order_without_hidden_and_unknown_files(folder: Path) -> None:
    assert ids(folder) == ["a-b-5550000d", "a-b", "b-11dd481a", "b"]
    assert [item.source for item in loaders.load(str(folder))] == [
        str(folder / name) for name in ("a/b.txt", "a-b.txt", "b.md", "b.txt")
    ]


def test_readme_is_passed_over_whatever_its_suffix(folder: Path) -> None:
    for name in ("README", "Readme.rst.txt", "a/ReadMe"):
        (folder / name).write_text(WORDS, encoding="utf-8")
    (folder / "readmenot.txt").write_text(WORDS, encoding="utf-8")
    assert [item.source for item in loaders.load(str(folder), format="text")] == [
        str(folder / name) for name in ("a/b.txt", "a-b.txt", "b.md", "b.txt", "picture.png", "readmenot.txt")
    ]


@pytest.mark.parametrize("length", [DOCUMENT_BYTES, DOCUMENT_BYTES + 1, DOCUMENT_BYTES + 2, DOCUMENT_BYTES + 300_000])
@pytest.mark.parametrize("end", [b"", b"\nlast"])
def test_a_line_is_cut_to_one_byte_more_than_a_document_may_have(length: int, end: bytes) -> None:
    with Source("-", lambda: io.BytesIO(b"first\n" + b"x" * length + end)) as source:
        found = [len(line) for line in source.lines()]
    assert found == [5, min(length, DOCUMENT_BYTES + 1), *([4] if end else [])]


def test_the_first_line_of_any_length_takes_nothing_from_what_is_read() -> None:
    data = b"x" * 200_000 + b"\n" + b"y" * 200_000
    for source in (Source("-", lambda: io.BytesIO(data)) for _ in range(3)):
        with source:
            assert source.first_line() == data[:200_000]
            assert source.read() == data
    with Source("-", lambda: io.BytesIO(data)) as source:
        assert source.first_line() == next(source.lines())
    with Source("-", lambda: io.BytesIO(b"x" * 11_000_000)) as source:
        assert DOCUMENT_BYTES < len(source.first_line()) < 11_000_000


def test_a_file_alone_has_its_name_for_id(folder: Path) -> None:
    assert ids(folder / "a" / "b.txt") == ["b"]


def test_patterns(folder: Path) -> None:
    assert ids(folder / "*.txt") == ["a-b", "b"]
    assert ids(folder / "**" / "b.txt") == ["a-b-5550000d", "b"]
    (folder / "README.md").unlink()
    assert ids(folder / "**") == ids(folder / "**" / "*") == [*ids(folder), reason(folder / "picture.png")][:4]
    assert ids(folder / "a*" / "**") == ["a-b-5550000d"]
    assert reason(folder / "*.pdf") == "matches no file; correct the pattern"
    assert "pattern" in reason(folder / "**b")


def test_a_bracket_in_a_file_name_is_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "[1].txt").write_text(WORDS, encoding="utf-8")
    assert len(list(loaders.load(str(tmp_path / "[1].txt")))) == 1


def test_two_files_of_one_name_are_not_two_versions_of_a_story(folder: Path) -> None:
    first, second = loaders.read([str(folder / "b.txt"), str(folder / "a" / "b.txt")])
    assert isinstance(first, Story)
    assert isinstance(second, Rejected)
    assert "load the folder that holds both" in second.reason


def test_one_bad_input_does_not_stop_the_others(folder: Path) -> None:
    found = ids(folder / "none.txt", folder / "picture.png", folder / "b.txt")
    assert found[0] == "no such file or folder; correct the path"
    assert "known format" in found[1]
    assert found[2] == "b"


class Failing(Web):
    def fetch(self, address: str, *, seconds: float = 1) -> Source:
        raise self.error

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


def test_an_unforeseen_failure_of_one_input_does_not_stop_the_others(folder: Path) -> None:
    names = ["https://a.example/", str(folder / "b.txt")]
    first, second = loaders.read(names, web=Failing(KeyError("x")))
    assert isinstance(first, Rejected)
    assert first.reason == "its loader failed (KeyError: 'x'); report it"
    assert isinstance(second, Story)
    with pytest.raises(StoreError):  # it is no input that failed
        list(loaders.read(names, web=Failing(StoreError("the graph is gone"))))


def test_a_folder_that_holds_nothing_to_read(tmp_path: Path) -> None:
    assert "without files" in reason(tmp_path)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert "no file in a known format" in reason(tmp_path)


def test_links(tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "one.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "stories" / "loop").symlink_to(tmp_path / "stories")
    assert ids(tmp_path / "stories") == ["one"]
    assert ids(tmp_path / "stories" / "**" / "*.txt") == ["one"]
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    assert reason(tmp_path / "broken.txt") == "is a symbolic link that leads nowhere"
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert "symbolic links" in reason(tmp_path / "self.txt")


def test_a_broken_link_in_a_folder_is_named_and_the_others_load(folder: Path) -> None:
    (folder / "z.txt").symlink_to(folder / "nowhere")
    assert ids(folder)[-2:] == ["b", "is a symbolic link that leads nowhere"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="left out: this system has no named pipes")
def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "named pipe" in reason(tmp_path / "pipe.txt")
    assert "device" in reason("/dev/zero")


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "secret.txt").chmod(0)
    if os.access(tmp_path / "secret.txt", os.R_OK):
        pytest.skip("left out: this user may read everything")
    assert reason(tmp_path / "secret.txt") == "cannot be read (permission denied)"


@pytest.mark.parametrize("name", ["", "a\x00b", "\ud800", "x" * 5000, "ftp://host.example/x", "file:///etc/passwd"])
def test_names_of_nothing(name: str) -> None:
    assert reason(name)


def test_names_are_made_safe_to_print(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31mred.txt").write_text(WORDS, encoding="utf-8")
    (story,) = loaders.load(str(tmp_path))
    assert story.source is not None
    assert "\x1b" not in story.source


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WORDS.encode())))
    (story,) = loaders.load("-")
    assert (story.text, story.source) == (WORDS, "-")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "x", "text": "Words."}\n')))
    assert [story.id for story in loaders.load("-")] == ["x"]


def test_load_raises_with_the_name_before_the_reason(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"none\.txt: no such file or folder"):
        list(loaders.load(str(tmp_path / "none.txt")))


def test_an_unknown_format_is_refused_at_once() -> None:
    with pytest.raises(LoadError, match="use one of archive, brief, feed, gcat, html"):
        loaders.read([], format="pigeon")


def test_annotated_stories_are_no_news(tmp_path: Path) -> None:
    form = "What's happened\n[Lark]{c1 Craft} flew.\nGo deeper\n- Why?\n"
    (tmp_path / "annotated.txt").write_text(f"# notes\n@story one\n{form}@end\n", encoding="utf-8")
    (tmp_path / "story.txt").write_text(WORDS, encoding="utf-8")
    assert "annotated" in reason(tmp_path / "annotated.txt")
    assert ids(tmp_path) == ["story"]
