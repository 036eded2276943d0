"""Text in which signs are written by their numbers, as addresses of the web and e-mail do: %20, =E2=80=99."""

import itertools
import re
from collections.abc import Iterator

_RUN = re.compile(r"(?:%[0-9A-Fa-f]{2}|=[0-9A-F]{2})+")
_ONE = 3
"""Characters that stand for one byte."""


def without_escapes(text: str) -> tuple[str, tuple[int, ...]] | None:
    """What a text with escapes says, and for each character of that, and its end, where it stands in `text`.

    Returns: None if there are none.
    """
    pieces = list(_pieces(text))
    if all(end - start == len(said) for said, start, end in pieces):
        return None
    starts = (range(start, end, (end - start) // len(said)) for said, start, end in pieces)
    return "".join(said for said, _, _ in pieces), (*itertools.chain.from_iterable(starts), len(text))


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Parts of a text with what they say: plain text as it is, and each sign that is written by numbers."""
    at = 0
    for run in _RUN.finditer(text):
        if at < run.start():
            yield text[at : run.start()], at, run.start()
        at = run.start()
        written = bytes.fromhex(re.sub("[%=]", "", run[0]))
        for sign in written.decode("utf-8", "replace"):
            end = min(run.end(), at + _ONE * (1 if sign == "\ufffd" else len(sign.encode())))
            if at < end:
                yield sign, at, end
            at = end
        at = run.end()
    if at < len(text):
        yield text[at:], at, len(text)
