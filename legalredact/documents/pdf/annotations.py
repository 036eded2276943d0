"""Text attached to the pages of a PDF: comments with replies, links, form fields, scripts, files."""

from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pymupdf

from legalredact.documents.assembly import Assembly
from legalredact.documents.pdf.embedded_files import data_of
from legalredact.documents.pdf.objects import (
    PdfObject,
    entries,
    entry,
    has,
    integer,
    items,
    name,
    number_of,
    object_of,
    text,
    texts,
    trailer,
)
from legalredact.documents.pdf.open import BROKEN
from legalredact.documents.pdf.xmp import text_of_xml
from legalredact.model.document import BlockKind, UnreadReason

_SCREENED = frozenset({"FreeText", "Widget", "Stamp"})
"""Annotations whose text is printed on the page and read there."""

_MEDIA = frozenset({"Sound", "Movie", "Screen", "RichMedia", "3D"})

_PLAIN = frozenset({"Widget", "Link", "Popup"})
"""Annotations without text of their own, or whose text is read with the form."""

_UNSHOWN = 0b100010
"""Flags of annotations that are hidden, or only printed (ISO 32000-1, table 165)."""

_STATES = frozenset({"Off", "On", "Yes", "No"})
"""Values of a check box, which hold no text."""

_DEEPEST = 32
"""Limit for nested fields and nested actions."""


def add_annotations(
    assembly: Assembly, document: pymupdf.Document, number: int, page: int, on_page: Callable[[str], bool]
) -> None:
    """Add blocks for the comments and links of a page, and unread parts for its files and media.

    Arguments:
        number: object number of the page.
        page: counted from 1.
        on_page: whether the page's text contains a text already.
    """
    links: dict[str, None] = {}
    try:
        for annotation in items(entry(object_of(document, number), "Annots")):
            subtype = name(annotation, "Subtype")
            _add_words(assembly, annotation, page, on_page if subtype in _SCREENED else _nowhere)
            _add_file(assembly, annotation, subtype, page)
            if integer(annotation, "F") & _UNSHOWN and subtype not in _PLAIN and has(annotation, "AP", "N"):
                assembly.add_unread(UnreadReason.UNKNOWN_PART, "stamp or drawing that the screen does not show", page)
            links.update(dict.fromkeys(_targets(annotation)))
            add_scripts(assembly, annotation, f"script on page {page}")
    except BROKEN:
        assembly.add_unread(UnreadReason.UNKNOWN_PART, "comments or links that are damaged", page)
    assembly.add(BlockKind.LINK, "\n".join(links), page=page, label=f"links on page {page}")


def _nowhere(_: str) -> bool:
    return False


def _add_words(assembly: Assembly, annotation: PdfObject, page: int, on_page: Callable[[str], bool]) -> None:
    """Add the text and the author of a comment; text of fields is read with the form."""
    if name(annotation, "Subtype") == "Widget":
        return
    rich = text(annotation, "RC")
    words = [text(annotation, key) for key in ("Contents", "Subj", "OverlayText")]
    words.insert(1, text_of_xml(rich) if rich else "")
    written = [part for part in dict.fromkeys(words) if part.strip() and not on_page(part)]
    if written:
        author = text(annotation, "T")
        assembly.add(
            BlockKind.ANNOTATION,
            "\n".join([*([author] if author else []), *written]),
            page=page,
            label=f"comment on page {page}",
        )


def _add_file(assembly: Assembly, annotation: PdfObject, subtype: str, page: int) -> None:
    if subtype == "FileAttachment":
        add_embedded_file(assembly, entry(annotation, "FS"), page)
    elif subtype in _MEDIA:
        assembly.add_unread(UnreadReason.EMBEDDED_FILE, "sound, film or other media", page)


