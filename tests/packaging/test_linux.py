"""What the Debian package says of itself, and what a desktop reads."""

import argparse
import configparser
import json
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import lxml.etree
import pytest

from legalredact.__main__ import CLUSTER_PROGRAM, WINDOW_OPTIONS
from legalredact.cli.main import parser
from legalredact.installation import CLUSTER_PACKAGES
from linux import __main__ as building
from linux import cluster
from linux.__main__ import DIGESTS, comes_out_alike, missing
from linux.clean_system import CleanSystem
from linux.debian import POSTRM, changelog, control, copyright_file, depends_of, md5_of_all, pack
from linux.finding import Finding, as_words
from linux.manpage import manpage
from linux.screen import read_xwd
from linux.tree import APP
from linux.verify import tried
from shipping.distributions import cluster_modules
from shipping.source import version

FILES = Path("packaging/linux/files")
WHO = "Somebody <somebody@firm.example>"
"""Invented."""


def fields(text: str) -> dict[str, str]:
    return dict(re.findall(r"^([A-Z][\w-]+): (.+)$", text, re.MULTILINE))


def test_the_control_file_says_what_dpkg_needs() -> None:
    said = fields(control("1.2.3", "amd64", ("libc6 (>= 2.36)", "fontconfig"), 400_000, WHO))

    assert {name: said[name] for name in ("Package", "Version", "Architecture", "Maintainer", "Depends")} == {
        "Package": "legalredact",
        "Version": "1.2.3",
        "Architecture": "amd64",
        "Maintainer": WHO,
        "Depends": "libc6 (>= 2.36), fontconfig",
    }
    assert said["Installed-Size"] == "400000"
    assert "gnome-keyring" in said["Recommends"]


def test_the_description_has_a_short_line_and_lines_that_belong_to_it() -> None:
    text = control("1", "amd64", (), 1, WHO)
    first, *rest = text.partition("Description: ")[2].rstrip("\n").split("\n")

    assert len(first) < 80
    assert all(line.startswith(" ") and len(line) <= 80 for line in rest)


def test_the_changelog_bears_the_time_of_the_commit() -> None:
    assert changelog("1.2.3", WHO, 0).splitlines()[-1] == f" -- {WHO}  Thu, 01 Jan 1970 00:00:00 +0000"


def test_copyright_tells_the_licence_and_where_all_texts_are() -> None:
    words = copyright_file()

    assert "Affero" in words
    assert "/usr/share/doc/legalredact/licences.txt" in words
    assert "pyside6-essentials" in words


def test_a_purge_leaves_matters_and_the_firms_policy_and_says_so(tmp_path: Path) -> None:
    script = tmp_path / "postrm"
    script.write_text(POSTRM, encoding="utf-8")

    def said(what: str) -> str:
        return subprocess.run(["sh", script, what], check=True, capture_output=True, text=True).stderr

    assert said("remove") == ""
    assert "matters and keys of the users were left" in said("purge")
    assert not re.search(r"\brm\b", POSTRM)


@pytest.mark.skipif(not Path("/usr/bin/dpkg-deb").exists(), reason="dpkg-deb is not on this system")
def test_the_same_tree_makes_the_same_package(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "DEBIAN").mkdir(parents=True)
    (tree / "DEBIAN/control").write_text(control("1", "all", ("libc6",), 1, WHO), encoding="utf-8")
    (tree / "opt").mkdir()
    (tree / "opt/file").write_text("x", encoding="utf-8")
    for number in range(2):
        pack(tree, tmp_path / f"{number}.deb", 1_790_000_000, quick=True)
        (tree / "opt/file").touch()

    assert (tmp_path / "0.deb").read_bytes() == (tmp_path / "1.deb").read_bytes()
    assert depends_of(tmp_path / "0.deb") == ("libc6",)


