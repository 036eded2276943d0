"""Which sentences of a reply need a source and have none, and which quotations are in the passages that they cite."""

import itertools

import pytest

from legalredact.masking.reply.sources import Sources, uncited
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.review import Citation, Segment

CITED = (Citation("d1", "p1", "p1"),)


def without_source(*segments: Segment) -> list[tuple[int, str]]:
    """The segments and words of what has no source."""
    return [(number, span.of(segments[number].text)) for number, span in uncited(segments)]


@pytest.mark.parametrize("cited", [*itertools.product((True, False), repeat=3)])
@pytest.mark.parametrize("gap", ["", " ", "\n"])
def test_each_sentence_without_a_citation_is_told_once(cited: tuple[bool, ...], gap: str) -> None:
    sentences = ("The yard was red.", "Nobody saw the hull!", "Did the owner pay?")
    segments = [
        Segment(f"{sentence}{gap}", CITED if has else ()) for sentence, has in zip(sentences, cited, strict=True)
    ]
    expected = [(number, sentences[number]) for number, has in enumerate(cited) if not has]
    assert without_source(*segments) == expected


@pytest.mark.parametrize("cited", [*itertools.product((True, False), repeat=3)])
def test_a_sentence_in_parts_has_a_source_if_one_of_its_parts_has(cited: tuple[bool, ...]) -> None:
    parts = ("The yard ", "was red ", "all over.")
    segments = [Segment(part, CITED if has else ()) for part, has in zip(parts, cited, strict=True)]
    assert without_source(*segments) == ([] if any(cited) else [(0, "The yard ")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He left.", []),
        ("He left her.", ["He left her."]),
        ("12 34 56 78.", []),
        ("He left 12.", []),
        ("He left 12a.", ["He left 12a."]),
        ("", []),
        (" \n ", []),
        (" The yard was red. ", ["The yard was red."]),
        ("The yard was red. It was dry then.", ["The yard was red.", "It was dry then."]),
        ("The yard was red.It was dry then.", ["The yard was red.It was dry then."]),
        ("“The yard was red.” It was dry then.", ["“The yard was red.”", "It was dry then."]),
        ("The yard was red\nIt was dry then", ["The yard was red", "It was dry then"]),
        ("The yard of Smith Inc. was red then.", ["The yard of Smith Inc. was red then."]),
        ("See Exs. 4 and five then.", ["See Exs. 4 and five then."]),
        ("It was in Sept. and dry then.", ["It was in Sept. and dry then."]),
        ("The word catalogues. It was dry then.", ["The word catalogues.", "It was dry then."]),
        ("What happened then there:", []),
        ("# What happened then there", []),
        ("####### What happened then there", ["####### What happened then there"]),
        ("**What happened then there**", []),
        ("**What happened then there**:", []),
    ],
)
def test_a_sentence_has_three_words_and_ends_with_a_mark_or_its_line(text: str, found: list[str]) -> None:
    assert [words for _, words in without_source(Segment(text))] == found


def test_a_heading_is_no_sentence_and_ends_the_one_before_it() -> None:
    heading = Segment("What happened then there", heading=True)
    assert without_source(heading) == []
    assert without_source(Segment("The yard was red"), heading, Segment("all over then", CITED)) == [
        (0, "The yard was red")
    ]


def test_a_sentence_is_told_in_the_segment_where_it_begins() -> None:
    segments = (
        Segment("It was so. ", CITED),
        Segment("The yard "),
        Segment("was red."),
        Segment(" And dry too.", CITED),
    )
    assert without_source(*segments) == [(1, "The yard ")]
    assert without_source(Segment("It was dry then. The yard "), Segment("was red.", CITED)) == [
        (0, "It was dry then.")
    ]
    assert without_source(Segment("The yard was red"), Segment(".", CITED)) == [(0, "The yard was red")]
    assert without_source(Segment("(", CITED), Segment("The yard was red.")) == [(1, "The yard was red.")]


