"""The size of an image on paper, so that reading, display and copies use the same points."""

from collections.abc import Sequence

POINTS = 72.0
"""Points per inch."""

_PLAUSIBLE = (60.0, 1200.0)
_INCHES = 8.5


def dots_per_inch(said: object, size: tuple[int, int]) -> float:
    """The resolution in the file if it is plausible, else as if the image were a page 8.5 inches wide.

    Arguments:
        said: the value in the file, such as (300, 300).
        size: width and height in pixels.
    """
    least, most = _PLAUSIBLE
    try:
        dots = float(said[0]) if isinstance(said, Sequence) and said else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        dots = 0.0
    return dots if least < dots <= most else min(most, max(least, min(size) / _INCHES))
