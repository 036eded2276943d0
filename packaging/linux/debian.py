"""The Debian package: its control files, and packing by dpkg-deb."""

import gzip
import hashlib
import os
import shutil
import subprocess
import tempfile
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from linux.finding import Finding
from linux.tree import APP, DOCS, POLICY
from shipping.alike import settle, size
from shipping.source import ROOT
from shipping.stripped import is_elf

FONTS = "fonts-dejavu-core | fonts-liberation | fonts-freefont-ttf | fonts-noto-core"
BESIDE_LIBRARIES = ("ca-certificates", "fontconfig", FONTS)
"""Dependencies that no library declares: CA certificates, a font lookup, and a font."""
RECOMMENDED = ("gnome-keyring | kwalletmanager | keepassxc", "tesseract-ocr", "tesseract-ocr-eng")
MAINTAINER = ("The LegalRedact authors", "maintainers@legalredact.invalid")
"""Defaults for DEBFULLNAME and DEBEMAIL; the project has no mailbox of its own yet."""
_DESCRIPTION = """\
mask client names in discovery files before an AI service sees them
 LegalRedact takes discovery files (PDF, Word, text, scans), finds the names
 of clients and parties, and replaces each by a token while case numbers,
 dates, amounts and facts stay. Only text that a second, independent check
 found free of names may leave the machine.
 .
 The summary comes back, is checked, its tokens become names again, and a
 second person signs it off. Copies without the names are written too.
"""
POSTRM = """\
#!/bin/sh
set -e
if [ "$1" = purge ]; then
    if [ -e /etc/legalredact/policy.toml ]; then
        echo "LegalRedact: the firm's policy /etc/legalredact/policy.toml was left; delete it by hand." >&2
    fi
    echo "LegalRedact: matters and keys of the users were left where they are." >&2
fi
"""


def built(tree: Path, version: str, depends: Sequence[str], seconds: int, folder: Path, *, quick: bool = False) -> Path:
    """Pack the contents of `tree` (relative to /) into a .deb in `folder`; returns its path.

    Arguments:
        depends: Debian packages, with their versions.
        seconds: the time of the commit, since 1970.
        quick: with little compression, for packages that only the verification installs.
    """
    shutil.rmtree(tree / "DEBIAN", ignore_errors=True)
    debian_files(tree, version, maintainer(), seconds)
    kilobytes = size(tree) // 1024
    text = control(version, architecture(), depends, kilobytes, maintainer())
    control_folder(tree, text, md5_of_all(tree))
    settle(tree, seconds)
    target = folder / f"legalredact_{version}_{architecture()}.deb"
    pack(tree, target, seconds, quick=quick)
    shutil.rmtree(tree / "DEBIAN")
    return target


def maintainer() -> str:
    """Name and mail address of the one who builds, as Debian's tools read them from the environment."""
    return f"{os.environ.get('DEBFULLNAME', MAINTAINER[0])} <{os.environ.get('DEBEMAIL', MAINTAINER[1])}>"


def depends_of(package: Path) -> tuple[str, ...]:
    """The declared dependencies of a .deb."""
    command = ["dpkg-deb", "--field", str(package), "Depends"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return tuple(done.stdout.strip().split(", "))


def judged(package: Path) -> Iterator[Finding]:
    """Results of lintian and of the checkers for desktop files."""
    yield by_lintian(package)
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["dpkg-deb", "--extract", str(package), place], check=True)
        share = Path(place) / "usr/share"
        for checker in (
            ["desktop-file-validate", str(share / f"applications/{APP}.desktop")],
            ["appstreamcli", "validate", "--no-net", str(share / f"metainfo/{APP}.metainfo.xml")],
        ):
            done = subprocess.run(checker, check=False, capture_output=True, text=True)
            said = (done.stdout + done.stderr).strip()
            yield Finding(checker[0], done.returncode == 0, said[-1500:] or "nothing to say")


