"""How a process that reads untrusted files is confined, and which files it may read."""

import functools
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from legalredact.documents.old_office.libreoffice import ConvertedFile
from legalredact.model.locked_file import LockedFile
from legalredact.model.production import Location, ProductionMember
from legalredact.sandbox.places import code_of
from legalredact.sandbox.probe import tested_profile
from legalredact.sandbox.profiles import READERS, Confine, confine_reader, required

_MOST_FILES = 4_000
"""Up to this number, files are allowed one by one; above it, their folders. Each rule costs some microseconds."""


def reading(readable: Iterable[Path], work: Callable[..., object], *, memory: bool = False) -> Confine:
    """Confinement for a process that does `work` with these files, and may run Tesseract.

    Arguments:
        memory: it writes a file that exists only in memory; see `confine_reader`.
    """
    from legalredact.documents.ocr.tesseract import place

    program = place()
    programs = () if program is None else (program,)
    confine = functools.partial(
        confine_reader, tuple(readable), programs, memory=memory, code=code_of(work), required=required()
    )
    return tested_profile(confine, READERS, bool(programs), memory)


def files_of(one: object) -> tuple[Path, ...]:
    """The files that must be opened to read a file or a member of a production."""
    match one:
        case Path():
            return (one,)
        case LockedFile():
            return (one.path,)
        case ProductionMember():
            return tuple(place.path for place in (one.location, *one.pages, one.text) if place is not None)
        case ConvertedFile(member=ProductionMember(text=Location() as text)):
            return (text.path,)
    return ()


def few_places(files: Iterable[Path]) -> frozenset[Path]:
    """The files, or their folders where there are too many of them."""
    found = frozenset(files)
    return found if len(found) <= _MOST_FILES else frozenset(path.parent for path in found)


def covered(files: Iterable[Path], places: Collection[Path]) -> bool:
    """Whether each file is one of the places or below one of them."""
    return all(path in places or any(folder in places for folder in path.parents) for path in files)
