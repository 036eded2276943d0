"""Thinking in other processes gives what thinking here gives; documents go there once, through a pipe alone."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from legalredact.detection import detect
from legalredact.detection.coreference import resolve as resolving
from legalredact.documents.read import read_file
from legalredact.errors import Cancelled
from legalredact.masking import mask as masking
from legalredact.masking import verify as verifying
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Tier
from legalredact.model.progress import Cancellation, silent
from legalredact.model.register import Decision
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.workflow.compute import compute as here
from legalredact.workflow.compute import payload as preparing
from legalredact.workflow.compute.lanes import Lane, Lanes, Unexpected
from legalredact.workflow.compute.subprocesses import Elsewhere
from legalredact.workflow.compute.worker import Worker
from legalredact.workflow.matter.add_files import Adding, called_in
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.valid_approval import signed
from tests.detection.rules.test_layout_tables import pdf_file
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

LETTER = "Marguerite Oldacre drove for Penhallow Freight, Inc.\n\nOldacre left on May 4, 2021. CLIENT_A is no name."
ANSWER = "Penhallow Freight, Inc. answers Oldacre.\n\nHer truck was sold."
PROMPT = prompts.load()["document-abstract"]


class Listed(Elsewhere):
    """Elsewhere, but names are found by a list, here."""

    detect = staticmethod(lambda document, *_: light_parts().detect(document))  # type: ignore[assignment]  # a fake


@pytest.fixture
def elsewhere() -> Iterator[Listed]:
    made = Listed()
    yield made
    made.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / "letter.txt", tmp_path / "answer.txt"]
    for path, text in zip(made, (LETTER, ANSWER), strict=True):
        path.write_text(text, encoding="utf-8")
    return made


def opened(folder: Path, thinking: Elsewhere | None) -> OpenMatter:
    parts = replace(light_parts(), thinking=thinking)
    return OpenMatter.create(folder, SharedKey(), parts, "preparer", MatterInfo("m1"))


def test_a_matter_comes_out_the_same_wherever_is_thought(tmp_path: Path, files: list[Path], elsewhere: Listed) -> None:
    with opened(tmp_path / "here", None) as here, opened(tmp_path / "there", elsewhere) as there:
        for matter in (here, there):
            matter.add(files)
            matter.accept(Tier.SUGGESTED)

        assert there.register == here.register
        assert dict(there.mentions) == dict(here.mentions)
        assert there.prepare(PROMPT) == here.prepare(PROMPT)
        assert there.prepare(PROMPT).verified.tokens


def test_nothing_is_thought_in_the_process_that_asks(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window's process neither searches nor resolves, masks or verifies."""
    thinking = Elsewhere()
    with opened(tmp_path / "matter", thinking) as matter:
        for module, name in ((detect, "Detector"), (resolving, "resolve"), (masking, "mask"), (verifying, "verify")):
            monkeypatch.setattr(module, name, refused)
        for module, name in ((here, "resolve"), (here, "mask"), (here, "prepared"), (preparing, "verify")):
            monkeypatch.setattr(module, name, refused)
        matter.add(files)
        matter.accept(Tier.SUGGESTED)

        assert matter.prepare(PROMPT).verified.tokens
        assert matter.undetected() == ()


def refused(*_: object, **__: object) -> None:
    """In place of what should run elsewhere."""
    raise AssertionError("thought in the process that asks")


def test_a_signature_holds_until_the_documents_would_leave_otherwise(
    tmp_path: Path, files: list[Path], elsewhere: Listed
) -> None:
    with opened(tmp_path / "matter", elsewhere) as matter:
        matter.add(files)
        matter.accept(Tier.SUGGESTED)
        summary = summarize(matter, PROMPT)
        review(matter, summary, "reviewer", Verdict.APPROVED)
        assert signed(matter, summary) is not None

        matter.decide(Decision.DISMISSED, [matter.register.entities[0].id])
        assert signed(matter, summary) is None


