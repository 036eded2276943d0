"""Styles of an exported Word document, so that a firm can restyle it as a whole."""

import docx.document
import docx.oxml
import docx.oxml.ns
import docx.styles.style
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Inches, Pt, RGBColor

SERIF = "Times New Roman"
MARGIN = Inches(1)
WIDTH = Inches(6.5)
"""Of the text."""
TABLE_WIDTH = Inches(6.42)
"""Of tables; their lines begin where text begins."""
INK = RGBColor(0x1F, 0x2A, 0x44)
GREY = RGBColor(0x59, 0x59, 0x59)
RED = RGBColor(0xA0, 0x1C, 0x1C)
BLACK = RGBColor(0, 0, 0)
TABLE_TEXT, TABLE_HEADING, TABLE_END, SOURCE, NOTE, DRAFT_NOTICE = (
    "Table Text",
    "Table Heading",
    "Table End",
    "Source",
    "Note",
    "Draft Notice",
)
HYPERLINK, QUIET, DIGEST = "Hyperlink", "Quiet", "Digest"
TOC = ("toc 1", "toc 2")
"""Word's own names of the styles of a table of contents, by level."""

_PARAGRAPHS = (
    # name, base, points, bold, color, points before, points after
    ("Normal", None, 11.5, False, BLACK, 0, 6),
    ("Title", None, 22, False, INK, 0, 8),
    ("Heading 1", None, 14, True, INK, 16, 6),
    ("Heading 2", None, 12, True, INK, 10, 4),
    ("List Number", None, 11.5, False, BLACK, 0, 6),
    ("List Bullet", None, 10.5, False, BLACK, 0, 3),
    ("Quote", None, 10.5, False, BLACK, 0, 8),
    ("Header", None, 9, True, INK, 0, 0),
    ("Footer", None, 8.5, False, GREY, 0, 0),
    ("TOC Heading", None, 12, True, INK, 10, 3),
    (TOC[0], "Normal", 10.5, False, BLACK, 0, 2),
    (TOC[1], "Normal", 10.5, False, BLACK, 0, 2),
    (TABLE_TEXT, "Normal", 9.5, False, BLACK, 2, 2),
    (TABLE_HEADING, TABLE_TEXT, 9.5, True, INK, 2, 2),
    (TABLE_END, "Normal", 2, False, BLACK, 0, 0),
    (SOURCE, "Normal", 10.5, False, BLACK, 4, 2),
    (NOTE, "Normal", 9.5, False, GREY, 0, 6),
    (DRAFT_NOTICE, "Normal", 11, True, RED, 0, 8),
)
_BORDER = '<w:{side} w:val="single" w:sz="{size}" w:space="6" w:color="{color}"/>'


def set_styles(document: docx.document.Document) -> None:
    """Letter size, margins, and every style that an export uses."""
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    for row in _PARAGRAPHS:
        _paragraph_style(document, *row)
    styles = document.styles
    styles["Normal"].paragraph_format.line_spacing = 1.1
    for name in ("Heading 1", "Heading 2"):
        styles[name].paragraph_format.keep_with_next = True
    styles["Header"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("List Number", "List Bullet"):
        for tight in styles[name].element.iter(docx.oxml.ns.qn("w:contextualSpacing")):
            tight.set(docx.oxml.ns.qn("w:val"), "0")
    styles[NOTE].paragraph_format.left_indent = Inches(0.25)
    quote = styles["Quote"].paragraph_format
    quote.left_indent, quote.right_indent = Inches(0.3), Inches(0.2)
    styles["Quote"].font.italic = False
    _border(styles["Quote"], "left", 8, "9AA5BD")
    _border(styles["Title"], "bottom", 8, "1F2A44")
    for name, color in ((HYPERLINK, INK), (QUIET, GREY), (DIGEST, BLACK)):
        styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font.color.rgb = color
    styles[DIGEST].font.name, styles[DIGEST].font.size = "Courier New", Pt(8)
    styles["Footer"].paragraph_format.tab_stops.clear_all()
    styles["Footer"].paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    for name in TOC:
        styles[name].paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    styles[TOC[1]].paragraph_format.left_indent = Inches(0.25)


def _paragraph_style(
    document: docx.document.Document,
    name: str,
    base: str | None,
    points: float,
    bold: bool,
    color: RGBColor,
    before: int,
    after: int,
) -> None:
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in TOC)
    if base:
        style.base_style = styles[base]
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = SERIF, Pt(points), bold, color
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [one for one in fonts.attrib if one.endswith("Theme")]:
        del fonts.attrib[attribute]
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(docx.oxml.ns.qn(script), SERIF)


def _border(style: "docx.styles.style.BaseStyle", side: str, size: int, color: str) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(docx.oxml.ns.qn("w:pBdr")):
        properties.remove(old)
    rule = _BORDER.format(side=side, size=size, color=color)
    border = docx.oxml.parse_xml(f"<w:pBdr {docx.oxml.ns.nsdecls('w')}>{rule}</w:pBdr>")
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
