"""Passwords that a person gave for the encrypted files of a matter or a production."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passwords:
    """Words to try in turn. Their `repr` shows none, so that no log and no error can contain one."""

    words: tuple[str, ...] = field(default=(), repr=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __bool__(self) -> bool:
        return bool(self.words)


NO_PASSWORDS = Passwords()
