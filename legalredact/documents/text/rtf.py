"""Reads rich text files: every group is read, or reported as unread."""

import re
from collections import Counter

from legalredact.documents.assembly import Assembly, identify
from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.ooxml.images import picture_text
from legalredact.documents.text.rtf_destinations import TEXTS
from legalredact.documents.text.rtf_parser import BODY, FILE, OTHER, PICTURE, RtfRun, RtfText, TooDeep
from legalredact.documents.text.rtf_tokens import tokens
from legalredact.errors import DamagedInput
from legalredact.model.document import BlockKind, Document, UnreadReason
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.source import Source, content_of

_LETTERS = re.compile(r"[^\W\d_]{2}|\d{5}")
_DATA = re.compile(r"[0-9A-Fa-f\s]{40,}")
_OFTEN = 512
"""Number of runs between two progress reports."""


def read_rtf(
    source: Source,
    limits: Limits,
    ocr: Ocr | None = None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    name: str = "",
) -> Document:
    """Read an .rtf file.

    Arguments:
        name: of the document; by default the file's.

    Errors:
        DamagedInput: groups are nested too deeply.
    """
    identity = identify(source, name)
    assembly = Assembly(identity)
    reading = _RtfReading(assembly, ocr or Ocr(), limits)
    text = RtfText()
    try:
        for number, stretch in enumerate(text.stretches(tokens(content_of(source)))):
            if not number % _OFTEN:
                cancel.check()
                report(Progress("read", number, 0, identity.id))
            reading.take(stretch)
    except TooDeep:
        raise DamagedInput(
            f"Rich text file {identity.id} is nested too deeply.", "Copy its text into a new document."
        ) from None
    if not text.whole:
        assembly.add_unread(UnreadReason.UNKNOWN_PART, "end of the file, which was cut off")
    return assembly.document()


def rtf_lines(content: bytes) -> list[str]:
    """Visible text of rich text, one line per paragraph: the body of a message of Outlook.

    Errors: TooDeep.
    """
    return [stretch.text.strip() for stretch in RtfText().stretches(tokens(content)) if stretch.place == BODY]


class _RtfReading:
    """Turns runs into blocks and unread parts."""

    def __init__(self, assembly: Assembly, ocr: Ocr, limits: Limits) -> None:
        self._assembly, self._ocr, self._limits = assembly, ocr, limits
        self._numbers: Counter[str] = Counter()
        self._said: set[tuple[str, str]] = set()

    def take(self, stretch: RtfRun) -> None:
        """Add the text of a run."""
        if stretch.place == PICTURE:
            self._picture(stretch.data)
        elif stretch.place == FILE:
            self._assembly.add_unread(UnreadReason.EMBEDDED_FILE, self._numbered("embedded file"))
        elif stretch.place == BODY:
            self._assembly.add(_kind(stretch), stretch.text.strip("\r\n"), label=self._numbered("paragraph"))
        elif stretch.place == OTHER:
            self._beside(BlockKind.PROPERTY, stretch.text, "custom data")
        else:
            kind, what = TEXTS[stretch.place]
            self._beside(BlockKind.HIDDEN if stretch.hidden else kind, stretch.text, what)

    def _beside(self, kind: BlockKind, text: str, what: str) -> None:
        text = text.strip()
        if not _LETTERS.search(text) or _DATA.fullmatch(text) or (what, text) in self._said:
            return
        self._said.add((what, text))
        self._assembly.add(kind, text, label=self._numbered(what))

    def _picture(self, data: bytes) -> None:
        number = self._numbered("picture")
        if not data:
            self._assembly.add_unread(UnreadReason.PICTURE, f"{number}, damaged")
            return
        said = picture_text(data, self._ocr, self._limits)
        for text, confidence in said.paragraphs:
            self._assembly.add(BlockKind.PICTURE, text, label=number, confidence=confidence)
        if said.reason is not None:
            self._assembly.add_unread(said.reason, f"{number}, {said.detail}")

    def _numbered(self, what: str) -> str:
        self._numbers[what] += 1
        return f"{what} {self._numbers[what]}"


def _kind(stretch: RtfRun) -> BlockKind:
    if stretch.hidden:
        return BlockKind.HIDDEN
    if stretch.deleted:
        return BlockKind.DELETION
    return BlockKind.TABLE_CELL if stretch.table else BlockKind.BODY
