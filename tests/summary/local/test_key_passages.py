"""Key passages: central sentences that state something, none of them twice."""

import math

import pytest

from legalredact.model.entry_kind import EntryKind
from legalredact.summary.local.body import Body, body_of
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.key_passages import (
    centrality,
    is_statement,
    key_passages,
    spread_over_sections,
    without_repetitions,
    words_of,
)
from tests.summary.payloads import document

WORDS = "alder sold birch cedar sunk elm fir lost hazel ivy bought juniper".split()
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


def lexrank(sentences: tuple[str, ...]) -> list[float]:
    """By the definition of the paper: PageRank with damping 0.85 over tf-idf cosines of at least 0.08."""
    counts = [words_of(text) for text in sentences]
    number = len(counts)
    idf = {word: math.log(1 + number / sum(word in one for one in counts)) for one in counts for word in one}
    vectors = [{word: n * idf[word] for word, n in one.items()} for one in counts]

    def cosine(a: dict[str, float], b: dict[str, float]) -> float:
        lengths = math.sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values()))
        found = sum(x * b.get(word, 0.0) for word, x in a.items()) / lengths if lengths else 0.0
        return found if found >= 0.08 else 0.0

    weights = [[0.0 if a is b else cosine(a, b) for b in vectors] for a in vectors]
    rows = [[w / sum(row) for w in row] if sum(row) else [1 / number] * number for row in weights]
    ranks = [1 / number] * number
    for _ in range(500):
        ranks = [0.15 / number + 0.85 * sum(ranks[n] * rows[n][m] for n in range(number)) for m in range(number)]
    return ranks


@pytest.mark.parametrize(
    "sentences",
    [
        TILES,
        (*TILES[:3], "CLIENT_A ordered tiles, tiles and tiles of PARTY_B."),
        ("Tiles.", "Tiles and nails.", "Nails and felt.", "Felt and a rope.", "The barge."),
        ("Tiles.", "Nails."),
        ("of the", "Tiles.", "Tiles."),
        ("Tiles " * 9 + "and nails on the barge of the old harbor.", "Nails.", "A rope in the yard."),
    ],
)
def test_ranks_are_those_of_lexrank(sentences: tuple[str, ...]) -> None:
    assert centrality([words_of(text) for text in sentences]) == pytest.approx(lexrank(sentences), abs=1e-4)


def test_meaningful_words_are_counted_without_case_and_tokens_as_they_are() -> None:
    assert words_of("The Tiles of CLIENT_A and tiles of A client; x yz CLIENT_A") == {
        "CLIENT_A": 2,
        "tiles": 2,
        "client": 1,
        "yz": 1,
    }


def ranks(*texts: str) -> list[str]:
    """The statements of a document, the one of most weight first."""
    read = body_of(document("d1", *texts))
    return [read.words(entry.span) for entry in sorted(key_passages(read), key=lambda one: -one.weight)]


def test_of_statements_alike_in_rank_the_first_ones_lead() -> None:
    texts = [f"The {a} barge was {b} by the {c} crew." for a, b, c in zip(*(iter(WORDS),) * 3, strict=True)]
    assert ranks(*texts) == texts


@pytest.mark.parametrize(
    "words",
    [
        "we hereby all grant",
        "This Court would vacate",
        "QUESTION PRESENTED",
        "whether",
        "this case only concerns",
        "THEREFORE",
        "alleges",
    ],
)
def test_cues_raise_a_statement_in_any_letters(words: str) -> None:
    plain = "The barge of the old yard was unloaded by noon."
    cued = f"The crew {words} that nails were sold in spring."
    assert ranks(plain, cued)[0] == cued
    assert ranks(plain, f"The crew {words.upper()} that nails were sold in spring.")[0] != plain
    assert ranks(plain, "The crew had known that nails were sold in spring.")[0] == plain


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The barge was unloaded by noon.", True),  # six words
        ("The barge was unloaded there.", False),
        ("The barge was unloaded by noon" + " x" * 333 + " yz.", True),  # 700 characters
        ("The barge was unloaded by noon" + " x" * 333 + " xyz.", False),
        ("Was all of the barge unloaded?", False),
        ("He said: “Was the barge unloaded?”", False),
        ("SEE the barge that was unloaded by noon.", False),
        ("See Harrow v. Millstone, 512 F.3d 100, 104 (9th Cir. 2008).", False),
        ("It followed Harrow v. Millstone, 512 F.3d 100, 104 (9th Cir. 2008).", False),  # two words of its own
        ("It all followed Harrow v. Millstone, 512 F.3d 100, 104 (9th Cir. 2008).", True),
        ("The barge was unloaded; all rights reserved.", False),
    ],
)
def test_a_statement_has_words_of_its_own(text: str, statement: bool) -> None:
    read = body_of(document("d1", text))
    (one,) = read.statements
    assert is_statement(read, one) is statement


def entries(read: Body, *weights: float) -> tuple[Entry, ...]:
    return tuple(Entry(EntryKind.PASSAGES, one.span, w) for one, w in zip(read.statements, weights, strict=True))


def test_the_best_passages_are_kept_in_the_order_of_their_weight() -> None:
    read = body_of(document("d1", "alder birch", "cedar elm", "fir hazel"))
    for most, kept in (
        (1, ["cedar elm"]),
        (2, ["cedar elm", "alder birch"]),
        (9, ["cedar elm", "alder birch", "fir hazel"]),
    ):
        assert [read.words(one.span) for one in without_repetitions(read, entries(read, 1, 2, 1), most)] == kept


def test_passages_of_three_quarters_the_same_words_are_repetitions() -> None:
    same, fewer = ("alder birch cedar elm", "alder birch cedar fir"), ("alder birch cedar elm", "alder birch fir ivy")
    for texts, kept in ((same, 1), (fewer, 2), (("of the", "in it"), 2)):
        read = body_of(document("d1", *texts))
        assert len(without_repetitions(read, entries(read, 2, 1), 9)) == kept


def test_each_further_passage_of_a_section_counts_a_tenth_less() -> None:
    read = body_of(document("d1", *TILES[:3], "HARBOR", TILES[3]))
    found = [
        Entry(EntryKind.PASSAGES, one.span, w) for one, w in zip(read.sentences, (1.0, 3.0, 2.0, 1.5), strict=True)
    ]
    spread = {read.words(one.span): one.weight for one in spread_over_sections(read, found)}
    assert [spread[text] for text in TILES] == pytest.approx([0.8, 3.0, 1.9, 1.5])
