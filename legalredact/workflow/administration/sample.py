"""The sample matter about invented people: its files and the names that a person would have typed."""

from pathlib import Path

from legalredact.detection.document_facts.register_file import parse_register
from legalredact.model.register import Register
from legalredact.resources import resource

_PLACE = ("samples", "alder_v_granite")
_READABLE = frozenset({".pdf", ".docx", ".txt"})
NAME = "Alder v. Granite Parcel"


def sample_files() -> tuple[Path, ...]:
    """The documents, in a fixed order."""
    files = (path for path in resource(*_PLACE).iterdir() if path.suffix in _READABLE and path.name != "register.txt")
    return tuple(sorted(files))


def sample_register() -> Register:
    """Clients and parties, as typed at intake."""
    return parse_register((resource(*_PLACE) / "register.txt").read_text(encoding="utf-8"))
