"""Web archives: each captured page a story; broken records cost themselves alone, and memory does not grow."""

import base64
import gzip
import hashlib
import io
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Story
from loaders import Rejected, Source
from loaders.intake import stories
from loaders.paths import file
from loaders.warc import BREAKS, CUT, WarcLoader

PARAGRAPH = "<p>The probe Tarsus woke on Sunday after nine years of silent cruise, engineers said in a statement.</p>"
WORDS = "The probe Tarsus woke on Sunday after nine years of silent cruise, engineers said in a statement."
ADDRESS = "https://orbit-post.example/tarsus"


def page(head: str = "") -> bytes:
    title = "<title>Probe wakes at last</title>"
    body = f"<body><article>{PARAGRAPH * 5}</article></body>"
    return f"<!doctype html><html><head>{title}{head}</head>{body}</html>".encode()


def http(body: bytes, *headers: str, status: str = "200 OK", media_type: str = "text/html; charset=utf-8") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    block: bytes,
    address: str = ADDRESS,
    *more: str,
    kind: str = "response",
    length: int | None = None,
    version: str = "1.1",
) -> bytes:
    lines = [
        f"WARC/{version}",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {address}",
        "WARC-Date: 2031-05-04T10:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
        "Content-Type: application/http; msgtype=response",
        *more,
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def read(data: bytes, key: str = "crawl.warc") -> list[Story | Rejected]:
    with Source("crawl", lambda: io.BytesIO(data), key=key) as source:
        return list(stories(source, WarcLoader()))


def story(data: bytes) -> Story:
    (found,) = read(data)
    assert isinstance(found, Story), found
    return found


def told(data: bytes) -> list[str]:
    """The last part of each story's address, or what is said in the place of one."""
    return [str(item.url).rpartition("/")[2] if isinstance(item, Story) else item.reason for item in read(data)]


ONE, TWO, THREE = (record(http(page()), f"https://orbit-post.example/{name}") for name in ("one", "two", "three"))


def test_a_captured_page_is_a_story() -> None:
    found = story(record(http(page())))
    assert (found.title, found.url, found.published, found.source) == (
        "Probe wakes at last",
        ADDRESS,
        "2031-05-04",
        "crawl",
    )
    assert found.text == f"Probe wakes at last\n\n{WORDS}"
    assert found.id.startswith("tarsus-")


def test_the_day_that_the_page_names_goes_before_that_of_the_capture() -> None:
    head = '<meta property="article:published_time" content="2031-05-02T23:00:00-07:00">'
    assert story(record(http(page(head)))).published == "2031-05-02"


@pytest.mark.parametrize(("version", "address"), [("1.0", f"<{ADDRESS}>"), ("1.1", ADDRESS)])
def test_both_versions(version: str, address: str) -> None:
    assert story(record(http(page()), address, version=version)).url == ADDRESS


@pytest.mark.parametrize(
    "data",
    [
        ONE + TWO + THREE,
        gzip.compress(ONE, mtime=0) + gzip.compress(TWO, mtime=0) + gzip.compress(THREE, mtime=0),
        gzip.compress(ONE + TWO + THREE, mtime=0),
    ],
    ids=["plain", "a member a record", "one member"],
)
def test_plain_and_packed(data: bytes) -> None:
    assert told(data) == ["one", "two", "three"]


@pytest.mark.parametrize(
    "other",
    [
        record(b"software: none", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(b"", status="301 Moved Permanently")),
        record(http(page(), status="404 Not Found")),
        record(http(b"\x89PNG", media_type="image/png")),
        record(http(b"x" * 11_000_000, media_type="video/mp4")),
        record(http(page()), "dns:orbit-post.example"),
        record(b"no answer of a server at all"),
        record(page(), kind="resource"),
        record(http(page()), kind="revisit"),
    ],
    ids=["info", "request", "redirect", "not found", "picture", "film", "dns", "no http", "resource", "revisit"],
)
def test_other_records_are_passed_over(other: bytes) -> None:
    assert told(ONE + other + TWO) == ["one", "two"]


def test_a_file_without_pages_is_said_so() -> None:
    assert told(record(b"software: none", kind="warcinfo")) == [
        "holds no HTML page that was answered with status 200; nothing to read"
    ]


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:half], body[half:], b""))


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Content-Encoding: gzip"], gzip.compress(page(), mtime=0)),
        (["Content-Encoding: deflate"], zlib.compress(page())),
        (["Content-Encoding: deflate"], zlib.compress(page())[2:-4]),
        (["Transfer-Encoding: chunked"], chunked(page())),
        (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], chunked(gzip.compress(page(), mtime=0))),
        (["Transfer-Encoding: gzip, chunked"], chunked(gzip.compress(page(), mtime=0))),
        (["Content-Encoding: deflate, gzip"], gzip.compress(zlib.compress(page()))),
        (["Content-Encoding: identity"], page()),
        (["Transfer-Encoding: chunked", "Content-Encoding: br"], page()),
    ],
    ids=["gzip", "zlib", "deflate", "chunked", "chunked gzip", "gzip, chunked", "twice", "identity", "undone already"],
)
def test_encodings(headers: list[str], body: bytes) -> None:
    assert story(record(http(body, *headers))).text.endswith(WORDS)


