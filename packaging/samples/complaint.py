"""The complaint: caption page, numbered allegations, signature, outline, a note and properties."""

import complaint_frame as frame
import pleading
import typeset
from complaint_text import FACTS, PARTS, Part
from passage import Passage, Sample
from pdf_file import finished
from pleading import PleadingPaper
from story import COURT, FILED, FIRST_LOAD

NAME = "complaint.pdf"
BROKEN = ("Thack-\neray", "Lindqvist-\nMarsh")
_COLUMN = 228.0
_CAPTION_ROW, _TITLE_X = 22, pleading.LEFT + 250.0


def make() -> Sample:
    """The complaint as a PDF and the record of what it says."""
    paper = PleadingPaper(frame.FOOT)
    _write_caption_page(paper)
    _write_parts(paper)
    _sign(paper)
    paper.finish_page()
    _annotate(paper)
    content = finished(paper.document, frame.PROPERTIES, outline=paper.outline, dated=FILED)
    properties = [Passage("property", text) for text in frame.PROPERTIES.values()]
    foot = Passage("footer", frame.FOOT)
    return Sample(NAME, content, (*paper.passages, foot, *properties), FACTS, BROKEN)


def _write_caption_page(paper: PleadingPaper) -> None:
    """Counsel at the top, then the court, the parties beside a column of brackets, and the title at the right."""
    paper.start_page()
    paper.block(frame.COUNSEL_BLOCK)
    paper.go_to(14)
    for line in COURT:
        run = (typeset.Run(line, "roman bold"),)
        paper.put(run, pleading.LEFT + (pleading.ROOM - typeset.width(run, pleading.SIZE)) / 2)
        paper.skip(2)
    paper.say("heading", "\n".join(COURT))
    lines = _caption_lines()
    _write_parties(paper, lines)
    _write_brackets(paper, len(lines))
    _write_title(paper)
    paper.go_to(_CAPTION_ROW + len(lines) + 2 - len(lines) % 2)


def _caption_lines() -> list[tuple[typeset.Line, float]]:
    """The left column: every party's paragraph wrapped, with an empty line after each, and the roles indented."""
    lines: list[tuple[typeset.Line, float]] = []
    for text in frame.PARTIES:
        indent = {"Plaintiffs,": 108.0, "v.": 54.0, "Defendants.": 108.0}.get(text, 0.0)
        lines += [(line, indent) for line in typeset.wrap(text, _COLUMN - indent, pleading.SIZE)]
        lines.append(((), 0.0))
    return lines[:-1]


def _write_parties(paper: PleadingPaper, lines: list[tuple[typeset.Line, float]]) -> None:
    for number, (line, indent) in enumerate(lines):
        paper.go_to(_CAPTION_ROW + number)
        paper.put(line, pleading.LEFT + indent)
    for text in frame.PARTIES:
        paper.say("body", text)


def _write_brackets(paper: PleadingPaper, count: int) -> None:
    """A column of its own, as a table of three cells prints it."""
    for number in range(count):
        paper.go_to(_CAPTION_ROW + number)
        paper.put((typeset.Run(")", "roman"),), pleading.LEFT + _COLUMN + 6)


def _write_title(paper: PleadingPaper) -> None:
    paper.go_to(_CAPTION_ROW)
    for marked in frame.TITLE:
        lines = typeset.wrap(marked, pleading.RIGHT - _TITLE_X, pleading.SIZE)
        for line in lines:
            paper.put(line, _TITLE_X)
            paper.skip(1)
        paper.skip(0 if marked.startswith("(") and not marked.startswith("(6") else 1)
        paper.say("body", marked)


def _write_parts(paper: PleadingPaper) -> None:
    number = 0
    for part in PARTS:
        if part.kind == "allegation":
            number += 1
        _write_part(paper, part, number)


def _write_part(paper: PleadingPaper, part: Part, number: int) -> None:
    match part.kind:
        case "heading":
            paper.heading(part.text, bookmark=part.bookmark)
        case "quotation":
            paper.quotation(part.text)
        case "allegation":
            paper.paragraph(f"{number}.\u2003{part.text}", note=part.note)
        case _:
            paper.paragraph(part.text)


def _sign(paper: PleadingPaper) -> None:
    """The signature block at the right half of the page, never alone on a page's last lines."""
    paper.keep(len(frame.SIGNATURE) + 2)
    paper.bookmark("Signature of Priscilla Hathersage")
    paper.block(frame.SIGNATURE[:1])
    paper.block(frame.SIGNATURE[1:], x=pleading.LEFT + pleading.ROOM / 2)


def _annotate(paper: PleadingPaper) -> None:
    """A reviewer's sticky note beside the allegation of the telephone call."""
    page, spot = next((page, hits[0]) for page in paper.document if (hits := page.search_for(FIRST_LOAD)))
    note = page.add_text_annot((pleading.RIGHT - 14, spot.y0 - 4), frame.NOTE, icon="Comment")
    note.set_info(title=frame.NOTE_AUTHOR, creationDate="D:20240311090000-07'00'", modDate="D:20240311090000-07'00'")
    note.update()
    paper.say("annotation", frame.NOTE_AUTHOR)
    paper.say("annotation", frame.NOTE)
