"""Estimates the cost of a summary by the service before it is sent; prices are data with date and source."""

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass

from legalredact.resources import resource

MILLION = 1_000_000
CHARACTERS_A_TOKEN = 3
"""Approximate, for English with our tokens: the service's newer models count about 30 % more tokens than older ones,
which had four characters per token (its documentation of claude-haiku-5-5). The exact count needs a request with the
text."""
REPLY = 4_000
"""Tokens of a reply in the estimate, including the model's reasoning; a long reply takes more."""


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens, for prompts with more than `above` tokens."""

    model: str
    input: float
    output: float
    above: int = 0


@dataclass(frozen=True, slots=True)
class Prices:
    """All prices, with the day and the source of the list."""

    read_on: dt.date
    source: str
    rows: tuple[Price, ...]

    def of(self, model: str, tokens: int) -> Price | None:
        """The price for a prompt with that many tokens; None for a model that is not listed."""
        fitting = [row for row in self.rows if row.model == model and tokens > row.above]
        return max(fitting, key=lambda row: row.above, default=None)


@functools.cache
def load() -> Prices:
    """The prices that are part of this version."""
    content = tomllib.loads(resource("prices.toml").read_text(encoding="utf-8"))
    return Prices(content["read_on"], content["source"], tuple(Price(**row) for row in content["price"]))


def estimated_tokens(characters: int) -> int:
    """Tokens of a text with that many characters, rounded to two digits."""
    return int(float(f"{max(characters / CHARACTERS_A_TOKEN, 1):.2g}"))


def estimated_cost(model: str, tokens: int, reply: int = REPLY) -> float | None:
    """US dollars for a prompt and a reply with that many tokens; None if the price is not known."""
    price = load().of(model, tokens)
    return None if price is None else (tokens * price.input + reply * price.output) / MILLION


def dollars(amount: float) -> str:
    """``$0.18``, ``$12``: rounded to two digits, never zero."""
    if amount < 0.01:
        return "less than $0.01"
    return f"${amount:.2f}" if amount < 10 else f"${float(f'{amount:.2g}'):,.0f}"


def about(amount: float) -> str:
    """An estimate: ``about $0.18``, ``less than $0.01``."""
    return dollars(amount) if amount < 0.01 else f"about {dollars(amount)}"
