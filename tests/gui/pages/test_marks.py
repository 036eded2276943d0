"""Which marks stand where: found by place, nested ones known, masked ones without overlap."""

import array
from dataclasses import replace

import hypothesis
import hypothesis.strategies as st
import pytest

from legalredact.detection.spans.candidate import Source
from legalredact.gui.pages.flow_text import Displayed, note_beside, rows_of
from legalredact.gui.pages.leaving import Leaving
from legalredact.gui.pages.marks import Look, Marks, lines_of, on_page, why
from legalredact.masking.mask import mask
from legalredact.model.document import Block, BlockKind, CharBoxes, Document
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity, Register

TEXT = "From: Marguerite Oldacre <oldacre@penhallow.example>"


def entity(entity_id: str, *, decision: Decision = Decision.CONFIRMED, tier: Tier = Tier.SUGGESTED) -> Entity:
    return Entity(
        entity_id, entity_id, Kind.PERSON, Role.CLIENT, tier=tier, decision=decision, token=f"CLIENT_{entity_id}"
    )


def mention(text: str, words: str, entity_id: str) -> Mention:
    start = text.index(words)
    return Mention(Span(start, start + len(words)), words, Kind.PERSON, Tier.SUGGESTED, "model", entity=entity_id)


def document(text: str, *blocks: Block) -> Document:
    return Document("d1", "a.txt", text, blocks or (block(text),), (), (), "0" * 64)


def block(text: str, start: int = 0, kind: BlockKind = BlockKind.BODY, label: str = "") -> Block:
    return Block(f"b{start}", kind, Span(start, start + len(text)), label=label)


MARKS = Marks(
    [
        mention(TEXT, "oldacre", "B"),
        mention(TEXT, "oldacre@penhallow.example", "C"),
        mention(TEXT, "Marguerite Oldacre", "A"),
    ],
    {name: entity(name) for name in "ABC"},
)


def test_the_shortest_mark_under_a_character_is_found() -> None:
    at = TEXT.index("oldacre@")
    found, beside = MARKS.at(at), MARKS.at(at + 8)

    assert (found and found.entity.id, beside and beside.entity.id) == ("B", "C")
    assert MARKS.at(0) is None


def test_a_mark_within_another_is_inner() -> None:
    assert {mark.entity.id: mark.inner for mark in MARKS.all} == {"A": False, "C": False, "B": True}


def test_of_masked_marks_that_overlap_the_longest_stays() -> None:
    assert [mark.entity.id for mark in MARKS.masked_within(Span(0, len(TEXT)))] == ["A", "C"]


def test_a_mark_looks_as_its_entity_was_decided() -> None:
    looks = {
        decision: Marks([mention(TEXT, "Oldacre", "A")], {"A": entity("A", decision=decision)}).all[0].look
        for decision in Decision
    }

    assert looks == {
        Decision.OPEN: Look.SUGGESTED,
        Decision.CONFIRMED: Look.CONFIRMED,
        Decision.DISMISSED: Look.DISMISSED,
    }
    possible = Marks([mention(TEXT, "Oldacre", "A")], {"A": entity("A", decision=Decision.OPEN, tier=Tier.POSSIBLE)})
    assert possible.all[0].look is Look.POSSIBLE


def test_characters_of_one_line_make_one_rectangle_and_a_new_line_a_new_one() -> None:
    first = [(x, 100.0, x + 10, 112.0) for x in (0.0, 10.0, 20.0)]
    second = [(x, 114.0, x + 10, 126.0) for x in (0.0, 10.0)]

    assert list(lines_of([*first, *second])) == [(0, 100, 30, 112), (0, 114, 20, 126)]


