"""A search for names that hangs or crashes costs its own document alone, in every command."""

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.documents.text.plain import document_from_text
from legalredact.errors import ReaderStopped
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.progress import Report
from legalredact.vault.keys import PassphraseKey
from legalredact.workflow.compute import finding, time_limit
from legalredact.workflow.compute.finding import DetectionProcess
from legalredact.workflow.compute.time_limit import seconds_for
from legalredact.workflow.matter.open_matter import OpenMatter
from tests.fakes.bad_files import good_letter
from tests.fakes.parts import light_parts

BAD = {"endless": "endless", "fatal": f"fatal{'.' * 300}", "faulty": f"faulty{'.' * 300}"}
NAME = "Marguerite Oldacre"


class Moody:
    """A search that never ends over one text, dies over another, and finds one name in all others."""

    def detect(self, document: Document, report: Report) -> tuple[Mention, ...]:
        if document.text.startswith("endless"):
            while True:
                pass
        if document.text.startswith("fatal"):
            os._exit(3)
        if document.text.startswith("faulty"):
            raise ValueError(document.text)
        at = document.text.find(NAME)
        found = Mention(Span(at, at + len(NAME)), NAME, Kind.PERSON, Tier.SUGGESTED, "model", Role.PERSON)
        return (found,) if at >= 0 else ()


@pytest.fixture(autouse=True)
def moody(monkeypatch: pytest.MonkeyPatch) -> Iterator[DetectionProcess]:
    """The search of commands; a document of a few letters may take a few seconds, one of a line a minute and more."""
    monkeypatch.setattr(time_limit, "LEAST", 0.0)
    monkeypatch.setattr(time_limit, "EACH", 0.5)
    made = DetectionProcess(Moody)
    monkeypatch.setattr(finding, "finding", lambda _: made)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    for name, text in BAD.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    good_letter(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    return [str(folder / f"{name}.txt") for name in ("endless", "fatal", "faulty", "good")]


def test_the_time_grows_with_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    short, long = (document_from_text("d", "d", "a" * size) for size in (10, 1_000_000))
    assert 60 < seconds_for(short) < 600
    assert seconds_for(long) > 10 * seconds_for(short)


def test_the_next_document_is_searched_by_a_new_process(moody: DetectionProcess) -> None:
    good = document_from_text("d1", "d1", f"{NAME} signed the lease, and so did everybody else who was there.")
    for text in BAD.values():
        with pytest.raises(ReaderStopped, match="The document is withheld"):
            moody.detect(document_from_text("d2", "d2", text))
        assert [mention.surface for mention in moody.detect(good)] == [NAME]


def test_detect_goes_on_behind_a_search_that_hangs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["detect", *files(folder), "--json", "--quiet"], wiring.real())
    printed = capsys.readouterr()
    (row,) = map(json.loads, printed.out.splitlines())
    assert NAME in {mention["surface"] for mention in row["mentions"]}
    for name in ("endless", "fatal"):
        assert f"{name}.txt: The search for names" in printed.err
    assert "took longer than" in printed.err
    assert "crashed" in printed.err
    assert "Split the file" in printed.err
    assert "faulty.txt: Something went wrong inside LegalRedact (ValueError" in printed.err
    assert code == 4


def test_mask_withholds_what_could_not_be_searched_and_writes_the_rest(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--matter", str(folder / "m"), "--passphrase-file", str(folder / "passphrase"), "--quiet", "--json")
    code = run(["mask", *files(folder), "--accept", "all", "--out", str(folder / "out"), *where], wiring.real())
    answer = json.loads(capsys.readouterr().out)
    assert code == 4
    assert answer["written"] == ["good.masked.txt"]
    assert sorted(Path(row["file"]).name for row in answer["refused"]) == ["endless.txt", "fatal.txt", "faulty.txt"]
    assert NAME not in (folder / "out" / "good.masked.txt").read_text(encoding="utf-8")


def test_a_document_that_the_matter_holds_and_nobody_could_search_is_withheld(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A window that was killed leaves it there; the command searches again, and goes on without it."""
    key = PassphraseKey("five quiet words in May")
    with OpenMatter.create(folder / "m", key, light_parts(), "Ann", MatterInfo(secrets.token_hex(8))) as matter:
        matter.store.add_document(document_from_text("dendless", "endless.txt", "endless"))
    where = ("--matter", str(folder / "m"), "--passphrase-file", str(folder / "passphrase"), "--quiet", "--json")
    code = run(
        ["mask", str(folder / "good.txt"), "--accept", "all", "--out", str(folder / "out"), *where], wiring.real()
    )
    printed = capsys.readouterr()
    assert printed.out, printed.err
    assert (code, json.loads(printed.out)["written"]) == (0, ["good.masked.txt"])
    assert run(["summarize", *where], wiring.real()) != 0
