"""Who may open a matter."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Member:
    """A person to whom a matter's key is sealed.

    Arguments:
        name: as typed by the person who added the member.
        public_key: an age recipient, ``age1…``; the private key is in that person's keyring.
        added: UTC, ISO 8601; empty for members from before times were recorded.
        recovery: whether it is the firm's recovery key, set by policy.
    """

    name: str = field(repr=False)
    public_key: str
    added: str = ""
    recovery: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """The writer of a matter: account, machine, process, and since when (UTC, ISO 8601)."""

    who: str
    host: str
    process: int
    since: str

    def __str__(self) -> str:
        return f"{self.who} on {self.host}, since {self.since[:10]}, {self.since[11:16]} UTC"
