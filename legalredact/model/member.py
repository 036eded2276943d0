"""Who may open a matter."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody to whom a matter's key is sealed.

    Arguments:
        name: a colleague's, as whoever added them typed it.
        public_key: an age recipient, ``age1…``; its private half is in that person's keyring.
        added: UTC, ISO 8601; empty for who was there before times were kept.
        recovery: it is the firm's recovery key, set by policy.
    """

    name: str = field(repr=False)
    public_key: str
    added: str = ""
    recovery: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a matter open for writing: account, machine, process, and since when (UTC, ISO 8601)."""

    who: str
    host: str
    process: int
    since: str

    def __str__(self) -> str:
        return f"{self.who} on {self.host}, since {self.since[:10]}, {self.since[11:16]} UTC"
