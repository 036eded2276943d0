"""Estimates how many missed names a production still has, from a person's review of a random sample of its pages.

In e-discovery this is an *elusion test*: a random sample of what was set aside as not responsive is reviewed, and the
share found is extrapolated to the total with an exact binomial interval (Grossman and Cormack, The Grossman-Cormack
Glossary of Technology-Assisted Review, 7 Fed. Cts. L. Rev. 1 (2013), "Elusion", "Binomial Calculator / Confidence
Interval"). Pages with a missed name: Clopper and Pearson, Biometrika 26 (1934) 404. Names, of which a page may hold
several: the exact Poisson interval of Garwood, Biometrika 28 (1936) 437, widened by the design effect (variance over
mean, if above one), since missed names occur in clusters.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

CONFIDENCE = 0.95
_HALVINGS = 200
"""Steps of a bisection: more than a double has bits."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Interval of a figure, at the chosen confidence."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ElusionEstimate:
    """Result of a sample for the complete production.

    Arguments:
        population: pages of the production.
        looked: pages of the sample that a person has reviewed.
        with_miss: those of them on which a name would have been sent.
        names: missed names on them.
        confidence: of the intervals (two-sided) and of the bounds (one-sided).
        pages_left: pages of the complete production with a missed name.
        names_left: missed names in the complete production.
        most_pages, most_names: upper bounds, one-sided.
    """

    population: int
    looked: int
    with_miss: int
    names: int
    confidence: float
    pages_left: Interval
    names_left: Interval
    most_pages: int
    most_names: int


def estimate(population: int, missed: Sequence[int], confidence: float = CONFIDENCE) -> ElusionEstimate | None:
    """Extrapolate the findings to the complete production.

    Arguments:
        population: pages from which the sample was drawn at random, each at most once.
        missed: names missed on each page that was reviewed.
        confidence: between 0 and 1.

    Returns: None as long as no page was reviewed.
    """
    looked, names = len(missed), sum(missed)
    if not looked:
        return None
    with_miss = sum(count > 0 for count in missed)
    two_sided, one_sided = (1 - confidence) / 2, 1 - confidence
    pages = share_of_pages(with_miss, looked, two_sided)
    per_page = names_per_page(missed, two_sided)
    most_share = share_of_pages(with_miss, looked, one_sided).high
    most_per_page = names_per_page(missed, one_sided).high
    seen_clean, unseen = looked - with_miss, population - looked

    def pages_of(share: float) -> float:
        return min(max(share * population, with_miss), population - seen_clean)

    def names_of(rate: float) -> float:
        return max(rate * population, names) if unseen else float(names)

    return ElusionEstimate(
        population,
        looked,
        with_miss,
        names,
        confidence,
        Interval(pages_of(pages.low), pages_of(pages.high)),
        Interval(names_of(per_page.low), names_of(per_page.high)),
        math.ceil(pages_of(most_share) - 1e-9),
        math.ceil(names_of(most_per_page) - 1e-9),
    )


def share_of_pages(found: int, looked: int, tail: float) -> Interval:
    """Clopper–Pearson: each bound leaves that probability beyond itself."""
    low = 0.0 if found == 0 else _where(lambda p: 1 - _binomial_up_to(found - 1, looked, p), tail, 1.0)
    high = 1.0 if found == looked else _where(lambda p: 1 - _binomial_up_to(found, looked, p), 1 - tail, 1.0)
    return Interval(low, high)


def names_per_page(missed: Sequence[int], tail: float) -> Interval:
    """Garwood's interval of the mean, widened for counts that cluster more than by chance."""
    looked, names, effect = len(missed), sum(missed), design_effect(missed)
    counted = names / effect
    low, high = poisson_mean(counted, tail)
    return Interval(low * effect / looked, high * effect / looked)


def design_effect(missed: Sequence[int]) -> float:
    """Variance over mean of the counts, at least one: how many clustered names count as one."""
    looked, names = len(missed), sum(missed)
    if looked < 2 or not names:
        return 1.0
    mean = names / looked
    variance = math.fsum((count - mean) ** 2 for count in missed) / (looked - 1)
    return max(1.0, variance / mean)


def poisson_mean(counted: float, tail: float) -> tuple[float, float]:
    """Bounds of a Poisson mean for that count, as quantiles of the gamma distribution."""
    most = 10 * (counted + 10) + 40
    low = 0.0 if counted == 0 else _where(lambda mean: _gamma_up_to(counted, mean), tail, most)
    return low, _where(lambda mean: _gamma_up_to(counted + 1, mean), 1 - tail, most)


def _where(rises: Callable[[float], float], value: float, most: float) -> float:
    """Where a function that rises from 0 to 1 between 0 and `most` reaches a value."""
    low, high = 0.0, most
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if rises(middle) < value else (low, middle)
    return high


def _binomial_up_to(found: int, looked: int, share: float) -> float:
    """P(X ≤ found) for that many pages, each with that chance."""
    if share <= 0 or share >= 1:
        return float(share <= 0 or found >= looked)
    whole, log_yes, log_no = math.lgamma(looked + 1), math.log(share), math.log1p(-share)
    return min(
        1.0,
        math.fsum(
            math.exp(whole - math.lgamma(k + 1) - math.lgamma(looked - k + 1) + k * log_yes + (looked - k) * log_no)
            for k in range(found + 1)
        ),
    )


def _gamma_up_to(shape: float, x: float) -> float:
    """Regularized lower incomplete gamma function, by its power series (all terms positive, so nothing cancels)."""
    if x <= 0:
        return 0.0
    if x > shape + 12 * math.sqrt(shape) + 60:
        return 1.0  # what lies beyond is less than 1e-20, and the series would leave the range of a double
    n = shape
    term = total = math.exp(shape * math.log(x) - x - math.lgamma(shape + 1))
    while term > total * 1e-17:
        n += 1
        term *= x / n
        total += term
    return min(1.0, total)
