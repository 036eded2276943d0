"""The steps of the vault that are killed at every line, as functions that another process can run."""

import os
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.member import Member
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.store import MatterStore


def make(folder: Path, keys: ThrowAwayKey) -> None:
    """Create the matter where there is none."""
    if not (folder / "key.age").exists():
        MatterStore.create(folder, keys, MatterInfo("m1"), "Ann").close()


def add(folder: Path, keys: ThrowAwayKey, third: str) -> None:
    """Add a third member."""
    with MatterStore.open(folder, keys, "Ann") as store:
        store.seal_to((*store.members[:2], Member("Cal", third)))


def take_bea_out(folder: Path, keys: ThrowAwayKey, bea: str) -> None:
    """Change the key so that Bea is out; where she is out, so that she is in again."""
    with MatterStore.open(folder, keys, "Ann") as store:
        if len(store.members) > 1:
            store.rekey(store.members[:1])
        else:
            store.rekey((*store.members, Member("Bea", bea)))


def write_on(folder: Path, keys: ThrowAwayKey, document: Document, confirmed: Connection) -> None:
    """Add one document after another, and write the number of each that is stored as a line, until killed."""
    store = MatterStore.open(folder, keys, "Ann")
    number = len(store.document_ids())
    os.write(confirmed.fileno(), b"0\n")
    while True:
        store.add_document(replace(document, id=f"d{number}"))
        os.write(confirmed.fileno(), b"%d\n" % number)
        number += 1