def test_marks_of_a_page_keep_to_their_line_where_lines_reach_into_each_other() -> None:
    text = "Ann Oak\nBen Elm"
    numbers = array.array("f")
    for index in range(len(text)):
        top = 100.0 if index < 8 else 112.0
        numbers.extend(
            (10.0 * (index % 8), top, 10.0 * (index % 8) + 10, top + 18) if text[index] != "\n" else (0.0,) * 4
        )
    placed = Block("b0", BlockKind.BODY, Span(0, len(text)), 1, boxes=CharBoxes(1, numbers.tobytes()))
    marks = Marks([mention(text, "Ann Oak", "A"), mention(text, "Ben Elm", "B")], {n: entity(n) for n in "AB"})
    assert placed.boxes is not None
    found = on_page(marks, [placed], {"b0": placed.boxes})

    assert found[0].rects[0][3] <= found[1].rects[0][1]


def test_cells_of_a_table_row_stand_side_by_side() -> None:
    labels = ["table 1, row 1, cell 1", "table 1, row 1, cell 2", "table 1, row 1, cell 2", "table 1, row 2, cell 1"]
    cells = [block("x", 3 * n, BlockKind.TABLE_CELL, label) for n, label in enumerate(labels)]
    rows = rows_of(document("x\n\nx\n\nx\n\nx\n\nend", *cells, block("end", 12)))

    assert [[len(cell) for cell in row.cells] for row in rows] == [[1, 2], [1], [1]]
    assert [row.table for row in rows] == [True, True, False]


def test_what_is_not_sent_says_so() -> None:
    assert note_beside(block("x", kind=BlockKind.PROPERTY)) == "property, not sent"
    assert note_beside(block("x", kind=BlockKind.COMMENT)) == "comment"
    assert note_beside(block("x")) == ""


def test_tokens_stand_in_place_of_masked_names() -> None:
    entities = [replace(entity("A"), name="Marguerite Oldacre"), replace(entity("C"), name="oldacre@penhallow.example")]
    mentions = [mark.mention for mark in MARKS.all if mark.entity.id != "B"]
    masked = mask(document(TEXT), Register(tuple(entities)), mentions)
    shown = Displayed(document(TEXT), block(TEXT), Leaving(masked, {one.token: one for one in entities}))

    assert shown.exact == masked.text == "From: CLIENT_A <CLIENT_C>"
    assert [token for token, _, _ in shown.tokens()] == ["CLIENT_A", "CLIENT_C"]
    assert shown.offset(shown.position(0)) == 0
    assert shown.offset(shown.text.index("CLIENT_C")) == TEXT.index("oldacre@")


@hypothesis.given(st.text(min_size=1).filter(lambda t: "\r" not in t), st.data())
def test_every_character_is_found_again_where_it_is_shown(text: str, data: st.DataObject) -> None:
    shown = Displayed(document(text), block(text))
    offset = data.draw(st.integers(0, len(text) - 1))

    assert shown.offset(shown.position(offset)) == offset
    assert shown.end_position(len(text)) == len(shown.text.encode("utf-16-le", "surrogatepass")) // 2


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair))), max_size=25
)


@hypothesis.given(SPANS, st.booleans(), st.integers(0, 60), st.integers(1, 30))
def test_marks_of_a_stretch_are_those_of_all_that_touch_it(
    spans: list[Span], ordered: bool, start: int, length: int
) -> None:
    found = [Mention(span, "x", Kind.PERSON, Tier.SUGGESTED, "model", entity="A") for span in spans]
    marks = Marks(sorted(found, key=lambda m: m.span) if ordered else found, {"A": entity("A")})
    asked = Span(start, start + length)

    assert list(marks.within(asked)) == [mark for mark in marks.all if mark.mention.span.overlaps(asked)]
    for number, mark in enumerate(marks.all):
        before = [other.mention.span for other in marks.all[:number]]
        assert mark.inner == any(mark.mention.span.end <= span.end for span in before)


@pytest.mark.parametrize("source", [Source.REGISTER, Source.CAPTION, Source.TITLE, Source.MODEL, Source.PROPAGATED])
def test_the_commonest_reasons_are_told_in_words(source: Source) -> None:
    assert not why(replace(mention(TEXT, "oldacre", "B"), source=source)).startswith("found by")


def test_another_reason_is_told_by_its_name() -> None:
    assert why(replace(mention(TEXT, "oldacre", "B"), source=Source.SIGNATURE)) == "found by: signature"
