"""The meaning of a stored summary is checked: what leaves, what is believed, what stays whatever happens."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from legalredact.detection.detect import Detector
from legalredact.errors import (
    Cancelled,
    EngineIncident,
    EngineRejected,
    OpenDecisions,
    Refused,
    SendRefused,
    UsageError,
)
from legalredact.masking.reply.sources import Sources
from legalredact.model.matter import AiRule
from legalredact.model.meaning import MeaningVerdict, Unchecked
from legalredact.model.mention import Tier
from legalredact.model.policy import ClaudePolicy, Policy
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Decision
from legalredact.model.review import CheckedSummary, FindingKind, ReviewedSummary, Segment, Verdict
from legalredact.summary import prompts
from legalredact.summary.local.engine import LocalEngine
from legalredact.vault.codec import decode, encode
from legalredact.workflow.administration import clawback, purge
from legalredact.workflow.compute.compute import Here
from legalredact.workflow.export.export import as_markdown, contents
from legalredact.workflow.matter.dependencies import Reverify
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names import decisions
from legalredact.workflow.names.decide_at_place import decide_locally
from legalredact.workflow.send.meaning import CHECKED, ask, check_meaning, expected_cost, keep_check, place_check
from legalredact.workflow.send.meaning_rules import against_choice, wanted
from legalredact.workflow.send.meaning_verdicts import summary_words
from legalredact.workflow.send.summarize import sent, summarize
from legalredact.workflow.sign_off.citations import background
from legalredact.workflow.sign_off.corrections import editable, revise
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.valid_approval import signed
from tests.fakes import messages_answers as fake
from tests.fakes.meaning_answers import all_supported, judged, statements
from tests.fakes.messages_server import WORKSPACE, MessagesServer
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey
from tests.summary.asking import engine as claude_engine
from tests.summary.test_claude_cancel import cancel_once
from tests.workflow.attested import ATTESTED
from tests.workflow.test_purge_leaves_nothing import tables_with

LETTER = """On May 4, 2021, Marguerite Oldacre signed a lease with Penhallow Freight, Inc.

Penhallow Freight, Inc. owes $12,500 under the “old”  lease.

