"""An eye: the words on a screen by OCR, and the place that changed between two looks at it."""

import io
import itertools
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
BUTTON = 60
"""Pixels of width that a filled button has at least."""
CELL = 16
"""Pixels of a square that has one background, if letters have their usual size."""
FRAME = 20
"""Pixels of height that the frame of a button has, and a letter has not."""
_NOT_A_LETTER = re.compile(r"[\W_]+")
Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Grey = np.ndarray[tuple[int, ...], np.dtype[np.int16]]
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
    grey = _on_white(part, zoom)
    factor = 2 if zoom == 1 else 1
    buffer = io.BytesIO()
    grey.resize((grey.width * factor, grey.height * factor), Image.Resampling.BICUBIC).save(buffer, "PNG")
    command = ["tesseract", "-", "-", "--dpi", "192", "--psm", "11", "tsv"]
    one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}  # more wait for one another on a busy machine
    ran = subprocess.run(command, input=buffer.getvalue(), env=one_thread, capture_output=True, check=True)
    told = ran.stdout.decode()
    found = []
    for line in told.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) == 12 and cells[11].strip() and float(cells[10]) > 20:
            x, y, w, h = (int(cell) // factor for cell in cells[6:10])
            found.append(Seen(cells[11], left + x, top + y, left + x + w, top + y + h))
    return found


def _on_white(part: Image.Image, zoom: int) -> Image.Image:
    """Letters dark on white; those on a filled button, too."""
    grey = np.asarray(part.convert("L")).astype(np.int16)
    white = (255 - np.abs(grey - _background(grey, CELL * zoom))).astype(np.uint8)
    ink = white < 180
    frames = _long(ink, 30 * zoom) | _long(ink.T, 15 * zoom).T  # they hide the words that they are around
    white[_wider(frames)] = 255
    for left, top, right, bottom in _filled(grey):
        fill = grey[top, (left + right) // 2]
        most = max(1, int(np.abs(grey[top:bottom, left:right] - fill).max()))
        white[top - 6 : bottom + 6, left - 6 : right + 6] = 255
        white[top:bottom, left:right] = 255 - np.abs(grey[top:bottom, left:right] - fill).astype(np.int32) * 255 // most
    return ImageOps.autocontrast(Image.fromarray(white))


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


def _filled(grey: Grey) -> list[Area]:
    """Boxes of another brightness than above and below, high enough for words: their first and last rows are whole."""
    rows: dict[tuple[int, int, int], list[int]] = {}
    for y in range(grey.shape[0]):
        cuts = np.flatnonzero(np.diff(grey[y])) + 1
        starts, ends = np.r_[0, cuts], np.r_[cuts, grey.shape[1]]
        for start, end in zip(starts[ends - starts >= BUTTON], ends[ends - starts >= BUTTON], strict=True):
            shade = int(grey[y, start])
            rows.setdefault((shade, int(start), int(end)), []).append(y)
    boxes = [(shade, (left, min(ys), right, max(ys) + 1)) for (shade, left, right), ys in rows.items()]
    high = [(shade, box) for shade, box in boxes if 12 <= box[3] - box[1] <= 120]
    whole = [(shade, box) for shade, box in high if grey[(box[1] + box[3]) // 2, box[0] + 4] == shade]  # no frame alone
    return [box for shade, box in whole if _stands_out(grey, shade, box)]


def _stands_out(grey: Grey, shade: int, box: Area) -> bool:
    left, top, right, bottom = box
    sides = [range(top - 12, top - 3, 4), range(bottom + 3, bottom + 12, 4)]  # a frame of the focus may be between
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
    """Where the words are, best first; they have to be on one line."""
    plain, count = _plain(wanted), len(wanted.split())
    found: list[tuple[float, Seen]] = []
    for row in lines(seen):
        for first in range(len(row)):
            for last in range(first + max(1, count - 1), min(len(row), first + count + 1) + 1):
                part = row[first:last]
                alike = SequenceMatcher(None, plain, _plain("".join(one.text for one in part))).ratio()
                if alike >= ALIKE and _close(part):
                    found.append((alike, _joined(part)))
    found.sort(key=lambda one: (-one[0], one[1].top, one[1].left))
    return [seen for _, seen in found]


def _close(part: Sequence[Seen]) -> bool:
    height = max(one.bottom - one.top for one in part)
    return all(after.left - before.right < 1.6 * height for before, after in itertools.pairwise(part))


def _joined(part: Sequence[Seen]) -> Seen:
    text = " ".join(one.text for one in part)
    return Seen(text, part[0].left, min(p.top for p in part), part[-1].right, max(p.bottom for p in part))


def _plain(text: str) -> str:
    return _NOT_A_LETTER.sub("", text.casefold())


def text(seen: Sequence[Seen]) -> str:
    """All words, line by line."""
    return "\n".join(" ".join(one.text for one in row) for row in lines(seen))


def bears(seen: Sequence[Seen], wanted: str, *, alone: bool) -> bool:
    """Whether the words are among those that are seen; `alone` means that most of what is seen is theirs."""
    found = find(seen, wanted)
    return bool(found) and (not alone or len(_plain(found[0].text)) * 2 > len(_plain(text(seen))))


def gained(before: Image.Image, after: Image.Image) -> list[Area]:
    """The changed areas that stand out more than before, the largest first: a frame or an underline appeared there.

    Where one disappeared, the pixels that changed are closer now to what surrounds them.
    """
    was, now = (np.asarray(image.convert("L")).astype(np.int16) for image in (before, after))

    def more(area: Area) -> bool:
        left, top, right, bottom = area
        paper = _surrounding(now, area)
        old, new = was[top:bottom, left:right], now[top:bottom, left:right]
        return int((np.abs(new - paper) - np.abs(old - paper)).sum()) > 0

    return [area for area in changed(before, after) if more(area)]


def _surrounding(grey: Grey, area: Area) -> int:
    """The most frequent brightness in a ring around an area."""
    left, top, right, bottom = area
    outer = grey[max(0, top - 4) : bottom + 4, max(0, left - 4) : right + 4]
    ring = np.ones(outer.shape, np.bool_)
    ring[min(top, 4) : min(top, 4) + bottom - top, min(left, 4) : min(left, 4) + right - left] = False
    around = outer[ring] if ring.any() else outer.ravel()
    return int(np.bincount(around, minlength=256).argmax())


def changed(before: Image.Image, after: Image.Image) -> list[Area]:
    """The areas that differ, the largest first; a blinking caret counts for none."""
    if before.size != after.size:
        return [(0, 0, *after.size)]
    if before.tobytes() == after.tobytes():
        return []
    differs = (np.asarray(before) != np.asarray(after)).any(axis=2)
    if not differs.any():
        return []
    rows = _runs(differs.any(axis=1), 12)
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
