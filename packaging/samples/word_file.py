"""A finished Word file with fixed dates in a fresh archive, so that the same text gives the same bytes."""

import datetime
import io
import re
import zipfile
from collections.abc import Mapping

from docx.document import Document

_COMMENT_DATE = re.compile(rb'w:date="[^"]*"')
_UNIX = 3


def finished(document: Document, replaced: Mapping[str, bytes], *, made: datetime.datetime) -> bytes:
    """The bytes of a python-docx document.

    Arguments:
        document: the document, complete.
        replaced: parts that python-docx cannot write, by name.
        made: the date of comments and of every entry in the archive.
    """
    buffer = io.BytesIO()
    document.save(buffer)
    fresh = io.BytesIO()
    with zipfile.ZipFile(buffer) as saved, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in saved.namelist():
            content = replaced.get(name, saved.read(name))
            if name == "word/comments.xml":
                content = _COMMENT_DATE.sub(f'w:date="{made:%Y-%m-%dT%H:%M:%SZ}"'.encode(), content)
            archive.writestr(_entry(name, made), content)
    return fresh.getvalue()


def _entry(name: str, made: datetime.datetime) -> zipfile.ZipInfo:
    """An entry without the day and the system on which it was written."""
    entry = zipfile.ZipInfo(name, made.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    return entry
