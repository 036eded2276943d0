"""Entries by kind, the strongest of them, and spans that were shown."""

from hypothesis import given
from hypothesis import strategies as st

from legalredact.model.entry_kind import EntryKind as K
from legalredact.model.mention import Span
from legalredact.summary.local.entries import Entry, Shown, StructuredFacts, by_kind, strongest
from tests.summary.local.entries_of import body


def spans(*pairs: tuple[int, int], kind: K = K.EVENTS) -> list[Entry]:
    return [Entry(kind, Span(*pair)) for pair in pairs]


def test_entries_are_in_the_order_of_the_document_without_those_within_others_of_their_kind() -> None:
    found = by_kind([*spans((30, 40), (0, 10), (0, 5), (0, 10), (5, 10), (8, 12)), *spans((1, 2), kind=K.COURT)])
    assert [(one.span.start, one.span.end) for one in found[K.EVENTS]] == [(0, 10), (8, 12), (30, 40)]
    assert [(one.span.start, one.span.end) for one in found[K.COURT]] == [(1, 2)]
    assert by_kind(spans((0, 0)))[K.EVENTS] == tuple(spans((0, 0)))


def test_facts_are_listed_in_the_order_of_the_kinds_that_are_asked_for() -> None:
    facts = StructuredFacts(body("x"), by_kind([*spans((0, 10), (20, 30)), *spans((5, 8), kind=K.COURT)]))
    assert [one.kind for one in facts.of(K.COURT, K.LAW, K.EVENTS)] == [K.COURT, K.EVENTS, K.EVENTS]
    assert facts.of() == ()


def test_the_strongest_are_those_of_most_weight_then_of_a_higher_rank_then_the_first() -> None:
    entries = [Entry(K.EVENTS, Span(n, n + 1), weight) for n, weight in enumerate((1, 2, 1, 1))]
    for most, kept in ((0, []), (1, [1]), (2, [1, 2]), (3, [0, 1, 2]), (9, [0, 1, 2, 3])):
        assert [one.span.start for one in strongest(entries, most, {Span(2, 3): 0.5})] == kept
    assert [one.span.start for one in strongest(entries[::-1], 2, {Span(3, 4): -0.5})] == [0, 1]


def test_what_was_shown_for_the_greater_part_is_not_shown_again() -> None:
    shown = Shown()
    assert shown.add(Span(0, 10))
    for again, expected in ((Span(0, 10), True), (Span(5, 15), False), (Span(4, 14), True), (Span(10, 20), False)):
        assert shown.has(again) is expected
    assert not shown.add(Span(2, 4))
    assert (len(shown), shown.spans) == (1, (Span(0, 10),))
    assert shown.add(Span(20, 30))
    assert shown.spans == (Span(0, 10), Span(20, 30))
    assert not shown.has(Span(5, 25))  # ten of its twenty characters are half
    assert shown.has(Span(5, 26))


def test_parts_that_were_shown_one_by_one_count_together() -> None:
    shown = Shown()
    assert all(shown.add(Span(n, n + 10)) for n in range(0, 120, 10))
    assert shown.has(Span(0, 120))
    assert shown.has(Span(65, 170))
    assert not shown.has(Span(115, 125))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=12))
def test_no_span_is_shown_twice_in_any_order(pairs: list[tuple[int, int]]) -> None:
    shown = Shown()
    added = [span for span in (Span(start, start + length) for start, length in pairs) if shown.add(span)]
    assert shown.spans == tuple(sorted(added))
    assert len(set(added)) == len(added)
    assert all(shown.has(span) for span in added)
