"""Sources of the policy on each system; a policy that its user could have written is not read."""

import os
import plistlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import platformdirs

from legalredact.errors import UsageError
from legalredact.governance.trusted_file import read_trusted

APP = "LegalRedact"
REGISTRY = rf"SOFTWARE\Policies\{APP}"
"""Below HKEY_LOCAL_MACHINE, which group policy can write and users cannot."""
MANAGED = Path("/Library/Managed Preferences/org.legalredact.LegalRedact.plist")
"""Where macOS stores the configuration profile of a firm's device management."""


class Registry(Protocol):
    """Read access to the registry's tree; tests use another implementation."""

    def values(self, path: str) -> Mapping[str, Any] | None:
        """Names and values below HKEY_LOCAL_MACHINE; None if there is no such key."""

    def children(self, path: str) -> tuple[str, ...]:
        """Names of the keys directly below."""


@dataclass(frozen=True, slots=True)
class Managed:
    """A policy from firm IT: its content, and its source."""

    content: dict[str, Any]
    source: str


def firm_file(platform: str = sys.platform, program: Path = Path(sys.prefix)) -> Path:
    """The firm's policy file; on Windows the folder comes from a system call, never from an environment variable.

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
    """The policy file of a person without firm IT."""
    return platformdirs.user_config_path(APP, appauthor=False) / "policy.toml"


def firm_folders(platform: str = sys.platform, program: Path = Path(sys.prefix)) -> tuple[Path, ...]:
    """Folders that may contain files set by IT; see `firm_file`.

    On Windows, the program's own folder counts only if it contains a part of a policy. A program that a user installed
    alone is in a folder that this user can write, where the absence of a key proves nothing; but a user who can
    remove the key there can also replace the program.
    """
    if platform == "win32":
        installed = any(os.path.lexists(program / name) for name in ("policy.toml", "policy.pub"))
        return *((program,) if installed else ()), platformdirs.site_config_path(APP, appauthor=False)
    return (firm_file(platform, program).parent,)


def read_firm(path: Path) -> bytes | None:
    """The content of a file of the firm; None if there is none.

    Errors: Refused if its user could have written it; UsageError if it exists and cannot be read.
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
    """The policy set by group policy (Windows) or a configuration profile (macOS), or None.

    Errors: Refused if the user could have written the profile; UsageError if it cannot be read.
    """
    registry = registry or windows_registry()
    content = _tree(registry, REGISTRY) if registry is not None else {}
    if content:
        return Managed(content, f"HKLM\\{REGISTRY}")
    profile = read_firm(plist) if plist != MANAGED or sys.platform == "darwin" else None
    return Managed(_parsed(profile, plist), str(plist)) if profile is not None else None


def _tree(registry: Registry, path: str) -> dict[str, Any]:
    """Subkeys as tables; numbered ones (`1`, `2`, …) are the elements of a list.

    Group policy leaves empty keys when a setting is no longer configured, so they count as absent.
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
