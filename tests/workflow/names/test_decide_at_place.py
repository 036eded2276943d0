"""A name is decided for one place, for one document, or everywhere."""

import functools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.detection.detect import Detector
from legalredact.errors import UsageError
from legalredact.governance.audit_trail import utc_now
from legalredact.masking.mask import unmask
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Span
from legalredact.model.payload import VerifiedText
from legalredact.model.policy import Policy
from legalredact.model.register import Decision, Entity, LocalDecision
from legalredact.summary import prompts
from legalredact.summary.local.engine import LocalEngine
from legalredact.vault.keys import KeySource, ThrowAwayKey
from legalredact.workflow.administration.clawback import plan_clawback
from legalredact.workflow.administration.purge import purge
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.copies.plan import targets_in
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.local_decisions import place_counts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names import decisions
from legalredact.workflow.names.decide_at_place import decide_locally
from tests.gui.conftest import read

CITY = "The parties met at the depot near Marrowby Glen in May.\n\n"
BODY = "Marrowby Glen, Inc. signed the lease. Marrowby Glen, Inc. paid the rent.\n"


@functools.cache
def detector() -> Detector:
    return Detector()


@pytest.fixture
def parts() -> Parts:
    return Parts(read, detector().detect, lambda *_: LocalEngine(), Policy(), utc_now)


@pytest.fixture
def keys() -> KeySource:
    return ThrowAwayKey()


@pytest.fixture
def matter(tmp_path: Path, parts: Parts, keys: KeySource) -> Iterator[OpenMatter]:
    with OpenMatter.create(tmp_path / "matter", keys, parts, "Paralegal", MatterInfo("m1", "Marrowby")) as made:
        yield made


def add(matter: OpenMatter, name: str, text: str) -> str:
    folder = matter.store.folder.parent / "files"
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text)
    return matter.add([path]).documents[0]


def named(matter: OpenMatter, spelling: str = "Marrowby Glen") -> Entity:
    """The entity that the documents spell so, confirmed by a person if detection did not suggest it."""
    return next(e for e in matter.register.entities if spelling in e.spellings)


def places(matter: OpenMatter, document: str, entity: Entity) -> list[Span]:
    return [m.span for m in matter.mentions[document] if m.entity == entity.id]


def prepared(matter: OpenMatter) -> Prepared:
    return matter.prepare(prompts.load()["document-abstract"])


def masked(matter: OpenMatter, document: str) -> str:
    return next(one.text for one in matter.masked()[1] if one.document_id == document)


def _marrowby(matter: OpenMatter, text: str = CITY + BODY) -> tuple[str, Entity]:
    document = add(matter, "one.txt", text)
    at = text.index("Marrowby Glen, Inc.")
    decisions.mask_everywhere(matter, document, Span(at, at + len("Marrowby Glen, Inc.")))
    body = named(matter, "Marrowby Glen, Inc.")
    at = text.index("Marrowby Glen in May")
    decisions.same_as(matter, document, Span(at, at + len("Marrowby Glen")), body.id)
    return document, matter.register.get(body.id)


def test_a_name_kept_in_clear_at_one_place_stays_masked_at_all_others(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)
    city = places(matter, document, body)[0]
    decide_locally(matter, Decision.DISMISSED, body.id, document, city)
    text = masked(matter, document)
    assert text.startswith("The parties met at the depot near Marrowby Glen in May.")
    assert text.count("Marrowby") == 1
    assert text.count(matter.register.get(body.id).token) == 2


def test_verification_passes_at_that_place_alone(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)
    assert isinstance(prepared(matter).outcome, VerifiedText)
    decide_locally(matter, Decision.DISMISSED, body.id, document, places(matter, document, body)[0])
    now = prepared(matter)
    assert isinstance(now.outcome, VerifiedText)
    assert "depot near Marrowby Glen in May" in "".join(now.payload.parts())
    assert all(unmask(one) == matter.store.document(one.document_id).text for one in now.masked)


def test_a_name_kept_in_clear_in_one_document_is_masked_in_the_others(matter: OpenMatter) -> None:
    first, body = _marrowby(matter)
    second = add(matter, "two.txt", "Rent was due to Marrowby Glen, Inc. in June.\n")
    decide_locally(matter, Decision.DISMISSED, body.id, first)
    assert "Marrowby Glen, Inc. signed the lease" in masked(matter, first)
    assert "Marrowby" not in masked(matter, second)
    assert isinstance(prepared(matter).outcome, VerifiedText)


