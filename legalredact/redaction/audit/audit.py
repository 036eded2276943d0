"""Audits a finished copy: searches every channel of the file for names, using libraries that did not make it."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.errors import DamagedInput, OversizedInput
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.redaction.audit.channel import Channel
from legalredact.redaction.audit.docx_channels import archive_channels
from legalredact.redaction.audit.needles import Needles
from legalredact.redaction.audit.pdf_channels import KnownPages, pdf_channels
from legalredact.redaction.targets import Target
from legalredact.redaction.text_maps.text_map import OcrFunction

_LARGEST = 1 << 30


class Where(enum.Enum):
    """Where on a page a find is, from best to least hidden."""

    OUTSIDE = "beyond the page's edge"
    UNDER_BLACK = "under a black box"
    INVISIBLE = "not to be seen"
    UNSHOWN = "in a part that the page does not show"
    SEEN = "to be seen"


@dataclass(frozen=True, slots=True)
class RemainingName:
    """A name that is still in the file.

    Arguments:
        name: its number, from 1 in the order of the names.
        channel: such as ``"text (pdfium)"``, ``"revision 1: strings"``, ``"word/document.xml: attributes"``.
        page: counted from 1, 0 where the channel belongs to none.
        masked_excerpt: the text around it without the name; still text of the document, so it must never be logged.
        where: how it is hidden; None until `locate` has looked at the page.
    """

    name: int
    channel: str
    page: int
    masked_excerpt: str = field(repr=False)
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page with its finds marked, as PNG. It shows the names."""

    page: int
    png: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of an audit.

    Arguments:
        findings: empty if no name is left.
        channels: how many channels were searched.
        words_only: numbers of names that were searched only as whole words.
        unread: channels that could not be searched, with the reason; then the file is not proven clean.
        views: pages with finds, if requested.
    """

    findings: tuple[RemainingName, ...]
    channels: int
    words_only: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()
    views: tuple[MarkedPage, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether everything was searched and nothing was found."""
        return not self.findings and not self.unread


def audit_copy(
    path: Path,
    targets: Sequence[Target],
    look: OcrFunction | None,
    *,
    pictures: bool = True,
    name: str | None = None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    known: KnownPages | None = None,
) -> Audit:
    """Search every channel of a PDF, a Word file or a text for names.

    Arguments:
        look: OCR; without it, visible content is not searched.
        pictures: also read each image of a PDF by itself, to find what lies under a black box.
        name: name under which the file is handed on, if not its own.
        known: pages that OCR need not read, since they show nothing but their text; for our own copies only.

    Errors: DamagedInput if the file cannot be opened at all; OversizedInput; Cancelled.
    """
    needles = Needles(targets)
    findings: list[RemainingName] = []
    unread: list[str] = []
    seen: set[tuple[int, str, int]] = set()
    count = 0
    for channel in channels(path, look, pictures=pictures, name=name, report=report, cancel=cancel, known=known):
        cancel.check()
        count += 1
        if channel.unread:
            unread.append(f"{channel.name}: {channel.unread}")
        hits = needles.in_bytes(channel.data) if channel.data else needles.find(channel.text, prose=channel.prose)
        for hit in hits:
            if (hit.name, channel.name, channel.page) not in seen:
                seen.add((hit.name, channel.name, channel.page))
                findings.append(RemainingName(hit.name, channel.name, channel.page, hit.masked_excerpt))
    return Audit(tuple(findings), count, tuple(needles.words_only), tuple(unread))


def channels(
    path: Path,
    look: OcrFunction | None,
    *,
    pictures: bool = True,
    name: str | None = None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    known: KnownPages | None = None,
) -> Iterator[Channel]:
    """Yield everything in a file that may hold text; see `audit_copy`."""
    if path.stat().st_size > _LARGEST:
        raise OversizedInput("This file is too large to be searched.", "Split it into smaller ones.")
    data = path.read_bytes()
    yield Channel("file name", name or path.name)
    if not data:
        raise DamagedInput("This file is empty.", "Choose another.")
    if b"%PDF-" in data[:1024]:
        yield from pdf_channels(
            data, look, archive_channels, pictures=pictures, report=report, cancel=cancel, known=known
        )
    elif data[:2] == b"PK":
        yield from archive_channels(data, look)
    else:
        yield Channel("text", _decoded(data))
        yield Channel("bytes", data=data)


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")
