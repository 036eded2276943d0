"""How large a picture is on paper: whoever reads, shows or copies it must mean the same points."""

from collections.abc import Sequence

POINTS = 72.0
"""Points of an inch."""

_PLAUSIBLE = (60.0, 1200.0)
_INCHES = 8.5


def dots_per_inch(said: object, size: tuple[int, int]) -> float:
    """As the file says if that is plausible, else as if the picture were a page 8.5 inches wide.

    Arguments:
        said: what stands in the file, such as (300, 300).
        size: pixels of width and height.
    """
    least, most = _PLAUSIBLE
    try:
        dots = float(said[0]) if isinstance(said, Sequence) and said else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        dots = 0.0
    return dots if least < dots <= most else min(most, max(least, min(size) / _INCHES))