def test_a_name_in_clear_everywhere_is_masked_in_the_document_of_its_own_decision(matter: OpenMatter) -> None:
    first, body = _marrowby(matter)
    second = add(matter, "two.txt", "Rent was due to Marrowby Glen, Inc. in June.\n")
    decisions.decide(matter, Decision.DISMISSED, [body.id])
    decide_locally(matter, Decision.CONFIRMED, body.id, second)
    assert "Marrowby Glen, Inc. signed" in masked(matter, first)
    assert "Marrowby" not in masked(matter, second)
    assert isinstance(prepared(matter).outcome, VerifiedText)


def test_a_name_in_clear_everywhere_is_masked_at_the_place_of_its_own_decision(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)
    decisions.decide(matter, Decision.DISMISSED, [body.id])
    last = places(matter, document, body)[-1]
    decide_locally(matter, Decision.CONFIRMED, body.id, document, last)
    text = masked(matter, document)
    token = matter.register.get(body.id).token
    assert token
    assert text.count(token) == 1
    assert f"{token} paid the rent" in text
    assert isinstance(prepared(matter).outcome, VerifiedText)


def test_the_decision_for_a_place_goes_before_that_for_its_document(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)
    first, *_ = places(matter, document, body)
    decide_locally(matter, Decision.CONFIRMED, body.id, document, first)
    decide_locally(matter, Decision.DISMISSED, body.id, document)
    assert masked(matter, document).count(matter.register.get(body.id).token) == 1
    assert "Marrowby Glen, Inc. paid" in masked(matter, document)


def test_a_name_without_a_decision_is_asked_for_until_each_place_has_one(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)
    decisions.decide(matter, Decision.OPEN, [body.id])
    for span in places(matter, document, body)[:-1]:
        decide_locally(matter, Decision.DISMISSED, body.id, document, span)
        assert matter.register.get(body.id).open
    decide_locally(matter, Decision.CONFIRMED, body.id, document, places(matter, document, body)[-1])
    assert not matter.register.get(body.id).open
    assert not matter.blockers()


def test_a_new_document_is_asked_about_where_the_decision_was_for_others(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)
    decisions.decide(matter, Decision.OPEN, [body.id])
    decide_locally(matter, Decision.DISMISSED, body.id, document)
    assert not matter.register.get(body.id).open
    add(matter, "two.txt", "Rent was due to Marrowby Glen, Inc. in June.\n")
    assert matter.register.get(body.id).open
    assert [blocker.kind for blocker in matter.blockers()] == ["suggestion"]


def test_local_decisions_survive_reopening_and_new_documents(
    tmp_path: Path, matter: OpenMatter, parts: Parts, keys: KeySource
) -> None:
    document, body = _marrowby(matter)
    decide_locally(matter, Decision.DISMISSED, body.id, document, places(matter, document, body)[0])
    folder = matter.store.folder
    matter.close()
    with OpenMatter.open(folder, keys, parts, "Paralegal") as again:
        add(again, "two.txt", "A tenant wrote to Marrowby Glen, Inc. in June.\n")
        assert "depot near Marrowby Glen in May" in masked(again, document)
        assert masked(again, document).count("Marrowby") == 1


def test_it_is_in_the_trail_and_can_be_undone_and_made_again(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)
    before = masked(matter, document)
    span = places(matter, document, body)[0]
    change = decide_locally(matter, Decision.DISMISSED, body.id, document, span)
    event = next(one for one in reversed(matter.events) if one.action == "name.local")
    assert dict(event.details) == {
        "decision": "dismissed",
        "entities": body.id,
        "document": document,
        "place": f"{span.start}-{span.end}",
    }
    after = masked(matter, document)
    decisions.put_back(matter, change)
    assert masked(matter, document) == before
    decisions.put_back(matter, change.reversed, redo=True)
    assert masked(matter, document) == after


def test_a_decision_for_a_place_is_taken_back_by_opening_it(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)
    span = places(matter, document, body)[0]
    decide_locally(matter, Decision.DISMISSED, body.id, document, span)
    decide_locally(matter, Decision.OPEN, body.id, document, span)
    assert matter.register.get(body.id).local == ()
    assert "Marrowby" not in masked(matter, document)


def test_a_place_without_the_name_is_refused(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)
    with pytest.raises(UsageError, match="does not occur there"):
        decide_locally(matter, Decision.DISMISSED, body.id, document, Span(0, 3))


def test_the_counts_say_what_each_reach_changes(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)
    add(matter, "two.txt", "Rent was due to Marrowby Glen, Inc. in June.\n")
    counts = place_counts(matter.register.get(body.id), matter.mentions, document)
    assert (counts.here, counts.document, counts.everywhere, counts.documents, counts.own) == (1, 3, 4, 2, 0)
    decide_locally(matter, Decision.DISMISSED, body.id, document, places(matter, document, body)[0])
    counts = place_counts(matter.register.get(body.id), matter.mentions, document)
    assert (counts.here, counts.document, counts.everywhere, counts.documents, counts.own) == (1, 2, 3, 2, 1)


