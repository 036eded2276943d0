"""Files and folders that are dropped on a widget."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class Drops(QObject):
    """Lets files be dropped on a widget.

    Arguments:
        take: called with the dropped files.
    """

    def __init__(self, widget: QWidget, take: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(widget)
        self._take = take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Accept a drop if it contains files."""
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            paths = _local(event)
            if paths:
                event.acceptProposedAction()
                self._take(paths)
            return True
        if isinstance(event, QDragEnterEvent | QDragMoveEvent) and _local(event):
            event.acceptProposedAction()
            return True
        return False


def _local(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
