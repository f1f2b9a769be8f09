"""What hosts allow programs to read, and how often (RFC 9309)."""

import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from kg.errors import LoadError
from loaders import Rejected
from loaders.request import REDIRECTS
from loaders.robots import BYTES, Rules, origin_of, parse

DISALLOWED = "is disallowed by the robots.txt of its host; leave it out, or ask its publisher"


def reason(web: Any, address: str) -> str:
    with pytest.raises(LoadError) as raised:
        web.fetch(address)
    return str(raised.value)


def allowed(text: str | bytes, path: str = "/news/1") -> bool:
    rules = parse(text if isinstance(text, bytes) else text.encode())
    return rules.can_fetch(f"https://a.example{path}", "space-kg")


def test_a_disallowed_address_is_rejected_and_not_asked_for(site: Any) -> None:
    site.says("/robots.txt", "User-agent: *\nDisallow: /drafts/\n")
    site.says("/drafts/1", "Not yet.")
    site.says("/news", "The probe Tarsus woke on Sunday.")
    rejected, story = loaders.read([f"{site.address}/drafts/1", f"{site.address}/news"])
    assert rejected == Rejected(f"{site.address}/drafts/1", DISALLOWED)
    assert story.text == "The probe Tarsus woke on Sunday."
    assert site.paths == ["/robots.txt", "/news"]


def test_the_rules_are_asked_for_once_a_host_and_run_and_once_a_day(site: Any) -> None:
    for path in ("/a", "/b", "/c"):
        site.says(path, "Words.")
    web = site.web()
    for path in ("/a", "/b", "/c"):
        web.fetch(site.address + path)
    assert site.paths == ["/robots.txt", "/a", "/b", "/c"]
    site.web().fetch(f"{site.address}/a")
    assert site.paths[4:] == ["/robots.txt", "/a"]
    site.clock.time += 24 * 3600
    web.fetch(f"{site.address}/a")
    assert site.paths[6:] == ["/robots.txt", "/a"]


def test_the_rules_are_asked_for_by_the_name_of_this_program(site: Any) -> None:
    site.says("/a", "Words.")
    site.web().fetch(f"{site.address}/a")
    assert site.sent("/robots.txt")["User-Agent"].startswith("space-kg (")
    assert site.sent("/robots.txt")["User-Agent"] == site.sent("/a")["User-Agent"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_host_without_rules_allows_everything(site: Any, status: int) -> None:
    site.says("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    site.says("/a", "Words.")
    assert site.web().fetch(f"{site.address}/a").read() == b"Words."


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (500, "answered 500 Internal Server Error; try again later"),
        (503, "answered 503 Service Unavailable; try again later"),
        (429, "answered 429 Too Many Requests; try again later"),
    ],
)
def test_a_host_whose_rules_cannot_be_had_allows_nothing(site: Any, status: int, said: str) -> None:
    site.says("/robots.txt", status=status)
    site.says("/a", "Words.")
    web = site.web()
    for _ in range(2):
        assert reason(web, f"{site.address}/a") == f"is left out: the robots.txt of its host {said}"
    assert site.paths == ["/robots.txt"] * 3
    site.answers["/robots.txt"] = []
    site.says("/robots.txt", "User-agent: *\nAllow: /")
    site.clock.time += 300
    assert web.fetch(f"{site.address}/a").read() == b"Words."


