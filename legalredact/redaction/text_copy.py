"""A redacted copy of a plain text."""

from pathlib import Path

from legalredact.errors import DamagedInput
from legalredact.model.source import Source, content_of
from legalredact.redaction.how import How
from legalredact.redaction.labels import labels
from legalredact.redaction.options import Covered, Made

_ROUNDS = 5


def redact_text(source: Source, target: Path, how: How) -> Made:
    """Write a UTF-8 copy of a text with labels in place of the wanted names.

    Errors: DamagedInput if the file holds no text.
    """
    wanted, options = how.wanted, how.options
    label = labels(wanted, options)
    text = _decoded(content_of(source))
    covered: list[Covered] = []
    for _ in range(_ROUNDS):
        spots = wanted.find(text)
        for spot in reversed(spots):
            line = text.count("\n", 0, spot.span.start) + 1
            reason = options.reason_for(wanted.targets[spot.target])
            covered.append(Covered(None, wanted.label(spot), f"line {line}", reason=reason))
            text = text[: spot.span.start] + label(spot.target) + text[spot.span.end :]
        if not spots:
            break
    target.write_text(text, encoding="utf-8", newline="")
    return Made(tuple(reversed(covered)))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DamagedInput("This file holds no text.", "Ask for a new copy of it.")
