"""A prompt is tried on a sample before its approval, under a policy that lets nothing else be relaxed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import SendRefused
from legalredact.governance.account import Account
from legalredact.model.policy import PromptPolicy
from legalredact.model.progress import NEVER, silent
from legalredact.summary.engine import Engine
from legalredact.workflow.matter.dependencies import Parts, Reverify
from legalredact.workflow.prompt_trial import NOT_SENT, trial_policy, try_prompt
from legalredact.workflow.prompts.prompt_acts import Proposal, note_trial, propose
from legalredact.workflow.prompts.prompt_trail import read_trail
from legalredact.workflow.send.send_rules import prompt_to_send
from tests.fakes.messages_server import MessagesServer
from tests.fakes.parts import light_parts
from tests.gui.reviewing import letters
from tests.summary.asking import sender
from tests.workflow.attested import ATTESTED


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as listening:
        yield listening


def test_a_proposed_prompt_is_tried_and_the_trial_is_recorded(tmp_path: Path, server: MessagesServer) -> None:
    folder = tmp_path / "prompts"
    folder.mkdir()
    firms = replace(ATTESTED, prompts=PromptPolicy(folder=str(folder)))
    own = replace(light_parts(firms), account=Account("uid:ann", "ann"))
    entry = propose(own, "ann", Proposal("Motion digest", "Say it.", "Write what each motion above asks for."))
    assert entry.prompt is not None
    with pytest.raises(SendRefused, match="not approved yet"):
        prompt_to_send(firms, None, entry.id)

    relaxed = trial_policy(firms)

    def make(engine: str, reverify: Reverify) -> Engine:
        return replace(sender(server, reverify), registry=lambda one: prompt_to_send(relaxed, None, one))

    parts: Parts = replace(light_parts(relaxed), engine=make)
    files = letters(tmp_path)
    shown = try_prompt(entry.prompt, NOT_SENT, parts, "ann", silent, NEVER, files)
    assert not server.asked
    assert "Write what each motion above asks for." in shown.payload
    assert "Oldacre" not in shown.payload
    note_trial(own, "ann", entry, "claude")
    tried = try_prompt(entry.prompt, "claude", parts, "ann", silent, NEVER, files)
    assert "The scan found no name" in tried.words
    assert "The check of the reply has" in tried.words
    assert "\n# Motion digest\n" in tried.result
    assert "Write what each motion above asks for." in json.dumps(server.asked[-1])
    assert read_trail(folder)[-1].action == "prompt.try"
    assert (relaxed.zero_retention, relaxed.engines) == (firms.zero_retention, firms.engines)
