"""After a clawback no table of the matter holds the document's id or a name that stood in it alone.

Here the production was worked on before: every payload was masked with a register of all documents, answers wait for
their check, parts were accepted, boxes drawn with reasons, and groups decided together.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.model.document import Box
from legalredact.model.job import Stage, State
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Tier
from legalredact.model.progress import NEVER, silent
from legalredact.model.register import Register
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.administration import clawback, purge
from legalredact.workflow.compute.lanes import AtOnce
from legalredact.workflow.copies.plan import draw_box
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.background import Producing
from legalredact.workflow.production.executors import InlineExecutor
from legalredact.workflow.production.group_decisions import GroupDecision, decide
from legalredact.workflow.production.near_duplicates import DuplicateGroup, keep
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.sampling import draw
from legalredact.workflow.search.document_filters import DocumentFilter, save_filter, saved_filters
from legalredact.workflow.send.summarize import summarize
from tests.fakes.parts import light_parts
from tests.fakes.production import production_parts

PROMPT = prompts.load()["document-abstract"]
SHARED = "Penhallow Freight, Inc. signed the lease on May 4, 2021.\n"
PRIVATE = (
    "Marguerite Oldacre told Penhallow Freight, Inc. on May 5, 2021 what nobody else was to know of the lease, of the"
    " ledger, of the crates that were never paid for, and of the quay where they stood all winter in the rain.\n"
)
KEPT_FOR_GOOD = {"audit_event", "receipt"}
"""Both keep ids, never a name."""


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    """Three documents taken in, read and settled first; then each masked and summarized by itself."""
    (tmp_path / "in").mkdir()
    for name, text in (("shared", SHARED), ("private", PRIVATE), ("twin", PRIVATE.replace("winter", "summer"))):
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), production_parts(), "ann", MatterInfo("m1")) as made:
        producing = Producing(made, AtOnce(), lambda make: InlineExecutor(make, isolated=False), quiet=0)
        producing.take_in([tmp_path / "in"], silent, NEVER)
        producing.run(Orders(PROMPT, accept=Tier.SUGGESTED), silent, NEVER)
        yield made


def id_of(matter: OpenMatter, name: str) -> str:
    return next(line.id for line in matter.listing if line.name == f"{name}.txt")


def tables_with(matter: OpenMatter, word: str) -> set[str]:
    """Every table in which a row holds the word in any of its columns."""
    database = matter.store._db
    names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    sought = word.encode()
    return {
        name
        for name in names
        for row in database.execute(f"SELECT * FROM {name}")  # noqa: S608 - names of the database's own
        if any(sought in (value if isinstance(value, bytes) else str(value).encode()) for value in row)
    }


def clawed_back(matter: OpenMatter) -> None:
    """Both documents that name her are taken out of the matter."""
    gone = [id_of(matter, "private"), id_of(matter, "twin")]
    purge.purge(matter, clawback.plan_clawback(matter, gone))
    for document_id in gone:
        assert tables_with(matter, document_id) <= KEPT_FOR_GOOD
    assert tables_with(matter, "Oldacre") == set()
    assert tables_with(matter, "Penhallow")


def test_payloads_that_stay_know_nobody_who_is_gone(matter: OpenMatter) -> None:
    """Each was masked with the register of all documents, she in it."""
    assert "payload" in tables_with(matter, "Oldacre")
    clawed_back(matter)
    (summary,) = matter.summaries
    payload, register = matter.store.payload(summary.checked.summary.payload_digest)
    assert [document.id for document in payload.documents] == [id_of(matter, "shared")]
    assert [entity.name for entity in register.entities] == ["Penhallow Freight, Inc."]


def test_a_summary_of_one_document_made_after_both_were_added_keeps_no_name(tmp_path: Path) -> None:
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), light_parts(), "Ann", MatterInfo("m1")) as matter:
        for name, text in (("shared", SHARED), ("private", PRIVATE)):
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        matter.add([tmp_path / "shared.txt", tmp_path / "private.txt"])
        matter.accept(Tier.POSSIBLE)
        register = matter.keep_tokens()
        one = replace(matter.prepare(PROMPT).payload, documents=matter.prepare(PROMPT).payload.documents[:1])
        matter.store.put_payload(one, register)
        purge.purge(matter, clawback.plan_clawback(matter, [id_of(matter, "private")]))
        assert tables_with(matter, "Oldacre") == set()
        assert matter.store.payload(one.digest)[1].entities


def test_a_name_that_was_merged_into_another_since_goes_from_older_payloads_too(tmp_path: Path) -> None:
    """The register of an older payload has her under an id of her own, which nobody has any more."""
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), light_parts(), "Ann", MatterInfo("m1")) as matter:
        for name, text in (("shared", SHARED), ("private", PRIVATE)):
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        matter.add([tmp_path / "shared.txt", tmp_path / "private.txt"])
        matter.accept(Tier.POSSIBLE)
        whole = matter.prepare(PROMPT).payload
        one = replace(whole, documents=whole.documents[:1])
        register = matter.keep_tokens()
        her = next(entity for entity in register.entities if "Oldacre" in entity.name)
        older = replace(her, id="e77", token="PERSON_ZZ")
        matter.store.put_payload(one, Register((*register.without([her.id]).entities, older), register.retired))
        purge.purge(matter, clawback.plan_clawback(matter, [id_of(matter, "private")]))
        assert tables_with(matter, "Oldacre") == set()
        assert [entity.name for entity in matter.store.payload(one.digest)[1].entities] == ["Penhallow Freight, Inc."]


def test_no_masked_answer_that_waits_for_its_check_is_left(matter: OpenMatter) -> None:
    document_id = id_of(matter, "private")
    (summary,) = (
        one for one in matter.summaries if one.checked.summary.segments[0].citations[0].document_id == document_id
    )
    matter.store.put_reply(document_id, summary.checked.summary)
    assert "reply" in tables_with(matter, document_id)
    clawed_back(matter)


def test_no_accepted_part_and_no_box_with_its_reason_is_left(matter: OpenMatter) -> None:
    document_id = id_of(matter, "private")
    matter.accept_unread([(document_id, "p1")], "looked at")
    draw_box(matter, document_id, Box(1, 10, 10, 90, 30), reason="Oldacre's address")
    assert {"accepted_part", "hand_boxes"} <= tables_with(matter, document_id)
    clawed_back(matter)


def test_no_saved_filter_is_left_since_its_words_may_be_a_name(matter: OpenMatter) -> None:
    save_filter(matter, DocumentFilter("Of Marguerite", words="Marguerite Oldacre"))
    assert "setting" in tables_with(matter, "Marguerite Oldacre")
    clawed_back(matter)
    assert not saved_filters(matter)


def test_no_decision_on_a_group_in_which_it_was_is_left(matter: OpenMatter) -> None:
    document_id = id_of(matter, "private")
    decide(matter, DuplicateGroup(document_id, (id_of(matter, "twin"),)), GroupDecision.WITHHOLD)
    assert "setting" in tables_with(matter, document_id)
    clawed_back(matter)


def test_no_list_of_near_duplicates_that_names_it_is_left(matter: OpenMatter) -> None:
    document_id = id_of(matter, "private")
    keep(matter, matter.store.document_ids(), [DuplicateGroup(document_id, (id_of(matter, "twin"),))])
    assert "setting" in tables_with(matter, document_id)
    clawed_back(matter)


def test_no_sampled_page_of_it_is_left(matter: OpenMatter) -> None:
    draw(matter, 9, "seed")
    assert "setting" in tables_with(matter, id_of(matter, "private"))
    clawed_back(matter)


def test_payloads_of_what_stays_still_restore_their_summaries(matter: OpenMatter) -> None:
    before = next(
        one
        for one in matter.summaries
        if "Penhallow" in one.clear_segments[0].text and len(one.clear_segments[0].text) < 80
    )
    clawed_back(matter)
    (after,) = matter.summaries
    assert after == before
    assert summarize(matter, PROMPT).clear_segments
    assert {job.document_id for stage in Stage for job in matter.store.jobs(stage, State.DONE)} <= {
        id_of(matter, "shared")
    }
