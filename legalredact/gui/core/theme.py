"""Light, dark or the system's choice; text from 100 to 200 %; spacing in steps of 8."""

import enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.palette import DARK, LIGHT, Colours, blended
from legalredact.resources import resource

STEP = 8
"""Pixels; every distance is a multiple or half of it."""
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
"""Percent of the platform's own text size."""
TITLE = 1.3
"""The larger of the two text sizes, as a multiple of the smaller."""


class Mode(enum.StrEnum):
    """Which theme a person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The theme in force; one for the application, `theme()` finds it."""

    changed = Signal()

    def __init__(self, application: QApplication, mode: Mode = Mode.SYSTEM, text: int = 100) -> None:
        super().__init__(application)
        self._application = application
        self._own_font = application.font()
        self._mode, self._text = mode, text
        self._applied: tuple[Colours, int] | None = None
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def mode(self) -> Mode:
        """What the person chose."""
        return self._mode

    @property
    def text(self) -> int:
        """Text size in percent."""
        return self._text

    @property
    def colours(self) -> Colours:
        """Colors of the theme in force."""
        if self._mode is Mode.SYSTEM:
            return DARK if self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._mode is Mode.DARK else LIGHT

    def choose(self, mode: Mode | None = None, text: int | None = None) -> None:
        """Change mode or text size everywhere at once."""
        self._mode = self._mode if mode is None else mode
        self._text = self._text if text is None else min(max(text, TEXT_SIZES[0]), TEXT_SIZES[-1])
        self._apply()

    def font(self, *, title: bool = False, mono: bool = False, strong: bool = False) -> QFont:
        """The application's font in one of the two sizes; monospaced for tokens."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont) if mono else QFont(self._own_font)
        font.setPointSizeF(self._own_font.pointSizeF() * self._text / 100 * (TITLE if title else 1))
        font.setWeight(QFont.Weight.DemiBold if strong or title else QFont.Weight.Normal)
        return font

    def _follow_system(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        """Restyling every widget is slow, so it happens only after a difference."""
        wanted = (self.colours, self._text)
        if wanted == self._applied:
            return
        self._applied = wanted
        self._application.setFont(self.font())
        self._application.setPalette(_palette(self.colours))
        self._application.setStyleSheet(sheet(self.colours, (100 + self._text) / 200))
        self.changed.emit()


def theme() -> Theme:
    """The application's theme, made on first use."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - no widget exists without one
    found = application.findChild(Theme)
    return found if isinstance(found, Theme) else Theme(application)


class Words(QLabel):
    """A line or paragraph of text that follows the theme.

    Arguments:
        tone: name of a color of `Colours`: ``"text"``, ``"muted"``, ``"stopped"``, ``"needs_you"``, ``"signed"``.
    """

    def __init__(
        self,
        text: str = "",
        *,
        tone: str = "text",
        title: bool = False,
        strong: bool = False,
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._tone, self._title, self._strong, self._mono = tone, title, strong, mono
        self.setTextFormat(Qt.TextFormat.PlainText)  # a name may hold angle brackets
        self.setWordWrap(True)
        theme().changed.connect(self._follow)
        self._follow()

    def set_tone(self, tone: str) -> None:
        """Change the color's meaning."""
        self._tone = tone
        self._follow()

    def show_problem(self, problem: LegalRedactError) -> None:
        """Show why something was not done; what a person stopped is no error, and is not shown as one."""
        self.setText(str(problem))
        self.set_tone("muted" if isinstance(problem, Cancelled) else "stopped")

    def _follow(self) -> None:
        self.setFont(theme().font(title=self._title, strong=self._strong, mono=self._mono))
        self.setStyleSheet(f"color: {getattr(theme().colours, self._tone)};")  # a palette yields to sheets above it


def primary(text: str, parent: QWidget | None = None) -> QPushButton:
    """The one button of a view for its main action."""
    button = QPushButton(text, parent)
    button.setObjectName("primary")
    button.setAutoDefault(False)
    return button


def link(text: str, parent: QWidget | None = None) -> QPushButton:
    """A button that looks like a link."""
    button = QPushButton(text, parent)
    button.setObjectName("link")
    button.setFlat(True)
    button.setAutoDefault(False)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def _palette(c: Colours) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, colour in {
        roles.Window: c.window,
        roles.WindowText: c.text,
        roles.Base: c.raised,
        roles.AlternateBase: c.surface,
        roles.Text: c.text,
        roles.PlaceholderText: c.muted,
        roles.Button: c.raised,
        roles.ButtonText: c.text,
        roles.BrightText: c.stopped,
        roles.ToolTipBase: c.raised,
        roles.ToolTipText: c.text,
        roles.Highlight: c.selected,
        roles.HighlightedText: c.text,
        roles.Link: c.accent,
        roles.LinkVisited: c.accent,
        roles.Accent: c.accent,
        roles.Light: c.raised,
        roles.Midlight: c.surface,
        roles.Mid: c.line,
        roles.Dark: c.line,
        roles.Shadow: c.line,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.muted))
    return palette


