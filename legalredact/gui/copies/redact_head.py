"""The line above the pages of a redacted copy: which document, and how large."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from legalredact.gui.copies.redact_pair import RedactPair
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.pages.page_toolbar import Elided, Tool


class RedactHead(QWidget):
    """Zooms both sides of a pair."""

    def __init__(self, pair: RedactPair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.zoom = Elided(), Words(tone="muted")
        self.zoom.setWordWrap(False)
        smaller = Tool("magnifying-glass-minus", "Zoom out")
        larger = Tool("magnifying-glass-plus", "Zoom in")
        fit = Tool("arrows-out-line-horizontal", "Fit width")
        smaller.clicked.connect(lambda: pair.zoom_by(1 / 1.2))
        larger.clicked.connect(lambda: pair.zoom_by(1.2))
        fit.clicked.connect(pair.fit_width)
        pair.zoom_changed.connect(lambda zoom: self.zoom.setText(f"{zoom * 100:.0f} %"))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP, 2 * STEP, 0)
        row.setSpacing(STEP)
        row.addWidget(Words("Redacted copies", title=True))
        row.addSpacing(STEP)
        row.addWidget(self.title, 1)
        for widget in (smaller, self.zoom, larger, fit):
            row.addWidget(widget)
