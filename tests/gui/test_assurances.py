"""Each sentence of the window that assures something is listed, with a test of a state in which it would be false.

A sentence is found by the words that assurances are made of. A new one fails the first test until it is listed in
`assurances.toml`: with a test that removes it, or among the sentences that say nothing about a check.
"""

import ast
import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from legalredact import gui
from legalredact.documents.text.plain import document_from_text
from legalredact.errors import DamagedInput, DiskFull, Refused, SendRefused, UsageError, VaultDamaged
from legalredact.governance.account import Account
from legalredact.gui.copies.redact_table import Fate, fate_of
from legalredact.gui.names.name_groups import NameEntry, state_words
from legalredact.gui.names.names_listing import asked_of
from legalredact.gui.send.search_words import not_searched_words, search_words
from legalredact.gui.send.send_facts import facts
from legalredact.gui.send.send_reasons import ready_words
from legalredact.gui.shell.sending import sending
from legalredact.gui.shell.step_status import names as names_step
from legalredact.gui.widgets.error_panel import what_is_safe
from legalredact.model.document import Place
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.payload import Hit, Passage, Payload, PayloadDocument, VerifiedText
from legalredact.model.policy import Policy
from legalredact.model.register import Decision, Entity, LocalDecision, Register
from legalredact.redaction.audit.audit import Audit, RemainingName, Where
from legalredact.redaction.options import CopyResult
from legalredact.summary import prompts
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.copies.run import Redacted
from legalredact.workflow.names.queue import undecided_words
from legalredact.workflow.send.conditions import Conditions
from legalredact.workflow.window.snapshot import Snapshot
from tests.gui.reviewing import attested

ROOT = Path(__file__).resolve().parents[2]
_ASSURING = re.compile(
    r"\b(decided|found no\w*|nothing (?:was |is )?found|none (?:was |were )?found|no find\w*|clean|proven|proves?"
    r"|verified|safe\w*|complete\w*|nothing leaves|nothing (?:is|was) sent|sends nothing|only read|only|every\w*"
    r"|stays? on this machine|never|nobody else|no one else|searched|passed|matches|no name|no flag|no covered name"
    r"|no suggested name|unchanged|untouched|not changed|no text|genuine|sealed|possible, in clear)\b",
    re.IGNORECASE,
)
_LISTED = tomllib.loads((Path(__file__).with_name("assurances.toml")).read_text(encoding="utf-8"))
ASSURANCES: dict[str, str] = _LISTED["assurances"]
ALL = {*ASSURANCES, *(words for group in _LISTED["others"].values() for words in group)}


