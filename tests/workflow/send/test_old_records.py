"""Summaries and sign-offs that an earlier version stored: findings without a place, sign-offs without reasons."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from legalredact.errors import OpenDecisions
from legalredact.model.mention import Span, Tier
from legalredact.model.review import CheckedSummary, Finding, FindingKind, ReviewedSummary, SignOff, Verdict
from legalredact.summary import prompts
from legalredact.vault import codec, summaries
from legalredact.workflow.export.export import as_markdown, export
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.valid_approval import signed
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

KEY = SharedKey()
OLD_KINDS = ("missing_token", "unknown_fact", "uncited", "not_word_for_word")
NEW = {"place", "reasons"}
ELSEWHERE = Finding(FindingKind.FACT_ELSEWHERE, 0, Span(0, 4), "1999", "Document 2, passage 7")


def as_before(kind: Any, value: Any) -> bytes:
    """What an earlier version wrote: the same without the fields that it did not have."""
    written = codec.encode(kind, value)
    return json.dumps(without_new(json.loads(written))).encode() if kind in (ReviewedSummary, SignOff) else written


def without_new(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_new(one) for name, one in value.items() if name not in NEW}
    return [without_new(one) for one in value] if isinstance(value, list) else value


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    (tmp_path / "letter.txt").write_text("Marguerite Oldacre owes $500 since May 4, 2021.\n", encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", KEY, light_parts(), "ann") as made:
        made.add([tmp_path / "letter.txt"])
        made.accept(Tier.SUGGESTED)
        yield made


def stored(matter: OpenMatter, *findings: Finding) -> ReviewedSummary:
    """A summary with these findings, as it is read again."""
    made = summarize(matter, prompts.load()["document-abstract"])
    changed = ReviewedSummary(
        made.id,
        CheckedSummary(made.checked.summary, findings),
        made.clear_segments,
        made.preparer,
        made.account,
        made.key,
    )
    matter.store.put_summary(changed)
    matter.store.forget_summaries()
    return matter.summary()


def old_findings() -> tuple[Finding, ...]:
    return tuple(Finding(FindingKind(kind), 0, Span(0, 4), "May ") for kind in OLD_KINDS)


def test_an_old_summary_is_shown_signed_and_exported(
    matter: OpenMatter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "encode", as_before)
    summary = stored(matter, *old_findings())
    assert summary.checked.findings == old_findings()
    monkeypatch.undo()
    assert "“May” was found in none of the documents" in as_markdown(matter, summary)
    with pytest.raises(OpenDecisions, match=r"4 flags are not resolved with a reason: 1, 2, 3, 4\."):
        review(matter, summary, "bea", Verdict.APPROVED)
    review(matter, summary, "bea", Verdict.APPROVED, settled=dict.fromkeys(range(4), "Compared."))
    assert len(export(matter, summary, tmp_path / "out")) == 3


def test_an_old_sign_off_without_reasons_still_holds(
    matter: OpenMatter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SignOff, "digest", property(old_digest))
    monkeypatch.setattr(summaries, "encode", as_before)
    summary = stored(matter, *old_findings())
    review(matter, summary, "bea", Verdict.APPROVED, settled=dict.fromkeys(range(4), "Compared."))
    monkeypatch.undo()
    sign_off = signed(matter, summary)
    assert sign_off is not None
    assert sign_off.settled == (0, 1, 2, 3)
    assert sign_off.reasons == ()
    markdown = next(file for file in export(matter, summary, tmp_path / "out") if file.suffix == ".md")
    assert "Settled by" not in markdown.read_text(encoding="utf-8")


def old_digest(sign_off: SignOff) -> str:
    """The digest of a sign-off before reasons were recorded."""
    row: list[object] = [sign_off.summary_id, sign_off.reviewer, sign_off.verdict, sign_off.when]
    row += [sign_off.payload_digest, sign_off.summary_digest]
    row += [sign_off.note, sign_off.comments, sign_off.account, sign_off.key]
    row += [sign_off.findings, sign_off.settled]
    return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()


def test_findings_without_a_place_have_the_digest_that_they_had(matter: OpenMatter) -> None:
    summary = stored(matter, *old_findings())
    rows = [[f.kind, f.segment, f.span.start, f.span.end, f.masked_excerpt] for f in old_findings()]
    before = hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()
    assert summary.checked.findings_digest == before


def test_the_place_and_the_reason_of_a_flag_survive_storage_and_are_exported(
    matter: OpenMatter, tmp_path: Path
) -> None:
    summary = stored(matter, ELSEWHERE)
    assert summary.checked.findings == (ELSEWHERE,)
    moved = CheckedSummary(summary.checked.summary, (Finding(ELSEWHERE.kind, 0, ELSEWHERE.span, "1999", "Document 3"),))
    assert moved.findings_digest != summary.checked.findings_digest
    review(matter, summary, "bea", Verdict.APPROVED, settled={0: "The year is on the envelope."})
    files = export(matter, summary, tmp_path / "out")
    written = next(file for file in files if file.suffix == ".md").read_text(encoding="utf-8")
    assert "“1999” was not found in the cited passages. It is in Document 2, passage 7." in written
    assert "passage 7. | The year is on the envelope. |" in written


def test_a_reason_that_is_changed_after_signing_changes_the_digest(matter: OpenMatter) -> None:
    made = review(matter, stored(matter, ELSEWHERE), "bea", Verdict.APPROVED, settled={0: "On the envelope."})
    other = SignOff(**{name: getattr(made, name) for name in made.__slots__} | {"reasons": ("Elsewhere.",)})
    assert other.digest != made.digest


@pytest.mark.parametrize("reason", ["  ", "\u200b", "–"])
def test_a_blank_reason_settles_nothing(matter: OpenMatter, reason: str) -> None:
    with pytest.raises(OpenDecisions, match="One flag is not resolved with a reason: 1"):
        review(matter, stored(matter, ELSEWHERE), "bea", Verdict.APPROVED, settled={0: reason})
