"""What a summary would cost: from the prices of this version, by model and size, as an estimate."""

import datetime as dt

import pytest

from legalredact.model.policy import ClaudePolicy
from legalredact.summary.cost_estimate import Price, Prices, about, dollars, estimated_cost, estimated_tokens, load


@pytest.mark.parametrize("model", ClaudePolicy().models)
def test_every_model_that_the_built_in_policy_allows_has_a_price(model: str) -> None:
    assert load().of(model, 1) is not None


def test_the_prices_say_when_and_where_they_were_read() -> None:
    assert load().read_on.year >= 2026
    assert load().source.startswith("https://")


def test_a_long_prompt_takes_the_price_of_long_prompts() -> None:
    short, long = load().of("claude-haiku-5-5", 100_000), load().of("claude-haiku-5-5", 100_001)

    assert short is not None
    assert long is not None
    assert long.input > short.input


def test_the_estimate_reckons_with_a_reply() -> None:
    assert estimated_cost("claude-opus-5-5", 1_000_000) == pytest.approx(4.08)  # and 4,000 tokens of a reply at $20


def test_a_model_without_a_price_has_no_estimate() -> None:
    assert estimated_cost("claude-of-another-day", 1000) is None


def test_tokens_are_given_to_two_figures() -> None:
    assert estimated_tokens(3 * 12_345) == 12_000
    assert estimated_tokens(0) == 1


@pytest.mark.parametrize(("amount", "words"), [(0.004, "less than $0.01"), (0.184, "$0.18"), (123.4, "$120")])
def test_amounts_are_rounded_as_people_say_them(amount: float, words: str) -> None:
    assert dollars(amount) == words


@pytest.mark.parametrize(
    ("amount", "told", "guessed"),
    [
        (0.0099, "less than $0.01", "less than $0.01"),
        (0.01, "$0.01", "about $0.01"),
        (9.99, "$9.99", "about $9.99"),
        (10, "$10", "about $10"),
        (12_345, "$12,000", "about $12,000"),
    ],
)
def test_cents_are_told_below_ten_dollars(amount: float, told: str, guessed: str) -> None:
    assert (dollars(amount), about(amount)) == (told, guessed)


def test_a_price_holds_above_its_number_of_tokens() -> None:
    rows = (Price("m", 1.0, 10.0), Price("m", 2.0, 20.0, 100), Price("n", 3.0, 30.0))
    prices = Prices(dt.date(2026, 1, 1), "https://x", rows)
    assert [prices.of("m", tokens) for tokens in (1, 100, 101)] == [rows[0], rows[0], rows[1]]
    assert prices.of("m", 0) is None
    assert prices.of("n", 1_000) is rows[2]


def test_a_token_is_three_characters_and_at_least_one() -> None:
    assert [estimated_tokens(characters) for characters in (1, 6, 300, 3_030, 30_600)] == [1, 2, 100, 1_000, 10_000]


def test_the_estimate_has_the_prices_of_both_ways() -> None:
    price = load().of("claude-opus-5-5", 1)
    assert price is not None
    assert estimated_cost("claude-opus-5-5", 1_000, 500) == pytest.approx(
        (1_000 * price.input + 500 * price.output) / 1_000_000
    )
