"""Where the system cannot confine, it is told; where policy requires it, nothing is opened or read."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.documents.workers.pool import ReaderPool
from legalredact.errors import Refused
from legalredact.gui.shell.status_words import confinement_standing
from legalredact.model.policy import Policy, SecurityPolicy
from legalredact.model.progress import NEVER
from legalredact.model.readiness import State
from legalredact.sandbox import profiles
from legalredact.sandbox.confinement import Confinement, refuse_unless_complete
from legalredact.workflow.administration import confined
from legalredact.workflow.compute.worker import Worker
from legalredact.workflow.copies.process import LogJob, make_log
from legalredact.workflow.copies.worker import CopyProcess
from tests.sandbox import work

REQUIRED = Policy(security=SecurityPolicy("required"))
WHOLE = Confinement(profiles.APPLICATION, ("no connections",))


def unconfined(*_: object, required: bool = False, **__: object) -> Confinement:
    """A system that enforces nothing, as a process that is started there finds it."""
    held = Confinement(profiles.READERS, missing=("anything (a test)",))
    if required:
        refuse_unless_complete(held)
    return held


@pytest.fixture(autouse=True)
def _nothing_is_required_afterwards() -> Iterator[None]:
    yield
    profiles.require(False)


@pytest.fixture
def weak_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is foreseen to be missing, and then it is: the processes themselves have to notice."""
    monkeypatch.setattr(confined, "confinement", lambda: WHOLE)
    monkeypatch.setattr(confined, "confinements", lambda: (WHOLE,))
    monkeypatch.setattr("legalredact.documents.workers.confining.confine_reader", unconfined)
    monkeypatch.setattr("legalredact.workflow.compute.worker.confine_computation", unconfined)


def written(folder: Path, content: str) -> Path:
    path = folder / "letter.txt"
    path.write_text(content, encoding="utf-8")
    return path


def test_no_reader_reads_that_policy_wants_confined_and_is_not(weak_system: None, tmp_path: Path) -> None:
    confined.demand(REQUIRED)
    with ReaderPool() as reader, pytest.raises(Refused, match="Policy requires"):
        reader.read(written(tmp_path, "Ines Marlow owns the Petrel."))


def test_no_copy_is_made_there(weak_system: None) -> None:
    confined.demand(REQUIRED)
    with CopyProcess() as process:
        assert isinstance(process.run(make_log, LogJob(()), lambda _: None, NEVER), Refused)


def test_nothing_is_computed_there(weak_system: None) -> None:
    confined.demand(REQUIRED)
    worker = Worker(work.Answers, "Computing")
    with pytest.raises(Refused, match="Policy requires"):
        worker.ask("tried", "{}")
    worker.close()


def test_without_such_a_policy_the_same_system_reads(weak_system: None, tmp_path: Path) -> None:
    confined.demand(Policy())
    with ReaderPool() as reader:
        assert "Petrel" in reader.read(written(tmp_path, "Ines Marlow owns the Petrel.")).text


@pytest.mark.parametrize(
    "command",
    [
        lambda folder: ["detect", folder / "letter.txt"],
        lambda folder: ["redact", folder / "letter.txt", "--names", folder / "names", "--out", folder / "out"],
        lambda folder: ["audit-copy", folder / "letter.txt", "--names", folder / "names"],
        lambda folder: ["matter", "new", "--matter", folder / "m", "--passphrase-file", folder / "names"],
    ],
)
def test_a_command_says_what_is_missing_and_opens_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: Callable[[Path], list[object]]
) -> None:
    """These tests run outside of `legalredact.__main__`, which confines: the application is not confined here."""
    written(tmp_path, "Ines Marlow owns the Petrel.")
    (tmp_path / "names").write_text("Ines Marlow, five quiet words\n", encoding="utf-8")
    (tmp_path / "policy.toml").write_text('[security]\nsandbox = "required"\n', encoding="utf-8")
    arguments = [*map(str, command(tmp_path)), "--policy", str(tmp_path / "policy.toml")]
    before = sorted(tmp_path.iterdir())

    assert run(arguments, wiring.real()) == 3
    assert "Policy requires" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_doctor_tells_what_holds_and_fails_only_where_policy_requires_more() -> None:
    told = {what: (well, how) for what, well, how in confined.rows(Policy())}
    demanded = {what: well for what, well, _ in confined.rows(REQUIRED)}

    processes = (profiles.APPLICATION, profiles.READERS, profiles.COMPUTATIONS, profiles.SENDER)
    firewall = ["Windows' firewall"] if sys.platform == "win32" else []
    assert list(told) == [*(f"confined: {process}" for process in processes), *firewall]
    assert all(well for well, _ in told.values())
    assert "NOT enforced: anything (it was not started as the application)" in told["confined: window and commands"][1]
    assert told["confined: window and commands"][0] is State.WARN
    assert demanded["confined: window and commands"] is State.FAIL
    if profiles.expected_limits()[0].whole:  # a Linux with Landlock
        assert "no sockets" in told["confined: readers of files"][1]
        assert demanded["confined: readers of files"]
        assert demanded["confined: computing processes"]


def test_the_status_bar_tells_only_of_what_is_missing() -> None:
    missing = Confinement(profiles.READERS, missing=("no sockets (a test)",))

    assert confinement_standing(Policy(), (WHOLE,)).words == ""
    told = confinement_standing(Policy(), (WHOLE, missing))
    assert (told.words, told.well) == ("partly confined", True)
    assert "readers of files: no sockets (a test)" in told.why
    assert not confinement_standing(REQUIRED, (missing,)).well
