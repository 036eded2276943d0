"""Search over all pages of the guide: sections that hold every word, the best first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from legalredact.gui.guide.pages import Guide, GuidePage, GuideSection
from legalredact.model.mention import Span

AROUND = 60
"""Characters that are shown on each side of the first hit."""


@dataclass(frozen=True, slots=True)
class GuideHit:
    """A section that fits.

    Arguments:
        excerpt: text around the first hit.
        marks: places of the words in it.
    """

    page: GuidePage
    section: GuideSection
    excerpt: str
    marks: tuple[Span, ...]


def search(guide: Guide, words: str) -> tuple[GuideHit, ...]:
    """Sections in which each of the words begins a word, in any order; those with a word in the title come first."""
    wanted = words.split()
    if not wanted:
        return ()
    found = [(page, section) for page in guide.pages for section in page.sections if _fits(section, wanted)]
    found.sort(key=lambda one: -_in_title(one[1], wanted))  # the order of the pages stays among equals
    return tuple(_hit(page, section, wanted) for page, section in found)


def marks_in(text: str, words: str) -> tuple[Span, ...]:
    """Places of the words of a search in a text, in text order."""
    return tuple(_marks(text, words.split()))


def _fits(section: GuideSection, wanted: list[str]) -> bool:
    text = f"{section.title} {section.text}"
    return all(_pattern([word]).search(text) for word in wanted)


def _in_title(section: GuideSection, wanted: list[str]) -> int:
    return sum(bool(_pattern([word]).search(section.title)) for word in wanted)


def _hit(page: GuidePage, section: GuideSection, wanted: list[str]) -> GuideHit:
    text = section.text
    first = next(_marks(text, wanted), Span(0, 0))
    start = text.rfind(" ", 0, max(0, first.start - AROUND)) + 1 if first.start > AROUND else 0
    end = text.find(" ", first.end + AROUND)
    end = len(text) if end < 0 else end
    excerpt = f"{'… ' * bool(start)}{text[start:end]}{' …' * (end < len(text))}"
    return GuideHit(page, section, excerpt, marks_in(excerpt, " ".join(wanted)))


def _marks(text: str, wanted: list[str]) -> Iterator[Span]:
    if wanted:
        yield from (Span(*match.span()) for match in _pattern(wanted).finditer(text))


def _pattern(wanted: list[str]) -> re.Pattern[str]:
    """Any of the words, where a word begins."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})", re.IGNORECASE)
