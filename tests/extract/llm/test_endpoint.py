"""An endpoint that limits, fails, hangs, refuses or is not there; and the key, which never shows."""

import json
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from kg.errors import KgError, ReadingStopped
from kg.extract.llm import Settings
from kg.extract.llm.backoff import wait_seconds
from kg.extract.llm.completion import NoAnswer
from kg.extract.llm.endpoint import Endpoint

MESSAGES = [{"role": "user", "content": "Read."}]
KEY = "sk-very-secret-key-0123456789"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def model(settings: Settings) -> Iterator[Endpoint]:
    opened = Endpoint.open(settings)
    yield opened
    opened.close()


def test_it_is_asked_for_json_with_model_key_and_messages(model: Endpoint, fake: Any) -> None:
    done = model.complete(MESSAGES)
    assert (done.tokens_in, done.tokens_out, done.estimated) == (1000, 200, False)
    (asked,) = fake.asked
    assert asked["messages"] == MESSAGES
    assert (asked["model"], asked["response_format"], asked["temperature"]) == (
        "tiny-model",
        {"type": "json_object"},
        0,
    )
    assert fake.headers[0]["path"] == "/v1/chat/completions"
    assert fake.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_the_whole_address_may_be_named_and_no_key_is_sent_where_there_is_none(settings: Settings, fake: Any) -> None:
    model = Endpoint.open(replace(settings, url=f"{fake.url}/chat/completions", key=""))
    model.complete(MESSAGES)
    model.close()
    assert fake.headers[0]["path"] == "/v1/chat/completions"
    assert "Authorization" not in fake.headers[0]


def test_tokens_are_estimated_where_they_are_not_counted(model: Endpoint, fake: Any, replies: Any) -> None:
    body = json.dumps({"choices": [{"message": {"content": "x" * 8}}], "usage": {"prompt_tokens": -5}})
    fake.script = [replies.failure(200)._replace(body=body.encode())]
    done = model.complete(MESSAGES)
    assert (done.tokens_in, done.tokens_out, done.estimated) == (2, 2, True)


def test_429_is_waited_for_as_long_as_the_server_asks(
    model: Endpoint, fake: Any, replies: Any, waits: list[float]
) -> None:
    fake.script = [replies.failure(429, Retry_After="7"), replies.failure(429), *fake.script]
    assert model.complete(MESSAGES).tokens_in == 1000
    assert waits == [7.0, 2.0]
    assert len(fake.asked) == 3


def test_a_server_that_fails_is_asked_five_times_with_growing_waits(
    model: Endpoint, fake: Any, replies: Any, waits: list[float]
) -> None:
    fake.script = [replies.failure(503)]
    with pytest.raises(NoAnswer, match=r"the language model answered 503 \(tried 5 times\)"):
        model.complete(MESSAGES)
    assert waits == [1.0, 2.0, 4.0, 8.0]
    assert len(fake.asked) == 5


