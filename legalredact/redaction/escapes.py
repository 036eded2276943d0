"""Decodes escaped characters in text: ``%20`` in addresses of the web, ``=E2=80=99`` in e-mail,
``\\u00e9`` in JSON, ``&#233;`` and ``&eacute;`` in HTML."""

import html
import itertools
import re
from collections.abc import Iterator

_RUN = re.compile(
    r"(?P<bytes>(?:%[0-9A-Fa-f]{2}|=[0-9A-F]{2})+)|\\u(?P<unit>[0-9A-Fa-f]{4})"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});)"
)
_ONE = 3
"""Characters of an escape for one byte."""


def without_escapes(text: str) -> tuple[str, tuple[int, ...]] | None:
    """Decode the escapes of a text; also returns, for each decoded character and for the end, its offset in `text`.

    Returns: None if there are no escapes.
    """
    if not any(mark in text for mark in "%=\\&"):
        return None
    said: list[str] = []
    places: list[int] = []
    at = 0
    for piece, start, end in _pieces(text):
        said += [text[at:start], piece]
        places += [*range(at, start), *itertools.repeat(start, len(piece))]
        at = end
    return ("".join((*said, text[at:])), (*places, *range(at, len(text) + 1))) if said else None


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Each escaped character, with its span."""
    for run in _RUN.finditer(text):
        if run["bytes"]:
            yield from _of_bytes(run["bytes"], *run.span())
        elif run["unit"]:
            yield chr(int(run["unit"], 16)), *run.span()
        elif (sign := html.unescape(run[0])) != run[0]:
            yield sign, *run.span()


def _of_bytes(written: str, at: int, last: int) -> Iterator[tuple[str, int, int]]:
    """The characters of a run of UTF-8 bytes."""
    for sign in bytes.fromhex(re.sub("[%=]", "", written)).decode("utf-8", "replace"):
        end = min(last, at + _ONE * (1 if sign == "\ufffd" else len(sign.encode())))
        if at < end:
            yield sign, at, end
        at = end


def as_html(text: str) -> str:
    """Text that stands for itself in HTML, without control characters."""
    return html.escape("".join(c if c.isprintable() else " " for c in text))
