"""Places of a text: which stretches one touches, and where a person's decisions for single places hold."""

import itertools

import hypothesis.strategies as st
from hypothesis import given

from legalredact.masking.place_decisions import PlaceDecisions
from legalredact.masking.span_index import SpanIndex
from legalredact.model.mention import Span

SPANS = tuple(Span(start, end) for start, end in itertools.combinations(range(7), 2))


@given(st.lists(st.sampled_from(SPANS), max_size=8), st.sampled_from(SPANS))
def test_the_index_finds_what_a_look_at_every_stretch_finds(stretches: list[Span], place: Span) -> None:
    items = [(span, number) for number, span in enumerate(stretches)]
    assert SpanIndex(items).over(place) == [item for item in sorted(items, key=_start) if item[0].overlaps(place)]


def _start(item: tuple[Span, int]) -> int:
    return item[0].start


@given(st.sets(st.tuples(st.sampled_from("ab"), st.sampled_from(SPANS)), max_size=3), st.booleans())
def test_a_name_stays_in_clear_at_its_place_and_inside_a_spelling_of_it(
    clear: set[tuple[str, Span]], spelled: bool
) -> None:
    decisions = PlaceDecisions(tuple(clear), (), frozenset(clear) if spelled else frozenset())
    for span in SPANS:
        left = {one for one, place in clear if place == span or (spelled and place.contains(span))}
        assert {one for one in "ab" if decisions.leaves(one, span)} == left
        assert decisions.leaves_words(span) == bool(left)
