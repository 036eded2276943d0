"""Encrypted files are read with the passwords that a person gave, and no error shows one."""

import functools
import hashlib
import importlib
import io
import os
import pkgutil
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import msoffcrypto.format.ooxml
import pikepdf
import pymupdf
import pytest

from legalredact.documents.intake.members import read_member
from legalredact.documents.read import read_file
from legalredact.documents.workers.pool import ReaderPool
from legalredact.documents.workers.process import read_any
from legalredact.errors import EncryptedInput
from legalredact.model.document import Document
from legalredact.model.locked_file import wants_password
from legalredact.model.passwords import Passwords
from legalredact.workflow.production.intake import members
from tests.documents.office_files import workbook
from tests.documents.xls_files import locked_workbook

GIVEN = Passwords(("wrong", "Wren-1871", "another"))


def _pdf(attached: bytes = b"Note on Penhallow") -> bytes:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Lease of Oldacre")
        document.embfile_add("key", attached, filename="note.txt")
        plain = document.tobytes()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="owner", user="Wren-1871", R=6))
    return out.getvalue()


def _book() -> bytes:
    out = io.BytesIO()
    row = '<row><c t="inlineStr"><is><t>Lease of Oldacre</t></is></c></row>'
    plain = workbook(row, parts={"xl/styles.bin": b"".join(hashlib.sha256(bytes([n])).digest() for n in range(250))})
    plain += bytes(-len(plain) % 16)  # the writer that encrypts here pads nothing
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(plain)).encrypt("Wren-1871", out)
    return out.getvalue()


def _old_book() -> bytes:
    return locked_workbook("Wren-1871", "Lease of Oldacre")


@pytest.mark.parametrize("make", [_pdf, _book])
def test_the_password_that_fits_opens_the_file_and_the_digest_is_that_of_the_file(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "locked"
    path.write_bytes(make())
    document = read_file(path, passwords=GIVEN)
    assert "Lease of Oldacre" in document.text
    (member,) = members(path, processes=0)
    again = read_member(member, passwords=GIVEN)
    assert again.unread == document.unread  # also of an embedded file, which the intake could not see
    assert len(again.unread) == 1
    assert (again.digest, again.id) == (member.digest, member.document_id) == (document.digest, document.id)


def test_an_old_workbook_is_decrypted_in_memory_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "_get_default_tempdir", _refuse)
    monkeypatch.setattr(tempfile, "tempdir", None)

    assert "Lease of Oldacre" in read_file(_old_book(), name="old.xls", passwords=GIVEN).text
    with pytest.raises(AssertionError):
        tempfile.gettempdir()  # what each file of `tempfile` asks for


def test_no_format_of_the_library_writes_what_it_decrypts_to_a_file() -> None:
    names = [found.name for found in pkgutil.iter_modules(msoffcrypto.format.__path__)]
    modules = [importlib.import_module(f"msoffcrypto.format.{name}") for name in names]
    used = [module for module in modules if hasattr(module, "tempfile")]
    assert len(used) == 3
    assert not [module.__name__ for module in used if module.tempfile is tempfile]


def _refuse() -> str:
    raise AssertionError("a temporary file")


def test_processes_that_read_are_given_the_passwords(tmp_path: Path) -> None:
    """Also for a file so large that its pages are counted first."""
    (tmp_path / "small.pdf").write_bytes(_pdf())
    (tmp_path / "large.pdf").write_bytes(_pdf(os.urandom(3 << 20)))
    (tmp_path / "old.xls").write_bytes(_old_book())
    paths = [tmp_path / name for name in ("small.pdf", "large.pdf", "old.xls")]
    with ReaderPool(processes=1, work=functools.partial(read_any, passwords=GIVEN)) as pool:
        found = dict(pool.read_many(paths))
    for document in found.values():
        assert isinstance(document, Document)
        assert "Lease of Oldacre" in document.text


@pytest.mark.parametrize("make", [_pdf, _book, _old_book])
def test_a_file_that_no_password_opens_is_refused_and_no_password_is_shown(make: Callable[[], bytes]) -> None:
    with pytest.raises(EncryptedInput) as refused:
        read_file(make(), name="x", passwords=Passwords(("secret-word",)))
    told = "".join(traceback.format_exception(refused.value)) + repr(Passwords(("secret-word",))) + str(refused.value)
    assert "secret-word" not in told.replace('Passwords(("secret-word",))', "")
    with pytest.raises(EncryptedInput) as locked:
        read_file(make(), name="x")
    assert wants_password(locked.value)
