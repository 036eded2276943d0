"""A question to the matter: its names are masked before it goes, by command and in the window."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from legalredact.errors import OpenDecisions, UsageError
from legalredact.gui.send.send_rows import PairRow
from legalredact.gui.send.send_view import SendView
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Decision, Entity, Register
from legalredact.model.review import FindingKind
from legalredact.summary import prompts
from legalredact.workflow.export.export import as_markdown
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.send.typed_question import masked_question, with_question
from tests.fakes.messages_server import MessagesServer
from tests.gui.reviewing import attested, confirm, session_for

PROMPT = prompts.load()["matter-question"]


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as listening:
        yield listening


def test_a_question_is_masked_shown_sent_and_answered(qtbot: QtBot, tmp_path: Path, server: MessagesServer) -> None:
    session = session_for(tmp_path, attested(server), server)
    confirm(session)
    view = SendView(session)
    qtbot.addWidget(view)
    view.show()
    view.prompts.setCurrentIndex(view.prompts.findData(PROMPT.id))
    assert view.asked_for.isVisible()
    assert "Question is not typed." in view.bar.button.accessibleDescription()
    view.asked_for.line.setText("When did Marguerite Oldacre sign a lease with Penhallow Freight, Inc.?")
    view.asked_for.take()
    assert view.bar.button.isEnabled()
    question = view.asked_for.masked
    assert "Oldacre" not in question
    assert "Penhallow" not in question
    assert view.prepared is not None
    assert view.prepared.payload.question == question
    view.documents.setCurrentIndex(0)  # the instructions
    assert question in [row.pair.leaving for row in view.list.rows if isinstance(row, PairRow)]
    view.engines.setCurrentIndex(view.engines.findData("local"))
    view.bar.button.click()
    (summary,) = session._matter.summaries
    assert "On May 4, 2021, Marguerite Oldacre signed a lease" in as_markdown(session._matter, summary)

    asked = with_question(session._matter, PROMPT, "Who owes Marguerite Oldacre money?")
    summarize(session._matter, asked, "claude")
    sent = json.dumps(server.asked[-1])
    assert asked.question in sent
    assert not any(name in sent for name in ("Marguerite", "Oldacre", "Penhallow"))


def test_a_name_that_the_register_does_not_have_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    matter = session_for(tmp_path, texts={"letter.txt": "Penhallow Freight, Inc. owes rent.\n"})._matter
    with pytest.raises(OpenDecisions, match="not in the register") as refused:
        with_question(matter, PROMPT, "Did Marguerite Oldacre call Penhallow Freight, Inc.?")
    assert "Oldacre" not in str(refused.value)
    assert "ORG_A" in with_question(matter, PROMPT, "Does Penhallow Freight, Inc. owe rent?").question


def test_every_use_is_asked_with_its_form_and_checked(qtbot: QtBot, tmp_path: Path, server: MessagesServer) -> None:
    session = session_for(tmp_path, attested(server), server)
    confirm(session)
    matter = session._matter
    with pytest.raises(UsageError, match="2 documents, and 1 is chosen"):
        summarize(matter, prompts.load()["document-comparison"], "local", chosen=[matter.documents[0].id])
    for prompt in prompts.load().values():
        use = with_question(matter, prompt, "The lease; the rent")
        assert bool(use.question) == bool(prompt.asks)
        for engine in prompt.engines:
            made = summarize(matter, use, engine)
            kinds = {one.kind for one in made.checked.findings}
            assert made.checked.restorable
            table_expected = bool(prompt.columns) and engine == "claude"  # the stand-in writes sentences
            assert (FindingKind.ROW in kinds) == table_expected, prompt.id
            assert prompts.title_of(prompt.id) == prompt.title
            assert f"\n# {prompt.title}\n" in as_markdown(matter, made)  # below the marks of a draft


def person(number: int, name: str, kind: Kind = Kind.PERSON) -> Entity:
    return Entity(
        f"e{number}", name, kind, Role.CLIENT, decision=Decision.CONFIRMED, token=f"CLIENT_{chr(64 + number)}"
    )


NAMES = Register((person(1, "Marguerite Oldacre"), person(2, "Granite Hill, Inc.", Kind.ORGANIZATION)))


@pytest.mark.parametrize(
    "words",
    [
        "Oldacre", "oldacre", "OLDACRE", "ms. oldacre's lease", "Margerite Oldacre", "Oldacer", "Oldacr",
        "O l d a c r e", "Old\u00adacre", "\u041eldacre", "oldacres", "@Oldacre", "Oldacre/Wren", "oldacrelease",
        "_Oldacre_", "Granite",
    ],
)  # fmt: skip
def test_a_word_that_may_be_a_part_of_a_masked_name_refuses_the_question(words: str) -> None:
    with pytest.raises(OpenDecisions, match="part of a masked name") as refused:
        masked_question(f"When did {words} pay?", NAMES, lambda _: ())
    assert words not in str(refused.value)


def test_other_words_and_whole_names_do_not() -> None:
    asked = "Who told Marguerite Oldacre and Granite Hill, Inc. about the granite on the hill, and will CLIENT_A pay?"
    masked = masked_question(asked, NAMES, lambda _: ())
    assert masked == "Who told CLIENT_A and CLIENT_B about the granite on the hill, and will CLIENT_A pay?"


def test_issues_are_those_of_the_firm_until_the_matter_has_its_own_or_others_are_typed(
    qtbot: QtBot, tmp_path: Path, server: MessagesServer
) -> None:
    coding, policy = prompts.load()["issue-coding"], attested(server)
    firm = replace(policy.prompts, issues=("Notice | of breach", "Damages"))
    session = session_for(tmp_path, replace(policy, prompts=firm), server)
    confirm(session)
    matter = session._matter
    assert with_question(matter, coding, " ").question == "Notice (of breach); Damages"
    view = SendView(session)
    qtbot.addWidget(view)
    view.prompts.setCurrentIndex(view.prompts.findData(coding.id))
    assert view.asked_for.line.text() == "Notice (of breach); Damages"

    matter.set_info(replace(matter.info, issues="Waiver by Marguerite Oldacre; Rent"))
    asked = with_question(matter, coding, "")
    assert asked.question.endswith("; Rent")
    assert "Oldacre" not in asked.question
    assert with_question(matter, coding, "Title").question == "Title"
    assert with_question(matter, PROMPT, "") == PROMPT
