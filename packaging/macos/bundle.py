"""Metadata and icon of LegalRedact.app."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shipping.source import version

IDENTIFIER = "org.legalredact.LegalRedact"
"""Also the name under which configuration profiles set the policy (`policy_sources.MANAGED`)."""
ICON_SIZES = (16, 32, 128, 256, 512)


def information(plain: Mapping[str, Any], release: str | None = None) -> dict[str, Any]:
    """The content of Info.plist with the version filled in.

    Arguments:
        plain: the content of `packaging/macos/Info.plist`. release: a version; by default that of the checkout.
    """
    number = release or version()
    return dict(plain) | {"CFBundleShortVersionString": number, "CFBundleVersion": number}


def icon_files(folder: Path) -> dict[Path, int]:
    """The images that `iconutil` requires in an `.iconset` folder, with their sizes in pixels."""
    plain = {folder / f"icon_{size}x{size}.png": size for size in ICON_SIZES}
    fine = {folder / f"icon_{size}x{size}@2x.png": 2 * size for size in ICON_SIZES}
    return plain | fine
