"""Places of a text that are spoken for: to the character, and nothing beyond the end."""

from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Span


def test_a_span_covers_its_characters_and_no_others() -> None:
    covered = CoveredRanges(10, [Span(2, 4)])
    assert [place in covered for place in range(6)] == [False, False, True, True, False, False]
    assert covered.overlap(Span(3, 9))
    assert covered.overlap(Span(0, 3))
    assert not covered.overlap(Span(4, 10))
    assert not covered.overlap(Span(0, 2))
    assert not covered.overlap(Span(3, 3))


def test_what_is_covered_later_counts_too() -> None:
    covered = CoveredRanges(10)
    assert not covered.overlap(Span(0, 10))
    covered.cover(Span(9, 10))
    assert covered.overlap(Span(0, 10))


def test_nothing_beyond_the_end_is_covered() -> None:
    covered = CoveredRanges(3, [Span(0, 3)])
    assert not covered.overlap(Span(3, 8))
    assert covered.overlap(Span(2, 8))
