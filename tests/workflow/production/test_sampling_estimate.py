"""What a sample says of a whole: held against published tables and exact small cases."""

import math

import pytest

from legalredact.workflow.production.sampling_estimate import (
    design_effect,
    estimate,
    names_per_page,
    poisson_mean,
    share_of_pages,
)


@pytest.mark.parametrize(
    ("found", "looked", "low", "high"),
    [
        (0, 20, 0.0, 0.168433),
        (1, 20, 0.001265, 0.248733),
        (5, 100, 0.016432, 0.112835),
        (10, 10, 0.691503, 1.0),
        (1, 100, 0.000253, 0.054459),
    ],
)
def test_clopper_and_pearson_s_interval_at_95_percent(found: int, looked: int, low: float, high: float) -> None:
    interval = share_of_pages(found, looked, 0.025)
    assert interval.low == pytest.approx(low, abs=2e-6)
    assert interval.high == pytest.approx(high, abs=2e-6)


@pytest.mark.parametrize("looked", [1, 7, 59, 299])
def test_nothing_found_is_the_rule_of_three_exactly(looked: int) -> None:
    assert share_of_pages(0, looked, 0.05).high == pytest.approx(1 - 0.05 ** (1 / looked), rel=1e-12)


@pytest.mark.parametrize(
    ("counted", "low", "high"),
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (3, 0.6187, 8.7673), (10, 4.7954, 18.3904), (100, 81.3640, 121.6270)],
)
def test_garwood_s_interval_at_95_percent(counted: int, low: float, high: float) -> None:
    below, above = poisson_mean(counted, 0.025)
    assert below == pytest.approx(low, abs=1e-4)
    assert above == pytest.approx(high, abs=1e-3)


def test_large_counts_stay_within_what_a_double_holds() -> None:
    low, high = poisson_mean(50_000, 0.025)
    assert low == pytest.approx(50_000 - 1.96 * math.sqrt(50_000), rel=1e-4)
    assert high == pytest.approx(50_000 + 1.96 * math.sqrt(50_000), rel=1e-4)


def test_bounds_leave_exactly_the_tail_beyond_them() -> None:
    interval = share_of_pages(2, 50, 0.025)
    at_least_two = 1 - sum(math.comb(50, k) * interval.low**k * (1 - interval.low) ** (50 - k) for k in range(2))
    at_most_two = sum(math.comb(50, k) * interval.high**k * (1 - interval.high) ** (50 - k) for k in range(3))
    assert at_least_two == pytest.approx(0.025, rel=1e-9)
    assert at_most_two == pytest.approx(0.025, rel=1e-9)


def test_names_that_stand_together_say_less() -> None:
    apart, together = [1] * 6 + [0] * 54, [6] + [0] * 59
    assert design_effect(apart) == 1.0
    assert design_effect(together) > 5
    assert names_per_page(together, 0.05).high > 1.5 * names_per_page(apart, 0.05).high


def test_no_page_says_nothing() -> None:
    assert estimate(1_000, []) is None


def test_sixty_clean_pages_of_ten_thousand() -> None:
    found = estimate(10_000, [0] * 60)
    assert found is not None
    assert (found.with_miss, found.names, found.most_pages) == (0, 0, 488)
    assert found.most_names == 500  # 2.9957 names in 60 pages at most
    assert found.pages_left.low == found.names_left.low == 0


def test_what_was_seen_is_certain() -> None:
    """A production no larger than its sample has no interval, and what was found is never estimated away."""
    found = estimate(4, [0, 2, 0, 1])
    assert found is not None
    assert (found.pages_left.low, found.pages_left.high, found.most_pages) == (2, 2, 2)
    assert (found.names_left.low, found.names_left.high, found.most_names) == (3, 3, 3)
    more = estimate(5, [0, 2, 0, 1])
    assert more is not None
    assert more.pages_left.low >= 2
    assert more.most_pages == 3  # two clean pages were seen
