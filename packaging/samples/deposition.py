"""The deposition: caption, appearances, index, testimony and the reporter's certificate."""

import deposition_text as text
import pymupdf
import transcript
from passage import Passage, Sample
from pdf_file import finished
from story import CASE_NUMBER, COURT

NAME = "deposition.pdf"
_FIRST_OF_TESTIMONY = 4


def make() -> Sample:
    """The transcript as a PDF and the record of what it says."""
    testimony = transcript.pages(transcript.laid((*text.OPENING, *text.TESTIMONY)))
    document = pymupdf.open()
    index = _index(testimony)
    for lines in (text.COVER, text.APPEARANCES, index, *testimony, text.CERTIFICATE):
        transcript.add_page(document, lines, text.HEADER)
    content = finished(document, text.PROPERTIES, dated="September 24, 2024")
    return Sample(NAME, content, (*_passages(index), *_properties()), text.FACTS)


def _index(testimony: list[list[str]]) -> list[str]:
    """The index with the pages on which examinations begin and exhibits are marked."""
    lines = list(text.INDEX_HEAD)
    for kind, words in text.TESTIMONY:
        if kind == "examination":
            examiner = f"     EXAMINATION {words.removesuffix(':')}"
            lines.append(f"{examiner:52}{_page_of(testimony, words, after='EXAMINATION'):4}")
    lines += ["", "EXHIBITS                                          MARKED"]
    for number, title in text.EXHIBITS.items():
        lines.append(f"{number:2}  {title:48}{_page_of(testimony, f'(Exhibit {number} was marked.)'):4}")
    return lines


def _page_of(testimony: list[list[str]], words: str, *, after: str = "") -> int:
    """The page on which a line with these words stands, the line before it holding `after`."""
    lines = [(number, line) for number, page in enumerate(testimony, _FIRST_OF_TESTIMONY) for line in page]
    before = ["", *(line for _, line in lines)]
    return next(number for (number, line), last in zip(lines, before, strict=False) if words in line and after in last)


def _passages(index: list[str]) -> list[Passage]:
    """Everything on the pages, with lines joined where they are wrapped."""
    cover = (*COURT, *text.CAPTION_PARTIES, f"Case No. {CASE_NUMBER}", *text.COVER_TITLE)
    return [
        Passage("header", text.HEADER),
        *(Passage("body", line) for line in cover),
        *(Passage("body", line.strip()) for line in (*text.APPEARANCES, *index)),
        *(Passage("body", _spoken(*part)) for part in (*text.OPENING, *text.TESTIMONY)),
        Passage("body", " ".join(line.strip() for line in text.CERTIFICATE)),
    ]


def _spoken(kind: str, words: str) -> str:
    """A part of the testimony as it reads."""
    if kind == "exhibit":
        return f"(Exhibit {words} was marked.)"
    return f"{kind}: {words}" if kind.isupper() else words


def _properties() -> list[Passage]:
    return [Passage("property", words) for words in text.PROPERTIES.values()]
