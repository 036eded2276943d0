"""Finds resources/ in a checkout, an installed wheel and a frozen application."""

import sys
from pathlib import Path

from legalredact.errors import LegalRedactError

_PACKAGE = Path(__file__).resolve().parent


class ResourceMissing(LegalRedactError):
    """A file of the installation is missing."""


def _roots() -> tuple[Path, ...]:
    frozen = getattr(sys, "_MEIPASS", None)
    return (
        *((Path(frozen) / "resources",) if frozen else ()),
        _PACKAGE / "_resources",  # in a wheel
        _PACKAGE.parent / "resources",  # in a checkout
    )


def resource(*parts: str) -> Path:
    """Path of a file or folder under resources/.

    Arguments:
        parts: names below resources/, such as ``"models", "names.onnx"``.

    Errors:
        ResourceMissing: the installation is incomplete.
    """
    for root in _roots():
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise ResourceMissing(
        f"The file {'/'.join(parts)} is missing from this installation.", "Install LegalRedact again."
    )


def about(name: str) -> str:
    """A text about the program: ``"NOTICE"``, ``"LICENSE"``, and in an installed one ``"licenses.txt"``.

    Errors:
        ResourceMissing: the installation is incomplete, or the file exists only in builds.
    """
    places = (*(root / "about" / name for root in _roots()), _PACKAGE.parent / name)
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise ResourceMissing(f"The file {name} is missing from this installation.", "Install LegalRedact again.")
    return found.read_text(encoding="utf-8")
