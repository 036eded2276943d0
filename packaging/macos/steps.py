"""The commands that sign, pack and notarize the application, in order; nothing is run here.

See Apple's "Notarizing macOS software before distribution" and `man codesign`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from macos.bundle import IDENTIFIER

ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")
_LIBRARIES = frozenset({".so", ".dylib"})
Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Identities for signing and notarization.

    Arguments:
        application: name of a "Developer ID Application" certificate in the keychain.
        installer: name of a "Developer ID Installer" certificate.
        profile: name under which `xcrun notarytool store-credentials` keeps the account.
    """

    application: str
    installer: str
    profile: str


def signing(app: Path, by: Identity | None) -> tuple[Command, ...]:
    """Sign all code, the innermost first, since a signature covers its contents; then verify it.

    Arguments:
        by: None for an ad hoc signature, which names nobody and gets no time stamp.
    """
    who = ("--timestamp", "--options", "runtime", "--sign", by.application) if by else ("--sign", "-")
    common = ("codesign", "--force", *who)
    inner = sorted((path for path in app.rglob("*") if is_code(path)), key=lambda path: (-len(path.parts), str(path)))
    outer = (*common, "--entitlements", str(ENTITLEMENTS), str(app))
    check = ("codesign", "--verify", "--strict", "--deep", "--verbose=2", str(app))
    return (*((*common, *_entitled(app, path), str(path)) for path in inner), outer, check)


def is_code(path: Path) -> bool:
    """Whether a file of the bundle needs its own signature: libraries, frameworks, and the program itself."""
    if path.is_symlink():
        return False
    if path.is_dir():
        return path.suffix == ".framework"
    return path.suffix in _LIBRARIES or path.parent.name == "MacOS"


def packing(app: Path, package: Path, release: str, by: Identity | None) -> tuple[Command, ...]:
    """Put the application into an installer for /Applications, as device management requires; unsigned for None."""
    build = ("pkgbuild", "--component", str(app), "--install-location", "/Applications", "--identifier", IDENTIFIER)
    check = ("pkgutil", "--check-signature", str(package))
    if by is None:
        return ((*build, "--version", release, str(package)),)
    return ((*build, "--version", release, "--timestamp", "--sign", by.installer, str(package)), check)


def notarising(package: Path, by: Identity) -> tuple[Command, ...]:
    """Notarize the installer, and staple the ticket to the file, so that it is valid without network."""
    submit = ("xcrun", "notarytool", "submit", str(package), "--keychain-profile", by.profile, "--wait")
    staple = ("xcrun", "stapler", "staple", str(package))
    check = ("spctl", "--assess", "--type", "install", "--verbose=2", str(package))
    return (submit, staple, check)


def _entitled(app: Path, path: Path) -> Sequence[str]:
    """Programs need the entitlements; libraries use those of the program that loads them."""
    return ("--entitlements", str(ENTITLEMENTS)) if path.parent == app / "Contents" / "MacOS" else ()
