"""What hangs on a Word file's text, or stands on no page, is read too: links, fields, descriptions, properties."""

import zipfile
from pathlib import Path

import pytest

from legalredact.documents.limits import Limits
from legalredact.documents.ooxml.docx_fields import field_kind
from legalredact.documents.ooxml.reader import read_word
from legalredact.model.document import BlockKind, Document, UnreadReason
from tests.documents.word_files import drawing, paragraph, relations_part, root, run, table, word_file

K = BlockKind


def _read(path: Path) -> Document:
    return read_word(path, Limits())


def _texts(document: Document, kind: BlockKind) -> list[str]:
    return [document.text_of(block) for block in document.blocks if block.kind is kind]


def test_links_are_read_with_text_target_and_tip(tmp_path: Path) -> None:
    link = f'<w:hyperlink r:id="rId1" w:tooltip="Write to Tarrow">{run("write")}</w:hyperlink>'
    relations = [("rId1", "hyperlink", "!mailto:d.tarrow@oakbarrow.example")]
    document = _read(word_file(tmp_path, f"<w:p>{link}</w:p>", relations=relations))
    assert _texts(document, K.BODY) == ["write"]
    assert _texts(document, K.LINK) == ["Write to Tarrow", "mailto:d.tarrow@oakbarrow.example"]


def test_targets_outside_the_file_are_read_wherever_they_are_kept(tmp_path: Path) -> None:
    parts = {
        "word/settings.xml": root("w:settings", ""),
        "word/_rels/settings.xml.rels": relations_part([("rId1", "attachedTemplate", r"!file:///C:\Tarrow\a.dotm")]),
    }
    document = _read(word_file(tmp_path, paragraph("a"), parts, [("rId1", "settings", "settings.xml")]))
    assert _texts(document, K.LINK) == [r"file:///C:\Tarrow\a.dotm"]


def test_field_codes_are_read_and_their_results_stand_in_the_text(tmp_path: Path) -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = run(' MERGEFIELD "Client ', tag="w:instrText") + run('Name" ', tag="w:instrText")
    body = (
        f"<w:p>{mark('begin')}{code}{mark('separate')}{run('Quillfeather')}{mark('end')}</w:p>"
        f"<w:p><w:fldSimple w:instr=' DOCPROPERTY Tarrow '>{run('D. Tarrow')}</w:fldSimple></w:p>"
        f"<w:p>{run('page ')}{mark('begin')}{run(' PAGE ', tag='w:instrText')}{mark('end')}</w:p>"
    )
    document = _read(word_file(tmp_path, body))
    assert _texts(document, K.BODY) == ["Quillfeather", "D. Tarrow", "page"]
    assert _texts(document, K.FIELD) == ['MERGEFIELD "Client Name"', "DOCPROPERTY Tarrow"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (' HYPERLINK "http://tarrow.example" ', K.LINK),
        (' INCLUDETEXT "C:\\\\Tarrow\\\\a.docx" ', K.FIELD),
        (' XE "Quillfeather, Harriet" ', K.FIELD),
        (" REF Tarrow_exhibit \\h ", K.FIELD),
        (" SEQ Tarrow \\* ARABIC ", K.FIELD),
        (" PAGE \\# \"'Tarrow '#\" ", K.FIELD),
        (" PAGE   \\* MERGEFORMAT ", None),
        (' TOC \\o "1-3" \\h \\z \\u ', None),
        (" PAGEREF _Toc467647605 \\h ", None),
        (' DATE \\@ "MMMM d, yyyy" ', None),
        (" SEQ Table \\* ARABIC ", None),
        ("  ", None),
    ],
)
def test_only_field_codes_that_number_date_or_refer_are_left_out(code: str, kind: BlockKind | None) -> None:
    assert field_kind(code) is kind


def test_old_form_fields_show_their_choice_and_their_tick(tmp_path: Path) -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}">{}</w:fldChar></w:r>'.format
    entries = "".join(f'<w:listEntry w:val="{name}"/>' for name in ("Ten", "Eleven"))
    choice = f'<w:ffData><w:name w:val="Dropdown1"/><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    tick = '<w:ffData><w:helpText w:val="Ask Tarrow"/><w:checkBox><w:checked/></w:checkBox></w:ffData>'
    code = run(" FORMDROPDOWN ", tag="w:instrText")
    typed = f"{mark('begin', choice)}{code}{mark('separate', '')}{run('Twelve')}{mark('end', '')}"
    body = (
        f"<w:p>{mark('begin', choice)}{code}{mark('end', '')}{run(' looms')}</w:p>"
        f"<w:p>{mark('begin', tick)}{mark('end', '')}{run(' sworn')}</w:p><w:p>{typed}</w:p>"
    )
    document = _read(word_file(tmp_path, body))
    assert _texts(document, K.BODY) == ["Eleven looms", "☒ sworn", "Twelve"]
    assert _texts(document, K.PROPERTY) == ["Ten", "Eleven", "Ask Tarrow"]


