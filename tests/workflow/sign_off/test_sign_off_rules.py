"""Every rule that forbids a signature or an edit, tried alone, at the bounds that keep two people apart."""

from dataclasses import replace

import pytest

from legalredact.errors import KeyringUnavailable, OpenDecisions, ReadingOnly, Refused, UsageError
from legalredact.governance.account import Account
from legalredact.governance.signing import PersonalKey, fingerprint, new_seed
from legalredact.governance.signing_keys import VouchedPersons
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Span
from legalredact.model.policy import AuditPolicy, ClaudePolicy, Policy, RolePolicy, SignOffPolicy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.review import (
    CheckedSummary,
    Finding,
    FindingKind,
    MaskedSummary,
    ReviewedSummary,
    Usage,
    Verdict,
)
from legalredact.workflow.send.conditions import Conditions, MatterState
from legalredact.workflow.sign_off.sign_off_rules import (
    ReviewRequest,
    named_reviewers,
    reasons_against_approval,
    reasons_against_edit,
    reasons_against_signing,
)

ANN, BEA = PersonalKey(new_seed()).public, PersonalKey(new_seed()).public
BEAS = Account("uid:bea", "bea")
STATE = MatterState(MatterInfo("m"), Conditions(BEAS, key=BEA))
APPROVE = ReviewRequest("Bea", Verdict.APPROVED)
REJECT = ReviewRequest("Bea", Verdict.REJECTED, explained=True)
ACCOUNTS = Policy(sign_off=SignOffPolicy(accounts=True))


def summary(*findings: FindingKind) -> ReviewedSummary:
    """Ann's."""
    found = tuple(Finding(kind, 0, Span(0, 1)) for kind in findings)
    checked = CheckedSummary(MaskedSummary("d", "p", "1", (), Usage("local")), found)
    return ReviewedSummary("s1", checked, (), "Ann", "uid:ann", fingerprint(ANN))


def acting(**conditions: object) -> MatterState:
    return replace(STATE, conditions=replace(STATE.conditions, **conditions))  # type: ignore[arg-type]  # by name


def kinds(reasons: tuple[Refusal, ...]) -> list[RefusalKind]:
    return [reason.kind for reason in reasons]


@pytest.mark.parametrize("request_", [APPROVE, REJECT])
@pytest.mark.parametrize("policy", [Policy(), ACCOUNTS])
def test_a_second_person_may_give_either_verdict(request_: ReviewRequest, policy: Policy) -> None:
    assert reasons_against_signing(STATE, policy, summary(), request_) == ()


@pytest.mark.parametrize(
    ("state", "policy", "kind", "error"),
    [
        (acting(reading=True), Policy(), RefusalKind.READING, ReadingOnly),
        (STATE, Policy(broken="Line 3."), RefusalKind.BROKEN_POLICY, Refused),
        (acting(key=""), Policy(audit=AuditPolicy(signed=True)), RefusalKind.UNSIGNED, KeyringUnavailable),
    ],
)
@pytest.mark.parametrize("request_", [APPROVE, REJECT])
def test_whoever_may_not_act_signs_nothing_and_is_told_that_alone(
    state: MatterState, policy: Policy, kind: RefusalKind, error: type[Exception], request_: ReviewRequest
) -> None:
    policy = replace(policy, roles=RolePolicy(review=("carl",)))
    (reason,) = reasons_against_signing(state, policy, summary(), replace(request_, reviewer="Ann"))
    assert (reason.kind, reason.error) == (kind, error)
    (edit,) = reasons_against_edit(state, policy, "ann", summary())
    assert edit == reason


@pytest.mark.parametrize("request_", [APPROVE, REJECT])
def test_the_role_of_a_reviewer_is_needed_for_either_verdict(request_: ReviewRequest) -> None:
    policy = Policy(roles=RolePolicy(review=("carl",)))
    (reason,) = reasons_against_signing(STATE, policy, summary(), request_)
    assert (reason.kind, reason.what) == (
        RefusalKind.ACCOUNT,
        "The policy does not let the account bea review summaries.",
    )
    assert reasons_against_signing(STATE, Policy(roles=RolePolicy(review=("bea",))), summary(), request_) == ()