def test_digests_leave_out_what_dpkg_keeps_account_of_itself(tmp_path: Path) -> None:
    for name in ("DEBIAN/control", "etc/legalredact/policy.toml.example", "opt/x"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(b"x")

    assert md5_of_all(tmp_path) == {"opt/x": "9dd4e461268c8034f5c8564e155c67a6"}


def test_the_desktop_file_starts_the_window_and_names_the_icon(repository: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]  # how one keeps capital letters
    entry.read(repository / FILES / f"{APP}.desktop", encoding="utf-8")
    said = entry["Desktop Entry"]

    assert (said["Exec"], said["Icon"], said["Terminal"]) == ("legalredact --open %F", APP, "false")
    assert (
        said["StartupWMClass"] == "LegalRedact"
    )  # what Qt tells an X server; under Wayland the file's own name counts
    kinds = said["MimeType"].removesuffix(";").split(";")
    assert {"application/pdf", "text/plain", "message/rfc822"} <= set(
        kinds
    )  # for "Open with"; no file makes it the default


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is not on this system")
def test_the_desktop_file_is_well_formed(repository: Path) -> None:
    command = ["desktop-file-validate", str(repository / FILES / f"{APP}.desktop")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_without_a_file_the_command_of_the_desktop_file_opens_the_window_alone() -> None:
    """A menu starts it without one: %F becomes nothing."""
    assert WINDOW_OPTIONS.issuperset(["--open"])


def test_the_store_entry_belongs_to_the_desktop_file(repository: Path) -> None:
    root = lxml.etree.parse(repository / FILES / f"{APP}.metainfo.xml").getroot()

    assert root.findtext("id") == APP
    assert root.findtext("launchable") == f"{APP}.desktop"
    assert root.findtext("project_license") == "AGPL-3.0-or-later"


def test_the_manual_page_tells_every_command_and_option() -> None:
    page = manpage(parser(), "1.2.3", "2026-11-26").replace("\\-", "-")

    assert page.startswith('.TH LEGALREDACT 1 "2026-11-26" "LegalRedact 1.2.3"')
    assert {".SS legalredact detect", ".SS legalredact audit verify", ".SS legalredact doctor"} <= set(
        page.splitlines()
    )
    assert "--passphrase-file FILE" in page
    assert "/etc/legalredact/policy.toml" in page


def test_words_of_the_manual_page_cannot_become_commands_of_troff() -> None:
    tricky = argparse.ArgumentParser(prog="x", description=".SH is a command, 'br as well, and C:\\x")
    page = manpage(tricky, "1", "2026-11-26")

    assert "\n.SH is" not in page
    assert "\\&.SH is a command, \\(aqbr as well, and C:\\ex" in page


def test_a_command_enters_the_clean_system_without_network_and_with_nothing_of_the_builders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_BUILDER", "x")
    monkeypatch.setenv("https_proxy", "http://proxy.example")
    system = CleanSystem(Path("/clean"))

    offline = system.entering(["true"], user="paralegal", online=False, display=":7")
    online = system.entering(["true"], user=None, online=True, display="")

    assert "--net" in offline
    assert "--net" not in online
    assert "https_proxy=http://proxy.example" in online
    assert not any("proxy" in word or "SECRET" in word for word in offline)
    assert {"--userspec=paralegal", "DISPLAY=:7", "HOME=/home/paralegal"} <= set(offline)


def test_a_picture_of_the_screen_is_read() -> None:
    header = [100, 7, 2, 24, 2, 1, 0, 0, 32, 0, 32, 32, 8, 4, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    pixels = bytes([1, 2, 3, 0, 4, 5, 6, 0])
    content = b"".join(number.to_bytes(4, "big") for number in header) + bytes(12) + pixels

    picture = read_xwd(content)

    assert [picture.getpixel((x, 0)) for x in range(2)] == [(3, 2, 1), (6, 5, 4)]


def done(code: int, out: str = "", err: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, out, err)


def test_a_step_that_went_wrong_is_told_with_its_output() -> None:
    finding = tried("detect", lambda: done(4, "", "damaged"), lambda one: "fine" if not one.returncode else None)

    assert finding == Finding("detect", False, "exit 4: damaged")


def test_an_answer_that_cannot_be_read_is_a_failure() -> None:
    def unreadable(_: subprocess.CompletedProcess[str]) -> str:
        raise ValueError

    assert not tried("doctor", lambda: done(0, "x"), unreadable).well


def test_findings_are_told_a_line_each() -> None:
    words = as_words([Finding("install", True, "10 packages"), Finding("purge", False, "left: x")])

    assert words == "ok      install: 10 packages\nFAILED  purge: left: x\n"


def test_programs_that_are_missing_are_named() -> None:
    assert missing(("sh", "no-such-program", "env")) == ("no-such-program",)


def built(out: Path, library: str = "same", package: bytes = b"same") -> tuple[Path, Path]:
    """What a build leaves: digests, a package and an archive."""
    out.mkdir(parents=True, exist_ok=True)
    (out / DIGESTS).write_text(json.dumps({"version": "1.2.3", "files": {"a.so": library, "b.py": "same"}}))
    names = (out / "one.deb", out / "one.tar.xz")
    for path, content in zip(names, (package, b"same"), strict=True):
        path.write_bytes(content)
    return names


@pytest.mark.parametrize(
    ("library", "package", "differing"),
    [("same", b"same", ""), ("other", b"same", "a.so"), ("same", b"other", "one.deb")],
)
def test_a_second_build_is_compared_file_by_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    library: str,
    package: bytes,
    differing: str,
) -> None:
    monkeypatch.setattr(building, "WORK", tmp_path / "work")
    monkeypatch.setattr(building, "DIST", tmp_path / "dist")
    monkeypatch.setattr(building, "frozen", lambda work, seconds, outdated: work)
    monkeypatch.setattr(building, "packages", lambda application, stage, seconds, out: built(out, library, package))
    first = built(tmp_path / "dist")

    assert comes_out_alike(first, 0) is (differing == "")
    assert re.findall(r"^differs: (.+)$", capsys.readouterr().out, re.MULTILINE) == [differing][: bool(differing)]
    assert not (tmp_path / "work" / "again").exists()


# --- the package of the cluster ---


def test_the_clusters_package_needs_the_very_version_of_the_application() -> None:
    said = fields(cluster.control((f"legalredact (= {version()})", "libc6"), 18_000))

    assert (said["Package"], said["Version"]) == ("legalredact-cluster", version())
    assert said["Depends"] == f"legalredact (= {version()}), libc6"


def test_its_command_starts_the_application_as_a_program_of_the_cluster(tmp_path: Path) -> None:
    """The start script, with a program in place of the application's that prints its arguments."""
    script = tmp_path / "legalredact-cluster"
    script.write_text(cluster._START.replace("/opt/legalredact/legalredact", "printf '%s\\n'"), encoding="ascii")
    done = subprocess.run(["sh", script, "worker", "tls://a b:1"], check=True, capture_output=True, text=True)

    assert done.stdout.splitlines() == [CLUSTER_PROGRAM, "worker", "tls://a b:1"]
    assert f"/{cluster.PLACE.parent}/legalredact " in cluster._START
    assert cluster.PLACE.name == CLUSTER_PACKAGES


def test_the_frozen_application_leaves_out_what_the_clusters_package_brings() -> None:
    site = Path(sysconfig.get_path("purelib"))
    beside = cluster_modules(site)

    assert {"dask", "distributed", "tornado", "msgpack"} <= beside
    assert not beside & {"click", "yaml", "psutil", "packaging", "jinja2", "legalredact"}  # these are the application's
