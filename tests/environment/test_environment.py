"""Variables by which a library would send, write or load something are gone before it is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from legalredact.environment import is_unwanted

HOSTILE = {
    "CUPS_SERVER": "192.0.2.7",
    "DASK_DISTRIBUTED__CLIENT__PRELOAD": "http://192.0.2.7/code.py",
    "FORCE_COLOR": "1",
    "IBUS_ADDRESS": "tcp:host=192.0.2.7",
    "KEYCHAIN_PATH": "/srv/other.keychain",
    "KEYRING_PROPERTY_FILE_PATH": "/srv/secrets",
    "ORT_LOAD_CONFIG_FROM_MODEL": "1",
    "PYMUPDF_MESSAGE": "path:/srv/messages",
    "QT_LOGGING_CONF": "/srv/logging.ini",
    "QT_PLUGIN_PATH": "/srv/plugins",
    "QT_QPA_GENERIC_PLUGINS": "tuiotouch",
    "QT_QPA_PLATFORM_PLUGIN_PATH": "/srv/plugins",
    "QT_SCALE_FACTOR": "2",
    "SESSION_MANAGER": "tcp/192.0.2.7:5000",
    "SSLKEYLOGFILE": "/srv/keys",
    "TESSDATA_PREFIX": "/srv/tessdata",
    "WAYLAND_DEBUG": "1",
}
STAYS = {"FORCE_COLOR", "QT_SCALE_FACTOR"}


def python(code: str, repository: Path, **environment: str) -> str:
    """What code prints in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, env=os.environ | environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_they_are_gone_once_any_part_is_imported(repository: Path) -> None:
    told = python("import json, os, legalredact.model; print(json.dumps(dict(os.environ)))", repository, **HOSTILE)

    assert set(json.loads(told)) & set(HOSTILE) == STAYS


def test_doctor_tells_which_were_ignored(repository: Path, tmp_path: Path) -> None:
    code = (
        "from legalredact.workflow.administration.doctor import machine\n"
        "from legalredact.model.policy import Policy\n"
        "print(*dict((w, h) for w, _, h in machine(Policy()))['environment'])"
    )
    told = python(code, repository, QT_PLUGIN_PATH="/srv/plugins").replace(" ", "")

    assert "ignored:QT_PLUGIN_PATH" in told


def test_messages_on_a_file_are_not_written_where_the_environment_says(repository: Path, tmp_path: Path) -> None:
    """PyMuPDF writes what it says of a damaged file, which may quote it, to a file that a variable names."""
    code = "import {}pymupdf; pymupdf.message('Oldacre'); pymupdf.open().close()"
    heard = {"PYMUPDF_MESSAGE": f"path:{tmp_path / 'heard'}"}

    python(code.format(""), repository, **heard)
    assert (tmp_path / "heard").read_text(encoding="utf-8").strip() == "Oldacre"

    (tmp_path / "heard").unlink()
    python(code.format("legalredact, "), repository, **heard)
    assert not (tmp_path / "heard").exists()


@pytest.mark.parametrize("name", ["QT_IM_MODULE", "QT_QPA_PLATFORM", "HOME", "DISPLAY", "XDG_CONFIG_HOME", "LANG"])
def test_what_a_desktop_needs_stays(name: str) -> None:
    assert not is_unwanted(name)


@pytest.mark.skipif(sys.platform != "linux", reason="Qt's platform of servers is Linux's")
def test_no_plugin_of_another_place_is_loaded(repository: Path, tmp_path: Path) -> None:
    """A plugin that lies elsewhere would run within the window."""
    folder = tmp_path / "platforms"
    folder.mkdir()
    code = (
        "import legalredact\nfrom PySide6.QtWidgets import QApplication\nfrom PySide6.QtCore import QCoreApplication\n"
        "a = QApplication([])\nprint(*QCoreApplication.libraryPaths())"
    )
    found = python(code, repository, QT_PLUGIN_PATH=str(tmp_path), QT_QPA_PLATFORM="offscreen")

    assert str(tmp_path) not in found
