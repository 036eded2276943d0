"""Limits for files from outside; larger files are refused."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one file.

    Arguments:
        max_bytes: size of the file.
        max_pages: pages of a PDF, frames of a TIFF.
        max_pixels: pixels of one image, or of one rendered page.
        max_unpacked: unpacked bytes of all parts of a container (Word).
        max_parts: parts of a container.
        max_silence: seconds of processor time that a reader may use for one step (a page, a part) before it counts as
            hanging; it is not ended before as many seconds have passed on the clock.
        max_wait: seconds on the clock for one step, if the reader gets less processor time than that.
        max_memory: bytes of memory that one reading process may hold.
    """

    max_bytes: int = 1024 * MEGABYTE
    max_pages: int = 20_000
    max_pixels: int = 100_000_000
    max_unpacked: int = 1024 * MEGABYTE
    max_parts: int = 20_000
    max_silence: float = 120.0
    max_wait: float = 600.0
    max_memory: int = 3072 * MEGABYTE


STANDARD = Limits()
"""Limits for files that a person adds."""
