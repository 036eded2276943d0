"""Certificates that a policy names are believed only if nobody but root and the policy's owner can write them."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.errors import Refused, UsageError
from legalredact.governance import policy_sources
from legalredact.governance.files_named_by_policy import foreign_certificate, refuse_foreign_certificates
from legalredact.model.policy import ClaudePolicy, ClusterPolicy, Policy
from legalredact.workflow.production.cluster import connected_under
from tests.summary.payloads import trusting
from tests.workflow.attested import ATTESTED

pytestmark = pytest.mark.skipif(os.name == "nt", reason="owners and modes of POSIX")
LOOSE = pytest.mark.parametrize("right", [stat.S_IWGRP, stat.S_IWOTH])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a policy of its user's, and certificates."""
    place = tmp_path / "firm"
    place.mkdir(mode=0o755)
    for name in ("policy.toml", "ca.pem", "cert.pem", "key.pem"):
        (place / name).write_text("", encoding="utf-8")
        (place / name).chmod(0o644)
    return place


def own(folder: Path) -> Policy:
    """A policy that its user wrote, with a certificate for the service."""
    claude = ClaudePolicy(ca_file=str(folder / "ca.pem"))
    return replace(ATTESTED, claude=claude, source=str(folder / "policy.toml"))


def with_cluster(folder: Path) -> Policy:
    files = (str(folder / name) for name in ("ca.pem", "cert.pem", "key.pem"))
    return replace(own(folder), claude=ClaudePolicy(), cluster=ClusterPolicy("tls://boss.example:8786", *files))


def engine(policy: Policy, folder: Path) -> object:
    (folder / "api-key").write_text("sk-test-3f9a\n", encoding="utf-8")
    return wiring.real().parts(policy, folder / "api-key").engine("claude", trusting)


def test_a_certificate_of_the_policys_owner_is_used(folder: Path) -> None:
    assert engine(own(folder), folder)
    assert foreign_certificate(own(folder)) == ""
    assert foreign_certificate(with_cluster(folder)) == ""


@LOOSE
@pytest.mark.parametrize("where", ["ca.pem", "."])
def test_no_client_of_the_service_is_made_with_a_certificate_that_others_can_write(
    folder: Path, right: int, where: str
) -> None:
    (folder / where).chmod((folder / where).stat().st_mode | right)
    with pytest.raises(Refused, match=r"names as claude.ca_file,.*others than its owner can write"):
        engine(own(folder), folder)
    assert "claude.ca_file" in foreign_certificate(own(folder))


@LOOSE
@pytest.mark.parametrize("name", ["ca.pem", "cert.pem", "key.pem"])
def test_no_cluster_is_reached_with_a_file_that_others_can_write(folder: Path, right: int, name: str) -> None:
    (folder / name).chmod(0o644 | right)
    key = f"cluster.{name.removesuffix('.pem')}_file"
    with pytest.raises(Refused, match=f"names as {key},"):
        connected_under(with_cluster(folder))


def test_the_firms_policy_wants_certificates_of_root_in_folders_of_root(folder: Path) -> None:
    """The test's folder lies where everybody can add files, and may belong to somebody else than root."""
    firms = replace(own(folder), source=str(policy_sources.firm_file()))
    with pytest.raises(Refused, match=r"claude.ca_file,.*could have been changed by its user") as refusal:
        refuse_foreign_certificates(firms, firms.claude)
    assert "Have IT give the file" in refusal.value.remedy


def test_a_certificate_of_somebody_else_is_refused(folder: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    os.chown(folder / "ca.pem", 12345, 12345)
    with pytest.raises(Refused, match="belongs to uid 12345"):
        engine(own(folder), folder)


def test_a_link_of_somebody_else_in_a_shared_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a link away")
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    (shared / "ca.pem").symlink_to(folder / "ca.pem")
    policy = replace(own(folder), claude=ClaudePolicy(ca_file=str(shared / "ca.pem")))
    refuse_foreign_certificates(policy, policy.claude)
    os.chown(shared / "ca.pem", 12345, 12345, follow_symlinks=False)
    with pytest.raises(Refused, match=r"the link ca.pem belongs to uid 12345"):
        refuse_foreign_certificates(policy, policy.claude)


def test_a_certificate_that_is_no_file_is_named_by_its_key(folder: Path) -> None:
    (folder / "ca.pem").unlink()
    os.mkfifo(folder / "ca.pem", 0o600)
    with pytest.raises(UsageError, match=r"names as claude.ca_file,.*it is no file"):
        engine(own(folder), folder)


def test_an_absent_certificate_is_left_to_whoever_reads_it(folder: Path) -> None:
    (folder / "ca.pem").unlink()
    refuse_foreign_certificates(own(folder), own(folder).claude)


def test_doctor_tells_of_a_certificate_that_others_can_write(folder: Path) -> None:
    rows = {what: (well, words) for what, well, words in wiring.real().ready(own(folder))}
    assert rows["certificates"][0]
    (folder / "ca.pem").chmod(0o666)
    rows = {what: (well, words) for what, well, words in wiring.real().ready(own(folder))}
    assert not rows["certificates"][0]
    assert "claude.ca_file" in rows["certificates"][1]