def test_content_controls_give_text_title_tag_and_choices(tmp_path: Path) -> None:
    control = (
        "<w:sdt><w:sdtPr><w:alias w:val='Client'/><w:tag w:val='quillfeather'/><w:dropDownList>"
        "<w:listItem w:displayText='H. Quillfeather' w:value='1'/></w:dropDownList></w:sdtPr><w:sdtContent>{}"
        "</w:sdtContent></w:sdt>"
    ).format
    document = _read(word_file(tmp_path, control(paragraph("block")) + f"<w:p>{control(run('inline'))}</w:p>"))
    assert _texts(document, K.BODY) == ["block", "inline"]
    assert _texts(document, K.PROPERTY) == ["Client", "quillfeather"]
    assert set(_texts(document, K.FORM_FIELD)) == {"H. Quillfeather"}


def test_a_choice_whose_value_says_more_than_it_shows_is_read_whole(tmp_path: Path) -> None:
    choice = "<w:listItem w:displayText='The plaintiff' w:value='Honor Quillfeather'/>"
    body = f"<w:p><w:sdt><w:sdtPr><w:comboBox>{choice}</w:comboBox></w:sdtPr><w:sdtContent/></w:sdt></w:p>"
    document = _read(word_file(tmp_path, body))
    assert (_texts(document, K.FORM_FIELD), _texts(document, K.PROPERTY)) == (["The plaintiff"], ["Honor Quillfeather"])


def test_signature_lines_tell_who_is_to_sign(tmp_path: Path) -> None:
    line = "o:suggestedsigner='Desmond Tarrow' o:suggestedsigner2='Owner' o:suggestedsigneremail='d@tarrow.example'"
    body = f"<w:p><w:r><w:pict><v:shape><o:signatureline {line}/></v:shape></w:pict></w:r></w:p>"
    assert _texts(_read(word_file(tmp_path, body)), K.FORM_FIELD) == ["Desmond Tarrow", "Owner", "d@tarrow.example"]


def test_smart_tags_give_their_text_and_what_they_noted(tmp_path: Path) -> None:
    noted = "<w:smartTagPr><w:attr w:name='Given' w:val='Desmond'/></w:smartTagPr>"
    body = f"<w:p><w:smartTag w:element='PersonName'>{noted}{run('D. Tarrow')}</w:smartTag></w:p>"
    document = _read(word_file(tmp_path, body))
    assert (_texts(document, K.BODY), _texts(document, K.PROPERTY)) == (["D. Tarrow"], ["Desmond"])


def test_bookmarks_are_read_unless_a_word_processor_named_them(tmp_path: Path) -> None:
    names = ("Tarrow_address", "_GoBack", "_Toc12345", "OLE_LINK3")
    marks = "".join(f"<w:bookmarkStart w:id='{i}' w:name='{name}'/>" for i, name in enumerate(names))
    document = _read(word_file(tmp_path, f"<w:p>{marks}{run('a')}</w:p>{marks}{table(['b'])}"))
    assert _texts(document, K.BOOKMARK) == ["Tarrow_address"]


def test_descriptions_of_pictures_in_both_forms_are_read(tmp_path: Path) -> None:
    newer = drawing("", described="Portrait of Harriet Quillfeather", name="tarrow_signature.png")
    older = (
        '<w:r><w:pict><v:shape alt="Map of Oakbarrow"><v:textpath string="CONFIDENTIAL"/>'
        '<v:imagedata o:title="Mill plan"/></v:shape></w:pict></w:r>'
    )
    document = _read(word_file(tmp_path, f"<w:p>{newer}{older}</w:p>"))
    assert _texts(document, K.ALT_TEXT) == ["Portrait of Harriet Quillfeather", "Map of Oakbarrow", "Mill plan"]
    assert _texts(document, K.TEXT_BOX) == ["CONFIDENTIAL"]
    assert _texts(document, K.PROPERTY) == ["tarrow_signature.png"]


def test_names_that_word_gives_to_shapes_are_left_out(tmp_path: Path) -> None:
    document = _read(word_file(tmp_path, f"<w:p>{drawing('', name='Rounded Rectangle 50')}</w:p>"))
    assert document.blocks == ()


