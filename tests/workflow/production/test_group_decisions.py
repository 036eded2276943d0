"""Decisions on groups of near-duplicates: said once, held for each document, taken back. All names are invented."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import OpenDecisions, UsageError
from legalredact.model.document import UnreadPart, UnreadReason
from legalredact.model.job import Stage, State
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Tier
from legalredact.model.progress import NEVER, Cancellation, Progress, silent
from legalredact.model.register import Decision
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production import group_decisions
from legalredact.workflow.production.background import Producing
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.group_decisions import GroupDecision
from legalredact.workflow.production.near_duplicates import DuplicateGroup, groups
from legalredact.workflow.production.overviews import Overviews
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.take_in import take_in
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.valid_approval import signed
from tests.fakes.production import light_kit, members, production_parts

DRAFT = " ".join(f"word{number}" for number in range(200))
TEXTS = {
    "a.txt": f"Marguerite Oldacre wrote this. {DRAFT}",
    "b.txt": f"Marguerite Oldacre wrote this. {DRAFT} Penhallow Freight, Inc. signed.",
    "c.txt": "Something else entirely, of which Marguerite Oldacre knew nothing.",
}
ORDERS = Orders(prompts.load()["document-abstract"], accept=Tier.SUGGESTED)


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    (tmp_path / "in").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann", MatterInfo("m1")) as made:
        take_in(made, members(tmp_path / "in", silent, NEVER), silent, NEVER)
        yield made


def worked(matter: OpenMatter, until: Stage = Stage.CHECK, *, accept: Tier | None = Tier.SUGGESTED) -> None:
    orders = replace(ORDERS, until=until, accept=accept)
    Batch(matter, InlineExecutor(light_kit, isolated=False), orders).run(silent, Cancellation())


def drafts(matter: OpenMatter) -> DuplicateGroup:
    (group,) = groups(matter, silent, NEVER)
    assert len(group.documents) == 2
    return group


def ids(matter: OpenMatter, stage: Stage, state: State = State.DONE) -> set[str]:
    return {job.document_id for job in matter.store.jobs(stage, state)}


def with_parts(matter: OpenMatter, **parts: tuple[UnreadPart, ...]) -> None:
    """The documents of those names have parts that could not be read surely."""
    for line in matter.listing:
        found = parts.get(line.name.removesuffix(".txt"))
        if found:
            document = replace(matter.store.document(line.id), id=f"{line.id}x", unread=found, digest="ab" * 32)
            matter.store.add_document(document)
            matter.store.put_mentions(document.id, ())
    matter.forget()


def part(part_id: str, detail: str, page: int = 1) -> UnreadPart:
    return UnreadPart(part_id, UnreadReason.PICTURE, page, detail)


def test_a_withheld_group_is_summarized_nowhere_until_that_is_taken_back(matter: OpenMatter) -> None:
    worked(matter, Stage.DETECT)
    group = drafts(matter)
    done = group_decisions.decide(matter, group, GroupDecision.WITHHOLD)
    worked(matter)
    assert ids(matter, Stage.CONFIRM, State.HELD) == set(group.documents)
    assert len(ids(matter, Stage.CHECK)) == 1
    assert {job.reason for job in matter.store.jobs(Stage.CONFIRM, State.HELD)} == {"1 document is withheld."}
    with pytest.raises(OpenDecisions, match="2 documents are withheld"):
        summarize(matter, ORDERS.prompt)

    group_decisions.take_back(matter, done)
    worked(matter)
    assert len(ids(matter, Stage.CHECK)) == 3
    assert not ids(matter, Stage.CONFIRM, State.HELD)
    assert [e.action for e in matter.events if "document." in e.action][-2:] == [
        "document.withhold",
        "document.release",
    ]


def test_what_is_withheld_while_it_is_worked_on_goes_no_further(matter: OpenMatter, tmp_path: Path) -> None:
    worked(matter, Stage.DETECT)
    group = drafts(matter)
    told: list[str] = []

    def withhold_soon(_: Progress) -> None:
        if not told and ids(matter, Stage.MASK, State.WAITING) | ids(matter, Stage.MASK):
            told.append("once")
            group_decisions.decide(matter, group, GroupDecision.WITHHOLD)

    producing = Producing(matter, AtOnce(), lambda make: InlineExecutor(make, isolated=False), quiet=0)
    producing.run(ORDERS, withhold_soon, NEVER)
    assert told
    actions = [event.action for event in matter.events]
    after = matter.events[actions.index("document.withhold") :]
    sent = [dict(event.details)["payload"] for event in after if event.action == "payload.local"]
    assert sent  # the run went on with the other
    assert not {d.id for one in sent for d in matter.store.payload(one)[0].documents} & set(group.documents)
    assert ids(matter, Stage.CONFIRM, State.HELD) == set(group.documents)


def test_a_withheld_documents_summary_stands_in_no_overview(matter: OpenMatter) -> None:
    worked(matter)
    group = drafts(matter)
    group_decisions.decide(matter, group, GroupDecision.WITHHOLD)
    prompt = prompts.load()["production-overview"]
    made = Overviews(matter, InlineExecutor(light_kit, isolated=False), prompt).run(silent, NEVER)
    assert made[-1].kind == "production"
    assert made[-1].documents == 1


def test_a_signature_falls_while_its_document_is_withheld(matter: OpenMatter) -> None:
    """What nobody may send is not exported either."""
    worked(matter)
    group = drafts(matter)
    for summary in matter.summaries:
        review(matter, summary, "bea", Verdict.APPROVED)
    done = group_decisions.decide(matter, group, GroupDecision.WITHHOLD)
    assert [signed(matter, summary) is not None for summary in matter.summaries].count(True) == 1
    group_decisions.take_back(matter, done)
    assert all(signed(matter, summary) is not None for summary in matter.summaries)


def test_parts_are_accepted_as_that_one_that_somebody_looked_at(matter: OpenMatter) -> None:
    worked(matter, Stage.DETECT)
    stamp, scan = "picture of 210 × 90 points without text", "picture of 80 × 80 points without text"
    with_parts(matter, a=(part("p1", stamp),), b=(part("q1", stamp, page=2), part("q2", scan)), c=(part("r1", stamp),))
    first, second, other = (line.id for line in matter.listing if line.id.endswith("x"))
    group = DuplicateGroup(first, (second,))
    with pytest.raises(UsageError, match="None of these documents"):
        group_decisions.decide(matter, group, GroupDecision.ACCEPT)
    matter.accept_unread([(first, "p1")], "looked at in the window")

    done = group_decisions.decide(matter, group, GroupDecision.ACCEPT)
    assert done.parts == ((second, "q1"),)
    assert {(d.id, p.id) for d, p in matter.open_parts()} == {(second, "q2"), (other, "r1")}
    group_decisions.take_back(matter, done)
    assert (second, "q1") in {(d.id, p.id) for d, p in matter.open_parts()}
    assert (first, "p1") in matter.store.accepted_parts()


def test_all_names_of_a_group_are_masked_at_once_and_opened_again(matter: OpenMatter) -> None:
    worked(matter, Stage.CONFIRM, accept=None)
    done = group_decisions.decide(matter, drafts(matter), GroupDecision.MASK)
    assert {matter.register.get(one).name for one in done.names} == {"Marguerite Oldacre", "Penhallow Freight, Inc."}
    assert {e.decision for e in matter.register.entities if e.id in done.names} == {Decision.CONFIRMED}
    dismissed = next(e.id for e in matter.register.entities if "Penhallow" in e.name)
    matter.decide(Decision.DISMISSED, [dismissed])
    group_decisions.take_back(matter, done)
    decided = {e.name: e.decision for e in matter.register.entities}
    assert decided["Marguerite Oldacre"] is Decision.OPEN
    assert decided["Penhallow Freight, Inc."] is Decision.DISMISSED  # what was decided since stays


def test_a_decision_is_taken_back_once_and_outlives_the_program(matter: OpenMatter) -> None:
    worked(matter, Stage.DETECT)
    done = group_decisions.decide(matter, drafts(matter), GroupDecision.WITHHOLD)
    with pytest.raises(UsageError, match="withheld already"):
        group_decisions.decide(matter, drafts(matter), GroupDecision.WITHHOLD)
    assert group_decisions.kept(matter) == (done,)
    group_decisions.take_back(matter, done)
    assert group_decisions.kept(matter) == ()
    assert not any(part_id == WITHHELD for _, part_id in matter.store.accepted_parts())
    with pytest.raises(UsageError, match="taken back already"):
        group_decisions.take_back(matter, done)


def test_a_document_that_is_like_no_other_has_no_group(matter: OpenMatter) -> None:
    worked(matter, Stage.DETECT)
    lone = next(line.id for line in matter.listing if line.name == "c.txt")
    with pytest.raises(UsageError, match="no near-duplicates"):
        group_decisions.group_of(groups(matter, silent, NEVER), lone)
