"""The commands take every kind of file that discovery holds, and say which they cannot copy."""

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run


def test_detect_prints_a_line_for_a_message_and_one_for_its_attachment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = EmailMessage()
    message["From"] = "Marguerite Oldacre <mo@oldacre.example>"
    message["Subject"] = "Papers"
    message.set_content("Please call Mr. Tobias Renwick.")
    message.add_attachment(rb"{\rtf1 Dear Ms. Una Feld,\par}", maintype="application", subtype="rtf", filename="n.rtf")
    (tmp_path / "mail.eml").write_bytes(message.as_bytes())
    assert run(["detect", str(tmp_path), "--json", "--quiet"], wiring.real()) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["file"] for row in rows] == ["mail.eml", "mail.eml/n.rtf"]
    surfaces = [{mention["surface"] for mention in row["mentions"]} for row in rows]
    assert {"Marguerite Oldacre", "Tobias Renwick"} <= surfaces[0]
    assert "Una Feld" in surfaces[1]
    assert rows[0]["unread"] == []


def test_no_copy_is_made_of_kinds_that_are_only_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.rtf").write_bytes(rb"{\rtf1 Dear Marguerite Oldacre,\par}")
    (tmp_path / "names.txt").write_text("Marguerite Oldacre\n", encoding="utf-8")
    words = ["redact", str(tmp_path / "letter.rtf"), "--names", str(tmp_path / "names.txt")]
    assert run([*words, "--out", str(tmp_path / "out"), "--quiet"], wiring.real()) == 4
    assert "Copies are made of PDF, Word, picture and text files alone" in capsys.readouterr().err
    assert not [*(tmp_path / "out").glob("redacted-*")]
