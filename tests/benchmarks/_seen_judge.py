"""What a person sees in a copy, judged by PDFium's drawings at 150 dpi. It shares no code with the program.

Ink is anything that differs from the same page without the name, or from its paper. All masks are arrays of pixels.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pypdfium2

DPI = 150
_STEP = 48
"""Levels by which ink differs from its paper."""

_FRAGMENT = 8
"""Pixels of a stroke, or of a line, that count as seen."""

_REACH = 10
"""Pixels within which ink is compared with its surroundings."""

_COLOURED = 70
_LEAST_CONTRAST = 60

Pixels = npt.NDArray[np.int16]
Mask = npt.NDArray[np.bool_]
Place = tuple[float, float, float, float]


def pages(content: bytes, widths: Sequence[float] = ()) -> list[tuple[Pixels, float]]:
    """Each page as a reader shows it, and its width in points; `widths` are those of pages to compare with."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    found = []
    for number in range(len(document)):
        page = document[number]
        width = widths[number] if number < len(widths) else page.get_width()
        scale = DPI / 72 * width / page.get_width()
        image = page.render(scale=min(scale, 12_000 / page.get_width())).to_pil().convert("RGB")
        found.append((np.asarray(image).astype(np.int16), width))
        page.close()
    document.close()
    return found


def unseen(copy: Pixels, place: Place) -> bool:
    """Whether a box has no edge: neither it nor a border of it differs from what is around it.

    An edge on the edge of the page has nothing around it; a page may be as small as one word.
    """
    x0, y0, x1, y1 = clipped(place, copy)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return True
    gray = copy.mean(axis=2)
    samples = []
    for x in np.linspace(x0 + 1, x1 - 2, 40).astype(int):
        samples += [gray[y - 4 : y + 4, x] for y in (y0, y1) if 4 <= y <= gray.shape[0] - 4]
    for y in np.linspace(y0 + 1, y1 - 2, 12).astype(int):
        samples += [gray[y, x - 4 : x + 4] for x in (x0, x1) if 4 <= x <= gray.shape[1] - 4]
    edged = [float(np.ptp(sample)) > _LEAST_CONTRAST for sample in samples]
    inner = gray[y0 + 2 : y1 - 2, x0 + 2 : x1 - 2]
    solid = inner.size == 0 or max((inner < 64).mean(), (inner > 192).mean()) > 0.35
    return sum(edged) < 0.6 * len(edged) or not solid


def clipped(place: Place, picture: Pixels) -> tuple[int, int, int, int]:
    """A rectangle in points as pixels of the picture."""
    x0, y0, x1, y1 = (value * DPI / 72 for value in place)
    height, width = picture.shape[:2]
    return max(0, int(x0)), max(0, int(y0)), min(width, int(x1 + 0.999)), min(height, int(y1 + 0.999))


def covered(places: Sequence[Place], picture: Pixels) -> Mask:
    """Pixels under boxes."""
    mask = np.zeros(picture.shape[:2], dtype=np.bool_)
    for place in places:
        left, top, right, bottom = clipped(place, picture)
        mask[top:bottom, left:right] = True
    return mask


def beside(places: Sequence[Place], picture: Pixels, *, whole_lines: bool) -> Mask:
    """Where a box may change what is seen: around it, as far as `dark` looks; or its line across the page."""
    more = 1.0 + _REACH * 72 / DPI
    wide = [(x0 - more, y0 - more, x1 + more, y1 + more) for x0, y0, x1, y1 in places]
    for x0, y0, x1, y1 in places if whole_lines else ():
        high = 0.4 * min(x1 - x0, y1 - y0) + more
        level = x1 - x0 > y1 - y0
        wide.append((-1e6, y0 - high, 1e6, y1 + high) if level else (x0 - high, -1e6, x1 + high, 1e6))
    return covered(wide, picture)


def ink(picture: Pixels, paper: Pixels) -> Mask:
    """Where two pictures differ."""
    height, width = min(picture.shape[0], paper.shape[0]), min(picture.shape[1], paper.shape[1])
    found = np.zeros(picture.shape[:2], dtype=np.bool_)
    found[:height, :width] = (np.abs(picture[:height, :width] - paper[:height, :width]) > _STEP).any(axis=2)
    return found


