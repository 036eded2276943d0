"""RTF destinations: what the groups of a file hold, by the control word at their beginning."""

from legalredact.model.document import BlockKind

TEXTS: dict[str, tuple[BlockKind, str]] = {
    "footnote": (BlockKind.FOOTNOTE, "footnote"),
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), (BlockKind.HEADER, "header")),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), (BlockKind.FOOTER, "footer")),
    "annotation": (BlockKind.COMMENT, "comment"),
    "shptxt": (BlockKind.TEXT_BOX, "text box"),
    "ftnsep": (BlockKind.FOOTNOTE, "footnote separator"),
    "ftnsepc": (BlockKind.FOOTNOTE, "footnote separator"),
    "aftnsep": (BlockKind.FOOTNOTE, "footnote separator"),
    "formfield": (BlockKind.PROPERTY, "form field"),
    "ffdeftext": (BlockKind.FORM_FIELD, "default of a form field"),
    "ffl": (BlockKind.FORM_FIELD, "choice of a form field"),
    "ffname": (BlockKind.PROPERTY, "name of a form field"),
    "ffhelptext": (BlockKind.ALT_TEXT, "help of a form field"),
    "ffstattext": (BlockKind.ALT_TEXT, "help of a form field"),
    "fldinst": (BlockKind.PROPERTY, "field code"),
    "bkmkstart": (BlockKind.BOOKMARK, "bookmark"),
    "atnauthor": (BlockKind.PROPERTY, "name of a commenter"),
    "atnid": (BlockKind.PROPERTY, "name of a commenter"),
    "revtbl": (BlockKind.PROPERTY, "names of revisers"),
    "propname": (BlockKind.PROPERTY, "custom property"),
    "staticval": (BlockKind.PROPERTY, "custom property"),
    "filetbl": (BlockKind.PROPERTY, "names of other files"),
    "template": (BlockKind.PROPERTY, "template"),
    "sv": (BlockKind.ALT_TEXT, "picture description"),
    **{
        word: (BlockKind.PROPERTY, f"property {word}")
        for word in "title subject author manager company operator category keywords comment doccomm hlinkbase".split()
    },
}
"""Groups with text: kind of block, and name for labels."""

PICTURES = frozenset({"pict"})
EMBEDDED = frozenset({"objdata"})
"""Groups that hold an embedded file."""

SKIPPED = frozenset(
    """
    fonttbl colortbl expandedcolortbl stylesheet listtable listoverridetable rsidtbl generator xmlnstbl latentstyles
    themedata colorschememapping datastore wgrffmtfilter mmathPr pgdsctbl blipuid bliptag panose falt picprop
    nonshppict pnseclvl listpicture bkmkend atnref atrfstart atrfend atndate atnicn atnparent atntime fname
    defchp defpap oldcprops oldpprops oldtprops oldsprops sn fldtype objclass objtime creatim revtim printim buptim
    password passwordhash fontemb fontfile pntxta pntxtb pn xe_ datafield
    """.split()
)
"""Groups without text of the document: formatting, dates, numbers, and alternative versions of images."""

TRANSPARENT = frozenset(
    """
    shppict shp shpinst shpgrp shprslt object result field fldrslt info userprops upr ud do dptxbxtext background
    listtext pntext nesttableprops nonesttables sp xe tc rxe txe cs htmltag htmlrtf mhtmltag formfield atn
    """.split()
)
"""Groups whose text belongs to the enclosing group."""

DESCRIBING = frozenset({"wzdescription", "wztooltip", "gtextunicode", "wzname", "pihlshape"})
"""Properties of shapes whose values are text."""

CODE_PAGES = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Code pages by the number of a font's character set."""

SIGNS = {
    "par": "\n",
    "sect": "\n",
    "page": "\n",
    "line": "\n",
    "row": "\n",
    "nestrow": "\n",
    "cell": "\t",
    "nestcell": "\t",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
"""Control words that represent a character."""

PLAIN_SIGNS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
"""Control symbols that represent a character; `\\-`, an optional hyphen, represents none."""
