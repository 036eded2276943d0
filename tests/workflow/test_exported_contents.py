"""What an exported summary, or a draft, says beside its text: who made and signed it, and what is missing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.documents.text.plain import document_from_text
from legalredact.errors import NotSigned
from legalredact.model.document import Document, UnreadPart, UnreadReason
from legalredact.model.export import SettledPoint, Signature
from legalredact.model.mention import Span, Tier
from legalredact.model.progress import Cancellation, Report
from legalredact.model.review import BLOCKING, Finding, FindingKind, ReviewedSummary, SignOff, Usage, Verdict
from legalredact.summary import prompts
from legalredact.workflow.export.export import as_markdown, contents, export, to_print
from legalredact.workflow.export.export_identifiers import shortener
from legalredact.workflow.export.export_sources import SourceText, numbered_source
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import sent, summarize
from legalredact.workflow.sign_off.citations import CitedPlace
from legalredact.workflow.sign_off.sign_off import review
from tests.fakes.parts import light_parts, read_text_files
from tests.fakes.shared_key import SharedKey

LETTER = "Marguerite Oldacre sued Penhallow Freight, Inc. on May 4, 2021, and won the whole case there.\n"
LONG = (
    "Penhallow Freight, Inc. answered on June 7, 2021, that " + "the load was lost at sea and " * 12 + "never came.\n"
)


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenMatter]:
    """Ann's matter of two letters, one of which has a part that could not be read."""
    folder = tmp_path_factory.mktemp("exported")

    def read(paths: object, report: Report, cancel: Cancellation) -> Iterator[object]:
        for path, document in read_text_files(paths, report, cancel):  # type: ignore[arg-type]
            assert isinstance(document, Document)
            part = UnreadPart("p1", UnreadReason.PICTURE, 3, "picture without text")
            yield path, replace(document, unread=(part,)) if path.name == "long.txt" else document

    parts = replace(light_parts(), read=read)  # type: ignore[arg-type]
    with OpenMatter.create(folder / "matter", SharedKey(), parts, "ann") as made:
        for name, text in (("letter.txt", LETTER), ("long.txt", LONG)):
            (folder / name).write_text(text, encoding="utf-8")
        made.add([folder / "letter.txt", folder / "long.txt"])
        made.accept(Tier.SUGGESTED)
        yield made


@pytest.fixture(scope="module")
def summary(matter: OpenMatter) -> ReviewedSummary:
    return summarize(matter, prompts.load()["document-abstract"])


def test_a_draft_has_no_signature_and_says_so(matter: OpenMatter, summary: ReviewedSummary) -> None:
    assert contents(matter, summary, None).signature is None
    assert "draft" in as_markdown(matter, summary).casefold()


def test_what_is_not_signed_is_neither_exported_nor_printed(
    matter: OpenMatter, summary: ReviewedSummary, tmp_path: Path
) -> None:
    with pytest.raises(NotSigned):
        export(matter, summary, tmp_path / "signed")
    with pytest.raises(NotSigned):
        to_print(matter, summary, 72)
    assert not (tmp_path / "signed").exists()


def test_the_engine_is_told(matter: OpenMatter, summary: ReviewedSummary) -> None:
    assert contents(matter, summary, None).engine == "local extract; nothing was sent"
    usage = Usage("claude", "claude-opus-5-5")
    sent = replace(summary, checked=replace(summary.checked, summary=replace(summary.checked.summary, usage=usage)))
    assert contents(matter, sent, None).engine == "claude-opus-5-5 (claude)"


def test_sources_are_numbered_in_order_with_the_whole_passage(matter: OpenMatter, summary: ReviewedSummary) -> None:
    content = contents(matter, summary, None)
    assert [source.number for source in content.sources] == list(range(1, len(content.sources) + 1))
    cited = sorted({number for statement in content.statements for number in statement.sources})
    assert cited == [source.number for source in content.sources]
    passages = {one.document: " ".join(words.text for words in one.passage) for one in content.sources}
    assert passages == {"letter.txt": LETTER.strip(), "long.txt": LONG.strip()}