def dark(picture: Pixels) -> Mask:
    """Pixels that differ from their surroundings, of about a letter's height: letters and lines, on any paper."""
    gray = picture.mean(axis=2)
    found: Mask = np.abs(gray - _smoothed(gray, _REACH)) > 20
    return found


def _smoothed(gray: npt.NDArray[np.float64], reach: int) -> npt.NDArray[np.float64]:
    total = np.cumsum(np.cumsum(np.pad(gray, ((reach + 1, reach), (reach + 1, reach)), mode="edge"), 0), 1)
    side = 2 * reach + 1
    area = total[side:, side:] - total[:-side, side:] - total[side:, :-side] + total[:-side, :-side]
    return area / side**2


def grown(mask: Mask, reach: int) -> Mask:
    """Pixels within `reach` of a mask."""
    found = mask.copy()
    for _ in range(reach):
        wide = found.copy()
        wide[1:] |= found[:-1]
        wide[:-1] |= found[1:]
        found = wide.copy()
        found[:, 1:] |= wide[:, :-1]
        found[:, :-1] |= wide[:, 1:]
    return found


def fragments(mask: Mask) -> Iterator[Mask]:
    """Connected parts of a mask that are large enough to be seen, each as a mask."""
    left = mask.copy()
    while left.any():
        start = np.unravel_index(int(left.argmax()), left.shape)
        part = np.zeros_like(left)
        part[start] = True
        y0, y1 = int(start[0]), int(start[0]) + 1
        x0, x1 = int(start[1]), int(start[1]) + 1
        size = 0
        while size != int(part[y0:y1, x0:x1].sum()):
            size = int(part[y0:y1, x0:x1].sum())
            y0, y1, x0, x1 = max(0, y0 - 8), y1 + 8, max(0, x0 - 8), x1 + 8
            window = (slice(y0, y1), slice(x0, x1))
            for _ in range(8):
                part[window] = grown(part[window], 1) & left[window]
        left &= ~part
        if size >= _FRAGMENT:
            yield part


def count_fragments(mask: Mask, most: int = 20) -> int:
    """How many parts a mask has, at most `most`."""
    return sum(1 for _ in zip(range(most), fragments(mask), strict=False))


def left_of_name(original: Pixels, blank: Pixels, copy: Pixels, boxes: Sequence[Place]) -> int:
    """How many pieces of the name's strokes the copy still shows, with paper around them."""
    name = ink(original, blank)
    uncovered = name & ~grown(covered(boxes, original), 1)
    copied = fitted(copy, original)
    remains = 0
    for part in fragments(uncovered):
        near = grown(part, 2)
        ring = near & ~grown(name, 1) & ~covered(boxes, original)
        same = (np.abs(copied - original).max(axis=2) < 2 * _STEP)[part].mean()
        paper = (np.abs(copied - original).max(axis=2) < 2 * _STEP)[ring].mean() if ring.any() else 1.0
        remains += bool(same > 0.8 and paper > 0.8)
    return remains


def fitted(copy: Pixels, original: Pixels) -> Pixels:
    """A picture cut or filled up to the size of another."""
    found = np.full_like(original, 255)
    height, width = min(copy.shape[0], original.shape[0]), min(copy.shape[1], original.shape[1])
    found[:height, :width] = copy[:height, :width]
    return found


def differences(original: Pixels, copy: Pixels, exempt: Mask) -> dict[str, int]:
    """What appears, what is lost, and whether color is, outside the exempt places; in fragments of ink."""
    copy = fitted(copy, original)
    before, after = dark(original), dark(copy)
    free = ~exempt & (np.abs(original - copy) > 24).any(axis=2)
    smooth = (np.roll(original, 1, 1) + original + np.roll(original, -1, 1)) // 3  # letters in fields have fringes
    strong, pale = np.ptp(smooth, axis=2) > _COLOURED, np.ptp(grown_max(copy), axis=2) < _COLOURED / 3
    return {
        "appears": count_fragments(after & ~grown(before, 3) & free),
        "lost": count_fragments(before & ~grown(after, 3) & free),
        "color": int((strong & pale & free).sum() > 30),
        "ground": int(_other_ground(original, copy)[~_any_block(exempt)].sum()),
    }


