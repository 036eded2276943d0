"""A file to be read: its path, or its bytes if it exists only in a matter's vault."""

import io
from pathlib import Path

Source = Path | bytes
"""Bytes of a matter's file are passed in memory, so that no clear copy is ever on disk."""


def content_of(source: Source) -> bytes:
    """All bytes; OSError if the file cannot be read."""
    return source if isinstance(source, bytes) else source.read_bytes()


def size_of(source: Source) -> int:
    """Size in bytes; OSError if the file cannot be accessed."""
    return len(source) if isinstance(source, bytes) else source.stat().st_size


def stream_of(source: Source) -> io.BytesIO | io.BufferedReader:
    """A stream at the start of the file, to be closed by the caller; OSError if the file cannot be opened."""
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
