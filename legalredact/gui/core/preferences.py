"""Settings that the window remembers between runs: sizes, theme, the matters' folder. No client text, no matter's name.

The list of matters is not remembered: it is read from the matters' folder, and from the shared folders that a person
chose. Folders that the window makes there have a random name. A matter elsewhere, in a folder that may have a client's
name, is opened through the file dialog each time.
"""

import secrets
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from legalredact.gui.core.theme import TEXT_SIZES, Mode

HOME = Path.home() / "LegalRedact"
"""Folder of matters unless another one is chosen."""


class Preferences:
    """Typed access to the settings.

    Arguments:
        settings: where they are stored; tests pass a file of their own.
    """

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings or QSettings("LegalRedact", "LegalRedact")
        self.firms_home: Path | None = None
        """The folder of matters that policy names; it is not stored here."""

    @property
    def mode(self) -> Mode:
        """Light, dark or the system's choice."""
        value = str(self._settings.value("theme", Mode.SYSTEM))
        return Mode(value) if value in set(Mode) else Mode.SYSTEM

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._settings.setValue("theme", str(mode))

    @property
    def text(self) -> int:
        """Text size in percent."""
        value = str(self._settings.value("text", TEXT_SIZES[0]))
        return int(value) if value.isdecimal() else TEXT_SIZES[0]

    @text.setter
    def text(self, text: int) -> None:
        self._settings.setValue("text", text)

    @property
    def guide_zoom(self) -> int:
        """Size of the text in the guide, in percent of that elsewhere."""
        value = str(self._settings.value("guide zoom", 100))
        return int(value) if value.isdecimal() else 100

    @guide_zoom.setter
    def guide_zoom(self, zoom: int) -> None:
        self._settings.setValue("guide zoom", zoom)

    @property
    def engine(self) -> str:
        """Id of the engine that is offered first; empty: the one that policy and matter allow."""
        return str(self._settings.value("engine", ""))

    @engine.setter
    def engine(self, engine: str) -> None:
        self._settings.setValue("engine", engine)

    @property
    def ocr(self) -> str:
        """The engine that reads images, a value of `documents.ocr.engine.Engine`; empty: the best one available."""
        return str(self._settings.value("ocr", ""))

    @ocr.setter
    def ocr(self, engine: str) -> None:
        self._settings.setValue("ocr", engine)

    @property
    def run_through(self) -> int:
        """Number of the stage through which productions run, as last chosen when one was added."""
        value = str(self._settings.value("run through", 0))
        return int(value) if value.isdecimal() else 0

    @run_through.setter
    def run_through(self, number: int) -> None:
        self._settings.setValue("run through", number)

    @property
    def run_at_once(self) -> bool:
        """Whether a production starts to run once it is added."""
        return str(self._settings.value("run at once", "yes")) == "yes"

    @run_at_once.setter
    def run_at_once(self, wanted: bool) -> None:
        self._settings.setValue("run at once", "yes" if wanted else "no")

    @property
    def home(self) -> Path:
        """The folder that contains the matters: the person's choice, else the one that policy names."""
        return Path(str(self._settings.value("home", self.firms_home or HOME)))

    @home.setter
    def home(self, home: Path) -> None:
        self._settings.setValue("home", str(home))

    @property
    def shared(self) -> tuple[Path, ...]:
        """Other folders that contain matters, each chosen by the person."""
        names = str(self._settings.value("shared", ""))
        return tuple(Path(name) for name in names.split("\n") if name)

    def list_shared(self, folder: Path) -> bool:
        """List the matters of that folder, too, from now on; returns whether it contains any."""
        if not _matters_in(folder):
            return False
        folders = dict.fromkeys((*self.shared, folder))
        self._settings.setValue("shared", "\n".join(map(str, folders)))
        return True

    def matters(self) -> tuple[Path, ...]:
        """Folders of the matters in the matters' folder and in shared ones, the last changed first."""
        return matters_in((self.home, *self.shared))

    def new_folder(self) -> Path:
        """A folder for a new matter; its name is random."""
        return self.home / f"matter-{secrets.token_hex(4)}"

    def keep_geometry(self, name: str, widget: QWidget) -> None:
        """Remember a window's place and size."""
        self._settings.setValue(f"geometry/{name}", widget.saveGeometry())

    def restore_geometry(self, name: str, widget: QWidget) -> bool:
        """Restore a window's place and size; returns whether they were known."""
        value = self._settings.value(f"geometry/{name}")
        return isinstance(value, QByteArray) and widget.restoreGeometry(value)

    def keep_splitter(self, name: str, splitter: QSplitter) -> None:
        """Remember the division of an area."""
        self._settings.setValue(f"splitter/{name}", splitter.saveState())

    def restore_splitter(self, name: str, splitter: QSplitter) -> bool:
        """Restore the division of an area; returns whether it was known."""
        value = self._settings.value(f"splitter/{name}")
        return isinstance(value, QByteArray) and splitter.restoreState(value)

    def keep_columns(self, name: str, state: QByteArray) -> None:
        """Remember widths, order and sorting of a table's columns."""
        self._settings.setValue(f"columns/{name}", state)

    def columns(self, name: str) -> QByteArray | None:
        """The remembered columns of a table, if there are any."""
        value = self._settings.value(f"columns/{name}")
        return value if isinstance(value, QByteArray) else None

    def flag(self, name: str, default: bool) -> bool:
        """A small choice, such as whether thumbnails are shown."""
        return str(self._settings.value(f"flag/{name}", default)).lower() == "true"

    def set_flag(self, name: str, on: bool) -> None:
        """Remember a small choice."""
        self._settings.setValue(f"flag/{name}", on)


def matters_in(places: Iterable[Path]) -> tuple[Path, ...]:
    """Folders of the matters in those folders, the last changed first; on a file server that takes long."""
    found = {matter: when for folder in places for matter, when in _matters_in(folder)}
    return tuple(sorted(found, key=lambda matter: found[matter], reverse=True))


def _matters_in(folder: Path) -> list[tuple[Path, float]]:
    """Matters with the time of their last change; none if the folder cannot be read."""
    from legalredact.vault.folder import is_matter  # the vault loads what a first window need not wait for

    try:
        return [(matter, matter.stat().st_mtime) for matter in folder.iterdir() if is_matter(matter)]
    except OSError:
        return []
