"""The embedded OCR: PaddleOCR's models, with our own scaling, words, second looks and reading order.

Lines are looked for on a small picture (fast) and read from the full one (exact). What is read badly is looked at again
from nearer, since a line that is lost could hold a name.
"""

import functools
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image

from legalredact.documents.ocr import geometry
from legalredact.documents.ocr.geometry import Box, Quad
from legalredact.documents.ocr.paddle_models import SIDE, Models, Pixels, RecognizedLine, crop_of
from legalredact.documents.ocr.reading_order import UprightText, reading_order
from legalredact.documents.ocr.word import OcrWord
from legalredact.documents.ocr.word_split import LinePart, split_line
from legalredact.resources import ResourceMissing

_MODELS = ("PP-OCRv6_det_small.onnx", "ch_ppocr_mobile_v2.0_cls_mobile.onnx", "PP-OCRv6_rec_small.onnx")
"""What finds lines, what tells which way up they stand, what reads them."""
_SEARCH_DPI = 120
_SEARCH_SIDES = (640, 1800)
_LARGEST_ZOOM = 3.0
_MARGIN = 32
_WEAK = 0.85
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _OcrLine:
    """A line as it was read: its corners in the picture and its words."""

    quad: Quad
    parts: tuple[LinePart, ...] = field(repr=False)

    @property
    def confidence(self) -> float:
        """Of the average letter."""
        letters = sum(len(part.text) for part in self.parts)
        return sum(part.confidence * len(part.text) for part in self.parts) / letters if letters else 0.0

    @property
    def digits(self) -> bool:
        """Whether it is nothing but a short number."""
        text = "".join(part.text for part in self.parts)
        return text.isdigit() and len(text) <= 3


@functools.cache
def engine(threads: int) -> "EmbeddedEngine":
    """The engine of this process; loading its models takes a second and 150 MB, so it is made once."""
    return EmbeddedEngine(threads)


