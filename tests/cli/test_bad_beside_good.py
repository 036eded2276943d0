"""One bad file never stops the others: each command does the good one, and says what to do about the bad one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from legalredact import wiring
from legalredact.cli.main import run
from tests.fakes.bad_files import damaged_pdf, good_letter, lone_surrogate_title, named_in_bytes, pdf_titled

ON_LINUX = sys.platform.startswith("linux")
Run = Callable[..., tuple[int, str, str]]

Make = Callable[[Path], Path]
ODD: tuple[Make, ...] = (lone_surrogate_title, named_in_bytes) if ON_LINUX else (lone_surrogate_title,)
"""Files that are read all the same."""

linux = pytest.mark.skipif(not ON_LINUX, reason="names of files are text on other systems")


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with the folder's matter; gives its exit code and what it printed."""
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    (tmp_path / "names").write_text("Marguerite Oldacre\nTobias Renwick\n", encoding="utf-8")

    def call(*words: object, matter: bool = True) -> tuple[int, str, str]:
        where = ("--matter", tmp_path / "m", "--passphrase-file", tmp_path / "passphrase") if matter else ()
        capsys.readouterr()
        code = run([str(word) for word in (*words, *where, "--quiet", "--json")], wiring.real())
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def rows(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("bad", [(damaged_pdf,), ODD], ids=["damaged", "odd"])
@pytest.mark.parametrize("bad_first", [True, False])
def test_detect_reads_the_good_file_beside_a_bad_one(
    tmp_path: Path, command: Run, bad: Sequence[Make], bad_first: bool
) -> None:
    files = [*(make(tmp_path) for make in bad), good_letter(tmp_path)]
    code, out, err = command("detect", *(files if bad_first else reversed(files)), matter=False)
    found = {row["file"]: {m["surface"] for m in row["mentions"]} for row in rows(out)}
    assert "Marguerite Oldacre" in found["good.txt"]
    if damaged_pdf in bad:
        assert code == 4
        assert "damaged.pdf: " in err
    else:
        assert code == 0
        others = found.keys() - {"good.txt"}
        assert len(others) == len(bad)
        assert all("Tobias Renwick" in found[other] for other in others)


@pytest.mark.parametrize("bad", [(damaged_pdf,), ODD], ids=["damaged", "odd"])
def test_mask_writes_the_good_file_beside_a_bad_one(tmp_path: Path, command: Run, bad: Sequence[Make]) -> None:
    out = tmp_path / "out"
    files = [*(make(tmp_path) for make in bad), good_letter(tmp_path)]
    code, answer, err = command("mask", *files, "--accept", "all", "--out", out)
    assert "Oldacre" not in (out / "good.masked.txt").read_text(encoding="utf-8")
    (row,) = rows(answer)
    if damaged_pdf in bad:
        assert code == 4
        assert "print it to a new PDF" in err or "Ask for" in err or "again" in err
        assert len(row["refused"]) == 1
    else:
        assert code == 0
        assert len(row["written"]) == len(files)
    assert command("inventory")[0] == 0


@linux
def test_a_name_in_bytes_is_kept_and_told_in_characters(tmp_path: Path, command: Run) -> None:
    code, answer, _ = command(
        "mask", named_in_bytes(tmp_path), good_letter(tmp_path), "--accept", "all", "--out", tmp_path / "out"
    )
    assert code == 0
    assert "Klageschrift M\ufffdller.masked.txt" in rows(answer)[0]["written"]
    code, shown, _ = command("matter", "show")
    assert "M\ufffdller" in shown


@pytest.mark.parametrize("bad", [(damaged_pdf,), ODD], ids=["damaged", "odd"])
def test_copies_are_made_and_looked_through_beside_a_bad_file(
    tmp_path: Path, command: Run, bad: Sequence[Make]
) -> None:
    files = [*(make(tmp_path) for make in bad), good_letter(tmp_path)]
    names = ("--names", tmp_path / "names")
    code, answer, _ = command("redact", *files, *names, "--out", tmp_path / "copies", matter=False)
    copies = {Path(row["file"]).name: row for row in rows(answer)[0]["copies"]}
    assert Path(copies["good.txt"]["copy"]).read_text(encoding="utf-8").count("[REDACTED]") == 3  # the signature, too
    assert code == (4 if damaged_pdf in bad else 0)

    report = tmp_path / "report.html"
    code, answer, _ = command("audit-copy", *files, *names, "--report", report, matter=False)
    audits = {Path(row["file"]).name: row for row in rows(answer)[0]["files"]}
    assert audits["good.txt"]["clean"] is False
    assert "good.txt" in report.read_text(encoding="utf-8")
    assert code == 1


@pytest.mark.parametrize("bad", [damaged_pdf, lone_surrogate_title, pytest.param(named_in_bytes, marks=linux)])
def test_a_production_works_on_the_good_file_beside_a_bad_one(tmp_path: Path, command: Run, bad: Make) -> None:
    (tmp_path / "in").mkdir()
    bad(tmp_path / "in")
    good_letter(tmp_path / "in")
    code, _, _ = command("batch", "add", tmp_path / "in")
    assert code == (4 if bad is named_in_bytes else 0)
    code, answer, _ = command("batch", "run", "--inline", "--accept", "all", "--accept-unread")
    (row,) = rows(answer)
    assert row["stages"]["check"]["done"] == (2 if bad is lone_surrogate_title else 1)
    assert code == (0 if bad is lone_surrogate_title else 4)
    assert [one["stage"] for one in row["refused"]] == ([] if bad is lone_surrogate_title else ["read"])


def test_letters_that_no_font_names_are_a_part_to_look_at(tmp_path: Path, command: Run) -> None:
    lines = [
        json.dumps({"id": "one", "text": "Mr. Ren\ud800wick signed."}),
        json.dumps({"id": "two", "text": "Mr. Orlo."}),
    ]
    (tmp_path / "two.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, out, _ = command("detect", tmp_path / "two.jsonl", matter=False)
    one, two = rows(out)
    assert code == 0
    assert one["text"] == "Mr. Ren\ufffdwick signed."
    assert [part["reason"] for part in one["unread"]] == ["no_unicode"]
    assert [m["surface"] for m in two["mentions"]] == ["Orlo"]


def test_a_line_that_is_no_document_does_not_stop_the_next(tmp_path: Path, command: Run) -> None:
    (tmp_path / "two.jsonl").write_text('[1]\n{"id": "two", "text": "Mr. Orlo signed."}\n', encoding="utf-8")
    code, out, err = command("detect", tmp_path / "two.jsonl", matter=False)
    assert code == 4
    assert "Correct that line." in err
    assert [row["file"] for row in rows(out)] == ["two"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_every_character_can_be_printed_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "naïve “lease” 契約.txt"
    file.write_text("Mr. Zoë Łukasz – “Łukasz” – signed 契約.\n", encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    base = [sys.executable, "-m", "legalredact", "detect", str(file)]
    script = subprocess.run([*base, "--json"], env=environment, capture_output=True, check=False, timeout=300)
    assert script.returncode == 0, script.stderr
    row = json.loads(script.stdout.decode(encoding))
    assert row["file"] == file.name
    assert "契約" in row["text"]
    words = subprocess.run(base, env=environment, capture_output=True, check=False, timeout=300)
    assert (words.returncode, words.stderr) == (0, b"")


def test_letters_on_a_page_that_are_half_a_pair_are_read_as_lost(tmp_path: Path, command: Run) -> None:
    """A font may say that a glyph is U+D800; the reader must neither crash nor drop it in silence."""
    document = pikepdf.open(pdf_titled(tmp_path / "font.pdf", b"Lease"), allow_overwriting_input=True)
    cmap = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <6e> <d800> endbfchar endcmap end end"""
    document.pages[0].obj.Resources.Font.F1.ToUnicode = document.make_stream(cmap)
    document.save(tmp_path / "font.pdf")
    code, out, _ = command("detect", tmp_path / "font.pdf", good_letter(tmp_path), matter=False)
    assert code == 0
    found = {row["file"]: row for row in rows(out)}
    assert found.keys() == {"font.pdf", "good.txt"}
    found["font.pdf"]["text"].encode()


def test_a_title_keeps_its_letters_around_a_zero(tmp_path: Path, command: Run) -> None:
    """MuPDF hands a zero on as C0 80, and PyMuPDF each of these two bytes as half a pair."""
    title = b"\xfe\xff" + "Oldacre\0 lease".encode("utf-16-be")
    code, out, _ = command("detect", pdf_titled(tmp_path / "zero.pdf", title), matter=False)
    assert code == 0
    assert rows(out)[0]["text"].endswith("Oldacre\0 lease")


def test_pymupdf_still_gives_lone_surrogates(tmp_path: Path) -> None:
    """What the tests above are for: if this fails, they show nothing any more."""
    with pymupdf.open(lone_surrogate_title(tmp_path)) as document, pytest.raises(UnicodeEncodeError):
        str(document.metadata["title"]).encode()
