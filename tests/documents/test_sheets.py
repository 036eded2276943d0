"""Every part of a workbook is read as a person sees it, or as hidden, or is named as unread."""

import pytest

from legalredact.documents.limits import STANDARD
from legalredact.documents.read import read_file
from legalredact.errors import DamagedInput, OversizedInput, WrongType
from legalredact.model.document import BlockKind, Document
from tests.documents.office_files import relations, root, workbook

K = BlockKind


def _read(content: bytes) -> Document:
    return read_file(content, name="ledger.xlsx")


def _blocks(document: Document, *kinds: BlockKind) -> list[tuple[str, str]]:
    return [(b.label, document.text_of(b)) for b in document.blocks if b.kind in kinds]


def test_rows_read_as_lines_with_their_cells_between_tabs() -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Marguerite</t></is></c>'
        '<c r="B2" t="str"><f>A1</f><v>Oldacre</v></c></row>'
    )
    document = _read(workbook(f"<sheetData>{rows}</sheetData>", strings=["First", "Last"]))
    assert _blocks(document, K.HEADING, K.TABLE_CELL) == [
        ("name of sheet 1", "Tab 1"),
        ("sheet 1, rows 1 to 2", "First\tLast\nMarguerite\tOldacre"),
    ]
    assert document.unread == ()


def test_hidden_rows_columns_and_sheets_are_read_and_said_to_be_hidden() -> None:
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    cell = '<c r="{}" t="str"><v>{}</v></c>'
    rows = (
        f'<row r="1">{cell.format("A1", "Shown Vane")}{cell.format("B1", "Hidden Wren")}</row>'
        f'<row r="2" hidden="1">{cell.format("A2", "Hidden Crane")}</row>'
    )
    other = f'<sheetData><row r="7">{cell.format("A7", "Hidden Thorne")}</row></sheetData>'
    document = _read(workbook(f"{columns}<sheetData>{rows}</sheetData>", other, hidden=[2]))
    assert _blocks(document, K.TABLE_CELL) == [("sheet 1, row 1", "Shown Vane")]
    assert _blocks(document, K.HIDDEN) == [
        ("sheet 1, row 1, hidden columns", "Hidden Wren"),
        ("sheet 1, row 2, hidden", "Hidden Crane"),
        ("name of sheet 2, hidden", "Tab 2"),
        ("sheet 2, hidden, row 7", "Hidden Thorne"),
    ]


def test_dates_and_masked_numbers_read_as_they_are_shown() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="000\\-00\\-0000"/>'
        '<numFmt numFmtId="171" formatCode="[$-409]d\\-mmm\\-yy;@"/><numFmt numFmtId="172" formatCode="0.00"/>'
        "</numFmts>"
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/>'
        '<xf numFmtId="171"/><xf numFmtId="172"/></cellXfs>'
    )
    values = ((1, "12345678"), (2, "45356"), (3, "45356.5"), (4, "45356"), (0, "17"))
    cells = "".join(f'<c s="{style}"><v>{value}</v></c>' for style, value in values)
    parts = {"xl/styles.xml": root("styleSheet", styles)}
    document = _read(workbook(f'<sheetData><row r="1">{cells}</row></sheetData>', parts=parts))
    assert _blocks(document, K.TABLE_CELL) == [
        ("sheet 1, row 1", "012-34-5678\t2024-03-05\t2024-03-05 12:00:00\t45356\t17")
    ]


def test_words_that_a_format_shows_beside_a_number_are_read() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="&quot;Due to Ines Marlow: &quot;0.00;&quot;- &quot;0"/></numFmts>'
        '<cellXfs><xf numFmtId="170"/></cellXfs>'
    )
    parts = {"xl/styles.xml": root("styleSheet", styles)}
    document = _read(workbook('<sheetData><row r="1"><c s="0"><v>17</v></c></row></sheetData>', parts=parts))
    assert _blocks(document, K.FIELD) == [("number format", "Due to Ines Marlow:")]


