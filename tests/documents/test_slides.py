"""Every part of a presentation is read in the order of its slides, or is named as unread."""

from legalredact.documents.read import read_file
from legalredact.model.document import BlockKind, Document
from tests.documents.office_files import presentation, relations, root, shape

K = BlockKind


def _read(content: bytes) -> Document:
    return read_file(content, name="talk.pptx")


def _blocks(document: Document) -> list[tuple[BlockKind, str, str]]:
    return [(b.kind, b.label, document.text_of(b)) for b in document.blocks]


def test_slides_are_read_in_order_with_titles_texts_and_hidden_ones() -> None:
    first = shape("Case of Oldacre", role="title") + shape("Marguerite", "and Tobias")
    document = _read(presentation(first, shape("Not shown to Wren"), hidden=[2]))
    assert _blocks(document) == [
        (K.HEADING, "slide 1", "Case of Oldacre"),
        (K.BODY, "slide 1", "Marguerite\nand Tobias"),
        (K.HIDDEN, "slide 2, hidden", "Not shown to Wren"),
    ]


def test_tables_descriptions_and_groups_are_read() -> None:
    cells = "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{t}</a:t></a:r></a:p></a:txBody></a:tc>" for t in ("Bo", "Linn"))
    table = f"<p:graphicFrame><a:tbl><a:tr>{cells}</a:tr></a:tbl></p:graphicFrame>"
    grouped = f"<p:grpSp>{shape('In a group: Vane', describing='Picture of Crane')}</p:grpSp>"
    document = _read(presentation(table + grouped))
    assert _blocks(document) == [
        (K.TABLE_CELL, "table on slide 1", "Bo\tLinn"),
        (K.BODY, "slide 1", "In a group: Vane"),
        (K.ALT_TEXT, "picture description on slide 1", "Picture of Crane"),
    ]


def test_notes_and_comments_follow_their_slide() -> None:
    notes = root("p:notes", f"<p:cSld><p:spTree>{shape('Ask Ida Quill')}</p:spTree></p:cSld>")
    comments = root("p:cmLst", '<p:cm authorId="0"><p:text>by Thorne</p:text></p:cm>')
    authors = root("p:cmAuthorLst", '<p:cmAuthor id="0" name="Author Bray" initials="AB"/>')
    parts = {
        "ppt/slides/_rels/slide1.xml.rels": relations(
            ("r1", "notesSlide", "../notesSlides/n1.xml"), ("r2", "comments", "../comments/c1.xml")
        ),
        "ppt/notesSlides/n1.xml": notes,
        "ppt/comments/c1.xml": comments,
        "ppt/_rels/presentation.xml.rels": relations(
            ("rId1", "slide", "slides/slide1.xml"), ("rId9", "commentAuthors", "authors.xml")
        ),
        "ppt/authors.xml": authors,
    }
    document = _read(presentation(shape("Text"), parts=parts))
    found = _blocks(document)
    assert (K.FOOTNOTE, "notes of slide 1", "Ask Ida Quill") in found
    assert (K.COMMENT, "comment 1 on slide 1", "by Thorne") in found
    assert "Author Bray" in document.text
    assert document.unread == ()


def test_text_of_masters_is_known_and_prompts_are_not_taken_for_text() -> None:
    shapes = shape("Firm of Oldacre") + shape("Click to edit Master title style", role="title")
    parts = {
        "ppt/_rels/presentation.xml.rels": relations(
            ("rId1", "slide", "slides/slide1.xml"), ("rId2", "slideMaster", "slideMasters/m1.xml")
        ),
        "ppt/slideMasters/m1.xml": root("p:sldMaster", f"<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>"),
    }
    document = _read(presentation(shape("Text"), parts=parts))
    assert (K.PROPERTY, "text of slide master 1", "Firm of Oldacre") in _blocks(document)
    assert "Click to edit" not in document.text


def test_words_in_formulas_are_read() -> None:
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    formula = f"<m:oMath {space}><m:r><m:t>share of Wren</m:t></m:r></m:oMath>"
    document = _read(presentation(shape("x").replace("<a:t>x</a:t>", f"<a:t>The </a:t>{formula}")))
    assert "The share of Wren" in document.text


def test_text_in_the_form_for_older_programs_alone_is_not_lost() -> None:
    old = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{shape('New text')}</mc:Choice>"
        f"<mc:Fallback>{shape('New text')}{shape('Only old: Wren')}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    document = _read(presentation(old))
    assert [(label, text) for _, label, text in _blocks(document)] == [
        ("slide 1", "New text"),
        ("other text of slide 1", "Only old: Wren"),
    ]


def test_media_and_embedded_files_are_unread_and_slides_outside_the_show_are_read() -> None:
    parts: dict[str, str | bytes] = {
        "ppt/slides/_rels/slide1.xml.rels": relations(("r1", "video", "../media/film.mp4")),
        "ppt/media/film.mp4": b"\0\0",
        "ppt/slides/slide7.xml": root("p:sld", f"<p:cSld><p:spTree>{shape('Left over: Vane')}</p:spTree></p:cSld>"),
        "ppt/_rels/presentation.xml.rels": relations(
            ("rId1", "slide", "slides/slide1.xml"), ("rId7", "slide", "slides/slide7.xml")
        ),
    }
    document = _read(presentation(shape("Text"), parts=parts))
    assert (K.HIDDEN, "slide outside the show 1", "Left over: Vane") in _blocks(document)
    assert [part.detail for part in document.unread] == ["embedded file 1 (mp4) in slide 1"]