def grown_max(picture: Pixels) -> Pixels:
    """The strongest color near each pixel."""
    spread = np.ptp(picture, axis=2)
    best = picture.copy()
    for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
        other, near = np.roll(spread, step, axis), np.roll(picture, step, axis)
        better = other > np.ptp(best, axis=2)
        best[better] = near[better]
    return best


def _other_ground(original: Pixels, copy: Pixels) -> Mask:
    """Squares in which all of the copy is lighter or darker than all of the original, but for a tenth."""
    (low, high), (least, most) = _range(original), _range(copy)
    return np.asarray(((least > high + 40) | (most < low - 40)).any(axis=2))


def _range(picture: Pixels, side: int = 10) -> npt.NDArray[np.float64]:
    height, width = picture.shape[0] // side * side, picture.shape[1] // side * side
    tiles = picture[:height, :width].reshape(height // side, side, width // side, side, 3)
    return np.percentile(tiles.transpose(0, 2, 1, 3, 4).reshape(height // side, width // side, -1, 3), (10, 90), axis=2)


def _any_block(mask: Mask, side: int = 10) -> Mask:
    height, width = mask.shape[0] // side * side, mask.shape[1] // side * side
    blocks: Mask = np.asarray(mask[:height, :width].reshape(height // side, side, width // side, side).any(axis=(1, 3)))
    return blocks


def protruding(original: Pixels, copy: Pixels, boxes: Sequence[Place]) -> int:
    """For files without a twin: boxes out of which a stroke of a covered letter sticks that the copy still shows."""
    strokes = dark(original) & (original.mean(axis=2) < 140)
    kept = dark(fitted(copy, original)) & strokes
    found = 0
    for place in boxes:
        x0, y0, x1, y1 = clipped(place, original)
        room = max(4, int(0.8 * (y1 - y0)))
        top, left = max(0, y0 - room), max(0, x0 - room)
        window = (slice(top, y1 + room), slice(left, x1 + room))
        local = strokes[window]
        inner = np.zeros_like(local)
        third = max(1, (y1 - y0) // 4)
        inner[y0 - top + third : y1 - top - third, x0 - left + 3 : x1 - left - 3] = True
        part = local & inner
        for _ in range(2 * room):
            part = grown(part, 1) & local
        rows, columns = part.any(axis=1), part.any(axis=0)
        edge = rows[:1].any() or rows[-1:].any() or columns[:1].any() or columns[-1:].any()
        box = np.zeros_like(local)
        box[max(0, y0 - top - 1) : y1 - top + 1, max(0, x0 - left - 1) : x1 - left + 1] = True
        if not edge and int((part & ~box & kept[window]).sum()) >= _FRAGMENT:
            found += 1
    return found


def texts_under(content: bytes, boxes: Sequence[tuple[int, Place]], labels: Sequence[str]) -> int:
    """How many boxes have letters under them that are no label."""
    allowed = "".join(re.sub(r"\W", "", label) for label in labels)
    document = pypdfium2.PdfDocument(content)
    found = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        height = page.get_height()
        letters = []
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            if right > left and top > bottom:
                letters.append((text.get_text_range(at, 1), (left + right) / 2, height - (bottom + top) / 2))
        for where, (x0, y0, x1, y1) in boxes:
            if where != number + 1 or page.get_rotation():
                continue
            under = "".join(c for c, x, y in letters if x0 + 1 < x < x1 - 1 and y0 + 1 < y < y1 - 1)
            found += bool(set(re.sub(r"\W", "", under)) - set(allowed))
        text.close()
        page.close()
    document.close()
    return found


def words_of(content: bytes) -> str:
    """All text of a file, without white space."""
    document = pypdfium2.PdfDocument(content)
    said = []
    for number in range(len(document)):
        text = document[number].get_textpage()
        said.append(text.get_text_range())
        text.close()
    document.close()
    return re.sub(r"\s", "", "".join(said))
