"""A second look at what OCR read unsurely, and at what is too pale or too dark for it.

A name that is upside down, drawn of little squares, squeezed, or grey on grey is read by a person and not by OCR. So
lines that it is unsure of are read again as a person would look at them, and faint letters with their contrast raised.
"""

import functools
import itertools
import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import PIL.Image
import PIL.ImageFilter

from legalredact.model.seen_word import SeenWord
from legalredact.redaction.text_maps.text_map import FoundWord, OcrFunction, Rectangle, around

_UNSURE = 0.6
"""A line that OCR is less sure of, letter by letter, is looked at again."""

_MOST_PIXELS, _WIDEST = 16_000_000, 30_000
"""Pixels of a picture that is looked at as it is for faint letters, and of the width of one that is widened: what reads
has a limit of its own there."""

_BLACK, _MOSTLY = 64, 0.5
"""Levels of what is black, and how much of a black box is."""

_FEWEST = 4
"""Letters that such a line has at the least; specks are read as less."""

_ROOM = 0.4
"""Heights of a line: how much around it is looked at, too."""

_SOFT, _WIDE = 0.02, 2.5
"""How far pixels are blurred, in inches, and how many times a line is widened."""

_LARGER = 1.5
"""How many times as large a picture is looked at in which a name was missed."""

_REACH = 0.12
"""Inches around a pixel whose mean it is compared with: about a letter's height."""

_FAINT, _STRONG = 5, 60
"""Levels by which a faint letter differs from what is around it, at the least, and at the most: then OCR reads it."""

_FEW = 0.0002
"""Part of a picture that may be faint without being looked at again."""

_DARK, _EDGE = 96, 3.0
"""Levels below which a pixel is dark, and pixels at the edge of what is dark that are left out."""

_NOISE, _RAISED = 3, 12
"""Levels that are left out, and how much those above are raised."""


Levels = npt.NDArray[np.int16]
_Places = Callable[[Rectangle], Rectangle]
_View = tuple[PIL.Image.Image, _Places]
"""A picture to read in place of another one, and where a place in it stands in that one."""


