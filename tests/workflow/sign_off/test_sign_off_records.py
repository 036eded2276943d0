"""A sign-off counts with its event alone: a record made by hand, a stripped finding, a lost event are noticed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import NotSigned, OpenDecisions, VaultDamaged
from legalredact.governance.account import Account
from legalredact.governance.anchor import Anchors
from legalredact.governance.audit_trail import PRESENTING
from legalredact.governance.signing import PersonalKey, new_seed
from legalredact.model.audit import AuditEvent
from legalredact.model.mention import Span, Tier
from legalredact.model.policy import AuditPolicy, Policy, SignOffPolicy
from legalredact.model.review import CheckedSummary, Finding, FindingKind, ReviewedSummary, SignOff, Verdict
from legalredact.summary import prompts
from legalredact.vault.codec import encode
from legalredact.vault.database import transaction
from legalredact.workflow.export.export import as_markdown, export
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.sign_off_records import sign_off_fault
from legalredact.workflow.sign_off.valid_approval import signed
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

ANN, BEA, MAL = (PersonalKey(new_seed()) for _ in range(3))
KEY = SharedKey()
FLAG = Finding(FindingKind.UNKNOWN_FACT, 0, Span(0, 4), "1999")
STOPS = Finding(FindingKind.INVENTED_TOKEN, 0, Span(0, 4), "PARTY_Z")


def parts_of(name: str, signer: PersonalKey | None, policy: Policy | None = None, marks: Path | None = None) -> Parts:
    witness = Witness(lambda: signer, Anchors(marks) if marks else None)
    return replace(light_parts(policy), account=Account(f"uid:{name}", name), witness=witness)


def opened(folder: Path, name: str, signer: PersonalKey | None, policy: Policy | None = None) -> OpenMatter:
    return OpenMatter.open(folder / "m", KEY, parts_of(name, signer, policy), name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A matter that Ann made, with a summary in which the check found a flag."""
    (tmp_path / "letter.txt").write_text("Marguerite Oldacre owes $500 since May 4, 2021.\n", encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", KEY, parts_of("ann", ANN), "ann") as matter:
        matter.add([tmp_path / "letter.txt"])
        matter.accept(Tier.SUGGESTED)
        summary = summarize(matter, prompts.load()["document-abstract"])
        with_findings(matter, summary, FLAG)
    return tmp_path


def with_findings(matter: OpenMatter, summary: ReviewedSummary, *findings: Finding) -> ReviewedSummary:
    changed = replace(summary, checked=CheckedSummary(summary.checked.summary, findings))
    matter.store.put_summary(changed)
    return changed


def by_hand(matter: OpenMatter, statement: str, *values: object) -> None:
    """What somebody can do who has the matter's key, around the program and without a trace of it there."""
    db = matter.store._db
    db.listener, sums = None, db.sums
    db.execute(statement, values)
    db.listener, db.sums = matter.trail, sums


def record(matter: OpenMatter, sign_off: SignOff) -> None:
    by_hand(
        matter,
        "INSERT INTO sign_off (summary_id, content) VALUES (?, ?)",
        sign_off.summary_id,
        encode(SignOff, sign_off),
    )


def made_by(signer: PersonalKey | None, summary: ReviewedSummary, **changed: object) -> SignOff:
    """An approval that nobody noted."""
    key = signer.public if signer else ""
    digest, findings = summary.checked.summary.payload_digest, summary.checked.findings_digest
    when = "2026-11-24T12:00:00+00:00"
    made = SignOff(
        summary.id, "bea", Verdict.APPROVED, when, digest, summary.digest, account="uid:bea", key=key, findings=findings
    )
    made = replace(made, **changed)  # type: ignore[arg-type]  # fields by name
    return replace(made, signature=signer.sign(made.digest)) if signer else made


def expect_none(matter: OpenMatter, words: str, folder: Path) -> None:
    """No sign-off holds, and whoever looks at it or exports it is told why."""
    summary = matter.summary()
    assert signed(matter, summary) is None
    assert words in sign_off_fault(matter, summary)
    assert words in as_markdown(matter, summary)
    matter.trail.refuse_changed = lambda within=0.0: None  # type: ignore[method-assign]  # somebody mended the state too
    with pytest.raises(NotSigned, match=words):
        export(matter, summary, folder / "out")
    assert not (folder / "out").exists()


@pytest.mark.parametrize("signer", [BEA, None], ids=["signed", "unsigned"])
def test_a_record_written_by_hand_is_no_sign_off(folder: Path, signer: PersonalKey | None) -> None:
    with opened(folder, "bea", BEA) as matter:
        record(matter, made_by(signer, matter.summary()))
        expect_none(matter, "the trail has no event of it", folder)
    with pytest.raises(VaultDamaged, match="ign-offs"):
        opened(folder, "bea", BEA)


def test_a_sign_off_covers_what_the_check_had_found_and_what_was_settled_of_it(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        sign_off = review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        assert sign_off.settled == (0,)
        assert signed(matter, matter.summary()) == sign_off
        event = matter.events[-1]
    assert dict(event.details)["sign_off"] == sign_off.digest
    assert replace(sign_off, settled=()).digest != sign_off.digest
    assert replace(sign_off, findings="0" * 64).digest != sign_off.digest


def test_a_finding_that_was_stripped_after_signing_is_noticed(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        stripped = replace(matter.summary(), checked=CheckedSummary(matter.summary().checked.summary))
        assert stripped.digest == matter.summary().digest  # the text is the same
        with transaction(matter.store._db):
            matter.store.put_summary(stripped)
        assert signed(matter, matter.summary()) is None
        assert "was changed after it was signed" in sign_off_fault(matter, matter.summary())


def test_a_finding_that_is_stripped_on_the_disk_stops_the_matter(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        stripped = replace(matter.summary(), checked=CheckedSummary(matter.summary().checked.summary))
        by_hand(matter, "UPDATE summary SET content = ?", encode(ReviewedSummary, stripped))
    with pytest.raises(VaultDamaged, match="ayloads and summaries"):
        opened(folder, "bea", BEA)


@pytest.mark.parametrize("change", [{"settled": ()}, {"note": "read twice"}, {"findings": ""}])
def test_a_record_that_was_changed_after_signing_does_not_count(folder: Path, change: dict[str, object]) -> None:
    with opened(folder, "bea", BEA) as matter:
        made = review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        forged = replace(made, **change)  # type: ignore[arg-type]  # fields by name
        by_hand(
            matter,
            "UPDATE sign_off SET content = ?",
            encode(SignOff, replace(forged, signature=BEA.sign(forged.digest))),
        )
        expect_none(matter, "the trail has no event of it", folder)


def test_a_record_whose_event_is_gone_does_not_count(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        by_hand(matter, "DELETE FROM audit_event WHERE number = ?", matter.events[-1].number)
    with pytest.raises(VaultDamaged):
        opened(folder, "bea", BEA)


def test_a_rejection_that_is_taken_out_does_not_bring_the_approval_before_it_back(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        review(matter, matter.summary(), "bea", Verdict.REJECTED, "wrong date")
        by_hand(matter, "DELETE FROM sign_off WHERE position = (SELECT max(position) FROM sign_off)")
        expect_none(matter, "is gone", folder)


@pytest.mark.parametrize("action", ["purge.documents", "retention.run"])
def test_a_sign_off_from_before_its_summary_was_deleted_is_not_missed(folder: Path, action: str) -> None:
    with opened(folder, "bea", BEA) as matter:
        summary = matter.summary()
        review(matter, summary, "bea", Verdict.APPROVED, settled={0: "Compared."})
        by_hand(matter, "DELETE FROM sign_off")
        assert "is gone" in sign_off_fault(matter, summary)
        for details in ((), (("summaries", "s0"),)):
            matter.note(action, *details)
            assert "is gone" in sign_off_fault(matter, summary)
        matter.note(action, ("summaries", f"s0,{summary.id}"))
        assert sign_off_fault(matter, summary) == ""


Forge = Callable[[AuditEvent], AuditEvent]


def resigned(event: AuditEvent, signer: PersonalKey) -> AuditEvent:
    return replace(event, signature=signer.sign(event.digest))


@pytest.mark.parametrize(
    ("forge", "words"),
    [
        (lambda event: replace(event, signature="00"), "the signature of its event is not of this event."),
        (lambda event: replace(event, key="", signature=""), "of another key"),
        (lambda event: replace(event, details=event.details[:3]), "no event"),
        (lambda event: replace(event, action="summary.rejected"), "no event"),
    ],
    ids=["wrong signature", "no signature", "of another record", "of another verdict"],
)
def test_an_event_that_is_not_of_the_record_makes_it_no_sign_off(folder: Path, forge: Forge, words: str) -> None:
    with opened(folder, "bea", BEA) as matter:
        review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        event = matter.events[-1]
        by_hand(
            matter,
            "UPDATE audit_event SET content = ? WHERE number = ?",
            encode(AuditEvent, forge(event)),
            event.number,
        )
        matter.trail.restore(None)  # what was read of the trail before
        expect_none(matter, words, folder)


def test_a_key_that_the_trail_never_presented_signs_nothing(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        forged = made_by(MAL, matter.summary())
        event = matter.events[-1]
        details = (*event.details[:3], ("sign_off", forged.digest))
        other = resigned(replace(event, details=details, key=_fingerprint(MAL)), MAL)
        by_hand(matter, "UPDATE sign_off SET content = ?", encode(SignOff, forged))
        by_hand(matter, "UPDATE audit_event SET content = ? WHERE number = ?", encode(AuditEvent, other), event.number)
        matter.trail.restore(None)  # what was read of the trail before
        expect_none(matter, "presents no such key", folder)


def test_a_key_that_was_presented_by_another_account_signs_nothing(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        made = review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        forged = replace(made, account="uid:carl")
        forged = replace(forged, signature=BEA.sign(forged.digest))
        event = matter.events[-1]
        other = resigned(replace(event, details=(*event.details[:3], ("sign_off", forged.digest))), BEA)
        by_hand(matter, "UPDATE sign_off SET content = ?", encode(SignOff, forged))
        by_hand(matter, "UPDATE audit_event SET content = ? WHERE number = ?", encode(AuditEvent, other), event.number)
        matter.trail.restore(None)  # what was read of the trail before
        expect_none(matter, "presents no such key", folder)


def _fingerprint(signer: PersonalKey) -> str:
    from legalredact.governance.signing import fingerprint

    return fingerprint(signer.public)


@pytest.mark.parametrize(
    "policy",
    [Policy(sign_off=SignOffPolicy(accounts=True)), Policy(audit=AuditPolicy(signed=True))],
    ids=["accounts", "signed events"],
)
def test_where_policy_asks_for_signatures_an_unsigned_sign_off_does_not_hold(folder: Path, policy: Policy) -> None:
    with opened(folder, "carl", None) as matter:
        review(matter, matter.summary(), "carl", Verdict.APPROVED, settled={0: "Compared."})
        assert signed(matter, matter.summary()) is not None
    with opened(folder, "bea", BEA, policy) as matter:
        assert signed(matter, matter.summary()) is None


def test_a_summary_that_cannot_be_restored_is_never_approved(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        stopped = with_findings(matter, matter.summary(), STOPS)
        with pytest.raises(OpenDecisions, match="forbids signing"):
            review(matter, stopped, "bea", Verdict.APPROVED)
        assert matter.store.sign_offs(stopped.id) == ()
        review(matter, stopped, "bea", Verdict.REJECTED, "made up")
        assert signed(matter, stopped) is None


def test_a_sign_off_from_before_events_told_the_state_still_holds(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        old = made_by(BEA, matter.summary(), findings="")
        review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        event = replace(matter.events[-1], state="")
        event = resigned(replace(event, details=event.details[:3]), BEA)
        by_hand(matter, "UPDATE sign_off SET content = ?", encode(SignOff, old))
        by_hand(matter, "UPDATE audit_event SET content = ? WHERE number = ?", encode(AuditEvent, event), event.number)
        matter.trail.restore(None)  # what was read of the trail before
        assert sign_off_fault(matter, matter.summary()) == ""
        details = (event.details[0], ("digest", "0" * 64), event.details[2])
        other = resigned(replace(event, details=details), BEA)
        by_hand(matter, "UPDATE audit_event SET content = ? WHERE number = ?", encode(AuditEvent, other), event.number)
        matter.trail.restore(None)
        expect_none(matter, "no event", folder)


def test_a_record_that_does_not_cover_the_findings_counts_only_where_no_event_told_the_state(folder: Path) -> None:
    """A changed program of the reviewer's own: its event names the record, which leaves the findings open."""
    with opened(folder, "bea", BEA) as matter:
        review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        bare = made_by(BEA, matter.summary(), findings="")
        event = matter.events[-1]
        other = resigned(replace(event, details=(*event.details[:3], ("sign_off", bare.digest))), BEA)
        by_hand(matter, "UPDATE sign_off SET content = ?", encode(SignOff, bare))
        by_hand(matter, "UPDATE audit_event SET content = ? WHERE number = ?", encode(AuditEvent, other), event.number)
        matter.trail.restore(None)  # what was read of the trail before
        expect_none(matter, "no event", folder)


@pytest.mark.parametrize("signature", ["", "00", ANN.sign("0" * 64)], ids=["none", "no signature", "anothers"])
def test_a_record_whose_own_signature_is_not_the_reviewers_does_not_count(folder: Path, signature: str) -> None:
    with opened(folder, "bea", BEA) as matter:
        made = review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        by_hand(matter, "UPDATE sign_off SET content = ?", encode(SignOff, replace(made, signature=signature)))
        expect_none(matter, "signature is not of this record", folder)


def test_a_record_without_a_key_has_no_signature(folder: Path) -> None:
    with opened(folder, "carl", None) as matter:
        made = review(matter, matter.summary(), "carl", Verdict.APPROVED, settled={0: "Compared."})
        by_hand(matter, "UPDATE sign_off SET content = ?", encode(SignOff, replace(made, signature="00")))
        expect_none(matter, "signature is not of this record", folder)


def test_a_sign_off_binds_no_summary_with_other_findings(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        summary = matter.summary()
        made = review(matter, summary, "bea", Verdict.APPROVED, settled={0: "Compared."})
    assert made.binds(summary)
    assert not made.binds(replace(summary, checked=CheckedSummary(summary.checked.summary)))


def test_a_summary_that_was_written_anew_after_signing_is_unsigned_but_not_suspect(folder: Path) -> None:
    with opened(folder, "bea", BEA) as matter:
        summary = matter.summary()
        review(matter, summary, "bea", Verdict.APPROVED, settled={0: "Compared."})
        clear = (replace(summary.checked.summary.segments[0], text="Nothing is owed."),)
        anew = replace(summary, checked=CheckedSummary(summary.checked.summary), clear_segments=clear)
        assert anew.digest != summary.digest
        assert sign_off_fault(matter, anew) == ""
        assert signed(matter, anew) is None


def test_a_key_that_the_trail_presents_only_after_the_verdict_signed_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder, "bea", BEA) as matter:
        review(matter, matter.summary(), "bea", Verdict.APPROVED, settled={0: "Compared."})
        assert sign_off_fault(matter, matter.summary()) == ""
        read = matter.trail.events_of

        def later(actions: frozenset[str]) -> tuple[AuditEvent, ...]:
            known = read(actions)
            return tuple(replace(one, number=one.number + 100) for one in known) if actions == PRESENTING else known

        monkeypatch.setattr(matter.trail, "events_of", later)
        expect_none(matter, "the trail presents no such key of that account", folder)
