"""Makes copies with structure from small files, without OCR and processes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pymupdf

from legalredact.documents.limits import STANDARD
from legalredact.documents.pdf.page_layouts import page_layouts
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.pdf_images.redact import redact_pdf
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.structure.finish import give_structure, origin_of
from legalredact.redaction.targets import Target, TargetSet
from legalredact.redaction.text_maps.text_map import OcrFunction

NAME = "Marguerite Oldacre"
CLIENT = Target((NAME, "Oldacre"), "CLIENT_A")

LINES = (
    "The witness Marguerite Oldacre was sworn and said that she",
    "lives in the city and that the house was sold to the bank.",
    "",
    "1. The first item of the list of facts that are not in dispute.",
    "2. The second item was agreed by Oldacre and the other party.",
    "",
    "In the end the court found that this was not for it to decide.",
)


@dataclass(frozen=True)
class Made:
    """A copy before and after it got its structure."""

    plain: bytes = field(repr=False)
    copy: Path
    result: CopyResult

    @property
    def pdf(self) -> pikepdf.Pdf:
        """The copy, opened."""
        return pikepdf.open(self.copy)


def copied(
    content: bytes,
    folder: Path,
    targets: Sequence[Target] = (CLIENT,),
    options: Options | None = None,
    look: OcrFunction | None = None,
) -> Made:
    """A copy of a PDF, with its text unless the options say otherwise."""
    options = options or Options(keep_text=True)
    source, copy = folder / "original.pdf", folder / "copy.pdf"
    source.write_bytes(content)
    how = CopySettings(TargetSet(targets), look, options)
    made = (redact_pdf_text if options.keep_text else redact_pdf)(source, copy, how)
    plain = copy.read_bytes()
    boxes = [one.box for one in made.covered if one.box is not None]
    layouts = tuple(page_layouts(copy, STANDARD, boxes))
    return Made(plain, copy, give_structure(copy, layouts, origin_of(source, how), made, how))


def brief(turn: int = 0) -> pymupdf.Document:
    """Three pages with a running head, a heading, paragraphs, a list, lines and a foot."""
    document = pymupdf.open()
    for number, kind in enumerate(("DEPOSITION", "EXHIBIT", "AFFIDAVIT")):
        page = document.new_page()
        page.insert_text((72, 40), "Case 1:23-cv-00112 Document 5", fontsize=9)
        page.insert_text((72, 790), f"Page {number + 1} of 3", fontsize=9)
        page.insert_text((180, 100), f"{kind} OF MARGUERITE OLDACRE", fontsize=16)
        for row, line in enumerate(LINES):
            page.insert_text((72, 150 + 20 * number + 16 * row), line, fontsize=11)
        page.draw_rect((72, 500, 300, 550))
        page.draw_line((72, 600), (540, 600))
        page.set_rotation(turn)
    return document


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All elements of the structure tree, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K", pikepdf.Array())
        waiting.extend(reversed([kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]))


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """The structure types, in reading order."""
    return [str(element.S)[1:] for element in elements(pdf)]


def alts(pdf: pikepdf.Pdf) -> list[str]:
    """The alternative texts, in reading order."""
    return [str(element.Alt) for element in elements(pdf) if "/Alt" in element]