def test_the_source_is_the_place_alone_if_the_whole_of_a_long_document_is_cited(matter: OpenMatter) -> None:
    document = document_from_text("d1", "answers.txt", LONG * 20)
    spans = tuple(block.span for block in document.blocks)
    place = CitedPlace("d1", document.name, Span(0, len(document.text)), "lines 1–20", spans)
    text = SourceText(document, (), shortener(matter.register, in_clear=False))
    told = numbered_source(1, [place], spans, text, whole=True)
    assert (told.places, told.passage) == (("lines 1–20 (the whole document)",), ())
    assert numbered_source(1, [place], spans, text).passage


def test_the_source_of_nothing_found_is_the_place_alone_unless_the_document_is_a_few_lines(matter: OpenMatter) -> None:
    """All of the document is cited by a statement that says that nothing was found in it."""
    for times, shown in ((1, True), (8, False)):
        document = document_from_text("d1", "answers.txt", LETTER * times)
        spans = tuple(block.span for block in document.blocks)
        text = SourceText(document, (), shortener(matter.register, in_clear=False))
        everything = CitedPlace("d1", document.name, Span(0, len(document.text)), "lines 1–20", spans)
        assert bool(numbered_source(1, [everything], spans, text, whole=True).passage) is shown
        first = CitedPlace("d1", document.name, spans[0], "line 1", spans[:1])
        assert numbered_source(1, [first], spans, text, whole=len(spans) > 1).passage


def test_documents_are_headed_by_their_own_names(matter: OpenMatter, summary: ReviewedSummary) -> None:
    headings = [statement.text for statement in contents(matter, summary, None).statements if statement.heading]
    assert {"letter.txt", "long.txt"} <= set(headings)
    assert not any(heading.startswith("Document 1") for heading in headings)


def test_what_could_not_be_read_is_a_limit_with_its_pages(matter: OpenMatter, summary: ReviewedSummary) -> None:
    limits = contents(matter, summary, None).limits
    assert "long.txt, page 3: a picture was not read, or not reliably (picture without text)." in limits


def test_each_flag_is_told_with_its_statement_its_names_and_why_it_was_settled(
    matter: OpenMatter, summary: ReviewedSummary
) -> None:
    token = next(one.token for one in matter.named().entities if one.name == "Marguerite Oldacre")
    segments, title = summary.clear_segments, sent(matter, summary)[0].documents[0].masked_title
    long = next(number for number, one in enumerate(segments) if len(one.text.split()) > 6 and not one.heading)
    statement = 1 + sum(not one.heading for one in segments[:long])
    begins = " ".join(segments[long].text.split()[:6])
    flags = (
        Finding(FindingKind.TOKEN_ELSEWHERE, long, Span(0, 1), token),
        Finding(FindingKind.TOKEN_ELSEWHERE, 0, Span(0, 1), "PERSON_Q"),
        Finding(FindingKind.SILENT_DOCUMENT, 0, Span(0, 0), title),
        Finding(FindingKind.MISSING_TOKEN, 0, Span(0, 0), token),
    )
    flagged = replace(summary, checked=replace(summary.checked, findings=flags))
    settled, reasons = (0, 3), ("It is on page 2.", "Not important.")
    given = SignOff(summary.id, "bea", Verdict.APPROVED, "", "", "", settled=settled, reasons=reasons)
    content = contents(matter, flagged, given)
    assert content.points == (
        SettledPoint(
            f"Statement {statement} (“{begins} …”)",
            "Marguerite Oldacre was not found in the cited passages.",
            "It is on page 2.",
        ),
        SettledPoint(f"Heading 1 (“{segments[0].text.strip()}”)", "PERSON_Q was not found in the cited passages."),
    )
    assert f"No statement of this summary is taken from “{matter.documents[0].name}”." in content.limits
    missing = "Marguerite Oldacre is important in the documents and is not mentioned in this summary."
    assert f"{missing} bea: Not important." in content.limits


