"""Members and jobs of a production in a matter's database."""

from pathlib import Path

import pytest

from legalredact.errors import DamagedInput
from legalredact.model.document import Document
from legalredact.model.job import Job, Stage, State
from legalredact.model.production import BatesRange, Form, Location, ProductionMember, Step, StepKind
from legalredact.model.review import MaskedSummary, Segment, Usage
from legalredact.vault.store import MatterStore

HEAD = ProductionMember("r1", Form.FILE, Location(Path("/in/letter.eml")), "aa" * 32, 9, custodian="Vale", family="r1")
ATTACHED = ProductionMember(
    "r1.a0",
    Form.PAGES,
    Location(Path("/in/letter.eml"), (Step(StepKind.ATTACHMENT, 0),), "Oldacre.pdf"),
    "bb" * 32,
    7,
    pages=(Location(Path("/in/1.tif")), Location(Path("/in/2.tif"))),
    native_unread="It is damaged.",
    text=Location(Path("/in/1.txt")),
    bates=BatesRange("PF 01", "PF 02"),
    custodian="Vale",
    dates=(("Sent", "2024-03-01"),),
    family="r1",
    parent="r1",
)
AGAIN = ProductionMember(
    "r2", Form.FILE, Location(Path("/in/copy.eml")), "aa" * 32, 9, custodian="Penn", duplicate_of="r1"
)
MISSING = ProductionMember(
    "r3", Form.NOTHING, Location(Path("/in/no.pdf")), "", 0, problem=DamagedInput("Gone.", "Look.")
)


def test_members_come_back_as_they_were_but_for_their_problem(store: MatterStore) -> None:
    assert store.add_members((HEAD, ATTACHED, AGAIN, MISSING)) == (HEAD, ATTACHED, AGAIN, MISSING)
    assert store.add_members((HEAD, ATTACHED)) == ()
    assert list(store.produced()) == [HEAD, ATTACHED, AGAIN, MISSING]
    assert list(store.produced(HEAD.document_id)) == [HEAD, AGAIN]
    assert store.number_of(ATTACHED.document_id) == 2


def test_documents_of_a_custodian_and_of_a_family_stand_together(store: MatterStore) -> None:
    store.add_members((HEAD, ATTACHED, AGAIN))
    assert store.groups("custodian") == {
        "Vale": (HEAD.document_id, ATTACHED.document_id),
        "Penn": (HEAD.document_id,),
    }
    assert store.groups("family") == {"r1": (HEAD.document_id, ATTACHED.document_id)}


def test_jobs_are_told_by_stage_and_state_in_the_order_of_the_production(store: MatterStore) -> None:
    jobs = tuple(Job(f"d{n}", Stage.READ, number=n) for n in (3, 1, 2))
    store.put_jobs(jobs)
    begun, ended = "2026-11-24T11:59:57", "2026-11-24T12:00:00"
    store.put_jobs((Job("d1", Stage.READ, State.DONE, 1, seconds=2.5, begun=begun, ended=ended, number=1),))
    assert [job.document_id for job in store.jobs(Stage.READ, State.WAITING)] == ["d2", "d3"]
    assert store.tally() == {(Stage.READ, State.WAITING): 2, (Stage.READ, State.DONE): 1}
    assert store.spent() == {Stage.READ: (1, 2.5)}
    assert store.worked_since("2026-11-24T11:00:00") == (2.5, begun)
    assert store.worked_since("2026-11-24T13:00:00") == (0, "")
    assert store.job("d2", Stage.READ) == jobs[2]
    assert store.job("d2", Stage.MASK) is None


def test_what_is_written_together_is_kept_or_given_up_together(store: MatterStore, document: Document) -> None:
    def broken() -> None:
        with store.together():
            store.add_document(document, None)
            store.put_jobs((Job(document.id, Stage.DETECT),))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert store.listing() == ()
    assert store.tally() == {}
    with store.together():
        store.add_document(document, None)
        store.put_jobs((Job(document.id, Stage.DETECT),))
    assert store.knows(document.id)
    assert store.tally() == {(Stage.DETECT, State.WAITING): 1}


def test_an_answer_waits_for_its_check(store: MatterStore) -> None:
    masked = MaskedSummary("digest", "document-abstract", "1", (Segment("CLIENT_A wrote."),), Usage("local"))
    store.put_reply("d1", masked)
    assert store.reply("d1") == masked
    store.drop_reply("d1")
    assert store.reply("d1") is None


def test_a_purge_leaves_nothing_of_a_member(store: MatterStore, document: Document) -> None:
    store.add_document(document, None)
    member = ProductionMember("k", Form.FILE, Location(Path("/in/Oldacre.pdf")), document.id[1:] + "0" * 52, 1)
    assert member.document_id == document.id
    store.add_members((member,))
    store.put_jobs((Job(document.id, Stage.READ),))
    store.purge([document.id], (), (), store.register())
    assert list(store.produced()) == []
    assert store.tally() == {}
