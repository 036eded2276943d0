"""The list of recent matters: their folders, when each was used last, and words that distinguish them."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from legalredact.gui.core.preferences import matters_in

if TYPE_CHECKING:
    from legalredact.gui.shell.opening import Opening


@dataclass(frozen=True, slots=True)
class ListedMatter:
    """A matter in the list.

    Arguments:
        used: when it was used last, in words.
        passphrase: whether a passphrase protects it.
    """

    folder: Path = field(repr=False)
    used: str
    passphrase: bool


def listed_matters(places: Sequence[Path], opening: "Opening") -> tuple[ListedMatter, ...]:
    """The matters in those folders, in a lane: a file server takes long for many."""
    return tuple(
        ListedMatter(folder, last_used(folder), opening.asks_for_passphrase(folder)) for folder in matters_in(places)
    )


def recent_rows(matters: Sequence[tuple[Path, str | None]], used: Callable[[Path], str]) -> list[tuple[Path, str]]:
    """Recent matters with words that distinguish each from all others: title, time of the last use, folder.

    Arguments:
        matters: their folders and titles; a title is None while it is unknown, and empty without any document.
        used: when each was used last.
    """
    titles = [_titled(folder, title) for folder, title in matters]
    timed = [f"{title} · {used(folder)}" for (folder, _), title in zip(matters, titles, strict=True)]
    rows = []
    for (folder, known), title, with_time in zip(matters, titles, timed, strict=True):
        words = title if titles.count(title) == 1 and known != "" else with_time
        alike = words == with_time and timed.count(with_time) > 1
        rows.append((folder, f"{words} · {_number(folder)}" if alike else words))
    return rows


def _titled(folder: Path, title: str | None) -> str:
    return f"Matter {_number(folder)}" if title is None else title or "Unnamed"


def _number(folder: Path) -> str:
    return folder.name.removeprefix("matter-")


def last_used(folder: Path) -> str:
    """``"Mar 3, 14:05"``; the folder's number if it cannot be read."""
    try:
        used = max(file.stat().st_mtime for file in folder.iterdir())
    except (OSError, ValueError):
        return _number(folder)
    moment = dt.datetime.fromtimestamp(used, dt.UTC).astimezone()
    return f"{moment:%b} {moment.day}, {moment:%H:%M}"