def add_embedded_file(assembly: Assembly, specification: PdfObject, page: int = 0) -> None:
    """Add the name of an attached file, to be searched for names; it is an unread part unless it is a document."""
    names = dict.fromkeys(text(specification, key) for key in ("UF", "F", "Desc"))
    assembly.add(BlockKind.PROPERTY, "\n".join(filter(None, names)), page=page, label="attached file")
    data = data_of(specification)
    if data is not None and not assembly.is_apart(str(number_of(data))):
        size = integer(data, "Params", "Size")
        known = f" of {size} bytes" if size else ""
        assembly.add_unread(UnreadReason.EMBEDDED_FILE, f"attached file {number_of(data)}{known}, not opened", page)


def _targets(annotation: PdfObject) -> Iterator[str]:
    """Addresses and files to which it refers, also in decoded form."""
    for action in actions(annotation):
        for key in ("URI", "F", "UF"):
            target = text(action, key) or text(action, key, "UF") or text(action, key, "F")
            if target:
                yield target
                if "%" in target:
                    yield unquote(target)


def actions(item: PdfObject) -> Iterator[PdfObject]:
    """All actions of an object: on click, open, print and so on."""
    waiting = [entry(item, key) for key in ("A", "PA", "OpenAction")]
    waiting.extend(action for _, action in entries(entry(item, "AA")))
    for _ in range(_DEEPEST * 8):
        if not waiting:
            return
        action = waiting.pop(0)
        yield action
        waiting.extend(items(entry(action, "Next")))


def add_scripts(assembly: Assembly, item: PdfObject, label: str) -> None:
    """Add the text of scripts, to be searched for names. Scripts are never run."""
    for action in actions(item):
        assembly.add(BlockKind.PROPERTY, text(action, "JS"), label=label)


def add_form(assembly: Assembly, document: pymupdf.Document, on_pages: Callable[[str], bool]) -> None:
    """Add values of form fields that no page shows, names and tooltips of all fields, and the text of an XFA form.

    Arguments:
        on_pages: whether the text of any page contains a text already.
    """
    form = entry(trailer(document), "Root", "AcroForm")
    if not has(form):
        return
    names: dict[str, None] = {}
    try:
        for field in _fields(entry(form, "Fields")):
            names.update(dict.fromkeys(text(field, key) for key in ("T", "TU", "TM")))
            names.update(dict.fromkeys(texts(entry(field, "Opt"))))
            _add_value(assembly, field, on_pages)
            add_scripts(assembly, field, "script of a form field")
        for part in _xfa(entry(form, "XFA")):
            assembly.add(BlockKind.FORM_FIELD, part, label="XFA form")
    except BROKEN:
        assembly.add_unread(UnreadReason.UNKNOWN_PART, "form fields that are damaged")
    assembly.add(BlockKind.PROPERTY, "\n".join(filter(None, names)), label="names of form fields")


def _fields(roots: PdfObject) -> Iterator[PdfObject]:
    """Every field, including nested ones; cycles are visited once."""
    waiting = [(field, 0) for field in items(roots)]
    seen: set[int] = set()
    while waiting:
        field, depth = waiting.pop()
        number = number_of(field)
        if number in seen or depth > _DEEPEST:
            continue
        if number:
            seen.add(number)
        yield field
        waiting.extend((kid, depth + 1) for kid in items(entry(field, "Kids")))


def _add_value(assembly: Assembly, field: PdfObject, on_pages: Callable[[str], bool]) -> None:
    if name(field, "FT") == "Sig":
        signature = entry(field, "V")
        values = [text(signature, key) for key in ("Name", "Reason", "Location", "ContactInfo")]
    else:
        rich = text(field, "RV")
        values = [*texts(entry(field, "V")), *texts(entry(field, "DV")), text_of_xml(rich) if rich else ""]
        values.append(text(field, "MK", "CA"))
    for value in dict.fromkeys(values):
        if value.strip() and value not in _STATES and not on_pages(value):
            assembly.add(BlockKind.FORM_FIELD, value, label="form field")


def _xfa(xfa: PdfObject) -> Iterator[str]:
    """The text of each packet of an XFA form: a stream, or an array of names and streams."""
    for packet in items(xfa):
        data = text(packet)
        if data.lstrip().startswith("<"):
            yield text_of_xml(data)
