"""How ready a machine is: one row for each subject, as `doctor` and the window report it."""

import enum
from collections.abc import Iterable


class State(enum.IntEnum):
    """State of one subject. `FAIL` is false: something that work needs is missing. `WARN` is true: work goes on."""

    FAIL = 0
    OK = 1
    WARN = 2

    @property
    def words(self) -> str:
        """As JSON has it: ``"ok"``, ``"warn"``, ``"fail"``."""
        return self.name.lower()

    @property
    def exit_code(self) -> int:
        """As monitoring systems take it: 0 is well, 1 is a warning, 2 is a failure."""
        return {State.OK: 0, State.WARN: 1, State.FAIL: 2}[self]


Row = tuple[str, State, str]
"""Subject, its state, and the facts in words."""


def ok_or_fail(well: bool) -> State:
    """For a subject without which work stops."""
    return State.OK if well else State.FAIL


def ok_or_warn(well: bool) -> State:
    """For a subject that somebody should look after, while work goes on."""
    return State.OK if well else State.WARN


def worst(rows: Iterable[Row]) -> State:
    """The state of a machine: of its worst subject."""
    return max((state for _, state, _ in rows), key=lambda state: state.exit_code, default=State.OK)


def as_json(rows: Iterable[Row]) -> list[dict[str, object]]:
    """The rows for scripts; ``ok`` is false for a warning, too."""
    return [{"what": what, "ok": state is State.OK, "state": state.words, "detail": how} for what, state, how in rows]
