"""A virtual X screen, and images of it."""

import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import PIL.Image

_HEADER = struct.Struct(">25I")
_HEADER_SIZE, _WIDTH, _HEIGHT, _ROW, _COLOURS = 0, 4, 5, 12, 19
_COLOUR_SIZE = 12


@dataclass(frozen=True, slots=True)
class Screen:
    """An X server that draws into a file.

    Arguments:
        display: its name for programs, such as ``:7``.
        memory: the file, in the format of the program xwd.
    """

    display: str
    memory: Path

    def picture(self) -> PIL.Image.Image:
        """The current content of the screen."""
        return read_xwd(self.memory.read_bytes())

    def window_shown(self, title: str, wait: float) -> float | None:
        """Seconds until a window with that title appears; None if none did within `wait` seconds."""
        begun = time.monotonic()
        while time.monotonic() - begun < wait:
            command = ["xdotool", "search", "--onlyvisible", "--name", title]
            if subprocess.run(command, check=False, capture_output=True, env={"DISPLAY": self.display}).stdout:
                return time.monotonic() - begun
            time.sleep(0.02)
        return None


@contextmanager
def screen(size: str = "1440x900x24") -> Iterator[Screen]:
    """Start an X server with a free display number, and end it afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-fbdir", folder, "-nolisten", "tcp", "-ac"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
            try:
                number = server.stdout.readline().strip() if server.stdout else ""
                yield Screen(f":{number}", Path(folder) / "Xvfb_screen0")
            finally:
                server.terminate()


def read_xwd(content: bytes) -> PIL.Image.Image:
    """An image in the X server's own format, 32 bits per pixel, blue first."""
    header = _HEADER.unpack_from(content)
    begin = header[_HEADER_SIZE] + header[_COLOURS] * _COLOUR_SIZE
    size = (header[_WIDTH], header[_HEIGHT])
    pixels = content[begin : begin + header[_ROW] * header[_HEIGHT]]
    return PIL.Image.frombuffer("RGB", size, pixels, "raw", "BGRX", header[_ROW], 1)
