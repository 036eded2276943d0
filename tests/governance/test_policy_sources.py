"""Where a policy stands on each system, and that its users cannot write it."""

import contextlib
import errno
import functools
import os
import plistlib
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from legalredact.errors import Refused, UsageError
from legalredact.governance import policy_sources, trusted_file
from legalredact.governance.policy import load_policy
from legalredact.governance.policy_schema import parsed
from legalredact.governance.policy_sources import REGISTRY, firm_file, firm_folders, managed
from legalredact.governance.trusted_file import LARGEST, ROOT_ALONE, fuse_mounts, read_trusted
from legalredact.model.mention import Kind
from legalredact.model.policy import Policy

OWNER = os.getuid() if hasattr(os, "getuid") else 0
NO_PROFILE = Path("/none.plist")
posix = pytest.mark.skipif(os.name == "nt", reason="rights of files by mode and owner")


class FakeRegistry:
    """A tree of keys as Windows has it, by whole paths."""

    def __init__(self, tree: dict[str, dict[str, Any]]) -> None:
        self.tree = {f"{REGISTRY}\\{path}".rstrip("\\"): values for path, values in tree.items()}

    def values(self, path: str) -> Mapping[str, Any] | None:
        return self.tree.get(path)

    def children(self, path: str) -> tuple[str, ...]:
        below = {key.removeprefix(path + "\\").partition("\\")[0] for key in self.tree if key.startswith(path + "\\")}
        return tuple(sorted(below))


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    folder = tmp_path / "firm"
    folder.mkdir(mode=0o755)
    path = folder / "policy.toml"
    path.write_text("[engines]\nallowed = ['local']\n", encoding="utf-8")
    path.chmod(0o644)
    return path


def test_group_policy_is_read_from_the_registry() -> None:
    found = managed(
        FakeRegistry(
            {
                "": {},
                "engines": {"allowed": ["local", "claude"]},  # REG_MULTI_SZ
                "sign_off": {"other_person": 1},  # REG_DWORD
                "masking": {},
                "masking\\always": {"10": "phone", "2": "email", "1": "ssn"},  # a list of the group policy editor
                "zero_retention": {
                    "attested_by": "Orla Penfold",
                    "attested_on": "2026-11-01",
                    "contract": "ZDR-7",
                    "expires": "2027-11-01",
                    "organization_id": "org-1",
                    "workspace_id": "wrk-1",
                },
            }
        )
    )
    assert found is not None
    policy = parsed(found.content)
    assert isinstance(policy, Policy)
    assert policy.sign_off.other_person is True
    assert policy.masking.always == (Kind.SSN, Kind.EMAIL, Kind.PHONE)
    assert policy.zero_retention is not None
    assert policy.zero_retention.expires.year == 2027
    assert found.source == f"HKLM\\{REGISTRY}"


def test_a_mistake_in_the_registry_is_told_like_one_in_a_file() -> None:
    found = managed(FakeRegistry({"": {}, "engines": {"allowed": ["local"], "alowed": "x"}}))
    assert found is not None
    assert "engines.alowed is an unknown key" in str(parsed(found.content))


def test_without_group_policy_the_registry_says_nothing() -> None:
    assert managed(FakeRegistry({}), NO_PROFILE) is None


def test_what_group_policy_no_longer_sets_leaves_empty_keys_that_say_nothing() -> None:
    left: dict[str, dict[str, Any]] = {"": {}, "engines": {}, "engines\\allowed": {}, "claude": {}}
    assert managed(FakeRegistry(left), NO_PROFILE) is None

    found = managed(FakeRegistry(left | {"retention": {"days": 30}}))
    assert found is not None
    assert found.content == {"retention": {"days": 30}}