def test_numbers_in_the_reason_why_a_flag_was_settled_are_shortened(
    matter: OpenMatter, summary: ReviewedSummary
) -> None:
    flagged = replace(
        summary,
        checked=replace(summary.checked, findings=(Finding(FindingKind.UNCITED, 0, Span(0, 1), "x"),)),
    )
    reasons = ("Her SSN 219-09-9999 is on page 2.",)
    given = SignOff(summary.id, "bea", Verdict.APPROVED, "", "", "", settled=(0,), reasons=reasons)
    (short,), (whole,) = (contents(matter, flagged, given, identifiers=full).points for full in (False, True))
    assert (short.answer, whole.answer) == ("Her SSN XXX-XX-9999 is on page 2.", reasons[0])


def test_no_word_of_an_export_is_about_tokens(matter: OpenMatter, summary: ReviewedSummary) -> None:
    """A partner does not know them."""
    flags = tuple(Finding(kind, 0, Span(0, 0), "x") for kind in FindingKind if kind not in BLOCKING)
    content = contents(matter, replace(summary, checked=replace(summary.checked, findings=flags)), None)
    told = (*content.limits, *content.checks, *(point.point for point in content.points))
    assert len(content.points) + 2 == len(flags)
    assert [words for words in told if "token" in words.casefold() or "payload" in words.casefold()] == []


def test_a_signed_summary_bears_who_signed_what_and_when(
    matter: OpenMatter, summary: ReviewedSummary, tmp_path: Path
) -> None:
    given = review(matter, summary, "bea", Verdict.APPROVED, "Read with care.")
    signature = contents(matter, summary, given).signature
    assert signature == Signature(
        "ann", "bea", given.when, given.payload_digest, given.summary_digest, "Read with care."
    )
    files = export(matter, summary, tmp_path / "new" / "signed")
    name = "Document abstract – signed"
    assert {file.name for file in files} == {f"{name}.{form}" for form in ("docx", "pdf", "md")}
    assert all(file.stat().st_size for file in files)
    assert dict(matter.events[-1].details)["forms"] == "docx,pdf,md"
    written = files[2].read_bytes()
    (again,) = export(matter, summary, tmp_path / "new" / "signed", ("md",))  # nothing is replaced
    assert again.name == f"{name} (2).md"
    assert again.read_bytes() == written == files[2].read_bytes()
    assert "draft" not in as_markdown(matter, summary).casefold()
    pictures = to_print(matter, summary, 72)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert matter.events[-1].action == "summary.print"


def test_a_quotation_over_lines_becomes_one_line(matter: OpenMatter, summary: ReviewedSummary) -> None:
    texts = [statement.text for statement in contents(matter, summary, None).statements]
    assert not any(re.search(r"\n", text) for text in texts)


def test_the_mark_of_quoted_mail_goes_from_quotations_alone(matter: OpenMatter, summary: ReviewedSummary) -> None:
    """Elsewhere the sign means "more than"."""
    late = replace(summary.clear_segments[-1], text="> 30 days late")
    shown = replace(summary, clear_segments=(replace(late, quoted=True), replace(late, quoted=False)))
    assert [one.text for one in contents(matter, shown, None).statements] == ["30 days late", "> 30 days late"]


def test_a_heading_stands_below_that_of_its_document_and_by_itself_before_any(
    matter: OpenMatter, summary: ReviewedSummary
) -> None:
    titles = [one for one in summary.clear_segments if one.heading and one.text.startswith("Document ")]
    own = replace(titles[0], text="Dates")
    shown = replace(summary, clear_segments=(own, titles[0], own, titles[1], own))
    told = [(one.text, one.below) for one in contents(matter, shown, None).statements]
    below = ("Dates", True)
    assert told == [("Dates", False), ("letter.txt", False), below, ("long.txt", False), below]
