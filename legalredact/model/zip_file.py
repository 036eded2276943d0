"""What is wrong with an archive: every room that reads one turns the same errors into ours."""

import lzma
import zipfile
import zlib

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError, KeyError)
"""What `zipfile` raises on damaged or odd archives; none of it may reach a person as it is.

A packing that it does not know is a `RuntimeError` of its own kind, and so is a part with a password.
"""
