"""What is shipped of others' making is known by its digest, and nothing else is taken."""

import io
import tarfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from assets import Asset, WrongAsset, fetch, read_assets, verified, verify_shipped

PLAIN = Asset("thing", "1", sha256(b"content").hexdigest(), "MIT", "Made for this test.")


def test_every_asset_tells_where_it_is_from_and_stands_in_one_place() -> None:
    for asset in read_assets().values():
        assert asset.provenance
        assert asset.licence
        assert len(asset.sha256) == 64
        assert [bool(asset.file), bool(asset.shipped), bool(asset.package and asset.archive)].count(True) == 1


def test_the_models_of_this_checkout_are_those_that_were_pinned(repository: Path) -> None:
    ours = [asset for asset in read_assets().values() if asset.file]

    assert {fetch(asset) for asset in ours} == set((repository / "resources" / "models").glob("[nt]*.*"))


def test_a_file_of_another_digest_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"contents")

    with pytest.raises(WrongAsset, match="has the digest"):
        verified(tmp_path / "file", PLAIN.sha256)
    with pytest.raises(WrongAsset, match="missing"):
        verified(tmp_path / "none", PLAIN.sha256)


def test_what_is_in_the_cache_is_looked_at_again_and_its_member_too(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        entry = tarfile.TarInfo("folder/data.zip")
        entry.size = len(b"content")
        archive.addfile(entry, io.BytesIO(b"content"))
    (tmp_path / "thing.tar.gz").write_bytes(packed.getvalue())
    asset = replace(
        PLAIN,
        sha256=sha256(packed.getvalue()).hexdigest(),
        package="thing==1",
        archive="thing.tar.gz",
        member="folder/data.zip",
        member_sha256=PLAIN.sha256,
    )

    assert fetch(asset, tmp_path).read_bytes() == b"content"
    with pytest.raises(WrongAsset, match="has the digest"):
        fetch(replace(asset, member_sha256="0" * 64), tmp_path)
    (tmp_path / "thing.tar.gz").write_bytes(b"another")
    with pytest.raises(WrongAsset, match="has the digest"):
        fetch(asset, tmp_path)


def test_the_models_that_packages_bring_are_looked_at(tmp_path: Path) -> None:
    with pytest.raises(WrongAsset, match="missing"):
        verify_shipped(tmp_path)