def test_tables_give_their_description(tmp_path: Path) -> None:
    described = "<w:tblPr><w:tblDescription w:val='Payments to Tarrow'/></w:tblPr>"
    body = table(["a"]).replace("<w:tbl>", f"<w:tbl>{described}")
    assert _texts(_read(word_file(tmp_path, body)), K.ALT_TEXT) == ["Payments to Tarrow"]


def test_charts_and_diagrams_give_their_words_and_the_workbook_is_unread(tmp_path: Path) -> None:
    rich = "<c:title><c:tx><c:rich><a:p><a:r><a:t>Looms sold</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    cached = "<c:strCache><c:pt><c:v>Oakbarrow</c:v></c:pt></c:strCache>"
    cache = f"<c:cat><c:strRef><c:f>Tarrow!$A$1</c:f>{cached}</c:strRef></c:cat>"
    numbers = "<c:val><c:numRef><c:numCache><c:pt><c:v>12345</c:v></c:pt></c:numCache></c:numRef></c:val>"
    words = "<a:p><a:r><a:t>Harriet </a:t></a:r><a:r><a:t>Vane</a:t></a:r></a:p>"
    data = f"<dgm:ptLst><dgm:pt><dgm:t>{words}</dgm:t></dgm:pt></dgm:ptLst>"
    parts: dict[str, str | bytes] = {
        "word/charts/chart1.xml": root("c:chartSpace", rich + cache + numbers),
        "word/charts/_rels/chart1.xml.rels": relations_part([("rId1", "package", "../embeddings/book.xlsx")]),
        "word/embeddings/book.xlsx": b"PK",
        "word/diagrams/data1.xml": root("dgm:dataModel", data),
        "word/diagrams/layout1.xml": root("dgm:layoutDef", "<dgm:title val='Steps'/>"),
    }
    relations = [
        ("rId1", "chart", "charts/chart1.xml"),
        ("rId2", "diagramData", "diagrams/data1.xml"),
        ("rId3", "diagramLayout", "diagrams/layout1.xml"),
    ]
    chart, diagram = '<c:chart r:id="rId1"/>', '<dgm:relIds r:dm="rId2" r:lo="rId3"/>'
    body = f"<w:p>{drawing(chart)}</w:p><w:p>{drawing(diagram)}</w:p>"
    document = _read(word_file(tmp_path, body, parts, relations))
    assert _texts(document, K.TEXT_BOX) == ["Looms sold\nOakbarrow", "Harriet Vane"]
    assert _texts(document, K.PROPERTY) == ["Tarrow", "book.xlsx"]
    assert [(part.reason, part.detail) for part in document.unread] == [
        (UnreadReason.EMBEDDED_FILE, "embedded file 1 (xlsx) in paragraph 1")
    ]


def test_properties_are_read_from_all_three_parts(tmp_path: Path) -> None:
    core = (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc"><dc:title>Lease</dc:title><dc:creator>Ida Penhallow'
        "</dc:creator><cp:lastModifiedBy>Marcus Vane</cp:lastModifiedBy>"
        "<cp:revision>12345</cp:revision></cp:coreProperties>"
    )
    app = (
        "<Properties><Template>Normal.dotm</Template><Application>Microsoft Office Word</Application>"
        "<Company>Oakbarrow Mills</Company><Manager>D. Tarrow</Manager><ScaleCrop>false</ScaleCrop></Properties>"
    )
    custom = '<Properties><property name="Client" pid="2"><v>Quillfeather</v></property></Properties>'
    parts = {"docProps/core.xml": core, "docProps/app.xml": app, "docProps/custom.xml": custom}
    pointed = [
        ("rId1", "metadata/core-properties", "docProps/core.xml"),
        ("rId2", "extended-properties", "docProps/app.xml"),
        ("rId3", "custom-properties", "docProps/custom.xml"),
    ]
    document = _read(word_file(tmp_path, paragraph("a"), parts, package=pointed))
    assert _texts(document, K.PROPERTY) == [
        "Lease",
        "Ida Penhallow",
        "Marcus Vane",
        "Oakbarrow Mills",
        "D. Tarrow",
        "Client\nQuillfeather",
    ]


def test_variables_numbering_people_and_custom_data_are_read(tmp_path: Path) -> None:
    parts = {
        "word/settings.xml": root("w:settings", "<w:docVars><w:docVar w:name='who' w:val='Tarrow'/></w:docVars>"),
        "word/numbering.xml": root("w:numbering", "<w:lvlText w:val='Exhibit %1'/><w:lvlText w:val='%1.%2'/>"),
        "word/people.xml": '<p:people xmlns:p="urn:p"><p:person p:author="Ida Penhallow"/></p:people>',
        "customXml/item1.xml": '<matter client="Quillfeather"><note>sold to Vane</note></matter>',
    }
    relations = [
        ("rId1", "settings", "settings.xml"),
        ("rId2", "numbering", "numbering.xml"),
        ("rId3", "people", "people.xml"),
        ("rId4", "customXml", "../customXml/item1.xml"),
    ]
    document = _read(word_file(tmp_path, "", parts, relations))
    assert _texts(document, K.PROPERTY) == ["who\nTarrow", "Ida Penhallow", "Quillfeather\nsold to Vane"]
    assert _texts(document, K.FIELD) == ["Exhibit %1"]
    assert document.unread == ()


