"""`legalredact prompt`: a firm's prompt from its proposal to its retirement, by two persons, over one folder."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.cli.main import run
from legalredact.detection.document_facts.register_file import parse_register
from legalredact.governance.account import Account
from legalredact.governance.anchor import anchors_in
from legalredact.governance.signing import PersonalKey, new_seed
from legalredact.model.policy import Policy
from legalredact.summary.engine import Engine
from legalredact.summary.local.engine import LocalEngine
from legalredact.workflow.matter.dependencies import Parts, Reverify, Wiring
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.prompts.prompt_acts import approve
from legalredact.workflow.prompts.prompt_trail import TRAIL
from legalredact.workflow.send.send_rules import prompt_to_send
from tests.cli.test_meaning import LETTER, policy_text
from tests.fakes import messages_answers as fake
from tests.fakes.meaning_answers import all_supported
from tests.fakes.messages_server import MessagesServer
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey
from tests.summary.asking import sender

KEYS = {"ann": PersonalKey(new_seed()), "bea": PersonalKey(new_seed())}
PROPOSAL = """
title = "Motion digest"
purpose = "Say what each motion asks for."
instructions = "Write what each motion above asks for. Cite the passage behind every statement. Begin with a dash."
"""
As = Callable[..., int]


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as listening:
        yield listening


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    folder = tmp_path / "prompts"
    folder.mkdir()
    return folder


@pytest.fixture
def as_(tmp_path: Path, firm: Path, server: MessagesServer) -> As:
    """Runs a command as Ann or Bea, each with an account and a signing key, under one policy."""
    key = SharedKey()

    def call(person: str, *words: str, tables: str = f'[prompts]\nfolder = "{firm}"\n', check: str = "off") -> int:
        file = tmp_path / "policy.toml"
        file.write_text(policy_text(server, check) + tables, encoding="utf-8")
        file.chmod(0o600)

        def parts(policy: Policy, _: Path | None) -> Parts:
            anchors = anchors_in(str(tmp_path / f"anchors-{person}"))

            def make(engine: str, reverify: Reverify) -> Engine:
                lookup = lambda prompt_id: prompt_to_send(policy, anchors, prompt_id)  # noqa: E731 - as in wiring
                claude = replace(sender(server, reverify), registry=lookup)
                return LocalEngine() if engine == "local" else claude

            return replace(
                light_parts(policy),
                engine=make,
                account=Account(f"uid:{person}", person),
                witness=Witness(lambda: KEYS.get(person), anchors),
                always=parse_register("Zorbin Works | client"),
            )

        named = () if words[1] in ("list", "show") else ("--as", person)
        return run([*words, *named, "--policy", str(file)], Wiring(parts, lambda _: key, lambda _: iter(())))

    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "motion.toml").write_text(PROPOSAL, encoding="utf-8")
    return call


@pytest.fixture
def matter(as_: As, tmp_path: Path) -> tuple[str, ...]:
    """The options that name a matter that is ready to be sent."""
    where = ("--matter", str(tmp_path / "m"), "--quiet")
    read = ("--accept", "all", "--out", str(tmp_path / "out"))
    assert as_("ann", "mask", str(tmp_path / "letter.txt"), *read, *where) == 0
    return where


def statuses(as_: As, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    capsys.readouterr()
    as_("ann", "prompt", "list", "--json")
    rows = json.loads(capsys.readouterr().out)["prompts"]
    return {
        f"{row['id']} {row['version']}".strip(): row["status"] for row in rows if row["status"] != "of this program"
    }


SEND = ("summarize", "--engine", "claude", "--prompt", "firm-motion-digest")


def test_a_prompt_is_proposed_tried_approved_by_another_used_and_retired(
    as_: As,
    matter: tuple[str, ...],
    firm: Path,
    server: MessagesServer,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    motion = str(tmp_path / "motion.toml")
    assert as_("ann", "prompt", "propose", motion) == 0
    assert statuses(as_, capsys) == {"firm-motion-digest 1": "proposed"}

    assert as_("ann", *SEND, *matter) == 3
    assert "is not approved yet. Nothing was sent." in capsys.readouterr().err
    assert as_("ann", "prompt", "approve", "firm-motion-digest") == 3
    assert "proposed a prompt may not approve it" in capsys.readouterr().err
    assert as_("bea", "prompt", "approve", "firm-motion-digest") == 0
    capsys.readouterr()

    assert as_("ann", *SEND, *matter) == 0
    assert "\n# Motion digest\n" in capsys.readouterr().out
    assert "Write what each motion above asks for." in json.dumps(server.asked[-1])
    assert as_("bea", "prompt", "list", "--json", "--matter", matter[1]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["prompts"]}
    assert rows["firm-motion-digest"]["uses"] == {"2026-11": 1}
    assert rows["firm-motion-digest"]["approved"]["by"] == "bea"

    assert as_("ann", "prompt", "propose", motion) == 0
    assert as_("bea", "prompt", "approve", "firm-motion-digest") == 0
    assert statuses(as_, capsys) == {"firm-motion-digest 1": "superseded", "firm-motion-digest 2": "approved"}
    assert as_("bea", "prompt", "retire", "firm-motion-digest") == 0
    assert as_("ann", *SEND, *matter) == 3
    assert "is retired" in capsys.readouterr().err
    actions = [json.loads(line)["action"] for line in (firm / TRAIL).read_text().splitlines()]
    assert [one for one in actions if one != "prompt.open"] == [
        "prompt.propose",
        "prompt.approve",
        "prompt.propose",
        "prompt.approve",
        "prompt.retire",
    ]


def test_what_is_wrong_with_a_prompt_is_refused_with_its_reason_and_breaks_no_other(
    as_: As, matter: tuple[str, ...], firm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    motion = tmp_path / "motion.toml"
    assert as_("ann", "prompt", "propose", str(motion)) == 0
    assert as_("bea", "prompt", "approve", "firm-motion-digest") == 0
    for number, title in enumerate(("Second", "Third")):
        motion.write_text(PROPOSAL.replace("Motion digest", title), encoding="utf-8")
        assert as_(("ann", "bea")[number], "prompt", "propose", str(motion)) == 0
    (firm / "firm-second.1.toml").write_text("id = ", encoding="utf-8")
    approved = firm / "firm-motion-digest.1.toml"
    (firm / "firm-smuggled.1.toml").write_text(
        approved.read_text().replace("firm-motion-digest", "firm-smuggled"), encoding="utf-8"
    )
    assert as_("ann", "prompt", "approve", "firm-second") == 3
    assert statuses(as_, capsys) == {
        "firm-motion-digest 1": "approved",
        "firm-second 1": "broken",
        "firm-smuggled 1": "never proposed",
        "firm-third 1": "proposed",
    }
    approved.write_text(approved.read_text().replace("asks for", "hides"), encoding="utf-8")
    assert statuses(as_, capsys)["firm-motion-digest 1"] == "altered"
    loose = f'[prompts]\nfolder = "{firm}"\napproval = false\n'
    for prompt_id, why in (
        ("firm-motion-digest", "was changed after it was approved"),
        ("firm-smuggled", "put into the folder without a proposal"),
    ):
        assert as_("ann", "summarize", "--engine", "claude", "--prompt", prompt_id, *matter, tables=loose) == 3
        assert why in capsys.readouterr().err
    assert as_("ann", "summarize", "--engine", "claude", "--prompt", "firm-third", *matter, tables=loose) == 0
    trail = firm / TRAIL
    trail.write_text("".join(trail.read_text().splitlines(keepends=True)[:2]), encoding="utf-8")
    assert statuses(as_, capsys) == dict.fromkeys(statuses(as_, capsys), "approval not valid") | {
        "firm-second 1": "broken"
    }


def test_a_version_whose_text_was_replaced_after_it_was_read_is_not_approved(
    as_: As, firm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its proposer takes it back with its events, and proposes another text as the same version."""
    file = tmp_path / "digest.toml"
    file.write_text(PROPOSAL, encoding="utf-8")
    assert as_("ann", "prompt", "propose", str(file)) == 0

    def replaced(*given: object) -> object:
        for path in firm.iterdir():
            path.unlink()
        anchors = tmp_path / "anchors-ann"
        for path in anchors.iterdir() if anchors.exists() else ():
            path.unlink()
        file.write_text(PROPOSAL.replace("asks for", "hides"), encoding="utf-8")
        assert as_("ann", "prompt", "propose", str(file)) == 0
        return approve(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("legalredact.cli.prompt.approve", replaced)
    assert as_("bea", "prompt", "approve", "firm-motion-digest") == 2
    assert "another text than the one that you read" in capsys.readouterr().err
    assert statuses(as_, capsys) == {"firm-motion-digest 1": "proposed"}


def test_a_name_in_a_prompt_stops_its_proposal_its_approval_and_its_use(
    as_: As, matter: tuple[str, ...], firm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    motion = tmp_path / "motion.toml"
    for name, where in (("Zorbin Works", ()), ("Marguerite Oldacre", ())):
        motion.write_text(PROPOSAL.replace("each motion", f"each motion of {name}"), encoding="utf-8")
        assert as_("ann", "prompt", "propose", str(motion), *where) == 3
        told = capsys.readouterr().err
        assert f"In purpose: {name} (found by" in told
        assert name not in told.split("legalredact: ")[1]  # no error quotes it
    assert as_("ann", "prompt", "propose", str(motion), "--not-a-name", "Zorbin Works") == 3
    cleared = ("--not-a-name", "Marguerite Oldacre")
    assert as_("ann", "prompt", "propose", str(motion), *cleared) == 0
    assert as_("bea", "prompt", "approve", "firm-motion-digest") == 3
    assert as_("bea", "prompt", "approve", "firm-motion-digest", *cleared, *matter[:2]) == 3  # the matter's register
    assert as_("bea", "prompt", "approve", "firm-motion-digest", *cleared) == 0
    assert as_("ann", *SEND, *matter) == 3
    assert "The scan found" in capsys.readouterr().err
    assert "Oldacre" not in (firm / TRAIL).read_text()
    assert '["cleared", "1"]' in (firm / TRAIL).read_text()


def test_the_effort_of_a_proposal_is_shown_to_the_approver_and_sent(
    as_: As, matter: tuple[str, ...], server: MessagesServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    motion = tmp_path / "motion.toml"
    motion.write_text(f'{PROPOSAL}effort = "utmost"\n', encoding="utf-8")
    assert as_("ann", "prompt", "propose", str(motion)) == 2
    assert "unknown effort; known are low, medium, high" in capsys.readouterr().err
    motion.write_text(f'{PROPOSAL}effort = "high"\n', encoding="utf-8")
    assert as_("ann", "prompt", "propose", str(motion)) == 0
    assert as_("bea", "prompt", "show", "firm-motion-digest") == 0
    assert "effort    high" in capsys.readouterr().out
    assert as_("bea", "prompt", "approve", "firm-motion-digest") == 0
    assert as_("ann", *SEND, *matter) == 0
    assert server.asked[-1]["output_config"] == {"effort": "high"}


def test_the_check_of_meaning_is_in_the_inventory_with_its_uses_and_makes_no_summary(
    as_: As, matter: tuple[str, ...], server: MessagesServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = (*SEND[:-1], "document-abstract", "--check-meaning")
    server.script.answers = [fake.summarize, all_supported]
    assert as_("ann", *asked, *matter, check="choose") == 0
    capsys.readouterr()
    assert as_("ann", "prompt", "list", "--json", "--matter", matter[1]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["prompts"]}
    assert rows["meaning-check"]["uses"] == {"2026-11": 1}
    assert as_("ann", "prompt", "show", "meaning-check") == 0
    shown = capsys.readouterr().out
    assert "Say for each statement of a summary whether the passages that it cites support it." in shown
    assert "model     claude-opus-5-5" in shown

    sent = len(server.asked)
    assert as_("ann", *SEND[:-1], "meaning-check", *matter) == 2
    assert as_("ann", "prompt", "try", "meaning-check") == 2
    assert as_("bea", "prompt", "retire", "meaning-check") == 3
    assert len(server.asked) == sent


def test_a_prompt_goes_to_the_model_that_the_policy_names_for_it(
    as_: As, matter: tuple[str, ...], server: MessagesServer
) -> None:
    tables = '[prompts]\nmodels = ["document-abstract | claude-haiku-5-5"]\n'
    assert as_("ann", *SEND[:-1], "document-abstract", *matter, tables=tables) == 0
    assert as_("ann", *SEND[:-1], "chronology", *matter, tables=tables) == 0
    assert [body["model"] for body in server.asked] == ["claude-haiku-5-5", "claude-opus-5-5"]
