"""An eye: the words on a screen by OCR, and the place that changed between two looks at it."""

import io
import os
import re
import struct
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

ALIKE = 0.82
"""Share of letters that have to agree: OCR confuses some."""
SMALL = 1_800
"""Pixels: on wider screens the frames of buttons are higher."""
BUTTON = 40
"""Pixels of width that a filled button has at least."""
CELL = 16
"""Pixels of a square that has one background, if letters have their usual size."""
FRAME = 20
"""Pixels of height that the frame of a button has, and a letter has not."""
LINES_APART = 6
"""Rows of pixels between two links below one another."""
RIM = 4
"""Pixels at the edge of an area where a frame or an underline is; letters are further inside."""
SPARSE, ONE_LINE = "11", "7"
"""Tesseract's layouts: words anywhere, or a single line."""
MARGIN = 10
"""Pixels of white around what is read: letters at an edge are lost."""
_NOT_A_LETTER = re.compile(r"[\W_]+")
Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Grey = np.ndarray[tuple[int, ...], np.dtype[np.int16]]
Paper = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
Area = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels."""


@dataclass(frozen=True)
class Seen:
    """Words at a place."""

    text: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> tuple[int, int]:
        """Where a person clicks."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2


def picture(framebuffer: Path) -> Image.Image:
    """What Xvfb shows now; `framebuffer` is the XWD file that its option ``-fbdir`` keeps up to date."""
    data = framebuffer.read_bytes()
    header = struct.unpack(">25I", data[:100])
    size, width, height, per_line, colors = header[0], header[4], header[5], header[12], header[19]
    start = size + 12 * colors
    rows = np.frombuffer(data, np.uint8, per_line * height, start).reshape(height, per_line // 4, 4)
    return Image.fromarray(np.ascontiguousarray(rows[:, :width, 2::-1]))


def words(image: Image.Image, area: Area | None = None, zoom: int = 1) -> list[Seen]:
    """The words in a picture, or in an area of it, by Tesseract.

    Arguments:
        zoom: how many times larger than usual the letters are; their strokes are longer, too.
    """
    left, top = area[:2] if area else (0, 0)
    part = image.crop(area) if area else image
    grey = np.asarray(part.convert("L")).astype(np.int16)
    buttons = _filled(grey, zoom)
    seen = _read(_on_white(grey, buttons, zoom), SPARSE, zoom)
    for button in buttons:  # alone they are read where a frame or a neighbor disturbs
        within = [one for one in seen if _holds(button, one.middle)]
        alone = [_moved(one, *button[:2]) for one in _read(_inverted(grey, button), ONE_LINE, zoom)]
        if sum(len(one.text) for one in alone) > sum(len(one.text) for one in within):
            seen = [one for one in seen if one not in within] + alone
    return [_moved(one, left, top) for one in seen]


def words_again(image: Image.Image, zoom: int, before: tuple[Image.Image, list[Seen]] | None) -> list[Seen]:
    """The words in a picture, if an earlier picture of the same screen was read: only what changed is read again."""
    if before is None or before[0].size != image.size:
        return words(image, None, zoom)
    differs = (np.asarray(before[0]) != np.asarray(image)).any(axis=2)
    if not differs.any():
        return before[1]
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    area = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    area = _grown((area,), 20 * zoom, image)  # with the whole button around a changed word
    area, narrower = _with_whole_words(area, before[1], image), area
    while area != narrower:  # no word at the edge is read in half
        area, narrower = _with_whole_words(area, before[1], image), area
    kept = [one for one in before[1] if not _meet(area, one)]
    return kept + words(image, area, zoom)


def _meet(area: Area, seen: Seen) -> bool:
    return seen.left < area[2] and seen.right > area[0] and seen.top < area[3] and seen.bottom > area[1]


def _with_whole_words(area: Area, seen: Sequence[Seen], image: Image.Image) -> Area:
    cut = [(one.left, one.top, one.right, one.bottom) for one in seen if _meet(area, one)]
    return _grown((area, *cut), 0, image)


def _grown(areas: Sequence[Area], by: int, image: Image.Image) -> Area:
    left, top, right, bottom = zip(*areas, strict=True)
    low, high = (max(0, min(left) - by), max(0, min(top) - by)), (max(right) + by, max(bottom) + by)
    return (*low, min(image.width, high[0]), min(image.height, high[1]))


def _read(paper: Paper, layout: str, zoom: int) -> list[Seen]:
    """Words of dark letters on white, by Tesseract."""
    factor = 2 if zoom == 1 else 1
    image = ImageOps.expand(Image.fromarray(paper), MARGIN, 255)
    buffer = io.BytesIO()
    image.resize((image.width * factor, image.height * factor), Image.Resampling.BICUBIC).save(buffer, "PNG")
    command = ["tesseract", "-", "-", "--dpi", "192", "--psm", layout, "tsv"]
    one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}  # more wait for one another on a busy machine
    ran = subprocess.run(command, input=buffer.getvalue(), env=one_thread, capture_output=True, check=True)
    found = []
    for line in ran.stdout.decode().splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) == 12 and cells[11].strip() and float(cells[10]) > 20:
            x, y, w, h = (int(cell) // factor for cell in cells[6:10])
            found.append(_moved(Seen(cells[11], x, y, x + w, y + h), -MARGIN, -MARGIN))
    return found


def _moved(seen: Seen, right: int, down: int) -> Seen:
    return Seen(seen.text, seen.left + right, seen.top + down, seen.right + right, seen.bottom + down)


def _holds(area: Area, point: tuple[int, int]) -> bool:
    left, top, right, bottom = area
    return left <= point[0] <= right and top <= point[1] <= bottom


def _on_white(grey: Grey, buttons: Sequence[Area], zoom: int) -> Paper:
    """Letters dark on white; those on a filled button, too."""
    white = (255 - np.abs(grey - _background(grey, CELL * zoom))).astype(np.uint8)
    ink = white < 180
    frames = _long(ink, 30 * zoom) | _long(ink.T, 15 * zoom).T  # they hide the words that they are around
    white[_wider(frames)] = 255
    for left, top, right, bottom in buttons:
        white[max(0, top - 6) : bottom + 6, max(0, left - 6) : right + 6] = 255
        white[top:bottom, left:right] = _inverted(grey, (left, top, right, bottom))
    return np.asarray(ImageOps.autocontrast(Image.fromarray(white)))


def _inverted(grey: Grey, button: Area) -> Paper:
    """The letters of a filled button, dark on white."""
    left, top, right, bottom = button
    inside = grey[top:bottom, left:right]
    fill = int(np.bincount(inside.ravel(), minlength=256).argmax())
    differs = np.abs(inside - fill).astype(np.int32)
    return (255 - differs * 255 // max(1, int(differs.max()))).astype(np.uint8)


def _background(grey: Grey, cell: int) -> Grey:
    """The most frequent brightness around each cell: a page may be white between dark panels."""
    height, width = grey.shape
    local = np.empty_like(grey)
    for top in range(0, height, cell):
        for left in range(0, width, cell):
            around = grey[max(0, top - cell) : top + 2 * cell, max(0, left - cell) : left + 2 * cell]
            local[top : top + cell, left : left + cell] = np.bincount(around.ravel(), minlength=256).argmax()
    return local


def _wider(flags: Flags) -> Flags:
    """With the pixels beside them."""
    padded = np.pad(flags, 1)
    sides = (padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:], flags)
    wider: Flags = np.logical_or.reduce(sides)
    return wider


def _long(ink: Flags, least: int) -> Flags:
    """Where horizontal runs of ink have at least that length."""
    if ink.shape[1] < least:
        return np.zeros_like(ink)
    whole = np.lib.stride_tricks.sliding_window_view(ink, least, axis=1).all(axis=2)
    padded = np.pad(whole, ((0, 0), (least - 1, least - 1)))
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, least, axis=1).any(axis=2))


