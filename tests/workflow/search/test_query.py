"""The forms of a search, each with what it finds and what it does not."""

import pytest

from legalredact.workflow.search.query import parsed


@pytest.mark.parametrize(
    ("words", "found", "not_found"),
    [
        ("sign", "She signed it.", "The design is old."),
        ("SIGN lease", "the lease was Signed", "the lease"),
        ('"lease agreement"', "the Lease,\nAgreement of May", "agreement on the lease"),
        ('"lease agreement"', "lease agreement", "lease agreements"),
        ("oldacre OR penhallow", "Penhallow Freight", "Alder"),
        ("lease -draft", "the lease", "a draft of the lease"),
        ("oldacre w/3 lease", "lease which Ms. Oldacre", "lease one two three four Oldacre"),
        ("oldacre w/1 lease", "Oldacre or lease", "lease in the Oldacre case on lease"),
        ("oldacre w/1 signed w/1 lease", "the lease Oldacre signed", "Oldacre signed it in May, the lease"),
        ("pen*low", "Penhallow", "Penguin"),
        ("*acre", "Oldacre", "Oldfield"),
        ("garcia", "García", "Gracia"),
        ("García", "GARCIA", "Garc"),
        ("smith-jones", "Smith Jones", "Smith and Jones"),
        ("1,250", "paid 1,250.00", "paid 11250"),
        ("J oldacre", "J. Oldacre", "Jane Oldacre"),
        ("契約", "賃貸借契約書", "約契"),
    ],
)
def test_a_form_of_search_finds_what_it_says(words: str, found: str, not_found: str) -> None:
    query = parsed(words)

    assert query.places(found)
    assert not query.places(not_found)


def test_places_are_those_of_all_words_in_the_order_of_the_text() -> None:
    text = "A lease. Oldacre signed the lease."

    assert [span.of(text) for span in parsed("oldacre lease").places(text)] == ["lease", "Oldacre", "lease"]


@pytest.mark.parametrize("words", ["", "  ", "-", "OR", "w/5", '""'])
def test_nothing_to_find_finds_nothing_and_is_no_fault(words: str) -> None:
    query = parsed(words)

    assert not query
    assert not query.fault


@pytest.mark.parametrize("words", ["a", "a*", "-draft", "a*b*c*d*e*f"])
def test_a_search_that_cannot_be_made_says_why(words: str) -> None:
    assert parsed(words).fault


def test_several_asterisks_are_not_tried_with_all_lengths_of_each_other() -> None:
    """In a script without spaces, a search of all lengths takes minutes for this text."""
    assert parsed("漢*漢*漢*x").places("漢" * 50_000) == []
    (place,) = parsed('"al*e*r"').places("Alderer")
    assert (place.start, place.end) == (0, 7)