def test_nobody_waits_for_an_hour(model: Endpoint, fake: Any, replies: Any, waits: list[float]) -> None:
    fake.script = [replies.failure(429, Retry_After="3600")]
    with pytest.raises(ReadingStopped, match=r"answered 429 \(it asks for a wait of 3600 s\)"):
        model.complete(MESSAGES)
    assert waits == []


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("7", 7.0),
        ("Mon, 01 Jun 2026 12:00:30 GMT", 30.0),
        ("Mon, 01 Jun 2026 11:00:00 GMT", 0.0),
        ("soon", 4.0),
        ("-5", 4.0),
        ("²", 4.0),
        (None, 4.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(retry_after: str | None, seconds: float) -> None:
    assert wait_seconds(2, retry_after, NOON) == seconds


def test_silence_ends_after_the_time_set(settings: Settings, fake: Any) -> None:
    fake.script = [None]
    model = Endpoint.open(replace(settings, seconds=0.2))
    with pytest.raises(NoAnswer, match=r"did not answer within 0\.2 s \(tried 2 times\)"):
        model.complete(MESSAGES)
    model.close()
    assert len(fake.asked) == 2


def test_an_answer_that_drips_ends_after_the_time_set(settings: Settings, fake: Any, replies: Any) -> None:
    fake.script = [replies.failure(0)]
    model = Endpoint.open(replace(settings, seconds=0.3))
    with pytest.raises(NoAnswer, match=r"did not answer within 0\.3 s"):
        model.complete(MESSAGES)
    model.close()


def test_an_endpoint_that_is_down_stops_the_reading(settings: Settings, waits: list[float]) -> None:
    with socket.socket() as taken:  # bound and not listening: nobody else gets the port meanwhile
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        model = Endpoint.open(replace(settings, url=url))
        with pytest.raises(ReadingStopped, match=r"cannot be connected to \(tried 5 times\); check that"):
            model.complete(MESSAGES)
        model.close()
    assert waits == [1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (401, ReadingStopped, "refuses the key; set KG_LLM_KEY"),
        (404, ReadingStopped, "knows no such address or model"),
        (302, ReadingStopped, "redirects; name the final address"),
        (400, NoAnswer, r"refused the story \(400: maximum context length"),
        (413, NoAnswer, r"refused the story \(413"),
    ],
)
def test_refusals_are_not_tried_again(
    status: int, error: type[KgError], said: str, model: Endpoint, fake: Any, replies: Any
) -> None:
    fake.script = [replies.failure(status, "maximum context length", Location="http://127.0.0.1:1/")]
    with pytest.raises(error, match=said):
        model.complete(MESSAGES)
    assert len(fake.asked) == 1


def test_what_a_server_does_not_take_is_left_out_from_then_on(model: Endpoint, fake: Any, replies: Any) -> None:
    fake.script = [
        replies.failure(400, "'response_format.type' must be 'json_schema' or 'text'"),
        replies.failure(400, "Unsupported parameter: 'max_tokens' is not supported with this model"),
        *fake.script,
    ]
    model.complete(MESSAGES)
    model.complete(MESSAGES)
    optional = {"response_format", "temperature", "seed", "max_tokens"}
    assert [optional & set(asked) for asked in fake.asked] == [
        optional,
        optional - {"response_format"},
        {"temperature", "seed"},
        {"temperature", "seed"},
    ]


@pytest.mark.parametrize("body", [b"", b"<html>Welcome</html>", b"[]", b'{"choices": []}', b'{"choices": [{}]}'])
def test_what_is_no_completion_is_said_to_be_none(body: bytes, model: Endpoint, fake: Any, replies: Any) -> None:
    fake.script = [replies.failure(200)._replace(body=body)]
    with pytest.raises(NoAnswer, match="no chat completion"):
        model.complete(MESSAGES)


def test_an_answer_without_end_is_cut_off(model: Endpoint, fake: Any, replies: Any) -> None:
    fake.script = [replies.completion("x" * 4_000_001)]
    with pytest.raises(NoAnswer, match="has no end"):
        model.complete(MESSAGES)


@pytest.mark.parametrize(
    "echo",
    [
        lambda key: json.dumps({"error": {"message": f"bad key {key}"}}),
        lambda key: json.dumps({"error": f"bad key {key}"}),
        lambda key: json.dumps({"detail": [{"input": f"Bearer {key}"}]}),
        lambda key: f"<p>{key}</p>" + "x" * 1000,
        lambda key: json.dumps({"error": {"message": key[:9] + "\u200b" + key[9:]}}),
        lambda key: "x" * 190 + key,
    ],
)
def test_a_server_that_sends_the_key_back_does_not_get_it_shown(
    echo: Callable[[str], str], model: Endpoint, fake: Any, replies: Any
) -> None:
    fake.script = [replies.failure(422)._replace(body=echo(KEY).encode())]
    with pytest.raises(NoAnswer) as refused:
        model.complete(MESSAGES)
    assert KEY[:8] not in str(refused.value)


def test_the_key_is_in_no_representation(settings: Settings, model: Endpoint) -> None:
    assert KEY not in repr(settings) + repr(model) + repr(model.client.headers)


def test_a_missing_library_is_one_line_that_says_how_to_get_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(KgError, match=r"run: pip install httpx$"):
        Endpoint.open(settings)
