"""The screen of `dev.py bench days` knows where a window is: buttons with the same words may be in another one."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.people_days.screen import SIZES, Screen, a_screen, missing_programs

pytestmark = pytest.mark.skipif(
    not {"Xvfb", "xdotool", "openbox"}.isdisjoint(missing_programs()), reason="there is no screen here"
)
PATIENCE = 60.0
DIALOG = (500, 300)
WINDOWS = f"""
import sys
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QWidget

class Dialog(QDialog):
    def keyPressEvent(self, event):
        corner = self.mapToGlobal(QPoint(0, 0))
        print(corner.x(), corner.y(), flush=True)

application = QApplication(sys.argv)
window = QWidget()
window.showMaximized()
dialog = Dialog(window)
dialog.setFixedSize{DIALOG}
dialog.setModal(True)
dialog.show()
application.exec()
"""
"""A window that fills the screen, and a dialog over it that says where it is once a key was pressed."""


def in_front(screen: Screen) -> tuple[int, int, int, int]:
    """The area in front, once the dialog is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        left, top, right, bottom = screen.front()
        if (right - left, bottom - top) == DIALOG:
            return left, top, right, bottom
        time.sleep(0.2)
    raise AssertionError("the dialog did not come to the front")


def test_the_area_of_a_dialog_is_what_is_inside_its_frame(tmp_path: Path) -> None:
    with a_screen(SIZES["1366x768"], tmp_path, None) as screen:
        command = [sys.executable, "-c", WINDOWS]
        with subprocess.Popen(
            command, env=os.environ | screen.environment, stdout=subprocess.PIPE, text=True
        ) as application:
            try:
                found = in_front(screen)
                screen.keys("a")
                assert application.stdout is not None
                left, top = map(int, application.stdout.readline().split())
            finally:
                application.terminate()

    assert top > 0
    assert found == (left, top, left + DIALOG[0], top + DIALOG[1])
