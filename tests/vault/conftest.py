"""A matter's store in a folder of the test's own."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.errors import KeyringUnavailable
from legalredact.model.document import Block, BlockKind, CharBoxes, Document, Page, UnreadPart, UnreadReason
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Span
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.os_keyring import OsKeyring
from legalredact.vault.store import MatterStore

TEXT = "Marguerite Oldacre signed for Penhallow Freight, Inc."


@pytest.fixture
def document() -> Document:
    block = Block(
        "p1.b1", BlockKind.BODY, Span(0, len(TEXT)), 1, "page 1", CharBoxes(1, bytes(range(256)) * 4), ((0, 7),)
    )
    unread = (UnreadPart("p1.picture1", UnreadReason.PICTURE, 1, "picture of 200 × 90 points"),)
    return Document(
        "d0123456789ab",
        "Oldacre complaint.pdf",
        TEXT,
        (block,),
        (Page(1, 612, 792, bates="PF 000001"),),
        unread,
        "ab" * 32,
    )


@pytest.fixture
def keys() -> ThrowAwayKey:
    return ThrowAwayKey()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "matter"


@pytest.fixture
def store(folder: Path, keys: ThrowAwayKey) -> Iterator[MatterStore]:
    with MatterStore.create(folder, keys, MatterInfo("m1", "Oldacre v. Penhallow")) as made:
        yield made


@pytest.fixture
def os_keyring() -> OsKeyring:
    """A real one; skips where the system has none, and not where we cannot use it."""
    service = OsKeyring(f"LegalRedact test {os.getpid()}")
    is_linux = sys.platform == "linux"
    if is_linux and not _is_unlocked():
        pytest.skip("no Secret Service here, or a locked one")
    if not is_linux:
        try:
            service.state()
        except KeyringUnavailable as problem:
            pytest.skip(f"no keyring here: {problem.what}")
    return service


def _is_unlocked() -> bool:
    """Whether a Secret Service answers, asked without our own code."""
    from keyring.backends.SecretService import Keyring
    from keyring.errors import KeyringLocked

    if not Keyring.viable:
        return False
    try:
        Keyring().get_password("LegalRedact test", "nobody")
    except KeyringLocked:
        return False
    return True
