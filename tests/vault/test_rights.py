"""The rights of a matter's folder in a team's; the rest needs two accounts, see `test_team_folder`."""

import sys
from pathlib import Path

import pytest

from legalredact.vault.rights import make_folders

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")


def test_rights_are_given_to_the_new_folder_and_never_through_a_link_that_replaced_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team, made = tmp_path / "team", Path.mkdir
    team.mkdir()
    team.chmod(0o770)
    private = team / "private"
    private.mkdir(mode=0o700)
    make_folders(team / "m", team)
    assert (team / "m").stat().st_mode & 0o7777 == 0o2770

    def swapped(folder: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        made(folder, mode, parents, exist_ok)
        if folder.name == "other" and not folder.is_symlink():
            folder.rmdir()
            folder.symlink_to(private)

    monkeypatch.setattr(Path, "mkdir", swapped)
    make_folders(team / "other", team)
    assert private.stat().st_mode & 0o7777 == 0o700
