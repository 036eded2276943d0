"""A name planted in each channel of a Word file is gone from the copy, and the audit finds it in the original."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from legalredact.errors import Refused
from legalredact.redaction.audit.audit import audit_copy
from legalredact.redaction.context import CopySettings
from legalredact.redaction.docx.allowlist import R, W
from legalredact.redaction.docx.package import WordPackage
from legalredact.redaction.docx.redact import redact_word
from legalredact.redaction.targets import Target, TargetSet, named_targets
from legalredact.redaction.text_maps.text_map import OcrFunction
from tests.documents.word_files import emf
from tests.redaction.planted_pdf import NAME
from tests.redaction.planted_pdf import _picture as picture
from tests.redaction.planted_word import OPENING, PLANTED, SPACES, WORDML, Parts, made, over_runs, paragraph, run, show

TARGETS = named_targets([NAME])


def _drawing_of(kind: str) -> str:
    graphic = f'<a:graphic><a:graphicData uri="{kind}"/></a:graphic>'
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name=""/>{graphic}</wp:inline></w:drawing></w:r>'


_NEWER_CHART = _drawing_of("http://schemas.microsoft.com/office/drawing/2014/chartex")


def _choice_of(content: str, fallback: str = "") -> str:
    space = "http://schemas.microsoft.com/office/drawing/2014/chartex"
    choice = f'<mc:Choice Requires="cx" xmlns:cx="{space}">{content}</mc:Choice>'
    return f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"


SHOWN_OTHERWISE = {"picture_that_is_shown_as_in_a_mirror", "picture_that_is_shown_leaning"}
IN_PIXELS = SHOWN_OTHERWISE | {
    "pixels_of_a_picture",
    "thumbnail",
    "picture_that_is_shown_turned",
    "picture_upside_down",
    "pale_picture",
    "white_letters_in_a_transparent_picture",
    "colours_of_a_transparent_picture",
}
UNAUDITED = SHOWN_OTHERWISE | {"letters_with_ones_between_that_a_style_hides"}
"""The audit looks at each part of an archive by itself: not at what another part does to it."""


@pytest.mark.parametrize("channel", PLANTED)
def test_the_name_is_gone_and_its_neighbours_stay(channel: str, tmp_path: Path, eyes: OcrFunction) -> None:
    look = eyes if channel in IN_PIXELS else None

    copy = _copied(PLANTED[channel](), tmp_path, look)

    audit = audit_copy(copy, TARGETS, look)
    assert audit.clean, audit
    assert docx.Document(str(copy)).paragraphs[0].text == OPENING


@pytest.mark.parametrize("channel", sorted(PLANTED.keys() - UNAUDITED))
def test_the_audit_finds_the_name_in_the_original(channel: str, tmp_path: Path, eyes: OcrFunction) -> None:
    original = tmp_path / "original.docx"
    original.write_bytes(PLANTED[channel]())

    assert audit_copy(original, TARGETS, eyes if channel in IN_PIXELS else None).findings


SEEN_ALONE = sorted(
    channel for channel in PLANTED if channel.startswith(("letters_", "picture_that_is_shown", "pale_", "white_"))
)
"""Where the audit of a copy could pass over what was not covered."""


@pytest.mark.parametrize("channel", [*SEEN_ALONE, "codes_of_a_font", "picture_upside_down", "lettering"])
def test_what_a_reader_alone_would_see_is_covered(channel: str, tmp_path: Path, eyes: OcrFunction) -> None:
    original = tmp_path / "original.docx"
    original.write_bytes(PLANTED[channel]())

    made = redact_word(original, tmp_path / "copy.docx", CopySettings(TargetSet(TARGETS), eyes))
    assert made.covered


@pytest.mark.parametrize("channel", PLANTED)
def test_another_program_finds_no_name(channel: str, tmp_path: Path, judge: Callable[[Path, str], str]) -> None:
    assert judge(_copied(PLANTED[channel](), tmp_path, None), NAME) == ""


def test_a_name_over_runs_becomes_one_token_in_the_first_of_them(tmp_path: Path) -> None:
    copy = _copied(made(over_runs), tmp_path, None, (Target((NAME,), "CLIENT_A"),))

    last = docx.Document(str(copy)).paragraphs[-1]
    assert last.text == "CLIENT_A"
    assert last.runs[0].bold


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    def plant(parts: Parts) -> None:
        new = f'<w:ins w:id="1" w:author="X">{run("new ")}</w:ins>'
        old = '<w:del w:id="2" w:author="X"><w:r><w:delText>old </w:delText></w:r></w:del>'
        parts.body += paragraph("The ", new, old, "words")

    copy = _copied(made(plant), tmp_path, None)

    assert docx.Document(str(copy)).paragraphs[-1].text == "The new words"


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        ('<w:altChunk r:id="rId9"/>', "inserted file"),
        (f"<w:p><w:r><w:object>{run('x')}</w:object></w:r></w:p>", "embedded object"),
        (f"<w:p>{_drawing_of('http://schemas.openxmlformats.org/drawingml/2006/chart')}</w:p>", "chart"),
        (f"<w:p><w:r>{_choice_of(_NEWER_CHART)}</w:r></w:p>", "drawing"),
        (f"<w:p><w:r>{_choice_of(_NEWER_CHART, '<mc:Fallback/>')}</w:r></w:p>", "drawing"),
    ],
)
def test_what_a_reader_misses_in_a_copy_is_told(content: str, lost: str, tmp_path: Path) -> None:
    def plant(parts: Parts) -> None:
        parts.body += content

    (tmp_path / "original.docx").write_bytes(made(plant))

    assert redact_word(
        tmp_path / "original.docx", tmp_path / "copy.docx", CopySettings(TargetSet(TARGETS), None)
    ).lost == (lost,)


def _with_headers_of_the_first_page(parts: Parts) -> None:
    story = f"<w:hdr {SPACES}>{paragraph('Draft of the lease')}</w:hdr>"
    first = parts.add("header1.xml", "header", story, f"{WORDML}.header+xml")
    later = parts.add("header2.xml", "header", story, f"{WORDML}.header+xml")
    parts.body += (
        f'<w:sectPr><w:headerReference w:type="first" r:id="{first}"/>'
        f'<w:headerReference w:type="default" r:id="{later}"/><w:titlePg/></w:sectPr>'
    )


def _with_a_page_number(parts: Parts) -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    parts.body += paragraph(marks[0], "<w:r><w:instrText> PAGE </w:instrText></w:r>", marks[1], run("7"), marks[2])


def _with_a_new_page(parts: Parts) -> None:
    parts.body += paragraph("<w:r><w:br w:type='page'/></w:r>", "The next page")


def _with_a_marked_word(parts: Parts) -> None:
    parts.body += paragraph(run("struck", '<w:highlight w:val="black"/>'))


def _with_a_header_of_all_pages(parts: Parts) -> None:
    header = parts.add("header1.xml", "header", f"<w:hdr {SPACES}>{paragraph('Lease')}</w:hdr>", f"{WORDML}.header+xml")
    parts.body += f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/></w:sectPr>'


@pytest.mark.parametrize(
    ("plant", "name", "lost", "left"),
    [
        (_with_headers_of_the_first_page, "First", ("headers or footers of some pages",), "headerReference"),
        (_with_a_page_number, "Begin", ("page numbers",), "fldChar"),
        (_with_a_new_page, "Page", ("page or column breaks",), ""),
        (_with_a_marked_word, "Black", ("formatting",), "highlight"),
        (_with_a_header_of_all_pages, "Oldacre", (), ""),
    ],
)
def test_formatting_that_the_format_spells_like_a_name_is_left_out_and_told(
    plant: Callable[[Parts], None], name: str, lost: tuple[str, ...], left: str, tmp_path: Path
) -> None:
    original, copy = tmp_path / "original.docx", tmp_path / "copy.docx"
    original.write_bytes(made(plant))
    targets = named_targets([name])

    assert redact_word(original, copy, CopySettings(TargetSet(targets), None)).lost == tuple(
        f"{what} whose word in the file is one of the names" for what in lost
    )
    assert audit_copy(copy, targets, None).clean
    body = WordPackage(copy.read_bytes(), 1 << 20).tree("word/document.xml")
    assert all(item.attrib for item in body.iter(f"{{{W}}}{left}" if left else f"{{{W}}}headerReference"))


def test_a_picture_that_nothing_can_draw_is_left_out_and_told(tmp_path: Path) -> None:
    def plant(parts: Parts) -> None:
        show(parts, picture("nobody"), "")
        name = next(name for name in parts.parts if "media" in name)
        parts.parts[name] = ("image/x-emf", emf((84, NAME)))

    (tmp_path / "original.docx").write_bytes(made(plant))

    copied = redact_word(tmp_path / "original.docx", tmp_path / "copy.docx", CopySettings(TargetSet(TARGETS), None))

    assert copied.lost == ("picture of a kind that cannot be looked at",)
    assert audit_copy(tmp_path / "copy.docx", TARGETS, None).clean


def test_parts_whose_names_were_written_with_backslashes_are_found(tmp_path: Path) -> None:
    data = made(over_runs).replace(b"word/", b"word\\").replace(b"_rels/", b"_rels\\")

    assert docx.Document(str(_copied(data, tmp_path, None))).paragraphs[0].text == OPENING


def test_fields_become_what_they_show_and_page_numbers_stay_fields(tmp_path: Path) -> None:
    def plant(parts: Parts) -> None:
        marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        for code, shown in (("PAGE \\* MERGEFORMAT", "7"), ("REF somewhere", "there")):
            text = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
            parts.body += paragraph(marks[0], text, marks[1], run(shown), marks[2])

    copy = _copied(made(plant), tmp_path, None)

    page, reference = (p._p.xml for p in docx.Document(str(copy)).paragraphs[-2:])
    assert "> PAGE <" in page
    assert "fldChar" not in reference
    assert ">there<" in reference


def test_a_style_named_after_somebody_keeps_its_look_under_another_name(tmp_path: Path) -> None:
    copy = _copied(PLANTED["name_of_a_style"](), tmp_path, None)

    last = docx.Document(str(copy)).paragraphs[-1]
    assert last.style is not None
    assert last.style.paragraph_format.alignment is not None


def test_a_style_without_an_id_is_kept_by_its_name(tmp_path: Path) -> None:
    def plant(parts: Parts) -> None:
        style = '<w:style><w:name w:val="Small"/><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
        parts.add("styles.xml", "styles", f"<w:styles {SPACES}>{style}</w:styles>", f"{WORDML}.styles+xml")
        parts.body += '<w:p><w:pPr><w:pStyle w:val="Small"/></w:pPr></w:p>'

    copy = WordPackage(_copied(made(plant), tmp_path, None).read_bytes(), 1 << 20)

    (styles,) = (name for name in copy.names if "styles" in name)
    assert len(copy.tree(styles)) == 1


def test_a_style_without_an_id_hides_letters_too(tmp_path: Path) -> None:
    named = _made_with_a_style(identifier="")
    with_id = _made_with_a_style(identifier='w:styleId="Small"')

    for number, content in enumerate((named, with_id)):
        original = tmp_path / f"{number}.docx"
        original.write_bytes(content)
        settings = CopySettings(TargetSet(TARGETS), None)
        assert len(redact_word(original, tmp_path / "copy.docx", settings).covered) == 1


def test_page_numbers_of_contents_are_shown_by_each_program(tmp_path: Path) -> None:
    def plant(parts: Parts) -> None:
        parts.body += paragraph("Heading", run("3", "<w:webHidden/>"))

    copy = docx.Document(str(_copied(made(plant), tmp_path, None)))

    assert copy.paragraphs[-1].text == "Heading3"
    assert "webHidden" not in copy.paragraphs[-1]._p.xml


def test_a_name_that_the_view_as_a_web_page_hides_in_part_is_covered(tmp_path: Path) -> None:
    def plant(parts: Parts) -> None:
        letters = [run(letter, "<w:webHidden/>") for letter in NAME]
        parts.body += paragraph(*(part for letter in letters for part in (letter, run("q", "<w:vanish/>"))))

    original = tmp_path / "original.docx"
    original.write_bytes(made(plant))

    assert redact_word(original, tmp_path / "copy.docx", CopySettings(TargetSet(TARGETS), None)).covered


def _bullet(words: str) -> Callable[[Parts], None]:
    """A planter of a list whose bullet is a picture of these words; no other part of the file refers to it."""

    def plant(parts: Parts) -> None:
        file = io.BytesIO()
        picture(words).save(file, "PNG")
        parts.parts["word/media/image1.png"] = ("image/png", file.getvalue())
        shape = f'<w:pict><v:shape alt="{NAME}"><v:imagedata r:id="rId1" o:title="{NAME}"/></v:shape></w:pict>'
        level = '<w:lvl w:ilvl="0"><w:lvlText w:val="*"/><w:lvlPicBulletId w:val="0"/></w:lvl>'
        bullet = f'<w:numPicBullet w:numPicBulletId="0">{shape}</w:numPicBullet>'
        numbering = f'<w:numbering {SPACES}>{bullet}<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        parts.add("numbering.xml", "numbering", f"{numbering}</w:numbering>", f"{WORDML}.numbering+xml")
        relations = _to_image("word/media/image1.png").encode()
        parts.parts["word/_rels/numbering.xml.rels"] = ("application/xml", relations)

    return plant


def test_pictures_of_bullets_stay(tmp_path: Path) -> None:
    copy = _copied(made(_bullet("nobody")), tmp_path, None)

    package = WordPackage(copy.read_bytes(), 1 << 20)
    (numbering,) = (name for name in package.names if "numbering" in name and "rels" not in name)
    (shown,) = package.tree(numbering).iter("{urn:schemas-microsoft-com:vml}imagedata")
    assert [relation.id for relation in package.relations(numbering)] == [shown.get(f"{{{R}}}id")]
    assert next(package.tree(numbering).iter(f"{{{W}}}lvlPicBulletId"), None) is not None
    assert audit_copy(copy, TARGETS, None).clean


def test_a_name_in_the_picture_of_a_bullet_is_covered(tmp_path: Path, eyes: OcrFunction) -> None:
    original, copy = tmp_path / "original.docx", tmp_path / "copy.docx"
    original.write_bytes(made(_bullet(NAME)))
    assert audit_copy(original, TARGETS, eyes).findings

    assert redact_word(original, copy, CopySettings(TargetSet(TARGETS), eyes)).covered
    assert audit_copy(copy, TARGETS, eyes).clean


def _to_image(name: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}"><Relationship Id="rId1" Type="{R}/image" Target="/{name}"/></Relationships>'


def _made_with_a_style(identifier: str) -> bytes:
    """A file with hidden letters between the letters of the name."""

    def plant(parts: Parts) -> None:
        style = f'<w:style {identifier}><w:name w:val="Small"/><w:rPr><w:vanish/></w:rPr></w:style>'
        parts.add("styles.xml", "styles", f"<w:styles {SPACES}>{style}</w:styles>", f"{WORDML}.styles+xml")
        hidden = run("q", '<w:rStyle w:val="Small"/>')
        parts.body += paragraph(*(part for letter in NAME for part in (run(letter), hidden)))

    return made(plant)


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    original = tmp_path / "original.docx"
    original.write_bytes(PLANTED["embedded_file"]())

    copied = redact_word(original, tmp_path / "copy.docx", CopySettings(TargetSet(TARGETS)))

    assert {"embedded files", "embedded object"} <= set(copied.removed)


def _copied(data: bytes, folder: Path, look: OcrFunction | None, targets: tuple[Target, ...] = TARGETS) -> Path:
    original, copy = folder / "original.docx", folder / "copy.docx"
    original.write_bytes(data)
    redact_word(original, copy, CopySettings(TargetSet(targets), look))
    return copy


def test_a_table_whose_rows_were_all_deleted_goes(tmp_path: Path) -> None:
    copy = _copied(PLANTED["deleted_row"](), tmp_path, None)

    assert docx.Document(str(copy)).tables == []


def test_a_cell_whose_content_went_keeps_a_paragraph(tmp_path: Path) -> None:
    def plant(parts: Parts) -> None:
        chunk = '<w:altChunk r:id="rId50"/>'
        parts.body += f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{chunk}</w:tc></w:tr></w:tbl>"

    copy = _copied(made(plant), tmp_path, None)

    assert len(docx.Document(str(copy)).tables[0].cell(0, 0).paragraphs) == 1


def test_a_footer_that_ends_with_a_table_does_not_become_higher(tmp_path: Path) -> None:
    def plant(parts: Parts) -> None:
        table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{paragraph(NAME)}</w:tc></w:tr></w:tbl>"
        footer = parts.add("footer1.xml", "footer", f"<w:ftr {SPACES}>{table}</w:ftr>", f"{WORDML}.footer+xml")
        parts.body += f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/></w:sectPr>'

    footer = docx.Document(str(_copied(made(plant), tmp_path, None))).sections[0].footer

    added = footer.paragraphs[-1].paragraph_format
    assert added.line_spacing == Pt(1)
    assert (added.space_before, added.space_after) == (0, 0)


def test_pictures_are_counted_for_a_person_to_look_at(tmp_path: Path) -> None:
    original = tmp_path / "original.docx"
    original.write_bytes(PLANTED["note_in_a_picture"]())

    assert redact_word(original, tmp_path / "copy.docx", CopySettings(TargetSet(TARGETS))).pictures == 1


def test_a_name_that_the_format_itself_spells_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="every Word file"):
        _copied(made(over_runs), tmp_path, None, named_targets(["Document"]))


def test_numbers_that_mean_nothing_are_passed_over(tmp_path: Path) -> None:
    def plant(parts: Parts) -> None:
        wide = '<w:tcPr><w:gridSpan w:val="many"/></w:tcPr>'
        parts.body += f"<w:tbl><w:tblPr/><w:tr><w:tc>{wide}{paragraph(NAME)}</w:tc></w:tr></w:tbl>"
        parts.body += paragraph(run("x", '<w:sz w:val="-3"/><w:color/>'))
        show(parts, picture("A tree"), 'rot="1e999" flipH="perhaps"')

    original = tmp_path / "original.docx"
    original.write_bytes(made(plant))
    assert len(redact_word(original, tmp_path / "copy.docx", CopySettings(TargetSet(TARGETS))).covered) == 1