def by_lintian(package: Path) -> Finding:
    """Result of lintian."""
    command = ["lintian", "--allow-root", "--tag-display-limit", "0", str(package)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    tags = "\n".join(line for line in done.stdout.splitlines() if not line.startswith("N:"))
    return Finding(f"lintian of {package.name}", done.returncode == 0 and not tags, tags[-3000:] or "nothing to say")


def control(version: str, architecture: str, depends: Sequence[str], kilobytes: int, maintainer: str) -> str:
    """The control file.

    Arguments:
        depends: Debian packages, with their versions.
        kilobytes: size when installed.
    """
    fields = {
        "Package": "legalredact",
        "Version": version,
        "Architecture": architecture,
        "Maintainer": maintainer,
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(RECOMMENDED),
        "Section": "text",
        "Priority": "optional",
        "Description": _DESCRIPTION.rstrip("\n"),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def changelog(version: str, maintainer: str, seconds: int, package: str = "legalredact") -> str:
    """Debian's own changelog: one entry that refers to ours."""
    when = format_datetime(datetime.fromtimestamp(seconds, UTC))
    return (
        f"{package} ({version}) stable; urgency=medium\n\n"
        f"  * What changed for users stands in {DOCS.name}'s NEWS.gz.\n\n -- {maintainer}  {when}\n"
    )


def copyright_file() -> str:
    """Debian's copyright file: NOTICE, and where the texts are."""
    where = """\
        LegalRedact is under the GNU Affero General Public License, version 3 or later; its text is in
        /opt/legalredact/_internal/resources/about/LICENSE. The licence texts of everything else that this package
        holds are in /usr/share/doc/legalredact/licences.txt, and the list of it all, in the form of CycloneDX, is in
        /usr/share/doc/legalredact/inventory.cdx.json. On Debian systems the texts of the Apache License 2.0, the GNU
        GPL and LGPL 3 and the MPL 2.0 are in /usr/share/common-licenses, too.
        """
    return f"{textwrap.dedent(where)}\n{(ROOT / 'NOTICE').read_text(encoding='utf-8')}"


def libraries_of(opt: Path) -> tuple[str, ...]:
    """Debian packages with the libraries that files in `opt` load, with versions, determined by dpkg-shlibdeps."""
    programs = [path for path in sorted(opt.rglob("*")) if path.is_file() and not path.is_symlink() and is_elf(path)]
    folders = sorted({path.parent for path in programs})
    root = opt.parent / "DEBIAN"  # tells dpkg-shlibdeps where the package's tree begins
    root.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "debian").mkdir()
        words = "Source: legalredact\n\nPackage: legalredact\nArchitecture: any\n"
        (Path(place) / "debian/control").write_text(words, encoding="utf-8")
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *(f"-l{one}" for one in folders)]
        command += [f"-e{one}" for one in programs]
        done = subprocess.run(command, cwd=place, check=False, capture_output=True, text=True)
    root.rmdir()
    if done.returncode != 0:
        raise SystemExit(f"The libraries that are needed could not all be found:\n{_errors(done.stderr)}")
    return tuple(done.stdout.strip().removeprefix("shlibs:Depends=").split(", "))


def debian_files(tree: Path, version: str, maintainer: str, seconds: int) -> None:
    """Add the copyright, the changelog and the lintian overrides to the tree."""
    docs = tree / DOCS
    (docs / "copyright").write_text(copyright_file(), encoding="utf-8")
    packed = gzip.compress(changelog(version, maintainer, seconds).encode(), 9, mtime=0)
    (docs / "changelog.gz").write_bytes(packed)
    overrides = tree / "usr/share/lintian/overrides/legalredact"
    overrides.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(__file__).with_name("lintian-overrides"), overrides)


def control_folder(tree: Path, text: str, digests: Mapping[str, str]) -> None:
    """Write DEBIAN/: control, list of conffiles, digests of all files, and the removal script.

    Arguments:
        digests: path below `tree` → MD5, the form that dpkg reads.
    """
    folder = tree / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(text, encoding="utf-8")
    (folder / "conffiles").write_text(f"/{POLICY}\n", encoding="utf-8")
    sums = "".join(f"{digest}  {path}\n" for path, digest in digests.items())
    (folder / "md5sums").write_text(sums, encoding="utf-8")
    (folder / "postrm").write_text(POSTRM, encoding="utf-8")
    (folder / "postrm").chmod(0o755)


def md5_of_all(tree: Path) -> dict[str, str]:
    """Path → MD5 of every file except conffiles, which dpkg tracks itself."""
    files = (path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink())
    found = {path.relative_to(tree).as_posix(): _md5(path) for path in files}
    return {path: digest for path, digest in found.items() if not path.startswith(("DEBIAN/", "etc/"))}


def pack(tree: Path, target: Path, seconds: int, *, quick: bool = False) -> None:
    """Pack a tree with its DEBIAN folder.

    Arguments:
        quick: with little compression, for packages that only the verification installs.
    """
    squeeze = ["-Zgzip", "-z1"] if quick else ["-Zxz", "-z6"]  # blocks of a fixed size, independent of the cores
    command = ["dpkg-deb", "--root-owner-group", *squeeze, "--build", str(tree), str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"SOURCE_DATE_EPOCH": str(seconds)})


def architecture() -> str:
    """This machine's architecture in Debian's notation."""
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _errors(said: str) -> str:
    return "\n".join(sorted({line for line in said.splitlines() if "error" in line}))[-3000:]


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
