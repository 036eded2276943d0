"""What stands in the text of a copy where a name stood."""

from collections.abc import Callable

from legalredact.redaction.options import Options
from legalredact.redaction.wanted import Wanted

PLAIN = "[REDACTED]"
_BAR = "\u2588\u2588\u2588\u2588\u2588"


def labels(wanted: Wanted, options: Options) -> Callable[[int], str]:
    """Words for a target's number: its token, or plain ones, with the reason; a bar where they would spell a name."""

    def label(number: int) -> str:
        words = wanted.targets[number].label or PLAIN
        words = f"{words} ({options.reason})" if options.reason else words
        return _BAR if wanted.find(words) else words

    return label
