"""What reading costs: tokens asked and answered, their price, and the budget that ends it."""

from dataclasses import dataclass

from kg.errors import ExtractError, WrongArgument
from kg.extract.llm.completion import Completion

MILLION = 1_000_000


class BudgetSpent(ExtractError):
    """The budget is spent: this story is not read."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Money for a million tokens in the prompt and in the answer, in whatever currency the user pays."""

    per_million_in: float
    per_million_out: float

    @classmethod
    def read(cls, words: str) -> "Prices":
        """Prices as `IN/OUT`, such as `0.15/0.60`. Raises `WrongArgument`."""
        try:
            one, other = (float(part) for part in words.split("/"))
        except ValueError:
            one = other = -1.0
        if not (0 <= one < MILLION and 0 <= other < MILLION):
            raise WrongArgument(f"--llm-price {words}: no prices; write IN/OUT for a million tokens, like 0.15/0.60")
        return cls(one, other)

    def of(self, tokens_in: int, tokens_out: int) -> float:
        return (tokens_in * self.per_million_in + tokens_out * self.per_million_out) / MILLION


@dataclass(slots=True)
class Account:
    """Answers asked for and taken from the cache, and the tokens of those asked for."""

    budget: int | None = None
    prices: Prices | None = None
    asked: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out

    def charge(self, completion: Completion) -> None:
        self.asked += 1
        self.tokens_in += completion.tokens_in
        self.tokens_out += completion.tokens_out
        self.estimated |= completion.estimated

    def check(self) -> None:
        """Raises `BudgetSpent` once as many tokens are spent; an answer under way is never cut off."""
        if self.budget is not None and self.tokens >= self.budget:
            raise BudgetSpent(f"not read: the budget of {self.budget} tokens is spent; go on with a higher --budget")

    def __str__(self) -> str:
        about = "about " if self.estimated else ""
        said = (
            f"{self.asked} answer{'' if self.asked == 1 else 's'} asked for, {self.cached} from the cache; "
            f"{about}{self.tokens_in} tokens in, {self.tokens_out} out"
        )
        if self.prices is None:
            return said
        return f"{said}; cost {about}{self.prices.of(self.tokens_in, self.tokens_out):.4f}"
