"""The steps for macOS stand in an order that can work; whether they do, nobody has seen yet."""

import plistlib
from pathlib import Path

import pytest
from macos.bundle import IDENTIFIER, icon_files, information
from macos.steps import ENTITLEMENTS, Identity, notarising, packing, signing

from legalredact.governance.policy_sources import MANAGED

BY = Identity("Developer ID Application: X", "Developer ID Installer: X", "profile")


@pytest.fixture
def app(tmp_path: Path) -> Path:
    contents = tmp_path / "LegalRedact.app" / "Contents"
    for name in ("MacOS/legalredact", "Frameworks/a/b/deep.so", "Frameworks/libpython.dylib", "Resources/words.txt"):
        path = contents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (contents / "Frameworks" / "QtCore.framework").mkdir()
    (contents / "Resources" / "libpython.dylib").symlink_to("../Frameworks/libpython.dylib")
    return contents.parent


def test_what_lies_inside_is_signed_before_what_it_lies_in(app: Path) -> None:
    *inner, outer, check = signing(app, BY)
    signed = [Path(command[-1]).relative_to(app).as_posix() for command in inner]

    assert signed[0] == "Contents/Frameworks/a/b/deep.so"
    assert set(signed[1:]) == {
        "Contents/Frameworks/QtCore.framework",
        "Contents/Frameworks/libpython.dylib",
        "Contents/MacOS/legalredact",
    }
    assert outer[-1] == str(app)
    assert check[:2] == ("codesign", "--verify")


def test_every_signature_is_stamped_and_hardened_and_programs_alone_get_the_exception(app: Path) -> None:
    *inner, outer, _ = signing(app, BY)

    for command in (*inner, outer):
        assert {"--timestamp", "runtime", BY.application} <= set(command)
    entitled = [Path(command[-1]).name for command in (*inner, outer) if str(ENTITLEMENTS) in command]
    assert entitled == ["legalredact", "LegalRedact.app"]


def test_the_installer_is_signed_looked_at_by_apple_and_stapled(app: Path, tmp_path: Path) -> None:
    package = tmp_path / "x.pkg"
    build, _ = packing(app, package, "1.2.3", BY)
    submit, staple, _ = notarising(package, BY)

    assert {"/Applications", "1.2.3", IDENTIFIER, BY.installer} <= set(build)
    assert submit[-3:] == ("--keychain-profile", "profile", "--wait")
    assert staple[2] == "staple"


def test_the_bundle_is_a_program_with_a_window_of_this_version(repository: Path) -> None:
    plain = plistlib.loads((repository / "packaging" / "macos" / "Info.plist").read_bytes())
    told = information(plain, "1.2.3")

    assert told["LSBackgroundOnly"] is False
    assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == "1.2.3"
    assert MANAGED.stem == IDENTIFIER


def test_the_exceptions_of_the_hardened_runtime_are_one() -> None:
    assert plistlib.loads(ENTITLEMENTS.read_bytes()) == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_the_icon_has_every_size_twice(tmp_path: Path) -> None:
    sizes = icon_files(tmp_path)

    assert sizes[tmp_path / "icon_16x16.png"] == 16
    assert sizes[tmp_path / "icon_512x512@2x.png"] == 1024


def test_without_certificates_nobody_is_named_and_nothing_waits_for_apple(app: Path, tmp_path: Path) -> None:
    commands = (*signing(app, None), *packing(app, tmp_path / "x.pkg", "0.1.0", None))

    assert all("--timestamp" not in command for command in commands)
    assert [command[command.index("--sign") + 1] for command in commands if "--sign" in command] == ["-"] * 5
    assert commands[-1][0] == "pkgbuild"