def test_a_copy_covers_a_name_that_is_masked_at_any_place_of_its_document(matter: OpenMatter) -> None:
    document, body = _marrowby(matter)

    def covered() -> bool:
        matter.keep_tokens()
        return any("Marrowby Glen, Inc." in one.spellings for one in targets_in(matter, document, matter.register))

    first, *others = places(matter, document, body)
    decide_locally(matter, Decision.DISMISSED, body.id, document, first)
    assert covered()
    for span in others:
        decide_locally(matter, Decision.DISMISSED, body.id, document, span)
    assert not covered()
    decisions.decide(matter, Decision.DISMISSED, [body.id])
    decide_locally(matter, Decision.CONFIRMED, body.id, document, first)
    assert covered()


def test_a_merge_leaves_no_place_of_the_other_name_in_clear(matter: OpenMatter) -> None:
    document, body = _marrowby(matter, CITY + BODY + "\nOthmar Quillfeather wrote to the tenant.\n")
    text = matter.store.document(document).text
    at = text.index("Othmar Quillfeather")
    decisions.mask_everywhere(matter, document, Span(at, at + len("Othmar Quillfeather")))
    other = named(matter, "Othmar Quillfeather")
    decide_locally(matter, Decision.DISMISSED, body.id, document)
    decisions.merge(matter, body.id, other.id)
    assert "Quillfeather" not in masked(matter, document)


@pytest.mark.parametrize("linked", [False, True])
def test_a_spelling_masked_in_a_document_stays_masked_there_when_its_meaning_is_settled(
    matter: OpenMatter, linked: bool
) -> None:
    text = "Orla Quennell met Dorrit Haverstock. Dorrit Haverstock and Wren Haverstock paid. Haverstock left.\n"
    document, other = add(matter, "one.txt", text), add(matter, "two.txt", "Later Haverstock wrote to the tenant.\n")
    unsettled, wren = named(matter, "Haverstock"), named(matter, "Wren Haverstock")
    assert unsettled.among
    decisions.decide(matter, Decision.DISMISSED, [wren.id])
    decide_locally(matter, Decision.DISMISSED, wren.id, document)
    decide_locally(matter, Decision.CONFIRMED, unsettled.id, document)
    if linked:
        at = text.index("Haverstock left")
        decisions.same_as(matter, document, Span(at, at + len("Haverstock")), wren.id)
    else:
        decisions.settle(matter, [unsettled.id], wren.id)
    matter.keep_tokens()
    assert "Haverstock" not in masked(matter, document)
    assert "Later Haverstock wrote" in masked(matter, other)


def test_a_deleted_document_takes_the_decisions_for_its_places_with_it(matter: OpenMatter) -> None:
    """The same file may come again and be read otherwise: then its decisions would apply to other words."""
    document, body = _marrowby(matter)
    add(matter, "two.txt", "Rent was due to Marrowby Glen, Inc. in June.\n")
    decisions.decide(matter, Decision.OPEN, [body.id])
    for one in (document, matter.listing[1].id):
        decide_locally(matter, Decision.DISMISSED, body.id, one)
    decide_locally(matter, Decision.CONFIRMED, body.id, document, places(matter, document, body)[-1])
    assert not matter.register.get(body.id).open
    purge(matter, plan_clawback(matter, [document]))
    assert {one.document_id for one in matter.register.get(body.id).local} == {matter.listing[0].id}
    assert not matter.register.get(body.id).open
    again = add(matter, "one.txt", CITY + BODY)
    assert matter.register.get(body.id).open
    assert "Marrowby" not in masked(matter, again)


@pytest.mark.parametrize(
    "written", ["Mr. Quillfeather", "Quillfeather’s", "OTHMAR QUILLFEATHER", "Othmar\nQuillfeather"]
)
def test_a_place_is_left_in_clear_however_the_name_is_written_there(matter: OpenMatter, written: str) -> None:
    text = f"Othmar Quillfeather signed the lease.\n\nLater a letter of {written} reached the tenant.\n"
    document = add(matter, "one.txt", text)
    at = text.index("Othmar Quillfeather")
    decisions.mask_everywhere(matter, document, Span(at, at + len("Othmar Quillfeather")))
    person = named(matter, "Othmar Quillfeather")
    decide_locally(matter, Decision.DISMISSED, person.id, document, places(matter, document, person)[1])
    assert f"a letter of {written} reached" in masked(matter, document)
    assert isinstance(prepared(matter).outcome, VerifiedText)


