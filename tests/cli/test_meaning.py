"""`summarize --check-meaning` and `review check-meaning`: what they cost, say, keep and refuse."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.cli.main import run
from legalredact.model.policy import Policy
from legalredact.summary.engine import Engine
from legalredact.summary.local.engine import LocalEngine
from legalredact.workflow.matter.dependencies import Parts, Reverify, Wiring
from tests.fakes import messages_answers as fake
from tests.fakes.meaning_answers import all_supported, judged
from tests.fakes.messages_server import ORGANIZATION, WORKSPACE, MessagesServer
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey
from tests.summary.asking import engine as claude_engine

LETTER = "Marguerite Oldacre sued Penhallow Freight, Inc. on May 4, 2021.\n\nPenhallow Freight, Inc. owes $12,500.\n"
NAMES = ("Marguerite", "Oldacre", "Penhallow", "Freight")
Run = Callable[..., int]


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as listening:
        yield listening


@pytest.fixture
def command(tmp_path: Path, server: MessagesServer) -> Run:
    """Runs a command on a matter that is ready to be sent to the stand-in."""
    key = SharedKey()

    def make(engine: str, reverify: Reverify) -> Engine:
        return LocalEngine() if engine == "local" else claude_engine(server, reverify)

    def parts(policy: Policy, _: Path | None) -> Parts:
        return replace(light_parts(policy), engine=make)

    def call(*words: str, check: str = "choose") -> int:
        policy = tmp_path / "policy.toml"
        policy.write_text(policy_text(server, check), encoding="utf-8")
        policy.chmod(0o600)
        where = ("--matter", str(tmp_path / "m"), "--policy", str(policy), "--quiet")
        return run([*words, *where], Wiring(parts, lambda _: key, lambda _: iter(())))

    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "register.txt").write_text("Marguerite Oldacre | client\nPenhallow Freight, Inc. | party\n", "utf-8")
    read = ("--register", str(tmp_path / "register.txt"), "--accept", "all", "--out", str(tmp_path / "out"))
    assert call("mask", str(tmp_path / "letter.txt"), *read) == 0
    return call


def policy_text(server: MessagesServer, check: str) -> str:
    return f"""
[claude]
base_url = "{server.base_url}"
check_meaning = "{check}"

[zero_retention]
attested_by = "Orla Penfold"
attested_on = 2026-11-01
contract = "ZDR-7"
expires = 2027-11-01
organization_id = "{ORGANIZATION}"
workspace_id = "{WORKSPACE}"
"""


SUMMARIZE = ("summarize", "--engine", "claude")


def test_a_summary_is_read_again_where_that_is_chosen_and_the_choice_is_remembered(
    command: Run, server: MessagesServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(*SUMMARIZE) == 0
    assert "Meaning was not checked" in capsys.readouterr().out
    assert len(server.asked) == 1
    server.script.answers = [fake.summarize, all_supported]
    assert command(*SUMMARIZE, "--check-meaning") == 0
    told = capsys.readouterr()
    assert "The summary will be read a second time: about $0.1" in told.err
    assert "Second reading: supported by “Marguerite Oldacre sued Penhallow Freight, Inc." in told.out
    server.script.answers = [fake.summarize, all_supported]
    assert command(*SUMMARIZE, "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)["meaning"]
    assert (row["verdict"], row["segment"]) == ("supported", 1)
    assert command(*SUMMARIZE, "--no-check-meaning") == 0
    assert len(server.asked) == 6
    assert not any(name in json.dumps(body) for body in server.asked for name in NAMES)
    assert not server.complaints


def test_a_stored_summary_is_read_again_after_its_cost_is_told(
    command: Run, server: MessagesServer, capsys: pytest.CaptureFixture[str]
) -> None:
    command(*SUMMARIZE)
    capsys.readouterr()
    before = len(server.received)
    assert command("review", "check-meaning", "--cost", "--json") == 0
    cost = json.loads(capsys.readouterr().out)
    assert (cost["statements"], cost["requests"]) == (1, 1)
    assert cost["dollars"] > 0
    assert len(server.received) == before
    server.script.answers = [judged((2, "not_stated", []))]
    assert command("review", "check-meaning") == 1
    told = capsys.readouterr()
    assert f"1 statement, 1 request, about {cost['tokens']:,} tokens: less than $0.01" in told.err
    assert "of 1 statement 0 supported, 1 not stated." in told.out
    assert command("review", "show") == 0
    told = capsys.readouterr()
    assert "not stated" in told.err
    assert "Second reading: not stated in its passages" in told.out
    server.script.answers = [all_supported]
    assert command("review", "check-meaning") == 0


def test_a_failed_second_reading_leaves_the_draft(
    command: Run, server: MessagesServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.script.answers = [fake.summarize, fake.status(400, "invalid_request_error")]
    assert command(*SUMMARIZE, "--check-meaning", "--out", str(tmp_path / "draft.md")) == 1
    assert "The summary was kept; its meaning was not checked." in capsys.readouterr().err
    assert "Meaning was not checked" in (tmp_path / "draft.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "check", "code", "told"),
    [
        ((*SUMMARIZE, "--check-meaning"), "off", 3, "does not let the meaning"),
        ((*SUMMARIZE, "--no-check-meaning"), "on", 3, "requires that the meaning"),
        (("summarize", "--check-meaning"), "choose", 2, "no second reading"),
    ],
)
def test_a_choice_that_is_not_given_is_refused_before_anything_is_sent(
    command: Run,
    server: MessagesServer,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    check: str,
    code: int,
    told: str,
) -> None:
    assert command(*words, check=check) == code
    assert told in capsys.readouterr().err
    assert not server.received


def test_a_policy_that_requires_it_has_every_summary_read_again(command: Run, server: MessagesServer) -> None:
    server.script.answers = [fake.summarize, all_supported]
    assert command(*SUMMARIZE, check="on") == 0
    assert len(server.asked) == 2
