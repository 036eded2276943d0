"""Gives a redacted PDF its structure: tags in reading order, a language, bookmarks, and PDF/A on demand.

Tags are made of the copy alone, so they hold nothing of the original's. Of the original come only its bookmarks, where
the copy shows their words, and its language, if it is a common one.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf

from legalredact.model.page_layout import PageLayout
from legalredact.model.source import Source
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult
from legalredact.redaction.pdf.archival import Level
from legalredact.redaction.pdf.page import opened
from legalredact.redaction.pdf.removed_features import BOOKMARKS, TAGS
from legalredact.redaction.structure.bookmarks import Bookmark, bookmarks_of, put_bookmarks, safe_bookmarks
from legalredact.redaction.structure.content import Letters, pieces
from legalredact.redaction.structure.element import AltTexts
from legalredact.redaction.structure.font_codes import CopyFonts
from legalredact.redaction.structure.language import is_english, language_of
from legalredact.redaction.structure.marks import Sheet, marked
from legalredact.redaction.structure.pdf_a import all_mean_something, refuse_sizes, state_level
from legalredact.redaction.structure.tree import StructureTree

_OWN_TAGS = "tags of the original (the copy has its own, made of its pages)"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a copy may take over from its original: see `language_of` and `safe_bookmarks`."""

    language: str = ""
    bookmarks: tuple[Bookmark, ...] = field(default=(), repr=False)


def origin_of(source: Source, how: CopySettings) -> Origin:
    """What a copy of a PDF may take over from it.

    Errors: those of `page.opened`.
    """
    with opened(source, how.options) as document:
        return Origin(language_of(document), bookmarks_of(document))


def give_structure(
    copy: Path, layouts: Sequence[PageLayout], origin: Origin, made: CopyResult, how: CopySettings
) -> CopyResult:
    """Write structure into a copy that this program just made.

    Arguments:
        copy: is replaced.
        layouts: of its pages.
        made: what was covered in it.

    Returns: `made`, with what the copy still lacks and the level of PDF/A.

    Errors: Refused if PDF/A is asked for and impossible.
    """
    texts = [layout.text for layout in layouts]
    with pikepdf.open(io.BytesIO(copy.read_bytes())) as pdf:
        meant = _tag(pdf, layouts, made, how)
        alts = AltTexts(how.wanted)
        language = alts.without_names((origin.language or ("en" if is_english("\n".join(texts)) else ""),))
        if language:
            pdf.Root.Lang = pikepdf.String(language)
        bookmarks = safe_bookmarks(origin.bookmarks, texts, how.wanted, how.options)
        put_bookmarks(pdf, bookmarks)
        level = None
        if how.options.pdf_a:
            refuse_sizes(pdf)
            level = Level.U if meant and how.options.keep_text and not made.as_pictures else Level.B
            state_level(pdf, level)
        written = io.BytesIO()
        pdf.save(
            written,
            deterministic_id=True,
            fix_metadata_version=False,  # it would write the packet anew, in its own words
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    copy.write_bytes(written.getvalue())
    lacks = _without_kept(made.removed, origin.bookmarks, bookmarks)
    return replace(made, removed=lacks, pdf_a=level.value if level else "")


def _tag(pdf: pikepdf.Pdf, layouts: Sequence[PageLayout], made: CopyResult, how: CopySettings) -> bool:
    """Tag all pages; returns whether each letter has a meaning in Unicode."""
    alts, fonts, tree = AltTexts(how.wanted), CopyFonts(), StructureTree(pdf)
    images = {page for page, _ in made.as_pictures} if how.options.keep_text else set(range(1, made.pages + 1))
    covered = {one.box.page for one in made.covered if one.box is not None}
    meant = True
    for number, (page, layout) in enumerate(zip(pdf.pages, layouts, strict=True), start=1):
        items = list(pieces(bytes(page.Contents.read_bytes()), fonts.of_page(page)))
        _, _, width, height = (float(side) for side in page.mediabox)
        picture = alts.page(number, covered=number in covered) if number in images else alts.picture()
        done = marked(items, layout, Sheet(width, height, int(page.obj.get("/Rotate", 0))), alts, picture)
        page.Contents = pdf.make_stream(done.content)
        tree.add(page, done.elements)
        meant = meant and all_mean_something(item for item in items if isinstance(item, Letters))
    tree.finish()
    return meant


def _without_kept(removed: Sequence[str], found: Sequence[Bookmark], kept: Sequence[Bookmark]) -> tuple[str, ...]:
    """What a copy lacks, now that it has tags, and some of the bookmarks."""
    words = [_OWN_TAGS if one == TAGS else one for one in removed if one != BOOKMARKS or not found]
    left = len(found) - len(kept)
    titles = {" ".join(one.title.split()) for one in found}
    if left:
        which = "1 bookmark" if left == 1 else f"{left} bookmarks"
        words.append(f"{which} whose words the copy does not show")
    if any(one.title not in titles for one in kept):
        words.append("names in bookmarks (the words of their boxes are there instead)")
    return tuple(sorted(words))
