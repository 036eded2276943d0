"""Designations that stop a send until a person clears them, one sort in one document at a time."""

from pathlib import Path

import pytest

from legalredact.documents.text.plain import document_from_text
from legalredact.model.remark import Designation
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.designations import (
    CLEARED_WORDS,
    WORDS,
    Cleared,
    against_designations,
    clear,
    designated,
    stopping,
    uncleared,
)
from tests.fakes.parts import light_parts


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("PRIVILEGED", Designation.PRIVILEGED),
        ("ATTORNEYS' EYES ONLY", Designation.EYES_ONLY),
        ("Attorney Work Product", Designation.WORK_PRODUCT),
        ("CONFIDENTIAL", Designation.CONFIDENTIAL),
        ("under seal", Designation.SEALED),
        ("protective_order", Designation.PROTECTIVE_ORDER),
        *((words, kind) for kind, words in WORDS.items()),
        *((str(kind), kind) for kind in Designation),
    ],
)
def test_the_words_of_a_policy_are_read_as_stamps(words: str, kind: Designation) -> None:
    assert stopping([words]) == {kind}


def test_each_sort_and_each_reason_has_its_words() -> None:
    assert set(WORDS) == set(Designation)
    assert set(CLEARED_WORDS) == set(Cleared)


def test_words_that_say_nothing_known_stop_every_sort() -> None:
    assert stopping(["TOP SHELF"]) == set(Designation)


def test_no_words_stop_nothing() -> None:
    assert stopping([]) == set()


def test_what_policy_names_stops_until_it_is_cleared_with_a_reason_in_the_trail(tmp_path: Path) -> None:
    memo = tmp_path / "memo.txt"
    memo.write_text("PRIVILEGED\n\nMarguerite Oldacre signed.\n\nCONFIDENTIAL\n", encoding="utf-8")
    with OpenMatter.create(tmp_path / "m", ThrowAwayKey(), light_parts(), "Paralegal") as matter:
        matter.add([memo])
        found = designated(matter.documents)
        stops = uncleared(found, {Designation.PRIVILEGED}, matter.store.accepted_parts())
        (told,) = against_designations(["privileged"], found, matter.store.accepted_parts())
        assert "privileged" in told.what
        assert "confidential" not in told.what
        clear(matter, stops, Cleared.CONSENT)

        assert uncleared(found, {Designation.PRIVILEGED}, matter.store.accepted_parts()) == ()
        assert uncleared(found, {Designation.CONFIDENTIAL}, matter.store.accepted_parts())
        assert matter.events[-1].action == "designation.clear"
        assert dict(matter.events[-1].details)["why"] == "consent"


def test_without_designations_there_is_no_reason() -> None:
    assert against_designations(["privileged"], (), frozenset()) == ()


def test_a_reason_counts_documents_and_names_each_sort_once() -> None:
    memos = [document_from_text(f"d{n}", "memo.txt", "PRIVILEGED\n\nWe met.\n\nPRIVILEGED\n") for n in (1, 2)]
    (one,) = against_designations(["privileged"], designated(memos[:1]), frozenset())
    (both,) = against_designations(["privileged"], designated(memos), frozenset())
    assert one.what == "One document is designated privileged, and nobody has cleared that with a reason."
    assert both.what == "2 documents are designated privileged, and nobody has cleared that with a reason."