def sentences() -> Iterator[str]:
    """String literals of the window with words of an assurance, two words or more; documentation is left out."""
    for path in sorted(Path(gui.__file__).parent.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bodies = (body for node in ast.walk(tree) if isinstance(body := getattr(node, "body", None), list))
        documented = {id(line.value) for body in bodies for line in body if isinstance(line, ast.Expr)}
        pieces = {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces | documented:
                text = node.value
            else:
                continue
            if len(text.split()) > 1 and _ASSURING.search(text) and "QPushButton" not in text:
                yield text


def test_every_assuring_sentence_of_the_window_is_listed() -> None:
    assert set(sentences()) - ALL == set(), "list it here, with a test that removes it"


def test_no_sentence_is_listed_that_is_gone() -> None:
    assert ALL - set(sentences()) == set()


def test_each_test_that_breaks_an_assurance_exists() -> None:
    for test in set(ASSURANCES.values()):
        path, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), test


# States that remove an assurance


def entity(entity_id: str, **changes: object) -> Entity:
    made = Entity(
        entity_id, f"Name {entity_id}", Kind.PERSON, Role.PERSON, decision=Decision.CONFIRMED, token="PERSON_A"
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields of an entity


MASKED, POSSIBLE = entity("e1"), entity("e2", decision=Decision.OPEN, tier=Tier.POSSIBLE, token="")
KEPT = entity("e3", decision=Decision.DISMISSED, token="")
PAYLOAD = Payload("p", "1", "Do.", (PayloadDocument("d1", "Document 1", (Passage("b0", "x", Place(), Span(0, 1)),)),))


def prepared(*hits: Hit) -> Prepared:
    return Prepared(PAYLOAD, (), hits or VerifiedText(PAYLOAD, PAYLOAD.digest, frozenset()))


def test_a_find_takes_the_result_of_the_search_away() -> None:
    assert "1 passage was searched for 1 spelling of 1 masked name" in search_words(prepared(), Register((MASKED,)))
    assert search_words(prepared(Hit("d1/b0", "alias", "e1", Span(0, 1))), Register((MASKED,))) == ""


def test_names_that_were_not_searched_for_are_counted() -> None:
    assert not_searched_words(Register((MASKED,))) == "Not searched for: names that are not in the list."
    left = replace(MASKED, local=(LocalDecision("d1", Span(0, 4), Decision.DISMISSED),))
    told = not_searched_words(Register((left, POSSIBLE, KEPT)))
    assert "1 possible name without a decision" in told
    assert "1 name kept in clear" in told
    assert "places of 1 name that were kept in clear" in told


def state(*entities: Entity) -> Snapshot:
    return Snapshot(MatterInfo("m1"), CONDITIONS, register=Register(entities), documents=(DOCUMENT,))


DOCUMENT = document_from_text("d1", "a.txt", "x")
PROMPT = prompts.load()["document-abstract"]
CONDITIONS = Conditions(Account("uid:1", "ann"))


def test_possible_names_are_told_before_a_send() -> None:
    assert ready_words(state(MASKED), "claude", prepared()) == "Ready to send: 1 name decided; 1 document."
    assert "1 possible one not" in ready_words(state(MASKED, POSSIBLE), "claude", prepared())
    assert ready_words(state(MASKED), "claude", None) == ""


def test_the_names_panel_counts_possible_names_that_nobody_decided() -> None:
    sure, open_ = NameEntry(MASKED, 1, 1), NameEntry(POSSIBLE, 1, 1)
    assert asked_of([sure]).words == "No suggested name waits for a decision."
    assert "1 possible name in clear, without a decision" in asked_of([sure, open_]).words
    suggested = entity("e4", decision=Decision.OPEN)
    assert "No suggested name" not in undecided_words([suggested])


def test_with_claude_nobody_says_that_nothing_is_sent() -> None:
    assert "sends nothing" in ready_words(state(MASKED), "local", prepared())
    assert "sends nothing" not in ready_words(state(MASKED), "claude", prepared())
    local, claude = (dict(facts(prepared(), PROMPT, engine, attested())) for engine in ("local", "claude"))
    assert "nothing is sent" in local["Goes to"]
    assert "nothing" not in claude["Goes to"]


def test_a_contract_takes_local_only_away() -> None:
    day = dt.date(2026, 6, 1)
    assert sending(Policy(), None, day).words == "local only"
    assert sending(attested(), MatterInfo("m1", ai_rule=AiRule.BARRED), day).words == "local only"
    told = sending(attested(), MatterInfo("m1"), day)
    assert "local only" not in told.words
    assert "No text" not in told.why


def test_a_place_without_a_decision_takes_place_by_place_away() -> None:
    open_ = entity("e1", decision=Decision.OPEN, all_local=True)
    assert state_words(open_) == "decided place by place"
    assert state_words(replace(open_, all_local=False)) == "suggested"


def test_the_tick_of_the_names_tells_possible_ones() -> None:
    assert names_step(state(MASKED)).words == ""
    assert names_step(state(MASKED, POSSIBLE)).words == "1 possible, in clear"


def test_a_name_left_in_a_copy_takes_its_result_away() -> None:
    clean = Redacted(Path("x"), copy=Path("y"), made=CopyResult((), 1), audit=Audit((), 7))
    assert fate_of(clean)[1].startswith("no covered name found in 7 channels")
    left = replace(clean, copy=None, audit=Audit((RemainingName(1, "text (mupdf)", 3, "", Where.UNDER_BLACK),), 7))
    assert fate_of(left)[0] is Fate.WITHHELD
    assert "no covered name" not in fate_of(left)[1]


def test_what_is_safe_depends_on_what_failed() -> None:
    said = {
        what_is_safe(kind("x", "y"))
        for kind in (SendRefused, DiskFull, VaultDamaged, UsageError, DamagedInput, Refused)
    }
    assert said == {
        "Nothing was sent.",
        "What was saved before was not changed.",
        "What was saved may be damaged.",
        "Everything you did before is kept.",
        "The file was only read.",
        "Nothing was changed and nothing was sent.",
    }
