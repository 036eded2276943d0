"""Everything that is computed over a document's text has a limit, and one document that passes it stops no other."""

import json
import pickle
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from legalredact.cli.main import run
from legalredact.detection.coreference.resolve import resolve as who_is_who
from legalredact.errors import DocumentOverdue, OpenDecisions, WorkerOverdue
from legalredact.model.document import Document
from legalredact.model.mention import Tier
from legalredact.model.policy import LOCAL
from legalredact.model.progress import NEVER
from legalredact.model.register import Register
from legalredact.summary import prompts
from legalredact.vault.keys import PassphraseKey
from legalredact.workflow.compute import compute, time_limit
from legalredact.workflow.compute.time_limit import (
    by_alarm,
    by_thread,
    patience_for,
    refuse_slow,
    seconds_for,
    within,
)
from legalredact.workflow.matter.dependencies import Wiring
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send import summarize as summarizing
from legalredact.workflow.send.summarize import place_order
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey
from tests.masking.made import document

PROMPT = prompts.load()["document-abstract"]
GOOD = f"Marguerite Oldacre drove for Penhallow Freight, Inc.{' ' * 400}"
BAD = "endless"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of seven letters may take a moment, one of 450 two seconds."""
    monkeypatch.setattr(time_limit, "LEAST", 0.0)
    monkeypatch.setattr(time_limit, "EACH", 0.004)
    monkeypatch.setattr(time_limit, "EACH_NAME", 0.0)


def endless_over_bad(step: Callable[..., Any], text_of: Callable[..., str]) -> Callable[..., Any]:
    """The step, but one that never ends where the bad document takes part."""

    def stepped(*arguments: Any) -> Any:
        while BAD in text_of(*arguments):
            pass
        return step(*arguments)

    return stepped


def read(documents: Any, _: Register) -> str:
    return " ".join(one.text for one, _ in documents)


pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows ends no single search")
STEPS: dict[str, Callable[..., str]] = {
    "resolve": read,
    "mask": lambda document, *_: document.text,
    "prepared": lambda _, __, ___, documents, *____: " ".join(one.text for one in documents),
}


@pytest.fixture
def hang(monkeypatch: pytest.MonkeyPatch, short: None) -> Callable[[str], None]:
    """Has a step hang over the bad document."""

    def make(step: str) -> None:
        monkeypatch.setattr(compute, step, endless_over_bad(getattr(compute, step), STEPS[step]))

    return make


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "bad.txt", tmp_path / "good.txt"]
    for path, text in zip(paths, (BAD, GOOD), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def key() -> SharedKey:
    return SharedKey()


@pytest.fixture
def matter(tmp_path: Path, files: list[Path], key: SharedKey) -> Iterator[OpenMatter]:
    with OpenMatter.create(tmp_path / "m", key, light_parts(), "Ann") as made:
        made.add(files)
        yield made


def texts(documents: tuple[Document, ...]) -> list[str]:
    return [one.text for one in documents]


@pytest.mark.parametrize("step", STEPS)
def test_a_document_over_which_a_step_hangs_is_set_apart_and_the_others_are_prepared(
    matter: OpenMatter, hang: Callable[[str], None], step: str
) -> None:
    hang(step)
    prepared = matter.prepare(PROMPT)

    bad, good = matter.documents
    assert [one.id for one in prepared.payload.documents] == [good.id]
    assert "Oldacre" not in prepared.payload.documents[0].passages[0].masked_text
    assert matter.undetected() == (bad.id,)
    assert [event.details for event in matter.events if event.action == "document.overdue"] == [
        (("documents", bad.id),)
    ]


def test_what_was_set_apart_stays_unsearched_for_who_opens_the_matter_next(
    tmp_path: Path, matter: OpenMatter, key: SharedKey, hang: Callable[[str], None]
) -> None:
    hang("mask")
    matter.prepare(PROMPT)
    apart = matter.undetected()
    matter.close()
    with OpenMatter.open(tmp_path / "m", key, light_parts(), "Bea") as again:
        assert again.undetected() == apart
        with pytest.raises(OpenDecisions, match="not been searched for names"):
            place_order(again, PROMPT, LOCAL)


def test_who_only_reads_goes_on_without_it_too(
    tmp_path: Path, matter: OpenMatter, key: SharedKey, hang: Callable[[str], None]
) -> None:
    matter.resolve(lambda _: None, NEVER)
    hang("mask")
    with OpenMatter.read(tmp_path / "m", key, light_parts(), "Bea") as reader:
        prepared = reader.prepare(PROMPT)
        bad, good = reader.documents
        assert [one.id for one in prepared.payload.documents] == [good.id]
        assert bad.id in reader.undetected()


def test_mask_withholds_it_writes_the_others_and_names_the_remedy(
    tmp_path: Path, files: list[Path], capsys: pytest.CaptureFixture[str], hang: Callable[[str], None]
) -> None:
    hang("mask")
    wiring = Wiring(
        lambda policy, _: light_parts(), lambda _: PassphraseKey("five quiet words in May"), lambda _: iter(())
    )
    where = ("--matter", str(tmp_path / "made"), "--out", str(tmp_path / "out"), "--quiet", "--json")
    code = run(["mask", *map(str, files), "--accept", "all", *where], wiring)
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    assert code == 1
    assert answer["written"] == ["good.masked.txt"]
    assert len(answer["withheld"]) == 1
    assert "did not come to its end. Split the file into smaller ones" in printed.err


def test_the_check_of_a_reply_has_a_limit_and_nothing_of_it_is_kept(
    matter: OpenMatter, monkeypatch: pytest.MonkeyPatch, short: None
) -> None:
    matter.accept(Tier.POSSIBLE)
    monkeypatch.setattr(summarizing, "check", lambda *_: forever())
    with pytest.raises(WorkerOverdue, match="The check of the reply took longer than"):
        summarizing.summarize(matter, PROMPT, LOCAL)
    assert matter.summaries == ()


def test_a_step_that_takes_too_long_over_all_documents_alone_is_an_error(
    matter: OpenMatter, monkeypatch: pytest.MonkeyPatch, short: None
) -> None:
    def resolve(documents: Any, register: Register) -> Any:
        while len(documents) > 1:
            pass
        return who_is_who(documents, register)

    monkeypatch.setattr(compute, "resolve", resolve)
    monkeypatch.setattr(
        time_limit, "LEAST", 0.5
    )  # the first call loads word lists, which took longer than 7 letters may
    monkeypatch.setattr(time_limit, "EACH", 0.001)
    with pytest.raises(WorkerOverdue, match="Resolving who is meant took longer than"):
        matter.resolve(lambda _: None, NEVER)
    assert matter.undetected() == ()


def test_a_pattern_that_goes_back_and_forth_is_ended() -> None:
    with pytest.raises(WorkerOverdue, match="Masking took longer than 0 seconds"), within(0.05, "Masking"):
        re.fullmatch(r"(?:a+)+b", "a" * 60)


def forever() -> None:
    while True:
        pass


LIMITS = (by_alarm, by_thread)
LATE = WorkerOverdue("Too late.", "Begin earlier.")


@pytest.mark.parametrize("limit", LIMITS)
def test_a_loop_is_ended_and_the_handlers_come_back(limit: Callable[..., Any]) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)]
    with pytest.raises(WorkerOverdue, match="Too late"), limit(0.05, LATE):
        forever()
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)] == before


@pytest.mark.parametrize("limit", LIMITS)
def test_what_ends_in_time_is_not_disturbed_and_ctrl_c_is_what_it_was(limit: Callable[..., Any]) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)]
    with limit(60, LATE):
        pass
    with pytest.raises(KeyboardInterrupt), limit(60, LATE):
        signal.raise_signal(signal.SIGINT)
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)] == before


def test_a_limit_within_a_limit_leaves_the_outer_one_in_force() -> None:
    def outer() -> None:
        with within(60, "The inner step"):
            pass
        forever()

    with pytest.raises(WorkerOverdue, match="The outer"), within(0.1, "The outer step"):
        outer()


def test_all_documents_that_take_too_long_are_named_by_their_ids(short: None) -> None:
    def work(one: Document) -> None:
        while one.text == BAD:
            pass

    with pytest.raises(DocumentOverdue, match=r"2 documents \(d1, d1\)") as overdue:
        refuse_slow((document(BAD), document(GOOD), document(BAD)), "Masking", work)
    again = pickle.loads(pickle.dumps(overdue.value))  # noqa: S301 - made in the line above
    assert (again.documents, str(again)) == (("d1", "d1"), str(overdue.value))


def test_the_time_grows_with_texts_and_names_and_a_process_has_more() -> None:
    short, long = document("a" * 10), document("a" * 1_000_000)
    assert 60 < seconds_for(short) < 600
    assert seconds_for(long) > 10 * seconds_for(short)
    assert seconds_for(short, names=100_000) > 2 * seconds_for(short)
    each = sum(seconds_for(one, names=100) for one in (short, long))
    assert patience_for(1_000_010, 2, 100) > seconds_for(short, long, names=100) + each