def test_rules_that_do_not_come_in_time_allow_nothing(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.robots.TOTAL_SECONDS", 0.05)
    site.says("/robots.txt", late=True)
    assert "is left out: the robots.txt of its host did not answer in time" in reason(site.web(), f"{site.address}/a")
    assert site.paths == ["/robots.txt"]


def test_rules_that_break_off_allow_nothing(site: Any) -> None:
    site.says("/robots.txt", "User-agent: *\nAllow: /", cut=True)
    assert "the robots.txt of its host broke off before its end" in reason(site.web(), f"{site.address}/a")


def test_rules_may_stand_elsewhere(site: Any) -> None:
    site.says("/robots.txt", status=301, headers={"Location": "/rules"})
    site.says("/rules", "User-agent: *\nDisallow: /a")
    assert reason(site.web(), f"{site.address}/a") == DISALLOWED


def test_rules_that_lead_nowhere_allow_nothing(site: Any) -> None:
    site.says("/robots.txt", status=301, headers={"Location": "/robots.txt"})
    assert "the robots.txt of its host redirects more than 5 times" in reason(site.web(), f"{site.address}/a")
    assert site.paths == ["/robots.txt"] * (REDIRECTS + 1)


@pytest.mark.parametrize("place", ["http://10.255.255.1/robots.txt", "file:///etc/passwd"])
def test_rules_are_not_fetched_from_where_pages_are_not(site: Any, place: str) -> None:
    site.says("/robots.txt", status=302, headers={"Location": place})
    assert reason(site.web(), f"{site.address}/a")
    assert site.paths == ["/robots.txt"]


def test_a_redirect_is_allowed_by_the_rules_of_its_own_host(site: Any) -> None:
    other = site.address.replace("127.0.0.1", "localhost")
    site.says("/robots.txt", "User-agent: *\nAllow: /")
    site.says("/robots.txt", "User-agent: *\nDisallow: /")
    site.says("/a", status=302, headers={"Location": f"{other}/b"})
    assert reason(site.web(), f"{site.address}/a") == DISALLOWED
    assert site.paths == ["/robots.txt", "/a", "/robots.txt"]


@pytest.mark.parametrize(
    ("delay", "times"),
    [
        ("", [0, 1, 2, 3]),
        ("Crawl-delay: 0.1", [0, 1, 2, 3]),
        ("Crawl-delay: 7", [0, 1, 8, 15]),
        ("Crawl-delay: 86400", [0, 1, 31, 61]),
        ("Crawl-delay: nan", [0, 1, 2, 3]),
        ("Crawl-delay: -5", [0, 1, 2, 3]),
    ],
)
def test_the_pace_is_the_hosts_own_up_to_half_a_minute(site: Any, delay: str, times: list[float]) -> None:
    site.says("/robots.txt", f"User-agent: *\n{delay}\n")
    site.says("/a", "Words.")
    web = site.web()
    for _ in range(3):
        web.fetch(f"{site.address}/a")
    assert site.times == pytest.approx(times)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /news", True),
        ("User-agent: *\nDisallow: /news/*1$", False),
        ("\N{ZERO WIDTH NO-BREAK SPACE}User-agent: *\r\nDisallow: /", False),
        ("User-agent: * # all\nDisallow: /", False),
        # a group of our own counts in place of that of all, in any case and with a version
        ("User-agent: *\nDisallow: /\n\nUser-agent: Space-KG\nAllow: /", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: space-kg/2.0\nDisallow: /", False),
        ("User-agent: otherbot\nUser-agent: space-kg\nDisallow: /", False),
        # those of others do not, whatever word of ours they are called
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: space\nDisallow: /", True),
        ("User-agent: graph\nDisallow: /", True),
        ("User-agent: space-kg-news\nDisallow: /", True),
        ("<html><title>Not found</title></html>", True),
    ],
)
def test_rules(text: str, expected: bool) -> None:
    assert allowed(text) == expected


def test_rules_past_their_first_half_megabyte_are_passed_over() -> None:
    filling = "# filling\n" * (BYTES // 10 - 4)
    assert not allowed(f"User-agent: *\n{filling}Disallow: /\n")
    assert allowed(f"User-agent: *\nAllow: /\n{filling * 2}Disallow: /news/1\n")
    # the line that is cut off would say something else
    assert allowed(f"User-agent: *\n{filling}{' ' * 14}Disallow: /nowhere", "/n")


@pytest.mark.parametrize("form", ["User-agent: {}", "useragent:{}", "User agent {}", "user   agent {}"])
def test_rules_for_very_many_programs_cost_little(form: str) -> None:
    names = "\n".join(form.format(f"b{number}") for number in range(16_000))
    begun = time.process_time()
    assert allowed(f"{names}\n" + "allow:/\n" * 30_000)
    assert time.process_time() - begun < 5


@settings(max_examples=200, deadline=None)
@given(st.binary() | st.text().map(lambda text: f"User-agent: *\n{text}".encode()))
def test_any_bytes_are_rules(body: bytes) -> None:
    with suppress(LoadError):
        assert 1.0 <= Rules(0.0, file=parse(body)).seconds("https://a.example/news/1?x=%ff") <= 30.0


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://A.example/news?x=1#y", "https://a.example:443"),
        ("http://a.example.:8080", "http://a.example:8080"),
        ("HTTP://[::1]/", "http://[::1]:80"),
    ],
)
def test_for_whom_rules_speak(address: str, origin: str) -> None:
    assert origin_of(address) == origin