def test_building_blocks_of_a_template_are_on_no_page(tmp_path: Path) -> None:
    part = (
        f"<w:docParts><w:docPart><w:docPartBody>{paragraph('Regards, Tarrow')}</w:docPartBody></w:docPart></w:docParts>"
    )
    parts = {"word/glossary/document.xml": root("w:glossaryDocument", part)}
    document = _read(
        word_file(tmp_path, paragraph("a"), parts, [("rId1", "glossaryDocument", "glossary/document.xml")])
    )
    assert _texts(document, K.PROPERTY) == ["Regards, Tarrow"]


def test_signatures_give_their_words_and_not_their_keys(tmp_path: Path) -> None:
    signature = (
        f"<Signature><SignatureComments>Approved by Tarrow</SignatureComments><Key>{'QUJD' * 60}</Key></Signature>"
    )
    parts: dict[str, str | bytes] = {"_xmlsignatures/sig1.xml": signature, "_xmlsignatures/origin.sigs": b""}
    pointed = [("rId1", "origin", "_xmlsignatures/origin.sigs")]
    parts["_xmlsignatures/_rels/origin.sigs.rels"] = relations_part([("rId1", "signature", "sig1.xml")])
    document = _read(word_file(tmp_path, paragraph("a"), parts, package=pointed))
    assert _texts(document, K.PROPERTY) == ["Approved by Tarrow"]


def test_the_archives_comment_and_chosen_part_names_are_read(tmp_path: Path) -> None:
    parts = {"word/media/tarrow_logo.bmp": b"BM", "word/media/image1.bmp": b"BM"}
    path = word_file(tmp_path, paragraph("a"), parts)
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"for Harriet Quillfeather"
    document = _read(path)
    assert _texts(document, K.PROPERTY) == ["tarrow_logo.bmp", "for Harriet Quillfeather"]


def test_embedded_files_macros_and_imported_text_are_unread(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0",
        "word/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        "word/afchunk.html": b"<p>Tarrow</p>",
    }
    relations = [
        ("rId1", "oleObject", "embeddings/oleObject1.bin"),
        ("rId2", "vbaProject", "vbaProject.bin"),
        ("rId3", "aFChunk", "afchunk.html"),
    ]
    body = f"<w:p>{run('a')}<w:r><w:object><o:OLEObject r:id='rId1'/></w:object></w:r></w:p><w:altChunk r:id='rId3'/>"
    document = _read(word_file(tmp_path, body, parts, relations))
    assert {part.reason for part in document.unread} == {UnreadReason.EMBEDDED_FILE}
    assert [part.detail for part in document.unread] == [
        "embedded file 1 (bin) in paragraph 1",
        "embedded file 2 (html) in paragraph 1",
        "macros (bin) in the file",
    ]


def test_unknown_and_damaged_parts_are_named_and_their_words_are_known(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "word/strange.xml": "<strange><inner>Harriet Quillfeather</inner></strange>",
        "word/strange.bin": b"\x01\x02",
        "word/comments.xml": "<w:comments",
    }
    document = _read(word_file(tmp_path, paragraph("a"), parts, [("rId1", "comments", "comments.xml")]))
    assert _texts(document, K.PROPERTY) == ["Harriet Quillfeather"]
    assert [(part.reason, part.detail) for part in document.unread] == [
        (UnreadReason.UNKNOWN_PART, "damaged part 1"),
        (UnreadReason.UNKNOWN_PART, "part of unknown kind 1"),
        (UnreadReason.UNKNOWN_PART, "part of unknown kind 2"),
    ]


def test_a_part_that_is_stored_twice_is_named(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("shown"))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", root("w:document", f"<w:body>{paragraph('other')}</w:body>"))
    assert [part.detail for part in _read(path).unread] == ["part stored twice 1"]


def test_nothing_of_a_clients_shows_in_reprs_and_details(tmp_path: Path) -> None:
    parts = {"word/Tarrow.bin": b"\x01"}
    document = _read(word_file(tmp_path, paragraph("Harriet Quillfeather"), parts, name="Quillfeather.docx"))
    assert "Tarrow" not in repr(document)
    assert "Quillfeather" not in repr(document)
