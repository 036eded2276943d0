"""Headers, footers, stamps and page numbers: passages that repeat over the pages of a document."""

import collections
import re
from collections.abc import Iterator, Sequence

from legalredact.matching.facts.find import FactKind, facts
from legalredact.model.payload import Passage
from legalredact.summary.local.sentences import is_sentence

_OFTEN = 3
_LONGEST = 140
_EDGE = 4  # passages at the top or the bottom of a page among which headers and footers are
_FIGURES = frozenset({FactKind.DATE, FactKind.AMOUNT, FactKind.CASE_NUMBER})
_PAGE_NUMBER = re.compile(r"[\s\-–—]*(?:\d{1,4}|[ivxl]{1,5})[\s\-–—]*")
_SPOKEN = re.compile(r"\s*[QA](?:[.:]|\s{2,}|\t)")
_IN_TABLE = re.compile(r"\brows? \d")
_PAGE = re.compile(r"\bpage(?:\s?id)?\s?(?:[#:]\s?\d|\d+ of \d)|^\s*page\s+\d+\s*$", re.IGNORECASE | re.MULTILINE)


def is_stamp(words: str) -> bool:
    """Whether words are from a stamp of a court's or an office's system, or the number of a page."""
    return len(words) <= _LONGEST and not words.rstrip().endswith(".") and _PAGE.search(words) is not None


def running_passages(passages: Sequence[Passage]) -> frozenset[int]:
    """Numbers of the passages that are headers, footers, stamps or page numbers.

    In a file with pages they repeat on several pages, at the top or the bottom, and their digits may differ, but not
    their dates and amounts: the lines of a ledger differ in them. The cells of a table are no headers.
    """
    edges = frozenset(_edges(passages))
    found = {n for n, one in enumerate(passages) if _is_frame(one.masked_text) or _is_page_number(one, n in edges)}
    groups: dict[str, list[int]] = collections.defaultdict(list)
    for number, passage in enumerate(passages):
        if _SPOKEN.match(passage.masked_text) or _IN_TABLE.search(passage.place.label):
            continue
        if (shape := _shape(passage)) and (not passage.place.page or number in edges):
            groups[shape].append(number)
    for numbers in groups.values():
        pages = {passages[n].place.page or n for n in numbers}
        if len(pages) >= _OFTEN and len({_figures(passages[n].masked_text) for n in numbers}) == 1:
            found.update(numbers)
    return frozenset(found)


def _is_frame(text: str) -> bool:
    """Whether a passage is a stamp; one that a reader joined with a sentence is text."""
    return is_stamp(text) and not any(is_sentence(line) for line in text.splitlines())


def _edges(passages: Sequence[Passage]) -> Iterator[int]:
    by_page: dict[int, list[int]] = collections.defaultdict(list)
    for number, passage in enumerate(passages):
        by_page[passage.place.page].append(number)
    for page, numbers in by_page.items():
        if page:
            yield from (*numbers[:_EDGE], *numbers[-_EDGE:])


def _is_page_number(passage: Passage, at_edge: bool) -> bool:
    return at_edge and _PAGE_NUMBER.fullmatch(passage.masked_text) is not None


def _shape(passage: Passage) -> str:
    """What lines of a header have in common; in a file without pages "Exhibit 1" and "Exhibit 2" are not alike."""
    text = passage.masked_text
    if passage.place.page or _PAGE_NUMBER.fullmatch(text):
        text = re.sub(r"\d+", "0", text)
    return " ".join(text.split()).casefold() if len(text) <= _LONGEST else ""


def _figures(text: str) -> tuple[str, ...]:
    return tuple(fact.value for fact in facts(text) if fact.kind in _FIGURES)
