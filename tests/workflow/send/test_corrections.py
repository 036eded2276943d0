"""The preparer corrects a statement: the new text is checked as an engine's is, and the old one is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact.errors import OpenDecisions, Refused, UsageError
from legalredact.model.mention import Tier
from legalredact.model.review import ReviewedSummary, Verdict
from legalredact.summary import prompts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.corrections import EDITED, edited_from, revise
from legalredact.workflow.send.summarize import review, signed, summarize
from tests.fakes.parts import SharedKey, light_parts

TEXT = "Marguerite Oldacre sued Penhallow Freight, Inc. on May 4, 2021, and won the whole case there.\n"


@pytest.fixture
def matter(tmp_path: Path) -> Iterator[OpenMatter]:
    """A matter that Ann made, of one letter that is summarized."""
    (tmp_path / "letter.txt").write_text(TEXT, encoding="utf-8")
    with OpenMatter.create(tmp_path / "matter", SharedKey(), light_parts(), "ann") as made:
        made.add([tmp_path / "letter.txt"])
        made.accept(Tier.SUGGESTED)
        summarize(made, prompts.load()["document-abstract"])
        yield made


def statement(summary: ReviewedSummary) -> tuple[int, str]:
    """The number and the masked text of the segment that names somebody."""
    segments = enumerate(summary.checked.summary.segments)
    return next((number, segment.text) for number, segment in segments if " sued " in segment.text)


def masked(summary: ReviewedSummary) -> list[str]:
    return [segment.text for segment in summary.checked.summary.segments]


def test_a_correction_is_a_summary_of_its_own_with_names_and_the_old_one_stays(matter: OpenMatter) -> None:
    old = matter.summary()
    approved = review(matter, old, "bea", Verdict.APPROVED)
    number, text = statement(old)

    new = revise(matter, old, number, text.replace(" sued ", "\n brought  suit against "))

    expected = masked(old)
    expected[number] = text.replace(" sued ", " brought suit against ")
    assert masked(new) == expected
    assert "Marguerite Oldacre brought suit against Penhallow Freight, Inc." in new.clear_segments[number].text
    assert not new.checked.summary.segments[number].quoted  # a person's words are no quotation
    assert old.checked.summary.segments[number].quoted
    assert (new.preparer, new.id == old.id) == ("ann", False)
    assert {one.id for one in matter.summaries} == {old.id, new.id}
    assert matter.store.summary(new.id) == new
    assert signed(matter, old) == approved
    assert signed(matter, new) is None


def test_the_trail_tells_which_summary_was_corrected_into_which(matter: OpenMatter) -> None:
    old = matter.summary()
    number, text = statement(old)
    new = revise(matter, old, number, f"{text} Nobody appealed.")
    newer = revise(matter, new, number, text)

    facts = [dict(event.details) for event in matter.events if event.action == EDITED]
    assert [(one["from"], one["summary"], one["digest"]) for one in facts] == [
        (old.id, new.id, new.digest),
        (new.id, newer.id, newer.digest),
    ]
    assert {str(one["segment"]) for one in facts} == {str(number + 1)}
    assert edited_from(matter, newer) == new
    assert edited_from(matter, new) == old
    assert edited_from(matter, old) is None


def expect_none(matter: OpenMatter, before: tuple[ReviewedSummary, ...]) -> None:
    assert tuple(matter.summaries) == before
    assert not [event for event in matter.events if event.action == EDITED]


def test_only_the_preparer_corrects(matter: OpenMatter) -> None:
    before = tuple(matter.summaries)
    matter.actor = "bea"
    with pytest.raises(Refused, match=r"Only the preparer of a summary may edit it.*Nothing was changed"):
        revise(matter, before[0], 0, "Something else.")
    expect_none(matter, before)


@pytest.mark.parametrize("text", ["", "  \n", "{same}", " {same}\n"])
def test_a_correction_that_changes_nothing_is_refused(matter: OpenMatter, text: str) -> None:
    before = tuple(matter.summaries)
    number, same = statement(before[0])
    with pytest.raises(UsageError, match="Nothing was changed"):
        revise(matter, before[0], number, text.replace("{same}", same))
    expect_none(matter, before)


@pytest.mark.parametrize("text", ["Marguerite Oldacre won.", "PARTY_Q won.", "[PARTY_Q] won against [PERSON_99]."])
def test_a_name_in_clear_or_a_token_of_nobody_is_refused(matter: OpenMatter, text: str) -> None:
    before = tuple(matter.summaries)
    with pytest.raises(OpenDecisions, match="a name in clear, or an unknown token"):
        revise(matter, before[0], statement(before[0])[0], text)
    expect_none(matter, before)