def test_a_place_whose_words_have_changed_is_masked_and_asked_about_again(matter: OpenMatter) -> None:
    document, body = _marrowby(matter, "In a clause Marrowby Glen, Inc. agreed. It was near Marrowby Glen in May.\n")
    decisions.decide(matter, Decision.OPEN, [body.id])
    decide_locally(matter, Decision.DISMISSED, body.id, document)
    assert not matter.register.get(body.id).open
    first, second = places(matter, document, body)
    stale = (
        LocalDecision(document, Span(first.start - 2, first.end), Decision.DISMISSED),
        LocalDecision(document, second, Decision.DISMISSED),
    )
    register = matter.register.updated([replace(matter.register.get(body.id), local=stale)])
    matter.rewrite(register, "name.local")
    assert matter.register.get(body.id).open
    token = matter.keep_tokens().get(body.id).token
    assert masked(matter, document).startswith(f"In a clause {token} agreed. It was near Marrowby Glen in May.")
    assert any("Marrowby Glen, Inc." in one.spellings for one in targets_in(matter, document, matter.register))


LEASE = "Orla Quennell met Dorrit Haverstock in May.\n\nOrla Quennell signed. Then Dorrit Haverstock paid the rent.\n"


def _one_place_masked(matter: OpenMatter) -> tuple[str, Entity]:
    """Two names as one, in clear apart from the last place."""
    document = add(matter, "one.txt", LEASE)
    orla = named(matter, "Orla Quennell")
    decisions.merge(matter, named(matter, "Dorrit Haverstock").id, orla.id)
    decisions.decide(matter, Decision.DISMISSED, [orla.id])
    last = places(matter, document, orla)[-1]
    assert last.of(LEASE) == "Dorrit Haverstock"
    decide_locally(matter, Decision.CONFIRMED, orla.id, document, last)
    return document, orla


def _is_masked_as_dorrit(matter: OpenMatter, document: str) -> None:
    dorrit = matter.keep_tokens().get(named(matter, "Dorrit Haverstock").id)
    assert dorrit.token
    assert masked(matter, document) == LEASE.replace("Dorrit Haverstock paid", f"{dorrit.token} paid")
    assert isinstance(prepared(matter).outcome, VerifiedText)


def test_a_place_masked_before_a_split_has_the_token_of_whoever_stands_there(matter: OpenMatter) -> None:
    document, orla = _one_place_masked(matter)
    decisions.split(matter, orla.id, "Dorrit Haverstock")
    _is_masked_as_dorrit(matter, document)
    assert matter.register.get(orla.id).local == ()


def test_decisions_for_a_document_are_of_both_names_after_a_split(matter: OpenMatter) -> None:
    document, orla = _one_place_masked(matter)
    decide_locally(matter, Decision.CONFIRMED, orla.id, document)
    change = decisions.split(matter, orla.id, "Dorrit Haverstock")
    matter.keep_tokens()
    assert not {"Quennell", "Haverstock"} & set(masked(matter, document).split())
    decisions.put_back(matter, change)
    assert len(matter.register.get(orla.id).local) == 2


def test_a_place_masked_before_its_words_became_another_name_has_the_token_of_that_name(matter: OpenMatter) -> None:
    document, orla = _one_place_masked(matter)
    at = LEASE.index("Dorrit Haverstock in")
    other = add(matter, "two.txt", "Othmar Quillfeather wrote to the tenant.\n")
    othmar = named(matter, "Othmar Quillfeather")
    decisions.decide(matter, Decision.DISMISSED, [othmar.id])
    decisions.same_as(matter, document, Span(at, at + len("Dorrit Haverstock")), othmar.id)
    token = matter.keep_tokens().get(othmar.id).token
    assert masked(matter, document) == LEASE.replace("Dorrit Haverstock paid", f"{token} paid")
    assert "Quillfeather" in masked(matter, other)
    assert matter.register.get(orla.id).local == ()


def test_a_place_kept_before_a_split_stays_in_clear(matter: OpenMatter) -> None:
    document = add(matter, "one.txt", LEASE)
    orla = named(matter, "Orla Quennell")
    decisions.merge(matter, named(matter, "Dorrit Haverstock").id, orla.id)
    decide_locally(matter, Decision.DISMISSED, orla.id, document, places(matter, document, orla)[-1])
    decisions.split(matter, orla.id, "Dorrit Haverstock")
    matter.keep_tokens()
    text = masked(matter, document)
    assert (text.count("Dorrit Haverstock paid"), text.count("Haverstock"), text.count("Quennell")) == (1, 1, 0)