def test_the_charset_that_the_server_names() -> None:
    body = page().replace(b"Tarsus", "はやぶさ".encode("shift_jis"))
    assert "はやぶさ" in story(record(http(body, media_type="text/html; charset=shift_jis"))).text


PADDED = gzip.compress(page(), mtime=0) + bytes(10_000_000)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (http(b"x" * 10_000_001), "longer than 10 MB"),
        (http(gzip.compress(b" " * 10_000_001, mtime=0), "Content-Encoding: gzip"), "longer than 10 MB"),
        (http(zlib.compress(b" " * 10_000_001), "Content-Encoding: deflate"), "longer than 10 MB"),
        (http(gzip.compress(PADDED, mtime=0), "Content-Encoding: gzip, gzip"), "longer than 10 MB"),
        (http(b"\x00\x01", "Content-Encoding: gzip"), "cannot be unpacked (gzip)"),
        (http(page(), "Content-Encoding: x-secret"), "is encoded as 'x-secret'"),
        (http(b"<html><body></body></html>"), "holds no article text"),
        (http(page()[:-100]), "is cut off before its end"),
        (http(b""), "is empty"),
    ],
    ids=[
        "long",
        "bomb",
        "second bomb",
        "bomb in between",
        "no gzip",
        "unknown encoding",
        "no article",
        "cut page",
        "empty",
    ],
)
def test_a_page_that_cannot_be_read_is_named_by_its_record_and_address(block: bytes, said: str) -> None:
    first, reason, last = told(ONE + record(block) + TWO)
    assert (first, last) == ("one", "two")
    assert reason.startswith(f"record 2 ({ADDRESS}): ")
    assert said in reason
    assert "\n" not in reason


def test_a_page_that_is_too_long_is_not_read() -> None:
    """Whether all of it is there is not even looked at."""
    assert "longer than 10 MB" in told(record(http(page()), length=20_000_000))[0]


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


PACKED = [gzip.compress(part, mtime=0) for part in (ONE, TWO, THREE)]
BROKEN = f"record 2: {CUT}"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PACKED[0] + flipped(PACKED[1], len(PACKED[1]) // 2) + PACKED[2], ["one", BROKEN, "three"]),
        (PACKED[0] + flipped(PACKED[1], len(PACKED[1]) - 6) + PACKED[2], ["one", BROKEN, "three"]),
        (PACKED[0] + flipped(PACKED[1], 0) + PACKED[2], ["one", BROKEN, "three"]),
        (PACKED[0] + PACKED[1][:-100], ["one", BROKEN]),
        (ONE + TWO[:-100], ["one", BROKEN]),
        (ONE + TWO[:60], ["one", BROKEN]),
        (ONE + b"no record at all\r\n" * 9 + THREE, ["one", BROKEN, "three"]),
        (ONE + TWO.replace(b"Content-Length", b"X-Length") + THREE, ["one", BROKEN, "three"]),
        (ONE + TWO.replace(b"Content-Length: ", b"Content-Length: -") + THREE, ["one", BROKEN, "three"]),
        (ONE + record(b"x", length=10**17, kind="request") + THREE, ["one", BROKEN, "three"]),
        (ONE + record(b"x", "x", "X: " + "x" * 100_000) + THREE, ["one", BROKEN, "three"]),
    ],
    ids=[
        "damaged", "damaged check sum", "damaged start", "cut packed", "cut", "cut header", "words between",
        "no length", "negative length", "endless length", "endless header",
    ],
)  # fmt: skip
def test_a_broken_record_costs_itself_alone(data: bytes, expected: list[str]) -> None:
    assert told(data) == expected


