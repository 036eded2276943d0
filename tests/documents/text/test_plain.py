"""Plain text files are read to the character, whatever their encoding, and everything else is refused."""

import base64
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalredact.documents.limits import Limits
from legalredact.documents.text.plain import document_from_text, read_text
from legalredact.errors import EmptyInput, OversizedInput, WrongType
from legalredact.model.document import Document, UnreadReason

LETTER = "Dear Ms Quillfeather,\n\nthe café “Zur Mühle” is closed — for now.\n\nDesmond Tarrow\n"


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "letter.txt"
    path.write_bytes(content)
    return path


def _texts(document: Document) -> list[str]:
    return [document.text_of(block) for block in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_the_text_is_the_files_text_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    document = read_text(_file(tmp_path, LETTER.encode(encoding)), Limits())
    assert document.text == LETTER


def test_blocks_are_the_stretches_between_blank_lines(tmp_path: Path) -> None:
    document = read_text(_file(tmp_path, b"One\r\ntwo\r\n \r\nthree\n\n\nfour"), Limits())
    assert document.text == "One\r\ntwo\r\n \r\nthree\n\n\nfour"
    assert _texts(document) == ["One\r\ntwo", "three", "four"]
    assert [block.label for block in document.blocks] == ["line 1", "line 4", "line 7"]
    assert len({block.id for block in document.blocks}) == 3


def test_form_feeds_count_pages() -> None:
    document = document_from_text("d1", "t", "first\fsecond\nmore\f\ffourth")
    assert [(block.page, block.label) for block in document.blocks] == [
        (1, "page 1"),
        (2, "page 2"),
        (4, "page 4"),
    ]
    assert str(document.place(document.text.index("fourth"))) == "page 4 of the file"


def test_long_lines_are_paragraphs_of_their_own_and_wrapped_ones_are_not() -> None:
    assert len(_texts(document_from_text("d1", "t", "Mr.\nTarrow\nspoke."))) == 1
    long = "Mrs Quillfeather said that the mill had been closed for years. " * 4
    assert len(_texts(document_from_text("d1", "t", f"{long}\n{long}\n{long}"))) == 3


def test_a_huge_paragraph_is_cut_at_the_ends_of_sentences() -> None:
    sentence = "The mill was sold to Desmond Tarrow in the spring of that year."
    document = document_from_text("d1", "t", " ".join([sentence] * 200))
    assert len(document.blocks) > 5
    assert all(len(block.span) <= 2000 for block in document.blocks)
    assert all(text.startswith("The mill") and text.endswith("year.") for text in _texts(document))


@given(st.text(alphabet="ab \n\r\t\f.\u2028é", max_size=300).map(lambda text: text * 12))
def test_every_character_that_is_no_white_space_stands_in_exactly_one_block(text: str) -> None:
    document = document_from_text("d1", "t", text)
    assert document.text == text
    spans = [block.span for block in document.blocks]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = {offset for span in spans for offset in range(span.start, span.end)}
    assert all(text[offset].isspace() for offset in set(range(len(text))) - covered)


def test_text_from_elsewhere_keeps_its_id_and_may_be_empty() -> None:
    document = document_from_text("line7", "a.jsonl:7", "")
    assert (document.id, document.name, document.text, document.blocks) == ("line7", "a.jsonl:7", "", ())
    assert len(document.digest) == 64


def test_the_id_comes_from_the_bytes_and_not_from_the_name(tmp_path: Path) -> None:
    first = read_text(_file(tmp_path, b"same"), Limits())
    other = tmp_path / "Quillfeather.txt"
    other.write_bytes(b"same")
    second = read_text(other, Limits())
    assert (first.id, first.digest) == (second.id, second.digest)
    assert "Quillfeather" not in repr(second)


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EmptyInput):
        read_text(_file(tmp_path, content), Limits())


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n...",
        b"{\\rtf1 Tarrow}",
        b"PK\x03\x04 zip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"text\x00with\x00zeros\x01",
        bytes(range(256)) * 4,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_plain_text_is_refused_without_its_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(WrongType) as refusal:
        read_text(_file(tmp_path, content), Limits())
    assert "Tarrow" not in str(refusal.value)
    assert "letter.txt" not in str(refusal.value)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OversizedInput):
        read_text(_file(tmp_path, b"words " * 100), Limits(max_bytes=100))


def test_a_passage_in_an_encoding_is_told_since_no_name_can_be_seen_in_it(tmp_path: Path) -> None:
    encoded = base64.encodebytes(b"Marguerite Oldacre owns the Petrel. " * 30)
    document = read_text(_file(tmp_path, b"Cc: somebody\n\n" + encoded), Limits())
    assert [part.reason for part in document.unread] == [UnreadReason.UNKNOWN_PART]
    assert read_text(_file(tmp_path, b"Marguerite Oldacre owns the Petrel.\n" * 30), Limits()).unread == ()


@pytest.mark.parametrize(
    "written", [r"Jos\u00e9 Alder", "Jos&#233; Alder", "Jos&eacute; Alder", "to=Jos%C3%A9+Alder", "Jos=C3=A9 Alder"]
)
def test_letters_that_are_written_by_their_numbers_are_told(written: str) -> None:
    document = document_from_text("d1", "t", f'{{"from": "{written}", "paid": 12}}')

    assert [part.reason for part in document.unread] == [UnreadReason.UNKNOWN_PART]


@pytest.mark.parametrize("plain", [r"it\u2019s", "Alder &amp; Feld", "a%20b%E2%80%99s", "2x=41, y=E2", r"C:\users\una"])
def test_signs_that_are_no_letters_may_be_written_by_their_numbers(plain: str) -> None:
    assert document_from_text("d1", "t", plain).unread == ()


def test_letters_that_are_shown_in_another_order_have_to_be_looked_at(tmp_path: Path) -> None:
    """A name stored backwards behind a sign that turns it is read by people and found by nobody."""
    turned = read_text(_file(tmp_path, "Paid to \u202eercadlO .sM\u202c in May.".encode()), Limits())
    plain = read_text(_file(tmp_path, b"Paid to Ms. Oldacre in May."), Limits())

    assert [part.reason for part in turned.unread] == [UnreadReason.NO_UNICODE]
    assert plain.unread == ()
