"""A production worked on beside a person: paused, overtaken by decisions, given up. All names are invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.errors import Cancelled
from legalredact.model.job import Stage, State
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Tier
from legalredact.model.progress import NEVER, Cancellation, Progress, silent
from legalredact.model.register import Decision
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.copies.plan import named_for_copies
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.production_status import standing
from legalredact.workflow.matter.stopped_documents import stopped_documents
from legalredact.workflow.production.background import Producing, give_up
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.send.background import Summarizing
from legalredact.workflow.window.snapshot import snapshot
from tests.fakes.production import production_parts, written

LETTERS = 8
DOCUMENTS = LETTERS - 2
"""One letter is empty, one the same as another."""
WORKED = (Stage.READ, Stage.DETECT, Stage.MASK, Stage.SUMMARIZE, Stage.CHECK)
ORDERS = Orders(prompts.load()["document-abstract"], accept=Tier.SUGGESTED)


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    written(tmp_path / "in", LETTERS)
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann", MatterInfo("m1")) as made:
        yield made


@pytest.fixture
def producing(matter: OpenMatter, tmp_path: Path) -> Producing:
    made = Producing(matter, AtOnce(), lambda make: InlineExecutor(make, isolated=False), quiet=0)
    taken = made.take_in([tmp_path / "in"], silent, NEVER)
    assert (taken.new, taken.known, taken.refused) == (LETTERS - 1, 1, 0)
    return made


def test_it_runs_to_the_end(producing: Producing, matter: OpenMatter) -> None:
    tally = producing.run(ORDERS, silent, NEVER)
    assert tally[Stage.CHECK, State.DONE] == DOCUMENTS
    assert tally[Stage.READ, State.REFUSED] == 1
    assert not [job for stage in Stage for job in matter.store.jobs(stage, State.WAITING)]


def test_a_paused_run_goes_on_and_does_nothing_twice(producing: Producing, matter: OpenMatter) -> None:
    told: list[Progress] = []

    def pause_soon(progress: Progress) -> None:
        told.append(progress)
        if len(told) == 3:
            producing.pause()

    tally = producing.run(ORDERS, pause_soon, NEVER)
    assert (Stage.CHECK, State.DONE) not in tally
    done = matter.store.jobs(Stage.READ, State.DONE)
    assert done
    producing.run(ORDERS, silent, NEVER)
    assert {job.attempts for stage in WORKED for job in matter.store.jobs(stage, State.DONE)} == {1}
    assert set(done) <= set(matter.store.jobs(Stage.READ, State.DONE))


def test_what_a_run_found_is_masked_also_where_it_was_stopped_before_it_was_settled(
    producing: Producing, matter: OpenMatter, tmp_path: Path
) -> None:
    """Who is who was thought out before: masked by that alone, their names would stay in clear."""
    assert not matter.mentions

    def pause_before_it_is_settled(_: Progress) -> None:
        if matter.store.jobs(Stage.RESOLVE, State.WAITING):
            producing.pause()

    producing.run(ORDERS, pause_before_it_is_settled, NEVER)
    assert not matter.store.jobs(Stage.RESOLVE, State.DONE)
    waiting = [job.document_id for job in matter.store.jobs(Stage.RESOLVE, State.WAITING)]

    assert waiting
    assert any(blocker.kind == "suggestion" for blocker in matter.blockers())
    state = snapshot(matter)
    assert all(state.mentions[one] for one in waiting)
    prepared = Summarizing(matter, AtOnce()).prepare(ORDERS.prompt, silent, NEVER)
    masked = " ".join(p.masked_text for d in prepared.payload.documents for p in d.passages)
    assert "Penhallow" not in masked
    assert "Oldacre" not in masked
    assert {"Penhallow Freight, Inc.", "Marguerite Oldacre"} <= {one.spellings[0] for one in named_for_copies(matter)}


def test_a_cancelled_run_ends_at_once(producing: Producing) -> None:
    cancel = Cancellation()
    with pytest.raises(Cancelled):
        producing.run(ORDERS, lambda _: cancel.cancel(), cancel)


def test_a_decision_in_the_middle_is_followed_by_every_document(producing: Producing, matter: OpenMatter) -> None:
    """Else a document could be masked, and sent, with names as they were before."""
    decided: list[str] = []

    def decide_soon(_: Progress) -> None:
        if not decided and len(matter.store.jobs(Stage.MASK, State.DONE)) > 1:
            company = next(one for one in matter.register.entities if "Penhallow" in one.name)
            decided.append(company.token)
            matter.decide(Decision.DISMISSED, [company.id])

    tally = producing.run(Orders(ORDERS.prompt, accept=Tier.SUGGESTED), decide_soon, NEVER)
    assert decided
    assert tally[Stage.CHECK, State.DONE] == DOCUMENTS
    latest = {job.inputs.partition(":")[2] for job in matter.store.jobs(Stage.CHECK, State.DONE)}
    payloads = [matter.store.payload(digest)[0] for digest in latest]
    assert len(payloads) == DOCUMENTS
    assert all("Penhallow" in passage.masked_text for p in payloads for d in p.documents for passage in d.passages[:1])


def test_what_nobody_has_read_can_be_given_up_and_taken_in_again(
    producing: Producing, matter: OpenMatter, tmp_path: Path
) -> None:
    assert give_up(matter) == LETTERS - 1
    assert matter.store.produced_count() == 0
    assert not producing.run(Orders(ORDERS.prompt), silent, NEVER)
    assert [e.action for e in matter.events if e.action != "state.keep"][-1] == "document.give_up"
    assert producing.take_in([tmp_path / "in"], silent, NEVER).new == LETTERS - 1


def test_what_stopped_is_told_with_its_name_place_and_reason(producing: Producing, matter: OpenMatter) -> None:
    producing.run(Orders(ORDERS.prompt), silent, NEVER)
    refused, *held = stopped_documents(matter)
    assert (refused.refused, refused.readable, refused.stage) == (True, False, Stage.READ)
    assert refused.path is not None
    assert refused.name == refused.path.name == f"letter {LETTERS - 1:05}.txt"
    assert "empty" in refused.reason
    assert len(held) == DOCUMENTS
    assert all(one.readable and not one.refused and one.reason for one in held)
    assert "letter" not in repr(refused)


def test_what_is_in_the_matter_already_counts_as_read_and_searched(
    producing: Producing, matter: OpenMatter, tmp_path: Path
) -> None:
    producing.run(Orders(ORDERS.prompt, until=Stage.DETECT), silent, NEVER)
    matter.store.drop_members([job.document_id for job in matter.store.jobs(Stage.READ, State.DONE)])
    taken = producing.take_in([tmp_path / "in"], silent, NEVER)
    assert taken.new == DOCUMENTS
    assert standing(matter).documents == DOCUMENTS + 1
    assert len(matter.store.jobs(Stage.DETECT, State.DONE)) == DOCUMENTS
    tally = producing.run(ORDERS, silent, NEVER)
    assert tally[Stage.CHECK, State.DONE] == DOCUMENTS
