"""The tools of the installed application's workers: its own readers, models and local engine."""

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from legalredact import __version__
from legalredact.documents.assembly import identify
from legalredact.documents.read import read_file
from legalredact.errors import DamagedInput, UsageError
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.payload import VerifiedText
from legalredact.model.production import Form, Location, Member
from legalredact.model.progress import Cancellation, Report
from legalredact.model.review import MaskedSummary
from legalredact.resources import resource
from legalredact.workflow.batch_kit import Kit
from legalredact.workflow.parts import ForProductions

if TYPE_CHECKING:
    from legalredact.detection.detect import Detector
    from legalredact.summary.local import LocalEngine


@functools.cache
def build() -> str:
    """What results speak for: the version, and the digests of everything that finds names."""
    files = (resource("models", name) for name in ("names.onnx", "tokenizer.json"))
    digests = (hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    return hashlib.sha256("\n".join((__version__, *digests)).encode()).hexdigest()[:16]


def for_productions() -> ForProductions:
    """What a matter needs for whole productions."""
    return ForProductions(real_kit, _original, _walk)


def real_kit() -> Kit:
    """Made in a worker; models load with the first document that needs them."""
    return Kit(build(), _read, _detect, _summarize)


def _read(member: Member, report: Report) -> Document:
    return read_file(member.location.path, report=report)


def _original(member: Member) -> Path | bytes:
    return member.location.path


def _walk(path: Path, _: Report, cancel: Cancellation) -> Iterator[Member]:
    """A file, or all files of a folder and of those in it."""
    if not path.exists():
        raise UsageError(f"There is nothing at {path}.", "Check the path.")
    first: dict[str, str] = {}
    for file in (path,) if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file()):
        cancel.check()
        key = f"m{hashlib.sha256(str(file.absolute()).encode()).hexdigest()[:16]}"
        location = Location(file.absolute(), name=file.name)
        try:
            digest, size = identify(file).digest, file.stat().st_size
        except OSError:
            gone = DamagedInput("The file cannot be opened.", "Check its rights, and take it in again.")
            yield Member(key, Form.NOTHING, location, "", 0, family=key, problem=gone)
            continue
        yield Member(key, Form.FILE, location, digest, size, family=key, duplicate_of=_before(first, digest, key))


def _detect(document: Document, report: Report) -> tuple[Mention, ...]:
    return _detector().detect(document, report)


@functools.cache
def _detector() -> "Detector":
    from legalredact.detection.detect import Detector

    return Detector()


def _summarize(verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
    return _engine().summarize(verified, report, cancel)


@functools.cache
def _engine() -> "LocalEngine":
    from legalredact.summary.local import LocalEngine

    return LocalEngine()


def _before(first: dict[str, str], digest: str, key: str) -> str:
    """The key of the first member with the same bytes; empty for that one itself."""
    known = first.setdefault(digest, key)
    return "" if known == key else known