def test_every_broken_record_is_named() -> None:
    bad = flipped(PACKED[1], len(PACKED[1]) // 2)
    assert told(bad + bad + PACKED[0] + bad + PACKED[2]) == [
        f"record 1: {CUT}",
        f"record 2: {CUT}",
        "one",
        f"record 4: {CUT}",
        "three",
    ]


def test_bytes_of_a_broken_record_that_look_like_the_next_one() -> None:
    film = gzip.compress(record(http(b"\x1f\x8b\x08 no record " * 9, media_type="video/mp4")), compresslevel=0)
    assert told(PACKED[0] + flipped(film, len(film) - 6) + PACKED[2]) == ["one", BROKEN, "three"]


def test_a_length_that_reaches_into_the_next_record() -> None:
    block = http(page())
    first, reason, last = told(ONE + record(block, length=len(block) + 60) + THREE)
    assert (first, last) == ("one", "three")
    assert "reaches into the next record" in reason


def test_a_broken_record_far_into_a_file() -> None:
    """Further than the bytes reach that are kept to find the next record in."""
    film = record(http(bytes(range(256)) * 20_000, media_type="video/mp4"))
    packed = gzip.compress(film, compresslevel=0, mtime=0)
    assert told(packed + PACKED[0] + flipped(PACKED[1], 300) + packed + PACKED[2]) == [
        "one",
        f"record 3: {CUT}",
        "three",
    ]


def test_a_record_that_is_not_what_its_digest_says() -> None:
    block = http(page())
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    good = record(block, ADDRESS, f"WARC-Block-Digest: sha1:{digest}")
    assert told(good + good.replace(b"Sunday", b"Monday") + THREE) == ["tarsus", BROKEN, "three"]
    assert told(record(block, ADDRESS, "WARC-Block-Digest: unknown:x")) == ["tarsus"]


def test_a_file_that_is_broken_all_over_is_given_up() -> None:
    found = told(b"\n".join([b"WARC/1.1\r\nX"] * 3 * BREAKS))
    assert len(found) == BREAKS + 1
    assert found[-1] == "is broken in 1,000 places; get the whole of it again"


@pytest.mark.parametrize(
    "data", [b"", b"words of a letter", b"\x1f\x8b\x08", gzip.compress(b"words of a letter", mtime=0), b"WARC/0.9"]
)
def test_what_is_no_warc_file_is_said_once(data: bytes) -> None:
    (reason,) = told(data)
    assert reason.startswith("is no WARC file")


@pytest.mark.parametrize(
    ("key", "data", "expected"),
    [
        ("crawl.warc", b"", True),
        ("a/crawl.WARC.GZ", b"", True),
        (None, ONE, True),
        (None, PACKED[0], True),
        ("crawl.gz", PACKED[0], True),
        ("words.gz", gzip.compress(b"words", mtime=0), False),
        ("words.gz", b"\x1f\x8b\x08\xff", False),
        ("story.txt", ONE, False),
    ],
)
def test_told_by_name_or_by_its_first_bytes(key: str | None, data: bytes, expected: bool) -> None:
    assert WarcLoader().matches(Source("name", lambda: io.BytesIO(data), key=key)) is expected


def test_a_file_on_disk(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(PACKED[0] + PACKED[1])
    with file(tmp_path / "crawl.warc.gz", "crawl.warc.gz", named=True) as source:
        assert [item.source for item in WarcLoader().load(source)] == [str(tmp_path / "crawl.warc.gz")] * 2


@settings(max_examples=200, deadline=None, derandomize=True)
@given(packed=st.booleans(), places=st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=5))
def test_whatever_is_damaged_every_story_that_loads_is_whole(packed: bool, places: list[tuple[int, int]]) -> None:
    block = http(page())
    digest = f"WARC-Block-Digest: sha1:{base64.b32encode(hashlib.sha1(block).digest()).decode()}"
    parts = [record(block, f"https://orbit-post.example/{name}", digest) for name in "abc"]
    data = bytearray(b"".join(map(gzip.compress, parts) if packed else parts))
    for place, value in places:
        data[place % len(data)] = value
    for item in read(bytes(data)):
        if isinstance(item, Story):
            # a check sum holds for all of a packed record, a digest for its block only where it is whole itself
            assert item.text.endswith(WORDS) or (not packed and len(places) > 1)
        else:
            assert "\n" not in str(item)
            assert "loader failed" not in item.reason


# Reads what it is given twice over: a little of it to have everything imported, then 200 MB of it, of which it keeps
# nothing; prints by how much the process has grown at most. (What the system gives as the peak of a process may be that
# of the one that started it.)
LARGE = """
import io, sys
import psutil
from loaders import Source
from loaders.warc import WarcLoader

memory = psutil.Process().memory_info
sizes = []

class Repeated(io.RawIOBase):
    def __init__(self, part, times):
        self.part, self.end, self.place = part, times * len(part), 0
    def readable(self):
        return True
    def readinto(self, buffer):
        begin = self.place % len(self.part)
        data = self.part[begin : begin + min(len(buffer), self.end - self.place)]
        buffer[: len(data)] = data
        self.place += len(data)
        sizes.append(memory().rss)
        return len(data)

def read(part, times):
    with Source("large", lambda: io.BufferedReader(Repeated(part, times)), key="large.warc") as source:
        return sum(1 for _ in WarcLoader().load(source))

small = int(sys.stdin.buffer.readline())
one, part = sys.stdin.buffer.read(small), sys.stdin.buffer.read()
assert read(one, 3) == 3
before = memory().rss
sizes.clear()
times = 200_000_000 // len(part) + 1
assert read(part, times) == times
print(max(sizes) - before)
"""


@pytest.mark.long
def test_two_hundred_megabytes_take_less_than_sixty_of_memory() -> None:
    """In a process of its own, whose peak is of nothing else."""
    film = record(http(b"x" * 600_000, media_type="video/mp4"))
    part = record(http(page("<!--" + "x" * 400_000 + "-->"))) + film
    given_to = b"%d\n" % len(ONE) + ONE + part
    done = subprocess.run([sys.executable, "-c", LARGE], input=given_to, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert int(done.stdout) < 60_000_000
