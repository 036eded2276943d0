"""Preview of a file before it is read: its pages alone, without text; shown until its document is there."""

import itertools
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from legalredact.documents.page_images.service import Size
from legalredact.gui.core.session import MatterSession
from legalredact.gui.pages.page_images import Drawing
from legalredact.model.document import Document, Page
from legalredact.workflow.window.snapshot import Snapshot

_numbers = itertools.count(1)


class PagePreview(QObject):
    """Opens files that are being read."""

    ready = Signal(object, object)
    """(Document of pages only, Path): ready to be shown."""

    def __init__(self, session: MatterSession, drawing: Drawing) -> None:
        super().__init__(drawing)
        self._session, self._drawing = session, drawing
        self._asked: Path | None = None

    def ask(self, path: Path) -> None:
        """Open a file; `ready` follows if it has pages and is still unread then."""
        self._asked, key = path, f"preview-{next(_numbers)}"  # an id that no document has; it says nothing of the file
        self._drawing.open_file(key, path, partial(self._opened, key, path))

    def document(self, path: Path, state: Snapshot) -> Document | None:
        """The document of a file, if it was read."""
        return state.document(self._session.became.get(path, ""))

    def waits(self, path: Path) -> bool:
        """Whether a file may still become a document."""
        arrival = self._session.incoming.get(path)
        return path in self._session.became or (arrival is not None and arrival.problem is None)

    def _opened(self, key: str, path: Path, sizes: Sequence[Size]) -> None:
        if sizes and self._asked == path and path not in self._session.became and self.waits(path):
            self.ready.emit(preview_of(key, path.name, sizes), path)


def preview_of(key: str, name: str, sizes: Sequence[Size]) -> Document:
    """A document of pages only.

    Arguments:
        key: its id for as long as it is shown.
        sizes: of the pages, in points.
    """
    pages = tuple(Page(number, width, height) for number, (width, height) in enumerate(sizes, 1))
    return Document(key, name, "", (), pages, (), "")
