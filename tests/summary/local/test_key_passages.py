"""Key passages: central sentences that state something, none of them twice."""

import pytest

from legalredact.model.entry_kind import EntryKind
from legalredact.summary.local.body import body_of
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.key_passages import (
    centrality,
    key_passages,
    spread_over_sections,
    without_repetitions,
    words_of,
)
from tests.summary.payloads import document

TILES = (
    "The second shipment of roofing tiles never arrived at the warehouse.",
    "CLIENT_A ordered a second shipment of roofing tiles for the warehouse.",
    "PARTY_B lost the second shipment of roofing tiles on the river.",
    "A gardener watered some roses behind his cottage in spring.",
)


def best(most: int, *texts: str) -> list[str]:
    body = body_of(document("d1", *texts))
    kept = without_repetitions(body, tuple(key_passages(body)), most)
    return [body.words(entry.span) for entry in kept]


def test_sentences_that_share_words_with_many_others_are_central() -> None:
    ranks = centrality([words_of(text) for text in TILES])
    assert ranks.index(min(ranks)) == 3
    assert sum(ranks) == pytest.approx(1.0)
    assert centrality([]) == []


def test_what_is_off_the_subject_comes_last_and_repetitions_are_left_out() -> None:
    assert best(4, *TILES)[-1] == TILES[3]
    assert sorted(best(9, *TILES[:2], *TILES[:2])) == sorted(TILES[:2])


@pytest.mark.parametrize(
    "stating",
    [
        "We hold that a carrier may not alter the record of a load.",
        "The question is how PARTY_B lost its shipment of tiles near the city.",
        "This appeal concerns how PARTY_B lost its shipment of tiles near the city.",
    ],
)
def test_what_a_document_says_of_its_own_subject_is_raised_by_its_words(stating: str) -> None:
    assert best(1, *TILES, stating) == [stating]


@pytest.mark.parametrize(
    "text",
    [
        "Did the second shipment of roofing tiles ever arrive?",
        "See Harrow v. Millstone, 512 F.3d 100, 104 (9th Cir. 2008).",
        "I hereby certify that a copy of the tiles was served today.",
        "East Caroline v. Harrow, 565 F.3d 1353, 1360 (11th Cir. 2009); see also the note of the committee there.",
        "(The deposition ended in the evening of that day.)",
    ],
)
def test_questions_citations_and_boilerplate_are_no_statements(text: str) -> None:
    assert text not in best(9, *TILES, text)


def test_a_sentence_behind_a_place_in_the_record_is_a_statement() -> None:
    text = "(Doc. 15 at 74.)2 CLIENT_A objected to the rejection of the second claim."
    assert text in best(9, *TILES, text)


def test_a_footnote_counts_less_than_the_same_sentence_in_the_text() -> None:
    told = "The second shipment of roofing tiles was lost on the river near the warehouse."
    text, note = (
        next(entry.weight for entry in key_passages(body) if body.words(entry.span).endswith(told))
        for body in (body_of(document("d1", *TILES, one)) for one in (told, f"4 {told}"))
    )
    assert note < text


def test_each_section_has_its_best_passage_before_a_section_has_a_second_one() -> None:
    harbor = "The harbor of Marlow was closed to all barges in the spring."
    body = body_of(document("d1", "SHIPMENTS", *TILES[:3], "HARBOR", harbor))
    ranked = spread_over_sections(body, tuple(Entry(EntryKind.PASSAGES, one.span, 1.0) for one in body.sentences))
    first = [body.words(one.span) for one in without_repetitions(body, ranked, 2)]
    assert first == [TILES[0], harbor]
