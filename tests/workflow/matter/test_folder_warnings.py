"""Folders that a program copies to other machines are named as what they are; others are not."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from legalredact.workflow.matter.folder_warnings import Surroundings, doubt_about, doubtful_place, without_locks

ANN = {
    "OneDriveCommercial": "C:\\Users\\ann\\Firm Files",
    "APPDATA": "C:\\Users\\ann\\AppData\\Roaming",
    "USERPROFILE": "C:\\Users\\ann",
}
OFFLINE = ("\\\\server\\matters",)


@pytest.mark.parametrize(
    ("folder", "roams", "attributes", "named"),
    [
        ("C:\\Users\\ann\\OneDrive - Firm LLP\\m", False, 0, "OneDrive"),
        ("C:\\Users\\ann\\onedrive\\Oldacre\\m", False, 0, "OneDrive"),
        ("c:\\users\\ANN\\firm files\\m", False, 0, "OneDrive"),
        ("C:\\Users\\ann\\Dropbox\\m", False, 0, "Dropbox"),
        ("\\\\SERVER\\matters\\m", False, 0, "Offline Files"),
        ("C:\\Users\\ann\\AppData\\Roaming\\m", False, 0, "roaming profile"),
        ("C:\\Users\\ann\\LegalRedact\\m", True, 0, "roaming profile"),
        ("D:\\m", False, 0x400000, "synchronizes"),
        ("C:\\Users\\ann\\LegalRedact\\m", False, 0x10, ""),
        ("C:\\Users\\ann\\AppData\\Local\\m", True, 0x10, ""),
        ("D:\\Matters\\m", True, 0x10, ""),
        ("\\\\server\\others\\m", False, 0x10, ""),
        ("D:\\Dropbox", False, 0, ""),  # a matter that somebody called so
    ],
)
def test_a_place_on_windows_is_named(folder: str, roams: bool, attributes: int, named: str) -> None:
    found = doubtful_place(PureWindowsPath(folder), Surroundings(ANN, OFFLINE, roams, attributes))
    assert (named in found) if named else not found


@pytest.mark.parametrize(
    ("folder", "named"),
    [
        ("/Users/ann/Library/CloudStorage/OneDrive-FirmLLP/m", "OneDrive"),
        ("/Users/ann/Library/CloudStorage/Box-Box/m", "cloud storage"),
        ("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/m", "iCloud"),
        ("/home/ann/Dropbox/Oldacre/m", "Dropbox"),
        ("/home/ann/LegalRedact/m", ""),
        ("/srv/matters/m", ""),
    ],
)
def test_a_place_elsewhere_is_named(folder: str, named: str) -> None:
    found = doubtful_place(PurePosixPath(folder), Surroundings({}))
    assert (named in found) if named else not found


def test_the_words_say_what_to_do_and_a_plain_folder_has_none(tmp_path: Path) -> None:
    place = tmp_path / "OneDrive" / "m"
    place.mkdir(parents=True)
    doubt = doubt_about(place)
    assert doubt is not None
    assert doubt.what == "This matter is in OneDrive."
    assert "Move the folder" in doubt.remedy
    (tmp_path / "link").symlink_to(place)
    assert doubt_about(tmp_path / "link") is not None
    assert doubt_about(tmp_path) is None


def test_a_command_warns_when_it_makes_or_opens_a_matter_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from legalredact import wiring
    from legalredact.cli.main import run

    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    words = ("--matter", str(tmp_path / "OneDrive" / "m"), "--passphrase-file", str(tmp_path / "passphrase"))
    for command in ("new", "show"):
        assert run(["matter", command, *words], wiring.real()) == 0
        assert "This matter is in OneDrive." in capsys.readouterr().err


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
31 22 0:40 / /srv/by\\040hand rw,nosuid shared:2 - fuse.smbnetfs smbnetfs rw,user_id=0
32 22 0:41 / /srv/firm rw,relatime shared:3 - cifs //server/matters rw,vers=3.1.1,username=ann
33 22 0:42 / /srv/firm/alone rw,relatime - cifs //server/alone rw,vers=3.1.1,nobrl
34 22 0:43 / /srv/nfs rw,relatime - nfs4 server:/matters rw,local_lock=none
35 22 0:44 / /run/user/1000/gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw
nonsense
"""
"""As Linux lists them, see proc(5)."""


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("/srv/by hand/m", "by smbnetfs"),
        ("/run/user/1000/gvfs/smb-share:server=server,share=matters/m", "by the desktop's file manager (gvfs)"),
        ("/srv/firm/alone/m", "with the option nobrl"),
        ("/srv/firm/m", ""),
        ("/srv/firm/alonely/m", ""),
        ("/srv/nfs/m", ""),
        ("/home/ann/m", ""),
    ],
)
def test_a_share_whose_locks_stay_on_this_machine_is_named(folder: str, told: str) -> None:
    assert without_locks(PurePosixPath(folder), MOUNTS) == told
