"""An account of the operating system."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system.

    Arguments:
        id: ``"uid:1000"``, or a Windows SID.
        name: as in the system's directory.
        groups: names of its groups.
        doubt: why the system's answer cannot be trusted, as a sentence; empty if it can. Such an account has no rights.
    """

    id: str
    name: str
    groups: tuple[str, ...] = ()
    doubt: str = ""


def same_name(one: str, other: str) -> bool:
    """Whether two names mean the same person, as rules for two persons compare them."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
