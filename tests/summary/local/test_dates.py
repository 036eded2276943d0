"""Dates of events in a text: as headings, in order, without years that are the number of something else."""

import pytest

from legalredact.summary.local.dates import dates_of, in_words, order


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2019-03-04", "March 4, 2019"),
        ("2019-03", "March 2019"),
        ("2019", "2019"),
        ("--03-04", "March 4"),
        ("--12-31", "December 31"),
        ("2019-01-10", "January 10, 2019"),
    ],
)
def test_a_date_is_a_heading_as_people_write_it(value: str, words: str) -> None:
    assert in_words(value) == words


def test_dates_without_a_year_come_after_all_others() -> None:
    assert sorted(["--01-01", "2020", "2019-03-04", "2019"], key=order) == ["2019", "2019-03-04", "2020", "--01-01"]


def found(text: str) -> list[str]:
    return [date.value for date in dates_of(text)]


@pytest.mark.parametrize(
    "word", ["in", "since", "by", "during", "of", "from", "until", "between", "before", "to", "IN"]
)
def test_a_bare_year_counts_after_a_word_that_says_so(word: str) -> None:
    assert found(f"The roof was dry {word} 2018.") == ["2018"]


def test_a_bare_year_that_may_be_a_number_does_not_count() -> None:
    assert found("They sold 2018 tiles, and the room 2019 was dry.") == []
    assert found("They sold tiles on March 4, 2019, and in May 2020.") == ["2019-03-04", "2020-05"]


def test_the_year_of_a_cited_case_does_not_count() -> None:
    assert found("See Harrow v. Millstone, 512 F.3d 100 (9th Cir. 2008), decided before 2009.") == ["2009"]


def test_the_day_of_a_cited_case_does_not_count() -> None:
    cited = "See Harrow v. Millstone, 2018 WL 123456 (S.D.N.Y. Mar. 4, 2018), decided before May 1, 2019."
    assert found(cited) == ["2019-05-01"]


def test_of_a_span_of_dates_the_first_counts_where_it_stands() -> None:
    text = "It rained on May 1, 2019 and on May 3, 2019."
    assert [date.span.of(text) for date in dates_of(text)] == ["May 1, 2019", "May 3, 2019"]
