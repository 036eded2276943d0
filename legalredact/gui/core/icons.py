"""Icons of the Phosphor set, drawn from the font in the package qtawesome."""

import functools
import importlib.util
import json
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from legalredact.gui.core.theme import theme

# The package itself is not imported: it would load eleven fonts and a layer over four Qt bindings, 0.2 s at each start.
_FONT, _NAMES = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"


def icon(name: str, tone: str = "text") -> QIcon:
    """An icon of Phosphor by its name, such as ``"file-text"``; it follows the theme.

    Arguments:
        tone: name of a color of `Colours`.
    """
    return QIcon(_Glyph(_characters()[name], tone))


class IconMark(QWidget):
    """An icon beside words; it cannot be pressed."""

    def __init__(self, name: str, tone: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_icon(name, tone)
        theme().changed.connect(self._resize)
        self._resize()

    def set_icon(self, name: str, tone: str = "text") -> None:
        """Show another icon."""
        self._icon = icon(name, tone)
        self.update()

    def paintEvent(self, _: object) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        self._icon.paint(QPainter(self), self.rect())

    def _resize(self) -> None:
        side = round(theme().font().pointSizeF() * 1.9)
        self.setFixedSize(side, side)


class _Glyph(QIconEngine):
    """One character of the icon font."""

    def __init__(self, character: str, tone: str) -> None:
        super().__init__()
        self._character, self._tone = character, tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _: QIcon.State) -> None:
        colours = theme().colours
        font = QFont(_family())
        font.setPixelSize(max(1, round(rect.height() * 0.9)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(font)
        disabled = mode is QIcon.Mode.Disabled
        painter.setPen(QColor(colours.muted if disabled else getattr(colours, self._tone)))
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Glyph(self._character, self._tone)


@functools.cache
def _fonts() -> Path:
    found = importlib.util.find_spec("qtawesome")
    places = (found.submodule_search_locations if found else None) or []
    return next((Path(place) / "fonts" for place in places), Path())


@functools.cache
def _characters() -> dict[str, str]:
    codes: dict[str, str] = json.loads((_fonts() / _NAMES).read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes.items()}


@functools.cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_fonts() / _FONT))
    return QFontDatabase.applicationFontFamilies(number)[0]
