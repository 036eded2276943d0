"""What a payload holds, and what it never holds."""

from dataclasses import replace

import pytest

from legalredact.masking.mapping import Mapping
from legalredact.masking.mask import assign_tokens, mask
from legalredact.masking.payload import build_payload
from legalredact.model.document import BlockKind, Document, Page
from legalredact.model.mention import Span
from legalredact.model.payload import MaskedText, Occurrence, Payload, shown_spans
from legalredact.workflow.sign_off.quotations import quoted_parts
from tests.masking.made import company, document, entity, register

NAMES = register(entity("e1", "Robert Alder", "Alder"), company("e2", "Granite Parcel System, Inc."))


def payload(source: Document) -> Payload:
    names = assign_tokens(NAMES, [source])
    return build_payload("abstract", "1", "Summarise.", [(source, mask(source, names, ()))])


def texts(source: Document) -> list[str]:
    return [passage.masked_text for passage in payload(source).documents[0].passages]


def test_a_passage_is_a_block_of_the_page() -> None:
    passages = payload(document("Alder sued.\n\nThen he won.")).documents[0].passages
    assert [(p.id, p.masked_text, p.clear_span, p.place.label) for p in passages] == [
        ("b0", "PARTY_A sued.", Span(0, 11), "0"),
        ("b1", "Then he won.", Span(13, 25), "1"),
    ]


def test_properties_bookmarks_and_links_are_left_out() -> None:
    kinds = {0: BlockKind.PROPERTY, 2: BlockKind.BOOKMARK, 3: BlockKind.LINK}
    assert texts(document("Author Alder\n\nBody\n\nmark\n\nhttps://x.example", kinds=kinds)) == ["Body"]


def test_a_token_over_two_blocks_stands_in_the_first() -> None:
    source = document("Granite Parcel\n\nSystem, Inc. sued\n\nThen")
    assert texts(source) == ["PARTY_B", " sued", "Then"]


def test_a_block_that_a_token_swallowed_is_no_passage() -> None:
    assert texts(document("by Granite Parcel\n\nSystem\n\nInc. sued")) == ["by PARTY_B", " sued"]


def test_a_source_is_shown_with_the_end_of_a_name_in_the_next_passages() -> None:
    source = document("by Granite Parcel\n\nSystem, Inc. sued")
    first, second = payload(source).documents[0].passages
    assert first.shown_span.of(source.text) == "by Granite Parcel\n\nSystem, Inc."
    assert second.shown_span == second.clear_span
    both = shown_spans((first, second))
    assert "".join(span.of(source.text) for span in both) == "by Granite Parcel\n\nSystem, Inc. sued"
    assert quoted_parts("by Granite Parcel System, Inc. sued", source.text, both)


def test_titles_say_type_and_pages_never_the_files_name() -> None:
    pages = tuple(Page(number, 612, 792) for number in (1, 2))
    two_pages = replace(document("x", name="Alder v Granite.PDF"), pages=pages)
    assert payload(two_pages).documents[0].masked_title == "Document 1 (PDF, 2 pages)"
    assert payload(document("x", name="Alder.docx")).documents[0].masked_title == "Document 1 (Word)"
    assert payload(document("x", name="memo.Alder")).documents[0].masked_title == "Document 1"


@pytest.mark.parametrize(
    ("suffixes", "called"),
    [
        (".pdf .PDF", "PDF"),
        (".docx .docm .dotx", "Word"),
        (".txt .jsonl .md", "text"),
        (".eml .msg", "e-mail"),
        (".rtf", "rich text"),
        (".xlsx .xlsm", "Excel"),
        (".pptx .pptm", "PowerPoint"),
        (".png .jpg .jpeg .tif .tiff", "picture"),
    ],
)
def test_each_type_has_its_word(suffixes: str, called: str) -> None:
    titles = {payload(document("x", name=f"Alder{suffix}")).documents[0].masked_title for suffix in suffixes.split()}
    assert titles == {f"Document 1 ({called})"}


def test_places_map_both_ways_and_never_into_a_token() -> None:
    masked = MaskedText("d1", "x PARTY_A y", (Occurrence(Span(2, 9), Span(2, 7), "PARTY_A", "Alder"),))
    mapping = Mapping(masked)
    assert mapping.masked(Span(0, 9)) == Span(0, 11)
    assert mapping.masked(Span(4, 9)) == Span(9, 11)
    assert mapping.clear(Span(9, 11)) == Span(7, 9)
    assert mapping.clear(Span(2, 9)) == Span(2, 7)
    assert mapping.is_token(Span(3, 8))
    assert not mapping.is_token(Span(9, 10))


def test_where_nothing_was_replaced_nothing_is_a_token() -> None:
    assert not Mapping(MaskedText("d1", "plain", ())).is_token(Span(0, 5))