The sky over the harbor was grey.
"""
NAMES = ("Marguerite", "Oldacre", "Penhallow", "Freight")
PROMPT = prompts.load()["document-abstract"]
SETTLED = dict.fromkeys(range(9), "Compared with the source.")


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with MessagesServer() as listening:
        yield listening


@pytest.fixture
def matter(tmp_path: Path, server: MessagesServer) -> Iterator[OpenMatter]:
    def make(engine: str, reverify: Reverify) -> Any:
        return LocalEngine() if engine == "local" else claude_engine(server, reverify)

    parts = replace(light_parts(ATTESTED), engine=make)
    with OpenMatter.create(tmp_path / "matter", SharedKey(), parts, "ann") as made:
        (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
        made.add([tmp_path / "letter.txt"])
        made.accept(Tier.POSSIBLE)
        for entity in made.register.entities:
            if entity.among:
                made.settle((entity.id,), None)
        yield made


def tokens(matter: OpenMatter) -> tuple[str, str]:
    """Of the person and of the company."""
    by_name = {entity.name: entity.token for entity in matter.named().entities if entity.masked_somewhere}
    return by_name["Marguerite Oldacre"], by_name["Penhallow Freight, Inc."]


def made_of(matter: OpenMatter, server: MessagesServer, *said: str, cites: int = 1) -> ReviewedSummary:
    """A summary by the service: statements that cite the passages one after the other."""
    blocks = [fake.Said(f"- {text}\n", [(0, n, n + cites)] if cites else []) for n, text in enumerate(said)]
    server.script.answers = [fake.reply(*blocks)]
    return summarize(matter, PROMPT, "claude")


def two(matter: OpenMatter, server: MessagesServer) -> ReviewedSummary:
    """A summary of two statements, the second of which is wrong."""
    person, company = tokens(matter)
    return made_of(matter, server, f"{person} signed a lease with {company}.", f"{company} is owed $12,500.")


def policy(check: str) -> Policy:
    return replace(ATTESTED, claude=replace(ClaudePolicy(), check_meaning=check))  # type: ignore[arg-type] # of its words


def verdicts(summary: ReviewedSummary) -> list[tuple[int, str, str | None]]:
    assert summary.checked.meaning is not None
    return [(one.segment, one.verdict.value, one.why and one.why.value) for one in summary.checked.meaning.statements]


def kinds(summary: ReviewedSummary) -> list[FindingKind]:
    return [finding.kind for finding in summary.checked.findings]


# --- what is believed ---


def test_verdicts_stand_beside_the_statements_with_names_and_flags(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    person, company = tokens(matter)
    server.script.answers = [
        judged(
            (1, "supported", [f"{person} signed a lease with {company}"]),
            (2, "contradicted", [f"{company} owes $12,500 under"]),
        )
    ]
    checked = check_meaning(matter, summary)
    assert verdicts(checked) == [(0, "supported", None), (1, "contradicted", None)]
    assert FindingKind.CONTRADICTED in kinds(checked)
    assert summary_words(checked.checked.meaning).endswith("of 2 statements 1 supported, 1 contradicted.")
    words = background(matter, checked).meaning_words
    assert words == {
        0: ("Marguerite Oldacre signed a lease with Penhallow Freight, Inc.",),
        1: ("Penhallow Freight, Inc. owes $12,500 under",),
    }
    assert matter.store.summary(summary.id) == checked
    assert matter.summary() == checked


WRONG_WORDS: tuple[list[str], ...] = (
    [],
    [""],
    ["…"],
    ["lease"],
    ["a lease"],
    ["PERSON signed the lease"],
    ["signed a loan with"],
    ["signed … with"],
    ["ned a lease wi"],
    ["see https://evil.example/lease for more"],
    ["signed a lease with", "https://evil.example"],
    ["owes $12,500 under the"],  # in a passage that this statement does not cite
    ["<script>alert(1)</script>"],
)


def test_words_that_are_not_in_the_cited_passage_are_no_check(matter: OpenMatter, server: MessagesServer) -> None:
    checked = two(matter, server)
    for words in WRONG_WORDS:
        server.script.answers = [judged((1, "supported", words), (2, "not_stated", []))]
        checked = check_meaning(matter, checked)
        assert verdicts(checked) == [(0, "not_checked", "not_verbatim"), (1, "not_stated", None)], words
        assert checked.checked.meaning is not None
        assert not checked.checked.meaning.statements[0].masked_words


def test_a_token_is_not_cut_to_another_one(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    person, company = tokens(matter)
    server.script.answers = [judged((1, "supported", [f"{person} signed a lease with {company[:-1]}"]))]
    assert verdicts(check_meaning(matter, summary))[0] == (0, "not_checked", "not_verbatim")


def test_white_space_and_quotation_marks_are_folded_as_for_quotations(
    matter: OpenMatter, server: MessagesServer
) -> None:
    summary = two(matter, server)
    server.script.answers = [judged((2, "supported", ['owes  $12,500\nunder the "old" lease.']))]
    checked = check_meaning(matter, summary)
    assert verdicts(checked)[1] == (1, "supported", None)
    assert background(matter, checked).meaning_words[1] == ("owes $12,500 under the “old”  lease.",)  # as written
    (quoted,) = checked.checked.meaning.statements[1].masked_words
    citations = checked.checked.summary.segments[1].citations
    sources = Sources(sent(matter, checked)[0])
    for words in (quoted, 'owes $12,500 under the "old" lease.', "owes $12,500\nunder"):
        assert sources.holds(Segment(words, citations, quoted=True))


def test_a_statement_without_a_usable_answer_is_never_supported(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    person, company = tokens(matter)
    right = [f"{person} signed a lease with {company}"]
    server.script.answers = [judged((1, "supported", right), (1, "supported", right), (7, "supported", right))]
    checked = check_meaning(matter, summary)
    assert verdicts(checked) == [(0, "not_checked", "no_answer"), (1, "not_checked", "no_answer")]
    assert "2 not checked" in summary_words(checked.checked.meaning)


@pytest.mark.parametrize(("stop", "why"), [("refusal", "refused"), ("max_tokens", "cut_off")])
def test_a_reply_that_was_refused_or_cut_off_is_no_check(
    matter: OpenMatter, server: MessagesServer, stop: str, why: str
) -> None:
    summary = two(matter, server)
    person, company = tokens(matter)
    server.script.answers = [judged((1, "supported", [f"{person} signed a lease with {company}"]), stop=stop)]
    assert verdicts(check_meaning(matter, summary)) == [(0, "not_checked", why), (1, "not_checked", why)]


def test_a_second_reading_made_again_takes_the_place_of_the_first(matter: OpenMatter, server: MessagesServer) -> None:
    other = two(matter, server)
    summary = two(matter, server)
    server.script.answers = [judged((1, "not_stated", []), (2, "contradicted", ["owes $12,500 under"]))]
    first = check_meaning(matter, other)
    server.script.answers = [all_supported]
    second = check_meaning(matter, first)
    assert not {FindingKind.CONTRADICTED, FindingKind.NOT_STATED} & set(kinds(second))
    assert [one.id for one in matter.summaries] == [other.id, summary.id]  # it stays where it was


# --- what leaves ---


def test_nothing_leaves_that_was_not_verified_and_recorded_before(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    server.script.answers = [all_supported]
    before = len(server.received)
    checked = check_meaning(matter, summary)
    sent_now = server.received[before:]
    assert [one.sends_text for one in sent_now] == [False, True]
    raw = json.dumps([[one.body, dict(one.headers), one.path] for one in sent_now], ensure_ascii=False)
    assert not any(name in raw for name in (*NAMES, matter.documents[0].id, "letter.txt"))
    (event,) = (e for e in matter.events if dict(e.details).get("purpose") == "meaning")
    details = dict(event.details)
    payload, _ = matter.store.payload(details["payload"])
    assert event.action == "payload.send"
    assert (details["summary"], details["statements"]) == (summary.id, "2")
    blocks = [text for one in fake.documents(sent_now[1].body) for text in (one["title"], *texts(one))]
    assert [payload.instructions, *blocks] == list(payload.parts())
    kept = dict(next(e for e in matter.events if e.action == CHECKED).details)
    assert (kept["supported"], kept["requests"], kept["model"]) == ("2", "req_3,req_4", "claude-opus-5-5")
    assert not any(name in str(e) for e in matter.events for name in NAMES)
    assert checked.digest == summary.digest


def texts(document: dict[str, Any]) -> list[str]:
    return [block["text"] for block in document["source"]["content"]]


def test_a_statement_with_a_name_in_clear_is_not_sent_and_says_so(matter: OpenMatter, server: MessagesServer) -> None:
    _, company = tokens(matter)
    summary = made_of(matter, server, "Marguerite Oldacre signed a lease.", f"{company} owes $12,500.")
    assert not summary.checked.restorable
    server.script.answers = [all_supported]
    checked = check_meaning(matter, summary)
    assert verdicts(checked) == [(0, "not_checked", "flagged"), (1, "supported", None)]
    assert list(statements(server.asked[-1])) == [2]
    assert not any(name in json.dumps(server.asked[-1]) for name in NAMES)


def test_a_name_that_only_the_scan_finds_is_not_sent(matter: OpenMatter, server: MessagesServer) -> None:
    """The scan is the gate: here the check of the reply is taken away."""
    _, company = tokens(matter)
    summary = made_of(matter, server, "Marguerite Oldacre signed a lease.", f"{company} owes $12,500.")
    blind = replace(summary, checked=CheckedSummary(summary.checked.summary))
    matter.store.change_summary(blind)
    server.script.answers = [all_supported]
    assert verdicts(check_meaning(matter, blind)) == [(0, "not_checked", "name"), (1, "supported", None)]
    assert not any(name in json.dumps(server.asked[-1]) for name in NAMES)


def rewritten(
    matter: OpenMatter, server: MessagesServer, summary: ReviewedSummary, text: str, number: int = 0
) -> ReviewedSummary:
    """The summary with another text of a statement, read a second time."""
    server.script.answers = [all_supported]
    return check_meaning(matter, revise(matter, summary, number, text))


def test_a_typed_name_that_is_masked_in_one_document_only_does_not_leave(
    matter: OpenMatter, server: MessagesServer
) -> None:
    person = next(one for one in matter.register.entities if one.name == "Marguerite Oldacre")
    matter.decide(Decision.DISMISSED, [person.id])
    decide_locally(matter, Decision.CONFIRMED, person.id, matter.documents[0].id)
    summary = two(matter, server)
    typed = "The signer of the lease was Marguerite Oldacre herself."
    checked = rewritten(matter, server, summary, typed, number=1)
    assert checked.clear_segments[1].text == typed
    assert verdicts(checked) == [(0, "supported", None), (1, "supported", None)]
    assert not any(name in json.dumps(server.asked[-1]) for name in NAMES)


def test_a_chosen_name_that_is_typed_does_not_leave(matter: OpenMatter, server: MessagesServer) -> None:
    person = next(one for one in matter.register.entities if one.name == "Marguerite Oldacre")
    decisions.show_as(matter, person.id, "Tamsin Orlebar")
    summary = two(matter, server)
    checked = rewritten(matter, server, summary, "It was Tamsin Orlebar who signed. Tamsin Orlebar did.")
    assert checked.clear_segments[0].text == "It was Tamsin Orlebar who signed. Tamsin Orlebar did."
    assert verdicts(checked)[0] == (0, "supported", None)
    assert "Orlebar" not in json.dumps(server.asked[-1])


def test_a_typed_name_that_nobody_knows_keeps_the_statement_here(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    matter.thinking = Here(Detector().detect)
    typed = "Marguerite Oldacre, wife of Bruno Traskell, signed a lease with Penhallow Freight, Inc."
    checked = rewritten(matter, server, summary, typed)
    assert verdicts(checked) == [(0, "not_checked", "name"), (1, "supported", None)]
    assert "Traskell" not in json.dumps(server.asked[-1])
    checked = rewritten(matter, server, checked, "Marguerite Oldacre signed a lease with Penhallow Freight, Inc.")
    assert verdicts(checked) == [(0, "supported", None), (1, "supported", None)]


def test_a_statement_without_source_is_not_sent(matter: OpenMatter, server: MessagesServer) -> None:
    summary = made_of(matter, server, "The sky over the harbor was grey.", cites=0)
    before = len(server.received)
    checked = check_meaning(matter, summary)
    assert verdicts(checked) == [(0, "not_checked", "no_source")]
    assert len(server.received) == before
    assert not any(dict(event.details).get("purpose") == "meaning" for event in matter.events)


def test_documents_or_names_that_changed_since_stop_it(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    company = next(one for one in matter.register.entities if one.name.startswith("Penhallow"))
    matter.decide(Decision.DISMISSED, [company.id])
    before = len(server.received)
    with pytest.raises(SendRefused, match="have changed since"):
        check_meaning(matter, summary)
    assert len(server.received) == before
    assert matter.store.summary(summary.id) == summary


def test_it_is_refused_as_the_first_send_is(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    before = len(server.received)
    matter.set_info(replace(matter.info, ai_rule=AiRule.BARRED))
    with pytest.raises(SendRefused, match="bars external AI"):
        check_meaning(matter, summary)
    matter.set_info(replace(matter.info, ai_rule=AiRule.SAFEGUARDS))
    matter.parts = replace(matter.parts, policy=Policy())
    with pytest.raises(SendRefused, match="attestation"):
        check_meaning(matter, summary)
    assert len(server.received) == before
    assert [e.action for e in matter.events if e.action == "send.refused"] == ["send.refused"] * 2


def test_another_account_is_an_incident_and_the_summary_stays(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    server.script.headers = {"anthropic-organization-id": "org-other", "anthropic-workspace-id": WORKSPACE}
    with pytest.raises(EngineIncident):
        check_meaning(matter, summary)
    assert [e.action for e in matter.events][-2:] == ["payload.failed", "incident.open"]
    assert matter.store.summary(summary.id) == summary


def test_an_error_midway_loses_nothing_and_it_can_be_made_again(matter: OpenMatter, server: MessagesServer) -> None:
    person, company = tokens(matter)
    many = [f"{person} signed a lease with {company}." for _ in range(12)]
    blocks = [fake.Said(f"- {text}\n", [(0, 0, 1)]) for text in many]
    server.script.answers = [fake.reply(*blocks)]
    summary = summarize(matter, PROMPT, "claude")
    server.script.answers = [all_supported, fake.status(400, "invalid_request_error")]
    with pytest.raises(EngineRejected):
        check_meaning(matter, summary)
    assert matter.store.summary(summary.id) == summary
    server.script.answers = [all_supported, all_supported]
    meaning = check_meaning(matter, summary).checked.meaning
    assert meaning is not None
    assert meaning.count(MeaningVerdict.SUPPORTED) == 12


def test_it_can_be_stopped_and_the_summary_stays(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    server.script.answers = [fake.stall('{"verdicts":')]
    with pytest.raises(Cancelled):
        check_meaning(matter, summary, silent, cancel_once(server.stalled))
    assert matter.store.summary(summary.id) == summary


# --- what a signature covers ---


def test_a_sign_off_covers_the_verdicts(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    server.script.answers = [all_supported]
    checked = check_meaning(matter, summary)
    sign_off = review(matter, checked, "bea", Verdict.APPROVED, settled=SETTLED)
    assert signed(matter, checked) == sign_off
    meaning = checked.checked.meaning
    assert meaning is not None
    for other in (
        None,
        replace(meaning, statements=meaning.statements[:1]),
        replace(meaning, statements=(replace(meaning.statements[0], masked_words=("other words",)),)),
        replace(meaning, statements=(replace(meaning.statements[0], why=Unchecked.CUT_OFF), *meaning.statements[1:])),
    ):
        assert not sign_off.binds(replace(checked, checked=replace(checked.checked, meaning=other)))


def test_a_signed_summary_is_not_read_again(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    order = place_check(matter, summary)
    review(matter, summary, "bea", Verdict.APPROVED, settled=SETTLED)
    with pytest.raises(SendRefused, match="Somebody signed this summary"):
        check_meaning(matter, summary)
    server.script.answers = [all_supported]
    replies = ask(matter.parts.engine, order, silent, NEVER)
    with pytest.raises(OpenDecisions, match="changed while"):
        keep_check(matter, order, replies)
    assert signed(matter, summary) is not None


def test_of_two_second_readings_at_once_the_later_is_discarded(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    order = place_check(matter, summary)
    server.script.answers = [judged((1, "not_stated", [])), all_supported]
    replies = ask(matter.parts.engine, order, silent, NEVER)
    checked = check_meaning(matter, summary)
    with pytest.raises(OpenDecisions, match="changed while"):
        keep_check(matter, order, replies)
    assert matter.store.summary(summary.id) == checked


def test_summaries_from_before_keep_their_digest_and_open(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    stored = json.loads(encode(ReviewedSummary, summary))
    del stored["checked"]["meaning"]
    old = decode(ReviewedSummary, json.dumps(stored).encode())
    assert old == summary
    assert old.checked.findings_digest == CheckedSummary(old.checked.summary, old.checked.findings).findings_digest
    assert CheckedSummary(old.checked.summary).findings_digest == (
        "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"  # of an empty list, as before
    )


def test_an_edited_statement_loses_its_verdict_and_the_others_keep_theirs(
    matter: OpenMatter, server: MessagesServer
) -> None:
    summary = two(matter, server)
    _, company = tokens(matter)
    server.script.answers = [judged((1, "not_stated", []), (2, "contradicted", ["owes $12,500 under the"]))]
    checked = check_meaning(matter, summary)
    edited = revise(matter, checked, 1, f"{company} owes $12,500.")
    assert verdicts(edited) == [(0, "not_stated", None), (1, "not_checked", "edited")]
    assert FindingKind.NOT_STATED in kinds(edited)
    assert FindingKind.CONTRADICTED not in kinds(edited)


# --- a flag goes with a reason or a new verdict, and in no other way ---


@pytest.mark.parametrize("setting", ["on", "matter"])
def test_an_edit_does_not_take_away_the_flag_of_a_contradicted_statement(
    matter: OpenMatter, server: MessagesServer, setting: str
) -> None:
    matter.parts = replace(matter.parts, policy=policy(setting))
    summary = two(matter, server)
    server.script.answers = [judged((1, "not_stated", []), (2, "contradicted", ["owes $12,500 under the"]))]
    edited = check_meaning(matter, summary)
    for number in (0, 1, 1):  # the last one a second time
        edited = revise(matter, edited, number, f"{editable(edited, number).text} .")
    assert verdicts(edited) == [(0, "not_checked", "edited"), (1, "not_checked", "edited")]
    assert kinds(edited).count(FindingKind.NOT_READ_AGAIN) == 2
    own = [n for n, kind in enumerate(kinds(edited)) if kind is FindingKind.NOT_READ_AGAIN]
    with pytest.raises(OpenDecisions, match="flags are not resolved"):
        review(matter, edited, "bea", Verdict.APPROVED, settled={n: SETTLED[n] for n in SETTLED if n not in own})
    server.script.answers = [all_supported]
    assert FindingKind.NOT_READ_AGAIN not in kinds(check_meaning(matter, edited))


@pytest.mark.parametrize("stop", ["refusal", "max_tokens"])
def test_a_second_reading_without_a_usable_answer_leaves_the_verdicts_of_the_first(
    matter: OpenMatter, server: MessagesServer, stop: str
) -> None:
    summary = two(matter, server)
    server.script.answers = [judged((1, "not_stated", []), (2, "contradicted", ["owes $12,500 under the"]))]
    first = check_meaning(matter, summary)
    server.script.answers = [judged((1, "supported", []), stop=stop)]
    second = check_meaning(matter, first)
    assert verdicts(second) == [(0, "not_stated", None), (1, "contradicted", None)]
    assert kinds(second) == kinds(first)


def test_what_was_not_read_is_a_flag_if_policy_requires_a_second_reading(
    matter: OpenMatter, server: MessagesServer
) -> None:
    summary = two(matter, server)
    server.script.answers = [judged((1, "not_stated", []), stop="refusal")]
    loose = check_meaning(matter, summary)
    assert FindingKind.NOT_READ_AGAIN not in kinds(loose)
    matter.parts = replace(matter.parts, policy=policy("on"))
    with pytest.raises(Refused, match="requires that the meaning of this summary is checked"):
        review(matter, loose, "bea", Verdict.APPROVED, settled=SETTLED)
    server.script.answers = [judged((1, "not_stated", []), stop="refusal")]
    strict = check_meaning(matter, loose)
    assert kinds(strict).count(FindingKind.NOT_READ_AGAIN) == 2
    review(matter, strict, "bea", Verdict.APPROVED, settled=dict.fromkeys(range(len(kinds(strict))), "Read by hand."))
    assert signed(matter, strict) is not None


# --- whose choice it is ---


def test_policy_decides_or_else_the_matter(matter: OpenMatter) -> None:
    assert not wanted(ATTESTED, matter.info, "claude")
    matter.choose_check(True)
    assert wanted(ATTESTED, matter.info, "claude")
    assert not wanted(ATTESTED, matter.info, "local")
    assert not wanted(policy("off"), matter.info, "claude")
    assert wanted(policy("on"), replace(matter.info, check_meaning=False), "claude")
    assert not wanted(policy("on"), matter.info, "local")


def test_a_choice_against_policy_or_for_the_local_engine_is_refused() -> None:
    assert not against_choice(ATTESTED, "claude", True)
    assert not against_choice(ATTESTED, "claude", False)
    assert not against_choice(policy("off"), "claude", None)
    (forbidden,) = against_choice(policy("off"), "claude", True)
    (required,) = against_choice(policy("on"), "claude", False)
    (local,) = against_choice(ATTESTED, "local", True)
    assert (forbidden.error, required.error, local.error) == (SendRefused, SendRefused, UsageError)
    assert not against_choice(policy("on"), "local", False)


def test_a_policy_that_forbids_it_sends_nothing(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    matter.parts = replace(matter.parts, policy=policy("off"))
    before = len(server.received)
    with pytest.raises(SendRefused, match="does not let the meaning"):
        check_meaning(matter, summary)
    assert len(server.received) == before


def test_a_policy_that_requires_it_lets_no_summary_of_the_service_be_signed_without(
    matter: OpenMatter, server: MessagesServer
) -> None:
    summary = two(matter, server)
    matter.parts = replace(matter.parts, policy=policy("on"))
    with pytest.raises(Refused, match="requires that the meaning of this summary is checked"):
        review(matter, summary, "bea", Verdict.APPROVED, settled=SETTLED)
    server.script.answers = [all_supported]
    checked = check_meaning(matter, summary)
    assert signed(matter, checked) is None
    review(matter, checked, "bea", Verdict.APPROVED, settled=SETTLED)
    assert signed(matter, checked) is not None
    local = summarize(matter, PROMPT)
    review(matter, local, "bea", Verdict.APPROVED, settled=SETTLED)
    assert signed(matter, local) is not None


def test_the_local_engine_has_no_second_reading(matter: OpenMatter, server: MessagesServer) -> None:
    summary = summarize(matter, PROMPT)
    with pytest.raises(SendRefused, match="no second reading"):
        check_meaning(matter, summary)
    assert not server.received
    assert summary_words(summary.checked.meaning) == "Meaning was not checked."


# --- what is said ---


def test_an_export_says_what_was_checked_and_the_words(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    left = "Meaning was not checked: whether the cited passages support each statement was left to the reviewer."
    assert left in contents(matter, summary, None).checks
    person, _ = tokens(matter)
    server.script.answers = [judged((1, "supported", [f"{person} signed a lease"]), (2, "not_stated", []))]
    checked = check_meaning(matter, summary)
    content = contents(matter, checked, None)
    assert [one.note for one in content.statements] == [
        "Second reading: supported by “Marguerite Oldacre signed a lease”",
        "Second reading: not stated in its passages",
    ]
    markdown = as_markdown(matter, checked)
    assert "*Second reading: supported by “Marguerite Oldacre signed a lease”*" in markdown
    assert "of 2 statements 1 supported, 1 not stated." in markdown


def test_the_cost_is_told_of_what_is_sent(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    payload, _ = sent(matter, summary)
    cost = expected_cost(summary, payload, ATTESTED)
    server.script.answers = [all_supported]
    check_meaning(matter, summary)
    body = server.asked[-1]
    characters = sum(len(text) for one in fake.documents(body) for text in (one["title"], *texts(one)))
    characters += len(body["messages"][0]["content"][-1]["text"])
    assert (cost.statements, cost.requests) == (2, 1)
    assert cost.tokens == pytest.approx(characters / 3, rel=0.06)  # rounded to two digits


# --- what becomes of it ---


def test_a_clawback_deletes_what_was_read_a_second_time(matter: OpenMatter, server: MessagesServer) -> None:
    summary = two(matter, server)
    server.script.answers = [all_supported]
    check_meaning(matter, summary)
    assert len(tables_with(matter, "owes $12,500")) >= 3
    assert "payload" in tables_with(matter, "is owed $12,500")
    purge.purge(matter, clawback.plan_clawback(matter, [matter.documents[0].id]))
    for words in ("owes $12,500", "is owed $12,500", "signed a lease"):
        assert tables_with(matter, words) == set()
