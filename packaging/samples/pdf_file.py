"""A finished PDF with fixed dates and no random identifier, so that the same text gives the same bytes."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any


def finished(
    document: Any, properties: Mapping[str, str], *, dated: str, outline: Sequence[tuple[int, str, int]] = ()
) -> bytes:
    """The bytes of a PyMuPDF document.

    Arguments:
        document: the pages; closed afterwards.
        properties: title, author and so on.
        dated: when it was made, such as "March 15, 2024".
        outline: bookmarks as (level, title, page from 1).
    """
    moment = datetime.datetime.strptime(dated, "%B %d, %Y").replace(tzinfo=datetime.UTC)
    stamp = f"D:{moment:%Y%m%d}101500-07'00'"
    document.set_metadata({**properties, "creationDate": stamp, "modDate": stamp})
    document.set_toc([list(entry) for entry in outline])
    document.subset_fonts()
    content: bytes = document.tobytes(garbage=3, deflate=True, no_new_id=True)
    document.close()
    return content