TEXTS = ("The owner said: “Paint it red.”", "She paid $40 then", "and left. [The] end.")


def sources(*texts: str) -> Sources:
    passages = tuple(Passage(f"p{n}", text, Place(page=1), Span(0, 1)) for n, text in enumerate(texts, 1))
    return Sources(Payload("digest", "1", "", (PayloadDocument("d1", "Document 1", passages),)))


def cites(*ends: tuple[int, int]) -> tuple[Citation, ...]:
    return tuple(Citation("d1", f"p{first}", f"p{last}") for first, last in ends)


@pytest.mark.parametrize(
    ("first", "last", "valid"), [("p1", "p1", True), ("p1", "p3", True), ("p3", "p1", False), ("p1", "p4", False)]
)
def test_a_citation_names_two_passages_in_order(first: str, last: str, valid: bool) -> None:
    assert sources(*TEXTS).has(Citation("d1", first, last)) is valid
    assert not sources(*TEXTS).has(Citation("d2", first, last))


@pytest.mark.parametrize(
    ("text", "ends", "held"),
    [
        ("She paid $40 then", [(2, 2)], True),
        ("She paid $40 then", [(1, 1)], False),
        ("She paid $40 then", [(1, 1), (2, 2)], True),
        ("She paid $40 then and left.", [(2, 3)], True),
        ("She paid $40 then and left.", [(2, 2), (3, 3)], True),  # over a page break
        ("She paid $40 then and left.", [(3, 3), (2, 2)], False),
        ("She paid … left.", [(2, 3)], True),
        ("She paid [...] left.", [(2, 3)], True),
        ("She left … paid", [(2, 3)], False),
        ("paid … paid", [(2, 3)], False),
        ('said: "Paint it red."', [(1, 1)], True),
        ("'Paint it red.'", [(1, 1)], True),
        ("Paint it blue.", [(1, 1)], False),
        ("", [(1, 1)], False),
        ("She paid $40 then", [(2, 9)], False),
        ("She paid $40 then", [], False),
    ],
)
def test_a_whole_quotation_is_held_by_what_it_cites(text: str, ends: list[tuple[int, int]], held: bool) -> None:
    assert sources(*TEXTS).holds(Segment(text, cites(*ends), quoted=True)) is held


@pytest.mark.parametrize(
    ("text", "ends", "wrong"),
    [
        ("She said “Paint it red” then.", [(1, 1)], []),
        ("She said “paint it red,” then.", [(1, 1)], []),
        ("She said “PAINT … RED!” then.", [(1, 1)], []),
        ("She said “paint it blue” then.", [(1, 1)], ["“paint it blue”"]),
        ("She said “it red” and “it blue”.", [(1, 1)], ["“it blue”"]),
        ("She said “[p]aint it red” then.", [(1, 1)], []),
        ("She said “paint [the yard] red” then.", [(1, 1)], []),
        ("She said “[The] end” then.", [(3, 3)], []),
        ('She said "paint it blue" then.', [(1, 1)], ['"paint it blue"']),
        ("She said ‘paint it blue’ then.", [(1, 1)], ["‘paint it blue’"]),
        ("She said “then and left” too.", [(2, 2), (3, 3)], ["“then and left”"]),  # of two sources
        ("She said “then and left” too.", [(2, 3)], []),
        ("She said “.” then.", [(1, 1)], []),
        ("She said “x” then.", [(1, 1)], []),  # one letter is no quotation
        ("She said “xx” then.", [(1, 1)], ["“xx”"]),
        ("She said “paint it blue” then.", [], []),  # it has no source to be compared with
        ("She said “paint it blue” then.", [(9, 9)], []),
    ],
)
def test_words_in_quotation_marks_are_in_what_a_statement_cites(
    text: str, ends: list[tuple[int, int]], wrong: list[str]
) -> None:
    assert [span.of(text) for span in sources(*TEXTS).misquoted(Segment(text, cites(*ends)))] == wrong
