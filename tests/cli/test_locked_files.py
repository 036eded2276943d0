"""`legalredact mask` with locked files, read in confined processes. All names are invented."""

import getpass
import io
from pathlib import Path

import docx
import msoffcrypto.format.ooxml
import pymupdf
import pytest

from legalredact import wiring
from legalredact.cli.main import run


@pytest.mark.parametrize("by", ["file", "prompt"])
def test_passwords_from_a_file_or_a_prompt_open_locked_pdfs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    (tmp_path / "passwords").write_text("not this one\nquiet May 1987\n", encoding="utf-8")
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "Marguerite Oldacre signed the lease.")
    path = tmp_path / "lease.pdf"
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="quiet May 1987", owner_pw="other")
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet"]
    mask = ["mask", str(path), "--accept", "suggested", "--out", str(tmp_path / "out"), *where]
    monkeypatch.setattr(getpass, "getpass", lambda _: "quiet May 1987")

    if by == "file":
        assert run(mask, wiring.real()) != 0
    option = ["--file-passwords", str(tmp_path / "passwords")] if by == "file" else ["--ask-password"]
    assert run([*mask, *option], wiring.real()) == 0
    masked = (tmp_path / "out" / "lease.masked.txt").read_text(encoding="utf-8")
    assert "PERSON_A signed the lease." in masked


def test_a_locked_word_file_is_opened_with_its_password(tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    (tmp_path / "passwords").write_text("Wren-1871\n", encoding="utf-8")
    path = tmp_path / "lease.docx"
    path.write_bytes(_word_file_with_password())
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet"]
    mask = ["mask", str(path), "--accept", "suggested", "--out", str(tmp_path / "out"), *where]

    assert run([*mask, "--file-passwords", str(tmp_path / "passwords")], wiring.real()) == 0
    assert "PERSON_A signed" in (tmp_path / "out" / "lease.masked.txt").read_text(encoding="utf-8")


def _word_file_with_password() -> bytes:
    document, plain, out = docx.Document(), io.BytesIO(), io.BytesIO()
    document.add_paragraph("Marguerite Oldacre signed the lease.")
    document.save(plain)
    content = plain.getvalue()
    content += bytes(-len(content) % 16)  # the writer that encrypts here pads nothing
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(content)).encrypt("Wren-1871", out)
    return out.getvalue()
