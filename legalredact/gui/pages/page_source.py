"""Data for pages and thumbnails: images from the drawing process, places of characters from the vault."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from legalredact.gui.core.session import MatterSession
from legalredact.gui.pages.marks import line_overlap
from legalredact.gui.pages.page_area import PageArea
from legalredact.gui.pages.page_images import Drawing
from legalredact.gui.pages.thumbnails import Thumbnails
from legalredact.model.document import CharBoxes
from legalredact.workflow.matter.open_matter import OpenMatter

Places = tuple[dict[str, CharBoxes], float]
"""Boxes by block id, and the overlap of lines."""


class PageSupply(QObject):
    """Answers for one document at a time; late answers, for the one before, are dropped.

    Arguments:
        pages, thumbnails: who asks.
    """

    def __init__(self, session: MatterSession, pages: PageArea, thumbnails: Thumbnails) -> None:
        super().__init__(pages)
        self._session, self._pages, self._thumbnails = session, pages, thumbnails
        self.drawing = Drawing(session)
        self.document_id = ""
        self.preview = False
        """A file that was not read yet is shown: it has no text."""
        pages.picture_wanted.connect(self._picture)
        pages.boxes_wanted.connect(self._boxes)
        thumbnails.picture_wanted.connect(self._thumbnail)

    def _picture(self, page: int, dpi: float) -> None:
        current = self.document_id

        def wanted() -> bool:
            return page in self._pages.near and self.document_id == current

        def answer(picture: QImage | None, was_wanted: bool) -> None:
            if self.document_id == current and was_wanted:
                self._pages.set_picture(page, dpi, picture)
            elif self.document_id == current:
                self._pages.give_up(page, dpi)

        self.drawing.draw(current, page, dpi, wanted, answer)

    def _thumbnail(self, page: int, dpi: float) -> None:
        current = self.document_id

        def answer(picture: QImage | None, _: bool) -> None:
            if self.document_id == current and picture is not None:
                self._thumbnails.set_picture(page, picture)

        self.drawing.draw(current, page, dpi, lambda: self.document_id == current, answer)

    def _boxes(self, page: int) -> None:
        if self.preview:
            self._pages.set_boxes(page, {})
            return
        current, blocks = self.document_id, self._pages.kept.blocks_on(page)

        def work(matter: OpenMatter) -> Places:
            boxes = matter.store.char_boxes(current, page)
            return boxes, line_overlap(blocks, boxes)  # here, since it takes longer than painting may

        self._session.look("Finding places", work, partial(self._set_boxes, current, page))

    def _set_boxes(self, document_id: str, page: int, places: Places) -> None:
        if self.document_id == document_id:
            self._pages.set_boxes(page, *places)