def test_on_windows_the_policy_that_was_installed_with_the_program_comes_before_the_one_for_all_programs(
    tmp_path: Path,
) -> None:
    elsewhere = firm_file("win32", tmp_path)
    assert elsewhere.name == "policy.toml"
    assert elsewhere.parent != tmp_path

    (tmp_path / "policy.toml").touch()
    assert firm_file("win32", tmp_path) == tmp_path / "policy.toml"
    assert firm_file("darwin", tmp_path) == firm_file("darwin")
    assert firm_folders("win32", tmp_path) == (tmp_path, elsewhere.parent)


@pytest.mark.parametrize(("file", "looked_at"), [("policy.toml", True), ("policy.pub", True), ("python.exe", False)])
def test_on_windows_a_key_is_looked_for_beside_the_program_if_a_policy_or_a_key_lies_there(
    tmp_path: Path, file: str, *, looked_at: bool
) -> None:
    """A program that a user installed for themselves lies where that user can write, and no policy is in force."""
    (tmp_path / file).touch()
    assert (tmp_path in firm_folders("win32", tmp_path)) is looked_at


@posix
def test_a_configuration_profile_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = tmp_path / "profile.plist"
    profile.write_bytes(plistlib.dumps({"claude": {"inference_geo": "us"}, "retention": {"days": 30}}))
    with pytest.raises(Refused, match="could have been changed"):
        managed(plist=profile)
    monkeypatch.setattr(policy_sources, "read_firm", lambda path: path.read_bytes())
    found = managed(plist=profile)
    assert found is not None
    policy = parsed(found.content)
    assert isinstance(policy, Policy)
    assert (policy.claude.inference_geo, policy.retention.days) == ("us", 30)


def test_where_macos_keeps_profiles_nothing_is_looked_for_on_another_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "profile.plist"
    profile.write_bytes(plistlib.dumps({"retention": {"days": 30}}))
    monkeypatch.setattr(policy_sources, "read_firm", lambda path: path.read_bytes())
    monkeypatch.setattr(policy_sources, "MANAGED", profile)
    for platform, found in (("linux", False), ("win32", False), ("darwin", True)):
        monkeypatch.setattr(sys, "platform", platform)
        assert (managed(FakeRegistry({}), profile) is not None) == found


