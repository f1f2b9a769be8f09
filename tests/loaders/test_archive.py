"""A .zip is read as the folder that was packed into it; what is built to harm is refused in one line."""

import io
import json
import os
import random
import stat
import struct
import sys
import zipfile
from pathlib import Path

import pytest

import loaders
from kg.errors import LoadError
from kg.model import Story
from loaders import Rejected, zipped
from loaders.source import Source

WORDS = "The tug Lark moved a dead satellite on Friday."
WORDY = "<p>Words of the page.</p>" * 9
PAGE = f"<!doctype html><html><head><title>Probe wakes at last</title></head><body>{WORDY}</body></html>"
TREE = {
    "b.txt": f"{WORDS} It was b.",
    "a/b.txt": f"{WORDS} It was a/b.",
    "a/page.html": PAGE,
    "stories.jsonl": json.dumps({"id": "of-its-own", "text": WORDS}),
    "picture.png": "\x89PNG",
    "README.md": "Read me.",
    "a/README": "Read me.",
    "a/.hidden.txt": WORDS,
    "__MACOSX/a/b.txt": WORDS,
}


def packed(tree: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, words in tree.items():
            archive.writestr(name, words)
    return data.getvalue()


def told(*names: Path | str) -> list[str]:
    """The id of each story, or what is said in the place of one, with the member's name before it."""
    found = []
    for item in loaders.read(map(str, names)):
        assert "\n" not in str(item)
        found.append(item.id if isinstance(item, Story) else f"{item.source.rpartition('.zip/')[2]}: {item.reason}")
    return found


def of(tmp_path: Path, data: bytes) -> list[str]:
    (tmp_path / "news.zip").write_bytes(data)
    return told(tmp_path / "news.zip")


def test_an_archive_gives_what_its_folder_would(tmp_path: Path) -> None:
    (tmp_path / "news.zip").write_bytes(packed(TREE))
    for name, words in TREE.items():
        if not name.startswith("__"):
            (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "news" / name).write_text(words, encoding="utf-8")
    inside = list(loaders.load(str(tmp_path / "news.zip")))
    assert [(item.id, item.text) for item in inside] == [
        (item.id, item.text) for item in loaders.load(str(tmp_path / "news"))
    ]
    assert len(inside) == 4
    assert inside[0].source == str(tmp_path / "news.zip" / "a" / "b.txt")


def test_an_archive_in_a_folder_keeps_its_stories_apart(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        (tmp_path / name).write_bytes(packed({"b.txt": f"{WORDS} It was {name}."}))
    (tmp_path / "b.txt").write_text(WORDS, encoding="utf-8")
    assert len(set(told(tmp_path))) == 3
    assert not any(":" in name for name in told(tmp_path))


def test_two_archives_with_files_of_one_name_are_not_two_versions_of_a_story(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        (tmp_path / name).write_bytes(packed({"b.txt": f"{WORDS} It was {name}."}))
    first, second = told(tmp_path / "one.zip", tmp_path / "two.zip")
    assert first == "b"
    assert "has the id 'b'" in second


def test_a_format_that_is_named_is_that_of_the_members(tmp_path: Path) -> None:
    (tmp_path / "news.zip").write_bytes(packed({"a.dat": WORDS}))
    assert "no file in a known format" in told(tmp_path / "news.zip")[0]
    assert [item.text for item in loaders.load(str(tmp_path / "news.zip"), format="text")] == [WORDS]


def test_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed({"b.txt": WORDS}))))
    assert [item.id for item in loaders.load("-")] == ["b"]


