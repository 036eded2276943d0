"""Tells pages of a copy with text on which nothing but level letters and lines is to be seen, each in its place.

Only what this program's own writer writes is accepted (see `operators`), so no form, pattern, shading, image, clipping
or font of drawings can show a letter. Lines and boxes must be too few, and too far apart, to form letters. Letters must
contrast with their ground, stand clear of each other, and stand in the text in the order in which they are seen.
"""

import itertools
import re
from collections.abc import Sequence

import numpy as np
import pymupdf

from legalredact.redaction.pdf_rebuild.glyphs import Colour, Letter, Places, places_of
from legalredact.redaction.pdf_rebuild.read_glyphs import Faces, letters_of
from legalredact.redaction.pdf_rebuild.rules import Rule

_TOKEN = re.compile(
    rb"-?\d*\.?\d+(?:e-?\d+)?|/F\d+|\[(?:<[0-9A-F]+>|-?\d+)*\]TJ|BT|ET|Tf|Tm|Tr|rg|RG|w|re|f"
    rb"|/Artifact|BMC|EMC|/(?:P|H1|LBody|Note|Span|Figure)<</MCID|\d+>>BDC",
)
"""What the writer of a page writes, but for images, and the marks of its structure, which draw nothing."""

_MOST, _MOST_RULES = 12_000, 200
"""Letters, and lines and boxes, of a page from which it is not examined."""

_THIN, _LONG, _FLAT, _CLEAR, _MOST_SHORT = 3.0, 36.0, 2.5, 4.0, 12
"""In points: thickness of a line, and length from which it is no part of a letter; how many times wider than high a
line or box must be; by how many points those over each other must be apart; and how many may be shorter."""

_TALL = 0.6
"""Share of the page's height that a vertical line must have."""

_SMALLEST, _NARROW, _WIDE = 4.5, 0.5, 2.0
"""Size in points, and limits of width by height, of letters that are as legible as their text says."""

_CONTRAST = 0.35
_PART, _WHOLE = 0.05, 0.85
"""Shares of a letter: up to the first it is beside a box, from the second on it is in the box."""

_OVER = 0.5
"""Share of the smaller letter that two letters may have in common; more, and both may show a third letter."""

_BESIDE, _ROOM, _APART = 0.12, 0.08, 1.0
"""In ems: largest gap between letters of a word, smallest gap with a blank in it, and the gap from which letters of one
line need not follow each other in the text."""

_PRESSED, _TOUCH = 0.05, 0.02
"""In ems: how far a small letter may reach into the room of the one before; and the gap of ink from which c and l do
not touch, since a font may claim any room."""

_LEVEL = 0.5
"""In ems: distance of two baselines of one line."""

_BLANKS = frozenset(" \xa0")


def plain_letters(page: pymupdf.Page, faces: Faces) -> tuple[Letter, ...] | None:
    """The letters of a page that shows nothing else; None if it may.

    Errors: CannotRebuild, or one of `page.BROKEN`.
    """
    if page.rotation or page.first_annot or page.first_widget or not _is_own(page):
        return None
    drawings = page.get_cdrawings()
    letters = letters_of(page, faces)
    if sum(len(path["items"]) for path in drawings) > _MOST_RULES or not 0 < len(letters) <= _MOST:
        return None
    if any(item[0] != "re" for path in drawings for item in path["items"]):
        return None
    rules = [Rule(tuple(item[1]), path["fill"]) for path in drawings for item in path["items"]]
    inked = [letter for letter in letters if not letter.blank]
    if not inked or not all(map(_is_legible, letters)) or not _spell_nothing(rules, page.rect.height):
        return None
    places = places_of(inked)
    clear = _stand_out(inked, places, rules) and not _overlap(places)
    return letters if clear and _in_order(letters, places) and not _spaced_out(letters) else None


def _is_own(page: pymupdf.Page) -> bool:
    """Whether a page is drawn by nothing but the operators of text and of boxes, in embedded fonts of outlines."""
    fonts = page.get_fonts(full=True)
    if any(kind != "Type0" or extension not in ("cff", "cid") for _, extension, kind, *_ in fonts):
        return False
    return all(map(_TOKEN.fullmatch, page.read_contents().split()))


def _is_legible(letter: Letter) -> bool:
    """Whether it shows its outline, upright and at its size; a blank must say that it is one."""
    across, down = letter.matrix[0], -letter.matrix[3]
    if letter.blank and (len(letter.text) != 1 or letter.text not in _BLANKS):
        return False
    return letter.level and letter.size >= _SMALLEST and _NARROW <= across / down <= _WIDE


def _spell_nothing(rules: Sequence[Rule], height: float) -> bool:
    """Whether lines and boxes cannot form letters: upright ones are long, others not over each other."""
    lying: list[tuple[float, float, float, float]] = []
    short = 0
    for x0, y0, x1, y1 in (rule.place for rule in rules):
        wide, high = x1 - x0, y1 - y0
        if wide <= _THIN and high >= _TALL * height:
            continue
        if wide < _FLAT * high:
            return False
        short += wide < _LONG
        lying.append((x0, y0, x1, y1))
    apart = all(
        one[2] <= other[0] or other[2] <= one[0] or one[3] + _CLEAR <= other[1] or other[3] + _CLEAR <= one[1]
        for one, other in itertools.combinations(lying, 2)
    )
    return apart and short <= _MOST_SHORT


