"""Documents that a statement names by their neutral titles, as the instructions ask: their numbers are no facts.

A statement may name the documents that it cites: "Document 2 (PDF, 3 pages)", "Documents 1, 2 and 3". Whatever else
looks like such a title stays, and is compared as a figure.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from legalredact.model.mention import Span
from legalredact.model.payload import PayloadDocument

_TITLE = re.compile(r"(?P<name>Document (?P<number>\d+))(?: (?P<kind>\(.*\)))?")
_NAMED = re.compile(r"\bDocument(?P<plural>s?) (?=\d)")
_NEXT = re.compile(r"(?:,? and |, )")
_NUMBER = re.compile(r"\d+(?!\d|[.,]\d)")
_HIDDEN = "\ufffc"


class NamedDocuments:
    """Finds the neutral titles of a payload's documents in statements.

    Arguments:
        documents: of the payload, in order.
    """

    def __init__(self, documents: Sequence[PayloadDocument]) -> None:
        titles = [_TITLE.fullmatch(document.masked_title) for document in documents]
        self._kinds = {title["number"]: (at, title["kind"] or "") for at, title in enumerate(titles) if title}

    def hidden(self, text: str, cited: Collection[int]) -> str:
        """The text with U+FFFC for every character of the title of a cited document, as `figures` reads tokens.

        Arguments:
            cited: numbers of the documents that the statement cites, from 0.
        """
        for span in reversed(list(self._spans(text, cited))):
            text = f"{text[: span.start]}{_HIDDEN * len(span)}{text[span.end :]}"
        return text

    def _spans(self, text: str, cited: Collection[int]) -> Iterator[Span]:
        for match in _NAMED.finditer(text):
            end = self._number(text, match.end(), cited)
            if end is None:
                continue
            yield Span(match.start(), end)
            while match["plural"] and (mark := _NEXT.match(text, end)):
                start, end_of_next = mark.end(), self._number(text, mark.end(), cited)
                if end_of_next is None:
                    break
                yield Span(start, end_of_next)
                end = end_of_next

    def _number(self, text: str, at: int, cited: Collection[int]) -> int | None:
        """The end of a cited document's title that has its number at `at`; None if no such number is there."""
        number = _NUMBER.match(text, at)
        known = self._kinds.get(number[0]) if number else None
        if number is None or known is None or known[0] not in cited:
            return None
        kind = f" {known[1]}"
        return number.end() + len(kind) * (bool(known[1]) and text.startswith(kind, number.end()))
