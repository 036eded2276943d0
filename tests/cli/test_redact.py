"""`redact` and `audit-copy` as scripts use them."""

import json
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from legalredact import wiring
from legalredact.cli.main import run


def command(*words: object) -> int:
    return run([str(word) for word in words], wiring.real())


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text("Dear Marguerite Oldacre,\nyes.\n", encoding="utf-8")
    (tmp_path / "names.txt").write_text("Marguerite Oldacre\n", encoding="utf-8")
    return tmp_path


def test_a_copy_is_written_and_said_to_scripts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = command(
        "redact", folder / "letter.txt", "--names", folder / "names.txt", "--out", folder / "out", "--json", "--quiet"
    )

    (row,) = answer(capsys)["copies"]
    assert code == 0
    assert row["covered"] == 1
    assert row["audit"]["clean"]
    assert Path(row["copy"]).read_text(encoding="utf-8") == "Dear [REDACTED],\nyes.\n"
    assert Path(row["log"]).exists()


def test_a_reason_stands_beside_the_label(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("--names", folder / "names.txt")
    command("redact", folder / "letter.txt", *names, "--out", folder / "out", "--reason", "FRCP 5.2", "--json")

    (row,) = answer(capsys)["copies"]
    assert "[REDACTED] (FRCP 5.2)" in Path(row["copy"]).read_text(encoding="utf-8")
    assert "FRCP 5.2" in Path(row["log"]).read_text(encoding="utf-8")


def test_copies_of_a_matter_carry_its_tokens_and_reasons_by_role(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    (folder / "register.txt").write_text("Marguerite Oldacre | client\n", encoding="utf-8")
    matter = ("--matter", folder / "m", "--passphrase-file", folder / "passphrase")
    register = ("--register", folder / "register.txt", "--accept", "suggested")
    assert command("mask", folder / "letter.txt", *matter, *register, "--out", folder / "masked", "--quiet") == 0
    capsys.readouterr()

    code = command("redact", folder / "letter.txt", *matter, "--out", folder / "out", "--json", "--quiet")

    (row,) = answer(capsys)["copies"]
    assert code == 0
    assert row["in_matter"]
    assert Path(row["copy"]).read_text(encoding="utf-8") == "Dear CLIENT_A,\nyes.\n"
    assert command("audit", "report", *matter, "--json") == 0
    events = [event["action"] for event in answer(capsys)["events"]]
    assert events[-3:] == ["copy.make", "copy.hand_over", "matter.open"]

    roles = ("--roles", "client=PRIV", "witness=CONF")
    assert command("redact", folder / "letter.txt", *matter, *roles, "--out", folder / "with", "--json", "--quiet") == 0
    (row,) = answer(capsys)["copies"]
    assert Path(row["copy"]).read_text(encoding="utf-8") == "Dear CLIENT_A (PRIV),\nyes.\n"


@pytest.mark.parametrize("roles", ["judge=PRIV", "client"])
def test_reasons_go_by_roles_that_there_are(folder: Path, roles: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        command("redact", folder / "letter.txt", "--matter", "m", "--roles", roles, "--out", folder / "out")
    assert stop.value.code == 2
    assert "client, party" in capsys.readouterr().err


def test_a_list_of_names_knows_no_roles(folder: Path) -> None:
    names = ("--names", folder / "names.txt")
    roles = ("--roles", "client=PRIV")
    assert command("redact", folder / "letter.txt", *names, *roles, "--out", folder / "out") == 2


def test_a_run_of_many_files_says_where_the_log_of_all_stands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "other.txt").write_text("by Marguerite Oldacre", encoding="utf-8")
    paths = (folder / "letter.txt", folder / "other.txt")
    command("redact", *paths, "--names", folder / "names.txt", "--out", folder / "out", "--json", "--quiet")
    log = Path(answer(capsys)["log"])
    assert len(log.read_text(encoding="utf-8").splitlines()) == 3


def test_text_mode_keeps_text_and_says_which_pages_became_pictures(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = pymupdf.open()
    document.new_page(width=320, height=110).insert_text((20, 40), "heard Marguerite Oldacre say so")
    page = document.new_page(width=320, height=110)
    aslant = (pymupdf.Point(20, 60), pymupdf.Matrix(10))
    page.insert_text((20, 60), "Marguerite Oldacre", morph=aslant)
    document.save(folder / "letter.pdf")
    names = ("--names", folder / "names.txt")

    code = command("redact", folder / "letter.pdf", *names, "--mode", "text", "--out", folder / "out", "--json")

    answered, said = capsys.readouterr()
    (row,) = json.loads(answered)["copies"]
    assert code == 0
    assert row["pages_as_pictures"] == [{"page": 2, "since": "a name on it stands aslant"}]
    assert "page 2 became a picture, since a name on it stands aslant" in said
    copy = pymupdf.open(row["copy"])
    assert copy[0].get_text().split() == ["heard", "say", "so"]
    assert [len(page.get_images()) for page in copy] == [0, 1]


def test_an_unreadable_file_is_said_and_the_rest_goes_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    names = ("--names", folder / "names.txt")

    code = command("redact", folder / "old.doc", folder / "letter.txt", *names, "--out", folder / "out", "--json")

    first, second = answer(capsys)["copies"]
    assert code == 4
    assert ".docx" in first["error"]
    assert second["copy"]


def test_an_audit_says_where_a_name_is_and_exits_with_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("audit-copy", folder / "letter.txt", "--names", folder / "names.txt", "--json") == 1

    (row,) = answer(capsys)["files"]
    assert {finding["channel"] for finding in row["findings"]} == {"text", "bytes"}
    assert "ldacre" not in json.dumps(row["findings"])


def test_an_audit_of_a_clean_file_exits_with_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "clean.txt").write_text("nothing here", encoding="utf-8")

    assert command("audit-copy", folder / "clean.txt", "--names", folder / "names.txt") == 0
    assert "no such name found" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe\xff"])
def test_a_list_without_names_makes_no_sense(folder: Path, content: bytes) -> None:
    (folder / "names.txt").write_bytes(content)

    assert command("audit-copy", folder / "letter.txt", "--names", folder / "names.txt") == 2


def test_a_report_for_people_is_written_where_it_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("--names", folder / "names.txt")

    assert command("audit-copy", folder / "letter.txt", *names, "--report", folder / "report.html") == 1
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "letter.txt" in page
    assert "Oldacre" not in page
    assert "Text of the file" in capsys.readouterr().out


def test_pictures_need_a_report_to_stand_in(folder: Path) -> None:
    assert command("audit-copy", folder / "letter.txt", "--names", folder / "names.txt", "--pictures") == 2


def test_black_boxes_hold_no_tokens(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(
        "redact", folder / "letter.txt", "--names", folder / "names.txt", "--out", folder / "out", "--black", "--json"
    )

    (row,) = answer(capsys)["copies"]
    assert Path(row["copy"]).read_text(encoding="utf-8") == "Dear \u2588\u2588\u2588\u2588\u2588,\nyes.\n"
    assert Path(row["log_pdf"]).read_bytes().startswith(b"%PDF-")


def test_a_dry_run_lists_what_would_be_covered_and_what_is_near_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "near.txt").write_text("Oldacre agreed at Oldacreville. So did Oldacer.", encoding="utf-8")
    (folder / "list.txt").write_text("Oldacre\n", encoding="utf-8")
    before = sorted(folder.rglob("*"))

    assert command("redact", folder / "near.txt", "--names", folder / "list.txt", "--dry-run", "--json") == 0
    said = capsys.readouterr()
    (row,) = json.loads(said.out)["copies"]
    assert row["covered"] == 2
    assert [word["word"] for word in row["near"]] == ["Oldacer"]
    assert [word["word"] for word in row["covered_inside"]] == ["Oldacreville"]
    assert "near a name and not covered: \u201cOldacer\u201d" in said.err
    assert sorted(folder.rglob("*")) == before


def test_copies_need_a_folder_unless_it_is_a_dry_run(folder: Path) -> None:
    assert command("redact", folder / "letter.txt", "--names", folder / "names.txt") == 2


def test_one_list_says_what_a_copy_lacks_in_the_command_and_in_the_log(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=100)
        page.insert_text((20, 50), "yes", fontsize=12)
        page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(20, 40, 60, 55), "uri": "https://example.com"})
        document.set_toc([[1, "Start", 1]])
        document.embfile_add("a.txt", b"a")
        document.save(folder / "letter.pdf")
    names = ("--names", folder / "names.txt")

    command("redact", folder / "letter.pdf", *names, "--mode", "text", "--out", folder / "out", "--json", "--quiet")
    (row,) = answer(capsys)["copies"]
    assert {"attachments", "1 bookmark whose words the copy does not show", "links"} <= set(row["lacks"])
    assert "this copy lacks: " + "; ".join(row["lacks"]) in Path(row["log"]).read_text(encoding="utf-8")


def test_a_copy_is_pdf_a_on_demand_and_keeps_its_bookmarks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pymupdf.open() as document:
        document.new_page(width=300, height=100).insert_text((20, 50), "Start of the letter", fontsize=12)
        document.set_toc([[1, "Start", 1]])
        document.save(folder / "letter.pdf")
    names = ("--names", folder / "names.txt")

    command("redact", folder / "letter.pdf", *names, "--mode", "text", "--pdf-a", "--out", folder / "out", "--json")

    (row,) = answer(capsys)["copies"]
    assert row["pdf_a"] == "PDF/A-2u"
    with pymupdf.open(row["copy"]) as copy:
        assert copy.get_toc() == [[1, "Start", 1]]
        assert "<pdfaid:part>2</pdfaid:part>" in copy.get_xml_metadata()
