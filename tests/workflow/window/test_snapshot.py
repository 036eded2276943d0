"""What a window shows first of a large matter, and that it is what it shows later, as far as it goes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from legalredact.errors import Cancelled
from legalredact.masking.tokens import assign
from legalredact.model.mention import Role, Tier
from legalredact.model.progress import Cancellation
from legalredact.model.register import Decision, Register
from legalredact.model.review import ReviewedSummary, Verdict
from legalredact.summary import prompts
from legalredact.workflow.matter import matter_contents as contents
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names import decisions as names
from legalredact.workflow.names.decisions import Change
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.window import snapshot as module
from legalredact.workflow.window.snapshot import after_names, first_snapshot, snapshot, with_approvals
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

TEXTS = ("Marguerite Oldacre sued Penhallow Freight, Inc.", "Nobody is named here.", "Oldacre came back.")


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenMatter]:
    """Opened again, and large as things go."""
    monkeypatch.setattr(module, "AT_ONCE", 2)
    keys, files = SharedKey(), [tmp_path / f"{number}.txt" for number in range(len(TEXTS))]
    for file, text in zip(files, TEXTS, strict=True):
        file.write_text(text, encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", keys, light_parts(), "Ann") as matter:
        matter.add(files)
        matter.keep_tokens()
    with OpenMatter.open(tmp_path / "m", keys, light_parts(), "Ann") as again:
        yield again


def test_of_a_large_matter_no_text_is_read_at_first(large: OpenMatter, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(type(large.store), "document", None)
        patch.setattr(type(large.store), "resolved_mentions", None)
        first = first_snapshot(large)
    later = snapshot(large)
    assert (first.loading, later.loading) == (True, False)
    assert [(d.id, d.name, d.unread) for d in first.documents] == [(d.id, d.name, d.unread) for d in later.documents]
    assert first.register == later.register
    assert first.blockers == later.blockers
    ids = [document.id for document in later.documents]
    assert [first.open_names(one) for one in ids] == [later.open_names(one) for one in ids] == [2, 0, 1]


def test_of_a_small_matter_everything_is_shown_at_once(large: OpenMatter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 3)
    assert first_snapshot(large) == snapshot(large)


def entity_id(matter: OpenMatter, name: str) -> str:
    return next(entity.id for entity in matter.register.entities if name in entity.name)


Act = Callable[[OpenMatter], Change]
ACTS: dict[str, Act] = {
    "confirm": lambda m: names.decide(m, Decision.CONFIRMED, [entity_id(m, "Oldacre")]),
    "dismiss": lambda m: names.decide(m, Decision.DISMISSED, [entity_id(m, "Penhallow")]),
    "role": lambda m: names.set_role(m, entity_id(m, "Oldacre"), Role.CLIENT),
    "display": lambda m: names.show_as(m, entity_id(m, "Oldacre"), "Ms. Oldacre"),
    "merge": lambda m: names.merge(m, entity_id(m, "Penhallow"), entity_id(m, "Oldacre")),
}


@pytest.mark.parametrize("act", ACTS)
def test_after_an_act_on_names_it_is_as_if_all_were_read_anew(large: OpenMatter, act: str) -> None:
    summary = summarize(large, prompts.load()["document-abstract"])
    review(large, summary, "Bea", Verdict.APPROVED)
    before = snapshot(large)
    assert summary.id in before.signed
    change = ACTS[act](large)
    after = after_names(large, before)
    assert after == snapshot(large, before)
    assert after.documents is before.documents
    names.put_back(large, change)
    assert after_names(large, after) == snapshot(large, after)


def test_a_decision_that_ends_an_approval_shows_at_once(large: OpenMatter) -> None:
    summary = summarize(large, prompts.load()["document-abstract"])
    review(large, summary, "Bea", Verdict.APPROVED)
    before = snapshot(large)
    names.decide(large, Decision.DISMISSED, [entity_id(large, "Penhallow")])
    assert after_names(large, before).signed == {}


def test_what_came_beside_an_act_on_names_is_read_too(large: OpenMatter, tmp_path: Path) -> None:
    before = snapshot(large)
    (tmp_path / "late.txt").write_text("Oldacre came late.", encoding="utf-8")
    large.add([tmp_path / "late.txt"])
    assert after_names(large, before) == snapshot(large)
    before = snapshot(large)
    summarize(large, prompts.load()["document-abstract"])
    assert len(after_names(large, before).summaries) == 1


def test_a_summary_that_is_edited_is_read_again(large: OpenMatter) -> None:
    first = summarize(large, prompts.load()["document-abstract"])
    second = summarize(large, prompts.load()["document-abstract"])
    assert large.summaries == (first, second)
    edited = replace(second, preparer="Cy")
    large.store.put_summary(edited)
    assert large.summaries == (first, edited)

    def cut_short() -> None:
        with large.store.together():
            large.store.put_summary(replace(edited, preparer="Dot"))
            assert large.summaries[-1].preparer == "Dot"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_short()
    assert large.summaries == (first, edited)


def test_a_decision_assigns_tokens_once(large: OpenMatter, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a matter of 10,000 names that takes a tenth of a second."""
    before, assigned = snapshot(large), list[object]()

    def assign_counted(*given: Any) -> Register:
        assigned.append(given)
        return assign(*given)

    monkeypatch.setattr(contents, "assign", assign_counted)

    for decision in (Decision.CONFIRMED, Decision.DISMISSED):
        names.decide(large, decision, [entity_id(large, "Oldacre")])
        before = after_names(large, before)

    assert len(assigned) == 2
    assert before.register == assign(large.register, (), (), dict)


def test_a_check_of_approvals_ends_before_the_next_summary_once_it_is_canceled(
    large: OpenMatter, monkeypatch: pytest.MonkeyPatch
) -> None:
    large.accept(Tier.SUGGESTED)
    for document in (large.documents[0], large.documents[2]):
        summary = summarize(large, prompts.load()["document-abstract"], chosen=[document.id])
        review(large, summary, "Bea", Verdict.APPROVED)
    state, cancel, checked = snapshot(large), Cancellation(), list[str]()
    assert len(state.signed) == 2

    def check(_: OpenMatter, summary: ReviewedSummary) -> None:
        checked.append(summary.id)
        cancel.cancel()

    monkeypatch.setattr(module, "signed", check)
    with pytest.raises(Cancelled):
        with_approvals(large, state, cancel)
    assert checked == [state.summaries[0].id]
