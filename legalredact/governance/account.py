"""An account of the operating system."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system.

    Arguments:
        id: ``"uid:1000"``, or a Windows SID.
        name: as the system's own directory has it.
        groups: names of the groups that it belongs to.
        doubt: why the system's answer cannot be believed, as a sentence; empty if it can. Such an account is nobody's.
    """

    id: str
    name: str
    groups: tuple[str, ...] = ()
    doubt: str = ""
