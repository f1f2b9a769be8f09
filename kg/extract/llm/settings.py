"""Which model is asked, where and at what price, as options and environment say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import WrongArgument
from kg.extract.llm.spending import Prices

URL, MODEL, KEY, PRICE, CACHE = "KG_LLM_URL", "KG_LLM_MODEL", "KG_LLM_KEY", "KG_LLM_PRICE", "KG_LLM_CACHE"
COMPLETIONS = "/chat/completions"
SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Settings:
    """A model by its name at an OpenAI-compatible `url`, or the path of a `*.gguf`; `budget` counts tokens.

    The key never shows: not in the representation, not in messages, not in the cache.
    """

    model: str
    cache: Path
    url: str = ""
    key: str = field(default="", repr=False)
    prices: Prices | None = None
    budget: int | None = None
    seconds: float = SECONDS

    @property
    def is_local(self) -> bool:
        """Whether the model is a file that runs in this process."""
        return self.model.casefold().endswith(".gguf")

    @classmethod
    def of(
        cls,
        environment: Mapping[str, str],
        *,
        url: str | None = None,
        model: str | None = None,
        price: str | None = None,
        cache: Path | None = None,
        budget: int | None = None,
        seconds: float = SECONDS,
    ) -> "Settings":
        """What is named, else what the environment says. Raises `WrongArgument` for what is missing or wrong."""
        model = model or environment.get(MODEL, "")
        if not model:
            raise WrongArgument(f"no language model is named; name one with --llm-model or {MODEL}")
        price = price or environment.get(PRICE)
        settings = cls(
            model=model,
            cache=cache or cache_folder(environment),
            url=(url or environment.get(URL, "")).rstrip("/"),
            key=environment.get(KEY, "").strip(),
            prices=Prices.read(price) if price else None,
            budget=budget,
            seconds=seconds,
        )
        if not settings.is_local:
            check_address(settings.url)
            check_key(settings.key)
        return settings


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where answers are kept: `KG_LLM_CACHE`, else the platform's own folder for caches of this program."""
    if named := environment.get(CACHE):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("space-kg", appauthor=False) / "llm"


def check_address(url: str) -> None:
    if not url:
        raise WrongArgument(
            f"no endpoint is named; name one with --llm-url or {URL} (like http://127.0.0.1:8080/v1), or a *.gguf file"
        )
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise WrongArgument("--llm-url is no valid address; write it like http://127.0.0.1:8080/v1") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isascii() or not url.isprintable():
        raise WrongArgument("--llm-url is no http or https address; write it like http://127.0.0.1:8080/v1")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise WrongArgument(f"--llm-url carries a login or a query; leave it out and put the key into {KEY}")


def check_key(key: str) -> None:
    # an HTTP library would quote a key that cannot be sent in its error
    if not key.isascii() or not key.isprintable() or " " in key:
        raise WrongArgument(f"{KEY} holds characters that no key has; set it again (it is not shown here)")
