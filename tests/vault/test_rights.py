"""The rights of a matter's folder in a team's; the rest needs two accounts, see `test_team_folder`."""

import sys
from pathlib import Path

import pytest

from legalredact.vault.rights import file_mode, make_folders

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


@pytest.mark.parametrize("named", [False, True])
def test_a_folder_that_was_there_before_shares_its_matter_only_within_the_teams(tmp_path: Path, named: bool) -> None:
    """Somebody makes a folder in another shared one by hand, and a matter in it; files follow the folder's rights."""
    places = {name: tmp_path / name / "m" for name in ("team", "other")}
    for folder in places.values():
        folder.mkdir(parents=True)
        folder.chmod(0o2770)
        make_folders(folder, tmp_path / "team" if named else None)
    shared = {name: file_mode(folder) for name, folder in places.items()}
    assert shared == {"team": 0o660 if named else 0o600, "other": 0o600}
    assert places["other"].stat().st_mode & 0o077 == 0
