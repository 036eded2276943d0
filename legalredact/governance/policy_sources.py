"""Where a policy can stand on each system, and whether its user could have written it."""

import os
import plistlib
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import platformdirs

from legalredact.errors import Refused, UsageError

APP = "LegalRedact"
REGISTRY = rf"SOFTWARE\Policies\{APP}"
"""Below HKEY_LOCAL_MACHINE: group policy writes there, and users cannot."""
MANAGED = Path("/Library/Managed Preferences/org.legalredact.LegalRedact.plist")
"""Where macOS puts the configuration profile of a firm's device management."""
ROOT = 0

_SHARED_WRITE = stat.S_IWGRP | stat.S_IWOTH


class Registry(Protocol):
    """The registry's tree, read alone; a test gives another."""

    def values(self, path: str) -> Mapping[str, Any] | None:
        """Names and values below HKEY_LOCAL_MACHINE; None if there is no such key."""

    def children(self, path: str) -> tuple[str, ...]:
        """Names of the keys directly below."""


@dataclass(frozen=True, slots=True)
class Managed:
    """A policy that the system's own management gave: its content, and where it stands."""

    content: dict[str, Any]
    source: str


def firm_file(platform: str = sys.platform, program: Path = Path(sys.prefix)) -> Path:
    """The policy file of the firm; on Windows by the system's own answer, never by an environment variable.

    Arguments:
        program: folder of the program. On Windows the installer puts the policy there, where users cannot write.
    """
    if platform.startswith("linux"):
        return Path("/etc/legalredact/policy.toml")
    installed = program / "policy.toml"
    if platform == "win32" and installed.is_file():
        return installed
    return platformdirs.site_config_path(APP, appauthor=False) / "policy.toml"


def user_file() -> Path:
    """The policy of somebody who works without a firm's IT."""
    return platformdirs.user_config_path(APP, appauthor=False) / "policy.toml"


def managed(registry: Registry | None = None, plist: Path = MANAGED) -> Managed | None:
    """What group policy (Windows) or a configuration profile (macOS) has set, or None.

    Errors: Refused if the profile could have been written by its user; UsageError if it cannot be read.
    """
    if registry is None and sys.platform == "win32":
        from legalredact.governance.windows_registry import WindowsRegistry

        registry = WindowsRegistry()
    content = _tree(registry, REGISTRY) if registry is not None else {}
    if content:
        return Managed(content, f"HKLM\\{REGISTRY}")
    return _profile(plist) if plist.is_file() else None


def _tree(registry: Registry, path: str) -> dict[str, Any]:
    """Keys below a key are tables; numbered ones (`1`, `2`, …) are the entries of a list.

    Group policy leaves empty keys behind when a setting is no longer configured, so they count as not there.
    """
    content = {name: _plain(value) for name, value in (registry.values(path) or {}).items()}
    for child in registry.children(path):
        below = _tree(registry, f"{path}\\{child}")
        numbered = all(map(str.isdigit, below))
        if below:
            content[child] = [below[number] for number in sorted(below, key=_order)] if numbered else below
    return content


def _order(name: str) -> int:
    return int(name)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple | list) else value


def _profile(plist: Path) -> Managed:
    refuse_if_writable(plist)
    try:
        content = plistlib.loads(plist.read_bytes())
    except (OSError, ValueError, plistlib.InvalidFileException):
        raise UsageError(f"The policy {plist} cannot be read.", "Have IT install the profile again.") from None
    return Managed(content, str(plist))


def refuse_if_writable(path: Path, trusted: frozenset[int] = frozenset({ROOT})) -> None:
    """A firm's policy holds only where its users cannot change it, nor put another in its place.

    Arguments:
        trusted: ids of the accounts that may own it and its folder.

    Errors: Refused.
    """
    if writable_by_others(path, trusted):
        raise Refused(
            f"The firm's policy {path} could have been changed by its user, so it is not believed; nothing was done.",
            "Have IT give the file and its folder to the administrator, with no right to write for anybody else.",
        )


def writable_by_others(path: Path, trusted: frozenset[int]) -> bool:
    """Whether somebody outside `trusted` can write the file or replace it in its folder."""
    if sys.platform == "win32":
        return _windows_user_can_write(path)
    return _loose(path.stat(), trusted) or _loose(path.parent.stat(), trusted, folder=True)


def _loose(found: os.stat_result, trusted: frozenset[int], *, folder: bool = False) -> bool:
    sticky = folder and bool(found.st_mode & stat.S_ISVTX)  # others can add to such a folder, but not replace
    return found.st_uid not in trusted or (bool(found.st_mode & _SHARED_WRITE) and not sticky)


def _windows_user_can_write(path: Path) -> bool:
    """Asks the system by trying; an administrator can write everywhere and is the one who may."""
    import ctypes

    shell = getattr(ctypes, "windll").shell32  # noqa: B009 - there on Windows alone, and its types with it
    if shell.IsUserAnAdmin():
        return False
    try:
        path.open("r+b").close()
    except OSError:
        return False
    return True
