"""Packed web archives: the pages that the list names are stories, read from where they are packed."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from kg.model import Story
from loaders import Rejected, Source
from loaders.intake import stories
from loaders.paths import file
from loaders.wacz import WaczLoader

PARAGRAPH = "<p>The probe Tarsus woke on Sunday after nine years of silent cruise, engineers said in a statement.</p>"
HOST = "https://orbit-post.example"
WARC = "archive/data.warc.gz"
LIST = "pages/pages.jsonl"
HEADER = {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}


def record(name: str, body: str = PARAGRAPH * 5) -> bytes:
    page = f"<!doctype html><html><head><title>Probe wakes at last</title></head><body>{body}</body></html>"
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    lines = [
        "WARC/1.1",
        "WARC-Type: response",
        f"WARC-Target-URI: {HOST}/{name}",
        "WARC-Date: 2031-05-04T10:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    return gzip.compress("\r\n".join([*lines, "", block, "", ""]).encode())


def listed(*names: str) -> str:
    return "\n".join(
        json.dumps(line) for line in (HEADER, *({"url": f"{HOST}/{name}", "ts": "2031-05-04"} for name in names))
    )


def packed(tree: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1"}))
        for name, words in tree.items():
            archive.writestr(name, words, zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED)
    return data.getvalue()


def read(tree: dict[str, str | bytes] | bytes) -> list[Story | Rejected]:
    data = tree if isinstance(tree, bytes) else packed(tree)
    with Source("crawl.wacz", lambda: io.BytesIO(data), key="crawl.wacz") as source:
        return list(stories(source, WaczLoader()))


def told(tree: dict[str, str | bytes] | bytes) -> list[str]:
    """The last part of each story's address, or what is said in the place of one."""
    found = read(tree)
    assert not any("\n" in str(item) for item in found)
    return [str(item.url).rpartition("/")[2] if isinstance(item, Story) else str(item) for item in found]


def test_only_the_pages_that_the_list_names() -> None:
    tree = {WARC: record("one") + record("frame") + record("two"), LIST: listed("two", "one?utm_source=x", "three")}
    assert told(tree) == ["one", "two"]


def test_every_page_where_there_is_no_list() -> None:
    assert told({WARC: record("one") + record("frame")}) == ["one", "frame"]


def test_a_story_names_the_file_that_it_is_packed_in() -> None:
    (found,) = read({WARC: record("one"), LIST: listed("one")})
    assert isinstance(found, Story)
    assert (found.title, found.url, found.published) == ("Probe wakes at last", f"{HOST}/one", "2031-05-04")
    assert found.source == f"crawl.wacz/{WARC}"


def test_several_files_packed_or_not() -> None:
    tree = {
        "archive/b.warc": gzip.decompress(record("two")),
        "archive/a.warc.gz": record("one"),
        "logs/c.warc": record("x"),
    }
    assert told(tree) == ["one", "two"]


def test_nothing_is_unpacked_to_disk(tmp_path: Path) -> None:
    (tmp_path / "crawl.wacz").write_bytes(packed({WARC: record("one")}))
    with file(tmp_path / "crawl.wacz", "crawl.wacz", named=True) as source:
        assert WaczLoader().matches(source)
        assert len(list(WaczLoader().load(source))) == 1
    assert [path.name for path in tmp_path.rglob("*")] == ["crawl.wacz"]


def test_bad_lines_of_the_list_are_named_and_the_others_hold() -> None:
    bad = f'{listed("one")}\n{{not json\n\n{{"url": 7}}\n{{"title": "x"}}\n{{"url": "{HOST}/two"}}\n'
    found = told({WARC: record("one") + record("two") + record("three"), LIST: bad})
    assert found[-2:] == ["one", "two"]
    assert [line.partition(":")[0] for line in found[:-2]] == [f"crawl.wacz/{LIST}"] * 3
    assert [line.split(": ")[1] for line in found[:-2]] == ["line 3", "line 5", "line 6"]


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ({LIST: listed("one")}, "holds no archive/*.warc.gz"),
        ({WARC: record("one"), LIST: listed()}, "lists no page"),
        ({WARC: record("one"), LIST: listed("two")}, "holds none of the HTML pages that it lists"),
        (b"", "is no ZIP archive, or cut off"),
        (packed({WARC: record("one")})[:-40], "is no ZIP archive, or cut off"),
    ],
)
def test_what_cannot_be_read_is_said_once(tree: dict[str, str | bytes] | bytes, said: str) -> None:
    (found,) = told(tree)
    assert said in found


def test_broken_files_and_records_cost_themselves_alone() -> None:
    broken = bytearray(record("two"))
    broken[len(broken) // 2] ^= 0xFF
    tree = {
        "archive/a.warc.gz": b"no WARC file",
        "archive/b.warc.gz": record("one") + bytes(broken) + record("three"),
        "archive/c.warc.gz": record("four")[:-200],
        "archive/d.warc.gz": record("five", "<p></p>"),
        "archive/e.warc.gz": record("six"),
    }
    assert told(tree) == [
        "crawl.wacz/archive/a.warc.gz: is no WARC file of version 1.0 or 1.1, or empty; get the whole of it again",
        "one",
        "crawl.wacz/archive/b.warc.gz: record 2: is cut off or damaged; get the file again",
        "three",
        "crawl.wacz/archive/c.warc.gz: record 1: is cut off or damaged; get the file again",
        f"crawl.wacz/archive/d.warc.gz: record 1 ({HOST}/five): holds no article text; save the page as a browser "
        "shows it, or its text as .txt",
        "six",
    ]


def test_damage_of_the_packing_is_said_of_the_file_in_it() -> None:
    data = bytearray(packed({"archive/a.warc": gzip.decompress(record("one")), "archive/b.warc.gz": record("two")}))
    place = data.index(b"archive/a.warc") + 60
    data[place : place + 20] = bytes(20)
    first, second = told(bytes(data))
    assert first.startswith("crawl.wacz/archive/a.warc: ")
    assert second == "two"


@pytest.mark.parametrize("name", ["archive/../../x.warc.gz", "/archive/x.warc.gz", "archive\\..\\..\\x.warc.gz"])
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    found = told({WARC: record("one"), name: record("two")})
    assert "one" in found
    assert any("has a path that leads out of its archive" in line for line in found)
    assert "two" not in found


def test_a_bomb_is_refused_unread() -> None:
    found = told({WARC: record("one"), "archive/x.warc": b"WARC/1.1\r\n" + b"\n" * 30_000_000})
    assert found == [
        "crawl.wacz/archive/x.warc: is 200 times as long as its packed bytes, as a bomb is; it is not read",
        "one",
    ]


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.wacz.PAGES", 2)
    first, *_ = told({WARC: record("one"), LIST: listed("one", "two", "three")})
    assert first == f"crawl.wacz/{LIST}: lists more than 2 pages; split the archive"


@pytest.mark.parametrize(
    ("key", "media_type", "expected"),
    [
        ("crawl.wacz", "", True),
        ("a/CRAWL.WACZ", "", True),
        ("crawl.zip", "", False),
        ("", "application/wacz", True),
        ("crawl.warc.gz", "", False),
    ],
)
def test_told_by_its_name(key: str, media_type: str, expected: bool) -> None:
    assert WaczLoader().matches(Source("name", io.BytesIO, key=key, media_type=media_type)) is expected
