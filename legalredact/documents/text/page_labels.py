"""Page numbers printed in a text whose pages are separated by form feeds, as in transcripts."""

import re
from collections.abc import Iterator, Sequence

from legalredact.documents.layout.page_numbers import EdgeNumbers, PrintedNumber, confirmed_numbers
from legalredact.model.document import PRINTED_PAGE

_EDGE = re.compile(r"(?:.*[ \t]{3,})?(?P<word>page[ \t]+)?(?P<value>\d{1,5})(?:[ \t]+of[ \t]+\d{1,5})?", re.IGNORECASE)
"""A line with a number alone, or far behind a title."""


def page_labels(pages: Sequence[str]) -> list[str]:
    """The label of each page: its printed number, or its number in the file if that is not certain."""
    found = [EdgeNumbers(index, tuple(_numbers(page))) for index, page in enumerate(pages)]
    printed = confirmed_numbers(found, len(pages))
    return [f"{PRINTED_PAGE}{text}" if text else f"page {number}" for number, text in enumerate(printed, 1)]


def _numbers(page: str) -> Iterator[PrintedNumber]:
    """Numbers in the first and in the last line."""
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    for edge, line in (("top", lines[:1]), ("bottom", lines[1:][-1:])):
        match = _EDGE.fullmatch(line[0]) if line else None
        if match:
            yield PrintedNumber(match["value"], int(match["value"]), f"{edge} {'page' if match['word'] else ''}")
