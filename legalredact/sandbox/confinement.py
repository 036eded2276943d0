"""What the operating system enforces on a process, and what it does not."""

from dataclasses import dataclass

from legalredact.errors import Refused


@dataclass(frozen=True, slots=True)
class Confinement:
    """What is enforced on one kind of process.

    Arguments:
        process: which kind, in plain words: ``"readers of files"``.
        holds: what the system enforces, in plain words.
        missing: what it should enforce and does not, each with the reason.
        weaker: what an older kernel leaves open beside that; it is told, and policy does not ask for it.
    """

    process: str
    holds: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    weaker: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everything is enforced that policy can ask for."""
        return not self.missing

    def words(self) -> str:
        """One line for people."""
        parts = (
            ", ".join(self.holds) or "nothing is enforced by the system",
            f"NOT enforced: {', '.join(self.missing)}" if self.missing else "",
            f"not on this kernel: {', '.join(self.weaker)}" if self.weaker else "",
        )
        return "; ".join(part for part in parts if part)


def refuse_unless_complete(*confinements: Confinement) -> None:
    """For a policy that asks for it (`security.sandbox`).

    Errors: Refused if anything is missing.
    """
    for each in confinements:
        if not each.whole:
            raise Refused(
                f"Policy requires that the operating system confines the {each.process}, and it does not enforce: "
                f"{', '.join(each.missing)}. Nothing was opened.",
                "Use a Linux with kernel 5.13 or later, with seccomp and Landlock, or ask IT to set security.sandbox "
                'to "available".',
            )