DAMAGED = {
    "nothing": b"",
    "no profile": b"no profile",
    "cut off": b'<?xml version="1.0"?><plist><dict>',
    "an unknown encoding": b'<?xml version="1.0" encoding="x"?><plist/>',
    "no number": b'<?xml version="1.0"?><plist><dict><key>a</key><integer>x</integer></dict></plist>',
    "no date": b'<?xml version="1.0"?><plist><dict><key>a</key><date>x</date></dict></plist>',
    "half a binary one": b"bplist00" + b"\xff" * 40,
    "a list": plistlib.dumps(["claude"]),
    "text": plistlib.dumps("claude"),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_profile_does_not_count_as_absent(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = tmp_path / "profile.plist"
    profile.write_bytes(DAMAGED[how])
    monkeypatch.setattr(policy_sources, "read_firm", lambda path: path.read_bytes())
    with pytest.raises(UsageError, match=r"cannot be read\. Have IT install the profile again"):
        managed(plist=profile)


@pytest.mark.skipif(os.name == "nt", reason="a path of Linux")
def test_on_linux_the_firms_policy_stands_in_etc() -> None:
    assert firm_file("linux") == Path("/etc/legalredact/policy.toml")
    assert firm_folders("linux") == (Path("/etc/legalredact"),)
    assert firm_folders("darwin") == (firm_file("darwin").parent,)


def test_root_alone_is_trusted() -> None:
    assert frozenset({0}) == ROOT_ALONE


def as_owner(path: Path) -> bytes | None:
    """Read below the test's own folder, as if the account of the test were the administrator's."""
    return read_trusted(path, frozenset({OWNER}), path.parents[1])


@posix
def test_a_policy_that_only_its_administrator_can_write_is_read(firm: Path) -> None:
    assert as_owner(firm) == firm.read_bytes()
    assert as_owner(firm.with_name("none.toml")) is None
    assert as_owner(firm.parent / "no" / "folder") is None


@posix
@pytest.mark.parametrize("right", [stat.S_IWOTH, stat.S_IWGRP])
@pytest.mark.parametrize("sticky", [0, stat.S_ISVTX])
@pytest.mark.parametrize("where", ["file", "folder", "above"])
def test_a_policy_that_others_can_write_or_replace_is_refused(firm: Path, right: int, sticky: int, where: str) -> None:
    loose = {"file": firm, "folder": firm.parent, "above": firm.parents[1]}[where]
    loose.chmod(loose.stat().st_mode | right | sticky)
    with pytest.raises(Refused, match="could have been changed by its user"):
        as_owner(firm)


@posix
def test_a_policy_that_its_user_owns_is_refused(firm: Path) -> None:
    with pytest.raises(Refused, match=f"belongs to uid {OWNER}"):
        read_trusted(firm, frozenset({OWNER + 1}), firm.parents[1])


@posix
@pytest.mark.parametrize(
    "target", ["../elsewhere/real.toml", "./../elsewhere/./real.toml", "../../firms/elsewhere/real.toml"]
)
def test_a_link_is_followed_through_folders_that_are_looked_at(tmp_path: Path, target: str) -> None:
    firms = tmp_path / "firms"
    for name in ("firm", "elsewhere"):
        (firms / name).mkdir(parents=True)
        (firms / name).chmod(0o755)
    (firms / "elsewhere" / "real.toml").write_bytes(b"content")
    link = firms / "firm" / "policy.toml"
    link.symlink_to(target)
    read = functools.partial(read_trusted, link, frozenset({OWNER}), tmp_path)
    assert read() == b"content"
    (firms / "elsewhere").chmod(0o777)
    with pytest.raises(Refused, match="the folder elsewhere"):
        read()


@posix
def test_what_is_there_and_no_readable_file_does_not_count_as_absent(firm: Path) -> None:
    firm.write_bytes(bytes(LARGEST))
    assert as_owner(firm) == bytes(LARGEST)
    firm.write_bytes(bytes(LARGEST + 1))
    with pytest.raises(UsageError, match="far larger"):
        as_owner(firm)
    with pytest.raises(UsageError, match=r"one of the folders above it is none\. Nothing was done"):
        read_trusted(firm / "below", frozenset({OWNER}), firm.parents[1])
    firm.unlink()
    firm.symlink_to("policy.toml")
    with pytest.raises(UsageError, match="too many links"):
        as_owner(firm)
    for folder in (".", "..", "../firm", "/"):
        firm.unlink()
        firm.symlink_to(folder)
        with pytest.raises(UsageError, match="it is no file"):
            as_owner(firm)
    firm.unlink()
    firm.symlink_to("nothing")
    with pytest.raises(UsageError, match="leads to nothing"):
        as_owner(firm)
    gone = firm.parents[1] / "gone"
    gone.symlink_to("nowhere")
    with pytest.raises(UsageError, match="leads to nothing"):
        as_owner(gone / "policy.toml")
    firm.unlink()
    os.mkfifo(firm, 0o600)
    with pytest.raises(UsageError, match="it is no file"):
        as_owner(firm)


@posix
def test_a_firms_policy_that_its_user_could_have_written_is_not_used(
    firm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("legalredact.governance.policy.places", lambda: (firm, firm))
    with pytest.raises(Refused, match="not believed"):  # it lies where everybody can write
        load_policy()


@posix
def test_nothing_is_left_open(firm: Path) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    for path in (firm, firm.with_name("none.toml"), firm.parent):
        with contextlib.suppress(UsageError):
            as_owner(path)
    assert len(list(Path("/dev/fd").iterdir())) == before


@posix
def test_an_absolute_link_is_followed_from_the_root(firm: Path, tmp_path: Path) -> None:
    """So through folders that others than this account may own or write, as the one for temporary files."""
    (tmp_path / "real.toml").write_bytes(b"content")
    firm.unlink()
    firm.symlink_to(tmp_path / "real.toml")
    with pytest.raises(Refused, match="the folder"):
        as_owner(firm)


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (OSError(errno.EACCES, "x"), "this account has no right to"),
        (OSError(errno.EPERM, "x"), "this account has no right to"),
        (OSError(errno.ENOTDIR, "x"), "one of the folders above it is none"),
        (OSError(errno.EIO, "Input/output error"), "input/output error"),
        (OSError(), "the system refused"),
    ],
)
def test_why_a_policy_cannot_be_read_is_told(problem: OSError, why: str) -> None:
    assert trusted_file._why(problem) == why


@posix
def test_so_many_links_are_followed_as_the_system_follows_and_no_more(firm: Path) -> None:
    """path_resolution(7): 40."""
    for number in range(41):
        firm.with_name(f"link{number}").symlink_to(f"link{number - 1}" if number else "policy.toml")
    assert as_owner(firm.with_name("link39")) == firm.read_bytes()
    with pytest.raises(UsageError, match="too many links"):
        as_owner(firm.with_name("link40"))


@pytest.fixture
def mounts(monkeypatch: pytest.MonkeyPatch) -> dict[str, str | None]:
    """What the kernel tells of mounts, and that the policy lies on the one of id 90."""
    told: dict[str, str | None] = {}

    def of_process(name: str) -> str | None:
        if name.startswith("fdinfo/"):
            return "pos:\t0\nflags:\t0100000\nmnt_id:\t90\n"
        if name not in told:
            raise OSError(18, "not the kernel's own /proc")
        return told[name]

    monkeypatch.setattr(trusted_file, "of_process", of_process)
    return told


FUSE = "{} 22 0:45 / /mnt/share rw,nosuid - fuse.sshfs ann@host: rw,user_id={},group_id=1000"


@pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux tells them")
@pytest.mark.parametrize(
    ("row", "believed"),
    [
        (FUSE.format(90, OWNER + 1), False),
        (FUSE.format(90, OWNER), True),
        (FUSE.format(91, OWNER + 1), True),
        ("90 22 0:45 / /mnt/share rw - ext4 /dev/root rw", True),
    ],
)
def test_a_policy_on_a_file_system_that_a_user_mounted_is_refused(
    firm: Path, mounts: dict[str, str | None], row: str, believed: bool
) -> None:
    mounts["mountinfo"] = f"22 1 252:0 / / rw - ext4 /dev/root rw\n{row}\n"
    if believed:
        assert as_owner(firm) == firm.read_bytes()
        return
    with pytest.raises(Refused, match="it lies on a file system that a user mounted"):
        as_owner(firm)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux tells them")
def test_where_the_system_does_not_tell_what_is_mounted_no_policy_is_believed(
    firm: Path, mounts: dict[str, str | None]
) -> None:
    for _ in ("another file is mounted over it", "there is none"):
        with pytest.raises(Refused, match="does not tell what is mounted there"):
            as_owner(firm)
        mounts["mountinfo"] = None


def test_a_file_system_that_a_user_mounted_is_known_by_its_owner() -> None:
    rows = (
        "22 1 252:0 / / rw,relatime shared:1 - ext4 /dev/root rw",
        "90 22 0:45 / /mnt/share\\040one rw,nosuid shared:40 - fuse.sshfs ann@host: rw,user_id=1000,group_id=1000",
        "91 22 0:46 / /mnt/disk rw shared:41 - fuseblk /dev/sdb1 rw,user_id=0,group_id=0,allow_other",
        "92 22 0:47 / /mnt/odd rw - fuse none rw",
        "93 22 0:48 / /sys/fs/fuse/connections rw - fusectl fusectl rw",
    )
    assert fuse_mounts(rows) == (("90", 1000), ("91", 0), ("92", -1))
