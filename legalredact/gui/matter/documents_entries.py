"""The lines of the documents list: in which state each document is, and each file that is still to be read."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from legalredact.model.document import Document, PageSource
from legalredact.model.policy import LOCAL
from legalredact.workflow.matter.add_files import Arrival
from legalredact.workflow.window.snapshot import Snapshot

_Index = QModelIndex | QPersistentModelIndex


class DocumentState(enum.Enum):
    """Status of a document: words, tone and icon."""

    READING = ("reading", "muted", "hourglass")
    SEARCHING = ("searching for names", "muted", "hourglass")
    NOT_SEARCHED = ("names not searched for yet", "needs_you", "magnifying-glass")
    SAME = ("the same file as", "muted", "copy")
    NOT_READ = ("not read yet", "needs_you", "hourglass")
    UNREADABLE = ("cannot be read", "stopped", "x-circle")
    TO_CHECK = ("to check", "needs_you", "eye")
    TO_DECIDE = ("to decide", "needs_you", "users")
    READY = ("ready", "muted", "check")
    NOT_SENT = ("checked once more, nothing sent yet", "muted", "hourglass")
    SENDING = ("being sent", "muted", "hourglass")
    SENT = ("sent, being summarized", "muted", "hourglass")
    SUMMARIZED = ("being summarized", "muted", "hourglass")
    IN_REVIEW = ("in review", "muted", "clock")
    SENT_BACK = ("sent back", "needs_you", "arrow-u-up-left")
    SIGNED = ("signed", "signed", "check-circle")


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A line of the list.

    Arguments:
        count: how many to check or decide.
        percent: how far it is, while something is done with it.
        problem: the error and the remedy, for an unreadable file.
        same_as: name of the document whose very bytes the file has.
    """

    key: str
    name: str
    state: DocumentState
    count: int = 0
    percent: int = 0
    ocr: bool = False
    problem: str = ""
    same_as: str = ""

    @property
    def words(self) -> str:
        """Its state in words, and whether text was read by OCR."""
        return f"{self.state_words} · OCR" if self.ocr else self.state_words

    @property
    def state_words(self) -> str:
        """Its state in words alone."""
        word = f"{self.state.value[0]} {self.same_as}" if self.same_as else self.state.value[0]
        if self.state in _AT_WORK:
            word = f"{word} {self.percent} %" if self.percent else f"{word} …"
        return f"{self.count} {word}" if self.count else word

    def words_within(self, width: int, metrics: QFontMetrics) -> str:
        """Its state, with "OCR" only if both fit.

        Arguments:
            width: in pixels.
        """
        whole = metrics.horizontalAdvance(self.words) <= width
        return metrics.elidedText(self.words if whole else self.state_words, Qt.TextElideMode.ElideRight, width)


_BY_STEP = {"send": DocumentState.SENDING, "receive": DocumentState.SENT}
"""By how far text has left; nothing has before."""
_AT_WORK = frozenset({DocumentState.READING, DocumentState.SEARCHING})


def entries_of(
    state: Snapshot, incoming: Mapping[Path, Arrival], sent_to: str, sending: str = ""
) -> list[DocumentEntry]:
    """Files that were refused, the documents, then files that are being read: a document keeps its row when one is.

    Arguments:
        incoming, sent_to, sending: as `MatterSession` has them.
    """
    at_work = {a.document_id: a.percent for a in incoming.values() if a.document_id and a.at_work}
    reader = _read_by(sent_to, sending) if sent_to else None
    there = {document.id: document.name for document in state.documents}
    refused = (_file(path, a, there.get(a.document_id, "")) for path, a in incoming.items() if not a.at_work)
    reading = (_file(path, a, "") for path, a in incoming.items() if a.at_work and a.document_id not in there)
    summarized = _summarized(state)
    documents = (_document(document, state, at_work, reader, summarized) for document in state.documents)
    return [*refused, *documents, *reading]


def _read_by(engine: str, sending: str) -> DocumentState:
    """The state of all documents while an engine reads them."""
    return DocumentState.SUMMARIZED if engine == LOCAL else _BY_STEP.get(sending, DocumentState.NOT_SENT)


def _file(path: Path, arrival: Arrival, same_as: str) -> DocumentEntry:
    if arrival.known:
        return DocumentEntry(str(path), path.name, DocumentState.SAME, same_as=same_as)
    if arrival.problem is not None:
        state = DocumentState.NOT_READ if arrival.cut_short else DocumentState.UNREADABLE
        return DocumentEntry(str(path), path.name, state, problem=str(arrival.problem))
    return DocumentEntry(str(path), path.name, DocumentState.READING, percent=arrival.percent)


def _document(
    document: Document,
    state: Snapshot,
    at_work: Mapping[str, int],
    read: DocumentState | None,
    summarized: Mapping[str, DocumentState],
) -> DocumentEntry:
    """A document's line; `read` is its state if an engine reads all documents now."""
    ocr = any(page.source is not PageSource.TEXT for page in document.pages)
    entry = partial(DocumentEntry, document.id, document.name, ocr=ocr)
    if document.id in at_work:
        return entry(DocumentState.SEARCHING, percent=at_work[document.id])
    if document.id in state.busy:
        return entry(DocumentState.NOT_SEARCHED)
    if read is not None:
        return entry(read)
    unread, undecided = len(state.open_parts(document)), state.open_names(document.id)
    if unread:
        return entry(DocumentState.TO_CHECK, count=unread)
    if undecided:
        return entry(DocumentState.TO_DECIDE, count=undecided)
    return entry(summarized.get(document.id, DocumentState.READY))


def _summarized(state: Snapshot) -> dict[str, DocumentState]:
    """Words on the latest summary that covers each document, by its id."""
    found: dict[str, DocumentState] = {}
    for summary in state.summaries:
        now = DocumentState.SENT_BACK if summary.id in state.sent_back else DocumentState.IN_REVIEW
        if summary.id in state.signed:
            now = DocumentState.SIGNED
        found.update(dict.fromkeys(state.sent.get(summary.checked.summary.payload_digest, ()), now))
    return found


FEW = 50
"""Most changed lines that are listed one by one; more are listed as one range."""


class Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[DocumentEntry] = []
        self._rows: dict[str, int] = {}

    def reset_to(self, entries: Sequence[DocumentEntry]) -> None:
        """Show other lines; while they are of the same documents, only those that changed are painted again."""
        before, self._entries = self._entries, list(entries)
        rows = {entry.key: row for row, entry in enumerate(entries)}
        known, self._rows = self._rows, rows
        if len(before) != len(entries) or list(known) != list(rows):
            self.beginResetModel()
            self.endResetModel()
            return
        changed = [row for row, (was, now) in enumerate(zip(before, entries, strict=True)) if was != now]
        if len(changed) > FEW:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
        else:
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))

    def at(self, index: _Index) -> DocumentEntry | None:
        return self._entries[index.row()] if 0 <= index.row() < len(self._entries) else None

    def row_of(self, key: str) -> int:
        return self._rows.get(key, -1)

    def rowCount(self, _: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        return len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.at(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {entry.words}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.name}\n{entry.problem or entry.words}"
        return None
