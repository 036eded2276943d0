"""A packed box for every character. Boxes of words are exact; the letters of a word share it by their usual widths.

Exact boxes of characters would take more time than the rest of reading, and highlights do not need them. On court files
the side of a letter is off by 0.3 points in the median, and by less than 1.5 points in 95 of 100 cases. Redaction does
not use these boxes; it reads exact ones, glyph by glyph.
"""

from collections.abc import Sequence
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt

from legalredact.documents.layout.paragraphs import Paragraph


def _usual_widths() -> npt.NDArray[np.float64]:
    """Relative widths of Latin letters in text fonts; any other character counts as half an em."""
    widths = np.full(256, 0.5)
    for letters, width in (
        ("ABCDEFGHKLNOPQRSTUVXYZ&", 0.68),
        ("ijl'’|.,:;!ft()[]-/", 0.3),
        ("IJrs", 0.37),
        ("mwMW@%", 0.83),
    ):
        for letter in letters:
            if ord(letter) < 256:
                widths[ord(letter)] = width
    return widths


_WIDTHS = _usual_widths()


def packed_boxes(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> list[bytes]:
    """For each paragraph, four 32-bit floats (x0, y0, x1, y1) per character of its text; zeros between words.

    Arguments:
        texts: of the paragraphs.
    """
    words = [word for paragraph in paragraphs for line in paragraph.lines for word in line.words]
    if not words:
        return []
    sides = chain.from_iterable([(word.x0, word.y0, word.x1, word.y1) for word in words])
    places = np.fromiter(sides, dtype=np.float32, count=4 * len(words)).reshape(-1, 4)
    lengths = np.array([len(word.text) for word in words])
    boxes = _boxes(places, lengths, "".join([word.text for word in words]))
    ends = list(accumulate(len(text) + 1 for text in texts))
    return [boxes[end - len(text) - 1 : end - 1].tobytes() for text, end in zip(texts, ends, strict=True)]


def _boxes(places: npt.NDArray[np.float32], lengths: npt.NDArray[np.int64], letters: str) -> npt.NDArray[np.float32]:
    """Boxes of all letters, with a zero box after each word."""
    codes = np.frombuffer(letters.encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)
    widths = _WIDTHS[np.minimum(codes, 255)]
    ends = np.cumsum(widths)
    first = np.cumsum(lengths) - lengths
    left = ends[first] - widths[first]
    stretch = (places[:, 2] - places[:, 0]) / (ends[first + lengths - 1] - left)
    word = np.repeat(np.arange(len(lengths)), lengths)
    own = places[word]
    stretch = stretch[word]
    own[:, 2] = own[:, 0] + (ends - left[word]) * stretch
    own[:, 0] = own[:, 2] - widths * stretch
    sideways = ((places[:, 3] - places[:, 1]) > 2 * (places[:, 2] - places[:, 0])) & (lengths > 1)
    if sideways.any():
        own[sideways[word]] = places[word][sideways[word]]
    boxes = np.zeros((len(codes) + len(lengths), 4), dtype=np.float32)
    boxes[np.arange(len(codes)) + word] = own
    return boxes