def test_documents_go_there_once(
    tmp_path: Path, files: list[Path], elsewhere: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()
    for desk in (elsewhere._people, elsewhere._masks):
        real = desk.worker.ask
        monkeypatch.setattr(desk.worker, "ask", functools.partial(noted, asked, real))
    with opened(tmp_path / "matter", elsewhere) as matter:
        matter.add(files)
        matter.prepare(PROMPT)
        matter.accept(Tier.SUGGESTED)
        before = matter.mentions
        matter.type_names(matter.register)
        matter.prepare(PROMPT)

        assert asked.count("take") == 2 * len(files)
        assert asked.count("take_mentions") == len(files)
        assert all(matter.mentions[i] is before[i] for i in before)


def test_a_process_that_crashed_is_told_of_and_the_next_one_knows_everything_again(
    tmp_path: Path, files: list[Path], elsewhere: Listed
) -> None:
    with opened(tmp_path / "matter", elsewhere) as matter:
        matter.add(files)
        expected = matter.prepare(PROMPT)
        for worker in (elsewhere._people.worker, elsewhere._masks.worker):
            psutil.Process(process_of(worker)).kill()
            worker._process.join()

        assert matter.prepare(PROMPT) == expected
        matter.type_names(matter.register)
        assert len(matter.register.entities) == 2


def noted(asked: list[str], ask: Callable[..., object], method: str, *arguments: object, **more: object) -> object:
    """Ask, and note what was asked."""
    asked.append(method)
    return ask(method, *arguments, **more)


class StoppedLater(Cancellation):
    """Raised once a document has been kept and its search has begun."""

    kept = False

    def check(self) -> None:
        super().check()
        if self.kept:
            self.cancel()


def test_a_search_that_is_cancelled_stops_and_keeps_the_document(tmp_path: Path, files: list[Path]) -> None:
    lanes, cancel = Lanes(), StoppedLater()
    files[0].write_text(LETTER * 3_000, encoding="utf-8")
    with opened(tmp_path / "matter", Elsewhere()) as matter:
        adding = Adding(matter, lanes, lambda _: setattr(cancel, "kept", True))
        with pytest.raises(Cancelled):
            adding.add(files[:1], silent, cancel)
        missing = called_in(lanes, Lane.VAULT, matter.undetected)
        lanes.close()

        assert len(missing) == 1


def test_nothing_is_written_where_it_thinks(tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    thinking = Listed()
    with opened(tmp_path / "matter", thinking) as matter:
        matter.add(files)
        matter.prepare(PROMPT)
        written = [path.name for path in place.rglob("*")]
        on_disk = b"".join(path.read_bytes() for path in (tmp_path / "matter").rglob("*") if path.is_file())

    assert written == []
    assert b"Oldacre" not in on_disk


def test_a_document_that_went_is_forgotten_there_too(tmp_path: Path, files: list[Path], elsewhere: Listed) -> None:
    with opened(tmp_path / "matter", elsewhere) as matter:
        matter.add(files)
        documents, mentions, register = matter.documents, matter.mentions, matter.keep_tokens()
        payload = elsewhere.prepare(PROMPT, register, documents, mentions).payload
        elsewhere.prepare(PROMPT, register, documents[:1], mentions)

        with pytest.raises(Unexpected, match="KeyError"):
            elsewhere._masks.worker.ask("digest", payload, register, (documents[1].id,))


def test_its_processes_end_with_the_matter(tmp_path: Path, files: list[Path]) -> None:
    thinking = Listed()
    with opened(tmp_path / "matter", thinking) as matter:
        matter.add(files)
        assert matter.register.entities
        process = psutil.Process(process_of(thinking._people.worker))
        assert process.is_running()

    assert not process.is_running()


def process_of(worker: Worker) -> int:
    """Its id."""
    assert worker._process is not None
    assert worker._process.pid is not None
    return worker._process.pid


def test_what_stands_below_a_heading_of_a_page_is_found_elsewhere_and_after_a_kill(tmp_path: Path) -> None:
    """Only the places of the characters tell the columns of a page."""
    path = pdf_file(tmp_path)
    document = read_file(path)
    with opened(tmp_path / "matter", Elsewhere()) as matter:
        matter.keep(document, path)  # and then it was killed
        matter.add([])
        found = {mention.surface: mention.tier for mention in matter.store.mentions(document.id) or ()}
        assert found["219100131"] is found["2/3/1961"] is Tier.SUGGESTED
