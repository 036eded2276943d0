"""A production from files to checked summaries: every document done or refused, nothing twice, nothing lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import Cancelled
from legalredact.model.document import Document
from legalredact.model.job import Job, Stage, State, Tally
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Tier
from legalredact.model.production import ProductionMember
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.production import ProductionRecords
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.worker_toolkit import Kit
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.retry import retry
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.take_in import take_in
from tests.fakes.production import light_kit, members, production_parts, read, written

LETTERS = 12
PROMPT = prompts.load()["document-abstract"]
ACCEPTED = Orders(PROMPT, accept=Tier.SUGGESTED)


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    written(tmp_path / "in", LETTERS)
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann", MatterInfo("m1")) as made:
        take_in(made, members(tmp_path / "in", silent, NEVER), silent, NEVER)
        yield made


def ran(matter: OpenMatter, orders: Orders = ACCEPTED, cancel: Cancellation = NEVER) -> Tally:
    return Batch(matter, InlineExecutor(light_kit, isolated=False), orders).run(silent, cancel)


def test_every_document_is_done_or_refused_with_a_reason(matter: OpenMatter) -> None:
    tally = ran(matter)
    documents = LETTERS - 2  # one is empty, one the same as another
    assert tally == {
        (Stage.READ, State.REFUSED): 1,
        **{(stage, State.DONE): documents for stage in Stage},
    }
    (refused,) = matter.store.jobs(Stage.READ, State.REFUSED)
    assert "empty" in refused.reason
    assert len(matter.summaries) == documents
    assert all("CLIENT" not in s.clear_segments[0].text for s in matter.summaries)
    assert all("Marguerite Oldacre wrote" in s.clear_segments[0].text for s in matter.summaries)


def test_what_is_taken_in_twice_is_there_once(matter: OpenMatter, tmp_path: Path) -> None:
    again = take_in(matter, members(tmp_path / "in", silent, NEVER), silent, NEVER)
    assert (again.new, again.known) == (0, LETTERS)
    before = ran(matter)
    events = len(matter.events)
    assert ran(matter) == before
    assert [event.action for event in matter.events[events:]] == []


def test_open_decisions_hold_documents_back(matter: OpenMatter) -> None:
    tally = ran(matter, Orders(PROMPT))
    assert tally[Stage.CONFIRM, State.HELD] == LETTERS - 2
    assert (Stage.MASK, State.DONE) not in tally
    held = matter.store.jobs(Stage.CONFIRM, State.HELD)[0]
    assert held.reason == "2 suggested names are not decided."
    matter.accept(Tier.SUGGESTED)
    assert ran(matter, Orders(PROMPT))[Stage.CHECK, State.DONE] == LETTERS - 2


def test_a_changed_decision_masks_anew_and_summarizes_only_what_differs(matter: OpenMatter) -> None:
    ran(matter)
    before = {job.document_id: job for job in matter.store.jobs(Stage.MASK, State.DONE)}
    company = next(e for e in matter.register.entities if "Penhallow" in e.name)
    from legalredact.model.register import Decision

    matter.decide(Decision.DISMISSED, [company.id])
    ran(matter, Orders(PROMPT))
    after = matter.store.jobs(Stage.MASK, State.DONE)
    assert all(job.inputs != before[job.document_id].inputs for job in after)
    assert len(matter.summaries) == 2 * (LETTERS - 2)
    texts = [p.masked_text for s in matter.summaries[-1:] for p in _payload(matter, s.id).documents[0].passages]
    assert any("Penhallow Freight, Inc." in text for text in texts)


def _payload(matter: OpenMatter, summary_id: str):  # type: ignore[no-untyped-def]  # read in one assertion
    return matter.store.payload(matter.summary(summary_id).checked.summary.payload_digest)[0]


def test_a_paused_run_goes_on_where_it_was(matter: OpenMatter) -> None:
    cancel = Cancellation()
    told: list[Progress] = []

    def pause(progress: Progress) -> None:
        told.append(progress)
        cancel.cancel()

    with pytest.raises(Cancelled):
        Batch(matter, InlineExecutor(light_kit, isolated=False), ACCEPTED).run(pause, cancel)
    assert told
    assert ran(matter)[Stage.CHECK, State.DONE] == LETTERS - 2
    reads = [event for event in matter.events if event.action == "document.add"]
    assert len(reads) == LETTERS - 2


def test_what_was_refused_is_tried_again_on_request(matter: OpenMatter, tmp_path: Path) -> None:
    ran(matter)
    assert retry(matter) == 1
    assert ran(matter)[Stage.READ, State.REFUSED] == 1
    assert retry(matter, ["no such document"]) == 0


class Wide(InlineExecutor):
    """Takes more tasks than it was given back."""

    ahead = 2 * LETTERS


def test_jobs_are_looked_for_when_half_of_what_was_given_is_done(
    matter: OpenMatter, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    whole = ProductionRecords.jobs

    def counted(store: ProductionRecords, stage: Stage, state: State, most: int = -1) -> tuple[Job, ...]:
        looks.append(stage)
        return whole(store, stage, state, most)

    monkeypatch.setattr(ProductionRecords, "jobs", counted)
    tally = Batch(matter, Wide(light_kit, isolated=False), ACCEPTED).run(silent, NEVER)
    assert tally[Stage.CHECK, State.DONE] == LETTERS - 2
    assert len(looks) < 2 * LETTERS


def blank_kit() -> Kit:
    """One of the letters is a blank page."""
    return replace(light_kit(), read=read_blank)


def read_blank(member: ProductionMember, report: Report) -> tuple[Document, None]:
    document, _ = read(member, report)
    return (document if "00004" not in member.location.name else replace(document, text="  ", blocks=())), None


def test_a_blank_page_is_refused_and_the_rest_goes_on(matter: OpenMatter) -> None:
    tally = Batch(matter, InlineExecutor(blank_kit, isolated=False), ACCEPTED).run(silent, NEVER)
    assert tally[Stage.CHECK, State.DONE] == LETTERS - 3
    (refused,) = matter.store.jobs(Stage.MASK, State.REFUSED)
    assert refused.reason.startswith("Its pages have no text")


def test_nothing_of_a_client_stands_in_a_job(matter: OpenMatter) -> None:
    ran(matter)
    jobs = [job for stage in Stage for state in State for job in matter.store.jobs(stage, state)]
    assert jobs
    assert not any("Oldacre" in repr(job) or "Penhallow" in repr(job) for job in jobs)
