"""Regions of a page that may contain letters without text: images, and shapes that look like drawn letters."""

from collections.abc import Iterable, Sequence

from legalredact.documents.layout.words import Word
from legalredact.documents.pdf.text import PageText, Rectangle

_LEAST_WIDTH = 24.0
_LEAST_HEIGHT = 8.0
"""Points; smaller regions hold no legible word."""

_MOST = 6
"""If there are more regions, they are read as one."""

_LETTER = (1.0, 3.0, 40.0, 40.0)
"""Smallest and largest width and height of a drawn letter, in points."""

_LETTERS_IN_ROW = 8


def lettering(page: PageText) -> list[Rectangle]:
    """Regions of a page with text that contain images or drawn letters, from top to bottom.

    Images that touch are one region (scans are often cut into strips); rules and specks are left out.
    """
    places = [place for each in page.pictures if (place := _on_page(each, page)) is not None]
    regions = [region for region in _united(places) if _is_legible(region)]
    regions.extend(_drawn_rows(page))
    regions = _united(regions)
    if len(regions) > _MOST:
        regions = [_around(regions)]
    return sorted(regions, key=lambda region: region[1])


def covers(region: Rectangle, page: PageText) -> bool:
    """Whether the region covers half of the page: a scan, or a background."""
    return 2 * (region[2] - region[0]) * (region[3] - region[1]) > page.width * page.height


def _on_page(place: Rectangle, page: PageText) -> Rectangle | None:
    x0, y0, x1, y1 = max(place[0], 0.0), max(place[1], 0.0), min(place[2], page.width), min(place[3], page.height)
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _is_legible(region: Rectangle) -> bool:
    return region[2] - region[0] >= _LEAST_WIDTH and region[3] - region[1] >= _LEAST_HEIGHT


def _united(places: Iterable[Rectangle]) -> list[Rectangle]:
    """Join rectangles that overlap or are within two points of each other."""
    united: list[Rectangle] = []
    for place in sorted(places, key=lambda each: each[1]):
        near = [other for other in united if _touch(place, other)]
        united = [other for other in united if other not in near]
        united.append(_around([place, *near]))
    return united


def _touch(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] + 2 and other[0] < one[2] + 2 and one[1] < other[3] + 2 and other[1] < one[3] + 2


def _around(places: Sequence[Rectangle]) -> Rectangle:
    return min(p[0] for p in places), min(p[1] for p in places), max(p[2] for p in places), max(p[3] for p in places)


def _drawn_rows(page: PageText) -> list[Rectangle]:
    """Rows of letter-sized shapes that are not on a word (underlines and highlights are)."""
    letters = [shape for shape in page.shapes if _is_letter(shape)]
    if len(letters) < _LETTERS_IN_ROW:
        return []
    letters = [shape for shape in letters if not _is_on_word(shape, page.words)]
    rows: list[list[Rectangle]] = []
    for shape in sorted(letters, key=lambda each: each[3]):
        if rows and shape[3] - rows[-1][-1][3] < 3:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    return [_around(row) for row in rows if len(row) >= _LETTERS_IN_ROW and _is_legible(_around(row))]


def _is_letter(shape: Rectangle) -> bool:
    width, height = shape[2] - shape[0], shape[3] - shape[1]
    return _LETTER[0] < width < _LETTER[2] and _LETTER[1] < height < _LETTER[3]


def _is_on_word(shape: Rectangle, words: Iterable[Word]) -> bool:
    x, y = (shape[0] + shape[2]) / 2, (shape[1] + shape[3]) / 2
    return any(word.x0 - 2 < x < word.x1 + 2 and word.y0 - 2 < y < word.y1 + 2 for word in words)
