"""What a summary by the service costs, estimated before it is sent; the prices are data with their date and source."""

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass

from legalredact.resources import resource

MILLION = 1_000_000
CHARACTERS_A_TOKEN = 3
"""Of English with tokens of ours in it, roughly: the service's newer models count about 30 % more than the four
characters that older ones took (its documentation of claude-haiku-5-5). It counts exactly, once text is sent to it."""
REPLY = 4_000
"""Tokens of a reply that the estimate reckons with, the model's thinking included; a long one takes more."""


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens; holds for prompts of more than `above` tokens."""

    model: str
    input: float
    output: float
    above: int = 0


@dataclass(frozen=True, slots=True)
class Prices:
    """All prices, as they were read on a day from a source."""

    read_on: dt.date
    source: str
    rows: tuple[Price, ...]

    def of(self, model: str, tokens: int) -> Price | None:
        """The price of a prompt of that many tokens; None for a model that is not listed."""
        fitting = [row for row in self.rows if row.model == model and tokens > row.above]
        return max(fitting, key=lambda row: row.above, default=None)


@functools.cache
def load() -> Prices:
    """The prices that this version brings."""
    content = tomllib.loads(resource("prices.toml").read_text(encoding="utf-8"))
    return Prices(content["read_on"], content["source"], tuple(Price(**row) for row in content["price"]))


def estimated_tokens(characters: int) -> int:
    """Tokens of a text of that many characters, to two figures: more would pretend."""
    return int(float(f"{max(characters / CHARACTERS_A_TOKEN, 1):.2g}"))


def estimated_cost(model: str, tokens: int) -> float | None:
    """US dollars for reading that many tokens and a reply of `REPLY`; None if the model's price is not known."""
    price = load().of(model, tokens)
    return None if price is None else (tokens * price.input + REPLY * price.output) / MILLION


def dollars(amount: float) -> str:
    """``$0.18``, ``$12``: to two figures, and never nothing."""
    if amount < 0.01:
        return "less than $0.01"
    return f"${amount:.2f}" if amount < 10 else f"${float(f'{amount:.2g}'):,.0f}"
