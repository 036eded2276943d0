"""The size of an image on paper and the turn of a page, so that reading, display and copies use the same points."""

from collections.abc import Sequence

POINTS = 72.0
"""Points per inch."""

_PLAUSIBLE = (60.0, 1200.0)
_INCHES = 8.5
_LEAST_OBLONG, _MOST_OBLONG = 1.02, 4.5
"""Between these, different resolutions across and down are believed."""


def dots_per_inch(said: object, size: tuple[int, int]) -> float:
    """The resolution in the file if it is plausible, else as if the image were a page 8.5 inches wide.

    Arguments:
        said: the value in the file, such as (300, 300); of a fax with (204, 98) the larger one, see `square_size`.
        size: width and height in pixels.
    """
    least, most = _PLAUSIBLE
    across, down = _said(said)
    dots = max(across, down) if _is_oblong(across, down) else across
    return dots if least < dots <= most else min(most, max(least, min(size) / _INCHES))


def square_size(said: object, size: tuple[int, int]) -> tuple[int, int]:
    """The size in pixels with which an image has its proportions: faxes have more dots across than down.

    Arguments: as in `dots_per_inch`.
    """
    across, down = _said(said)
    if not _is_oblong(across, down):
        return size
    return (round(size[0] * max(1.0, down / across)), round(size[1] * max(1.0, across / down)))


def turned_by(degrees: int, width: float, height: float) -> tuple[float, float, float, float, float, float]:
    """The matrix from a PDF page as its content has it to the page as displayed, both with the origin at the top left.

    PyMuPDF's own matrix leaves out the unit of the page (UserUnit), so that places on a turned page are wrong.

    Arguments:
        degrees: by which the page is turned clockwise.
        width, height: of the page as displayed.
    """
    return {
        90: (0.0, 1.0, -1.0, 0.0, width, 0.0),
        180: (-1.0, 0.0, 0.0, -1.0, width, height),
        270: (0.0, -1.0, 1.0, 0.0, 0.0, height),
    }.get(degrees % 360, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


def _said(said: object) -> tuple[float, float]:
    """Dots per inch across and down; zeros if the file does not say them."""
    try:
        across = float(said[0]) if isinstance(said, Sequence) and said else 0.0
        return across, float(said[1]) if isinstance(said, Sequence) and len(said) > 1 else across
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0


def _is_oblong(across: float, down: float) -> bool:
    least, most = _PLAUSIBLE
    said = least < across <= most and least < down <= most
    return said and _LEAST_OBLONG < max(across, down) / min(across, down) < _MOST_OBLONG
