"""Documents, what a list shows of them, and files that did not become documents."""

from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import VaultDamaged
from legalredact.model.document import Document, Page, PageSource
from legalredact.model.listing import RefusedFile
from legalredact.model.production import Form, Location, ProductionMember
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.resolved import ResolvedDocument, row_of
from legalredact.vault.store import MatterStore


def member(document_id: str, key: str) -> ProductionMember:
    """A member of a production that is that document."""
    made = ProductionMember(key, Form.FILE, Location(Path(f"/in/{key}.pdf")), document_id[1:].ljust(64, "0"), 1)
    assert made.document_id == document_id
    return made


def numbered(document: Document, count: int) -> tuple[Document, ...]:
    return tuple(replace(document, id=f"d{number:012}", name=f"{number}.pdf") for number in range(count))


def test_files_that_cannot_be_read_are_listed_until_others_are(store: MatterStore) -> None:
    assert store.refused() == ()
    files = (RefusedFile("/in/a.pdf", "It is damaged.", "Ask again."), RefusedFile("/in/b.doc", "Old.", "Save it."))
    store.put_refused(files)
    assert store.refused() == files
    store.put_refused(files[1:])
    assert store.refused() == files[1:]
    assert (store.expected(), store.borne()) == ((), {})


def test_files_that_are_being_read_are_listed_with_what_bore_their_names(store: MatterStore) -> None:
    assert (store.expected(), store.borne()) == ((), {})
    store.put_expected(("/in/a.pdf", "/in/b.pdf"), {"a.pdf": 2})
    assert (store.expected(), store.borne()) == (("/in/a.pdf", "/in/b.pdf"), {"a.pdf": 2})
    store.put_expected((), {})
    assert (store.expected(), store.borne(), store.refused()) == ((), {}, ())


def test_a_list_shows_what_a_document_is(store: MatterStore, document: Document) -> None:
    scanned = replace(document, id="d2", unread=(), pages=(*document.pages, Page(2, 612, 792, PageSource.OCR)))
    for one in (document, scanned):
        store.add_document(one)
    store.put_mentions("d2", ())
    first, second = store.listing()

    assert (first.id, first.name, first.digest) == (document.id, document.name, document.digest)
    assert (first.pages, first.ocr, first.unread, first.searched) == (1, False, document.unread, False)
    assert (second.pages, second.ocr, second.unread, second.searched) == (2, True, (), True)
    assert (first.entities, second.entities) == ((), ())
    assert store.unsearched() == (document.id,)
    assert store.document_count() == 2
    assert (store.knows("d2"), store.knows("d3")) == (True, False)


def test_documents_of_a_production_come_after_the_others_in_its_order(store: MatterStore, document: Document) -> None:
    """Workers finish them in any order."""
    made = numbered(document, 4)
    for one in made:
        store.add_document(one)
    ids = [one.id for one in made]
    store.add_members((member(ids[2], "first"), member(ids[0], "second"), member(ids[2], "again")))

    assert store.document_ids() == (ids[1], ids[3], ids[2], ids[0])
    assert [line.id for line in store.listing()] == [ids[1], ids[3], ids[2], ids[0]]


def test_a_list_that_was_read_is_read_again_once_anything_changed(
    store: MatterStore, folder: Path, keys: ThrowAwayKey, document: Document
) -> None:
    store.add_document(document)
    before = store.listing()
    assert store.listing() is before
    with MatterStore.read(folder, keys) as reading:
        assert reading.listing() == before
        store.put_resolution(b"now", store.register(), [row_of(ResolvedDocument(document.id, ()))])
        store.put_mentions(document.id, ())
        assert [line.searched for line in store.listing()] == [True]
        assert reading.listing() == store.listing()


def test_what_is_not_there_is_an_error_or_nothing(store: MatterStore) -> None:
    for read in (store.document, store.document_content):
        with pytest.raises(KeyError):
            read("d9")
    assert store.original("d9") is None
    assert (store.mentions("d9"), store.char_boxes("d9", 1), store.listing()) == (None, {}, ())


def test_characters_have_their_boxes_only_where_somebody_asks(store: MatterStore, document: Document) -> None:
    store.add_document(document)

    assert [block.boxes for block in store.document(document.id).blocks] == [None]
    assert store.document(document.id, boxes=True) == document


def test_a_resolution_is_told_by_document_and_by_what_is_spelled(store: MatterStore, document: Document) -> None:
    first, second = (replace(document, id=name) for name in ("d1", "d2"))
    for one in (first, second):
        store.add_document(one)
    rows = [row_of(ResolvedDocument("d1", (), (("CLIENT_A",), ("CLIENT_B",)))), row_of(ResolvedDocument("d2", ()))]
    store.put_resolution(b"now", store.register(), rows)

    assert store.spelled() == {"d1": (("CLIENT_A",), ("CLIENT_B",))}
    assert store.resolved_mentions() == {"d1": (), "d2": ()}
    assert store.resolved_mentions_of("d1") == store.resolved_mentions_of("d9") == ()
    assert store.resolved_digests()["d1"] == store.resolved_digests()["d2"]
    assert len(store.resolved_digests()["d1"]) == 64


@pytest.mark.parametrize("how", ["DELETE FROM resolved", "UPDATE resolved SET content = x'5b5d20'"])
def test_a_resolution_that_was_changed_by_hand_is_refused(store: MatterStore, document: Document, how: str) -> None:
    store.add_document(document)
    store.put_resolution(b"now", store.register(), [row_of(ResolvedDocument(document.id, ()))])
    for trigger in ("delete", "update"):
        store._db.execute(f"DROP TRIGGER proof_resolved_{trigger}")
    store._db.execute(how)

    for read in (store.resolved_mentions, store.resolved_digests, store.spelled):
        with pytest.raises(VaultDamaged, match="A stored resolved"):
            read()
    with pytest.raises(VaultDamaged, match="A stored resolved"):
        store.resolved_mentions_of(document.id)