def _filled(grey: Grey, zoom: int) -> list[Area]:
    """Boxes of another brightness than above and below, high enough for words: their first and last rows are whole.

    Rounded corners make the rows at top and bottom shorter; of boxes in one another, the highest one counts.
    """
    rows: dict[tuple[int, int, int], list[int]] = {}
    for y in range(grey.shape[0]):
        cuts = np.flatnonzero(np.diff(grey[y])) + 1
        starts, ends = np.r_[0, cuts], np.r_[cuts, grey.shape[1]]
        for start, end in zip(starts[ends - starts >= BUTTON], ends[ends - starts >= BUTTON], strict=True):
            shade = int(grey[y, start])
            rows.setdefault((shade, int(start), int(end)), []).append(y)
    boxes = [
        (shade, (left, top, right, bottom))
        for (shade, left, right), ys in rows.items()
        for top, bottom in _joined_by(ys, grey[:, left] == shade)
    ]
    high = [(shade, box) for shade, box in boxes if 12 <= box[3] - box[1] <= 120]
    whole = [(shade, box) for shade, box in high if grey[(box[1] + box[3]) // 2, box[0] + 4] == shade]  # no frame alone
    alone: list[Area] = []
    for box in sorted((box for shade, box in whole if _stands_out(grey, shade, box, zoom)), key=lambda b: b[1] - b[3]):
        if not any(_holds(other, ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)) for other in alone):
            alone.append(box)
    return alone


def _joined_by(rows: Sequence[int], edge: Flags) -> list[tuple[int, int]]:
    """Ranges of rows, in order, that an edge joins: buttons of one width below one another are several."""
    ranges: list[tuple[int, int]] = []
    for y in rows:
        if ranges and edge[ranges[-1][1] : y].all():
            ranges[-1] = (ranges[-1][0], y + 1)
        else:
            ranges.append((y, y + 1))
    return ranges


def _stands_out(grey: Grey, shade: int, box: Area, zoom: int) -> bool:
    left, top, right, bottom = box
    far = 6 + 8 * zoom  # rounded corners and a frame of the focus may be between
    sides = [range(top - far, top - 3, 4), range(bottom + 3, bottom + far, 4)]
    beside = [[grey[y, left:right] for y in side if 0 <= y < grey.shape[0]] for side in sides]
    return all(any(abs(shade - float(np.median(row))) > 60 for row in rows) for rows in beside if rows)


def lines(seen: Sequence[Seen]) -> list[list[Seen]]:
    """Words that are beside one another, from top to bottom."""
    rows: list[list[Seen]] = []
    for word in sorted(seen, key=lambda one: (one.top + one.bottom, one.left)):
        for row in reversed(rows[-6:]):
            if abs(row[0].middle[1] - word.middle[1]) < (word.bottom - word.top) * 0.7:
                row.append(word)
                break
        else:
            rows.append([word])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def find(seen: Sequence[Seen], wanted: str) -> list[Seen]:
    """Where the words are, best first; they have to be beside one another."""
    wanted_letters, count = plain(wanted), len(wanted.split())
    found: list[tuple[float, Seen]] = []
    for first in seen:
        part = [first]
        while True:
            alike = SequenceMatcher(None, wanted_letters, plain("".join(one.text for one in part))).ratio()
            if alike >= ALIKE:
                found.append((alike, _joined(part)))
            following = _following(seen, part[-1])
            if following is None or len(part) > count:
                break
            part.append(following)
    found.sort(key=lambda one: (-one[0], one[1].top, one[1].left))
    return [seen for _, seen in found]


def _following(seen: Sequence[Seen], word: Seen) -> Seen | None:
    """The word that a reader reads next on the same line."""

    def near(other: Seen) -> bool:
        low, high = min(word.bottom, other.bottom), max(word.top, other.top)
        least = min(word.bottom - word.top, other.bottom - other.top)
        gap = other.left - word.right
        return low - high > least * 0.5 and -2 <= gap < 1.6 * max(word.bottom - word.top, other.bottom - other.top)

    return min((other for other in seen if other is not word and near(other)), key=lambda o: o.left, default=None)


def _joined(part: Sequence[Seen]) -> Seen:
    text = " ".join(one.text for one in part)
    return Seen(text, part[0].left, min(p.top for p in part), part[-1].right, max(p.bottom for p in part))


def letters(text: str) -> str:
    """Its letters and digits alone: OCR confuses the rest."""
    return _NOT_A_LETTER.sub("", text)


def plain(text: str) -> str:
    """Its letters and digits alone, small or large."""
    return letters(text).casefold()


def text(seen: Sequence[Seen]) -> str:
    """All words, line by line."""
    return "\n".join(" ".join(one.text for one in row) for row in lines(seen))


def bears(seen: Sequence[Seen], wanted: str, *, alone: bool) -> bool:
    """Whether the words are among those that are seen; `alone` means that most of what is seen is theirs."""
    found = find(seen, wanted)
    return bool(found) and (not alone or len(plain(found[0].text)) * 2 > len(plain(text(seen))))


def titles(seen: Sequence[Seen], left: int, wanted: str) -> bool:
    """Whether the words are the title of a field: all that is before it, or all that is in it while it is empty.

    Arguments:
        left: where the field begins; what a person typed into it may contain the same words.
    """
    outside = [one for one in seen if one.middle[0] < left]
    inside = [one for one in seen if one.middle[0] >= left]
    return bears(outside, wanted, alone=True) or bears(inside, wanted, alone=True)


def gained(before: Image.Image, after: Image.Image) -> list[Area]:
    """The changed areas that stand out more than before, the largest first: a frame or an underline appeared there.

    A frame, an underline or a highlight adds edges at the rim of what changed, whatever it is drawn on. Inside,
    the edges of letters may get weaker: on a highlight, and around the words of a button that has the focus.
    """
    was, now = (np.asarray(image.convert("L")).astype(np.int16) for image in (before, after))
    apart = LINES_APART * (1 if before.width <= SMALL else 2)  # what is lost above is not in one area with a gain
    return [area for area in changed(before, after, apart) if _edges_at_rim(now, area) > _edges_at_rim(was, area)]


def _edges_at_rim(grey: Grey, area: Area) -> int:
    """Differences of brightness between neighboring pixels at the rim of an area and beside it."""
    left, top, right, bottom = area
    inside = (left + RIM, top + RIM, max(left + RIM, right - RIM), max(top + RIM, bottom - RIM))
    return _edges(grey, (max(0, left - 2), max(0, top - 2), right + 2, bottom + 2)) - _edges(grey, inside)


def _edges(grey: Grey, area: Area) -> int:
    left, top, right, bottom = area
    part = grey[top:bottom, left:right]
    return sum(int(np.abs(np.diff(part, axis=axis)).sum(dtype=np.int64)) for axis in (0, 1))


def changed(before: Image.Image, after: Image.Image, apart: int = 12) -> list[Area]:
    """The areas that differ, the largest first; a blinking caret counts for none.

    Arguments:
        apart: rows of pixels without a change that separate two areas.
    """
    if before.size != after.size:
        return [(0, 0, *after.size)]
    if before.tobytes() == after.tobytes():
        return []
    differs = (np.asarray(before) != np.asarray(after)).any(axis=2)
    if not differs.any():
        return []
    rows = _runs(differs.any(axis=1), apart)
    areas: list[Area] = []
    for top, bottom in rows:
        for left, right in _runs(differs[top:bottom].any(axis=0), 24):
            parts = [(left + a, left + b) for a, b in _runs(differs[top:bottom, left:right].any(axis=0), 6)]
            high = [int(differs[top:bottom, a:b].any(axis=1).sum()) for a, b in parts]
            frames = min(high) >= FRAME * (1 if before.width <= SMALL else 2)  # of two buttons, not letters of a word
            for a, b in parts if frames else [(left, right)]:
                own = np.flatnonzero(differs[top:bottom, a:b].any(axis=1))  # what is beside it may be higher
                areas += [(a, top + int(own[0]), b, top + int(own[-1]) + 1)] if b - a > 4 else []
    return sorted(areas, key=lambda a: (a[0] - a[2]) * (a[3] - a[1]))


def _runs(flags: np.ndarray, gap: int) -> list[tuple[int, int]]:
    """Ranges of true values; a gap of up to `gap` false ones does not end a range."""
    places = np.flatnonzero(flags)
    cuts = np.flatnonzero(np.diff(places) > gap)
    starts, ends = np.r_[places[0], places[cuts + 1]], np.r_[places[cuts], places[-1]]
    return [(int(a), int(b) + 1) for a, b in zip(starts, ends, strict=True)]
