"""Texts around the statements, shared by all formats of an exported summary."""

import datetime as dt
import re
from collections.abc import Sequence

from legalredact.model.export import NumberedSource, Signature, SummaryExport

APPLICATION = "LegalRedact"
DRAFT = "DRAFT – not signed by a reviewer. For review inside the matter only."
SOURCES = "Sources"
REMARKS = "Remarks for the reader"
SIGN_OFF = "Sign-off"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DAY_TIME = "%B {day}, %Y, %H:%M UTC"


def printable(text: str) -> str:
    """The text without characters that XML or a page cannot hold."""
    return _UNPRINTABLE.sub("", text)


def marks(numbers: Sequence[int]) -> str:
    """Source numbers as printed after a statement: ``[1][4]``."""
    return "".join(f"[{number}]" for number in numbers)


def source_line(source: NumberedSource) -> str:
    """Document and place of a source."""
    return f"{source.document}, {source.place}" if source.place else source.document


def how_made(content: SummaryExport) -> str:
    """One sentence on how the summary was made."""
    review = "and read by a reviewer who signed it" if content.signature else "and not yet signed by a reviewer"
    return f"Prepared with {APPLICATION} ({content.engine}) {review}."


def sign_off_rows(signature: Signature) -> tuple[tuple[str, str], ...]:
    """Label and value of each line of the sign-off block."""
    rows = (
        ("Prepared by", signature.preparer),
        ("Signed by", signature.reviewer),
        ("Signed on", day_and_time(signature.when)),
        ("Note", signature.note),
        ("Payload digest", signature.payload_digest),
        ("Summary digest", signature.summary_digest),
    )
    return tuple((label, value) for label, value in rows if value)


def day_and_time(when: str) -> str:
    """``2026-03-04T15:09:00+00:00`` as ``March 4, 2026, 15:09 UTC``; unchanged if it is not a time."""
    moment = signed_at(when)
    return when if moment is None else moment.strftime(_DAY_TIME.format(day=moment.day))


def signed_at(when: str) -> dt.datetime | None:
    """The time in UTC, or None if the text is not a time."""
    try:
        moment = dt.datetime.fromisoformat(when)
    except ValueError:
        return None
    return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
