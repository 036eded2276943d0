"""Every icon that the window names is in the set."""

import re
from pathlib import Path

from pytestqt.qtbot import QtBot

from legalredact.gui.core.icons import icon
from legalredact.gui.matter.documents_entries import DocumentState

NAMED = re.compile(r'(?:icon|IconMark|Tool|EmptyState|set_icon|_button)\(\s*"([a-z-]+)"')


def test_every_icon_is_there_and_is_drawn(qtbot: QtBot, repository: Path) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (repository / "legalredact" / "gui").rglob("*.py")]
    names = {name for source in sources for name in NAMED.findall(source)}
    names |= {state.value[2] for state in DocumentState}

    assert len(names) > 15
    blank = icon("square").pixmap(1, 1).toImage()
    for name in names:
        picture = icon(name).pixmap(32, 32).toImage()
        assert picture != blank
        assert any(picture.pixelColor(x, y).alpha() for x in range(32) for y in range(32)), name