class EmbeddedEngine:
    """Reads words off pictures by the three models.

    Arguments:
        threads: cores that one picture may keep busy.

    Errors:
        ResourceMissing: the models are not in this installation.
    """

    def __init__(self, threads: int) -> None:
        self._models = Models(threads, *model_files())

    def recognize(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """Words of an RGB picture in reading order; `dpi` as near as it is known."""
        pixels = _pixels(image)
        lines = self._lines(image, pixels, _search_scale(image.size, dpi))
        return _in_order([better for line in lines for better in self._second_pass(image, pixels, line)])

    def recognize_missed(
        self, image: PIL.Image.Image, dpi: float, known: Sequence[Box], surely: Sequence[Box]
    ) -> tuple[OcrWord, ...]:
        """The same, of lines that another engine left: those in which none of its words lies, and those that do not run
        level in which none lies that it read surely.
        """
        quads = [
            quad
            for quad in self._find(image, _search_scale(image.size, dpi))
            if geometry.is_beside(quad, known if geometry.is_level(quad) else surely)
        ]
        if not quads:
            return ()
        pixels = _pixels(image)
        lines = self._read(pixels, self._upright(pixels, quads))
        return _in_order([better for line in lines for better in self._second_pass(image, pixels, line)])

    def _lines(self, image: PIL.Image.Image, pixels: Pixels, scale: float) -> list[_OcrLine]:
        """Every line of text, found on the picture at `scale` and read from the whole of it."""
        return self._read(pixels, self._upright(pixels, self._find(image, scale)))

    def _find(self, image: PIL.Image.Image, scale: float) -> list[Quad]:
        """Corners of every line of text, in pixels of `image`, as if all ran from left to right."""
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        method = PIL.Image.Resampling.BOX if scale < 1 else PIL.Image.Resampling.BICUBIC
        found = self._models.find(_framed(_pixels(image.resize(size, method))))
        return [((quad - _MARGIN) / scale).astype(np.float32) for quad in found]

    def _upright(self, pixels: Pixels, quads: Sequence[Quad]) -> list[Quad]:
        """The same corners, beginning where the text begins: pages lie on their side or upside down."""
        wide = sum(geometry.sides(quad)[0] for quad in quads if geometry.is_wide(quad))
        tall = sum(geometry.sides(quad)[1] for quad in quads if geometry.is_tall(quad))
        usual = 1 if tall > wide else 0
        turns = [1 if geometry.is_tall(q) else 0 if geometry.is_wide(q) else usual for q in quads]
        laid = [geometry.turned(quad, turn) for quad, turn in zip(quads, turns, strict=True)]
        votes = self._upside_down(pixels, laid)
        page = sum(votes[i] * geometry.sides(laid[i])[0] for i in range(len(laid)) if turns[i] == usual) > 0
        flips = [page if turn == usual else vote > 0 for turn, vote in zip(turns, votes, strict=True)]
        return [geometry.turned(quad, 2 if flip else 0) for quad, flip in zip(laid, flips, strict=True)]

    def _upside_down(self, pixels: Pixels, quads: Sequence[Quad]) -> list[int]:
        """For each line 1 (upside down), -1 (not) or 0 (not sure)."""
        chances = self._models.upside_down([crop_of(pixels, quad) for quad in quads])
        return [1 if chance >= _SURE else -1 if chance <= 1 - _SURE else 0 for chance in chances]

    def _read(self, pixels: Pixels, quads: Sequence[Quad]) -> list[_OcrLine]:
        """What the lines say; one that says nothing is left out."""
        crops = [crop_of(pixels, quad) for quad in quads]
        readings = self._models.read(crops)
        lines = [_OcrLine(quad, _parts(read, crop)) for quad, read, crop in zip(quads, readings, crops, strict=True)]
        return [line for line in lines if line.parts]

    def _second_pass(self, image: PIL.Image.Image, pixels: Pixels, line: _OcrLine) -> list[_OcrLine]:
        """The line, or what is seen there from nearer or the other way up if the first look was hard to read."""
        if line.confidence >= _WEAK:
            return [line]
        flipped = self._read(pixels, [geometry.turned(line.quad, 2)])
        return max([line], flipped, self._nearer(image, line.quad), key=_reading_score)

    def _nearer(self, image: PIL.Image.Image, quad: Quad) -> list[_OcrLine]:
        """The lines in the surroundings of `quad`, looked for at twice the scale."""
        x0, y0, x1, y1 = geometry.box_of(quad)
        margin = 0.4 * min(x1 - x0, y1 - y0)
        left, top = max(0, int(x0 - margin)), max(0, int(y0 - margin))
        part = image.crop((left, top, min(image.width, int(x1 + margin) + 1), min(image.height, int(y1 + margin) + 1)))
        scale = min(_LARGEST_ZOOM, _SEARCH_SIDES[1] / max(part.size))
        offset = np.array([left, top], dtype=np.float32)
        return [
            _OcrLine((line.quad + offset).astype(np.float32), line.parts)
            for line in self._lines(part, _pixels(part), scale)
        ]


def model_files() -> tuple[Path, ...]:
    """Where the models are.

    Errors: ResourceMissing if one is not in this installation.
    """
    return tuple(map(_model, _MODELS))


def _model(name: str) -> Path:
    """Path of a model: they lie in the package rapidocr, of which nothing is imported."""
    spec = importlib.util.find_spec("rapidocr")
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    path = Path(folders[0], "models", name) if folders else None
    if path is None or not path.is_file():
        raise ResourceMissing(f"The OCR model {name} is missing from this installation.", "Install LegalRedact again.")
    return path


def _pixels(image: PIL.Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(image, dtype=np.uint8)[:, :, ::-1])


def _framed(pixels: Pixels) -> Pixels:
    """With a margin in the colour of its edge: text at the edge is found then, and the sides suit the model."""
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    height, width = pixels.shape[:2]
    framed = np.empty((*(-(-(side + 2 * _MARGIN) // SIDE) * SIDE for side in (height, width)), 3), dtype=np.uint8)
    framed[:] = np.median(edge, axis=0)
    framed[_MARGIN : _MARGIN + height, _MARGIN : _MARGIN + width] = pixels
    return framed


def _search_scale(size: tuple[int, int], dpi: float) -> float:
    """At which scale lines are looked for: about 120 dots per inch, small pictures larger, posters smaller."""
    least, most = (side / max(size) for side in _SEARCH_SIDES)
    return min(_LARGEST_ZOOM, most, max(_SEARCH_DPI / dpi, least))


def _parts(read: RecognizedLine, crop: Pixels) -> tuple[LinePart, ...]:
    """The words of a line."""
    return split_line(read.text, read.confidences, read.columns, read.width, _ink(crop), crop.shape[0])


def _ink(crop: Pixels) -> np.ndarray[Any, Any]:
    """For each column of a line's picture, whether anything stands out from its paper."""
    grey = crop.mean(axis=2)
    paper = np.median(grey)
    contrast = max(40.0, 0.35 * float(np.abs(grey - paper).max()))
    inked: np.ndarray[Any, Any] = (np.abs(grey - paper) > contrast).any(axis=0)
    return inked


def _reading_score(lines: Sequence[_OcrLine]) -> float:
    """How much is read how surely: the sum over letters of what lies above a guess."""
    return sum(max(0.0, line.confidence - 0.5) * sum(len(part.text) for part in line.parts) for line in lines)


def _in_order(lines: Sequence[_OcrLine]) -> tuple[OcrWord, ...]:
    """Words with their paragraph and line, in reading order."""
    boxes = geometry.level_boxes([line.quad for line in lines]) if lines else []
    stretches = [UprightText(i, *box, digits=lines[i].digits) for i, box in enumerate(boxes)]
    words: list[OcrWord] = []
    number = -1
    for block, rows in enumerate(reading_order(stretches)):
        for row in rows:
            number += 1
            for line in (lines[stretch.index] for stretch in row):
                for part in line.parts:
                    quad = geometry.between(line.quad, part.start, part.end)
                    corners = () if geometry.is_level(line.quad) else geometry.corners_of(quad)
                    box = geometry.box_of(quad)
                    words.append(OcrWord(part.text, *box, part.confidence, number, block, corners))
    return tuple(words)