def test_words_in_formulas_names_rules_links_and_margins_are_read() -> None:
    cell = '<c r="A1"><f>IF(B1&gt;1,"Ask Penhallow Vane","")</f><v>0</v></c>'
    sheet = (
        f'<sheetData><row r="1">{cell}</row></sheetData>'
        '<dataValidations><dataValidation prompt="Ask Ida Quill"><formula1>"Bo Linn,Other"</formula1></dataValidation>'
        '</dataValidations><hyperlinks><hyperlink ref="A1" display="Page of Tobias Wren"/></hyperlinks>'
        '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Ledger of Oldacre&amp;RPage &amp;P</oddHeader>'
        "</headerFooter>"
    )
    names = '<definedName name="Oldacre_total" comment="by Crane">Tab!$A$1</definedName>'
    document = _read(workbook(sheet, names=names))
    beside = [text for _, text in _blocks(document, K.PROPERTY, K.LINK)]
    assert beside[:5] == [
        "Ask Penhallow Vane",
        "Ask Ida Quill",
        "Bo Linn,Other",
        "Page of Tobias Wren",
        "Oldacre_total\nby Crane",
    ]
    assert _blocks(document, K.HEADER) == [("header of sheet 1", "Ledger of Oldacre Page")]


def test_comments_of_both_editions_are_read_with_their_authors() -> None:
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("r1", "comments", "../comments1.xml"), ("r2", "threadedComment", "../threads.xml")
        ),
        "xl/comments1.xml": root(
            "comments",
            "<authors><author>Ida Quill</author></authors><commentList>"
            '<comment ref="B2"><text><r><t>see Tobias</t></r><r><t> Wren</t></r></text></comment></commentList>',
        ),
        "xl/threads.xml": root(
            "ThreadedComments", '<threadedComment ref="C3"><text>and Bo Linn</text></threadedComment>'
        ),
    }
    document = _read(workbook("<sheetData/>", parts=parts))
    assert _blocks(document, K.COMMENT) == [
        ("comment 1 on cell B2", "see Tobias Wren"),
        ("comment 2 on cell C3", "and Bo Linn"),
    ]
    assert ("name of a commenter", "Ida Quill") in _blocks(document, K.PROPERTY)


def test_formulas_without_results_are_told() -> None:
    document = _read(workbook('<sheetData><row r="1"><c r="A1"><f>B1&amp;C1</f></c></row></sheetData>'))
    assert [part.detail for part in document.unread] == ["1 formulas in sheet 1 whose results the file does not hold"]


def test_missing_and_damaged_sheets_macros_and_strange_parts_are_unread() -> None:
    parts: dict[str, str | bytes] = {
        "xl/worksheets/sheet1.xml": "<worksheet",
        "xl/model/item.data": b"\x00\x01",
        "xl/vbaProject.bin": b"\x00",
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("x", "vbaProject", "vbaProject.bin")
        ),
    }
    document = _read(workbook("", "", parts=parts))
    assert [part.detail for part in document.unread] == [
        "sheet 1, damaged",
        "sheet 2, which is missing",
        "part of unknown kind 1",
        "macros (bin) in the file",
    ]


def test_a_sheet_that_no_list_names_is_read_and_told() -> None:
    parts = {"xl/worksheets/sheet9.xml": root("worksheet", '<c t="inlineStr"><is><t>Forgotten Thorne</t></is></c>')}
    document = _read(workbook("<sheetData/>", parts=parts))
    assert "Forgotten Thorne" in document.text
    assert [part.detail for part in document.unread] == ["part of unknown kind 1"]


def test_entities_are_refused_and_not_resolved(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.txt"
    secret.write_text("Marguerite Oldacre", encoding="utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    sheet = root("worksheet", '<sheetData><row><c t="inlineStr"><is><t>&e;</t></is></c></row></sheetData>')
    head, _, rest = sheet.partition("?>")
    document = _read(workbook("", parts={"xl/worksheets/sheet1.xml": f"{head}?>{doctype}{rest}"}))
    assert "Oldacre" not in document.text
    assert "sheet 1, damaged" in [part.detail for part in document.unread]


def test_bombs_other_kinds_and_wrecks_are_refused() -> None:
    bomb = workbook("", parts={"xl/worksheets/sheet1.xml": b" " * (80 << 20)})
    with pytest.raises(OversizedInput, match="unpacks to more"):
        _read(bomb)
    with pytest.raises(WrongType, match="binary workbook"):
        _read(workbook("", parts={"xl/workbook.bin": b""}))
    with pytest.raises(DamagedInput):
        read_file(workbook("")[:-40], STANDARD, name="a.xlsx")
