"""Web pages are read as they are shown; a name that tags run through stays whole."""

import pytest

from legalredact.documents.file_type import FileKind, kind_of
from legalredact.documents.read import read_file
from legalredact.errors import EmptyInput
from legalredact.model.document import BlockKind

K = BlockKind
PAGE = (
    "<!DOCTYPE html><html><head><title>Case of Vane</title><meta charset='iso-8859-1'>"
    "<style>p {color: red}</style></head>"
    "<body><p>Dear Mar<b>gue</b>rite <i>Old</i>acre,</p><p>the caf\xe9 &amp; bar</p><!-- by Ida Quill -->"
    "<img alt='Photo of Wren' src='data:image/png;base64,AAAA'><a href='https://x.example/Crane'>see</a></body></html>"
)


def test_text_descriptions_links_and_comments_are_read_and_inlaid_files_told() -> None:
    document = read_file(PAGE.encode("latin-1"), name="page.html")
    assert [(block.kind, document.text_of(block)) for block in document.blocks] == [
        (K.BODY, "Case of Vane"),
        (K.BODY, "Dear Marguerite Oldacre,"),
        (K.BODY, "the caf\xe9 & bar"),
        (K.BODY, "see"),
        (K.ALT_TEXT, "Photo of Wren"),
        (K.LINK, "https://x.example/Crane"),
        (K.PROPERTY, "p {color: red}"),
        (K.PROPERTY, "by Ida Quill"),
    ]
    assert [part.detail for part in document.unread] == ["part of the page (file written into the page)"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_pages_are_known_by_their_first_tag(encoding: str) -> None:
    content = "  <!-- saved --><html><body>Marguerite Oldacre</body></html>".encode(encoding)
    assert kind_of(content, "note.txt") is FileKind.HTML
    assert read_file(content, name="note.txt").text == "Marguerite Oldacre\n\nsaved"
    assert kind_of("1 < 2, and <html> is a tag".encode(encoding), "a.html") is FileKind.TEXT


def test_a_page_that_says_nothing_is_refused() -> None:
    with pytest.raises(EmptyInput):
        read_file(b"<html><body></body></html>", name="a.html")
