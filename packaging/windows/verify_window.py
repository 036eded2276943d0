"""Opens the installed window under Wine on a virtual screen, uses it by mouse and keys, and takes pictures of it."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from linux.screen import Screen, screen
from windows.checks import Check
from windows.launchers import WINDOW
from windows.wine import WINE, Windows

_PATIENCE, _QUIET = 240.0, 12.0
"""Seconds until the window must be there, and without a change until it counts as finished."""
_PAINTED = 4000
"""Colors that a picture with a page has at least; an empty screen has one, the start window about a thousand."""
_DOCUMENTS, _PAGE, _MENUS = (0, 130, 240, 340), (360, 190, 1040, 840), (240, 130, 540, 700)
"""Parts of the screen, of 1440 by 900 with the window filling it."""
ACTS: tuple[tuple[str, str, tuple[int, int, int, int], tuple[object, ...]], ...] = (
    ("confirmed", "a click confirms the suggested names", _DOCUMENTS, ("mousemove", 1320, 835, "click", 1)),
    ("masked", "a click shows the masked preview", _PAGE, ("mousemove", 985, 107, "click", 1)),
    ("menus", "a key shows a menu", _MENUS, ("key", "alt+g")),
)
"""Name of the picture, what is tried, the part of the screen that must change, and what xdotool does."""


@dataclass(frozen=True, slots=True)
class Desktop:
    """A Windows and the screen that it draws on.

    Arguments:
        out: folder for pictures.
    """

    windows: Windows
    home: Path
    shown: Screen
    out: Path

    @contextmanager
    def window(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """Start the window's program; it is ended afterwards, if it still runs."""
        command = self.windows.command(WINE, str(self.home / WINDOW), *arguments)
        environment = self.windows.environment() | {"DISPLAY": self.shown.display}
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        ) as program:
            try:
                yield program
            finally:
                program.terminate()

    def painted(self) -> float | None:
        """Seconds until a window is drawn; None if none was.

        Programs outside cannot ask for its title, which Wine does not set in the form that xdotool reads.
        """
        begun = time.monotonic()
        while time.monotonic() - begun < _PATIENCE:
            if len(self.shown.picture().getcolors(1 << 24) or ()) > _PAINTED:
                return time.monotonic() - begun
            time.sleep(0.5)
        return None

    def finished(self) -> float:
        """Wait until the screen has not changed for a while; returns the seconds until its last change."""
        begun = changed = time.monotonic()
        seen = self.shown.picture().tobytes()
        while time.monotonic() - changed < _QUIET and time.monotonic() - begun < _PATIENCE:
            time.sleep(1)
            now = self.shown.picture().tobytes()
            if now != seen:
                seen, changed = now, time.monotonic()
        return changed - begun

    def picture(self, name: str) -> int:
        """Save a picture; returns its number of colors."""
        seen = self.shown.picture()
        seen.save(self.out / f"windows-{name}.png")
        return len(seen.getcolors(1 << 24) or ())

    def act(self, *arguments: object) -> None:
        """Mouse or keyboard, as xdotool takes it; then wait until the window has reacted."""
        subprocess.run(["xdotool", *map(str, arguments)], check=True, env={"DISPLAY": self.shown.display})
        self.finished()


@contextmanager
def desktop(windows: Windows, home: Path, out: Path) -> Iterator[Desktop]:
    """A screen with a window manager, without which Wine leaves hidden windows on it."""
    out.mkdir(parents=True, exist_ok=True)
    with (
        screen() as shown,
        subprocess.Popen(["openbox"], env={"DISPLAY": shown.display}, stderr=subprocess.DEVNULL) as manager,
    ):
        try:
            yield Desktop(windows, home, shown, out)
        finally:
            manager.terminate()


def try_window(place: Desktop) -> Iterator[Check]:
    """Open the sample matter, confirm names with the mouse, go on with a key, and close the window."""
    with place.window("--sample") as program:
        seconds = place.painted()
        there = "never" if seconds is None else f"{seconds:.0f} s after its start"
        yield Check("legalredact-window.exe shows its window", seconds is not None, there)
        if seconds is None:
            return
        took = place.finished()
        colors = place.picture("opened")
        yield Check("the sample matter is read and drawn", colors > _PAINTED, f"{colors} colors after {took:.0f} s")
        for name, what, part, act in ACTS:
            before = place.shown.picture().crop(part).tobytes()
            place.act(*act)
            place.picture(name)
            changed = before != place.shown.picture().crop(part).tobytes()
            yield Check(what, changed, f"windows-{name}.png is its picture")
        place.act("key", "Escape", "Escape", "alt+F4")  # closes the matter
        place.picture("closed")
        place.act("key", "alt+F4")
        yield Check("the window closes when it is told to", program.poll() == 0, f"status {program.poll()}")
