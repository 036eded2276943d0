"""Page images for the window: drawn in a separate process, requested in the pictures lane."""

import functools
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from legalredact.documents.page_images.service import PagePictures, Size, Source
from legalredact.errors import DamagedInput
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.model.progress import Cancellation, Report
from legalredact.workflow.compute.lanes import Lane

Answer = Callable[[QImage | None, bool], None]
"""(image, whether it was still wanted); no image although it was wanted: the page cannot be drawn."""


class Drawing(QObject):
    """Draws pages of the matter's documents."""

    def __init__(self, session: MatterSession) -> None:
        super().__init__(session)
        self._session = session
        self._files: dict[str, Path] = {}
        self._pictures = PagePictures()
        session.tasks.run(Lane.PICTURES, "Getting ready", lambda *_: self._pictures.start(), quiet=True)

    def open_file(self, key: str, path: Path, answer: Callable[[tuple[Size, ...]], None]) -> None:
        """Open a file that is not read yet; its pages can be drawn under that key from now on.

        Arguments:
            answer: called with the size of each page; none if it has no pages that can be drawn.
        """
        self._files[key] = path
        self._session.tasks.run(
            Lane.PICTURES,
            "Opening",
            lambda *_: self._pictures.sizes(key, lambda: path),
            answer,
            failed=lambda _: answer(()),
            quiet=True,
        )

    def draw(self, document_id: str, page: int, dpi: float, wanted: Callable[[], bool], answer: Answer) -> None:
        """Draw a page.

        Arguments:
            wanted: called in the lane, just before; a page that is no longer visible is not drawn.
            answer: called in the GUI thread.
        """
        self._run(document_id, lambda: self._source(document_id), page, dpi, wanted, answer)

    def draw_file(
        self, digest: str, path: Path, page: int, dpi: float, wanted: Callable[[], bool], answer: Answer
    ) -> None:
        """Draw a page of a file outside the matter, such as a redacted copy; as `draw`."""
        self._run(digest, lambda: path, page, dpi, wanted, answer)

    def draw_content(
        self, key: str, content: bytes, page: int, dpi: float, wanted: Callable[[], bool], answer: Answer
    ) -> None:
        """Draw a page of a file in memory, such as the preview of a copy; as `draw`.

        Arguments:
            key: another one for other bytes.
        """
        self._run(key, lambda: content, page, dpi, wanted, answer)

    def _run(
        self,
        key: str,
        source: Callable[[], Source],
        page: int,
        dpi: float,
        wanted: Callable[[], bool],
        answer: Answer,
    ) -> None:
        tasks: Tasks = self._session.tasks
        work = functools.partial(self._work, key, source, page, dpi, wanted)
        tasks.run(
            Lane.PICTURES,
            "Drawing",
            work,
            lambda picture: answer(picture, picture is not None),
            failed=lambda _: answer(None, True),
            quiet=True,
        )

    def close(self) -> None:
        """End the drawing process, after the current image."""
        self._session.tasks.run(Lane.PICTURES, "Closing", lambda *_: self._pictures.close(), quiet=True)

    def _work(
        self,
        key: str,
        source: Callable[[], Source],
        page: int,
        dpi: float,
        wanted: Callable[[], bool],
        _: Report,
        __: Cancellation,
    ) -> QImage | None:
        if not wanted():
            return None
        picture = self._pictures.draw(key, source, page, dpi)
        form = QImage.Format.Format_RGB888
        shown = QImage(picture.rgb, picture.width, picture.height, 3 * picture.width, form)
        return shown.convertToFormat(QImage.Format.Format_RGB32)  # a copy, and what is painted fastest

    def _source(self, document_id: str) -> Source:
        if document_id in self._files:
            return self._files[document_id]
        content = self._session.original(document_id)
        if content is None:
            raise DamagedInput("The file of this document was not kept.", "Read its text, or add the file again.")
        return content
