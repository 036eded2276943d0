"""A matter that an older version made: every step from its tables to today's loses nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from legalredact.errors import VaultError
from legalredact.model.document import Document, Page, PageSource
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Entity, Register
from legalredact.vault.codec import encode
from legalredact.vault.folder import DATABASE, KEY
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.schema import MIGRATIONS, VERSION
from legalredact.vault.store import MatterStore

REGISTER = Register(
    (
        Entity("e2", "Marguerite Oldacre", Kind.PERSON, Role.CLIENT, ("Oldacre", "O’Dacre"), token="CLIENT_A"),
        Entity("e1", "Penhallow Freight, Inc.", Kind.ORGANIZATION, Role.PARTY),
    ),
    ("PARTY_B",),
)
MENTIONS = (Mention(Span(0, 18), "Marguerite Oldacre", Kind.PERSON, Tier.SUGGESTED, "model", Role.CLIENT),)
KEY_BYTES = bytes(range(32))


def slim(document: Document) -> Document:
    """Without character boxes, which stand in a table of their own."""
    return replace(document, blocks=tuple(replace(block, boxes=None) for block in document.blocks))


def second(document: Document) -> Document:
    """One without pages' text, in which nobody has looked for names yet."""
    pages = (Page(1, 612, 792), Page(2, 612, 792, PageSource.OCR))
    return Document("d2", "scan “two”.pdf", "", (), pages, (), "cd" * 32)


@pytest.fixture
def old(folder: Path, keys: ThrowAwayKey, document: Document) -> Path:
    """As version 1 left it: the register a setting, mentions beside the text, nothing but the key in the key file."""
    folder.mkdir()
    db = dbapi2.connect(str(folder / DATABASE), isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{KEY_BYTES.hex()}'\"")
    db.executescript(MIGRATIONS[0] + "PRAGMA user_version = 1;")
    db.execute("INSERT INTO setting VALUES ('info', ?)", (encode(MatterInfo, MatterInfo("m1", "Oldacre")),))
    db.execute("INSERT INTO setting VALUES ('register', ?)", (encode(Register, REGISTER),))
    rows = (
        (document.id, encode(Document, slim(document)), encode(tuple[Mention, ...], MENTIONS)),
        ("d2", encode(Document, second(document)), None),
    )
    db.executemany("INSERT INTO document (id, content, mentions) VALUES (?, ?, ?)", rows)
    db.close()
    (folder / KEY).write_bytes(keys.seal(KEY_BYTES))
    return folder


def test_nothing_is_lost_on_the_way_from_the_first_version(old: Path, keys: ThrowAwayKey, document: Document) -> None:
    with MatterStore.open(old, keys) as store:
        assert store.info() == MatterInfo("m1", "Oldacre")
        assert store.register() == REGISTER
        assert store.document_ids() == (document.id, "d2")
        assert store.document("d2") == second(document)
        assert store.mentions(document.id) == MENTIONS
        assert store.mentions("d2") is None
        assert store.unsearched() == ("d2",)
        store.check()


def test_the_list_of_documents_is_made_from_what_was_there(old: Path, keys: ThrowAwayKey, document: Document) -> None:
    with MatterStore.open(old, keys) as store:
        first, other = store.listing()
    assert (first.name, first.digest, first.unread) == (document.name, document.digest, document.unread)
    assert (first.pages, first.ocr, first.searched) == (1, False, True)
    assert (other.name, other.pages, other.ocr, other.unread, other.searched) == ("scan “two”.pdf", 2, True, (), False)


def test_what_is_only_read_is_not_brought_up_to_date(old: Path, keys: ThrowAwayKey) -> None:
    with pytest.raises(VaultError, match="older version"):
        MatterStore.read(old, keys)
    MatterStore.open(old, keys).close()
    with MatterStore.read(old, keys) as store:
        assert store.register() == REGISTER


@pytest.mark.parametrize("version", range(2, VERSION))
def test_every_version_between_is_brought_up_to_date(
    old: Path, keys: ThrowAwayKey, document: Document, version: int
) -> None:
    db = dbapi2.connect(str(old / DATABASE), isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{KEY_BYTES.hex()}'\"")
    for number in range(1, version):
        db.executescript(f"BEGIN; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;")
    db.close()
    with MatterStore.open(old, keys) as store:
        assert store.document("d2") == second(document)
        assert store.register() == REGISTER
