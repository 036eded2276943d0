"""Texts are put together to stretches and cut where sentences end; every character keeps its place."""

import pytest

from legalredact.summary.local.text import GAP, LONGEST, ends_sentence, stretches


@pytest.mark.parametrize(
    ("before", "after", "ends"),
    [
        ("The roof leaked.", "It", True),
        ("The roof leaked", "It", False),
        ("Did it leak?", "It", True),
        ("It leaked!", "It", True),
        ("He said “it leaked.”", "It", True),
        ("He said (it leaked.)", "It", True),
        ("under Fed.", "R.", False),
        ("under Fed. R.", "Civ.", False),
        ("see Harrow v.", "Millstone", False),
        ("Penhallow Freight, Inc.", "It", False),
        ("in the U.S.", "It", False),
        ("at 10 a.m.", "It", False),
        ("claim No.", "7", False),
        ("claim Nos.", "7", False),
        ("He said no.", "It", True),
        ("He said no.", "", True),
        ("by J.", "Marlow", False),
        ("in room 7.", "It", True),
        ("for PARTY_B.", "It", True),
        ("non-dept.", "It", True),
        ("see (Fed.", "R.", False),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_is_an_abbreviations(before: str, after: str, ends: bool) -> None:
    assert ends_sentence(before, after) is ends


def test_texts_are_put_together_up_to_a_length_and_say_where_each_stands() -> None:
    texts = ["a" * 4000, "b\nb" + "b" * 3997, "c" * 4000, "d"]
    first, second = stretches(texts)
    assert [(s.text_number, s.offset, s.at, s.length) for s in first.slices] == [(0, 0, 0, 4000), (1, 0, 4002, 4000)]
    assert [(s.text_number, s.offset, s.at, s.length) for s in second.slices] == [(2, 0, 0, 4000), (3, 0, 4002, 1)]
    assert first.text == "a" * 4000 + "\n" * GAP + "b b" + "b" * 3997 + "\n" * GAP
    assert [first.slice_at(at).text_number for at in (0, 3999, 4001, 4002, 8001)] == [0, 0, 0, 1, 1]


def test_a_stretch_may_be_as_long_as_the_limit() -> None:
    exactly = ["a" * (LONGEST - 10 - GAP), "b" * 10]
    assert len(list(stretches(exactly))) == 1
    assert len(list(stretches(["a" * (LONGEST - 10 - GAP), "b" * 11]))) == 2
    assert list(stretches([])) == []


@pytest.mark.parametrize("filler", ["The roof leaked. ", "no sentence ends here ", "x", "a line\n"])
def test_a_text_that_is_longer_is_cut_and_nothing_is_lost(filler: str) -> None:
    text = filler * (25_000 // len(filler)) + "Then it was dry."
    pieces = [piece for stretch in stretches([text]) for piece in stretch.slices]
    assert len(pieces) >= 3
    assert all(piece.length <= LONGEST for piece in pieces)
    assert [piece.offset for piece in pieces] == [sum(p.length for p in pieces[:n]) for n in range(len(pieces))]
    assert sum(piece.length for piece in pieces) == len(text)
    heads = [text[: piece.offset] for piece in pieces[1:]]
    end = {"The roof leaked. ": ". ", "no sentence ends here ": " ", "x": "x", "a line\n": "\n"}[filler]
    assert all(head.endswith(end) for head in heads)
