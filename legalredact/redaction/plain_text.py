"""Makes a redacted copy of a plain text."""

from pathlib import Path

from legalredact.redaction.context import CopySettings
from legalredact.redaction.labels import labels
from legalredact.redaction.options import CopyResult, Covered

_ROUNDS = 5


def redact_text(text: str, target: Path, how: CopySettings) -> CopyResult:
    """Write a UTF-8 copy of a text with labels in place of the wanted names."""
    wanted, options = how.wanted, how.options
    label = labels(wanted, options)
    covered: list[Covered] = []
    if how.near is not None:
        how.near.add(0, text)
    for _ in range(_ROUNDS):
        spots = wanted.find(text)
        for spot in reversed(spots):
            line = text.count("\n", 0, spot.span.start) + 1
            reason = options.reason_for(wanted.targets[spot.target])
            covered.append(Covered(None, wanted.label(spot), f"line {line}", reason=reason))
            text = text[: spot.span.start] + label(spot.target) + text[spot.span.end :]
        if not spots:
            break
    target.write_text(text, encoding="utf-8", errors="replace", newline="")
    return CopyResult(tuple(reversed(covered)))
