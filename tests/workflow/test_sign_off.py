"""Whose approval of a summary counts, and for how long it holds."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import KeyringUnavailable, NotSigned, Refused, UsageError
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Tier
from legalredact.model.policy import AuditPolicy, Policy, SignOffPolicy
from legalredact.model.register import Decision
from legalredact.model.review import ReviewedSummary, Verdict
from legalredact.summary import prompts
from legalredact.workflow.export.export import export
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.join_summaries import child, joined
from legalredact.workflow.send.restoring import texts_of
from legalredact.workflow.send.summarize import sent, summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.valid_approval import signed
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

TEXT = "Marguerite Oldacre sued Penhallow Freight, Inc. on May 4, 2021, and won the whole case there.\n"
MakeMatter = Callable[..., OpenMatter]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[MakeMatter]:
    """Makes Ann's matter with one letter under a policy."""
    opened: list[OpenMatter] = []

    def made(policy: Policy | None = None, info: MatterInfo | None = None) -> OpenMatter:
        matter = OpenMatter.create(tmp_path / "matter", SharedKey(), light_parts(policy), "ann", info)
        opened.append(matter)
        (tmp_path / "letter.txt").write_text(TEXT, encoding="utf-8")
        matter.add([tmp_path / "letter.txt"])
        matter.accept(Tier.SUGGESTED)
        return matter

    yield made
    for matter in opened:
        matter.close()


def summarized(matter: OpenMatter) -> ReviewedSummary:
    return summarize(matter, prompts.load()["document-abstract"])


def test_an_approval_holds_while_nothing_changes(make: MakeMatter) -> None:
    matter = make()
    summary = summarized(matter)
    assert signed(matter, summary) is None
    given = review(matter, summary, "bea", Verdict.APPROVED)
    assert signed(matter, summary) == given


@pytest.mark.parametrize(
    "strict", [Policy(audit=AuditPolicy(signed=True)), Policy(sign_off=SignOffPolicy(accounts=True))]
)
def test_an_unsigned_approval_does_not_hold_where_policy_wants_signatures(
    make: MakeMatter, strict: Policy, tmp_path: Path
) -> None:
    matter = make()
    summary = summarized(matter)
    given = review(matter, summary, "bea", Verdict.APPROVED)
    assert (given.key, given.signature) == ("", "")
    matter.parts = replace(matter.parts, policy=strict)
    assert signed(matter, summary) is None
    with pytest.raises((NotSigned, KeyringUnavailable)):
        export(matter, summary, tmp_path / "signed")
    matter.parts = replace(matter.parts, policy=Policy())
    assert signed(matter, summary) == given


def test_names_come_back_into_a_summary_that_nothing_forbids(make: MakeMatter) -> None:
    matter = make()
    summary = summarized(matter)
    said = " ".join(segment.text for segment in summary.clear_segments)
    assert "Marguerite Oldacre sued Penhallow Freight, Inc." in said
    masked = " ".join(segment.text for segment in summary.checked.summary.segments)
    assert "Oldacre" not in masked
    assert summary.preparer == "ann"
    assert matter.store.summary(summary.id) == summary


def test_the_last_verdict_counts(make: MakeMatter) -> None:
    matter = make()
    summary = summarized(matter)
    review(matter, summary, "bea", Verdict.APPROVED)
    review(matter, summary, "cem", Verdict.REJECTED, "The date is wrong.")
    assert signed(matter, summary) is None
    review(matter, summary, "dan", Verdict.APPROVED)
    assert signed(matter, summary) is not None


def test_a_rejection_says_what_to_change_in_its_note_or_in_a_comment(make: MakeMatter) -> None:
    matter = make()
    summary = summarized(matter)
    with pytest.raises(UsageError, match="not said what to change"):
        review(matter, summary, "bea", Verdict.REJECTED, "  ")
    given = review(matter, summary, "bea", Verdict.REJECTED, comments=((0, "The date is wrong."),))
    assert (given.verdict, given.comments) == (Verdict.REJECTED, ((0, "The date is wrong."),))


