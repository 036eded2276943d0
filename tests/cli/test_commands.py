"""The commands as firm IT and scripts use them: what they print, what they leave behind, which exit code they give."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.model.token import TOKEN

LETTER = """Penhallow Freight, Inc.
14 Quay Road

March 3, 2024

Dear Ms. Oldacre:

Penhallow Freight, Inc. ("Penhallow") dismissed Marguerite Oldacre on January 9, 2024, in case No. 3:24-cv-01122. \
She is owed $18,250.00 for unpaid overtime, as the ledger shows.

Please write to moldacre@penhallow.example.

Tobias Renwick
"""
Run = Callable[..., int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "register.txt").write_text("Marguerite Oldacre | client\nPenhallow Freight, Inc. | party\n", "utf-8")
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def command(folder: Path) -> Run:
    """Runs a command; those that open a matter get its folder and passphrase."""

    def call(*words: str, matter: bool = True) -> int:
        where = ("--matter", str(folder / "m"), "--passphrase-file", str(folder / "passphrase")) if matter else ()
        return run([*words, *where, "--quiet"], wiring.real())

    return call


@pytest.fixture
def masked(folder: Path, command: Run) -> Path:
    _mask(folder, command)
    return folder / "out" / "letter.masked.txt"


def _mask(folder: Path, command: Run) -> None:
    letter, register = str(folder / "letter.txt"), str(folder / "register.txt")
    code = command("mask", letter, "--register", register, "--accept", "suggested", "--out", str(folder / "out"))
    assert code == 0


def test_detect_prints_one_json_line_a_document_with_offsets_into_its_text(
    folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("detect", str(folder / "letter.txt"), "--json", matter=False) == 0
    (line,) = capsys.readouterr().out.splitlines()
    row = json.loads(line)
    assert (row["file"], row["text"]) == ("letter.txt", LETTER)
    assert all(row["text"][m["start"] : m["end"]] == m["surface"] for m in (*row["mentions"], *row["identifiers"]))
    found = {m["surface"]: m for m in row["mentions"]}
    assert found["Marguerite Oldacre"]["kind"] == "person"
    assert found["Marguerite Oldacre"]["entity"] == found["Oldacre"]["entity"]
    assert "moldacre@penhallow.example" in {m["surface"] for m in row["identifiers"]}


def test_detect_takes_json_lines_as_documents_of_their_own(
    folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps({"id": f"doc{n}", "text": f"Mr. {name} signed."}) for n, name in enumerate(("Renwick", "Orlo"))]
    (folder / "two.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert command("detect", str(folder / "two.jsonl"), "--json", matter=False) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["file"], [m["surface"] for m in row["mentions"]]) for row in rows] == [
        ("doc0", ["Renwick"]),
        ("doc1", ["Orlo"]),
    ]


def test_detect_names_an_unreadable_file_and_goes_on(
    folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.pdf").write_bytes(b"")
    assert command("detect", str(folder / "empty.pdf"), str(folder / "letter.txt"), "--json", matter=False) == 4
    printed = capsys.readouterr()
    assert "empty.pdf" in printed.err
    assert json.loads(printed.out)["file"] == "letter.txt"


def test_mask_writes_what_would_leave_and_nothing_else(masked: Path) -> None:
    text = masked.read_text(encoding="utf-8")
    assert "CLIENT_A" in text
    assert "PARTY_B" in text
    for name in ("Oldacre", "Penhallow", "penhallow", "Renwick", "letter"):
        assert name not in text
    for fact in ("January 9, 2024", "3:24-cv-01122", "$18,250.00"):
        assert fact in text
    assert [path.name for path in masked.parent.iterdir()] == ["letter.masked.txt"]


def test_mask_shows_the_legend_as_it_would_be_sent(
    masked: Path, folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert (
        command("mask", str(folder / "letter.txt"), "--accept", "suggested", "--out", str(folder / "out"), "--json")
        == 0
    )
    legend = json.loads(capsys.readouterr().out)["legend"]

    assert legend.startswith("Legend of the tokens in the documents. It is no document; do not cite it.\n")
    assert "\nCLIENT_A: person, the client\n" in f"{legend}\n"
    assert {line.partition(":")[0] for line in legend.split("\n")[1:]} >= set(TOKEN.findall(masked.read_text("utf-8")))
    assert not any(name in legend for name in ("Oldacre", "Penhallow", "Renwick"))


def test_mask_without_accept_leaves_suggestions_open_and_says_so(
    folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("mask", str(folder / "letter.txt"), "--out", str(folder / "out"), "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert [row["kind"] for row in answer["open"]] == ["suggestion"]
    assert "Oldacre" not in (folder / "out" / "letter.masked.txt").read_text(encoding="utf-8")


def test_mask_tells_which_files_are_there_already_and_show_which_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again, empty = folder / "again.txt", folder / "empty.pdf"
    again.write_bytes((folder / "letter.txt").read_bytes())
    empty.write_bytes(b"")
    where = ["--matter", str(folder / "m"), "--passphrase-file", str(folder / "passphrase")]
    files = map(str, (folder / "letter.txt", again, empty))
    run(["mask", *files, "--accept", "suggested", "--out", str(folder / "out"), *where], wiring.real())
    assert "again.txt: the same file as letter.txt; it is there once." in capsys.readouterr().err
    run(["matter", "show", *where], wiring.real())
    assert f"{empty}: The file is empty." in capsys.readouterr().out


def test_masking_again_keeps_the_tokens(masked: Path, folder: Path, command: Run) -> None:
    before = masked.read_text(encoding="utf-8")
    assert command("mask", str(folder / "letter.txt"), "--accept", "suggested", "--out", str(folder / "out")) == 0
    assert masked.read_text(encoding="utf-8") == before


def test_a_summary_is_a_draft_until_a_second_person_signs_it(masked: Path, folder: Path, command: Run) -> None:
    assert command("summarize", "--as", "ann", "--out", str(folder / "draft.md")) == 0
    assert "moldacre@penhallow.example" in (folder / "draft.md").read_text(encoding="utf-8")
    assert command("review", "export", "--out", str(folder / "signed")) == 1
    assert command("review", "approve", "--reviewer", "Ann", "--out", str(folder / "signed")) == 3
    assert not (folder / "signed").exists()
    assert command("review", "approve", "--reviewer", "Bea", "--out", str(folder / "signed")) == 0
    assert sorted(path.suffix for path in (folder / "signed").iterdir()) == [".docx", ".md", ".pdf"]


def test_an_approval_settles_no_flag_by_itself(folder: Path, command: Run, capsys: pytest.CaptureFixture[str]) -> None:
    # Questions are no statements, so no summary has the company that they ask about.
    asked = " ".join(f"Did Carrow Lines, LLC {verb} at all?" for verb in ("answer", "pay", "sign"))
    letter, register = folder / "letter.txt", folder / "register.txt"
    letter.write_text(LETTER.replace("\n\nTobias", f"\n\n{asked}\n\nTobias"), encoding="utf-8")
    register.write_text(f"{register.read_text(encoding='utf-8')}Carrow Lines, LLC | party\n", encoding="utf-8")
    _mask(folder, command)
    assert command("summarize", "--as", "ann", "--out", str(folder / "draft.md")) == 0
    capsys.readouterr()
    approve = ("review", "approve", "--reviewer", "Bea")
    assert command(*approve) == 1
    told = capsys.readouterr().err
    assert "1. Whole summary: missing_token (warning, to be settled): PARTY_" in told
    assert "One flag is not resolved with a reason: 1. Nothing was signed." in told
    assert "--settle NUMBER=REASON" in told
    assert command(*approve, "--settle", "2=There is no such flag.") == 2
    assert command(*approve, "--settle", "unknown_fact=Compared.") == 2
    with pytest.raises(SystemExit, match="2"):
        command(*approve, "--settle", "1=")
    assert command(*approve, "--settle", "1=He is named in the heading.") == 0
    assert command("review", "export", "--form", "md", "--out", str(folder / "signed")) == 0
    written = next((folder / "signed").iterdir()).read_text(encoding="utf-8")
    assert (
        "is important in the documents and is not mentioned in this summary. Bea: He is named in the heading."
        in written
    )


def test_exports_say_of_the_case_what_was_set_and_identifiers_only_if_asked(
    masked: Path, folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "number.txt").write_text("Marguerite Oldacre's Social Security number (SSN) is 219-09-9999.\n")
    assert command("mask", str(folder / "number.txt"), "--accept", "suggested", "--out", str(folder / "out")) == 0
    assert command("matter", "set", "--caption", "Oldacre v. Penhallow", "--privileged", "no") == 0
    assert "caption: Oldacre v. Penhallow\ncourt: as the documents say" in capsys.readouterr().out
    assert command("matter", "set", "--caption", "Oldacre v. Penhallow") == 2
    (folder / "issues.txt").write_text("Notice of breach;\n\nRent, unpaid\n", encoding="utf-8")
    assert command("matter", "set", "--issues-file", str(folder / "issues.txt")) == 0
    assert "issues: Notice of breach; Rent, unpaid" in capsys.readouterr().out
    assert command("summarize", "--as", "ann", "--out", str(folder / "draft.md")) == 0
    approve = ("review", "approve", "--reviewer", "Bea", "--form", "md", "--out", str(folder / "signed"))
    assert command(*approve) == 0
    (short,) = (folder / "signed").iterdir()
    assert command("review", "export", "--form", "md", "--identifiers", "--out", str(folder / "full")) == 0
    (full,) = (folder / "full").iterdir()
    told, whole = short.read_text(encoding="utf-8"), full.read_text(encoding="utf-8")
    assert short.name == full.name == "Document abstract – signed.md"
    assert "| Caption | Oldacre v. Penhallow |" in told
    assert "PRIVILEGED" not in told
    assert ("219-09-9999" in told, "XXX-XX-9999" in told, "219-09-9999" in whole) == (False, True, True)


def test_a_changed_decision_voids_the_signature(
    masked: Path, folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("summarize", "--as", "ann", "--out", str(folder / "draft.md")) == 0
    assert command("review", "approve", "--reviewer", "Bea") == 0
    capsys.readouterr()
    assert command("matter", "show", "--json") == 0
    party = next(e for e in json.loads(capsys.readouterr().out)["entities"] if e["token"] == "PARTY_B")
    command("matter", "decide", "--dismiss", party["id"])
    assert command("review", "export", "--out", str(folder / "signed")) == 1
    assert not (folder / "signed").exists()


def test_one_word_decides_on_all_names_that_ask_the_same(
    folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    command("mask", str(folder / "letter.txt"), "--out", str(folder / "out"))
    capsys.readouterr()
    command("matter", "show", "--json")
    before = json.loads(capsys.readouterr().out)["entities"]
    people = [e["id"] for e in before if (e["kind"], e["role"], e["tier"]) == ("person", "person", "suggested")]
    assert len(people) > 1
    command("matter", "decide", "--confirm", people[0], "--like")
    capsys.readouterr()
    command("matter", "show", "--json")
    after = {e["id"]: e["decision"] for e in json.loads(capsys.readouterr().out)["entities"]}
    assert {one for one, decision in after.items() if decision == "confirmed"} == set(people)


def test_the_name_that_summaries_insert_is_chosen_by_a_command(
    folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    command("mask", str(folder / "letter.txt"), "--out", str(folder / "out"))

    def shown() -> dict[str, str]:
        capsys.readouterr()
        assert command("matter", "show", "--json") == 0
        return {e["id"]: e["shown"] for e in json.loads(capsys.readouterr().out)["entities"] if e["kind"] == "person"}

    before = shown()
    one = next(iter(before))
    command("matter", "decide", "--show-as", f"{one}=the Witness")
    assert shown() == before | {one: "the Witness"}
    command("matter", "decide", "--show-as", f"{one}=")
    assert shown() == before
    assert command("matter", "decide", "--show-as", "e999=Nobody") == 2
    assert "no name e999" in capsys.readouterr().err


def test_claude_is_refused_without_an_attestation(
    masked: Path, folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("summarize", "--engine", "claude") == 3
    assert "attestation" in capsys.readouterr().err


def test_claude_is_refused_while_a_suggestion_is_open(
    folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    command("mask", str(folder / "letter.txt"), "--out", str(folder / "out"))
    assert command("summarize", "--engine", "claude") == 3
    told = capsys.readouterr().err
    assert "not decided" in told
    assert "No zero-data-retention attestation" in told


def test_the_audit_trail_holds_and_holds_no_name(
    masked: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert command("audit", "verify", "--json") == 0
    assert json.loads(capsys.readouterr().out)["whole"] is True
    assert command("audit", "report") == 0
    report = capsys.readouterr().out
    assert "register.type" in report
    assert not any(name in report for name in ("Oldacre", "Penhallow", "letter.txt"))


def test_another_passphrase_is_refused(masked: Path, folder: Path, command: Run) -> None:
    (folder / "passphrase").write_text("five other words in June\n", encoding="utf-8")
    assert command("matter", "show") == 1


def test_a_matter_that_is_not_there_is_a_mistake_of_usage(folder: Path, command: Run) -> None:
    assert command("summarize") == 2


def test_a_register_with_a_wrong_role_names_its_line(
    folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "register.txt").write_text("# names\nMarguerite Oldacre | clyent\n", encoding="utf-8")
    letter, register = str(folder / "letter.txt"), str(folder / "register.txt")
    assert command("detect", letter, "--register", register, matter=False) == 2
    assert "ine 2" in capsys.readouterr().err


def test_every_command_has_help_that_names_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["mask"], ["detect"], ["summarize"], ["matter", "new"], ["review", "approve"], ["audit", "verify"]):
        with pytest.raises(SystemExit) as end:
            run([*words, "--help"], wiring.real())
        assert end.value.code == 0
        assert "exit codes" in capsys.readouterr().out


def test_a_name_is_decided_for_one_place_or_one_document(
    masked: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    command("matter", "show", "--json")
    shown = json.loads(capsys.readouterr().out)
    party, document = next(e["id"] for e in shown["entities"] if e["token"] == "PARTY_B"), shown["documents"][0]["id"]
    command("matter", "decide", "--dismiss", party, "--in-document", document, "--place", "2")
    assert "kept in clear at 1 place of" in capsys.readouterr().err
    command("matter", "places", party, "--json")
    states = [row["state"] for row in json.loads(capsys.readouterr().out)["places"]]
    assert states[:3] == ["masked", "in clear", "masked"]
    command("matter", "decide", "--dismiss", party, "--in-document", document)
    command("matter", "decide", "--reopen", party, "--in-document", document, "--place", "2")
    command("matter", "places", party, "--json")
    rows = json.loads(capsys.readouterr().out.splitlines()[-1])["places"]
    assert {(row["state"], row["decided_for"]) for row in rows} == {("in clear", "document")}


@pytest.mark.parametrize(
    "words", [("--place", "1"), ("--in-document", "d1", "--like"), ("--in-document", "d1", "--settle", "e1=apart")]
)
def test_a_decision_for_a_document_takes_no_other_reach(masked: Path, command: Run, words: tuple[str, ...]) -> None:
    assert command("matter", "decide", "--dismiss", "e1", *words) == 2


def test_whoever_is_left_in_clear_by_accept_all_is_printed_with_the_reason(
    folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    court = "Judge Halvard Brisket denied the motion. The Honorable Una Sorrel\nUnited States Senate\n"
    (folder / "order.txt").write_text(court, encoding="utf-8")
    assert command("mask", str(folder / "order.txt"), "--accept", "all", "--out", str(folder / "out")) == 0
    told = capsys.readouterr().err
    assert "Halvard Brisket: stays in clear, since judges are not masked unless somebody confirms them by id." in told
    out = (folder / "out" / "order.masked.txt").read_text()
    assert "Halvard Brisket" in out
    assert "Sorrel" not in out


def test_possible_names_that_nobody_decided_are_counted(
    folder: Path, command: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "order.txt").write_text("Dear Ms. Oldacre, Marlow Sundry came. We saw Tansy.\n", encoding="utf-8")
    command("mask", str(folder / "order.txt"), "--accept", "suggested", "--out", str(folder / "out"))
    capsys.readouterr()
    command("matter", "show", "--json")
    entities = json.loads(capsys.readouterr().out)["entities"]
    possible = [e for e in entities if e["tier"] == "possible" and e["decision"] == "open"]
    command("matter", "decide")
    told = capsys.readouterr().out
    assert "No suggested name waits for a decision" in told
    assert (f"{len(possible)} possible name" in told) == bool(possible)
