"""Bates numbers on the pages of an original and of its copy, for the log."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pymupdf

from legalredact.matching.identifiers.bates import EDGE, is_bates_number
from legalredact.model.source import Source
from legalredact.redaction.options import Options
from legalredact.redaction.pdf.page import BROKEN, display_matrix, opened
from legalredact.redaction.targets import TargetSet


def bates_numbers(original: Source | None, copy: Path, wanted: TargetSet) -> tuple[str, ...]:
    """The Bates number of each page, from the original's text if it has any, else from the copy's OCR text.

    A prefix that spells a name is left out, as it is in the copy.

    Arguments:
        original: a PDF; None for an image file, which has no text.
    """
    known = _of_pages(original) if original is not None else ()
    read = () if known and all(known) else _of_pages(copy)
    pairs = itertools.zip_longest(known, read, fillvalue="")
    return tuple(_without_names(first or second, wanted) for first, second in pairs)


def _without_names(number: str, wanted: TargetSet) -> str:
    return "".join(filter(str.isdigit, number)) if wanted.find(number) or wanted.spelled_in(number) else number


def _of_pages(source: Source) -> tuple[str, ...]:
    with opened(source, Options()) as document:
        return tuple(_of_page(document, number) for number in range(document.page_count))


def _of_page(document: pymupdf.Document, number: int) -> str:
    """The last Bates number on the page: usually it is stamped at the foot."""
    try:
        page = document.load_page(number)
        stamps = [text for text in _at_the_edges(page) if is_bates_number(text)]
    except BROKEN:
        return ""
    return stamps[-1] if stamps else ""


def _at_the_edges(page: pymupdf.Page) -> Iterator[str]:
    """Lines at the top and at the foot of the page as displayed, from the top down."""
    height = page.rect.height
    found: list[tuple[float, str]] = []
    for block in page.get_text("dict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
        for line in block.get("lines", ()):
            box = pymupdf.Rect(line["bbox"]) * display_matrix(page)
            middle = (box.y0 + box.y1) / 2
            if not EDGE * height < middle < (1 - EDGE) * height:
                found.append((middle, "".join(span["text"] for span in line["spans"]).strip()))
    return (text for _, text in sorted(found))
