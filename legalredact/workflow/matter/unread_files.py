"""Files that were to be added to a matter and cannot be read: remembered until they are read or dropped."""

from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from legalredact.errors import UnreadableInput
from legalredact.model.clean_text import clean_path
from legalredact.model.listing import RefusedFile
from legalredact.vault.store import MatterStore

CUT_SHORT = "Reading was cut short before this file was read."
_AGAIN, _AGAIN_WITH = "Read it again.", "Have the message or archive in which it lies read again."


class Notable(Protocol):
    """The parts of an open matter that are needed here."""

    store: MatterStore

    def act(self, action: str, *details: tuple[str, str | int]) -> AbstractContextManager[None]:
        """See `OpenMatter.act`."""


def refuse(matter: Notable, path: Path, problem: UnreadableInput) -> None:
    """Remember that a file cannot be read, and why."""
    with matter.act("file.refuse", ("error", type(problem).__name__)):
        kept = RefusedFile(clean_path(path), problem.what, problem.remedy)
        matter.store.put_refused((*_others(matter, path), kept))


def unrefuse(matter: Notable, path: Path) -> None:
    """Forget a file: it was read after all, or is no longer wanted."""
    others = _others(matter, path)
    if len(others) < len(matter.store.refused()):
        with matter.act("file.forget"):
            matter.store.put_refused(others)


def expect(matter: Notable, paths: Iterable[Path]) -> None:
    """Begin to read these files; unread files of an earlier run are remembered first."""
    cut_short(matter)
    expect_instead(matter, paths)


def expect_instead(matter: Notable, paths: Iterable[Path]) -> None:
    """Replace the expected files by their members, as far as they are known now."""
    expected = tuple(map(clean_path, paths))
    names = set(map(_name, expected))
    matter.store.put_expected(expected, Counter(line.name for line in matter.store.listing() if line.name in names))


def all_came(matter: Notable) -> None:
    """Each expected file was read or refused."""
    matter.store.put_expected((), {})


def cut_short(matter: Notable, came: Collection[Path] = ()) -> tuple[RefusedFile, ...]:
    """Remember expected files as unread if reading was stopped or killed before they came.

    A file came if it was refused, or if as many documents came with its name as were expected with it. In doubt it is
    reported: adding it again does no harm.

    Arguments:
        came: files that are known to have come.

    Returns: those files.
    """
    expected = matter.store.expected()
    if not expected:
        return ()
    refused = matter.store.refused()
    settled = {one.path for one in refused} | set(map(clean_path, came))
    there, before = Counter(line.name for line in matter.store.listing()), matter.store.borne()
    wanted = Counter(map(_name, expected))
    missing = {name for name, count in wanted.items() if there[name] - before.get(name, 0) < count}
    paths = [path for path in expected if path not in settled and _name(path) in missing]
    left = tuple(RefusedFile(path, CUT_SHORT, _remedy(path), cut_short=True) for path in paths)
    if left:
        with matter.act("file.refuse", ("error", "CutShort"), ("files", len(left))):
            matter.store.put_refused((*refused, *left))
            matter.store.put_expected((), {})
    else:
        matter.store.put_expected((), {})
    return left


def holder_of(path: Path) -> Path:
    """The file on the disk that contains something, such as the message of an attachment; a file itself otherwise."""
    return next((one for one in (path, *path.parents) if one.is_file()), path)


def _name(path: str) -> str:
    return Path(path).name


def _remedy(path: str) -> str:
    return _AGAIN if holder_of(Path(path)) == Path(path) else _AGAIN_WITH


def _others(matter: Notable, path: Path) -> tuple[RefusedFile, ...]:
    return tuple(one for one in matter.store.refused() if one.path != clean_path(path))
