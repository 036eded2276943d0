"""Text copied from a window is client text: it is kept out of clipboard histories, and removed after a while.

Marks that password managers set are understood by Windows' history and cloud clipboard, by managers on macOS, and by
KDE's; elsewhere no mark is known, and only the clearing helps.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_FOR = 60_000
"""Milliseconds."""
MARKS: Mapping[str, bytes] = {
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    "application/x-nspasteboard-concealed-type": b"1",
    "x-kde-passwordManagerHint": b"secret",
}
"""By the name that Qt gives each platform's format."""
_OURS = "application/x-legalredact"


class ClipboardGuard(QObject):
    """Marks text that any widget of this application copies, and removes it after a time.

    Arguments:
        clipboard: the system's unless a test passes another.
        kept_for: milliseconds.
        is_ours: whether this application filled it last; asked of the clipboard unless a test decides it, since without
            a display no clipboard knows.
    """

    def __init__(
        self,
        clipboard: QClipboard | None = None,
        kept_for: int = KEPT_FOR,
        is_ours: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__()
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._is_ours = is_ours or self._clipboard.ownsClipboard
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(kept_for)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._look)

    def clear(self) -> None:
        """Remove text that is still ours; text that another program has copied since stays."""
        self._timer.stop()
        content = self._content()
        if content is not None and content.hasFormat(_OURS):
            self._clipboard.clear()

    def _content(self) -> QMimeData | None:
        """None if it is empty, which Qt's types do not express."""
        return self._clipboard.mimeData()

    def _look(self) -> None:
        content = self._content()
        if content is not None and self._is_ours() and content.hasText() and not content.hasFormat(_OURS):
            self._clipboard.setMimeData(marked(content.text()))
            self._timer.start()


def marked(text: str) -> QMimeData:
    """Plain text with every platform's mark; other formats of it, which could contain more, are left out."""
    data = QMimeData()
    data.setText(text)
    for name, value in MARKS.items():
        data.setData(name, QByteArray(value))
    data.setData(_OURS, QByteArray(b"1"))
    return data
