"""What stands in the text of a copy where a name stood."""

from collections.abc import Callable

from legalredact.redaction.options import Options
from legalredact.redaction.targets import TargetSet

PLAIN = "[REDACTED]"
_BAR = "\u2588\u2588\u2588\u2588\u2588"


def labels(wanted: TargetSet, options: Options) -> Callable[[int], str]:
    """Words for a target's number: its token, or plain ones, with the reason; a bar where they would spell a name."""

    def label(number: int) -> str:
        target = wanted.targets[number]
        words = (target.label or PLAIN) if options.tokens else _BAR
        reason = options.shown_reason(options.reason_for(target))
        words = f"{words} ({reason})" if reason else words
        return _BAR if wanted.find(words) else words

    return label
