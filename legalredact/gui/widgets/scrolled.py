"""A part of a view that scrolls if it is higher than its room, as with large text in a small window."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class _Scrolled(QScrollArea):
    """Asks for the current size of its contents; Qt's own asks for their first size."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of it, at its current width."""
        inside = self.widget()
        if inside is None:
            return super().sizeHint()
        layout = inside.layout()
        wide = max(self.viewport().width(), inside.minimumSizeHint().width())
        high = layout.totalHeightForWidth(wide) if layout is not None and layout.hasHeightForWidth() else 0
        return QSize(inside.sizeHint().width(), max(high, inside.minimumSizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The contents changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scrolled(inside: QWidget) -> QScrollArea:
    """Never cuts or squeezes a line; never scrolls sideways."""
    area = _Scrolled()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
