"""Bookmarks of a copy: those of the original whose words the copy itself shows on the page to which they lead.

So a bookmark tells nothing that a reader of the copy does not see, also where a person covered a place by hand. Names
in a bookmark become the words of their boxes before it is compared.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
import pymupdf

from legalredact.redaction.options import Options
from legalredact.redaction.pdf.page import BROKEN
from legalredact.redaction.targets import TargetSet

_SIGNS = re.compile(r"[\W_]+")
_MOST = 5_000
"""Bookmarks of a file that are examined; the others are left out."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark: its level, from 1, and the page to which it leads, from 1 (0 or less: to none)."""

    level: int
    title: str = field(repr=False)
    page: int


def bookmarks_of(document: pymupdf.Document) -> tuple[Bookmark, ...]:
    """The bookmarks of an original; none if they cannot be read."""
    try:
        rows: list[list[object]] = document.get_toc(simple=True)
        return tuple(Bookmark(int(str(level)), str(title), int(str(page))) for level, title, page in rows)
    except BROKEN:
        return ()


def safe_bookmarks(
    found: Sequence[Bookmark], texts: Sequence[str], wanted: TargetSet, options: Options
) -> tuple[Bookmark, ...]:
    """The bookmarks that the copy may have, without names; levels are closed up where one is left out.

    Arguments:
        texts: of each page of the copy.
    """
    shown = [_squeezed(text) for text in texts]
    kept: list[Bookmark] = []
    above: list[tuple[int, bool]] = []
    for one in found[:_MOST]:
        above = [pair for pair in above if pair[0] < one.level]
        title = _masked(one.title, wanted, options)
        words = _squeezed(title)
        stays = bool(words) and 0 < one.page <= len(texts) and words in shown[one.page - 1] and not wanted.find(title)
        if stays:
            kept.append(Bookmark(1 + sum(other for _, other in above), title, one.page))
        above.append((one.level, stays))
    return tuple(kept)


def put_bookmarks(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    """Write bookmarks into a PDF."""
    if not bookmarks:
        return
    with pdf.open_outline() as outline:
        path: list[pikepdf.OutlineItem] = []
        for one in bookmarks:
            item = pikepdf.OutlineItem(one.title, one.page - 1, "Fit")
            del path[one.level - 1 :]
            (path[-1].children if path else outline.root).append(item)
            path.append(item)


def _masked(title: str, wanted: TargetSet, options: Options) -> str:
    """A title on one line, with the words of boxes in place of names."""
    title = " ".join(title.split())
    for spot in reversed(wanted.find(title)):
        target = wanted.targets[spot.target]
        words = options.words(wanted.label(spot), options.reason_for(target))
        title = f"{title[: spot.span.start]} {words} {title[spot.span.end :]}"
    return " ".join(title.split())


def _squeezed(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())
