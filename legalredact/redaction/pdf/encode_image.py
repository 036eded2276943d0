"""Encodes a page image for a PDF: black and white as CCITT group 4, all else as JPEG."""

import io
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import PIL.Image

_DARK, _LIGHT = 85, 170
_THRESHOLD = 150
_FAINT, _RUN = 235, 16
"""Gray level below which a pale line is visible, and the number of pixels that make a line."""

_TINT, _STRONG, _FEWEST = 20, 60, 12
"""Difference of the color channels in areas of color, such as cream paper, and in thin colored strokes, as of a link;
and the number of pixels of such strokes."""

_FLAT = 12
"""Gray levels by which neighbors may differ in an area of one tone."""

_LOST = 30
"""Pale pixels beside each other that black and white may lose; a dotted line has more."""

_FEW = 0.0004
"""Share of a page that may be in color or gray and still count as black and white."""

_STEP = 2
"""Sampling every second pixel of every second row is enough."""

_QUALITY = 72


@dataclass(frozen=True, slots=True)
class Packed:
    """An encoded image: the entries of its PDF dictionary, and its data."""

    width: int
    height: int
    entries: bytes
    data: bytes = field(repr=False)


def reduced(image: PIL.Image.Image) -> PIL.Image.Image:
    """The image with as few colors as it needs: mode "1", "L" or "RGB"."""
    if _coloured(np.asarray(image.convert("RGB"))):
        return image.convert("RGB")
    gray = image.convert("L")
    if _toned(np.asarray(gray)[::_STEP, ::_STEP]):
        return gray
    return _black_and_white(gray) or gray


def packed(image: PIL.Image.Image) -> Packed:
    """An image in one of the modes of `reduced`, compressed."""
    if image.mode == "1":
        return _group4(image)
    return _jpeg(image)


def _black_and_white(gray: PIL.Image.Image) -> PIL.Image.Image | None:
    """Make dark pixels black, and pale lines too: boxes of forms are often gray and thinner than a pixel.

    Returns: None if other pale pixels would be lost, as those of dotted lines.
    """
    levels = np.asarray(gray)
    dark = levels < _THRESHOLD
    edges = dark.copy()  # edges of dark areas are pale too
    edges[1:] |= dark[:-1]
    edges[:-1] |= dark[1:]
    edges[:, 1:] |= dark[:, :-1]
    edges[:, :-1] |= dark[:, 1:]
    pale = (levels < _FAINT) & ~edges
    lines = _runs(pale) | _runs(pale.T).T
    lost = pale & ~lines
    if int((lost[:, 1:] & lost[:, :-1]).sum()) + int((lost[1:] & lost[:-1]).sum()) > _LOST:
        return None
    return PIL.Image.fromarray(~(dark | lines))


def _runs(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Pixels of a mask that are in a horizontal run of at least `_RUN` pixels."""
    begins = mask.copy()
    length = 1
    while length < _RUN:
        step = min(length, _RUN - length)
        begins[:, :-step] &= begins[:, step:]
        begins[:, -step:] = False
        length += step
    if not begins.any():
        return begins
    found = np.zeros_like(mask)
    rows, columns = np.nonzero(begins)
    for step in range(_RUN):
        found[rows, columns + step] = True
    return found


def _coloured(pixels: npt.NDArray[np.uint8]) -> bool:
    """Whether there are areas of color, even pale ones, or thin strokes of strong color."""
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    spread = np.maximum(np.maximum(red, green), blue) - np.minimum(np.minimum(red, green), blue)
    if not (tinted := spread > _TINT).any():
        return False
    return int((spread > _STRONG).sum()) > _FEWEST or bool(_inner(tinted[::_STEP, ::_STEP]).mean() > _FEW)


def _toned(gray: npt.NDArray[np.uint8]) -> bool:
    """Whether there are areas of gray, or pale letters that black and white would lose."""
    middle = (gray > 40) & (gray < 240)
    inner = _inner(middle)
    high, low = gray[1:-1, 1:-1].astype(np.int16), gray[1:-1, 1:-1].astype(np.int16)
    for part in (gray[:-2, 1:-1], gray[2:, 1:-1], gray[1:-1, :-2], gray[1:-1, 2:]):
        high, low = np.maximum(high, part), np.minimum(low, part)
    if bool((inner & (high - low < _FLAT)).mean() > _FEW):
        return True
    dark, pale = int((gray < _DARK).sum()), int(((gray > _LIGHT) & (gray < 240)).sum())
    return pale > 2 * dark and pale > _FEW * gray.size


def _inner(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Pixels whose four neighbors are in the mask too."""
    inner: npt.NDArray[np.bool_] = (
        mask[1:-1, 1:-1] & mask[:-2, 1:-1] & mask[2:, 1:-1] & mask[1:-1, :-2] & mask[1:-1, 2:]
    )
    return inner


def _group4(image: PIL.Image.Image) -> Packed:
    """As one strip of a TIFF, whose data a PDF can use directly."""
    file = io.BytesIO()
    image.save(file, "TIFF", compression="group4", tiffinfo={278: image.height})
    with PIL.Image.open(io.BytesIO(file.getvalue())) as tiff:
        tags = getattr(tiff, "tag_v2")  # noqa: B009 - only TIFF files have this attribute
        offsets, lengths, photometric = tags[273], tags[279], tags[262]
    if len(offsets) != 1:
        raise ValueError("one strip was asked for")
    data = file.getvalue()[offsets[0] : offsets[0] + lengths[0]]
    black = b"true" if photometric == 1 else b"false"
    entries = (
        b"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %d/Rows %d"
        b"/BlackIs1 %s>>" % (image.width, image.height, black)
    )
    return Packed(image.width, image.height, entries, data)


def _jpeg(image: PIL.Image.Image) -> Packed:
    """Encode without metadata.

    The color transform is stated although it is the default. Otherwise tools that decompress a PDF also decode the
    image, and its pixels, read as letters, spell short words by chance.
    """
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, optimize=True)
    space = b"/DeviceRGB" if image.mode == "RGB" else b"/DeviceGray"
    entries = b"/ColorSpace%s/BitsPerComponent 8/Filter/DCTDecode/DecodeParms<</ColorTransform 1>>" % space
    return Packed(image.width, image.height, entries, file.getvalue())
