"""A real X screen with a window manager, and hands on its keyboard and mouse."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from tests.benchmarks.people_days import eye
from tests.benchmarks.people_days.eye import Area, Seen

MANAGER = """<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc"><applications>
<application type="normal"><maximized>yes</maximized><decor>no</decor></application>
<application type="dialog"><position force="yes"><x>center</x><y>center</y></position></application>
</applications></openbox_config>"""
"""Windows fill the screen, as most people have them; dialogs are in its middle."""
PATIENCE = 120.0
"""Seconds that a step may take on a busy machine."""


@dataclass(frozen=True)
class Shape:
    """A kind of screen.

    Arguments:
        scale: of the desktop, as its settings have it.
        text: size of the text in percent, chosen in the menu *View*.
        colors: chosen there, too.
    """

    name: str
    width: int
    height: int
    scale: int = 1
    text: int = 100
    colors: str = "Light"


SIZES = {
    shape.name: shape
    for shape in (Shape("1366x768", 1366, 768), Shape("1440x900", 1440, 900), Shape("4k", 3840, 2160, 2))
}


class NotSeen(Exception):
    """What a person looks for is not on the screen in time."""


@dataclass
class Screen:
    """One screen; whoever works at it sees pictures and presses keys and buttons."""

    shape: Shape
    display: str
    framebuffer: Path
    out: Path
    kept: int = 0
    steps: int = 0
    """What the hands did: presses of keys, clicks, words typed."""
    text: int = 100
    """Size of the text in percent, as the person has chosen it by now."""
    alive: Callable[[], bool] = lambda: True
    notes: list[str] = field(default_factory=list)
    """What was noticed on the way: focus that cannot be seen, words that come late."""
    _read: tuple[Image.Image, list[Seen]] | None = None
    """What was read last on the whole screen."""
    _in_parts: bool = False
    """Whether parts of that were read later than the rest; words at the edge of a part may have been cut."""

    @property
    def environment(self) -> dict[str, str]:
        """For programs that are to appear on it."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        return inherited | {
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_SCALE_FACTOR": str(self.shape.scale),
        }

    # Eyes

    def look(self) -> Image.Image:
        """What is on the screen."""
        return eye.picture(self.framebuffer)

    def still(self, seconds: float = 0.35, at_most: float = 20.0) -> Image.Image:
        """What is on the screen once nothing moved for a while."""
        end, last, since = time.monotonic() + at_most, self.look(), time.monotonic()
        while time.monotonic() < end and time.monotonic() - since < seconds:
            time.sleep(0.08)
            now = self.look()
            if eye.changed(last, now):
                last, since = now, time.monotonic()
        return last

    def words(self, area: Area | None = None, image: Image.Image | None = None) -> list[Seen]:
        """The words on the screen, or on an earlier picture of it."""
        zoom = self.shape.scale * max(1, self.text // 100)
        shown = self.look() if image is None else image
        if area is not None:
            return eye.words(shown, area, zoom)
        before = self._read
        seen = eye.words_again(shown, zoom, before)
        self._in_parts = before is not None and (self._in_parts or seen is not before[1])
        self._read = shown, seen
        return seen

    def sees(self, *words: str, area: Area | None = None) -> Seen | None:
        """Where one of the words is now; None if none is there."""
        seen = self.words(area)
        return next((found[0] for one in words if (found := eye.find(seen, one))), None)

    def wait_for(self, *words: str, patience: float = PATIENCE, area: Area | None = None) -> Seen:
        """Until one of the words is there.

        Errors: NotSeen.
        """
        end, last = time.monotonic() + patience, None
        while True:
            seen = self.words(area, self.still(at_most=4))
            if seen is last and self._in_parts:  # nothing moves, and it was not found
                self._read = None
                seen = self.words(area)
            last = seen
            for one in words:
                if found := eye.find(seen, one):
                    return found[0]
            if time.monotonic() > end or not self.alive():
                self.keep("not-seen")
                raise NotSeen(f"{' or '.join(words)} is not on the screen; there is:\n{eye.text(seen)}")
            time.sleep(0.5)

    def keep(self, name: str) -> None:
        """Keep a picture of a step."""
        self.kept += 1
        self.out.mkdir(parents=True, exist_ok=True)
        self.still().save(self.out / f"{self.kept:02}-{name}.png")

    # Hands

    def keys(self, *keys: str) -> None:
        """Press keys; they go to the window that has the focus, as from a keyboard."""
        self.steps += len(keys)
        self._do("key", "--delay", "50", *keys)

    def type(self, words: str) -> None:
        """Type words."""
        self.steps += 1
        self._do("type", "--delay", "12", words)

    def click(self, at: Seen | tuple[int, int], *, button: int = 1, times: int = 1) -> None:
        """Click on words or on a place."""
        self.steps += 1
        x, y = at.middle if isinstance(at, Seen) else at
        self._do("mousemove", str(x), str(y))
        time.sleep(0.1)
        self._do("click", "--repeat", str(times), "--delay", "80", str(button))

    def aside(self) -> None:
        """Move the mouse to where it is over nothing."""
        self._do("mousemove", str(self.shape.width - 2), str(self.shape.height - 2))

    def front(self) -> Area:
        """Where the window in front is, inside its frame; the whole screen if there is none.

        Some versions of xdotool count the frame twice in the place that they name: of a dialog, its area then reaches
        into the window behind. Where the mouse is after it was moved to the window's corner is true in all versions.
        """
        size = ("getactivewindow", "getwindowgeometry", "--shell")
        told = self._do(*size, "mousemove", "--window", "%1", "0", "0", "getmouselocation", "--shell")
        self.aside()
        at = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
        if not {"X", "Y", "WIDTH", "HEIGHT"} <= at.keys():
            return (0, 0, self.shape.width, self.shape.height)
        left, top = max(0, int(at["X"])), max(0, int(at["Y"]))
        right, bottom = int(at["X"]) + int(at["WIDTH"]), int(at["Y"]) + int(at["HEIGHT"])
        return (left, top, min(self.shape.width, right), min(self.shape.height, bottom))

    def _do(self, *command: str) -> str:
        environment = os.environ | {"DISPLAY": self.display}
        return subprocess.run(
            ["xdotool", *command], env=environment, capture_output=True, text=True, check=False
        ).stdout


@contextmanager
def a_screen(shape: Shape, out: Path, number: int | None) -> Iterator[Screen]:
    """A screen with openbox on it, with that number or a free one."""
    with tempfile.TemporaryDirectory() as place:
        ours, theirs = os.pipe()
        size = f"{shape.width}x{shape.height}x24"
        named = [] if number is None else [f":{number}"]
        command = ["Xvfb", *named, "-displayfd", str(theirs), "-screen", "0", size, "-nolisten", "tcp", "-fbdir", place]
        with subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL) as server:
            os.close(theirs)
            with os.fdopen(ours) as told:
                display = f":{told.readline().strip()}"
            settings = Path(place) / "rc.xml"
            settings.write_text(MANAGER, encoding="utf-8")
            environment = os.environ | {"DISPLAY": display, "HOME": place}
            with subprocess.Popen(["openbox", "--config-file", str(settings)], env=environment) as manager:
                try:
                    time.sleep(0.5)
                    yield Screen(shape, display, Path(place) / "Xvfb_screen0", out)
                finally:
                    manager.terminate()
                    server.terminate()


def missing_programs() -> list[str]:
    """Programs that the days need and this system does not have."""
    needed = ("Xvfb", "xdotool", "openbox", "tesseract", "dbus-run-session", "gnome-keyring-daemon")
    return [program for program in needed if shutil.which(program) is None]
