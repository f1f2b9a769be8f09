"""Options win over the environment, and what is wrong is said before anything is sent."""

from pathlib import Path

import pytest

from kg.errors import WrongArgument
from kg.extract.llm import Account, Prices, Settings
from kg.extract.llm.completion import Completion

ENVIRONMENT = {
    "KG_LLM_URL": "http://127.0.0.1:1/v1/",
    "KG_LLM_MODEL": "small",
    "KG_LLM_KEY": " secret-key ",
    "KG_LLM_PRICE": "1/2",
    "KG_LLM_CACHE": "answers",
}


def test_the_environment_says_what_no_option_says() -> None:
    settings = Settings.of(ENVIRONMENT)
    assert settings == Settings("small", Path("answers"), "http://127.0.0.1:1/v1", "secret-key", Prices(1.0, 2.0))
    named = Settings.of(ENVIRONMENT, url="https://127.0.0.1/v1", model="large", price="3/4", cache=Path("c"))
    assert named == Settings("large", Path("c"), "https://127.0.0.1/v1", "secret-key", Prices(3.0, 4.0))


def test_without_a_folder_answers_are_kept_where_the_platform_keeps_such() -> None:
    settings = Settings.of({"KG_LLM_URL": "http://127.0.0.1:1", "KG_LLM_MODEL": "m"})
    assert settings.cache.name == "llm"
    assert "space-kg" in settings.cache.parts


def test_a_file_needs_no_endpoint() -> None:
    assert Settings.of({}, model="models/Tiny.GGUF").is_local


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"KG_LLM_MODEL": ""}, "name one with --llm-model or KG_LLM_MODEL"),
        ({"KG_LLM_URL": ""}, "name one with --llm-url or KG_LLM_URL"),
        ({"KG_LLM_URL": "127.0.0.1:8080"}, "no http or https address"),
        ({"KG_LLM_URL": "http://127.0.0.1:port"}, "no valid address"),
        ({"KG_LLM_URL": "file:///etc/passwd"}, "no http or https address"),
        ({"KG_LLM_URL": "http://me:secret-key@127.0.0.1/"}, "carries a login"),
        ({"KG_LLM_URL": "http://127.0.0.1/?key=secret-key"}, "carries a login or a query"),
        ({"KG_LLM_KEY": "secret-key\nX-Other: 1"}, "KG_LLM_KEY holds characters"),
        ({"KG_LLM_KEY": "secret-kéy"}, "KG_LLM_KEY holds characters"),
        ({"KG_LLM_PRICE": "1"}, "write IN/OUT"),
        ({"KG_LLM_PRICE": "1/-2"}, "write IN/OUT"),
        ({"KG_LLM_PRICE": "nan/1"}, "write IN/OUT"),
        ({"KG_LLM_PRICE": "1/2/3"}, "write IN/OUT"),
    ],
)
def test_what_is_wrong_is_named_without_the_key(change: dict[str, str], said: str) -> None:
    with pytest.raises(WrongArgument, match=said) as wrong:
        Settings.of(ENVIRONMENT | change)
    assert "secret" not in str(wrong.value)


def test_money_is_tokens_by_their_prices() -> None:
    account = Account(prices=Prices(0.5, 1.5))
    account.charge(Completion("", 1_000_000, 200_000))
    assert str(account) == "1 answer asked for, 0 from the cache; 1000000 tokens in, 200000 out; cost 0.8000"
    account.charge(Completion("", 1, 1, estimated=True))
    assert "about 1000001 tokens in" in str(account)