def _stand_out(letters: Sequence[Letter], places: Places, rules: Sequence[Rule]) -> bool:
    """Whether each letter differs from its ground, and no line or box hides or completes a part of one."""
    ground = np.ones(len(letters))
    size = np.maximum(1e-6, (places[:, 2] - places[:, 0]) * (places[:, 3] - places[:, 1]))
    base = np.asarray([letter.y + 0.02 * letter.size for letter in letters])
    for rule in rules:
        x0, y0, x1, y1 = rule.place
        across = np.maximum(0, np.minimum(places[:, 2], x1) - np.maximum(places[:, 0], x0))
        down = np.maximum(0, np.minimum(places[:, 3], y1) - np.maximum(places[:, 1], y0))
        shared = across * down / size
        if min(x1 - x0, y1 - y0) <= _THIN:
            if ((across * down > 0) & (y0 < base)).any():
                return False
            continue
        inside = shared >= _WHOLE
        if ((shared > _PART) & ~inside).any():
            return False
        ground[inside] = _light(rule.colour)
    return all(_contrasts(letter, light) for letter, light in zip(letters, ground.tolist(), strict=True))


def _contrasts(letter: Letter, ground: float) -> bool:
    ink = letter.ink.stroke if letter.ink.fill is None else letter.ink.fill
    return ink is not None and abs(_light(ink) - ground) >= _CONTRAST


def _light(colour: Colour) -> float:
    red, green, blue = colour
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _overlap(places: Places) -> bool:
    """Whether any two letters have much in common."""
    places = places[np.argsort(places[:, 1], kind="stable")]
    area = np.maximum(1e-6, (places[:, 2] - places[:, 0]) * (places[:, 3] - places[:, 1]))
    for step in range(1, len(places)):
        one, other = places[:-step], places[step:]
        down = np.minimum(one[:, 3], other[:, 3]) - other[:, 1]
        if not (other[:, 1] < np.maximum.accumulate(one[:, 3])).any():
            return False
        across = np.minimum(one[:, 2], other[:, 2]) - np.maximum(one[:, 0], other[:, 0])
        shared = np.maximum(0, across) * np.maximum(0, down)
        if (shared > _OVER * np.minimum(area[:-step], area[step:])).any():
            return True
    return False


def _in_order(letters: Sequence[Letter], places: Places) -> bool:
    """Whether the letter that is seen after another one also follows it in the page's text, and no small letters are
    pressed together.

    Otherwise the letters of a name could be written in any order, on baselines that hardly differ, and set apart, so
    that no text engine reads it. A blank needs room, or "Re ed" would be seen as one word. Only ink counts: a font may
    claim any width.
    """
    inked: list[Letter] = []
    blank: list[bool] = []
    before = False
    for letter in letters:
        if not letter.blank:
            inked.append(letter)
            blank.append(before)
        before = letter.blank
    left, right = places[:, 0], places[:, 2]
    middle = (left + right) / 2
    base = np.asarray([letter.y for letter in inked])
    for at, letter in enumerate(inked):
        if at + 1 < len(inked) and blank[at + 1] and abs(inked[at + 1].y - letter.y) < _LEVEL * letter.size:
            room = (left[at + 1] - right[at]) / letter.size
            if -_APART < room < _ROOM:
                return False
        if at + 1 < len(inked) and _are_pressed(letter, inked[at + 1], float(left[at + 1] - right[at])):
            return False
        level = np.abs(base - letter.y) < _LEVEL * letter.size
        near = np.flatnonzero(level & (middle > middle[at]) & (left < right[at] + _APART * letter.size))
        if near.size and int(near[np.argmin(middle[near])]) != at + 1:
            return False
    return True


def _are_pressed(one: Letter, other: Letter, gap: float) -> bool:
    """Whether two small letters beside each other may show a third one: c and l show d. `gap` is that of their ink."""
    if abs(one.y - other.y) >= _LEVEL * one.size or not (one.text.islower() and other.text.islower()):
        return False
    if -one.size < other.x - one.end < -_PRESSED * one.size:
        return True
    return one.text + other.text == "cl" and -one.size < gap < _TOUCH * one.size


def _spaced_out(letters: Sequence[Letter]) -> bool:
    """Whether several letters stand by themselves, so that they are a word for people and none for text engines."""
    sizes = [len(word) for word in words_of(letters, _BESIDE) if any(letter.text.isalpha() for letter in word)]
    return any(one == other == third == 1 for one, other, third in zip(sizes, sizes[1:], sizes[2:], strict=False))


def words_of(letters: Sequence[Letter], gap: float) -> list[list[Letter]]:
    """Letters that follow each other without a blank, and without a gap of so many ems."""
    words: list[list[Letter]] = []
    before: Letter | None = None
    for letter in letters:
        if letter.blank:
            before = None
            continue
        size = letter.size
        beside = before is not None and abs(before.y - letter.y) < 0.3
        if beside and before is not None and abs(letter.x - before.end) < gap * size:
            words[-1].append(letter)
        else:
            words.append([letter])
        before = letter
    return words
