"""How far a number that is said may be from the one that is meant, over all sizes of numbers."""

from decimal import Decimal

import pytest

from legalredact.masking.reply.given import half_step, is_exactly, is_rounded, near

CENT = Decimal("0.01")


@pytest.mark.parametrize("digits", range(2, 9))
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("said", [10, 11, 37, 95, 99])
def test_an_inexact_number_means_what_is_rounded_to_its_first_two_digits(digits: int, sign: int, said: int) -> None:
    step = Decimal(10) ** (digits - 2)
    edge = said * step + sign * step / 2
    assert near(said * step, edge)
    assert not near(said * step, edge + sign * CENT)


@pytest.mark.parametrize("said", range(1, 10))
def test_a_small_inexact_number_means_fractions_near_it_and_no_other_whole_number(said: int) -> None:
    tenths = [Decimal(tenth) / 10 for tenth in range(120)]
    assert [one for one in tenths if near(Decimal(said), one)] == [
        one for one in tenths if one % 1 and abs(one - said) <= Decimal("0.3")
    ]


@pytest.mark.parametrize("said", [0, -1, -40])
def test_no_number_is_near_nothing_or_less(said: int) -> None:
    assert not near(Decimal(said), Decimal(said))


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("said", "most"),
    [(1_000, 60), (2_000, 120), (45_000, 1_000), (1_100_000, 66_000), (4_500_000, 100_000), (90_000, 5_400)],
)
def test_a_rounded_number_is_less_than_a_step_and_at_most_six_percent_from_the_exact_one(
    said: int, most: int, sign: int
) -> None:
    below_a_step = most if said * 6 == most * 100 else most - CENT
    assert is_rounded(Decimal(said), Decimal(said) + sign * below_a_step)
    assert not is_rounded(Decimal(said), Decimal(said) + sign * (below_a_step + CENT))


@pytest.mark.parametrize("said", [990, 1_001, 45_678, Decimal("1000.5")])
def test_a_small_number_and_one_without_zeros_at_its_end_are_not_rounded(said: Decimal) -> None:
    assert not is_rounded(Decimal(said), Decimal(said))


@pytest.mark.parametrize(
    ("said", "half"), [("1617", "0.5"), ("1617.2", "0.05"), ("4.69", "0.005"), ("1E+3", "0.5"), ("7.00", "0.5")]
)
def test_a_computed_number_is_the_said_one_within_half_of_its_last_digit(said: str, half: str) -> None:
    number, least = Decimal(said), Decimal(half)
    assert half_step(number) == least
    for sign in (1, -1):
        assert is_exactly(number, number + sign * least)
        assert not is_exactly(number, number + sign * (least + Decimal("0.0001")))
