"""How much of a stranger's file is taken in before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    Arguments:
        max_bytes: size of the file.
        max_pages: pages of a PDF, frames of a TIFF.
        max_pixels: pixels of one picture, or of one page as it is rendered.
        max_unpacked: bytes that all parts of a container (Word) come to once unpacked.
        max_parts: parts of a container.
        max_silence: seconds that a reader may take for one step (a page, a part) before it counts as hung.
        max_memory: bytes of memory that one reading process may hold.
    """

    max_bytes: int = 1024 * MEGABYTE
    max_pages: int = 20_000
    max_pixels: int = 100_000_000
    max_unpacked: int = 1024 * MEGABYTE
    max_parts: int = 20_000
    max_silence: float = 120.0
    max_memory: int = 3072 * MEGABYTE


STANDARD = Limits()
"""For an office's own files."""
