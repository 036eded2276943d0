"""The preparer corrects a statement: the new text is checked as an engine's is, and the old one is kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.detection.detect import Detector
from legalredact.errors import OpenDecisions, Refused, UsageError
from legalredact.masking.verify import verify
from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.payload import VerifiedText
from legalredact.model.register import Entity, Register
from legalredact.model.review import FindingKind, Inserted, ReviewedSummary, Segment, Verdict
from legalredact.summary import prompts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.statement_names import EDITED
from legalredact.workflow.send.summarize import sent, summarize
from legalredact.workflow.sign_off.corrections import _tokens_left, editable, edited_from, revise
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.sign_off.valid_approval import signed
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

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
    assert new.checked.summary.segments[number].start == -1  # and have no place in a passage
    assert old.checked.summary.segments[number].quoted
    assert (new.preparer, new.id == old.id) == ("ann", False)
    assert {one.id for one in matter.summaries} == {old.id, new.id}
    assert matter.store.summary(new.id) == new
    assert signed(matter, old) == approved
    assert signed(matter, new) is None


def test_a_corrected_heading_stays_a_heading(matter: OpenMatter) -> None:
    old = matter.summary()
    number = next(n for n, segment in enumerate(old.checked.summary.segments) if segment.heading)
    new = revise(matter, old, number, "The letter of May 4")
    assert (new.clear_segments[number].text, new.clear_segments[number].heading) == ("The letter of May 4", True)
    assert new.checked.summary.segments[number].heading
    assert editable(new, number).heading


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


@pytest.mark.parametrize("text", ["PARTY_Q won.", "[PARTY_Q] won against [PERSON_99]."])
def test_a_token_of_nobody_is_refused(matter: OpenMatter, text: str) -> None:
    before = tuple(matter.summaries)
    with pytest.raises(OpenDecisions, match="a name in clear, or an unknown token"):
        revise(matter, before[0], statement(before[0])[0], text)
    expect_none(matter, before)


REAL = (
    "Marguerite Oldacre (“Maggie”) sued Penhallow Freight, Inc. on May 4, 2021. Maggie won.\n\n"
    "The court followed Oldacre v. Vale, 780 F.3d 304 (1st Cir. 2015). See https://penhallow-freight.com/about for "
    "more, and write to m.oldacre@penhallow-freight.com or call (775) 555-0177.\n"
)


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


@pytest.fixture
def real(tmp_path: Path, detector: Detector) -> Iterator[OpenMatter]:
    """A matter whose document cites a case and a web address that share masked names."""
    (tmp_path / "letter.txt").write_text(REAL, encoding="utf-8")
    parts = replace(light_parts(), detect=detector.detect)
    with OpenMatter.create(tmp_path / "real", SharedKey(), parts, "ann") as made:
        made.add([tmp_path / "letter.txt"])
        made.accept(Tier.SUGGESTED)
        summarize(made, prompts.load()["document-abstract"])
        yield made


def changed(matter: OpenMatter, old: str, new: str) -> tuple[str, str]:
    """The masked and the clear text of a statement after a person replaced words of it."""
    summary = matter.summary()
    number = next(n for n, one in enumerate(summary.clear_segments) if old in editable(summary, n).text)
    edited = revise(matter, summary, number, editable(summary, number).text.replace(old, new))
    return masked(edited)[number], edited.clear_segments[number].text


def test_a_statement_is_edited_with_names_although_a_cited_case_and_an_address_share_them(real: OpenMatter) -> None:
    payload, register = sent(real, real.summary())
    assert not isinstance(verify(payload, register, (), ()), VerifiedText)  # without documents they would be names
    token = real.register.entities[0].token
    told, clear = changed(real, "sued", "brought suit against")
    assert "Oldacre" not in told
    assert token in told
    assert clear == "Marguerite Oldacre (“Maggie”) brought suit against Penhallow Freight, Inc. on May 4, 2021."


def as_stored_before(matter: OpenMatter) -> None:
    """Stores the payload of the summary as earlier versions did: without the places of its names."""
    payload, register = sent(matter, matter.summary())
    documents = tuple(
        replace(one, passages=tuple(replace(passage, replaced=()) for passage in one.passages))
        for one in payload.documents
    )
    matter.store.put_payload(replace(payload, documents=documents), register)


def test_a_payload_of_earlier_versions_is_compared_without_documents(matter: OpenMatter) -> None:
    as_stored_before(matter)
    number, text = statement(matter.summary())
    new = revise(matter, matter.summary(), number, f"{text} Nobody appealed.")
    assert "Nobody appealed." in new.clear_segments[number].text


def test_a_payload_that_no_longer_passes_the_scan_takes_no_correction(real: OpenMatter) -> None:
    as_stored_before(real)
    before = real.summaries
    with pytest.raises(OpenDecisions, match="no longer passes the scan"):
        revise(real, real.summary(), 1, f"{editable(real.summary(), 1).text} Nobody appealed.")
    expect_none(real, tuple(before))


def test_the_masked_text_as_it_is_changes_nothing_where_the_source_spells_a_name_in_another_way(
    tmp_path: Path,
) -> None:
    (tmp_path / "letter.txt").write_text(f"{TEXT}Oldacre asked the court to award costs of $900.\n", encoding="utf-8")
    with OpenMatter.create(tmp_path / "matter", SharedKey(), light_parts(), "ann") as matter:
        matter.add([tmp_path / "letter.txt"])
        matter.accept(Tier.SUGGESTED)
        summary = summarize(matter, prompts.load()["document-abstract"])
        number = next(n for n, one in enumerate(summary.clear_segments) if one.text.startswith("Oldacre asked"))
        with pytest.raises(UsageError, match="Nothing was changed"):
            revise(matter, summary, number, f" {summary.checked.summary.segments[number].text}\n")


def test_typed_names_become_tokens_and_stay_as_they_were_typed(real: OpenMatter) -> None:
    told, clear = changed(real, "on May 4, 2021.", "on May 4, 2021. Maggie and Ms. Oldacre left; call (775) 555-0177.")
    assert not any(name in told for name in ("Maggie", "Oldacre", "555"))
    assert clear.endswith("on May 4, 2021. Maggie and Ms. Oldacre left; call (775) 555-0177.")


def test_a_typed_token_is_shown_as_its_name(real: OpenMatter) -> None:
    token = next(entity.token for entity in real.register.entities if "Penhallow" in entity.name)
    told, clear = changed(real, "Penhallow Freight, Inc. on", f"{token} itself on")
    assert f"{token} itself" in told
    assert "Penhallow Freight, Inc. itself" in clear


def test_the_case_cited_in_a_statement_stays_in_clear(real: OpenMatter) -> None:
    told, clear = changed(real, "followed", "relied upon")
    assert "relied upon Oldacre v. Vale, 780 F.3d 304" in told
    assert "relied upon Oldacre v. Vale, 780 F.3d 304" in clear


def test_a_token_typed_into_a_link_stays_and_is_a_finding(real: OpenMatter) -> None:
    token = real.register.entities[0].token
    summary = real.summary()
    edited = revise(real, summary, 1, f"{editable(summary, 1).text} See {token}.pdf here.")
    assert f"{token}.pdf" in edited.clear_segments[1].text
    found = [one for one in edited.checked.findings if one.kind is FindingKind.UNRESTORED]
    assert [one.span.of(masked(edited)[1]) for one in found] == [token]


def test_a_token_beside_a_name_is_no_part_of_it() -> None:
    entity = Entity("e1", "Penhallow Freight, Inc.", Kind.ORGANIZATION, Role.ORGANIZATION, token="ORG_A")
    clear = Segment("Penhallow Freight, Inc.ORG_A", names=(Inserted(Span(0, 23), "ORG_A"),))
    (found,) = _tokens_left(2, clear, Register((entity,)))
    assert (found.segment, found.span.of("ORG_AORG_A")) == (2, "ORG_A")
    assert found.span == Span(5, 10)


def test_other_statements_and_their_findings_stay_as_they_were(real: OpenMatter) -> None:
    old = real.summary()
    edited = revise(real, old, 1, f"{editable(old, 1).text} Nobody appealed.")
    assert edited.clear_segments[2:] == old.clear_segments[2:]
    assert edited.clear_segments[0] == old.clear_segments[0]


def left(summary: ReviewedSummary) -> list[tuple[int, str]]:
    """Tokens without a name: the number of their statement, and the token at their place."""
    texts = masked(summary)
    found = [one for one in summary.checked.findings if one.kind is FindingKind.UNRESTORED]
    return [(one.segment, one.span.of(texts[one.segment])) for one in found]


def test_tokens_without_a_name_are_told_in_order_and_only_as_long_as_they_stand_there(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(
        f"{TEXT}\nMarguerite Oldacre asked the court to award the costs of $900.\n\n"
        "Penhallow Freight, Inc. paid these costs of $900 on June 3, 2021.\n",
        encoding="utf-8",
    )
    with OpenMatter.create(tmp_path / "matter", SharedKey(), light_parts(), "ann") as matter:
        matter.add([tmp_path / "letter.txt"])
        matter.accept(Tier.SUGGESTED)
        first = summarize(matter, prompts.load()["document-abstract"])
        numbers = [n for n, one in enumerate(first.checked.summary.segments) if not one.heading]
        one, other = numbers[0], numbers[-1]
        token = next(entity.token for entity in matter.register.entities if entity.name == "Marguerite Oldacre")

        def with_file(summary: ReviewedSummary, number: int) -> ReviewedSummary:
            return revise(matter, summary, number, f"{editable(summary, number).text} See {token}.pdf here.")

        later = with_file(first, other)
        assert left(later) == [(other, token)]
        both = with_file(later, one)
        assert left(both) == [(one, token), (other, token)]
        places = [(found.segment, found.span) for found in both.checked.findings]
        assert places == sorted(places)
        again = revise(matter, both, other, editable(first, other).text)
        assert left(again) == [(one, token)]
        assert left(later) == [(other, token)]


def test_a_summary_that_was_stored_without_names_has_them_after_its_correction(matter: OpenMatter) -> None:
    """Earlier versions stored none where a finding forbade it that forbids nothing now."""
    old = matter.summary()
    number, text = statement(old)
    bare = replace(old, clear_segments=())
    matter.store.put_summary(bare)
    assert editable(bare, number).text == text
    new = revise(matter, bare, number, f"{text} Nobody appealed.")
    assert "Marguerite Oldacre sued Penhallow Freight, Inc." in new.clear_segments[number].text
    assert len(new.clear_segments) == len(old.clear_segments)
    others = [n for n in range(len(old.clear_segments)) if n != number]
    assert [new.clear_segments[n].text for n in others] == [old.clear_segments[n].text for n in others]
