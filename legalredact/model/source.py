"""A file to be read: where it stands, or its bytes if it stands nowhere but in a matter's vault."""

import io
from pathlib import Path

Source = Path | bytes
"""Bytes of a matter's file travel as they are, so that no copy of it ever lies on the disk in clear."""


def content_of(source: Source) -> bytes:
    """All bytes; OSError if the file cannot be read."""
    return source if isinstance(source, bytes) else source.read_bytes()


def size_of(source: Source) -> int:
    """How many bytes; OSError if the file cannot be reached."""
    return len(source) if isinstance(source, bytes) else source.stat().st_size


def stream_of(source: Source) -> io.BytesIO | io.BufferedReader:
    """To be read from its start, and closed by the caller; OSError if the file cannot be opened."""
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