def _icon(name: str) -> str:
    """Path of an icon for style sheets: with slashes on every system."""
    return resource("icons", f"{name}.svg").as_posix()


def sheet(c: Colours, scale: float = 1.0) -> str:
    """Styles that a palette cannot express: buttons, focus, edges; checkboxes are `scale` times as large."""
    box, dot = round(14 * scale), round(7 * scale)
    ring = (box + 3 - dot) // 2
    tall, arrow = round(2.25 * STEP * scale), round(10 * scale)
    tick = "tick-on-dark" if c.dark else "tick-on-light"
    hover = blended(c.text, c.raised, 0.06)
    return f"""
    QPushButton {{ padding: {STEP - 2}px {2 * STEP}px; border: 1px solid {c.line}; border-radius: 6px;
        background: {c.raised}; color: {c.text}; }}
    QPushButton:hover {{ background: {hover}; }}
    QPushButton:disabled {{ color: {c.muted}; background: {c.window}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; padding: {STEP - 3}px {2 * STEP - 1}px; }}
    QPushButton#primary {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; font-weight: 600; }}
    QPushButton#primary:hover {{ background: {blended(c.text, c.accent, 0.12)}; }}
    QPushButton#primary:focus {{ border: 4px solid {c.accent}; background-clip: padding;
        padding: {STEP - 5}px {2 * STEP - 3}px; }}
    QPushButton#primary:disabled {{ background: {c.window}; color: {c.muted}; border-color: {c.line}; }}
    QPushButton#link {{ border: none; background: transparent; color: {c.accent}; padding: 2px 2px 2px 0;
        text-align: left; border-radius: 0; }}
    QPushButton#link:disabled {{ color: {c.muted}; }}
    QPushButton#link:hover {{ text-decoration: underline; }}
    QPushButton#link:focus {{ border-bottom: 2px solid {c.accent}; padding: 2px 2px 0 0; }}
    QToolButton {{ padding: {STEP // 2}px; border: 1px solid transparent; border-radius: 6px; color: {c.text}; }}
    QToolButton:hover {{ background: {hover}; }}
    QToolButton:checked {{ background: {c.selected}; }}
    QToolButton:focus {{ border: 1px solid {c.accent}; }}
    QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{ border: 1px solid {c.muted}; border-radius: 6px;
        padding: {STEP // 2}px {STEP}px; background: {c.raised}; color: {c.text}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {c.accent};
        padding: {STEP // 2 - 1}px {STEP - 1}px; }}
    QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {c.muted}; background: {c.window}; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{ border: none; padding: 0; }}
    QComboBox::drop-down, QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none;
        background: transparent; width: {2 * box}px; }}
    QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{ image: url("{_icon("caret-down")}"); }}
    QAbstractSpinBox::up-arrow {{ image: url("{_icon("caret-up")}"); }}
    QComboBox::down-arrow, QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow {{ width: {arrow}px;
        height: {arrow}px; }}
    QLineEdit, QPlainTextEdit {{ placeholder-text-color: {c.muted}; }}
    QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {tall}px; }}
    QRadioButton, QCheckBox {{ spacing: {STEP}px; }}
    QRadioButton::indicator, QCheckBox::indicator {{ width: {box}px; height: {box}px; border: 1.5px solid {c.muted};
        background: {c.raised}; }}
    QRadioButton::indicator {{ border-radius: {box // 2 + 1}px; }}
    QCheckBox::indicator {{ border-radius: 4px; }}
    QRadioButton::indicator:checked {{ border: {ring}px solid {c.accent}; width: {dot}px; height: {dot}px; }}
    QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{_icon(tick)}"); }}
    QCheckBox::indicator:disabled {{ background: {c.window}; border-color: {c.line}; }}
    QRadioButton:focus, QCheckBox:focus {{ outline: none; color: {c.accent}; }}
    QListView, QTreeView, QTableView {{ border: none; background: {c.surface}; outline: none; }}
    QTableView::item {{ padding: 0 {STEP}px; }}
    QTableView::item:selected {{ background: {c.selected}; color: {c.text}; }}
    QHeaderView {{ background: {c.window}; }}
    QHeaderView::section {{ background: {c.window}; color: {c.muted}; border: none; padding: {STEP // 2}px {STEP + 3}px;
        border-bottom: 1px solid {c.line}; }}
    QScrollBar {{ background: transparent; margin: 0; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {blended(c.muted, c.window, 0.55)}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::handle:vertical {{ min-height: {4 * STEP}px; }}
    QScrollBar::handle:horizontal {{ min-width: {4 * STEP}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QScrollArea {{ border: none; background: transparent; }}
    QSplitter::handle {{ background: {c.line}; }}
    QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: {STEP}px; }}
    QProgressBar {{ border: none; border-radius: 4px; background: {c.line}; max-height: {STEP}px; }}
    QProgressBar::chunk {{ border-radius: 4px; background: {c.accent}; }}
    QMenu {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: {STEP // 2}px; }}
    QMenu::item {{ padding: {STEP // 2}px {3 * STEP}px; }}
    QMenu::item:selected {{ background: {c.selected}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    """