@pytest.mark.parametrize("name", ["", "  "])
def test_without_a_name_nothing_else_about_the_reviewer_is_asked(name: str) -> None:
    policy = Policy(sign_off=SignOffPolicy(reviewers=("Bea",), accounts=True))
    (reason,) = reasons_against_signing(STATE, policy, summary(), replace(APPROVE, reviewer=name))
    assert (reason.kind, reason.what) == (RefusalKind.REVIEWER, "It is not said who reviews it.")
    assert reason.remedy == "Name the reviewer."


@pytest.mark.parametrize(
    ("firm", "matter", "stopped"),
    [
        ((), (), False),
        ((" BEA ",), (), False),
        ((), ("bea",), False),
        (("Carl",), ("Bea",), False),
        (("Carl",), (), True),
        ((), ("Carl",), True),
    ],
)
def test_reviewers_are_those_named_by_the_policy_or_the_matter(
    firm: tuple[str, ...], matter: tuple[str, ...], stopped: bool
) -> None:
    policy = Policy(sign_off=SignOffPolicy(reviewers=firm))
    state = replace(STATE, info=MatterInfo("m", reviewers=matter))
    assert named_reviewers(state, policy) == (*firm, *matter)
    reasons = reasons_against_signing(state, policy, summary(), APPROVE)
    assert kinds(reasons) == [RefusalKind.REVIEWER] * stopped
    assert all(one.what == "This reviewer is not among those who may sign." for one in reasons)


@pytest.mark.parametrize("name", ["Ann", " ann ", "ANN"])
def test_the_preparer_does_not_sign_however_the_name_is_written(name: str) -> None:
    (reason,) = reasons_against_signing(STATE, Policy(), summary(), replace(APPROVE, reviewer=name))
    assert reason == Refusal(
        RefusalKind.OTHER_PERSON, "The preparer of a summary may not sign it.", "Have somebody else review it."
    )
    one_person = Policy(sign_off=SignOffPolicy(other_person=False))
    assert reasons_against_signing(STATE, one_person, summary(), replace(APPROVE, reviewer=name)) == ()


@pytest.mark.parametrize(
    ("state", "stopped"),
    [
        (STATE, False),
        (acting(account=Account("uid:ann", "bea")), True),
        (acting(key=ANN), True),
        (acting(account=Account("uid:ann", "bea"), key=ANN), True),
    ],
)
def test_where_policy_goes_by_accounts_another_name_alone_makes_no_second_person(
    state: MatterState, stopped: bool
) -> None:
    reasons = reasons_against_signing(state, ACCOUNTS, summary(), APPROVE)
    assert kinds(reasons) == [RefusalKind.OTHER_PERSON] * stopped
    assert reasons_against_signing(state, Policy(), summary(), APPROVE) == ()
    one_person = Policy(sign_off=SignOffPolicy(accounts=True, other_person=False))
    assert reasons_against_signing(state, one_person, summary(), APPROVE) == ()


def test_two_people_without_keys_are_not_taken_for_one_key() -> None:
    """Neither has a keyring: that is refused for itself, and not as the same person."""
    reasons = reasons_against_signing(acting(key=""), ACCOUNTS, replace(summary(), key=""), APPROVE)
    assert kinds(reasons) == [RefusalKind.UNSIGNED]
    assert "tells them apart from the preparer" in reasons[0].what
    assert reasons_against_signing(acting(key=""), Policy(), summary(), APPROVE) == ()


def test_where_policy_goes_by_accounts_nobody_signs_in_anothers_name() -> None:
    named = replace(APPROVE, reviewer="Carl")
    (reason,) = reasons_against_signing(STATE, ACCOUNTS, summary(), named)
    assert (reason.kind, reason.what) == (
        RefusalKind.REVIEWER,
        "The policy requires that reviewers sign from their own account.",
    )
    assert reasons_against_signing(STATE, Policy(), summary(), named) == ()


