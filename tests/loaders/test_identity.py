"""Ids of stories, canonical addresses and dates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.addresses import canonical_url
from loaders.dates import edtf
from loaders.identity import path_id, slug


def test_a_plain_path_is_its_own_id() -> None:
    assert path_id("resilience.txt") == "resilience"
    assert path_id("chang-e-6.txt") == "chang-e-6"


def test_what_a_slug_cannot_tell_apart_gets_a_hash() -> None:
    paths = [
        "a/b.txt",
        "a-b.txt",
        "a-b.html",
        "a-b.md",
        "A-b.txt",
        "a b.txt",
        "a--b.txt",
        "a-b",
        "a/b.html",
        "\u00e1-b.txt",
    ]
    found = [path_id(path) for path in paths]
    assert len(set(found)) == len(paths)
    assert all(identifier.startswith("a-b") for identifier in found)


@given(st.lists(st.text(min_size=1, max_size=30), min_size=2, max_size=2, unique=True))
def test_ids_of_two_paths_differ_unless_they_look_the_same(paths: list[str]) -> None:
    import unicodedata

    same = len({unicodedata.normalize("NFC", path) for path in paths}) == 1
    assert (path_id(paths[0]) == path_id(paths[1])) == same


@given(st.text(max_size=300))
def test_slugs_are_plain(text: str) -> None:
    assert slug(text).replace("-", "").isalnum()
    assert slug(text).isascii()
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://Orbit-Post.EXAMPLE/Space/Probe/", "https://orbit-post.example/Space/Probe"),
        ("HTTPS://orbit-post.example:443/a", "https://orbit-post.example/a"),
        ("http://orbit-post.example:8080/a", "http://orbit-post.example:8080/a"),
        ("https://orbit-post.example/a?utm_source=x&id=7&fbclid=y#part", "https://orbit-post.example/a?id=7"),
        ("https://orbit-post.example/a?b=2&a=1", "https://orbit-post.example/a?a=1&b=2"),
        ("https://orbit-post.example/a?q=%f6", "https://orbit-post.example/a?q=%F6"),
        ("https://orbit-post.example/a?q=%E4&p=\u00e4", "https://orbit-post.example/a?p=%C3%A4&q=%E4"),
        ("https://orbit-post.example/a?1234&&b=", "https://orbit-post.example/a?1234&b="),
        ("https://orbit-post.example/a?q=a%20b/c&r=100%", "https://orbit-post.example/a?q=a+b%2Fc&r=100%25"),
        ("https://orbit-post.example/a?utm%5Fsource=x&id=7", "https://orbit-post.example/a?id=7"),
        ("https://reader:secret@orbit-post.example/a", "https://orbit-post.example/a"),
        ("https://orbit-post.example/caf\u00e9 one", "https://orbit-post.example/caf%C3%A9%20one"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        (" https://orbit-post.example/a\n", "https://orbit-post.example/a"),
        ("javascript:alert(1)", None),
        ("ftp://orbit-post.example/a", None),
        ("/a/b", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://host:port/", None),
        ('https://a"b.example/', None),
        ("https://orbit-post.example/" + "a" * 3000, None),
        ("https://orbit-post.example/" + "\u00e9" * 1500, None),
        ("https://orbit-post.example/?q=" + "/" * 1500, None),
    ],
)
def test_canonical_addresses(address: str, canonical: str | None) -> None:
    assert canonical_url(address) == canonical


PIECES = st.sampled_from(
    ["%", "%e4", "%C3%A4", "\u00e4", "?", "&", "=", "+", " ", "/", ";", "#", ".", "a", "\u00e9" * 300]
)


@given(
    st.text(max_size=60).map("https://orbit-post.example/".__add__)
    | st.lists(PIECES, max_size=20).map("".join).map("https://orbit-post.example/".__add__)
    | st.text(max_size=60)
)
def test_a_canonical_address_is_its_own(address: str) -> None:
    found = canonical_url(address)
    assert found is None or canonical_url(found) == found


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031-05-04T23:30:00-07:00", "2031-05-04"),
        ("2031-05-04 23:30", "2031-05-04"),
        ("20310504T233000Z", "2031-05-04"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("2031-22", "2031-22"),
        ("2031~", "2031~"),
        ("2031-05-04/..", "2031-05-04/.."),
        ("../2031", "../2031"),
        ("Sun, 04 May 2031 23:30:00 -0700", "2031-05-04"),
        ("May 4, 2031", "2031-05-04"),
        ("4 May 2031", "2031-05-04"),
        ("2031-02-30", None),
        ("2031-13", None),
        ("../..", None),
        ("last week", None),
        ("\u0662\u0660\u0663\u0661", None),
        ("", None),
        ("2031-05-04T" + "0" * 100, None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert edtf(text) == date


@given(st.text(max_size=70) | st.from_regex(r"[0-9/.~-]{1,20}"))
def test_a_date_is_its_own_edtf(text: str) -> None:
    found = edtf(text)
    assert found is None or edtf(found) == found
