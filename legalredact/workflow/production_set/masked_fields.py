"""Masks fields of load files and privilege logs: a covered name becomes its token."""

from collections.abc import Callable, Sequence

from legalredact.redaction.audit.needles import Needles
from legalredact.redaction.labels import PLAIN, labels
from legalredact.redaction.options import Options
from legalredact.redaction.targets import Target, TargetSet

_ROUNDS = 5


class FieldMask:
    """Masks texts with the names that are covered in one document.

    Arguments:
        targets: the names.
        tokens: names become tokens; otherwise plain words.
    """

    def __init__(self, targets: Sequence[Target], *, tokens: bool = True) -> None:
        self._wanted = TargetSet(targets)
        self._needles = Needles(targets)
        own: Callable[[int], str] = labels(self._wanted, Options(tokens=tokens, show_reasons=False))
        self._label = own if tokens else lambda _: PLAIN

    def masked(self, text: str) -> str:
        """The text with its names replaced. If a second, independent search still finds one, nothing of it is left."""
        for _ in range(_ROUNDS):
            spots = self._wanted.find(text)
            for spot in reversed(spots):
                text = text[: spot.span.start] + self._label(spot.target) + text[spot.span.end :]
            if not spots:
                break
        return PLAIN if self.names(text) else text

    def names(self, text: str) -> bool:
        """Whether a text holds a covered name."""
        return bool(text) and (any(True for _ in self._needles.find(text)) or self._wanted.spelled_in(text))
