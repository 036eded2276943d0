"""What stands in a Word file's stories is read once, in order, with the place where a person finds it."""

from pathlib import Path

import docx
import pytest

from legalredact.documents.limits import Limits
from legalredact.documents.ooxml.reader import read_word
from legalredact.errors import Cancelled
from legalredact.model.document import BlockKind, Document
from legalredact.model.progress import Cancellation, Progress
from tests.documents.word_files import drawing, paragraph, root, run, table, word_file

K = BlockKind


def _blocks(document: Document) -> list[tuple[BlockKind, str, str]]:
    """Kind, label and text of every block."""
    return [(block.kind, block.label, document.text_of(block)) for block in document.blocks]


def _texts(document: Document, kind: BlockKind) -> list[str]:
    return [text for found, _, text in _blocks(document) if found is kind]


def _read(path: Path) -> Document:
    return read_word(path, Limits())


def test_paragraphs_are_counted_and_names_split_over_runs_are_joined(tmp_path: Path) -> None:
    body = f"<w:p>{run('Harriet Quill')}{run('feather')}</w:p><w:p/>" + paragraph("Oakbarrow Mills")
    document = _read(word_file(tmp_path, body))
    assert _blocks(document) == [
        (K.BODY, "paragraph 1", "Harriet Quillfeather"),
        (K.BODY, "paragraph 2", "Oakbarrow Mills"),
    ]
    assert document.text == "Harriet Quillfeather\n\nOakbarrow Mills"
    assert (document.pages, document.unread) == ((), ())


def test_tabs_breaks_and_hyphens_are_characters(tmp_path: Path) -> None:
    inner = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r>"
    )
    tabs = "<w:pPr><w:tabs><w:tab w:val='left' w:pos='720'/></w:tabs></w:pPr>"
    assert _read(word_file(tmp_path, f"<w:p>{tabs}{inner}</w:p>")).text == "a\tb\nc-d"


def test_symbols_are_letters_where_their_font_has_letters(tmp_path: Path) -> None:
    letter = '<w:r><w:sym w:font="Arial" w:char="0051"/></w:r>'
    bullet = '<w:r><w:sym w:font="Wingdings" w:char="F0B7"/></w:r>'
    assert _read(word_file(tmp_path, f"<w:p>{letter}{run('uill')}{bullet}</w:p>")).text == "Quill"


def test_what_python_docx_writes_is_read(tmp_path: Path) -> None:
    written = docx.Document()
    written.add_heading("Complaint", 1)
    written.add_paragraph("Desmond Tarrow sold forty looms.")
    grid = written.add_table(2, 2)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "Parties"
    grid.cell(1, 0).text, grid.cell(1, 1).text = "Seller", "Tarrow"
    written.sections[0].header.paragraphs[0].text = "Quillfeather v. Tarrow"
    written.core_properties.author = "Ida Penhallow"
    written.save(str(tmp_path / "a.docx"))
    blocks = _blocks(_read(tmp_path / "a.docx"))
    assert blocks[:6] == [
        (K.HEADER, "header 1", "Quillfeather v. Tarrow"),
        (K.HEADING, "paragraph 1", "Complaint"),
        (K.BODY, "paragraph 2", "Desmond Tarrow sold forty looms."),
        (K.TABLE_CELL, "table 1, row 1, cell 1", "Parties"),
        (K.TABLE_CELL, "table 1, row 2, cell 1", "Seller"),
        (K.TABLE_CELL, "table 1, row 2, cell 2", "Tarrow"),
    ]
    assert (K.PROPERTY, "property creator", "Ida Penhallow") in blocks


