"""What LegalRedact.app tells the system of itself, and its icon."""

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
        plain: what stands in `packaging/macos/Info.plist`. release: a version; that of the checkout without it.
    """
    number = release or version()
    return dict(plain) | {"CFBundleShortVersionString": number, "CFBundleVersion": number}


def icon_files(folder: Path) -> dict[Path, int]:
    """The pictures that `iconutil` wants in a folder that ends in `.iconset`, and how many pixels a side each has."""
    plain = {folder / f"icon_{size}x{size}.png": size for size in ICON_SIZES}
    fine = {folder / f"icon_{size}x{size}@2x.png": 2 * size for size in ICON_SIZES}
    return plain | fine
