"""How much of a statement the cited passages have: which words count, and when they have too little."""

import pytest

from legalredact.masking.reply.shared_words import Overlap, stems
from legalredact.masking.reply.statement_sources import StatementSources
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument


def overlap_of(*passages: str) -> Overlap:
    """The passages of one document."""
    placed = tuple(Passage(f"p{n}", text, Place(page=n), Span(0, 1)) for n, text in enumerate(passages))
    return Overlap(StatementSources(Payload("abstract", "1", "", (PayloadDocument("d1", "Document 1", placed),))))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ox cart of PARTY_A", ["cart", "PARTY_A"]),
        ("the warehouse's doors", ["wareh", "doors"]),
        ("the warehouse’s Door", ["wareh", "door"]),
        ("on June 4, 2021", ["june", "4", "2021"]),
        ("He said that they were", []),
        ("ice", ["ice"]),
        ("$1,250.50 at 3:15, 168/94.", ["1,250.50", "3:15", "168", "94"]),
        ("2 looms, 3. Nobody", ["2", "looms", "3", "nobod"]),
        ("a B-52 over it", ["b-52"]),
        ("", []),
    ],
)
def test_words_that_carry_meaning_are_compared_by_their_first_letters(text: str, found: list[str]) -> None:
    assert [*stems(text)] == found


STATEMENT = "The lessee repaired the warehouse roof in autumn"
SAME, OTHER = "Lessee repaired a warehouse roof, autumn", "Nobody painted these looms"


def test_a_passage_that_has_nothing_of_a_statement_or_another_that_has_much_more_make_it_weak() -> None:
    both = overlap_of(SAME, OTHER)
    assert not both.is_weak(STATEMENT, [(0, 0)], [])
    assert both.is_weak(STATEMENT, [(0, 1)], [])
    alone = overlap_of(OTHER, "Other looms came")
    assert alone.is_weak(STATEMENT, [(0, 0)], [])  # it has nothing, although no other one has more
    half = overlap_of("The lessee repaired it", SAME)
    assert half.share(STATEMENT, [(0, 0)]) > 0.1
    assert half.is_weak(STATEMENT, [(0, 0)], [])  # it has enough, but the other one has much more
    assert not half.is_weak(STATEMENT, [(0, 0), (0, 1)], [])


def test_the_share_is_of_all_cited_passages_and_whole_without_words() -> None:
    parted = overlap_of("The lessee repaired", "a warehouse roof in autumn", OTHER)
    assert parted.share(STATEMENT, [(0, 0), (0, 1)]) == 1.0
    assert 0 < parted.share(STATEMENT, [(0, 0)]) < 1
    assert parted.share(STATEMENT, [(0, 2)]) == 0
    assert parted.share("He said so", [(0, 2)]) == 1.0
    assert parted.best("He said so", [(0, 2)]) == 0.0
    assert parted.best(STATEMENT, [(0, 0), (0, 1)]) == 0.0
    assert parted.best(STATEMENT, [(0, 2)]) == max(parted.share(STATEMENT, [(0, at)]) for at in (0, 1))


def test_where_the_passages_have_all_figures_a_statement_of_few_other_words_is_not_weak() -> None:
    looms = overlap_of("In May 40 looms came", SAME)
    few = "So 40 were repaired in autumn"
    figures = [Span(few.index("40"), few.index("40") + 2)]
    assert looms.is_weak(few, [(0, 0)], [])
    assert looms.is_weak(few, [(0, 0)], figures) is False
    many = f"{STATEMENT}, 40"
    assert looms.is_weak(many, [(0, 0)], [Span(many.index("40"), many.index("40") + 2)]) is True