def test_from_a_pipe_that_cannot_go_back(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.write(writer, packed({"b.txt": WORDS}))
    os.close(writer)
    with os.fdopen(reader) as pipe:
        monkeypatch.setattr(sys, "stdin", pipe)
        assert [item.id for item in loaders.load("-")] == ["b"]


def test_bad_members_are_named_and_the_others_load(tmp_path: Path) -> None:
    tree = {
        "a.txt": "\x00",
        "b.txt": WORDS,
        "c.txt": "Words. " * 1_500_000,
        "d.jsonl": "{\n",
        "e.zip": packed({"x.txt": WORDS}),
    }
    assert of(tmp_path, packed(tree, zipfile.ZIP_STORED)) == [
        "a.txt: holds NUL bytes, so it is binary or UTF-16 without its mark; save it as UTF-8 text",
        "b",
        "c.txt: longer than 10 MB, the most that one document may hold; split it into stories",
        "d.jsonl: is one JSON document, not JSON Lines; write one story object a line",
        "e.zip: is an archive inside of an archive; unpack the outer one, and name the folder",
    ]


@pytest.mark.parametrize(
    "name",
    ["../x.txt", "a/../../x.txt", "/etc/x.txt", "C:/x.txt", "c:x.txt", "..\\x.txt", "a\\..\\x.txt", "\\\\host\\x.txt"],
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    first, second = sorted(of(tmp_path, packed({"b.txt": WORDS, name: WORDS})), key=len)
    assert first == "b"
    assert "has a path that leads out of its archive" in second
    assert [path.name for path in tmp_path.iterdir()] == ["news.zip"]


@pytest.mark.parametrize("name", [".", "./.", ""])
def test_a_path_that_names_no_file_is_refused(tmp_path: Path, name: str) -> None:
    data = packed({name or "EMPTY": WORDS, "./": "", "b.txt": WORDS})
    said, good = of(tmp_path, data.replace(b"EMPTY", b"\0MPTY"))  # a name ends at its first NUL
    assert said.endswith(": has a path that names no file; give it a plain one")
    assert good == "b"


def test_an_archive_that_fails_unforeseen_does_not_stop_the_files_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": WORDS}))
    (tmp_path / "b.txt").write_text(WORDS, encoding="utf-8")
    monkeypatch.setattr(zipped, "refusal", lambda info: [][0])
    assert told(tmp_path)[0].endswith("its loader failed (IndexError: list index out of range); report it")
    assert told(tmp_path)[1:] == ["b"]


def test_names_are_made_safe_to_print(tmp_path: Path) -> None:
    (tmp_path / "news.zip").write_bytes(packed({"a\x1b[31mred.txt": WORDS, "b\x1b[31m.txt": "\x00"}))
    for item in loaders.read([str(tmp_path / "news.zip")]):
        assert "\x1b" not in (str(item) if isinstance(item, Rejected) else str(item.source))


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": f"{WORDS} It was a.", "b.txt": f"{WORDS} It was b."}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert of(tmp_path, bytes(data)) == [
        "a.txt: is encrypted; unpack the archive with its password, and name the folder",
        "b",
    ]


def test_links_and_files_that_are_there_twice_are_refused(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", WORDS)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("b.txt", f"{WORDS} Again.")
    assert of(tmp_path, data.getvalue()) == [
        "a.txt: is a symbolic link, which is not followed; put the file in the place of it",
        "b",
        "b.txt: is there twice; take one of them out",
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions_are_refused(tmp_path: Path, method: int) -> None:
    assert of(tmp_path, packed({"b.txt": WORDS}, method)) == [
        "b.txt: is compressed by other means than deflate; pack the archive again"
    ]


def test_a_bomb_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"a.jsonl": b"\n" * 20_000_000, "b.txt": WORDS})
    assert len(data) < 100_000
    opened: list[str] = []
    open_member = zipped.open_member
    monkeypatch.setattr(
        zipped, "open_member", lambda archive, info: opened.append(info.filename) or open_member(archive, info)
    )
    assert of(tmp_path, data) == [
        "a.jsonl: is 200 times as long as its packed bytes, as a bomb is; it is not read",
        "b",
    ]
    assert opened == ["b.txt"]


def test_a_bomb_that_lies_about_its_length_gives_no_more_than_it_says(tmp_path: Path) -> None:
    data = bytearray(packed({"b.txt": b"words " * 5_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + offset
        data[place : place + 4] = struct.pack("<I", 1000)
    (found,) = of(tmp_path, bytes(data))
    assert found == "b.txt: cannot be read (damaged inside of its archive; get the archive again)"


def test_members_that_lie_over_each_other_are_refused(tmp_path: Path) -> None:
    words = random.Random(1).randbytes(50_000).hex()
    data = packed({"a.txt": words, "b.txt": words})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        second = archive.getinfo("b.txt").header_offset
    place = data.rindex(b"PK\x01\x02") + 42
    shared = data[:place] + struct.pack("<I", 0) + data[place + 4 :]
    end = shared.rindex(b"PK\x05\x06")
    directory = shared[shared.index(b"PK\x01\x02", second) : end]
    body = shared[:second] + directory
    tail = shared[end : end + 16] + struct.pack("<I", second) + shared[end + 20 :]
    assert of(tmp_path, body + tail)[-1].endswith(
        "holds members that lie over each other, as a bomb's do; it is not read"
    )


@pytest.mark.parametrize(
    ("name", "limit", "said"),
    [
        ("MEMBERS", 1, "holds more than 1 members; split it"),
        ("TOTAL_BYTES", 10, "unpacked; split it"),
        ("DIRECTORY_BYTES", 50, "members; split it"),
    ],
)
def test_an_archive_beyond_its_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int, said: str
) -> None:
    monkeypatch.setattr(zipped, name, limit)
    (found,) = of(tmp_path, packed({"a.txt": WORDS, "b.txt": WORDS}))
    assert found.endswith(said)


def test_the_directory_of_a_zip64_archive_is_bounded_too() -> None:
    record = b"PK\x06\x06" + bytes(36) + struct.pack("<QQ", 10**12, 0)
    locator = b"PK\x06\x07" + bytes(16)
    with pytest.raises(LoadError, match="more than 10,000 members"):
        zipped.check_directory(io.BytesIO(record + locator + b"PK\x05\x06" + bytes(18)))


@pytest.mark.parametrize("data", [b"", b"words", b"PK\x03\x04 and words", packed(TREE)[:-30], packed(TREE)[100:][:-1]])
def test_what_is_no_archive_is_said_once(tmp_path: Path, data: bytes) -> None:
    (found,) = of(tmp_path, data)
    assert found.endswith("is no ZIP archive, or cut off; get the whole of it again")


def test_one_bad_archive_does_not_stop_the_other_files_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.txt").write_text(WORDS, encoding="utf-8")
    bad, good = told(tmp_path)
    assert "no ZIP archive" in bad
    assert good == "b"


@pytest.mark.parametrize("damage", [b"\x00" * 10, b"\xff" * 10])
def test_damage_inside_costs_the_member_alone(tmp_path: Path, damage: bytes) -> None:
    data = bytearray(packed({"a.txt": f"{WORDS} It was a.", "b.txt": f"{WORDS} It was b."}))
    place = data.index(b"a.txt") + 5
    data[place : place + 10] = damage
    assert of(tmp_path, bytes(data)) == [
        "a.txt: cannot be read (damaged inside of its archive; get the archive again)",
        "b",
    ]


def test_an_archive_without_stories(tmp_path: Path) -> None:
    assert "no file in a known format" in of(tmp_path, packed({}))[0]
    assert "no file in a known format" in of(tmp_path, packed({"picture.png": "\x89PNG"}))[0]


def test_a_web_archive_is_told_its_name(tmp_path: Path) -> None:
    assert "rename it to end in .wacz" in of(tmp_path, packed({"datapackage.json": "{}", "archive/a.warc": ""}))[0]


def test_office_documents_are_no_archives(tmp_path: Path) -> None:
    (tmp_path / "story.docx").write_bytes(packed({"word/document.xml": WORDS}))
    assert "is in no known format" in told(tmp_path / "story.docx")[0]


def test_a_source_as_a_file_is_all_of_it() -> None:
    with Source("words", lambda: io.BytesIO(b"words " * 50_000)) as source:
        assert source.head.startswith(source.file().read(6))
        assert source.file().read() == b"words " * 50_000


def test_a_source_as_a_file_is_bounded_where_it_cannot_go_back() -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with Source("-", lambda: Stream(b"x" * 11_000_000)) as source, pytest.raises(LoadError, match="longer than 10 MB"):
        source.file()