@pytest.mark.parametrize("reviewer", ["ann", " Ann ", "", "  "])
def test_the_preparer_and_nobody_sign_nothing(make: MakeMatter, reviewer: str) -> None:
    matter = make()
    summary = summarized(matter)
    with pytest.raises(Refused, match="preparer" if reviewer.strip() else "not said who"):
        review(matter, summary, reviewer, Verdict.APPROVED)
    assert not matter.store.sign_offs(summary.id)


def test_the_preparer_signs_where_policy_lets_one_person_do_both(make: MakeMatter) -> None:
    matter = make(Policy(sign_off=SignOffPolicy(other_person=False)))
    assert review(matter, summarized(matter), "ann", Verdict.APPROVED).reviewer == "ann"


@pytest.mark.parametrize("by", ["policy", "matter"])
def test_only_named_reviewers_sign(make: MakeMatter, by: str) -> None:
    policy = Policy(sign_off=SignOffPolicy(reviewers=("Bea",))) if by == "policy" else None
    matter = make(policy, MatterInfo("m1", reviewers=("Bea",)) if by == "matter" else None)
    summary = summarized(matter)
    with pytest.raises(Refused, match="not among those"):
        review(matter, summary, "cem", Verdict.APPROVED)
    assert review(matter, summary, " bea ", Verdict.APPROVED).verdict is Verdict.APPROVED


def test_an_approval_falls_with_a_decision_that_changes_what_leaves(make: MakeMatter) -> None:
    matter = make()
    summary = summarized(matter)
    review(matter, summary, "bea", Verdict.APPROVED)
    freight = next(entity for entity in matter.register.entities if entity.name.startswith("Penhallow"))
    matter.decide(Decision.DISMISSED, [freight.id])
    assert signed(matter, summary) is None
    matter.decide(Decision.CONFIRMED, [freight.id])
    assert signed(matter, summary) is not None


def test_an_approval_falls_while_a_document_is_withheld(make: MakeMatter) -> None:
    matter = make()
    summary = summarized(matter)
    given = review(matter, summary, "bea", Verdict.APPROVED)
    withheld = frozenset({(matter.documents[0].id, WITHHELD)})
    matter.store.accept_parts(withheld)
    assert signed(matter, summary) is None
    matter.store.drop_parts(withheld)
    assert signed(matter, summary) == given


def test_an_approval_of_a_summary_of_summaries_falls_with_the_documents_of_each(
    make: MakeMatter, tmp_path: Path
) -> None:
    """It holds masked words of other summaries alone; what they were made from has to mask as it did."""
    matter = make()
    (tmp_path / "second.txt").write_text("Penhallow Freight, Inc. paid nothing until June 7, 2021.\n", encoding="utf-8")
    first = summarized(matter)
    matter.add([tmp_path / "second.txt"])
    matter.accept(Tier.SUGGESTED)
    second = summarized(matter)
    parts = [(sent(matter, one)[0], one.checked.summary) for one in (first, second)]
    children = [
        child(f"Summary {n}", payload, masked, texts_of(matter)) for n, (payload, masked) in enumerate(parts, 1)
    ]
    payload = joined(prompts.load()["document-abstract"], children)
    assert len(payload.made_of) == 2
    with matter.act("payload.local", ("payload", payload.digest)):
        matter.store.put_payload(payload, matter.register)
    masked = replace(first.checked.summary, payload_digest=payload.digest)
    whole = replace(first, id="s9", checked=replace(first.checked, summary=masked))
    with matter.act("summary.keep", ("payload", payload.digest)):
        matter.store.put_summary(whole)
    given = review(matter, whole, "bea", Verdict.APPROVED)
    assert signed(matter, whole) == given
    freight = next(entity for entity in matter.register.entities if entity.name.startswith("Penhallow"))
    matter.decide(Decision.DISMISSED, [freight.id])
    assert signed(matter, whole) is None
    matter.decide(Decision.CONFIRMED, [freight.id])
    assert signed(matter, whole) == given
    later = next(document.id for document in matter.documents if document.name == "second.txt")
    matter.store.accept_parts(frozenset({(later, WITHHELD)}))
    assert signed(matter, whole) is None


def test_an_approval_of_one_summary_is_none_of_another(make: MakeMatter) -> None:
    matter = make()
    first, second = summarized(matter), summarized(matter)
    review(matter, first, "bea", Verdict.APPROVED)
    assert signed(matter, second) is None
