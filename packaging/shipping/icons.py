"""Draws an SVG as PNG files: `python packaging/shipping/icons.py DRAWING TARGET…`; each folder's name states a size."""

import re
import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_SIZE = re.compile(r"(\d+)(?:x\1)?")


def drawn(drawing: Path, side: int) -> QImage:
    """The drawing as a square image with `side` pixels."""
    picture = QImage(QSize(side, side), QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    return picture


def main(arguments: list[str]) -> int:
    """Draw all targets; a folder or file named `48x48` or `48.png` states the size."""
    application = QGuiApplication(["icons"])
    drawing, *targets = map(Path, arguments)
    for target in targets:
        found = next(filter(None, map(_SIZE.fullmatch, (target.stem, *reversed(target.parts)))))
        if not drawn(drawing, int(found[1])).save(str(target)):
            raise SystemExit(f"{target} could not be written.")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
