"""Deleting for good in a matter whose production is worked on: nothing that was deleted may come back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.errors import Refused
from legalredact.model.job import Stage, State
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Tier
from legalredact.model.progress import NEVER, Progress, silent
from legalredact.model.receipt import Deleted
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.administration import clawback, purge
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.background import Producing
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.near_duplicates import groups
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.send.background import Summarizing
from tests.fakes.production import production_parts, written

LETTERS = 8
DOCUMENTS = LETTERS - 2
"""One letter is empty, one the same as another."""
ORDERS = Orders(prompts.load()["document-abstract"], accept=Tier.SUGGESTED)


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    written(tmp_path / "in", LETTERS)
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann", MatterInfo("m1")) as made:
        yield made


@pytest.fixture
def producing(matter: OpenMatter, tmp_path: Path) -> Producing:
    made = Producing(matter, AtOnce(), lambda make: InlineExecutor(make, isolated=False), quiet=0)
    made.take_in([tmp_path / "in"], silent, NEVER)
    return made


def tables(matter: OpenMatter, document_id: str) -> set[str]:
    """Where the vault still holds something of a document."""
    named = ("member", "job", "reply", "mention", "resolved", "original")
    rows = {table: f"SELECT 1 FROM {table} WHERE document_id = ?" for table in named}  # noqa: S608 - the tables above
    return {table for table, statement in rows.items() if list(matter.store._db.execute(statement, (document_id,)))}


def test_nothing_is_deleted_while_a_production_is_worked_on(producing: Producing, matter: OpenMatter) -> None:
    """A worker may hold the very document: its result would be kept after the purge."""
    tried: list[str] = []

    def purge_soon(_: Progress) -> None:
        if not tried and len(matter.listing) > 2:
            plan = clawback.plan_clawback(matter, [matter.listing[0].id])
            with pytest.raises(Refused, match="production is worked on") as refused:
                purge.purge(matter, plan)
            tried.append(refused.value.remedy)

    tally = producing.run(ORDERS, purge_soon, NEVER)
    assert tried == ["Pause or cancel it, or wait until it is done, and delete then."]
    assert tally[Stage.CHECK, State.DONE] == DOCUMENTS
    assert len(matter.listing) == DOCUMENTS
    assert not any(event.action == "purge.documents" for event in matter.events)


def test_what_is_deleted_in_a_pause_does_not_come_back_when_it_goes_on(
    producing: Producing, matter: OpenMatter
) -> None:
    def pause_soon(_: Progress) -> None:
        if matter.store.jobs(Stage.SUMMARIZE, State.DONE):
            producing.pause()

    producing.run(ORDERS, pause_soon, NEVER)
    gone = matter.store.jobs(Stage.MASK, State.DONE)[-1].document_id
    purge.purge(matter, clawback.plan_clawback(matter, [gone]))
    tally = producing.run(ORDERS, silent, NEVER)

    assert tally[Stage.CHECK, State.DONE] == DOCUMENTS - 1
    assert tables(matter, gone) == set()
    assert gone not in {line.id for line in matter.listing}
    assert not matter.store.payloads_with([gone])


def test_nothing_is_deleted_while_a_summary_is_made(matter: OpenMatter, tmp_path: Path) -> None:
    """What a summary was made from stands in its payload and in its statements."""
    matter.add([tmp_path / "in" / "letter 00001.txt"])
    matter.accept(Tier.POSSIBLE)
    plan = clawback.plan_clawback(matter, [matter.listing[0].id])
    refused: list[str] = []

    def purge_now(_: Progress) -> None:
        with pytest.raises(Refused, match="summary is made"):
            purge.purge(matter, plan)
        refused.append("once")

    work = Summarizing(matter, AtOnce())
    seen = work.prepare(ORDERS.prompt, silent, NEVER).payload.digest
    work.summarize(ORDERS.prompt, "local", seen, purge_now, NEVER)
    assert refused
    purge.purge(matter, clawback.plan_clawback(matter, [matter.listing[0].id]))
    assert matter.summaries == ()


def test_work_that_fails_is_no_longer_under_way(producing: Producing, matter: OpenMatter) -> None:
    def fail(_: Progress) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        producing.run(ORDERS, fail, NEVER)
    assert matter.under_way == []


def test_two_lanes_may_be_at_work_at_once(matter: OpenMatter) -> None:
    with matter.work("A production is worked on"), matter.work("A summary is made"):
        with matter.work("A summary is made"):
            pass
        assert matter.under_way == ["A production is worked on", "A summary is made"]


def test_which_documents_are_alike_goes_with_them(producing: Producing, matter: OpenMatter) -> None:
    producing.run(Orders(ORDERS.prompt, until=Stage.DETECT), silent, NEVER)
    groups(matter, silent, NEVER)
    assert matter.store.alike()
    purge.purge(matter, clawback.plan_clawback(matter, [matter.listing[0].id]))
    assert matter.store.alike() == b""


def test_retention_takes_the_list_of_what_was_never_read_too(producing: Producing, matter: OpenMatter) -> None:
    """Names of files and custodians are a client's words."""
    producing.run(ORDERS, silent, NEVER)
    assert matter.store.produced_count() == LETTERS
    files = tuple((line.id, line.digest) for line in matter.listing)
    payloads = matter.store.payloads_with([line.id for line in matter.listing])
    summaries = tuple(one.id for one in matter.summaries)
    register = matter.register.without(entity.id for entity in matter.register.entities)
    purge.purge(matter, purge.Plan("retention", Deleted(files, payloads, summaries, 2), register))
    assert matter.store.produced_count() == 0
    assert not any(matter.store.jobs(stage, state) for stage in Stage for state in State)
