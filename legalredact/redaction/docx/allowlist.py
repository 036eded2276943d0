"""Parts, elements and attributes of Word files that a copy may hold. Everything else is removed.

Names and meanings: ECMA-376, parts 1 and 4.
"""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - the usual prefix of this namespace
W10 = "urn:schemas-microsoft-com:office:word"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPC = "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
XML = "http://www.w3.org/XML/1998/namespace"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

PREFIXES = {"wps": WPS, "wpg": WPG, "wpc": WPC}
"""Namespaces that a choice of drawings (mc:Choice) may require."""

NAMESPACES = frozenset({W, A, WP, PIC, M, MC, V, O, W10, WPS, WPG, WPC})

PARTS = {
    "styles": "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
    "numbering": "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
    "settings": "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "header": "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    "footer": "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
    "footnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "endnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
}
"""Parts allowed besides text and images: kind of relationship to content type."""

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

STORIES = frozenset({"document", "header", "footer", "footnotes", "endnotes"})
"""Kinds of parts that hold text."""


def _names(namespace: str, words: str) -> frozenset[str]:
    return frozenset(f"{{{namespace}}}{word}" for word in words.split())


REMOVED = (
    _names(
        W,
        """
        del moveFrom delText delInstrText commentRangeStart commentRangeEnd commentReference annotationRef bookmarkStart
        bookmarkEnd proofErr permStart permEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd
        customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd
        customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd
        rPrChange pPrChange sectPrChange tblPrChange tblPrExChange trPrChange tcPrChange tblGridChange numberingChange
        cellIns cellDel cellMerge object control altChunk subDoc sdtPr sdtEndPr smartTagPr customXmlPr
        lastRenderedPageBreak tblCaption tblDescription divId printerSettings movie background contentPart
        latentStyles aliases nsid tmpl
        """,
    )
    | _names(A, "extLst hlinkClick hlinkHover hlinkMouseOver snd videoFile audioFile custDataLst objectDefaults")
    | _names(A, "extraClrSchemeLst custClrLst")
    | _names(WP, "extLst")
    | _names(PIC, "extLst")
    | _names(M, "")
    | _names(O, "OLEObject signatureline ink callout extrusion bottom top left right column complex diagram")
)
"""Elements that are removed with their contents."""

UNWRAPPED = _names(W, "ins moveTo hyperlink smartTag customXml sdt sdtContent fldSimple")
"""Elements that are replaced by their contents."""

SETTINGS = _names(
    W,
    """
    zoom mirrorMargins alignBordersAndEdges gutterAtTop autoHyphenation consecutiveHyphenLimit hyphenationZone
    doNotHyphenateCaps evenAndOddHeaders bookFoldPrinting defaultTabStop displayBackgroundShape
    characterSpacingControl footnotePr endnotePr compat themeFontLang decimalSymbol listSeparator noLineBreaksAfter
    noLineBreaksBefore
    """,
)
"""Settings that change the layout of the text; all others (variables, authors, protection, sources) are removed."""

ATTRIBUTES_REMOVED = _names(
    W,
    """
    author date initials rsid rsidR rsidRPr rsidP rsidRDefault rsidTr rsidDel rsidSect tooltip docLocation anchor
    tgtFrame instr fldLock dirty displacedByCustomXml customStyle percent tplc
    """,
)
"""Attributes of the main namespace that name people, tools or places."""

FREE_ATTRIBUTES = frozenset("descr title alt href target macro textlink tooltip gfxdata spid bullet button".split())
"""Attributes without a namespace, or of Office's own namespaces, that hold words of a person or are not needed."""

DRAWN = frozenset(
    {
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
        WPS,
        WPG,
        WPC,
    }
)
"""Content types that a drawing may hold. Charts and diagrams hold data of their own and are removed."""

FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
"""Fields that stay fields. Of all others only the result stays, as text."""

STYLE_NAMES = _names(W, "style name basedOn next link pStyle rStyle tblStyle numStyleLink styleLink")
"""Elements whose values name styles. A name in a style name is replaced consistently in the whole file."""
