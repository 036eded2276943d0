"""Removes from the XML of a part what a copy does not hold; the visible text and its formatting stay."""

from collections.abc import Iterable

from lxml import etree

from legalredact.redaction.docx.allowlist import (
    ATTRIBUTES_REMOVED,
    DRAWN,
    FREE_ATTRIBUTES,
    MC,
    NAMESPACES,
    PREFIXES,
    REMOVED,
    SETTINGS,
    STORIES,
    UNWRAPPED,
    XML,
    A,
    O,
    R,
    V,
    W,
)
from legalredact.redaction.docx.visible_text import style_id

_OF_OFFICE = frozenset({"", O})
_ROW_DELETED = (f"{{{W}}}trPr/{{{W}}}del", f"{{{W}}}trPr/{{{W}}}moveFrom")
_MARKS = frozenset({f"{{{W}}}rPr", f"{{{W}}}trPr"})
_NAMED = frozenset({"docPr", "cNvPr", "theme", "clrScheme", "fontScheme", "fmtScheme"})
"""Elements that must have a name; the copy leaves it empty."""

_BRINGING = {
    f"{{{W}}}altChunk": "inserted file",
    f"{{{W}}}subDoc": "inserted file",
    f"{{{W}}}object": "embedded object",
    f"{{{W}}}control": "control",
    f"{{{W}}}contentPart": "drawing by hand",
}
"""Elements that refer to content of another part, of a kind that a copy does not hold."""

_SEEN = tuple(f"{{{W}}}{name}" for name in ("drawing", "pict", "object", "t"))
"""Elements that a reader sees."""

_WITH_TEXT = frozenset({"t", "instrText", "posOffset", "align"})
_POINTERS = frozenset({f"{{{W}}}headerReference", f"{{{W}}}footerReference", f"{{{V}}}imagedata"})
_NEEDY = tuple(f"{{{W}}}{name}" for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote"))
_LOW = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}
"""Spacing of a paragraph that is 1 point (20 twentieths) high."""

_POINTS = (f"{{{R}}}id", f"{{{R}}}embed")


def clean(root: etree._Element, kind: str, kept: frozenset[str]) -> frozenset[str]:
    """Remove from a part what a copy does not hold.

    Arguments:
        kind: of the part.
        kept: ids of the relationships that point to parts of the copy.

    Returns: what was removed that a reader could have seen (``"chart"``, ``"embedded object"``).
    """
    lost: set[str] = set()
    if kind == "settings":
        _remove([item for item in root if item.tag not in SETTINGS])
    without_choice = _choose_alternatives(root)
    if kind in STORIES:
        lost |= without_choice
        _remove([row for row in root.iter(f"{{{W}}}tr") if any(row.find(path) is not None for path in _ROW_DELETED)])
        _accept_marks(root)
        lost |= _remove_drawings(root)
    lost |= {what for tag, what in _BRINGING.items() if root.find(f".//{tag}") is not None}
    _remove([item for item in root.iter() if item.tag in REMOVED or not _known(item)])
    _unwrap_all(root)
    if kind == "theme":
        _remove(list(root.iter(f"{{{A}}}font")))
    if kind == "styles":
        _remove([item for item in root if item.tag not in (f"{{{W}}}docDefaults", f"{{{W}}}style")])
    if kind == "numbering":
        _remove(list(root.iterfind(f"{{{W}}}abstractNum/{{{W}}}name")))
    for item in root.iter():
        _strip(item)
    unlink(root, kept)
    etree.cleanup_namespaces(root)
    return frozenset(lost)


def unlink(root: etree._Element, kept: frozenset[str]) -> None:
    """Remove references to relationships that are not kept, and elements that need them."""
    for item in root.iter():
        for name in [name for name in item.attrib if etree.QName(name).namespace == R]:
            if etree.QName(name).localname == "link" or item.get(name) not in kept:
                del item.attrib[name]
    _remove([item for item in root.iter() if item.tag in _POINTERS and not any(item.get(name) for name in _POINTS)])
    for blip in list(root.iter(f"{{{A}}}blip")):
        if not blip.get(_POINTS[1]):
            _remove([next(blip.iterancestors(f"{{{W}}}drawing"), blip)])


def mend(root: etree._Element) -> None:
    """Add what the format requires where nothing is left: a paragraph in each cell, box and story.

    It is 1 point high, since programs also write cells and footers that end with a table, and a line of usual height
    would move what follows to another page.
    """
    paragraph, table = f"{{{W}}}p", f"{{{W}}}tbl"
    _remove([item for item in root.iter(table) if item.find(f"{{{W}}}tr") is None])
    _remove([item for item in root.iter(f"{{{W}}}tr") if item.find(f"{{{W}}}tc") is None])
    for item in list(root.iter(*_NEEDY)):
        if not len(item) or item[-1].tag not in (paragraph, f"{{{W}}}sectPr"):
            added = etree.SubElement(etree.SubElement(item, paragraph), f"{{{W}}}pPr")
            etree.SubElement(added, f"{{{W}}}spacing", {f"{{{W}}}{name}": value for name, value in _LOW.items()})


