"""Where a policy can be on each system; what its user could have written is not read."""

import os
import plistlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import platformdirs

from legalredact.errors import UsageError
from legalredact.governance.trusted_path import read_trusted

APP = "LegalRedact"
REGISTRY = rf"SOFTWARE\Policies\{APP}"
"""Below HKEY_LOCAL_MACHINE: group policy writes there, and users cannot."""
MANAGED = Path("/Library/Managed Preferences/org.legalredact.LegalRedact.plist")
"""Where macOS puts the configuration profile of a firm's device management."""


class Registry(Protocol):
    """The registry's tree, read alone; a test gives another."""

    def values(self, path: str) -> Mapping[str, Any] | None:
        """Names and values below HKEY_LOCAL_MACHINE; None if there is no such key."""

    def children(self, path: str) -> tuple[str, ...]:
        """Names of the keys directly below."""


@dataclass(frozen=True, slots=True)
class Managed:
    """A policy that firm IT gave: its content, and where it comes from."""

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


def firm_folders(platform: str = sys.platform, program: Path = Path(sys.prefix)) -> tuple[Path, ...]:
    """Folders in which what IT sets can be; see `firm_file`.

    The program's own on Windows only if something of a policy lies there. A program that a user installed alone lies
    where that user can write, and a key that is absent there is not believed to be absent; but who could take the
    key away there could as well put another program in this one's place.
    """
    if platform == "win32":
        installed = any(os.path.lexists(program / name) for name in ("policy.toml", "policy.pub"))
        return *((program,) if installed else ()), platformdirs.site_config_path(APP, appauthor=False)
    return (firm_file(platform, program).parent,)


def read_firm(path: Path) -> bytes | None:
    """The content of a file of the firm's; None if there is none.

    Errors: Refused if its user could have written it; UsageError if it is there and cannot be read.
    """
    if sys.platform == "win32":
        from legalredact.governance.windows_file import read_trusted_windows

        return read_trusted_windows(path)
    return read_trusted(path)


def windows_registry() -> Registry | None:
    """HKEY_LOCAL_MACHINE; None on another system."""
    if sys.platform == "win32":
        from legalredact.governance.windows_registry import WindowsRegistry

        return WindowsRegistry()
    return None


def managed(registry: Registry | None = None, plist: Path = MANAGED) -> Managed | None:
    """What group policy (Windows) or a configuration profile (macOS) has set, or None.

    Errors: Refused if the profile could have been written by its user; UsageError if it cannot be read.
    """
    registry = registry or windows_registry()
    content = _tree(registry, REGISTRY) if registry is not None else {}
    if content:
        return Managed(content, f"HKLM\\{REGISTRY}")
    profile = read_firm(plist) if plist != MANAGED or sys.platform == "darwin" else None
    return Managed(_parsed(profile, plist), str(plist)) if profile is not None else None


def _tree(registry: Registry, path: str) -> dict[str, Any]:
    """Keys below a key are tables; numbered ones (`1`, `2`, …) are the entries of a list.

    Group policy leaves empty keys behind when a setting is no longer configured, so they count as not there.
    """
    content = dict(registry.values(path) or {})
    for child in registry.children(path):
        below = _tree(registry, f"{path}\\{child}")
        numbered = all(map(str.isdigit, below))
        if below:
            content[child] = [below[number] for number in sorted(below, key=_order)] if numbered else below
    return content


def _order(name: str) -> int:
    return int(name)


def _parsed(profile: bytes, path: Path) -> dict[str, Any]:
    try:
        content = plistlib.loads(profile)
    except Exception:  # noqa: BLE001 - of a damaged one it raises what its parsers happen to meet, AttributeError too
        content = None
    if not isinstance(content, dict):
        raise UsageError(f"The policy {path} cannot be read.", "Have IT install the profile again.")
    return content
