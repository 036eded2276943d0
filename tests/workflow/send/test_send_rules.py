"""Every rule that forbids a send or an export, tried alone: the reasons are shown to people in this order."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.documents.text.plain import document_from_text
from legalredact.errors import KeyringUnavailable, OpenDecisions, ReadingOnly, Refused, SendRefused, UsageError
from legalredact.governance.account import Account
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.payload import Hit
from legalredact.model.policy import (
    ApprovedPrompt,
    AuditPolicy,
    DesignationPolicy,
    EnginePolicy,
    ExportPolicy,
    Policy,
    PromptPolicy,
    RolePolicy,
    ZeroRetention,
)
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.register import Decision, Entity, Register
from legalredact.summary import prompts
from legalredact.summary.local import passage_index
from legalredact.summary.local.question import PROMPT as QUESTION
from legalredact.workflow.compute.payload import against_hits, for_question
from legalredact.workflow.export.export_rules import reasons_against_export, reasons_against_print
from legalredact.workflow.matter.blockers import Blocker, blockers
from legalredact.workflow.send.conditions import Conditions, MatterState
from legalredact.workflow.send.designations import designated, key_of
from legalredact.workflow.send.send_rules import (
    may_note_refusal,
    prompt_to_send,
    reasons_against_send,
    reasons_against_summaries,
)
from tests.summary.payloads import document, verified

PROMPT = prompts.load()["document-abstract"]
TODAY = dt.date(2026, 11, 24)
ANN = Account("uid:1", "ann")
STATE = MatterState(MatterInfo("m"), Conditions(ANN))
ATTESTED = ZeroRetention("Dee", TODAY, "C-1", TODAY, "org", "work")
OPEN = Policy(engines=EnginePolicy(("local", "claude")), zero_retention=ATTESTED)
OTHERS_PREPARE = RolePolicy(prepare=("bea",))
BUSY = Refusal(RefusalKind.INCIDENT, "Incident 1 of this matter is open.", "Close it.", SendRefused)


def under(**conditions: object) -> MatterState:
    return replace(STATE, conditions=replace(STATE.conditions, **conditions))  # type: ignore[arg-type]  # by name


def kinds(reasons: tuple[Refusal, ...]) -> list[RefusalKind]:
    return [reason.kind for reason in reasons]


@pytest.mark.parametrize("engine", ["local", "claude"])
def test_nothing_forbids_a_send_that_everything_allows(engine: str) -> None:
    assert reasons_against_send(STATE, OPEN, PROMPT, engine, TODAY) == ()
    assert may_note_refusal(STATE, OPEN)


@pytest.mark.parametrize(
    ("state", "policy", "kind", "error"),
    [
        (under(reading=True), OPEN, RefusalKind.READING, ReadingOnly),
        (STATE, replace(OPEN, broken="Line 3."), RefusalKind.BROKEN_POLICY, Refused),
        (STATE, replace(OPEN, audit=AuditPolicy(signed=True)), RefusalKind.UNSIGNED, KeyringUnavailable),
    ],
)
@pytest.mark.parametrize("engine", ["local", "claude"])
def test_whoever_may_not_act_is_told_that_alone(
    state: MatterState, policy: Policy, kind: RefusalKind, error: type[Exception], engine: str
) -> None:
    assert not may_note_refusal(state, policy)
    policy = replace(policy, roles=OTHERS_PREPARE)
    reasons = reasons_against_summaries(state, policy, PROMPT, engine, TODAY)
    assert kinds(reasons) == [kind]
    assert reasons[0].error is error
    assert kinds(reasons_against_print(state, policy)) == [kind]


def test_with_a_key_events_are_signed_and_nothing_is_refused() -> None:
    signed = replace(OPEN, audit=AuditPolicy(signed=True))
    assert reasons_against_summaries(under(key="ab"), signed, PROMPT, "claude", TODAY) == ()
    assert may_note_refusal(under(key="ab"), signed)


@pytest.mark.parametrize("engine", ["local", "claude"])
def test_whoever_may_not_prepare_is_refused_and_leaves_no_event(engine: str) -> None:
    policy = replace(OPEN, roles=OTHERS_PREPARE)
    (reason,) = reasons_against_summaries(STATE, policy, PROMPT, engine, TODAY)
    assert (reason.kind, reason.what) == (
        RefusalKind.ACCOUNT,
        "The policy does not let the account ann prepare matters.",
    )
    assert not may_note_refusal(STATE, policy)


@pytest.mark.parametrize("engine", ["local", "claude"])
def test_an_engine_that_policy_does_not_allow_is_named_once(engine: str) -> None:
    reasons = reasons_against_summaries(STATE, replace(OPEN, engines=EnginePolicy(())), PROMPT, engine, TODAY)
    assert kinds(reasons) == [RefusalKind.ENGINE]
    assert reasons[0].what == f"The policy does not allow the engine {engine}."


@pytest.mark.parametrize("engine", ["local", "claude"])
@pytest.mark.parametrize(
    ("prompt", "version", "stopped"),
    [(PROMPT.id, PROMPT.version, False), (PROMPT.id, "0", True), ("other", PROMPT.version, True)],
)
def test_only_the_approved_version_of_a_prompt_is_used(prompt: str, version: str, stopped: bool, engine: str) -> None:
    policy = replace(OPEN, prompts=PromptPolicy(approved=(ApprovedPrompt(prompt, version, "Dee", TODAY),)))
    reasons = reasons_against_summaries(STATE, policy, PROMPT, engine, TODAY)
    assert kinds(reasons) == [RefusalKind.PROMPT] * stopped


@pytest.mark.parametrize(
    ("state", "policy", "today", "kind"),
    [
        (replace(STATE, info=MatterInfo("m", ai_rule=AiRule.BARRED)), OPEN, TODAY, RefusalKind.BARRED),
        (STATE, replace(OPEN, zero_retention=None), TODAY, RefusalKind.ATTESTATION),
        (STATE, OPEN, TODAY + dt.timedelta(days=1), RefusalKind.ATTESTATION),
        (under(service=(BUSY,)), OPEN, TODAY, RefusalKind.INCIDENT),
    ],
)
def test_what_stops_the_service_does_not_stop_the_local_engine(
    state: MatterState, policy: Policy, today: dt.date, kind: RefusalKind
) -> None:
    assert kinds(reasons_against_send(state, policy, PROMPT, "claude", today)) == [kind]
    assert reasons_against_send(state, policy, PROMPT, "local", today) == ()


@pytest.mark.parametrize(
    ("count", "what"),
    [
        (1, "1 document has not been searched for names yet."),
        (2, "2 documents have not been searched for names yet."),
    ],
)
@pytest.mark.parametrize("engine", ["local", "claude"])
def test_documents_that_were_not_searched_stop_both_engines(count: int, what: str, engine: str) -> None:
    state = replace(STATE, busy=frozenset(f"d{number}" for number in range(count)))
    (reason,) = reasons_against_send(state, OPEN, PROMPT, engine, TODAY)
    assert (reason.kind, reason.what, reason.error) == (RefusalKind.UNSEARCHED, what, OpenDecisions)


@pytest.mark.parametrize(
    ("kind", "remedy", "local"),
    [
        ("empty", "Add documents first.", True),
        ("withheld", "Take that back, or choose the other documents (`--documents`).", True),
        ("unread", "Look at them, then accept them (`mask --accept-unread`).", False),
        ("suggestion", "Decide them (`mask --accept`).", False),
        ("ambiguous", "Decide them (`mask --accept`).", False),
    ],
)
def test_each_open_decision_stops_a_send_with_its_remedy_and_some_stop_a_local_summary(
    kind: str, remedy: str, local: bool
) -> None:
    state = replace(STATE, blockers=(Blocker(kind, ("a",), "It is open."),))
    (reason,) = reasons_against_send(state, OPEN, PROMPT, "claude", TODAY)
    assert (reason.kind, reason.what, reason.remedy, reason.error) == (kind, "It is open.", remedy, OpenDecisions)
    assert reasons_against_send(state, OPEN, PROMPT, "local", TODAY) == ((reason,) if local else ())


def test_a_designation_that_policy_names_stops_a_send_until_it_is_cleared() -> None:
    policy = replace(OPEN, designations=DesignationPolicy(("privileged",)))
    found = designated([document_from_text("d", "memo.txt", "PRIVILEGED\n\nWe met.\n")])
    assert found
    assert kinds(reasons_against_send(STATE, policy, PROMPT, "claude", TODAY, found)) == [RefusalKind.DESIGNATION]
    assert reasons_against_send(STATE, policy, PROMPT, "local", TODAY, found) == ()
    assert reasons_against_send(STATE, OPEN, PROMPT, "claude", TODAY, found) == ()
    cleared = replace(STATE, accepted=frozenset(map(key_of, found)))
    assert reasons_against_send(cleared, policy, PROMPT, "claude", TODAY, found) == ()


@pytest.mark.parametrize("engine", ["local", "claude"])
def test_a_name_that_the_scan_found_stops_both_engines(engine: str) -> None:
    (reason,) = reasons_against_send(STATE, OPEN, PROMPT, engine, TODAY, (), (hit("title"),))
    assert (reason.kind, reason.error) == (RefusalKind.SCAN, SendRefused)


def test_all_reasons_are_given_in_the_order_of_the_steps() -> None:
    state = replace(
        under(service=(BUSY,)), blockers=(Blocker("empty", (), "The matter has no documents."),), busy=frozenset("d")
    )
    policy = replace(OPEN, roles=OTHERS_PREPARE, zero_retention=None)
    found = reasons_against_send(state, policy, PROMPT, "claude", TODAY, (), (hit("title"),))
    assert kinds(found) == [
        RefusalKind.ACCOUNT,
        RefusalKind.ATTESTATION,
        RefusalKind.INCIDENT,
        RefusalKind.UNSEARCHED,
        RefusalKind.EMPTY,
        RefusalKind.SCAN,
    ]


def hit(part: str) -> Hit:
    return Hit(part, "alias", "e1", Span(0, 2))


def test_hits_are_counted_and_five_places_are_named() -> None:
    assert against_hits([]) == ()
    (one,) = against_hits([hit("p3")])
    assert one.what == "The scan found 1 name or identifier that should be masked."
    assert (one.kind, one.remedy.startswith("In the window")) == (RefusalKind.SCAN, True)
    (typed,) = against_hits([hit("instructions"), hit("instructions")])
    assert (typed.kind, typed.remedy.startswith("It is in the text of the prompt")) == (RefusalKind.PROMPT, True)
    (both,) = against_hits([hit("instructions"), hit("p3")])
    assert both.kind == RefusalKind.SCAN
    (many,) = against_hits([hit(f"p{number}") for number in (6, 5, 4, 3, 2, 1, 1)])
    assert many.what == "The scan found 7 names or identifiers that should be masked."
    assert many.remedy.endswith("each can be masked or kept in clear at its place (p1, p2, p3, p4, p5).")


def test_an_export_needs_a_form_and_a_place_that_policy_allows(tmp_path: Path) -> None:
    here = Policy(export=ExportPolicy((str(tmp_path / "here"),)))
    (no_form,) = reasons_against_export(STATE, here, ())
    assert (no_form.kind, no_form.error) == (RefusalKind.FORMS, UsageError)
    assert (no_form.what, no_form.remedy) == ("No form is chosen.", "Choose at least one form.")
    assert reasons_against_export(STATE, here, ["pdf"]) == ()
    assert reasons_against_export(STATE, here, ["pdf"], tmp_path / "here" / "sub") == ()
    assert kinds(reasons_against_export(STATE, here, ["pdf"], tmp_path)) == [RefusalKind.PLACE]
    assert kinds(reasons_against_export(STATE, here, (), tmp_path)) == [RefusalKind.FORMS, RefusalKind.PLACE]
    reading = under(reading=True)
    assert kinds(reasons_against_export(reading, here, (), tmp_path)) == [RefusalKind.READING]
    assert reasons_against_print(STATE, here) == ()


def test_names_that_are_open_block_by_their_sort_and_are_counted() -> None:
    def entity(number: int, decision: Decision = Decision.OPEN, *among: str) -> Entity:
        return Entity(f"e{number}", f"Name {number}", Kind.PERSON, Role.PERSON, decision=decision, among=among)

    register = Register((entity(1), entity(2), entity(3, Decision.CONFIRMED), entity(4, Decision.OPEN, "e1", "e2")))
    found = blockers(register, [document_from_text("d", "a.txt", "We met.")], frozenset())
    assert [(one.kind, one.ids, one.what) for one in found] == [
        ("suggestion", ("e1", "e2"), "2 suggested names are not decided."),
        ("ambiguous", ("e4",), "1 name is ambiguous."),
    ]
    (empty,) = blockers(Register(), (), frozenset())
    assert (empty.kind, empty.ids, empty.what) == ("empty", (), "The matter has no documents.")


@pytest.mark.parametrize("engine", ["local", "claude"])
def test_a_use_for_two_documents_takes_two_and_says_so_of_any_other_number(engine: str) -> None:
    comparison = prompts.load()["document-comparison"]

    def told(count: int | None) -> list[str]:
        return [one.what for one in reasons_against_send(STATE, OPEN, comparison, engine, TODAY, count=count)]

    assert told(1) == ["This use takes 2 documents, and 1 is chosen."]
    assert told(3) == ["This use takes 2 documents, and 3 are chosen."]
    assert told(2) == told(None) == []  # how many there are may not be known yet
    assert reasons_against_send(STATE, OPEN, PROMPT, engine, TODAY, count=3) == ()


def test_a_prompt_to_send_has_the_model_of_the_policy() -> None:
    policy = Policy()
    sent = prompt_to_send(policy, None, "document-abstract")
    assert sent == replace(prompts.prompt_of("document-abstract"), model=policy.model_for("document-abstract", ""))


def test_a_prompt_for_a_model_that_the_policy_does_not_allow_is_not_sent() -> None:
    with pytest.raises(UsageError, match="no prompt of that id"):
        prompt_to_send(Policy(), None, "no-such-prompt")
    others = Policy(prompts=PromptPolicy(models=("document-abstract | claude-of-nobody",)))
    with pytest.raises(SendRefused, match="claude-of-nobody"):
        prompt_to_send(others, None, "document-abstract")


def test_a_question_is_in_the_payload_that_is_sent() -> None:
    payload = verified(document("d1", "CLIENT_A owes $5.00.")).payload
    assert for_question(payload, "Who owes CLIENT_A money?").question == "Who owes CLIENT_A money?"
    assert for_question(payload, "") == payload


def test_a_question_to_a_large_matter_takes_as_many_passages_as_an_engine_takes_and_another_prompt_takes_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passage_index, "lemma", str.lower)  # its list of words takes a second to read
    texts = [letter * 50_000 for letter in "vwxyz"]
    whole = replace(verified(document("d1", *texts)).payload, prompt_id=QUESTION)
    asked = for_question(whole, "Who is it?")
    assert [passage.masked_text for passage in asked.documents[0].passages] == texts[:2]
    assert for_question(whole, "") == whole
    digest = replace(whole, prompt_id="firm-digest")
    assert for_question(digest, "Who is it?").documents == whole.documents
