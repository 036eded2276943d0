"""Files and folders that are dropped on a widget."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from legalredact.model.progress import NEVER, Cancellation

LOAD_FILES = (".dat", ".opt")
"""Suffixes of load files, which list the documents of a production."""
_NOT_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini"})


def files_in(paths: Sequence[Path], cancel: Cancellation = NEVER) -> tuple[Path, ...]:
    """The files, and all files below the folders among them, in the order of their names.

    Hidden files and files that programs leave behind are left out. All others are tried; an unreadable one is refused
    with a message.

    Errors: Cancelled, within a folder too: one on a file server may hold many.
    """
    return tuple(file for path in paths for file in (_walked(path, cancel) if path.is_dir() else (path,)))


def _walked(folder: Path, cancel: Cancellation) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        cancel.check()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if _is_document(name))


def _is_document(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower() not in _NOT_DOCUMENTS


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
