"""Names whose letters were misread from a picture."""

import pytest

from legalredact.matching.names.finder import NameFinder
from legalredact.model.mention import Kind

NAMES = ("Wilson", "Hammond", "Josephine Waldroop", "Alderbrook Holdings", "Joan Smith", "212-555-0142")


def misread(text: str) -> list[tuple[str, str]]:
    kinds = {"212-555-0142": Kind.PHONE}
    finder = NameFinder((name, name, kinds.get(name, Kind.PERSON)) for name in NAMES)
    return [(one.span.of(text), one.owner) for one in finder.find_damaged(text)]


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("W1lson", "Wilson"),
        ("Harnrnond", "Hammond"),
        ("Hamrnond", "Hammond"),
        ("Josephlne WaIdroop", "Josephine Waldroop"),
        ("Josephine Waldrop", "Josephine Waldroop"),
        ("A1derbrook Ho1dings", "Alderbrook Holdings"),
        ("Alclerbrook Holdings", "Alderbrook Holdings"),
    ],
)
def test_look_alikes_and_one_wrong_letter_are_seen_through(read: str, name: str) -> None:
    assert (read, name) in misread(f"before {read}, after")


@pytest.mark.parametrize("other", ["Wilsom", "John Smith", "Holdings", "212-555-0143", "the wilson", "Wilson"])
def test_what_may_be_another_name_or_is_right_is_left_alone(other: str) -> None:
    assert misread(f"before {other}, after") == []
