"""`legalredact mask` with locked PDFs, read in confined processes. All names are invented."""

import getpass
from pathlib import Path

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
