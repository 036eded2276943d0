"""The token chip: rounded, monospaced, in its role's color; the same everywhere a token is shown."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from legalredact.gui.core.palette import PAPER, RoleStyle, blended, readable
from legalredact.gui.core.theme import STEP, theme

TINT = 0.18
"""Share of the role's color in the chip's background."""


def paint_chip(painter: QPainter, rect: QRectF, token: str, style: RoleStyle, font: QFont, ground: str = PAPER) -> None:
    """Draw a chip that fills `rect`, the token in `font`, made smaller if it does not fit.

    Arguments:
        ground: ``#RRGGBB`` of the color under it.
    """
    tint = blended(style.colour, ground, TINT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(readable(style.colour, ground)), 1.0))
    painter.setBrush(QColor(tint))
    radius = min(rect.height() / 2, STEP * 0.75)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setFont(fitted(token, font, rect.width() - radius))
    painter.setPen(QColor(readable(style.colour, tint)))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, token)
    painter.restore()


def chip_size(token: str, font: QFont) -> QSize:
    """Preferred size of a chip."""
    metrics = QFontMetricsF(font)
    return QSize(round(metrics.horizontalAdvance(token) + 2 * STEP), round(metrics.height() + STEP / 2))


def fitted(text: str, font: QFont, width: float) -> QFont:
    """The font, narrower if the text would be wider than `width` pixels."""
    wanted = QFontMetricsF(font).horizontalAdvance(text)
    if wanted <= max(width, 1) or not text:
        return font
    smaller = QFont(font)
    if font.pixelSize() > 0:
        smaller.setPixelSize(max(4, int(font.pixelSize() * width / wanted)))
    else:
        smaller.setPointSizeF(max(3.0, font.pointSizeF() * width / wanted))
    return smaller


class TokenChip(QWidget):
    """A chip as a widget; its accessible name is its token."""

    def __init__(self, token: str, style: RoleStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.set_token(token, style)

    def set_token(self, token: str, style: RoleStyle) -> None:
        """Show another token."""
        self._token, self._style = token, style
        self.setAccessibleName(f"token {token}, {style.word}")
        self.setToolTip(f"{token}: the token for this {style.word}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the token."""
        return chip_size(self._token, theme().font(mono=True))

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._token, self._style, theme().font(mono=True), self._ground())

    def _ground(self) -> str:
        return theme().colours.raised
