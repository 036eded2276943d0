"""Topics of the user guide: a view or dialog names its topic, and F1 asks for the page of the topic that has the focus.

`resources/guide/guide.toml` says which page explains a topic. Widgets name topics only, so that they need not know the
guide.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

KEY = "F1"
_TOPIC = "guide-topic"


class GuideRequests(QObject):
    """Carries requests for the guide to its window; one for the application, `guide_requests()` finds it."""

    asked = Signal(str)
    """A topic; empty for the first page."""


def guide_requests() -> GuideRequests:
    """The application's requests, made on first use."""
    application = QApplication.instance()
    assert application is not None  # noqa: S101 - no widget exists without one
    found = application.findChild(GuideRequests)
    return found if isinstance(found, GuideRequests) else GuideRequests(application)


def explained_by(widget: QWidget, topic: str) -> None:
    """Name the topic of a part of a window.

    Arguments:
        topic: a key of the table `topics` in `guide.toml`.
    """
    widget.setProperty(_TOPIC, topic)


def explained_by_f1(window: QWidget, topic: str) -> None:
    """Name the topic of a dialog or window that has no menu, and make F1 open it there."""
    explained_by(window, topic)
    key = QShortcut(QKeySequence(KEY), window)
    key.setAutoRepeat(False)
    key.activated.connect(lambda: guide_requests().asked.emit(topic_in_focus() or topic))


def topic_of(widget: QWidget | None) -> str:
    """Topic of the nearest of a widget and its parents that has one, within its window; empty if none has."""
    while widget is not None:
        topic = widget.property(_TOPIC)
        if topic:
            return str(topic)
        widget = None if widget.isWindow() else widget.parentWidget()
    return ""


def topic_in_focus() -> str:
    """Topic of the focused widget; empty if it has none."""
    return topic_of(QApplication.focusWidget())
