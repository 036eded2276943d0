"""Style of the guide's pages beyond Markdown: distances, headings, tables, code, warnings."""

from collections.abc import Iterator

from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from legalredact.gui.core.palette import blended
from legalredact.gui.core.theme import STEP, theme

SIZES = {1: 1.6, 2: 1.25, 3: 1.05}
"""Size of a heading by its level, as a multiple of the text."""
ABOVE = {1: 0.2, 2: 1.6, 3: 1.0}
"""Room above a heading by its level, in heights of a line."""
LEADING = 135
"""Per cent of a line's height from one line to the next."""
INDENT = 3.5
"""Average letters by which lists are indented."""
PICTURE = "\ufffc"
"""The character in a document's text that represents an image."""
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def style(document: QTextDocument) -> None:
    """Style a document that was read from Markdown, in the colors of the theme and sizes of its own default font."""
    document.setIndentWidth(INDENT * QFontMetricsF(document.defaultFont()).averageCharWidth())
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block in list(blocks(document)):
        QTextCursor(block).setBlockFormat(_block_format(block, QFontMetricsF(document.defaultFont()).height()))
        _style_pieces(block, document.defaultFont().pointSizeF())
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _style_table(frame)
    _frame_warnings(document)
    _close_gaps(document)
    cursor.endEditBlock()


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Every paragraph, heading, line of a list and cell."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _block_format(block: QTextBlock, line: float) -> QTextBlockFormat:
    """Distances around a block; `line` is the height of a line."""
    made = QTextBlockFormat(block.blockFormat())
    has_picture = PICTURE in block.text()
    made.setLineHeight(100 if has_picture else LEADING, _PROPORTIONAL)  # an image needs no room between lines
    made.setNonBreakableLines(False)
    above, below = 0.45, 0.35
    if has_picture:
        above, below = 0.6, 0.8
    elif level := made.headingLevel():
        above, below = ABOVE.get(level, 1.0), 0.5
    elif block.textList() is not None:
        above, below = 0.1, 0.2
    elif QTextCursor(block).currentTable() is not None or _is_warning(block):
        above = below = 0.0
    made.setTopMargin(line * above)
    made.setBottomMargin(line * below)
    if made.property(QTextBlockFormat.Property.BlockCodeFence.value):
        made.setBackground(_code_ground())
    return made


def _style_pieces(block: QTextBlock, size: float) -> None:
    """Headings are larger, code is set off by its ground, a link by its color; `size` is that of the text in points."""
    level, found, pieces = block.blockFormat().headingLevel(), block.begin(), []
    while not found.atEnd():
        pieces.append(found.fragment())
        found += 1
    for piece in pieces:
        form = QTextCharFormat(piece.charFormat())
        if level:
            form.clearProperty(QTextCharFormat.Property.FontSizeAdjustment.value)
            form.setFontPointSize(size * SIZES.get(level, 1.0))
            form.setFontWeight(600)
        if form.fontFixedPitch():
            form.setFontFamilies(theme().font(mono=True).families())
            form.setBackground(_code_ground())
        elif form.isAnchor():
            form.setForeground(QColor(theme().colours.accent))
        cursor = QTextCursor(block)
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)


def _style_table(table: QTextTable) -> None:
    made = table.format()
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setBorder(1)
    made.setBorderCollapse(True)
    made.setBorderBrush(QColor(theme().colours.line))
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setCellPadding(STEP * 0.75)
    made.setCellSpacing(0)
    made.setTopMargin(STEP)
    made.setBottomMargin(STEP)
    table.setFormat(made)


def _frame_warnings(document: QTextDocument) -> None:
    """Blocks of quotation hold warnings: they get a ground of their own."""
    made = QTextFrameFormat()
    made.setBackground(QColor(blended(theme().colours.needs_you, theme().colours.raised, 0.12)))
    made.setPadding(1.5 * STEP)
    made.setTopMargin(STEP)
    made.setBottomMargin(STEP)
    block = document.begin()
    while block.isValid():
        following = block.next()
        if _is_warning(block) and QTextCursor(block).currentFrame() == document.rootFrame():
            last = block
            while following.isValid() and _is_warning(following):
                last, following = following, following.next()
            cursor = QTextCursor(block)
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            _style_frame(cursor.insertFrame(made))
        block = following


def _style_frame(frame: QTextFrame) -> None:
    """Lines in a new frame lose their distances."""
    block, last = frame.firstCursorPosition().block(), frame.lastCursorPosition().block()
    while block.isValid() and block.position() <= last.position():
        form = block.blockFormat()
        form.setLineHeight(LEADING, _PROPORTIONAL)
        form.setLeftMargin(0)
        form.setRightMargin(0)
        QTextCursor(block).setBlockFormat(form)
        block = block.next()


def _close_gaps(document: QTextDocument) -> None:
    """Qt puts empty lines around tables and frames."""
    flat, tiny = QTextBlockFormat(), QTextCharFormat()
    flat.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    tiny.setFontPointSize(1)
    for block in blocks(document):
        cursor = QTextCursor(block)
        if block.length() == 1 and cursor.currentFrame() == document.rootFrame():
            cursor.setBlockFormat(flat)
            cursor.setBlockCharFormat(tiny)


def _is_warning(block: QTextBlock) -> bool:
    return bool(block.blockFormat().property(QTextBlockFormat.Property.BlockQuoteLevel.value))


def _code_ground() -> QColor:
    return QColor(blended(theme().colours.text, theme().colours.raised, 0.07))
