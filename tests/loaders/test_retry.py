"""What passes by itself is tried again, and nothing else."""

import logging
import subprocess
import sys
from email.message import Message
from typing import Any

import pytest

from kg.errors import LoadError
from loaders.request import Answer, NoAnswerError
from loaders.retry import patiently, retry_after


def answer(status: int, **headers: str) -> Answer:
    return Answer(status, "Said", message(headers))


def message(headers: dict[str, str]) -> Message:
    made = Message()
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made


class Host:
    """Gives the outcomes that it was told, and counts how often it was asked and told to be left alone."""

    def __init__(self, *outcomes: Answer | Exception) -> None:
        self.outcomes = list(outcomes)
        self.asked = 0
        self.held: list[float] = []

    def ask(self) -> Answer:
        self.asked += 1
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def patiently(self) -> Answer:
        return patiently(self.ask, self.held.append)


pytestmark = pytest.mark.usefixtures("unhurried")
BROKEN = NoAnswerError("broke off", passing=True)


@pytest.mark.parametrize("status", [200, 204, 301, 304, 400, 401, 403, 404, 410, 451])
def test_an_answer_is_taken_at_once(status: int) -> None:
    host = Host(answer(status))
    assert (host.patiently().status, host.asked) == (status, 1)


@pytest.mark.parametrize("failure", [answer(429), answer(500), answer(502), answer(503), answer(504), BROKEN])
def test_failures_that_pass_are_tried_again(failure: Answer | Exception) -> None:
    host = Host(failure, failure, answer(200))
    assert (host.patiently().status, host.asked) == (200, 3)


def test_the_third_failure_is_the_last() -> None:
    host = Host(*[answer(503)] * 3, answer(200))
    assert (host.patiently().status, host.asked) == (503, 3)
    host = Host(*[BROKEN] * 3, answer(200))
    with pytest.raises(NoAnswerError, match="broke off"):
        host.patiently()
    assert host.asked == 3


@pytest.mark.parametrize("error", [NoAnswerError("private", refused=True), LoadError("disallowed"), ValueError("ours")])
def test_other_failures_are_not(error: Exception) -> None:
    host = Host(error, answer(200))
    with pytest.raises(type(error)):
        host.patiently()
    assert host.asked == 1


def test_a_host_that_says_when_is_left_alone_until_then() -> None:
    host = Host(answer(429, Retry_After="7"), answer(503, Retry_After="60"), answer(200))
    assert (host.patiently().status, host.held) == (200, [7.0, 60.0])


def test_a_host_that_wants_more_than_a_minute_is_not_asked_again() -> None:
    host = Host(answer(429, Retry_After="61"), answer(200))
    assert (host.patiently().status, host.asked, host.held) == (429, 1, [61.0])


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("0", 0.0),
        ("Wed, 04 Jun 2025 12:00:30 GMT", 30.0),
        ("Wed, 04 Jun 2025 11:00:00 GMT", 0.0),
        ("-5", None),
        ("1e9", None),
        ("\u0665", None),
        ("soon", None),
        ("", None),
        ("Wed, 99 Jun 2025 12:00:30 GMT", None),
        ("9" * 400, None),
    ],
)
def test_when_a_host_wants_to_be_asked_again(value: str, seconds: float | None) -> None:
    headers = message({"Date": "Wed, 04 Jun 2025 12:00:00 GMT", "Retry-After": value})
    assert retry_after(headers) == seconds


def test_it_need_not_say() -> None:
    assert retry_after(message({})) is None


def test_a_page_comes_at_the_third_try_when_its_host_likes(site: Any) -> None:
    site.says("/a", status=503, headers={"Retry-After": "20"})
    site.says("/a", "Half", cut=True)
    site.says("/a", "Words.")
    assert site.web().fetch(f"{site.address}/a").read() == b"Words."
    assert site.paths == ["/robots.txt", "/a", "/a", "/a"]
    assert site.times == pytest.approx([0, 1, 21, 22])


def test_a_page_that_stays_away_is_rejected_after_three_tries(site: Any) -> None:
    site.says("/a", status=502)
    with pytest.raises(LoadError, match="answered 502 Bad Gateway; try again later"):
        site.web().fetch(f"{site.address}/a")
    assert site.paths == ["/robots.txt", "/a", "/a", "/a"]


def test_a_host_that_wants_an_hour_is_left_alone_by_the_rest_of_the_run(site: Any) -> None:
    site.says("/a", status=429, headers={"Retry-After": "3600"})
    site.says("/b", "Words.")
    web = site.web()
    with pytest.raises(LoadError, match="answered 429 Too Many Requests; try again later"):
        web.fetch(f"{site.address}/a")
    with pytest.raises(LoadError, match="its host asks to be left alone for 3600 s"):
        web.fetch(f"{site.address}/b")
    assert site.paths == ["/robots.txt", "/a"]


def test_trying_again_prints_nothing() -> None:
    code = (
        "import stamina; from loaders.request import NoAnswerError; from loaders.retry import patiently\n"
        "def ask(): raise NoAnswerError('gone', passing=True)\n"
        "with stamina.set_testing(True, attempts=3):\n"
        "    try: patiently(ask, print)\n"
        "    except NoAnswerError: pass\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert (done.stdout, done.stderr) == ("", "")


def test_who_listens_is_told_of_each_try(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "stamina"):
        Host(answer(503), answer(200)).patiently()
    assert [record.message for record in caplog.records] == ["stamina.retry_scheduled"]