def test_headings_are_known_by_style_and_by_level(tmp_path: Path) -> None:
    styles = root(
        "w:styles",
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>',
    )
    body = (
        paragraph("One", '<w:pPr><w:pStyle w:val="Mine"/></w:pPr>')
        + paragraph("Two", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + paragraph("Three", '<w:pPr><w:pStyle w:val="Mine"/><w:outlineLvl w:val="9"/></w:pPr>')
    )
    path = word_file(tmp_path, body, {"word/styles.xml": styles}, [("rId1", "styles", "styles.xml")])
    assert _texts(_read(path), K.HEADING) == ["One", "Two"]


def test_tables_inside_cells_keep_both_places(tmp_path: Path) -> None:
    inner = f"{paragraph('outer')}{table(['inner'])}<w:p/>"
    assert _blocks(_read(word_file(tmp_path, table(["a", inner])))) == [
        (K.TABLE_CELL, "table 1, row 1, cell 1", "a"),
        (K.TABLE_CELL, "table 1, row 1, cell 2", "outer"),
        (K.TABLE_CELL, "table 1, row 1, cell 2, table 1, row 1, cell 1", "inner"),
    ]


def test_short_lines_of_a_cell_are_one_block_and_long_ones_are_not(tmp_path: Path) -> None:
    long = "The mill was sold in the spring of that year. " * 10
    cells = [paragraph("Harriet") + paragraph("Quillfeather"), paragraph(long) + paragraph(long)]
    assert len(_texts(_read(word_file(tmp_path, table(cells))), K.TABLE_CELL)) == 3


def test_rows_and_cells_inside_content_controls_are_read(tmp_path: Path) -> None:
    row = f"<w:tr><w:sdt><w:sdtPr><w:alias w:val='Witness'/></w:sdtPr><w:sdtContent><w:tc>{paragraph('Tarrow')}</w:tc>"
    body = f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>"
    document = _read(word_file(tmp_path, body))
    assert _texts(document, K.TABLE_CELL) == ["Tarrow"]
    assert _texts(document, K.PROPERTY) == ["Witness"]


def test_headers_and_footers_are_read_once_each_before_and_after_the_body(tmp_path: Path) -> None:
    section = '<w:sectPr><w:headerReference r:id="rId1"/><w:footerReference r:id="rId2"/></w:sectPr>'
    body = paragraph("first", f"<w:pPr>{section}</w:pPr>") + paragraph("second") + section
    parts = {
        "word/header1.xml": root("w:hdr", paragraph("Matter 7") + table(["cell"])),
        "word/footer1.xml": root("w:ftr", paragraph("Page foot")),
    }
    relations = [("rId1", "header", "header1.xml"), ("rId2", "footer", "footer1.xml")]
    assert _blocks(_read(word_file(tmp_path, body, parts, relations))) == [
        (K.HEADER, "header 1", "Matter 7"),
        (K.HEADER, "header 1, table 1, row 1, cell 1", "cell"),
        (K.BODY, "paragraph 1", "first"),
        (K.BODY, "paragraph 2", "second"),
        (K.FOOTER, "footer 1", "Page foot"),
    ]


def test_notes_are_numbered_as_the_text_refers_to_them(tmp_path: Path) -> None:
    mark = "<w:r><w:{0}Reference w:id='{1}'/></w:r>".format
    body = f"<w:p>{run('a')}{mark('footnote', 5)}{run('b')}{mark('footnote', 2)}{mark('endnote', 3)}</w:p>"
    note = "<w:{0} w:id='{1}'>{2}</w:{0}>".format
    notes = (
        "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
        + note("footnote", 2, paragraph("second"))
        + note("footnote", 5, paragraph("first"))
        + note("footnote", 9, paragraph("orphan"))
    )
    parts = {
        "word/footnotes.xml": root("w:footnotes", notes),
        "word/endnotes.xml": root("w:endnotes", note("endnote", 3, paragraph("last"))),
    }
    relations = [("rId1", "footnotes", "footnotes.xml"), ("rId2", "endnotes", "endnotes.xml")]
    assert _blocks(_read(word_file(tmp_path, body, parts, relations)))[1:] == [
        (K.FOOTNOTE, "footnote 1", "first"),
        (K.FOOTNOTE, "footnote 2", "second"),
        (K.FOOTNOTE, "footnote 3", "orphan"),
        (K.FOOTNOTE, "endnote 1", "last"),
    ]


def test_comments_are_read_with_their_authors(tmp_path: Path) -> None:
    comment = "<w:comment w:id='0' w:author='Ida Penhallow' w:initials='IP'>" + paragraph("Ask her") + "</w:comment>"
    parts = {"word/comments.xml": root("w:comments", comment)}
    document = _read(word_file(tmp_path, paragraph("a"), parts, [("rId1", "comments", "comments.xml")]))
    assert (K.COMMENT, "comment 1", "Ask her") in _blocks(document)
    assert _texts(document, K.PROPERTY) == ["Ida Penhallow", "IP"]


def test_tracked_changes_read_as_accepted_with_the_deletion_behind(tmp_path: Path) -> None:
    who = "w:id='1' w:author='Marcus Vane'"
    changed = (
        f"<w:p>{run('Sold to ')}<w:del {who}>{run('Desmond Tarrow', tag='w:delText')}</w:del>"
        f"<w:ins {who}>{run('Oakbarrow Mills')}</w:ins>{run(' in May')}</w:p>"
    )
    added = f"<w:p><w:ins {who}>{run('A new line.')}</w:ins></w:p>"
    moved = "".join(f"<w:p><w:{way} {who}>{run('Moved.')}</w:{way}></w:p>" for way in ("moveFrom", "moveTo"))
    document = _read(word_file(tmp_path, changed + added + moved))
    assert _blocks(document) == [
        (K.BODY, "paragraph 1", "Sold to Oakbarrow Mills in May"),
        (K.DELETION, "paragraph 1", "Desmond Tarrow"),
        (K.INSERTION, "paragraph 2", "A new line."),
        (K.DELETION, "paragraph 3", "Moved."),
        (K.INSERTION, "paragraph 4", "Moved."),
        (K.PROPERTY, "name of a reviser", "Marcus Vane"),
    ]


def test_deletions_apart_from_each_other_do_not_run_together(tmp_path: Path) -> None:
    gone = "<w:del w:id='1'>{}</w:del>".format
    body = f"<w:p>{gone(run('Tarrow', tag='w:delText'))}{run('kept')}{gone(run('Vane', tag='w:delText'))}</w:p>"
    assert _texts(_read(word_file(tmp_path, body)), K.DELETION) == ["Tarrow Vane"]


def test_deleted_and_hidden_rows_are_read_as_such(tmp_path: Path) -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>".format
    rows = row("<w:del w:id='1'/>", paragraph("gone")) + row("<w:hidden/>", paragraph("unseen"))
    document = _read(word_file(tmp_path, f"<w:tbl>{rows}</w:tbl>"))
    assert _texts(document, K.DELETION) == ["gone"]
    assert _texts(document, K.HIDDEN) == ["unseen"]


def test_hidden_text_is_found_by_run_and_by_style(tmp_path: Path) -> None:
    styles = root(
        "w:styles",
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Unseen"><w:basedOn w:val="Base"/></w:style>',
    )
    body = "<w:p>{}{}{}</w:p>".format(
        run("seen"),
        run("one", "<w:rPr><w:vanish/></w:rPr>"),
        run(" back", '<w:rPr><w:rStyle w:val="Unseen"/><w:vanish w:val="0"/></w:rPr>'),
    ) + paragraph("two", '<w:pPr><w:pStyle w:val="Unseen"/></w:pPr>')
    document = _read(word_file(tmp_path, body, {"word/styles.xml": styles}, [("rId1", "styles", "styles.xml")]))
    assert _texts(document, K.BODY) == ["seen back"]
    assert _texts(document, K.HIDDEN) == ["one", "two"]


def test_a_text_box_in_both_forms_is_read_once(tmp_path: Path) -> None:
    content = f"<w:txbxContent>{paragraph('Harriet')}{paragraph('Quillfeather')}</w:txbxContent>"
    older = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    newer = drawing(f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>")
    both = (
        f"<mc:AlternateContent><mc:Choice>{newer}</mc:Choice><mc:Fallback>{older}</mc:Fallback></mc:AlternateContent>"
    )
    blocks = _blocks(_read(word_file(tmp_path, f"<w:p>{run('by')}<w:r>{both}</w:r></w:p>")))
    assert blocks == [(K.BODY, "paragraph 1", "by"), (K.TEXT_BOX, "text box 1", "Harriet\nQuillfeather")]
    alone = _blocks(_read(word_file(tmp_path, f"<w:p>{older}</w:p>")))
    assert alone == [(K.TEXT_BOX, "text box 1", "Harriet\nQuillfeather")]


def test_a_text_box_whose_older_form_says_something_else_is_read_twice(tmp_path: Path) -> None:
    box = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>".format
    both = (
        f"<mc:AlternateContent><mc:Choice>{box(paragraph('new'))}</mc:Choice>"
        f"<mc:Fallback>{box(paragraph('old'))}</mc:Fallback></mc:AlternateContent>"
    )
    assert _texts(_read(word_file(tmp_path, f"<w:p><w:r>{both}</w:r></w:p>")), K.TEXT_BOX) == ["new", "old"]


def test_blocks_for_newer_and_older_programs_are_read_once(tmp_path: Path) -> None:
    same = f"<mc:Choice>{paragraph('same')}</mc:Choice><mc:Fallback>{paragraph('same')}</mc:Fallback>"
    body = f"<mc:AlternateContent>{same}</mc:AlternateContent>"
    assert _texts(_read(word_file(tmp_path, body)), K.BODY) == ["same"]


def test_formulas_and_unknown_wrappers_lose_no_words(tmp_path: Path) -> None:
    math = "<m:oMath><m:r><m:t>rate</m:t></m:r></m:oMath>"
    unknown = '<x:odd xmlns:x="urn:x">spoken words<x:more><w:r><w:t> inside</w:t></w:r></x:more></x:odd>'
    document = _read(word_file(tmp_path, f"<w:p>{math}{unknown}</w:p>"))
    assert _texts(document, K.BODY) == ["rate inside"]
    assert _texts(document, K.HIDDEN) == ["spoken words"]


def test_a_second_body_is_read_too(tmp_path: Path) -> None:
    two = root("w:document", f"<w:body>{paragraph('one')}</w:body><w:body>{paragraph('two')}</w:body>")
    assert _read(word_file(tmp_path, "", {"word/document.xml": two})).text == "one\n\ntwo"


@pytest.mark.parametrize(
    ("ending", "type_"),
    [
        ("docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    ],
)
def test_templates_and_files_with_macros_are_read(tmp_path: Path, ending: str, type_: str) -> None:
    path = word_file(tmp_path, paragraph("text"), name=f"a.{ending}", main_type=type_)
    assert _read(path).text == "text"


def test_the_strict_edition_is_read(tmp_path: Path) -> None:
    parts = {
        "docProps/app.xml": "<Properties><Company>Oakbarrow Mills</Company></Properties>",
        "word/footnotes.xml": root("w:footnotes", f"<w:footnote w:id='2'>{paragraph('note')}</w:footnote>"),
    }
    path = word_file(
        tmp_path,
        paragraph("text") + table(["cell"]),
        parts,
        [("rId1", "footnotes", "footnotes.xml")],
        [("rId9", "extendedProperties", "docProps/app.xml")],
        strict=True,
    )
    document = _read(path)
    assert [text for _, _, text in _blocks(document)] == ["text", "cell", "note", "Oakbarrow Mills"]
    assert document.unread == ()


def test_progress_is_told_and_reading_stops_on_request(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("text"))
    seen: list[Progress] = []
    document = read_word(path, Limits(), report=seen.append)
    assert seen
    assert {step.subject for step in seen} == {document.id}
    cancel = Cancellation()
    cancel.cancel()
    with pytest.raises(Cancelled):
        read_word(path, Limits(), cancel=cancel)
