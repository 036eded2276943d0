"""What an audit found is told in words for people, one line for each name, page and kind of place."""

import pytest

from legalredact.redaction.audit.audit import RemainingName, Where
from legalredact.redaction.audit.wording import grouped, wording_of


def find(
    channel: str, name: int = 1, page: int = 0, around: str = "by[…]there", where: Where | None = None
) -> RemainingName:
    return RemainingName(name, channel, page, around, where)


@pytest.mark.parametrize(
    ("channel", "what"),
    [
        ("file name", "The file's own name"),
        ("revision 2: text (pdfium)", "An earlier revision inside the file"),
        ("revision 1: stream 7: strings", "An earlier revision inside the file"),
        ("attachment 12: text (mupdf)", "A file attached to it"),
        ("attachment 12: text", "A file attached to it"),
        ("text (pdfium) over page ends", "Text over a page's end"),
        ("text (pdfium)", "Text of the file"),
        ("text", "Text of the file"),
        ("look of the page", "Letters in a picture of the page"),
        ("picture 4", "A picture as it is stored"),
        ("strings", "Properties, bookmarks, forms or notes"),
        ("strings in a row", "Properties, bookmarks, forms or notes"),
        ("names", "Properties, bookmarks, forms or notes"),
        ("metadata 3: text", "Properties, bookmarks, forms or notes"),
        ("stream 9: text", "Content that no page shows as text"),
        ("bytes", "Data inside the file"),
        ("docProps/core.xml: text", "The document's properties"),
        ("word/comments.xml: text", "Comments"),
        ("word/commentsExtended.xml: attributes", "Comments"),
        ("word/header2.xml: text", "A header or footer"),
        ("word/footer.xml: all text", "A header or footer"),
        ("word/footnotes.xml: text", "A note at the foot or the end"),
        ("word/endnotes.xml: text", "A note at the foot or the end"),
        ("word/media/image1.png: picture", "Letters in a picture"),
        ("word/document.xml: text", "The document's text"),
        ("word/document.xml: attributes", "The document's text, as tracked, hidden or marked up"),
        ("word/settings.xml: attributes", "Another part of the file"),
        ("word/styles.xml: without tags", "Another part of the file"),
        ("archive comment", "Names and notes of the archive itself"),
        ("archive entry", "Names and notes of the archive itself"),
        ("part name", "Names and notes of the archive itself"),
        ("word/vbaProject.bin: bytes", "Data inside the file"),
    ],
)
def test_every_channel_is_told_as_a_place_that_people_know(channel: str, what: str) -> None:
    assert wording_of(find(channel)).what == what


@pytest.mark.parametrize(
    ("where", "what"),
    [
        (Where.OUTSIDE, "Text beyond the page's edge"),
        (Where.UNDER_BLACK, "Text under a black box"),
        (Where.INVISIBLE, "Text that cannot be seen"),
        (Where.UNSHOWN, "Something that the page does not show"),
        (Where.SEEN, "Text on the page"),
    ],
)
def test_how_a_find_is_hidden_is_told_before_the_channel(where: Where, what: str) -> None:
    assert wording_of(find("text (mupdf)", where=where)).what == what


def test_bytes_are_told_where_nothing_else_says_so() -> None:
    finds = [find("text"), find("bytes"), find("bytes", name=2)]

    assert {words.what: [one.name for one in lines] for words, lines in grouped(finds).items()} == {
        "Text of the file": [1],
        "Data inside the file": [2],
    }


def test_each_name_and_page_is_one_line_in_the_order_of_the_finds() -> None:
    finds = [find("text (mupdf)", 2, 3), find("text (mupdf)", 1, 3), find("text (mupdf)", 2, 1), find("strings", 2)]
    ((text, lines), (other, _)) = grouped(finds).items()

    assert (text.what, other.what) == ("Text of the file", "Properties, bookmarks, forms or notes")
    assert [(one.name, one.page) for one in lines] == [(2, 3), (1, 3), (2, 1)]


@pytest.mark.parametrize("technical", ["word/x.bin: bytes", "stream 4: text", "strings in a row", "names"])
def test_what_stands_around_a_find_is_taken_from_what_people_can_read(technical: str) -> None:
    where = Where.SEEN
    ((_, (line,)),) = grouped([find(technical, around="0x[…]ff", where=where), find("text", where=where)]).items()

    assert line.masked_excerpt == "by[…]there"
    assert line.channels == (technical, "text")
    assert "there" not in repr(line)