def with_second_pass(look: OcrFunction) -> OcrFunction:
    """OCR that looks twice; what the second look read follows all else, in blocks of its own."""

    def looked(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        words = list(look(image, dpi))
        unsure = [line for line in _lines(words) if _confidence(line) < _UNSURE and not _on_black(image, line)]
        if unsure:
            words += _numbered(_read_again(look, image, dpi, unsure), words)
        return words + _numbered(_read_faint(look, image, dpi, words), words)

    return looked


def with_enlarged_pass(look: OcrFunction) -> OcrFunction:
    """OCR of a larger picture, which reads some words that it does not read in the picture itself."""

    def looked(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        size = round(image.width * _LARGER), round(image.height * _LARGER)
        words = look(image.convert("L").resize(size), dpi * _LARGER)
        return [
            FoundWord(word.text, *_times(_place(word), 1 / _LARGER), word.confidence, word.line, word.block)
            for word in words
        ]

    return looked


def _lines(words: Sequence[SeenWord]) -> Iterator[list[SeenWord]]:
    """Lines of enough letters to be a name."""
    for _, members in itertools.groupby(words, key=lambda word: (word.block, word.line)):
        line = list(members)
        if sum(map(str.isalpha, "".join(word.text for word in line))) >= _FEWEST:
            yield line


def _on_black(image: PIL.Image.Image, line: Sequence[SeenWord]) -> bool:
    """Whether a line stands in a black box, as tokens do in copies: each page of those would be read again."""
    x0, y0, x1, y1 = map(int, _around(line))
    part = image.crop((x0, y0, max(x0 + 1, x1), max(y0 + 1, y1))).convert("L")
    return sum(part.histogram()[:_BLACK]) > _MOSTLY * part.width * part.height


def _confidence(line: Sequence[SeenWord]) -> float:
    letters = sum(map(_letters, line))
    return sum(word.confidence * _letters(word) for word in line) / max(1, letters)


def _read_again(
    look: OcrFunction, image: PIL.Image.Image, dpi: float, unsure: Sequence[Sequence[SeenWord]]
) -> list[tuple[SeenWord, Rectangle]]:
    """What lines say in the one of all views in which most of their letters are read surely; nothing if in none."""
    rooms = [_with_room(line) for line in unsure]
    alone = PIL.Image.new("L", image.size, "white")
    for x0, y0, x1, y1 in (tuple(map(int, room)) for room in rooms):
        alone.paste(image.crop((x0, y0, x1, y1)).convert("L"), (x0, y0))
    views = [[(word, places(_place(word))) for word in look(view, dpi)] for view, places in _views(alone, dpi)]
    found: list[tuple[SeenWord, Rectangle]] = []
    for line, room in zip(unsure, rooms, strict=True):
        readings = [[(word, place) for word, place in view if _within(place, room)] for view in views]
        best = max(readings, key=lambda reading: _weight([word for word, _ in reading]))
        if _weight([word for word, _ in best]) > _weight(line):
            found += best
    return found


def _read_faint(
    look: OcrFunction, image: PIL.Image.Image, dpi: float, words: Sequence[SeenWord]
) -> list[tuple[SeenWord, Rectangle]]:
    """What faint letters say, but for what was read there surely; of a very large picture at a smaller scale."""
    coarser = max(1, math.ceil(math.sqrt(image.width * image.height / _MOST_PIXELS)))
    faint = _faint(image if coarser == 1 else image.convert("L").reduce(coarser), dpi / coarser)
    if faint is None:
        return []
    found = ((word, _times(_place(word), coarser)) for word in look(faint, dpi / coarser))
    seen = [_place(word) for word in words if word.confidence >= _UNSURE]
    return [(word, place) for word, place in found if not any(_within(place, other) for other in seen)]


def _times(place: Rectangle, factor: float) -> Rectangle:
    return place[0] * factor, place[1] * factor, place[2] * factor, place[3] * factor


def _views(image: PIL.Image.Image, dpi: float) -> Iterator[_View]:
    """A picture upside down, softened, and widened, if it is not too wide for that."""
    width, height = image.size
    yield (
        image.transpose(PIL.Image.Transpose.ROTATE_180),
        lambda p: (width - p[2], height - p[3], width - p[0], height - p[1]),
    )
    yield image.filter(PIL.ImageFilter.GaussianBlur(_SOFT * dpi)), lambda place: place
    if width * _WIDE <= _WIDEST:
        yield image.resize((round(width * _WIDE), height)), lambda p: (p[0] / _WIDE, p[1], p[2] / _WIDE, p[3])


def _faint(image: PIL.Image.Image, dpi: float) -> PIL.Image.Image | None:
    """What differs little from its surroundings, and has no strong letters beside it, in black; None if little does."""
    if image.mode == "1":
        return None
    levels = np.asarray(image.convert("L")).astype(np.int16)
    reach = max(2.0, _REACH * dpi)
    contrast = np.abs(levels - _mean(levels, reach))  # letters paler than their surroundings are letters too
    contrast[_grown(contrast > _STRONG, reach)] = 0
    dark = levels < _DARK
    if dark.mean() > _FEW:
        contrast = np.maximum(contrast, _contrast_in_dark_areas(levels, dark, reach))
    faint = contrast >= _FAINT
    solid = faint[1:-1, 1:-1] & faint[:-2, 1:-1] & faint[2:, 1:-1] & faint[1:-1, :-2] & faint[1:-1, 2:]
    if not solid.size or solid.mean() < _FEW:
        return None
    raised = 255 - np.clip(_RAISED * (contrast - _NOISE), 0, 255)
    shown = np.where(_grown(np.pad(solid, 1), reach), raised, 255)
    return PIL.Image.fromarray(shown.astype(np.uint8))


def _contrast_in_dark_areas(levels: Levels, dark: npt.NDArray[np.bool_], reach: float) -> Levels:
    """How far dark pixels are from other dark ones around them: a marker's bar is no higher than its letters."""
    share = np.maximum(1, _mean(dark.astype(np.int16) * 255, reach))
    mean = _mean(np.where(dark, levels, 0), reach) * 255 // share
    return np.where(_grown(~dark, _EDGE), 0, np.abs(levels - mean)).astype(np.int16)


def _mean(levels: Levels, reach: float) -> Levels:
    """Of each pixel's surroundings."""
    picture = PIL.Image.fromarray(levels.astype(np.uint8))
    return np.asarray(picture.filter(PIL.ImageFilter.BoxBlur(reach))).astype(np.int16)


def _grown(mask: npt.NDArray[np.bool_], reach: float) -> npt.NDArray[np.bool_]:
    """Whatever is as near to a pixel of the mask."""
    blurred = PIL.Image.fromarray(mask.astype(np.uint8) * 255).filter(PIL.ImageFilter.BoxBlur(reach))
    return np.asarray(blurred) > 0


def _numbered(found: Sequence[tuple[SeenWord, Rectangle]], before: Sequence[SeenWord]) -> list[SeenWord]:
    """Words at their places, in lines and blocks after all others."""
    block = 1 + max((word.block for word in before), default=0)
    line = 1 + max((word.line for word in before), default=0)
    lines: dict[tuple[int, int], int] = {}
    return [
        FoundWord(
            word.text,
            *place,
            word.confidence,
            lines.setdefault((word.block, word.line), line + len(lines)),
            block,
        )
        for word, place in found
    ]


def _with_room(line: Sequence[SeenWord]) -> Rectangle:
    x0, y0, x1, y1 = _around(line)
    room = _ROOM * (y1 - y0)
    return max(0.0, x0 - room), max(0.0, y0 - room), x1 + room, y1 + room


def _around(line: Sequence[SeenWord]) -> Rectangle:
    return functools.reduce(around, map(_place, line))


def _weight(words: Sequence[SeenWord]) -> float:
    return sum(word.confidence * _letters(word) for word in words)


def _letters(word: SeenWord) -> int:
    return sum(map(str.isalnum, word.text))


def _place(word: SeenWord) -> Rectangle:
    return word.x0, word.y0, word.x1, word.y1


def _within(place: Rectangle, other: Rectangle) -> bool:
    """Whether the middle of a place lies in another one."""
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]
