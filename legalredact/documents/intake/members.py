"""Reads members of a production: their bytes, and the document made of them."""

import itertools
from dataclasses import replace

from legalredact.documents.intake.containers import content_at
from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.read import read_file
from legalredact.documents.text.plain import decoded
from legalredact.errors import DamagedInput, UnreadableInput
from legalredact.model.document import Block, BlockKind, Document, Page, UnreadPart, UnreadReason
from legalredact.model.mention import Span
from legalredact.model.passwords import NO_PASSWORDS, Passwords
from legalredact.model.production import Form, ProductionMember
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.source import Source, content_of

_LABEL = "only the production's own text says this"


def original_of(member: ProductionMember, limits: Limits = STANDARD) -> Source:
    """The file to keep, or its bytes; page images are combined into one PDF.

    Errors: UnreadableInput if it is missing or cannot be read; the member's own problem if it has one.
    """
    if member.problem is not None:
        raise member.problem
    if member.form is Form.NOTHING:
        raise UnreadableInput("This record of the production is empty.", "Ask for its file or its pages.")
    if member.form is Form.PAGES:
        from legalredact.documents.pdf.bind_images import bound

        return bound([content_at(page, limits) for page in member.pages], limits)
    return content_at(member.location, limits)


def read_member(
    member: ProductionMember,
    limits: Limits = STANDARD,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    passwords: Passwords = NO_PASSWORDS,
) -> Document:
    """Read a member; its attachments are members of their own. Text that only the production's extracted text has
    becomes an unread part, and is searched for names. So does a native file in whose place page images are read.

    Arguments:
        passwords: tried in turn if the file is encrypted.

    Errors:
        UnreadableInput: as in `read_file`; DamagedInput if it changed since the intake.
        Cancelled: on request.
    """
    return read_with_original(member, limits, report, cancel, passwords)[0]


def read_with_original(
    member: ProductionMember,
    limits: Limits = STANDARD,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    passwords: Passwords = NO_PASSWORDS,
) -> tuple[Document, Source]:
    """The document together with the file to keep, which is loaded anyway; see `read_member`, `original_of`."""
    source = original_of(member, limits)
    name = _name(member)
    document = read_file(source, limits, report, cancel, name, separate_attachments=True, passwords=passwords)
    return as_produced(document, member, limits), source


def as_produced(document: Document, member: ProductionMember, limits: Limits = STANDARD) -> Document:
    """The document of a member's file with the production's page numbers, with text that only the production has, and
    with a native file that is not read as an unread part.

    Errors: UnreadableInput if that text cannot be read; DamagedInput if the file changed since the intake.
    """
    if document.digest != member.digest:
        raise DamagedInput("The file changed since it was taken in.", "Take it in again.")
    document = replace(
        document, pages=tuple(_numbered(document, member)), unread=(*document.unread, *_native_unread(document, member))
    )
    if member.text is None or member.form is Form.TEXT:
        return document
    text = decoded(content_of(content_at(member.text, limits)), document.id)
    return with_other_text(document, text, _LABEL, "the production's own text")


def _native_unread(document: Document, member: ProductionMember) -> tuple[UnreadPart, ...]:
    """Images may show less than the native file, or only that it was produced by itself, so a person must look."""
    if not member.native_unread:
        return ()
    detail = f"native file, in whose place the page images were read. {member.native_unread}"
    return (UnreadPart(_unused_id(document), UnreadReason.NATIVE_FILE, 0, detail),)


def _unused_id(document: Document) -> str:
    """An id for one more unread part: readers of some types leave out numbers, so their count alone may be taken."""
    used = {part.id for part in document.unread}
    return next(new for number in itertools.count(len(used) + 1) if (new := f"u{number}") not in used)


def _name(member: ProductionMember) -> str:
    name = member.location.name or member.location.path.name
    return f"{member.bates.first or name}.pdf" if member.form is Form.PAGES else name


def _numbered(document: Document, member: ProductionMember) -> list[Page]:
    """Pages with the production's page numbers where no number was found on the page."""
    names = [page.name for page in member.pages]
    if len(names) != len(document.pages):
        names = [member.bates.first]
    names += [""] * (len(document.pages) - len(names))
    return [
        page if page.bates else replace(page, bates=name) for page, name in zip(document.pages, names, strict=False)
    ]


def with_other_text(document: Document, text: str, label: str, whose: str) -> Document:
    """Add text that only another reading of the file has, and an unread part that says how much there is.

    Arguments:
        label: of the block with that text.
        whose: the other reading, in words.
    """
    from legalredact.documents.pdf.second_engine import difference

    found = difference(document.text.split(), text)
    if not found.words:
        return document
    said = "\n".join(found.lines)
    start = len(document.text) + (2 if document.text else 0)
    block = Block(f"b{len(document.blocks) + 1}x", BlockKind.HIDDEN, Span(start, start + len(said)), label=label)
    detail = f"{found.words} of {found.total} words of {whose}, {found.names} of them with a capital"
    part = UnreadPart(_unused_id(document), UnreadReason.ENGINES_DIFFER, 0, f"{detail}, are not read here")
    return replace(
        document,
        text=f"{document.text}\n\n{said}" if document.text else said,
        blocks=(*document.blocks, block),
        unread=(*document.unread, part) if found.matters else document.unread,
    )
