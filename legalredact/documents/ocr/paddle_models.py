"""PaddleOCR's three models on onnxruntime: where lines are, which way up they stand, what they say.

They are the ones that rapidocr ships in its wheel. Of that package nothing else is used: its code needs OpenCV, which
brings 150 MB of films' and networks' libraries along.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image

from legalredact.documents.ocr.geometry import Quad, sides
from legalredact.documents.ocr.text_detection import lines_of
from legalredact.neural import onnxruntime

Pixels = np.ndarray[Any, np.dtype[np.uint8]]
"""Height × width × 3, in the order blue, green, red that the models were trained on."""

SIDE = 32
"""The model that finds lines wants sides that are multiples of so many pixels."""

_HEIGHT = 48  # of a line's picture, for both models that look at lines
_TURN_WIDTH = 192
_LEAST_WIDTH = 320
_TURNED_AT_ONCE = 6
_ROOM = 2  # pixels around a line that the bicubic filter looks at


@dataclass(frozen=True, slots=True)
class RecognizedLine:
    """What one line says.

    Arguments:
        text: spaces included. confidences: one a character, 0 to 1.
        columns: time step of each character that is no space. width: time steps of the whole line.
    """

    text: str = field(repr=False)
    confidences: tuple[float, ...]
    columns: tuple[int, ...]
    width: float


class Models:
    """The three models, loaded.

    Arguments:
        threads: cores that one picture may keep busy.
        finding, turning, reading: their files.
    """

    def __init__(self, threads: int, finding: Path, turning: Path, reading: Path) -> None:
        self._finding, self._turning, self._reading = (_session(path, threads) for path in (finding, turning, reading))
        letters = self._reading.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._alphabet = ("", *letters, " ")  # the first means "no letter here"

    def find(self, pixels: Pixels) -> list[Quad]:
        """Corners of every line, as if all ran from left to right; both sides of `pixels` are multiples of `SIDE`."""
        return lines_of(_run_model(self._finding, _scaled(pixels)[None])[0, 0])

    def upside_down(self, crops: Sequence[Pixels]) -> list[float]:
        """How likely each line stands upside down, 0 to 1."""
        chances: list[float] = []
        for first in range(0, len(crops), _TURNED_AT_ONCE):
            some = [_on_height(crop, _TURN_WIDTH) for crop in crops[first : first + _TURNED_AT_ONCE]]
            chances += _run_model(self._turning, _beside(some, _TURN_WIDTH))[:, 1].tolist()
        return chances

    def read(self, crops: Sequence[Pixels]) -> list[RecognizedLine]:
        """What the lines say; one after the other, which takes less time and memory than several at once."""
        return [self._read(crop) for crop in crops]

    def _read(self, crop: Pixels) -> RecognizedLine:
        width = max(_LEAST_WIDTH, _HEIGHT * crop.shape[1] // crop.shape[0])
        picture = _on_height(crop, width)
        (chances,) = _run_model(self._reading, _beside([picture], width))
        return self._decoded(chances, len(chances) * picture.shape[1] / width)

    def _decoded(self, chances: np.ndarray[Any, Any], width: float) -> RecognizedLine:
        """The likeliest letter of each step; the same in a row is one, unless a step without a letter parts them."""
        best = chances.argmax(axis=1)
        begins = best != 0
        begins[1:] &= best[1:] != best[:-1]
        steps = np.flatnonzero(begins)
        letters = [self._alphabet[number] for number in best[steps].tolist()]
        columns = tuple(step for step, letter in zip(steps.tolist(), letters, strict=True) if not letter.isspace())
        return RecognizedLine("".join(letters), tuple(chances[steps, best[steps]].tolist()), columns, width)


def crop_of(pixels: Pixels, quad: Quad) -> Pixels:
    """The picture of a line, laid level; beyond the edge of `pixels` it goes on as it is there."""
    width, height = (max(1, int(side)) for side in sides(quad))
    (left, top), (right, bottom) = np.floor(quad.min(axis=0)) - _ROOM, np.ceil(quad.max(axis=0)) + _ROOM
    rows = np.clip(np.arange(int(top), int(bottom) + 1), 0, pixels.shape[0] - 1)
    columns = np.clip(np.arange(int(left), int(right) + 1), 0, pixels.shape[1] - 1)
    around = PIL.Image.fromarray(pixels[rows[:, None], columns])
    (ax, ay), (bx, by) = (quad[1] - quad[0]) / width, (quad[3] - quad[0]) / height
    x, y = quad[0] - (left, top)
    mapping = tuple(map(float, (ax, bx, x, ay, by, y)))
    level = around.transform((width, height), PIL.Image.Transform.AFFINE, mapping, PIL.Image.Resampling.BICUBIC)
    return np.asarray(level, dtype=np.uint8)


def _session(path: Path, threads: int) -> Any:
    runtime = onnxruntime()
    options = runtime.SessionOptions()
    options.log_severity_level = 4  # its warnings would go to standard error
    options.enable_cpu_mem_arena = False  # it would keep the memory of the largest picture
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _run_model(session: Any, pictures: np.ndarray[Any, Any]) -> Any:
    (answer, *_) = session.run(None, {session.get_inputs()[0].name: pictures})
    return answer


def _scaled(pixels: Pixels) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Colours from -1 to 1, one layer after the other, as the models want them."""
    return np.ascontiguousarray(pixels.transpose(2, 0, 1), dtype=np.float32) / np.float32(127.5) - np.float32(1)


def _on_height(crop: Pixels, most: int) -> Pixels:
    """A line's picture at the height of the models, its width in proportion, `most` at the most."""
    height, width = crop.shape[:2]
    size = (min(most, -(-_HEIGHT * width // height)), _HEIGHT)
    return np.asarray(PIL.Image.fromarray(crop).resize(size, PIL.Image.Resampling.BILINEAR), dtype=np.uint8)


def _beside(pictures: Sequence[Pixels], width: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Several lines as one question, grey to the right of each."""
    together = np.zeros((len(pictures), 3, _HEIGHT, width), dtype=np.float32)
    for place, picture in zip(together, pictures, strict=True):
        place[:, :, : picture.shape[1]] = _scaled(picture)
    return together