def show_on_paper(root: etree._Element) -> bool:
    """Show text that only Word's view as a web page hides, such as page numbers of contents.

    Without the field around it, other programs hide such text on paper too.

    Returns: whether there is such text.
    """
    marks = list(root.iter(f"{{{W}}}webHidden"))
    _remove(marks)
    return bool(marks)


def _known(item: etree._Element) -> bool:
    return etree.QName(item).namespace in NAMESPACES


def _choose_alternatives(root: etree._Element) -> set[str]:
    """Of each mc:AlternateContent keep the first choice that Word 2010 knows, else the fallback; both say the same.

    Returns: ``"drawing"`` if a drawing or a text has neither (such as a chart of a newer kind).
    """
    lost: set[str] = set()
    for choice in list(root.iter(f"{{{MC}}}AlternateContent")):
        known = [c for c in choice.iterfind(f"{{{MC}}}Choice") if _requires_known(c) and len(c)]
        fallback = choice.find(f"{{{MC}}}Fallback")
        if known:
            _remove([item for item in choice if item is not known[0]])
        elif fallback is not None and len(fallback):
            _remove([item for item in choice if item is not fallback])
            _unwrap(fallback)
            _unwrap(choice)
        else:
            lost |= {"drawing" for _ in choice.iter(*_SEEN)}
            _remove([choice])
    return lost


def _requires_known(choice: etree._Element) -> bool:
    required = choice.get("Requires", "").split() or ["?"]
    return all(choice.nsmap.get(prefix) in PREFIXES.values() for prefix in required)


def _accept_marks(root: etree._Element) -> None:
    """Accept insertions and deletions that are marked in properties of a paragraph mark or a row."""
    marks = [f"{{{W}}}{name}" for name in ("ins", "del", "moveFrom", "moveTo")]
    for item in [item for mark in marks for item in root.iter(mark)]:
        parent = item.getparent()
        if parent is not None and parent.tag in _MARKS:
            parent.remove(item)


def _remove_drawings(root: etree._Element) -> set[str]:
    """Remove charts, diagrams and other drawings with data of their own."""
    lost: set[str] = set()
    for data in list(root.iter(f"{{{A}}}graphicData")):
        if data.get("uri") in DRAWN:
            continue
        lost.add((data.get("uri") or "").rsplit("/", 1)[-1] or "drawing")
        drawing = next(data.iterancestors(f"{{{W}}}drawing"), data)
        _remove([drawing])
    return {what if what in ("chart", "diagram") else "drawing" for what in lost}


def _unwrap_all(root: etree._Element) -> None:
    for item in [item for item in root.iter() if item.tag in UNWRAPPED]:
        if item is not root:
            _unwrap(item)


def _unwrap(item: etree._Element) -> None:
    """Replace an element by its contents."""
    parent = item.getparent()
    if parent is None:
        return
    at = parent.index(item)
    for child in list(item):
        parent.insert(at, child)
        at += 1
    parent.remove(item)


def _remove(items: list[etree._Element]) -> None:
    for item in items:
        parent = item.getparent()
        if parent is not None:
            parent.remove(item)


def _strip(item: etree._Element) -> None:
    """Keep attributes that format the text. Remove words of people, history, and links out of the file."""
    local = etree.QName(item).localname
    for name in list(item.attrib):
        if _unwanted(str(name)):
            del item.attrib[name]
    if local in _NAMED:
        item.set("name", "")
    if local not in _WITH_TEXT:
        item.text = None
    item.tail = None


def _unwanted(name: str) -> bool:
    qualified = etree.QName(name)
    namespace, local = qualified.namespace or "", qualified.localname
    if name in ATTRIBUTES_REMOVED or namespace == MC or (namespace == O and local == "relid"):
        return True
    if namespace and namespace not in NAMESPACES and namespace not in (XML, R):
        return True
    return namespace in _OF_OFFICE and local in FREE_ATTRIBUTES


# Unused styles are removed: templates bring hundreds, each with a name.

_VALUE, _DEFAULT = f"{{{W}}}val", f"{{{W}}}default"
_STYLE = f"{{{W}}}style"
_USES = frozenset(f"{{{W}}}{name}" for name in ("pStyle", "rStyle", "tblStyle", "numStyleLink", "styleLink"))
_LEADS = frozenset(f"{{{W}}}{name}" for name in ("basedOn", "link", "pStyle", "rStyle", "numStyleLink", "styleLink"))


def drop_unused(styles: etree._Element, others: Iterable[etree._Element]) -> None:
    """Remove styles that no other part uses and on which no used style is based."""
    by_id = {style_id(style): style for style in styles.iter(_STYLE)}
    waiting = [identifier for identifier, style in by_id.items() if style.get(_DEFAULT) in ("1", "true", "on")]
    waiting += [str(item.get(_VALUE)) for root in others for item in root.iter() if item.tag in _USES]
    used: set[str] = set()
    while waiting:
        identifier = waiting.pop()
        if identifier in by_id and identifier not in used:
            used.add(identifier)
            waiting += [str(item.get(_VALUE)) for item in by_id[identifier].iter() if item.tag in _LEADS]
    for identifier, style in by_id.items():
        if identifier not in used:
            styles.remove(style)
    following = f"{{{W}}}next"
    for style in list(styles.iter(_STYLE)):
        for item in style.findall(following):
            if item.get(_VALUE) not in used:
                style.remove(item)