def test_the_firm_vouches_for_the_keys_of_two_persons() -> None:
    policy = Policy(sign_off=SignOffPolicy(vouched=True))
    persons = {fingerprint(BEA): "Bea", fingerprint(ANN): "Ann"}

    def reasons(by_key: dict[str, str]) -> list[RefusalKind]:
        return kinds(reasons_against_signing(acting(vouched=VouchedPersons(by_key)), policy, summary(), APPROVE))

    assert reasons(persons) == []
    for wrong in ({}, {fingerprint(BEA): "Bea"}, {fingerprint(ANN): "Ann"}, dict.fromkeys(persons, "Bea")):
        assert reasons(wrong) == [RefusalKind.REVIEWER_KEY]


FLAG, STOP = FindingKind.UNCITED, FindingKind.CLEAR_NAME


@pytest.mark.parametrize(
    ("findings", "settled", "what"),
    [
        ((), set(), ""),
        ((FLAG,), {0}, ""),
        ((FLAG,), set(), "One flag is not resolved with a reason: 1."),
        ((FLAG,), {1}, "One flag is not resolved with a reason: 1."),
        ((FLAG, FLAG), {1}, "One flag is not resolved with a reason: 1."),
        ((FLAG, FLAG), set(), "2 flags are not resolved with a reason: 1, 2."),
        ((FLAG, STOP), set(), "The check of this summary found what forbids signing it."),
        ((FLAG, STOP), {0, 1}, "The check of this summary found what forbids signing it."),
    ],
)
def test_an_approval_needs_each_flag_settled_and_no_finding_that_forbids_it(
    findings: tuple[FindingKind, ...], settled: set[int], what: str
) -> None:
    request = replace(APPROVE, settled=frozenset(settled))
    reasons = reasons_against_signing(STATE, Policy(), summary(*findings), request)
    assert [one.what for one in reasons] == ([what] if what else [])
    assert all(one.error is OpenDecisions for one in reasons)
    assert bool(reasons_against_approval(summary(*findings))) == (STOP in findings)


def test_a_rejection_needs_words_and_nothing_else_of_the_summary() -> None:
    assert reasons_against_signing(STATE, Policy(), summary(FLAG, STOP), REJECT) == ()
    (reason,) = reasons_against_signing(STATE, Policy(), summary(), replace(REJECT, explained=False))
    assert (reason.kind, reason.error) == (RefusalKind.NOTE, UsageError)
    assert reason.remedy == "Say it in the note, or in a comment."
    assert reasons_against_signing(STATE, Policy(), summary(), replace(APPROVE, explained=False)) == ()


def test_only_the_preparer_edits_and_only_what_the_check_lets_pass() -> None:
    assert reasons_against_edit(STATE, Policy(), " ANN ", summary(FLAG)) == ()
    (other,) = reasons_against_edit(acting(reading=True), Policy(), "bea", summary(STOP))
    assert (other.kind, other.remedy) == (RefusalKind.OTHER_PERSON, "Send it back with a note instead.")
    (stopped,) = reasons_against_edit(STATE, Policy(), "ann", summary(STOP))
    assert (stopped.kind, stopped.what) == (RefusalKind.CHECK, "The check stopped this summary.")
    both = reasons_against_edit(acting(reading=True), Policy(), "ann", summary(STOP))
    assert kinds(both) == [RefusalKind.READING, RefusalKind.CHECK]


def test_a_summary_whose_meaning_was_not_read_again_may_be_rejected_where_policy_demands_the_reading() -> None:
    policy = Policy(claude=ClaudePolicy(check_meaning="on"))
    one = summary()
    sent = replace(
        one,
        checked=replace(one.checked, summary=replace(one.checked.summary, usage=Usage("claude", "claude-opus-5-5"))),
    )
    assert kinds(reasons_against_signing(STATE, policy, sent, APPROVE)) == [RefusalKind.MEANING]
    assert reasons_against_signing(STATE, policy, sent, REJECT) == ()
